import { join } from 'node:path'
import { BlazonError } from '../../core/errors'
import { openDatabase, translateStorageError } from './sqlite'

/**
 * Holds a library for one process: an exclusive transaction on a small SQLite file of its own, so that the operating
 * system's lock decides and a dead process leaves nothing behind. Throws `library_in_use` at once where it is held.
 */
export function lockLibrary(folder: string): { release: () => void } {
  let db: ReturnType<typeof openDatabase>
  try {
    db = openDatabase(join(folder, 'library.lock'), { timeout: 0 })
  } catch (error) {
    throw translateStorageError(error, folder)
  }
  try {
    // A rollback journal, whatever the file was before: in WAL mode "exclusive" would let readers in.
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY')
      throw new BlazonError('library_in_use', 'Another process holds the library', { folder })
    throw translateStorageError(error, folder)
  }
  return {
    release: () => {
      if (db.open) db.close()
    },
  }
}
