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
import { remark, type Incoming, type JsonFile, type SourceRow, type Tables } from '../../../core/transfer/incoming'
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

const moodleTables = [
  ...['badge', 'badge_alignment', 'badge_criteria', 'badge_criteria_met', 'badge_criteria_param', 'badge_endorsement'],
  ...['badge_issued', 'badge_manual_award', 'badge_related', 'badge_tag', 'cohort', 'competency', 'course', 'file'],
  ...['module', 'role', 'user'],
]
/** Tables without which a source is none. */
const wanted: Record<'tahrir' | 'moodle' | 'moodle_spec', readonly string[]> = {
  tahrir: ['badges', 'persons', 'assertions', 'issuers'],
  moodle: ['badge', 'badge_issued', 'user'],
  moodle_spec: ['badge', 'badge_issued', 'user'],
}
/** What is read of each; of other tables the report says that they are unknown. What tools keep for themselves is none. */
const read: Record<keyof typeof wanted, readonly string[]> = {
  tahrir: [
    ...['issuers', 'badges', 'persons', 'team', 'series', 'milestone', 'current_values', 'assertions'],
    ...['authorizations', 'invitations', 'alembic_version'],
  ],
  moodle: moodleTables,
  moodle_spec: moodleTables,
}
const pictureEndings = new Set(['.png', '.svg', '.jpg', '.jpeg', '.gif', '.webp'])
const isPicture = ({ name }: SourceFile) => pictureEndings.has(extname(name).toLowerCase())

const unreadable = (reason: string, file = '') =>
  new BlazonError('unreadable_file', 'a source cannot be read', { reason, ...(file === '' ? {} : { file }) })

/** What bytes a file begins with. */
export function startOf(path: string, bytes = 16): Buffer {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(bytes)
    return start.subarray(0, readSync(file, start, 0, bytes, 0))
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
    const open = origin === 'badgekit' ? fromBadgekit : fromBadgr
    const [first] = open(documents, { zone })
    if (first === undefined || (first.kind === 'remark' && first.of === 'table')) throw unreadable('nothing_found')
    return { incoming: () => open(documents, { zone }), headings: [], sample: [], close: () => {} }
  }
  if (origin === 'awards_csv') return openList(files, request)
  const tables = await openTables(source, files, origin, signal)
  const names = new Set(tables.names())
  if (!wanted[origin].some((name) => names.has(name))) {
    tables.close()
    throw unreadable('nothing_found')
  }
  const unknown = [...names].filter((name) => !read[origin].includes(name)).sort()
  return {
    *incoming() {
      if (origin === 'tahrir') yield* fromTahrir(tables, { zone })
      else yield* fromMoodle(tables, origin === 'moodle' ? 'shipped' : 'specification')
      for (const name of unknown) yield remark('table', { at: name }, name, 'unknown_table')
    },
    headings: [],
    sample: [],
    close: tables.close,
  }
}

function jsonFile({ name, path }: SourceFile): JsonFile {
  try {
    const bytes = readFileSync(path)
    const value: unknown = JSON.parse(new TextDecoder(encodingOf(bytes)).decode(bytes))
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
              let width: number | null = null
              for (const record of records()) {
                if (width !== null) yield isWider(record.cells, width) ? { ...record, cells: null } : record
                else width = record.cells?.length ?? 0
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

/** Whether a row has more in it than there are headings: one of its cells fell apart, and nobody can say which. */
const isWider = (cells: readonly string[] | null, width: number): boolean =>
  cells !== null && cells.slice(width).some((cell) => cell.trim() !== '')

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
    if (start.includes(0) && encodingOf(start) === 'utf-8') throw unreadable('unknown_file', file.name)
    yield* dumpRows(file)
  } else if (isArchive(start)) {
    if (origin !== 'moodle') throw unreadable('unknown_file', file.name)
    yield* backupRows(source, file, start)
  } else if (/^\s*</.test(start.toString('utf8').replace(/^\uFEFF/, '')))
    yield* moodleXmlRows(readFileSync(file.path), file.name)
  else yield* csvRows(file)
}

async function* dumpRows({ name, path }: SourceFile): AsyncGenerator<SourceRow> {
  const rowsIn = sqlDumpReader(name)
  for await (const line of dumpLines(path, await dumpEncoding(path))) yield* rowsIn(line)
}

/** The lines of a dump, without their ends. Only line feeds end one: other signs that editors break lines at are text. */
async function* dumpLines(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  const linesIn = function* (text: string) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  for await (const chunk of createReadStream(path)) yield* linesIn(decoder.decode(chunk as Buffer, { stream: true }))
  yield* linesIn(decoder.decode())
  if (rest !== '') yield rest
}

/** What PostgreSQL calls encodings that it writes, as everybody else does. */
const dumpEncodings: Record<string, string> = { latin1: 'windows-1252', latin9: 'iso-8859-15' }

/** How a dump is written: by its mark, as it says itself, else as UTF-8, and where it is none as Windows writes. */
async function dumpEncoding(path: string): Promise<string> {
  const start = startOf(path, 64 * 1024)
  const marked = encodingOf(start)
  const [, said] = /client_encoding\s*=\s*'([\w-]+)'/i.exec(start.toString('latin1')) ?? []
  const known = said === undefined ? undefined : (dumpEncodings[said.toLowerCase()] ?? windowsPage(said))
  if (marked !== 'utf-8' || known !== undefined) return known ?? marked
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** WIN1250 as windows-1250. */
const windowsPage = (name: string) => (/^win125\d$/i.test(name) ? `windows-${name.slice(3)}` : undefined)

/** UTF-16 by its mark (what a redirection in PowerShell writes), else UTF-8. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** A CSV file of a table: named like it (`mdl_badge.csv`), its first row the names of the columns. */
function* csvRows(file: SourceFile): Generator<SourceRow> {
  const table = basename(file.name, extname(file.name))
    .toLowerCase()
    .replace(/^mdl\d*_/, '')
  // What some tools make of a table without rows.
  if (file.bytes === 0) return
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
      cells:
        cells === null || isWider(cells, names.length)
          ? {}
          : Object.fromEntries(names.map((column, index) => [column, cells[index] ?? null])),
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
