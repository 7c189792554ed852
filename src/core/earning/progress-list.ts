import type { ProgressMapping, ProgressRow } from '../contract/progress'
import { unguardCell } from '../people/csv-cell'
import { foldText } from '../people/fold'
import { fieldOfHeading } from '../people/roster-headings'
import { csvRecords, findSeparator, type Separator, type TableRecord } from '../people/roster-records'
import { decodeRoster, type RosterEncoding } from '../people/roster-text'
import type { RosterSource } from '../people/roster'

/** One row of a list of numbers or of who did what, as it stands; `value` and `on` are read, null where the cell is empty. */
export type ReadProgressRow = Pick<ProgressRow, 'row' | 'what'> & {
  localId: string
  email: string
  name: string
  /** As written. */
  cells: { value: string; on: string }
  value: number | null
  /** ISO 8601 UTC. */
  on: string | null
  /** What is wrong with the row by itself. */
  problem: 'no_person' | 'bad_value' | 'bad_date' | 'broken' | null
}

export type ProgressList = {
  encoding: RosterEncoding
  separator: Separator
  headings: string[]
  hasHeadings: boolean
  mapping: ProgressMapping
  /** The first five data rows as they stand. */
  sample: string[][]
  rows: () => Generator<ReadProgressRow[]>
}

const headingWords = {
  localId: ['id', 'local id', 'number', 'member number', 'student id', 'username', 'user name', 'login', 'card'],
  what: ['counter', 'what', 'activity', 'course', 'session', 'competency', 'item'],
  value: ['value', 'count', 'total', 'points', 'score', 'hours', 'grade', 'level', 'mark', 'amount'],
  on: ['on', 'date', 'day', 'completed', 'completed on', 'completed at', 'when'],
} as const
const ownFields = ['localId', 'what', 'value', 'on'] as const

const nothing: ProgressMapping = { localId: null, email: null, name: null, what: null, value: null, on: null }

/** Which column seems to hold what, by headings alone: what a number means is not guessed (row 70). */
export function guessProgressMapping(headings: readonly string[]): ProgressMapping {
  const mapping = { ...nothing }
  headings.forEach((heading, column) => {
    const folded = foldText(heading)
    const own = ownFields.find((field) => (headingWords[field] as readonly string[]).includes(folded))
    const field = own ?? fieldOfHeading(heading)
    if (field === 'localId' || field === 'what' || field === 'value' || field === 'on') mapping[field] ??= column
    else if (field === 'email' || field === 'name') mapping[field] ??= column
  })
  return mapping
}

/**
 * Opens a list as it was dropped or pasted: any common encoding and separator (row 69). Without headings the columns are for a person to
 * say. Throws `unreadable_roster` (details.reason).
 */
export function openProgressList(source: RosterSource, mapping?: ProgressMapping, hasHeadings?: boolean): ProgressList {
  const { text, encoding } = decodeRoster(source)
  const lines = text
    .slice(0, 100_000)
    .split('\n', 60)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  const separator = findSeparator(lines) ?? ','
  const records = () => csvRecords(text, separator)
  const first: string[][] = []
  for (const slice of records()) {
    for (const record of slice) first.push(record ?? [])
    if (first.length > 6) break
  }
  const guessed = guessProgressMapping(first[0] ?? [])
  const headed = hasHeadings ?? Object.values(guessed).some((column) => column !== null)
  const columns = mapping ?? (headed ? guessed : nothing)
  return {
    encoding,
    separator,
    headings: headed ? (first[0] ?? []).map((cell) => cell.trim()) : [],
    hasHeadings: headed,
    mapping: columns,
    sample: (headed ? first.slice(1) : first).slice(0, 5),
    rows: () => readRows(records(), headed, columns),
  }
}

function* readRows(
  slices: Generator<TableRecord[]>,
  hasHeadings: boolean,
  mapping: ProgressMapping,
): Generator<ReadProgressRow[]> {
  let row = 0
  let headingsLeft = hasHeadings
  for (const slice of slices) {
    const rows: ReadProgressRow[] = []
    for (const record of slice) {
      if (headingsLeft) {
        headingsLeft = false
        continue
      }
      row += 1
      if (record?.every((cell) => cell.trim() === '')) continue
      rows.push(readRow(row, record, mapping))
    }
    for (let from = 0; from < rows.length; from += 250) yield rows.slice(from, from + 250)
  }
}

const longestCell = 255

function readRow(row: number, record: TableRecord, mapping: ProgressMapping): ReadProgressRow {
  // A cell that a spreadsheet would run is text here (row 73).
  const cell = (column: number | null) =>
    column === null
      ? ''
      : unguardCell((record?.[column] ?? '').trim())
          .replace(/\s+/gu, ' ')
          .normalize('NFC')
  const cells = { value: cell(mapping.value), on: cell(mapping.on) }
  const read = {
    row,
    localId: cell(mapping.localId),
    email: cell(mapping.email),
    name: cell(mapping.name),
    what: cell(mapping.what),
    cells,
    value: readNumber(cells.value),
    on: readDay(cells.on),
  }
  const texts = [read.localId, read.email, read.name, read.what, cells.value, cells.on]
  const problem = () => {
    if (record === null || texts.some((text) => text.length > longestCell || /\p{Cc}/u.test(text))) return 'broken'
    if (read.localId === '' && read.email === '' && read.name === '') return 'no_person'
    if (cells.value !== '' && read.value === null) return 'bad_value'
    return cells.on !== '' && read.on === null ? 'bad_date' : null
  }
  return { ...read, problem: problem() }
}

/** A number as people write it, with a point or a comma; what could mean two things (1,234 or 1.234,5) is none. */
export function readNumber(text: string): number | null {
  if (/^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return null
  if (!/^[+-]?\d{1,12}([.,]\d{1,9})?$/.test(text)) return null
  return Number(text.replace(',', '.'))
}

/** A day (`2026-05-01`), or a time that says its zone, as ISO 8601 UTC; a day counts as its noon. */
export function readDay(text: string): string | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  if (!isDay && !/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const time = new Date(isDay ? `${text}T12:00:00Z` : text)
  if (Number.isNaN(time.getTime()) || (isDay && time.toISOString().slice(0, 10) !== text)) return null
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
