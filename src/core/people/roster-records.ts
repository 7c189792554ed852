import { parse } from 'csv-parse/browser/esm/sync'
import { BlazonError } from '../errors'

export type Separator = ',' | ';' | '\t'

/** One record of a table: its cells, or `null` where the text cannot be read as one (a quote that never closes, an endless line). */
export type TableRecord = string[] | null

/** What is parsed at once: small enough that nothing waits, long enough for any honest record. */
const chunkLength = 32_768
/** More broken rows than this are no list. */
const maxBroken = 200
/** More columns than this are no list of people. */
const maxColumns = 1000

/**
 * Reads records from text with line feeds, slice by slice, so that the caller can let others run in between. A row with
 * a quote that never closes is one broken record and the reading goes on with the next line; blank lines are no records.
 * Throws `unreadable_roster`, details.reason: quotes, too_many_columns; details.row counts records from 1.
 */
export function* csvRecords(text: string, separator: Separator): Generator<TableRecord[]> {
  let at = 0
  let width = 0
  let broken = 0
  let count = 0
  while (at < text.length) {
    const end = chunkEnd(text, at)
    const records: TableRecord[] = []
    if (end === at) {
      records.push(null)
      at = afterLine(text, at)
    } else {
      const slice = readSlice(text.slice(at, end), separator, width)
      records.push(...slice.records)
      at += slice.read
      // The slice stopped before a record. If that may only be cut off, the next slice begins with it and holds it whole.
      if (!slice.whole && (slice.swallowed || slice.read === 0 || end === text.length)) {
        records.push(null)
        at = afterLine(text, skipBlank(text, at))
      }
    }
    width ||= records[0]?.length ?? 0
    broken += records.filter((record) => record === null).length
    if (broken > maxBroken) throw unreadable('quotes', count + 1)
    if (records.some((record) => record !== null && record.length > maxColumns))
      throw unreadable('too_many_columns', count + 1)
    count += records.length
    yield records
  }
}

type Slice = {
  records: TableRecord[]
  /** Characters that the records took. */
  read: number
  /** True where nothing was left over. */
  whole: boolean
  /** True where the reading stopped before a record that looks like several rows swallowed by one lone quote. */
  swallowed: boolean
}

function readSlice(chunk: string, separator: Separator, width: number): Slice {
  // Without a quote in it, a table is what its separators say.
  if (!chunk.includes('"')) {
    const records = chunk
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(separator))
    return { records, read: chunk.length, whole: true, swallowed: false }
  }
  const records: string[][] = []
  let bytes = 0
  let swallowed = false
  let whole = true
  try {
    parse(chunk, {
      delimiter: separator,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { bytes: end }) => {
        const expected = width || records[0]?.length || record.length
        swallowed ||= record.some(
          (cell) => cell.includes('\n') && (record.length !== expected || opensOnly(chunk, cell)),
        )
        if (!swallowed) {
          records.push(record)
          bytes = end
        }
        return null
      },
    })
  } catch {
    // The quote that opened the next record does not close in this chunk.
    whole = false
  }
  whole &&= !swallowed
  return { records, read: whole ? chunk.length : characters(chunk, bytes), whole, swallowed }
}

/** True for a cell whose opening quote csv-parse left in place because its closing quote stands in the middle of text. */
const opensOnly = (chunk: string, cell: string) =>
  cell.startsWith('"') && !chunk.includes(`"${cell.replaceAll('"', '""')}"`)

/** How many characters the first so many bytes of UTF-8 are; csv-parse counts bytes. */
const characters = (text: string, bytes: number) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text).subarray(0, bytes)).length

/** The end of the last whole line within reach; `at` itself where the line is too long for a slice. */
function chunkEnd(text: string, at: number): number {
  if (text.length - at <= chunkLength) return text.length
  return Math.max(at, text.lastIndexOf('\n', at + chunkLength - 1) + 1)
}

function afterLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline + 1
}

function skipBlank(text: string, at: number): number {
  while (text[at] === '\n') at += 1
  return at
}

const unreadable = (reason: string, row: number) =>
  new BlazonError('unreadable_roster', 'The list cannot be read', { reason, row })

const quoted = /"(?:[^"]|"")*"/g

/** The separator that most of the first lines agree on; null where no line has one. A tab or a semicolon wins over a comma, which names contain. */
export function findSeparator(lines: readonly string[]): Separator | null {
  const bare = lines.map((line) => line.replace(quoted, ''))
  let best: { separator: Separator; agreeing: number } | null = null
  for (const separator of ['\t', ';', ','] as const) {
    const counts = bare.map((line) => line.split(separator).length - 1)
    const first = counts[0] ?? 0
    const agreeing = first === 0 ? 0 : counts.filter((count) => count === first).length
    const anywhere = counts.filter((count) => count > 0).length
    const score = agreeing * 2 + (first > 0 ? anywhere : 0)
    if (score > 0 && (best === null || score > best.agreeing)) best = { separator, agreeing: score }
  }
  return best?.separator ?? null
}

const inBrackets = /<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>/
const trailingAddress = /^(.*?)[\s,;]*\s([^\s@<>]+@[^\s@<>]+)$/u
const leadingAddress = /^([^\s@<>]+@[^\s@<>]+)\s+(.*)$/u

/** True for a list as mail programs write and people type it: `Ann Lee <ann@example.org>`, one or several to a line. */
export const isAddressList = (lines: readonly string[]) =>
  lines.length > 0 && lines.filter((line) => inBrackets.test(line)).length * 2 >= lines.length

/** Reads such a list, or names and addresses with blanks between them, as records of a name and an address. */
export function* addressRecords(text: string): Generator<TableRecord[]> {
  let records: TableRecord[] = []
  for (const line of text.split('\n'))
    for (const entry of line.split(/(?<=>)\s*[,;]\s*/)) {
      if (entry.trim() === '') continue
      records.push(addressRecord(entry.trim().replace(/[,;]$/, '')))
      if (records.length === 500) {
        yield records
        records = []
      }
    }
  yield records
}

function addressRecord(entry: string): string[] {
  if (entry.length > 2000) return [entry, '']
  const bracketed = inBrackets.exec(entry)
  if (bracketed !== null) return [unquoted(entry.slice(0, bracketed.index)), bracketed[1] ?? '']
  const trailing = trailingAddress.exec(entry)
  if (trailing !== null) return [unquoted(trailing[1] ?? ''), trailing[2] ?? '']
  const leading = leadingAddress.exec(entry)
  if (leading !== null) return [unquoted(leading[2] ?? ''), leading[1] ?? '']
  return entry.includes('@') ? ['', entry] : [unquoted(entry), '']
}

const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('""', '"')
