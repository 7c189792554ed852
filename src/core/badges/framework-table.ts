import type { z } from 'zod'
import { alignment } from '../contract/achievement'
import type { FrameworkItem, frameworkColumn, frameworkRowError } from '../contract/frameworks'
import { BlazonError } from '../errors'
import { unguardCell } from '../people/csv-cell'
import { foldText } from '../people/fold'
import { csvRecords, findSeparator } from '../people/roster-records'
import { decodeRoster } from '../people/roster-text'

export type FrameworkColumn = z.infer<typeof frameworkColumn>
type RowError = z.infer<typeof frameworkRowError>

/** Headings as frameworks are published with (ESCO, CASE, O*NET, Moodle's competency export), folded. */
const headingWords: Record<FrameworkColumn, readonly string[]> = {
  framework: [
    'framework',
    'framework name',
    'target framework',
    'competency framework',
    'scheme',
    'in scheme',
    'document title',
  ],
  code: [
    'code',
    'id',
    'idnumber',
    'id number',
    'identifier',
    'target code',
    'human coding scheme',
    'o net soc code',
    'short code',
    'notation',
  ],
  name: [
    'name',
    'title',
    'shortname',
    'short name',
    'target name',
    'skill',
    'competency',
    'standard',
    'preferred label',
    'preferredlabel',
    'label',
  ],
  url: ['url', 'uri', 'link', 'address', 'web address', 'target url', 'concept uri', 'concepturi', 'source', 'href'],
  description: ['description', 'definition', 'full statement', 'statement', 'target description', 'notes', 'summary'],
}

/** What a table of a framework holds, read row by row. */
export type FrameworkTable = {
  columns: Partial<Record<FrameworkColumn, number>>
  items: Omit<FrameworkItem, 'id'>[]
  errors: RowError[]
}

/**
 * Reads a framework from a table: CSV in any common encoding, its first row headings. Where it has no column framework, `framework` names
 * it. Rows count from 1 below the headings; one that cannot come in is an error and the others go on. Throws `unreadable_roster`
 * (details.reason: those of `decodeRoster` and `csvRecords`, or no_headings where no column for names or for addresses is found).
 */
export function readFrameworkTable(
  source: { bytes: Uint8Array } | { text: string },
  framework?: string,
): FrameworkTable {
  const { text } = decodeRoster(source)
  const separator = findSeparator(text.split('\n', 50).filter((line) => line.trim() !== '')) ?? ','
  const records = [...csvRecords(text, separator)].flat()
  const columns = columnsOf(records[0] ?? [])
  if (columns.name === undefined || columns.url === undefined)
    throw new BlazonError('unreadable_roster', 'no headings', { reason: 'no_headings' })
  const items: FrameworkTable['items'] = []
  const errors: RowError[] = []
  records.slice(1).forEach((record, index) => {
    const read = record === null ? ('unreadable' as const) : itemOf(record, columns, framework)
    if (typeof read === 'string') errors.push({ row: index + 1, reason: read })
    else items.push(read)
  })
  return { columns, items, errors }
}

function columnsOf(headings: readonly string[]): FrameworkTable['columns'] {
  const columns: FrameworkTable['columns'] = {}
  headings.map(foldText).forEach((heading, at) => {
    for (const [column, words] of Object.entries(headingWords) as [FrameworkColumn, readonly string[]][])
      if (words.includes(heading)) columns[column] ??= at
  })
  return columns
}

const targets = {
  name: 'targetName',
  url: 'targetUrl',
  code: 'targetCode',
  framework: 'targetFramework',
  description: 'targetDescription',
} as const satisfies Record<FrameworkColumn, keyof typeof alignment.shape>

function itemOf(
  record: readonly string[],
  columns: FrameworkTable['columns'],
  framework = '',
): FrameworkTable['items'][number] | RowError['reason'] {
  const cell = (column: FrameworkColumn) => unguardCell(record[columns[column] ?? -1] ?? '').trim()
  const item = {
    framework: cell('framework') || framework,
    code: cell('code'),
    name: cell('name'),
    url: cell('url'),
    description: cell('description').slice(0, 2000),
  }
  // What comes in must be sayable as an alignment; an entry belongs to some framework.
  for (const column of ['name', 'url', 'framework', 'code'] as const)
    if (!alignment.shape[targets[column]].safeParse(item[column]).success) return column
  return item.framework === '' ? 'framework' : item
}
