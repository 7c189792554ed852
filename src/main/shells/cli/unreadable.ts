import { readFile } from 'node:fs/promises'

/** A file or folder that was named and cannot be read; the sentence names it as it was written. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** What was asked for makes no sense: the command line's own mistake, told before anything is opened. */
export class Misused extends Error {
  override readonly name = 'Misused'
}

/** Reads a file that the person named. */
export async function readNamed(path: string, asWritten: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const reason =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'is not there' : 'cannot be read'
    throw new Unreadable(`The file "${asWritten}" ${reason}.`, { cause })
  }
}

/** Bytes as the contract carries them. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
