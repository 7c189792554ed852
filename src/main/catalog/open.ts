import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { isBlazonError } from '../../core/errors'
import type { Clock, Random } from '../../core/ports'
import { systemRandom } from '../platform/random'
import { backUpBeforeMigration } from './backup'
import { auditLog, type Actor } from './audit'
import type { Catalog, Transaction } from './catalog'
import { examineLibrary, hasConflictedCopy } from './examine'
import { newToken, secondsText, uuidv7Source } from './ids'
import { openJournalFile, type JournalFile, type JournalLine } from './journal-file'
import { lockLibrary } from './lock'
import { usualCache } from './long-job'
import { migrate, migrations, type Migration } from './migrations'
import { openReadOnly } from './open-read-only'
import { finishReplacing } from './replace-library'
import { replayJournal } from './replay'
import { setUpSearchIndex } from './search-index'
import { oneRow, openDatabase, prepared, translateStorageError } from './sqlite'

export type CatalogOptions = {
  /** The library's folder; where it is absent it is made, for its owner only. */
  folder: string
  now?: Clock
  random?: Random
  newId?: () => string
  /** Who is signed in. */
  operator?: () => string | null
  /** The steps of the library's shape; tests bring their own. */
  steps?: readonly Migration[]
}

/**
 * Opens a library, or makes one. Throws `library_in_use`, `library_newer`, `library_damaged` (details.reason,
 * details.backups), `read_only` (there is nothing to read yet) or `disk_full`; what it refuses it leaves untouched. One whose folder
 * cannot be written is opened to be read (`isReadOnly`).
 */
export function openCatalog(options: CatalogOptions): Catalog {
  const folder = resolve(options.folder)
  const clock = options.now ?? Date.now
  const random = options.random ?? systemRandom()
  const steps = options.steps ?? migrations
  const now = secondsText(clock)
  const newId = options.newId ?? uuidv7Source(clock, random)
  const operator = options.operator ?? (() => null)
  const opened: { close: () => void }[] = []
  const closeAll = () => {
    for (const part of opened.splice(0).reverse()) part.close()
  }
  try {
    // SQLite makes files that everybody may read; the folder keeps others out. One that is there keeps its owner's choice.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lock = lockLibrary(folder)
    opened.push({ close: lock.release })
    finishReplacing(folder)
    mkdirSync(join(folder, 'backups'), { recursive: true })
    mkdirSync(join(folder, 'pictures'), { recursive: true })
    const version = examineLibrary(folder, steps)
    const db = openDatabase(join(folder, 'library.db'))
    opened.push(db)
    setPragmas(db)
    if (version < steps.length) {
      if (version > 0) backUpBeforeMigration(db, folder, now())
      migrate(db, now(), steps)
    }
    assertPragmas(db)
    setUpSearchIndex(db)

    const journal = openJournalFile(folder, db, now())
    opened.push(journal)
    const notices: string[] = []
    const write = writer(db, folder, now, journal, () => ({ operatorId: operator(), deviceId: catalog.deviceId }))
    const catalog: Catalog & { deviceId: string } = {
      db,
      folder,
      deviceId: '',
      notices,
      now,
      newId,
      newToken: () => newToken(random),
      operator,
      isReadOnly: false,
      write,
      notePassing: write,
      close: () => {
        if (db.open) db.pragma('optimize')
        closeAll()
      },
    }
    if (hasConflictedCopy(folder)) notices.push('conflicted_copy')
    if (journal.lastSeq > lastSeq(db)) {
      // A backup was put back, or the log of the last transactions was lost: the journal knows what is missing.
      notices.push('journal_ahead')
      if (replayJournal(catalog).failed > 0) notices.push('journal_damaged')
    }
    journal.catchUp()
    catalog.deviceId = readDeviceId(db) ?? catalog.write((tx) => nameDevice(db, tx, newId()))
    return catalog
  } catch (error) {
    closeAll()
    const failure = translateStorageError(error, folder)
    // An archive, or a share without the right to write: it can be looked at, and published elsewhere (F6).
    if (isBlazonError(failure, 'read_only') && existsSync(join(folder, 'library.db')))
      return openReadOnly(folder, { now, newId, newToken: () => newToken(random), operator, steps })
    throw failure
  }
}

function setPragmas(db: Database) {
  db.pragma('busy_timeout = 5000')
  inWriteAheadMode(db)
  // better-sqlite3 is built with NORMAL as the default in WAL mode, which loses acknowledged writes in a power cut (limits.md §0).
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma(`cache_size = ${String(usualCache)}`)
  // Whatever is changed or deleted is overwritten: whoever is erased must not lie on where an older name of theirs stood.
  db.pragma('secure_delete = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
}

/** Two processes that make the same file at once get SQLITE_BUSY here whatever the timeout (limits.md §2, two instances). */
function inWriteAheadMode(db: Database) {
  for (let attempt = 1; ; attempt += 1)
    try {
      db.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || attempt === 50) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
}

/** What the durability of every award rests on; a build of SQLite that ignores a pragma must not get further. */
function assertPragmas(db: Database) {
  const wanted = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, busy_timeout: 5000, cache_size: usualCache }
  for (const [pragma, value] of Object.entries(wanted)) {
    const actual = db.pragma(pragma, { simple: true })
    if (actual !== value) throw new Error(`SQLite has ${pragma} = ${String(actual)}, wanted ${value}`)
  }
}

function writer(
  db: Database,
  folder: string,
  now: () => string,
  file: JournalFile,
  actor: () => Actor,
): Catalog['write'] {
  const addToAudit = auditLog(db, now)
  let lines: JournalLine[] = []
  const addLine = prepared<[string, string, string]>(db, 'INSERT INTO journal (at, kind, body) VALUES (?, ?, ?)')
  const readRev = prepared<[], { value: number }>(db, "SELECT value FROM counter WHERE name = 'rev'")
  const storeRev = prepared<[number]>(db, "UPDATE counter SET value = ? WHERE name = 'rev'")
  const inTransaction = db.transaction((work: (tx: Transaction) => unknown) => {
    let rev: number | null = null
    const result = work({
      nextRev: () => (rev = (rev ?? readRev.get()?.value ?? 0) + 1),
      journal: (kind, body, documents) => {
        const line = { at: now(), kind, body: JSON.stringify(body) }
        const { lastInsertRowid } = addLine.run(line.at, kind, line.body)
        lines.push({ seq: Number(lastInsertRowid), ...line, documents })
      },
      audit: (action, target) => addToAudit(actor(), action, target),
    })
    if (result instanceof Promise) throw new Error('A write is never asynchronous')
    if (rev !== null) storeRev.run(rev)
    return result
  })
  let behind = false
  return <T>(work: (tx: Transaction) => T): T => {
    if (db.inTransaction) throw new Error('A write is never nested')
    try {
      if (behind) file.catchUp()
      lines = []
      const result = inTransaction.immediate(work) as T
      behind = true
      file.append(lines)
      behind = false
      return result
    } catch (error) {
      throw translateStorageError(error, folder)
    }
  }
}

const lastSeq = (db: Database) => oneRow<{ last: number }>(db, 'SELECT coalesce(max(seq), 0) AS last FROM journal').last

const readDeviceId = (db: Database) =>
  prepared<[], { value: string }>(db, "SELECT value FROM setting WHERE key = 'device.id'").get()?.value

function nameDevice(db: Database, tx: Transaction, id: string): string {
  prepared<[string]>(db, "INSERT INTO setting (key, value) VALUES ('device.id', ?)").run(id)
  tx.journal('library', { device: id })
  return id
}
