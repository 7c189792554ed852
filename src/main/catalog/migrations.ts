import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { BlazonError } from '../../core/errors'
import library from './migrations/0001-library.sql?raw'
import designer from './migrations/0002-designer.sql?raw'
import designRevision from './migrations/0003-design-revision.sql?raw'
import openBadges from './migrations/0004-open-badges.sql?raw'
import catalog from './migrations/0005-catalog.sql?raw'

export type Migration = { version: number; sql: string }

/** Every step of the library's shape, in order. A step that was released is never edited: a test pins each one's hash. */
export const migrations: readonly Migration[] = [
  { version: 1, sql: library },
  { version: 2, sql: designer },
  { version: 3, sql: designRevision },
  { version: 4, sql: openBadges },
  { version: 5, sql: catalog },
]

/** Stands in the header of every library (`Blzn`), so that another program's database is not taken for one. */
export const applicationId = 0x426c7a6e

export const migrationHash = (migration: Migration) => createHash('sha256').update(migration.sql).digest('hex')

/** The version that a database has; 0 where it has no shape yet. */
export function schemaVersion(db: Database): number {
  const known = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'").get()
  if (known === undefined) return 0
  return (db.prepare('SELECT coalesce(max(version), 0) AS version FROM schema_migration').get() as { version: number })
    .version
}

/**
 * Brings a database to the newest shape, each step in one transaction. Throws `library_newer` where it is ahead of
 * `steps` or was made by a differing step. The caller has made a backup.
 */
export function migrate(db: Database, at: string, steps: readonly Migration[] = migrations): void {
  steps.forEach((step, index) => {
    if (step.version !== index + 1) throw new Error(`Migration ${step.version} is out of order`)
  })
  const version = schemaVersion(db)
  refuseNewer(db, version, steps)
  if (version === steps.length) return
  // A step may rebuild a table that others refer to; the references are checked before it commits.
  db.pragma('foreign_keys = OFF')
  for (const step of steps.slice(version))
    db.transaction(() => {
      db.exec(
        'CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT',
      )
      db.exec(step.sql)
      db.prepare('INSERT INTO schema_migration (version, applied_at, sha256) VALUES (?, ?, ?)').run(
        step.version,
        at,
        migrationHash(step),
      )
      db.pragma(`user_version = ${step.version}`)
      db.pragma(`application_id = ${applicationId}`)
      const broken = db.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0) throw new Error(`Migration ${step.version} breaks ${broken.length} references`)
    }).immediate()
  db.pragma('foreign_keys = ON')
}

/** Throws `library_newer` where a database has steps that this program does not know. */
export function refuseNewer(db: Database, version: number, steps: readonly Migration[] = migrations): void {
  if (version > steps.length)
    throw new BlazonError('library_newer', `The library has shape ${version}, known are ${steps.length}`, {
      version,
      known: steps.length,
    })
  if (version === 0) return
  const applied = db.prepare('SELECT version, sha256 FROM schema_migration ORDER BY version').all() as {
    version: number
    sha256: string
  }[]
  applied.forEach((row, index) => {
    const step = steps[index]
    if (step === undefined || row.version !== step.version || row.sha256 !== migrationHash(step))
      throw new BlazonError('library_newer', `Step ${row.version} of the library differs from the known one`, {
        version,
        known: steps.length,
      })
  })
}
