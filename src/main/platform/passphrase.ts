import { readFile } from 'node:fs/promises'

/** The passphrase of a shell without a window of its own to ask in: from the file named (its first line), else from `BLAZON_PASSPHRASE`. */
export async function readPassphrase(env: NodeJS.ProcessEnv, file: string | undefined): Promise<string | undefined> {
  if (file !== undefined) {
    const [line = ''] = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/, 1)
    return line === '' ? undefined : line
  }
  return env['BLAZON_PASSPHRASE'] || undefined
}
