import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as turn } from 'node:timers/promises'
import type { ImportRequest, TransferOrigin } from '../../../core/contract/transfer'
import { BlazonError } from '../../../core/errors'
import { csvRecords, findSeparator } from '../../../core/people/roster-records'
import { decodeRoster } from '../../../core/people/roster-text'
import { fromAwardsCsv, type ListRecord } from '../../../core/transfer/from-awards-csv'
import { fromBadgekit } from '../../../core/transfer/from-badgekit'
import { fromBadgr } from '../../../core/transfer/from-badgr'
import { fromMoodle } from '../../../core/transfer/from-moodle'
import { fromTahrir } from '../../../core/transfer/from-tahrir'
import type { Incoming, JsonFile, SourceRow, Tables } from '../../../core/transfer/incoming'
import { sqlDumpReader } from '../../../core/transfer/sql-dump'
import { sqliteTables, stagedRows } from '../../catalog/staged-rows'
import { archiveEntries, isArchive } from './archive'
import { moodleXmlRows } from './moodle-xml'
import type { Source, SourceFile } from './sources'

/** A source that has been read as far as that must be done at once. */
export type OpenSource = {
  /** What it holds, in words of this library; read anew each time. */
  incoming: () => Iterable<Incoming>
  /** Of a list of awards: its columns and first rows. */
  headings: string[]
  sample: string[][]
  close: () => void
}
type Names = Tables & { names: () => string[]; close: () => void }

/** Tables without which a source is none. */
const wanted: Record<'tahrir' | 'moodle' | 'moodle_spec', readonly string[]> = {
  tahrir: ['badges', 'persons', 'assertions', 'issuers'],
  moodle: ['badge', 'badge_issued', 'user'],
  moodle_spec: ['badge', 'badge_issued', 'user'],
}
const pictureEndings = new Set(['.png', '.svg', '.jpg', '.jpeg', '.gif', '.webp'])
const isPicture = ({ name }: SourceFile) => pictureEndings.has(extname(name).toLowerCase())

const unreadable = (reason: string, file = '') =>
  new BlazonError('unreadable_file', 'a source cannot be read', { reason, ...(file === '' ? {} : { file }) })

/** What bytes a file begins with. */
export function startOf(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(16)
    return start.subarray(0, readSync(file, start, 0, 16, 0))
  } finally {
    closeSync(file)
  }
}

/**
 * Opens the files of a source as what somebody said that they are; what they look like decides only how they are packed. Throws
 * `unreadable_file`: nothing_found, unknown_file, not_sql, not_sqlite, not_xml, not_json, archive_damaged, too_large; `unreadable_roster`.
 */
export async function openSource(
  source: Source,
  origin: Exclude<TransferOrigin, 'backpack'>,
  request: ImportRequest,
  signal: AbortSignal | undefined,
): Promise<OpenSource> {
  const { zone } = request
  const files = source.files.filter((file) => !isPicture(file))
  if (files.length === 0) throw unreadable('nothing_found')
  if (origin === 'badgekit' || origin === 'badgr') {
    const documents = files.map(jsonFile)
    const read = origin === 'badgekit' ? fromBadgekit : fromBadgr
    if (read(documents, { zone }).next().done === true) throw unreadable('nothing_found')
    return { incoming: () => read(documents, { zone }), headings: [], sample: [], close: () => {} }
  }
  if (origin === 'awards_csv') return openList(files, request)
  const tables = await openTables(source, files, origin, signal)
  const names = new Set(tables.names())
  if (!wanted[origin].some((name) => names.has(name))) {
    tables.close()
    throw unreadable('nothing_found')
  }
  return {
    incoming: () =>
      origin === 'tahrir'
        ? fromTahrir(tables, { zone })
        : fromMoodle(tables, origin === 'moodle' ? 'shipped' : 'specification'),
    headings: [],
    sample: [],
    close: tables.close,
  }
}

function jsonFile({ name, path }: SourceFile): JsonFile {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    return { name, value }
  } catch {
    throw unreadable('not_json', name)
  }
}

/** The one list among the files. Without a choice of columns nothing comes in: nothing is guessed. */
function openList(files: readonly SourceFile[], { columns, zone }: ImportRequest): OpenSource {
  const [file, another] = files
  if (file === undefined || another !== undefined) throw unreadable('one_list')
  const records = () => csvLines(file)
  const [head, ...rows] = firstOf(records(), 6)
  return {
    incoming: () =>
      columns === undefined
        ? []
        : fromAwardsCsv(
            function* () {
              let isHead = true
              for (const record of records()) {
                if (!isHead) yield record
                isHead = false
              }
            },
            columns,
            { zone },
          ),
    headings: [...(head?.cells ?? [])],
    sample: rows.map(({ cells }) => [...(cells ?? [])]),
    close: () => {},
  }
}

