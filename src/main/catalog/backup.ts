import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { backup } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import { syncFolder } from '../platform/atomic-write'
import type { Catalog } from './catalog'
import { backupsToKeep } from './retention'
import { oneRow, openDatabase, translateStorageError } from './sqlite'

export type Backup = z.infer<typeof backup>

/** The name says when it was made and how many awards it holds, so that a list of backups opens none: `library-2026-05-17T10-00-00Z-120-awards.db`. */
const namePattern = /^library-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)Z-(\d+)-awards(?:-\d+)?\.db$/

/** The backups of a library folder, newest first. */
export function listBackups(folder: string): Backup[] {
  const backups = join(folder, 'backups')
  if (!existsSync(backups)) return []
  return readdirSync(backups)
    .flatMap((name) => {
      const [, hours, minutes, seconds, awards] = namePattern.exec(name) ?? []
      if (hours === undefined) return []
      const at = `${hours}:${minutes}:${seconds}Z`
      return [{ name, at, bytes: statSync(join(backups, name)).size, awards: Number(awards) }]
    })
    .sort((a, b) => (a.at === b.at ? b.name.localeCompare(a.name) : a.at < b.at ? 1 : -1))
}

type BackupState = { running: Promise<Backup> | null; changes: number; since: number; awards: number; failed: boolean }
const states = new WeakMap<Database, BackupState>()

/** What was there at the last backup (or at the start) and whether one is being written. */
function stateOf(catalog: Catalog): BackupState {
  let state = states.get(catalog.db)
  if (state === undefined) {
    const last = listBackups(catalog.folder)[0]
    const stored = statSync(join(catalog.folder, 'library.db')).mtimeMs
    // What was changed after the last backup and before this start counts as changed just now.
    const current = last !== undefined && Date.parse(last.at) >= stored - 1000
    state = {
      running: null,
      changes: current ? totalChanges(catalog) : -1,
      since: Date.parse(catalog.now()),
      awards: last?.awards ?? 0,
      failed: false,
    }
    states.set(catalog.db, state)
  }
  return state
}

/** A copy is due after five minutes with a change, or after a hundred awards. */
const dueAfterMs = 5 * 60_000
const dueAfterAwards = 100

/** Writes a backup if one is due; the app calls this from a timer and, `atOnce` if anything changed, when it closes. Null where none was. */
export async function backUpIfDue(catalog: Catalog, { atOnce = false } = {}): Promise<Backup | null> {
  if (catalog.isReadOnly) return null
  const state = stateOf(catalog)
  if (state.running !== null || totalChanges(catalog) === state.changes) return null
  const waited = Date.parse(catalog.now()) - state.since
  // A clock that was set back must not put backups off.
  const isDue = atOnce || waited >= dueAfterMs || waited < 0 || countAwards(catalog.db) - state.awards >= dueAfterAwards
  return isDue ? backUp(catalog) : null
}

/** True where the last try to write a backup failed; the start page says so. */
export const backupFailed = (catalog: Catalog) => stateOf(catalog).failed

/**
 * Writes a backup now: a copy page by page while work goes on, opened and checked before it gets its name; then drops
 * those that are no longer kept. Throws `disk_full`, `read_only`, or `library_damaged` where the copy does not hold.
 */
export function backUp(catalog: Catalog): Promise<Backup> {
  const state = stateOf(catalog)
  state.running ??= writeBackup(catalog, state).finally(() => {
    state.running = null
  })
  return state.running
}

async function writeBackup(catalog: Catalog, state: BackupState): Promise<Backup> {
  const { db, folder } = catalog
  const changes = totalChanges(catalog)
  const awards = countAwards(db)
  const at = catalog.now()
  const backups = join(folder, 'backups')
  const temporary = join(backups, '.writing.db')
  try {
    mkdirSync(backups, { recursive: true })
    removeCopy(temporary)
    // Page by page, never VACUUM INTO: that renumbers rows, and the search index knows people by their row number.
    await db.backup(temporary, { progress: () => 2000 })
    const made = finishCopy(folder, temporary, at, awards)
    Object.assign(state, { changes, awards, since: Date.parse(at), failed: false })
    dropOldBackups(folder)
    return made
  } catch (error) {
    state.failed = true
    removeCopy(temporary)
    throw translateStorageError(error, folder)
  }
}

/** The copy that is made before the shape of the library changes, at start-up and under its lock; nothing else is running then. */
export function backUpBeforeMigration(db: Database, folder: string, at: string): Backup {
  db.pragma('wal_checkpoint(TRUNCATE)')
  const temporary = join(folder, 'backups', '.writing.db')
  removeCopy(temporary)
  copyFileSync(join(folder, 'library.db'), temporary)
  return finishCopy(folder, temporary, at, countAwards(db))
}

/** Checks a fresh copy, makes it durable and gives it its name. */
function finishCopy(folder: string, temporary: string, at: string, atLeastAwards: number): Backup {
  const awards = checkCopy(temporary)
  if (awards < atLeastAwards)
    throw new BlazonError('library_damaged', 'The backup lacks awards', { reason: 'backup_incomplete' })
  flushFile(temporary)
  const stem = `library-${at.replaceAll(':', '-')}-${awards}-awards`
  const taken = new Set(readdirSync(join(folder, 'backups')))
  let name = `${stem}.db`
  for (let twin = 2; taken.has(name); twin += 1) name = `${stem}-${twin}.db`
  renameSync(temporary, join(folder, 'backups', name))
  syncFolder(join(folder, 'backups'))
  return { name, at, bytes: statSync(join(folder, 'backups', name)).size, awards }
}

/** Checks a backup by its name. Throws `not_found` or `library_damaged`. */
export function checkBackup(folder: string, name: string): void {
  if (!listBackups(folder).some((backup) => backup.name === name))
    throw new BlazonError('not_found', 'No such backup', { field: 'name' })
  checkCopy(join(folder, 'backups', name))
}

/** Opens a copy, checks its structure and counts what is in it. Throws `library_damaged`. */
export function checkCopy(file: string): number {
  const broken = (cause?: unknown) =>
    new BlazonError('library_damaged', 'The backup cannot be read', { reason: 'backup_unreadable' }, { cause })
  try {
    const copy = openDatabase(file, { fileMustExist: true })
    try {
      // A copy of a database in WAL mode says so in its header; alone it must not need side files.
      copy.pragma('journal_mode = DELETE')
      if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok') throw broken()
      return countAwards(copy)
    } finally {
      copy.close()
    }
  } catch (error) {
    throw error instanceof BlazonError ? error : broken(error)
  }
}

function dropOldBackups(folder: string) {
  const backups = listBackups(folder)
  const kept = backupsToKeep(backups.map(({ at }) => Date.parse(at)))
  for (const { name, at } of backups)
    if (!kept.has(Date.parse(at))) rmSync(join(folder, 'backups', name), { force: true })
}

/** Awards are never deleted, so the highest row number is their number, whatever the size of the table. */
const countAwards = (db: Database) =>
  oneRow<{ awards: number }>(db, 'SELECT coalesce(max(rowid), 0) AS awards FROM award').awards

const totalChanges = (catalog: Catalog) =>
  oneRow<{ changes: number }>(catalog.db, 'SELECT total_changes() AS changes').changes

function removeCopy(file: string) {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
}

/** Makes a file's bytes survive a power cut. */
export function flushFile(path: string) {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
