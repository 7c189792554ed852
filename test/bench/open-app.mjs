/** Opens the app on a library as a script would, for benchmarks; `parts` are Blazon's own functions, bundled. */
export const openApp = ({ createApp, ownerOnlyFileSecrets }, folder) =>
  createApp({
    folder,
    platform: {
      shell: 'cli',
      version: '0.0.0',
      secrets: ownerOnlyFileSecrets(),
      chooseFolder: async () => folder,
      openFolder: async () => false,
    },
  })
