import type { z } from 'zod'
import type { RosterMapping, rosterRow } from '../contract/people'
import { unguardCell } from './csv-cell'
import { foldText } from './fold'
import { foldIdentifier, readIdentifier } from './identifiers'
import { foldAddress, readAddress } from './identity'
import { guessMapping, looksLikeHeadings } from './roster-headings'
import {
  addressRecords,
  csvRecords,
  findSeparator,
  isAddressList,
  type Separator,
  type TableRecord,
} from './roster-records'
import { decodeRoster, type RosterEncoding } from './roster-text'

/** A judged row; `cells` are the row's own, as they stand, for whoever reads more columns of it. */
export type RosterRow = z.infer<typeof rosterRow> & { cells?: readonly string[] }
export type RosterSource = { bytes: Uint8Array } | { text: string }

/** A roster that has been opened: what it looks like, and its rows, slice by slice. */
export type Roster = {
  encoding: RosterEncoding
  separator: Separator
  headings: string[]
  hasHeadings: boolean
  mapping: RosterMapping
  /** The first five data rows as they stand. */
  sample: string[][]
  /** Judges the rows, some hundreds at a time; data rows count from 1. Each call reads anew. */
  rows: () => Generator<RosterRow[]>
}

const sampled = 50
const shownRows = 5
const longestName = 255

/**
 * Opens a list of people as it was dropped or pasted: CSV or TSV in any common encoding, or names and addresses as mail
 * programs write them. Which column holds what is guessed for the mapping screen unless `mapping` says it. Reads only
 * the beginning; `rows()` reads on. Throws `unreadable_roster` (details.reason).
 */
export function openRoster(source: RosterSource, mapping?: RosterMapping, hasHeadings?: boolean): Roster {
  const { text, encoding } = decodeRoster(source)
  const firstLines = beginning(text)
  const separator = findSeparator(firstLines)
  const asAddresses = isAddressList(firstLines) || (separator === null && firstLines.some((line) => line.includes('@')))
  const records = () => (asAddresses ? addressRecords(text) : csvRecords(text, separator ?? ','))

  const first = take(records(), sampled)
  const cells = first.map((record) => record ?? [])
  const headed = hasHeadings ?? (!asAddresses && looksLikeHeadings(cells[0] ?? [], cells.slice(1)))
  const headings = headed ? (cells[0] ?? []).map((cell) => cell.trim()) : []
  const below = headed ? cells.slice(1) : cells
  const columns = mapping ?? guessMapping(headings, below)
  return {
    encoding,
    separator: separator ?? (asAddresses ? '\t' : ','),
    headings,
    hasHeadings: headed,
    mapping: columns,
    sample: below.slice(0, shownRows),
    rows: () => judgedRows(records(), headed, columns),
  }
}

/** A whole roster at once, for short ones and for scripts. */
export function readRoster(
  source: RosterSource,
  mapping?: RosterMapping,
  hasHeadings?: boolean,
): Omit<Roster, 'rows'> & { rows: RosterRow[] } {
  const roster = openRoster(source, mapping, hasHeadings)
  return { ...roster, rows: [...roster.rows()].flat() }
}

/** The same rows in pieces of `size`, the last one shorter: what is stored in one transaction. */
export function* piecesOf(slices: Iterable<RosterRow[]>, size: number): Generator<RosterRow[]> {
  let piece: RosterRow[] = []
  for (const slice of slices)
    for (const row of slice) {
      piece.push(row)
      if (piece.length < size) continue
      yield piece
      piece = []
    }
  if (piece.length > 0) yield piece
}

/** The first lines that hold anything, for guessing. */
function beginning(text: string): string[] {
  return text
    .slice(0, 100_000)
    .split('\n', 60)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
    .map((line) => line.slice(0, 2000))
}

function take(records: Generator<TableRecord[]>, count: number): TableRecord[] {
  const taken: TableRecord[] = []
  for (const slice of records) {
    taken.push(...slice)
    if (taken.length >= count) break
  }
  return taken.slice(0, count)
}