function* csvLines({ name, path }: SourceFile): Generator<ListRecord> {
  const { text } = decodeRoster({ bytes: readFileSync(path) })
  const separator = findSeparator(text.slice(0, 100_000).split('\n', 20)) ?? ','
  let row = 0
  for (const slice of csvRecords(text, separator))
    for (const cells of slice) {
      row += 1
      if (cells === null || cells.some((cell) => cell.trim() !== '')) yield { at: `${name}, row ${row}`, cells }
    }
}

function firstOf<Of>(all: Iterable<Of>, count: number): Of[] {
  const first: Of[] = []
  for (const it of all) {
    if (first.length === count) break
    first.push(it)
  }
  return first
}

/** Rows that are staged in one go, some milliseconds of work. */
const stagedAtOnce = 500

async function openTables(
  source: Source,
  files: readonly SourceFile[],
  origin: 'tahrir' | 'moodle' | 'moodle_spec',
  signal: AbortSignal | undefined,
): Promise<Names> {
  const [only] = files
  if (
    origin === 'tahrir' &&
    files.length === 1 &&
    only &&
    startOf(only.path).toString('latin1') === 'SQLite format 3\0'
  )
    return sqliteTables(only.path, only.name)
  const path = join(source.work, 'staged.db')
  rmSync(path, { force: true })
  const staged = stagedRows(path)
  try {
    let rows: SourceRow[] = []
    const flush = async () => {
      if (rows.length > 0) staged.add(rows)
      rows = []
      signal?.throwIfAborted()
      await turn()
    }
    for (const file of files)
      for await (const row of rowsOf(source, file, origin)) {
        rows.push(row)
        if (rows.length >= stagedAtOnce) await flush()
      }
    await flush()
    return {
      names: staged.names,
      rows: staged.rows,
      close: () => {
        staged.close()
        rmSync(path, { force: true })
      },
    }
  } catch (error) {
    staged.close()
    throw error
  }
}

async function* rowsOf(
  source: Source,
  file: SourceFile,
  origin: 'tahrir' | 'moodle' | 'moodle_spec',
): AsyncGenerator<SourceRow> {
  const start = startOf(file.path)
  if (origin === 'tahrir') {
    if (start.includes(0)) throw unreadable('unknown_file', file.name)
    yield* dumpRows(file)
  } else if (isArchive(start)) {
    if (origin !== 'moodle') throw unreadable('unknown_file', file.name)
    yield* backupRows(source, file, start)
  } else if (/^\s*</.test(start.toString('utf8').replace(/^\uFEFF/, '')))
    yield* moodleXmlRows(readFileSync(file.path), file.name)
  else yield* csvRows(file)
}

async function* dumpRows({ name, path }: SourceFile): AsyncGenerator<SourceRow> {
  const read = sqlDumpReader(name)
  const lines = createInterface({ input: createReadStream(path, { encoding: 'utf8' }), crlfDelay: Infinity })
  for await (const line of lines) yield* read(line)
}

/** A CSV file of a table: named like it (`mdl_badge.csv`), its first row the names of the columns. */
function* csvRows(file: SourceFile): Generator<SourceRow> {
  const table = basename(file.name, extname(file.name))
    .toLowerCase()
    .replace(/^mdl\d*_/, '')
  let columns: string[] | null = null
  for (const { at, cells } of csvLines(file)) {
    if (columns === null) {
      columns = (cells ?? []).map((cell) => cell.trim().toLowerCase())
      continue
    }
    const names: string[] = columns
    yield {
      table,
      at,
      cells: Object.fromEntries(
        names.map((column, index) => [column, cells === null || cells[index] === undefined ? null : cells[index]]),
      ),
    }
  }
}

const backupFiles = /^(badges|users|files|roles)\.xml$|^course\/course\.xml$/

/** The rows of a Moodle backup, and the pictures of its badges into the source's folder. */
async function* backupRows(source: Source, file: SourceFile, start: Uint8Array): AsyncGenerator<SourceRow> {
  const pictures = new Set<string>()
  for await (const { name, bytes } of archiveEntries(file, start, (entry) => backupFiles.test(entry)))
    for (const row of moodleXmlRows(bytes, `${file.name}/${name}`)) {
      const hash = row.cells['contenthash']
      if (row.table === 'file' && row.cells['filearea'] === 'badgeimage' && /^[0-9a-f]{40}$/.test(hash ?? ''))
        pictures.add(hash ?? '')
      yield row
    }
  if (pictures.size === 0) return
  const folder = join(source.work, 'pictures')
  if (!existsSync(folder)) mkdirSync(folder)
  const hashOf = (entry: string) => /^files\/[0-9a-f]{2}\/([0-9a-f]{40})$/.exec(entry)?.[1]
  for await (const { name, bytes } of archiveEntries(file, start, (entry) => pictures.has(hashOf(entry) ?? '')))
    writeFileSync(join(folder, hashOf(name) ?? ''), bytes)
}
