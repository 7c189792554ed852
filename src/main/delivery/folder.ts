import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFileName, nameKey, numberedName, type DeliveredFile } from './file-names'
import { slices } from './slices'

/** True when a regular file holds exactly these bytes. */
function holds(path: string, size: number, bytes: Uint8Array): boolean {
  return size === bytes.byteLength && readFileSync(path).equals(bytes)
}

/**
 * Writes files into one folder, which exists, with `write` (the atomic one; synchronous, in slices). Yields how many
 * are done; answers with the name that each file got, in order. A file that is there already with the same bytes is
 * left as it is and keeps its name; one with other bytes, a link or a folder of that name is never touched: the new
 * file is numbered instead. Names that differ only in case count as one. Stops between files when `signal` aborts.
 * Throws `invalid_input` for a name that would leave the folder, and what `write` throws.
 */
export async function* writeFiles(
  folder: string,
  files: Iterable<DeliveredFile> | AsyncIterable<DeliveredFile>,
  write: (path: string, bytes: Uint8Array) => void,
  options: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<number, string[]> {
  const names: string[] = []
  const claimed = new Set<string>()
  const found = new Set(readdirSync(folder).map(nameKey))
  const slice = slices()
  for await (const { fileName, bytes } of files) {
    if (options.signal?.aborted) break
    checkFileName(fileName)
    names.push(place(fileName, bytes))
    if (slice.over()) {
      yield names.length
      await slice.rest()
    }
  }
  yield names.length
  return names

  function place(fileName: string, bytes: Uint8Array): string {
    for (let number = 1; ; number++) {
      const name = numberedName(fileName, number)
      const key = nameKey(name)
      if (claimed.has(key)) continue
      const path = join(folder, name)
      const there = found.has(key) ? lstatSync(path, { throwIfNoEntry: false }) : undefined
      if (there && !(there.isFile() && holds(path, there.size, bytes))) continue
      claimed.add(key)
      if (!there) write(path, bytes)
      return name
    }
  }
}
