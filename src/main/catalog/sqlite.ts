import Database from 'better-sqlite3'
import { BlazonError } from '../../core/errors'

/**
 * Opens one SQLite file. The addon needs Node-API 10 and ends an older Node without a word, so that is refused first
 * (the addon is loaded by the constructor, not by the import).
 */
export function openDatabase(file: string, options: Database.Options = {}): Database.Database {
  if (Number(process.versions.napi) < 10)
    throw new Error(
      `Blazon needs Node 22.14 or newer (this is ${process.version}). Run it through "npm start" or "npm test".`,
    )
  return new Database(file, options)
}

/** What a write to the library may need at most before SQLite can tidy up again: the log grows to some megabytes. */
const roomForOneWrite = 16 * 1024 * 1024

/** Turns what SQLite or the file system said into an expected failure; anything else comes back unchanged. */
export function translateStorageError(error: unknown, folder: string): unknown {
  if (error instanceof BlazonError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const because = { cause: error }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new BlazonError('disk_full', 'No room for the library', { folder, bytesNeeded: roomForOneWrite }, because)
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new BlazonError('read_only', 'The library folder cannot be written', { folder }, because)
  if (code === 'SQLITE_CANTOPEN')
    return new BlazonError('read_only', 'The library cannot be opened', { folder }, because)
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new BlazonError('library_damaged', 'The library cannot be read', { reason: 'corrupt' }, because)
  return error
}

/** The row of a query that always has exactly one, such as a count. */
export function oneRow<Row>(
  db: Database.Database,
  sql: string,
  parameters: Record<string, string | number> | readonly (string | number)[] = [],
): Row {
  const row = prepared<[typeof parameters], Row>(db, sql).get(parameters)
  if (row === undefined) throw new Error('A query without a row')
  return row
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** A prepared statement, made once for each open database: `prepared<[string], { id: string }>(db, 'SELECT …')`. */
export function prepared<Parameters extends unknown[] | object = unknown[], Row = unknown>(
  db: Database.Database,
  sql: string,
): Database.Statement<Parameters extends unknown[] ? Parameters : [Parameters], Row> {
  let made = statements.get(db)
  if (made === undefined) statements.set(db, (made = new Map<string, Database.Statement>()))
  let statement = made.get(sql)
  if (statement === undefined) made.set(sql, (statement = db.prepare(sql)))
  return statement as unknown as Database.Statement<Parameters extends unknown[] ? Parameters : [Parameters], Row>
}
