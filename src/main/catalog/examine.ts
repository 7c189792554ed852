import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BlazonError, isBlazonError } from '../../core/errors'
import { applicationId, refuseNewer, schemaVersion, type Migration } from './migrations'
import { listBackups } from './backup'
import { openDatabase } from './sqlite'

/** Up to this size the whole database is checked at every start; beyond it only after a start that was not closed cleanly. */
const alwaysCheckedBytes = 64 * 1024 * 1024

/**
 * Looks at a library without changing it and says which shape it has; 0 = there is none yet. Throws `library_damaged`
 * (details.reason, details.backups) or `library_newer`, leaving every byte as it is.
 */
export function examineLibrary(folder: string, steps: readonly Migration[]): number {
  const file = join(folder, 'library.db')
  const damaged = (reason: string, cause?: unknown) =>
    new BlazonError(
      'library_damaged',
      `The database cannot be used: ${reason}`,
      { reason, folder, backups: listBackups(folder).length },
      { cause },
    )
  const lived = hasJournal(folder) || listBackups(folder).length > 0
  if (!existsSync(file)) {
    if (lived) throw damaged('missing')
    return 0
  }
  const { size } = statSync(file)
  if (size === 0) {
    if (lived) throw damaged('empty')
    return 0
  }
  const header = readHeader(file)
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw damaged('not_a_database')
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  // After a crash the write-ahead log still holds what the file lacks; only a file that was closed must be whole.
  const unclean = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
  if (pageBytes < 512) throw damaged('not_a_database')
  if (!unclean && (size % pageBytes !== 0 || header.readUInt32BE(28) * pageBytes > size)) throw damaged('truncated')
  if (header.readUInt32BE(60) > steps.length)
    throw new BlazonError('library_newer', 'The library was written by a newer version', {
      version: header.readUInt32BE(60),
      known: steps.length,
    })
  const program = header.readUInt32BE(68)
  if (program !== 0 && program !== applicationId) throw damaged('another_program')

  try {
    const db = openDatabase(file, { readonly: true, fileMustExist: true })
    try {
      const version = schemaVersion(db)
      if (version === 0) {
        const tables = db.prepare("SELECT count(*) AS tables FROM sqlite_master WHERE type = 'table'").get() as {
          tables: number
        }
        if (lived || tables.tables > 0) throw damaged(tables.tables > 0 ? 'another_program' : 'empty')
        return 0
      }
      refuseNewer(db, version, steps)
      if (size <= alwaysCheckedBytes || unclean) {
        const answer = db.pragma('quick_check(1)', { simple: true })
        if (answer !== 'ok') throw damaged('quick_check')
      }
      return version
    } finally {
      db.close()
    }
  } catch (error) {
    if (isBlazonError(error)) throw error
    const code = String((error as { code?: unknown }).code)
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR')
      throw damaged('corrupt', error)
    throw error
  }
}

/** True where a sync program has left another copy of the database beside it ("library (conflicted copy).db"). */
export const hasConflictedCopy = (folder: string) =>
  readdirSync(folder).some((name) => /^library.+\.db$/.test(name) && name !== 'library.db')

const hasJournal = (folder: string) => {
  const file = join(folder, 'journal.jsonl')
  return existsSync(file) && statSync(file).size > 0
}

function readHeader(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(100)
    readSync(descriptor, header, 0, 100, 0)
    return header
  } finally {
    closeSync(descriptor)
  }
}
