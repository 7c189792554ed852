import { BlazonError } from '../../core/errors'
import type { SourceRow, Tables } from '../../core/transfer/incoming'
import { openDatabase, prepared } from './sqlite'

/** Rows of an old system's tables while they are looked at: in a database of their own, so that memory holds none of them. */
export type StagedRows = Tables & {
  add: (rows: readonly SourceRow[]) => void
  names: () => string[]
  close: () => void
}

/** Opens a new place for rows. The file is of this program alone and can be made again, so nothing in it has to last. */
export function stagedRows(file: string): StagedRows {
  const db = openDatabase(file)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.exec(
    `CREATE TABLE staged (n INTEGER PRIMARY KEY, source TEXT NOT NULL, at TEXT NOT NULL, cells TEXT NOT NULL);
     CREATE INDEX staged_by_source ON staged(source, n)`,
  )
  const insert = prepared<[string, string, string]>(db, 'INSERT INTO staged (source, at, cells) VALUES (?, ?, ?)')
  const addAll = db.transaction((rows: readonly SourceRow[]) => {
    for (const { table, at, cells } of rows) insert.run(table, at, JSON.stringify(cells))
  })
  return {
    add: (rows) => void addAll(rows),
    names: () => prepared(db, 'SELECT DISTINCT source FROM staged').pluck().all() as string[],
    *rows(table) {
      // A page at a time: a query that is still open would keep others from writing.
      const page = prepared<[string, number], { n: number; at: string; cells: string }>(
        db,
        'SELECT n, at, cells FROM staged WHERE source = ? AND n > ? ORDER BY n LIMIT 500',
      )
      for (let after = 0; ;) {
        const found = page.all(table, after)
        for (const { at, cells } of found) yield { table, at, cells: JSON.parse(cells) as SourceRow['cells'] }
        const last = found.at(-1)
        if (last === undefined) return
        after = last.n
      }
    },
    close: () => db.close(),
  }
}

const plainName = /^[a-z_][a-z0-9_]*$/i

/**
 * The tables of an SQLite file of somebody else: read only, plain tables and stored columns only (no views, nothing virtual or computed),
 * nothing in its schema is trusted. Throws `unreadable_file` (`not_sqlite`).
 */
export function sqliteTables(file: string, fileName: string): Tables & { names: () => string[]; close: () => void } {
  const unreadable = (cause?: unknown) =>
    new BlazonError('unreadable_file', 'no SQLite database', { reason: 'not_sqlite' }, { cause })
  let db: ReturnType<typeof openDatabase> | undefined
  try {
    db = openDatabase(file, { readonly: true, fileMustExist: true })
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw unreadable()
    const open = db
    const names = (
      open
        // What SQLite takes them for, however their SQL is written down.
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        .pluck()
        .all() as string[]
    ).filter((name) => plainName.test(name) && !name.startsWith('sqlite_'))
    return {
      names: () => names.map((name) => name.toLowerCase()),
      *rows(table) {
        const name = names.find((known) => known.toLowerCase() === table)
        if (name === undefined) return
        const columns = open
          .prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
          .all(name)
          .map((column) => `"${column.name.replaceAll('"', '""')}"`)
        if (columns.length === 0) return
        let row = 0
        const read = open.prepare<[], Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM "${name}"`)
        for (const values of read.iterate()) {
          row += 1
          yield { table, at: `${fileName}, ${table} ${row}`, cells: textCells(values) }
        }
      },
      close: () => open.close(),
    }
  } catch (error) {
    db?.close()
    throw error instanceof BlazonError ? error : unreadable(error)
  }
}

const textCells = (values: Record<string, unknown>): SourceRow['cells'] =>
  Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column.toLowerCase(),
      typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : null,
    ]),
  )
