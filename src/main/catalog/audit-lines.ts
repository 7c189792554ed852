import { csvCell } from '../../core/people/csv-cell'
import type { AuditRow } from './audit'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

type Row = AuditRow & { prev_hash: string; hash: string; operator: string | null }
const slice = 500
const columns = ['seq', 'at', 'operator_id', 'operator', 'device_id', 'action', 'target', 'prev_hash', 'hash'] as const

/** The log as lines of text, oldest first, a slice at a time. JSON lines hold every row as its hash covers it; CSV is guarded for spreadsheets. */
export function* auditLines(catalog: Catalog, as: 'csv' | 'jsonl'): Generator<{ text: string; rows: number }> {
  const read = prepared<[number], Row>(
    catalog.db,
    `SELECT audit.*, operator.display_name AS operator FROM audit LEFT JOIN operator ON operator.id = operator_id
     WHERE seq > ? ORDER BY seq LIMIT ${String(slice)}`,
  )
  if (as === 'csv') yield { text: csvRow(columns), rows: 0 }
  for (let after = 0; ;) {
    const rows = read.all(after)
    if (rows.length === 0) return
    after = rows.at(-1)?.seq ?? after
    const line = (row: Row) =>
      as === 'csv'
        ? csvRow(columns.map((column) => String(row[column] ?? '')))
        : `${JSON.stringify(withoutName(row))}\n`
    yield { text: rows.map(line).join(''), rows: rows.length }
  }
}

const csvRow = (cells: readonly string[]) => `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`
const withoutName = ({ operator: _operator, ...row }: Row) => row
