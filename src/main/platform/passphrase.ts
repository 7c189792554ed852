import { readFile } from 'node:fs/promises'

/** The passphrase of a shell without a window of its own to ask in: from the file named (its first line), else from `BLAZON_PASSPHRASE`. */
export const readPassphrase = (env: NodeJS.ProcessEnv, file: string | undefined): Promise<string | undefined> =>
  readSecret(env, 'BLAZON_PASSPHRASE', file)

/** A secret that stands in no command line: the first line of the file named, else a variable. */
export async function readSecret(
  env: NodeJS.ProcessEnv,
  variable: 'BLAZON_PASSPHRASE' | 'BLAZON_PIN',
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return env[variable] || undefined
  const [line = ''] = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/, 1)
  return line === '' ? undefined : line
}
