import { BlazonError } from '../errors'
import type { SourceRow } from './incoming'

/** More characters than this are no statement of a dump of badges. */
const longestStatement = 20_000_000

/**
 * Reads the rows of a plain SQL dump, line by line: PostgreSQL's COPY blocks and INSERTs, and SQLite's INSERTs. Nothing is ever executed;
 * statements that bring no rows are passed over. Lines come without their line feeds, the answers are the rows that a line ends. Columns of
 * an INSERT that names none are those of its CREATE TABLE. A row that has more or fewer values than columns comes with empty `cells`.
 * Throws `unreadable_file` (`not_sql`).
 */
export function sqlDumpReader(fileName: string): (text: string) => SourceRow[] {
  const columnsOf = new Map<string, string[]>()
  let copying: { table: string; columns: string[] } | null = null
  let statement: string[] = []
  let length = 0
  let quote: Quote = null
  let line = 0
  let began = 0
  return (text) => {
    line += 1
    if (copying !== null) {
      if (text !== '\\.')
        return [rowOf(copying.table, copying.columns, text.split('\t').map(copyValue), fileName, line)]
      copying = null
      return []
    }
    if (statement.length === 0) {
      if (/^\s*(--|$)|^\\/.test(text)) return []
      began = line
    }
    quote = quoteAfter(text, quote)
    statement.push(text)
    length += text.length
    if (length > longestStatement) throw new BlazonError('unreadable_file', 'no dump', { reason: 'not_sql' })
    if (quote !== null || !/;\s*$/.test(text)) return []
    const whole = statement.join('\n')
    statement = []
    length = 0
    const copy = /^\s*COPY\s+([^\s(]+)\s*\(([^)]*)\)\s+FROM\s+stdin/i.exec(whole)
    if (copy) copying = { table: tableName(copy[1]!), columns: copy[2]!.split(',').map(unquoted) }
    else if (/^\s*CREATE\s+(UNLOGGED\s+)?TABLE/i.test(whole)) noteColumns(whole, columnsOf)
    else if (/^\s*INSERT\s+INTO/i.test(whole)) return [...insertedRows(whole, columnsOf, fileName, began)]
    return []
  }
}

type Quote = null | "'" | 'e' | '"' | `$${string}$`

/** What is still open at the end of a line. */
function quoteAfter(text: string, before: Quote): Quote {
  let quote = before
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (quote === null) {
      if (sign === '-' && text[at + 1] === '-') return null
      if (sign === "'") quote = /[eE]/.test(text[at - 1] ?? '') && !/[\w]/.test(text[at - 2] ?? '') ? 'e' : "'"
      else if (sign === '"') quote = '"'
      else if (sign === '$') {
        const tag = /^\$\w*\$/.exec(text.slice(at, at + 70))?.[0]
        if (tag) {
          quote = tag as Quote
          at += tag.length - 1
        }
      }
    } else if (quote === 'e') {
      if (sign === '\\') at += 1
      else if (sign === "'") quote = null
    } else if (quote === "'" || quote === '"') {
      // A doubled quote closes and opens again.
      if (sign === quote) quote = null
    } else if (text.startsWith(quote, at)) {
      at += quote.length - 1
      quote = null
    }
  }
  return quote
}

function rowOf(table: string, columns: readonly string[], values: (string | null)[], file: string, line: number) {
  const at = `${file}, line ${line}`
  if (values.length !== columns.length) return { table, at, cells: {} }
  return { table, at, cells: Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])) }
}

const copyEscapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** A value of a COPY block (PostgreSQL, COPY, text format). */
function copyValue(text: string): string | null {
  if (text === '\\N') return null
  if (!text.includes('\\')) return text
  return text.replace(/\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g, (_all, code: string) => {
    if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    if (/^[0-7]+$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
    return copyEscapes[code] ?? code
  })
}

const unquoted = (name: string) =>
  name
    .trim()
    .replace(/^["`[]|["`\]]$/g, '')
    .toLowerCase()
/** A table's name without its schema. */
const tableName = (name: string) => unquoted(name.split('.').at(-1) ?? name)

function noteColumns(statement: string, columnsOf: Map<string, string[]>) {
  const [, name, body] =
    /^\s*CREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([^\s(]+)\s*\(([\s\S]*)\)/i.exec(statement) ?? []
  if (name === undefined || body === undefined) return
  const columns = topLevel(body)
    .map((part) => part.trim().split(/\s/, 1)[0] ?? '')
    .filter((word) => word !== '' && !/^(constraint|primary|unique|foreign|check|exclude)$/i.test(word))
  columnsOf.set(tableName(name), columns.map(unquoted))
}

/** Parts between the commas that stand in no bracket. */
function topLevel(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}

function* insertedRows(
  statement: string,
  columnsOf: ReadonlyMap<string, string[]>,
  file: string,
  line: number,
): Generator<SourceRow> {
  const head = /^\s*INSERT\s+INTO\s+([^\s(]+)\s*(?:\(([^)]*)\)\s*)?(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES\s*/i.exec(
    statement,
  )
  if (head === null) return
  const table = tableName(head[1]!)
  const columns = head[2] === undefined ? columnsOf.get(table) : head[2].split(',').map(unquoted)
  if (columns === undefined) return
  for (const values of tuples(statement, head[0].length)) yield rowOf(table, columns, values, file, line)
}

const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const word = /[a-z_]\w*/iy

/** The values in brackets of an INSERT, tuple by tuple. What is no plain value (a function's answer, say) is null. */
function* tuples(text: string, from: number): Generator<(string | null)[]> {
  let at = from
  let values: (string | null)[] | null = null
  while (at < text.length) {
    const sign = text[at]!
    if (sign === '(' && values === null) {
      values = []
      at += 1
    } else if (sign === ')' && values !== null) {
      yield values
      values = null
      at += 1
    } else if (sign === "'" || (/[eE]/.test(sign) && text[at + 1] === "'")) {
      const escaped = sign !== "'"
      const read = stringAt(text, at + (escaped ? 2 : 1), escaped)
      values?.push(read.value)
      at = read.end
    } else if (text.startsWith('::', at)) {
      // A cast says nothing new; its type may be several words, and with a length.
      at += /^::"?[\w ]+"?(?:\[\])?(?:\(\d+\))?/.exec(text.slice(at, at + 80))?.[0].length ?? 2
    } else {
      number.lastIndex = at
      word.lastIndex = at
      const [figures] = number.exec(text) ?? []
      const [letters] = figures === undefined ? (word.exec(text) ?? []) : []
      if (figures !== undefined) values?.push(figures)
      else if (letters !== undefined) values?.push(/^(true|false)$/i.test(letters) ? letters.toLowerCase() : null)
      at += (figures ?? letters ?? sign).length
    }
  }
}

function stringAt(text: string, from: number, escaped: boolean): { value: string; end: number } {
  let value = ''
  let at = from
  for (; at < text.length; at += 1) {
    const sign = text[at]!
    if (sign === "'") {
      if (text[at + 1] !== "'") return { value, end: at + 1 }
      value += "'"
      at += 1
    } else if (escaped && sign === '\\') {
      at += 1
      const code = text[at] ?? ''
      value += copyEscapes[code] ?? code
    } else value += sign
  }
  return { value, end: at }
}
