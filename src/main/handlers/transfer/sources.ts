import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { id as idShape } from '../../../core/contract/shapes'
import { BlazonError } from '../../../core/errors'
import { writeFileAtomicallySync } from '../../platform/atomic-write'

/** A file of a source, where it lies while it is looked at. */
export type SourceFile = { name: string; path: string; bytes: number }
/** The files that somebody handed over, and a folder for what is made of them. */
export type Source = { files: SourceFile[]; work: string }

const listed = z.array(z.object({ name: z.string(), file: z.string().regex(/^\d{1,6}$/) }))
/** More files than this are no source. */
const mostFiles = 20_000
/** A source that nobody has asked for since is deleted when the app starts. */
const keptMs = 86_400_000

/** Files that are handed over to be read: they lie in the library's folder until they are forgotten, a day at most. */
export function transferSources(
  folder: string,
  { newId, now, isReadOnly }: { newId: () => string; now: () => number; isReadOnly: boolean },
) {
  const root = join(folder, 'incoming')
  if (!isReadOnly && existsSync(root))
    for (const name of readdirSync(root))
      if (now() - statSync(join(root, name)).mtimeMs > keptMs)
        rmSync(join(root, name), { recursive: true, force: true })

  const unknown = () => new BlazonError('not_found', 'no such source', { field: 'sourceId' })
  const folderOf = (id: string) => {
    const path = join(root, idShape.parse(id))
    if (!existsSync(path)) throw unknown()
    return path
  }
  const filesIn = (path: string): z.infer<typeof listed> => {
    const list = join(path, 'files.json')
    return existsSync(list) ? listed.parse(JSON.parse(readFileSync(list, 'utf8'))) : []
  }
  const read = (id: string): Source => {
    const path = folderOf(id)
    return {
      work: path,
      files: filesIn(path).map(({ name, file }) => ({
        name,
        path: join(path, file),
        bytes: statSync(join(path, file)).size,
      })),
    }
  }
  return {
    read,
    /** Adds a piece to a file of a source. Throws `conflict` (reason `gap`) where the pieces do not join. */
    take({
      sourceId,
      fileName,
      offset,
      bytes,
    }: {
      sourceId?: string | undefined
      fileName: string
      offset: number
      bytes: Uint8Array
    }) {
      const id = sourceId ?? newId()
      if (sourceId === undefined) mkdirSync(join(root, id), { recursive: true, mode: 0o700 })
      const path = folderOf(id)
      const files = filesIn(path)
      let entry = files.find(({ name }) => name === fileName)
      if (entry === undefined) {
        if (files.length >= mostFiles)
          throw new BlazonError('invalid_input', 'too many files', { field: 'fileName', reason: 'too_many' })
        entry = { name: fileName, file: String(files.length) }
        writeFileAtomicallySync(join(path, 'files.json'), Buffer.from(JSON.stringify([...files, entry])))
      }
      const file = join(path, entry.file)
      const size = existsSync(file) ? statSync(file).size : 0
      if (offset > size) throw new BlazonError('conflict', 'a piece is missing', { reason: 'gap', bytes: size })
      if (offset < size) truncateSync(file, offset)
      appendFileSync(file, bytes, { mode: 0o600 })
      // What was read of it before is no longer so.
      rmSync(join(path, 'staged.db'), { force: true })
      rmSync(join(path, 'pictures'), { recursive: true, force: true })
      return { sourceId: id, files: read(id).files.map(({ name, bytes: length }) => ({ name, bytes: length })) }
    },
    forget: (id: string) => rmSync(folderOf(id), { recursive: true, force: true }),
  }
}
