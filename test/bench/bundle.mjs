/** TypeScript for a benchmark, bundled the way the app is. */
import { execFileSync } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(import.meta.url)
const root = resolve(dirname(here), '../..')
const folder = join(root, '.cache/bench')

/**
 * Bundles `entry` (a path from the repository's root) into one ES module under `.cache/bench/` and answers with its
 * path; `await import(pathToFileURL(path).href)` loads it. Packages stay outside: Node finds them itself.
 * The bundler runs in a process of its own, because its heap would slow down every collection that is measured.
 */
export async function bundle(entry, name) {
  execFileSync(process.execPath, [here, entry, name], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return join(folder, `${name}.mjs`)
}

if (process.argv[1] === here) {
  const [, , entry, name] = process.argv
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(root, entry),
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { external: ['better-sqlite3'], output: { entryFileNames: `${name}.mjs`, format: 'es' } },
    },
  })
}