function* judgedRows(
  slices: Generator<TableRecord[]>,
  hasHeadings: boolean,
  mapping: RosterMapping,
): Generator<RosterRow[]> {
  const seen: Seen = new Map()
  let row = 0
  let width = 0
  // Spreadsheets write empty rows below the last one: rows without any text count only where another row follows.
  let empty: RosterRow[] = []
  let headingsLeft = hasHeadings
  for (const slice of slices) {
    const judged: RosterRow[] = []
    for (const record of slice) {
      width ||= record?.length ?? 0
      if (headingsLeft) {
        headingsLeft = false
        continue
      }
      row += 1
      if (record !== null && record.every((cell) => cell.trim() === '')) {
        empty.push({ row, name: '', email: '', group: '', verdict: 'no_name' })
        continue
      }
      judged.push(...empty, judge(row, record, width, mapping, seen))
      empty = []
    }
    for (let from = 0; from < judged.length; from += 500) yield judged.slice(from, from + 500)
  }
}

/** By address, who was in the list already: folded name and ids of the one person, or of several. */
type Seen = Map<string, string | Set<string>>

function judge(row: number, record: TableRecord, width: number, mapping: RosterMapping, seen: Seen): RosterRow {
  if (record === null) return { row, name: '', email: '', group: '', verdict: 'broken' }
  const cell = (column: number | null) => (column === null ? '' : unguardCell(record[column] ?? ''))
  const name = readName(cell(mapping.name) || `${cell(mapping.givenName)} ${cell(mapping.familyName)}`)
  const typed = addressIn(cell(mapping.email))
  const group = readName(cell(mapping.group))
  const ids = idsOf(cell, mapping)
  const reading = readAddress(typed)
  const email = 'address' in reading ? reading.address : typed
  const verdict = (): RosterRow['verdict'] => {
    // More cells than columns and no address where it should be: a comma split a cell, and nobody knows which.
    if ('problem' in reading && record.slice(width).some((extra) => extra.trim() !== '')) return 'broken'
    if (/\p{Cc}/u.test(name + typed + group)) return 'broken'
    if (name.length > longestName || group.length > longestName) return 'too_long'
    if ('problem' in reading && reading.problem === 'too_long') return 'too_long'
    if (name === '') return 'no_name'
    if ('problem' in reading) return reading.problem === 'missing' ? 'no_address' : 'invalid_address'
    const address = foldAddress(email)
    const person = [foldText(name) || name, ...(ids ?? []).map(({ value }) => foldIdentifier(value))].join(' ')
    const before = seen.get(address)
    if (before === undefined) {
      seen.set(address, person)
      return 'new'
    }
    const people = typeof before === 'string' ? new Set([before]) : before
    if (people.has(person)) return 'repeated'
    seen.set(address, people.add(person))
    return 'shared_address'
  }
  return {
    row,
    name: name.slice(0, 1000),
    email: email.slice(0, 1000),
    group: group.slice(0, 1000),
    ...(ids === undefined ? {} : { ids }),
    verdict: verdict(),
    cells: record,
  }
}

const idColumns = [
  ['userName', 'user_name'],
  ['studentId', 'student_id'],
  ['localId', 'local_id'],
] as const

/** What else a row is known by; undefined where the roster has no such column. One that cannot be read is none. */
function idsOf(cell: (column: number | null) => string, mapping: RosterMapping): RosterRow['ids'] {
  const mapped = idColumns.filter(([field]) => mapping[field] != null)
  if (mapped.length === 0) return undefined
  return mapped.flatMap(([field, type]) => {
    const reading = readIdentifier(type, cell(mapping[field] ?? null))
    return 'value' in reading ? [{ type, value: reading.value }] : []
  })
}

/** A name on one line: blanks of any kind are one space, what nobody sees is gone, letters and accents are composed (NFC). */
const readName = (text: string) => (/^[\x20-\x7e]*$/.test(text) && !text.includes('  ') ? text : tidied(text)).trim()

const tidied = (text: string) =>
  text
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0]+/gu, ' ')
    .normalize('NFC')

/** The address in a cell that holds `Ann <ann@example.org>` or `mailto:ann@example.org`. */
function addressIn(cell: string): string {
  const bracketed = cell.length > 2000 ? null : /<([^<>]*@[^<>]*)>/.exec(cell)
  return (bracketed?.[1] ?? cell).trim().replace(/^mailto:/i, '')
}
