import type { AwardColumns } from '../contract/transfer'
import { unguardCell } from '../people/csv-cell'
import { foldText } from '../people/fold'
import { foldAddress } from '../people/identity'
import { oneLine, webAddress } from './cells'
import { changed, remark, type Incoming, type ReadOptions } from './incoming'
import { readTime } from './times'

/** A record of a list: its cells and its line, or null where it cannot be read. */
export type ListRecord = { at: string; cells: readonly string[] | null }

/** What a row says, or the word for why it stays behind; nothing of such a row comes in, for it may have fallen apart. */
function readRow(cells: readonly string[] | null, columns: AwardColumns, zone: string | undefined) {
  if (cells === null) return { name: '', problem: 'broken' as const }
  const cellOf = (column: number | null) => (column === null ? '' : unguardCell((cells[column] ?? '').trim()))
  const badge = oneLine(cellOf(columns.badge))
  const email = cellOf(columns.email)
  const person = oneLine(cellOf(columns.name)) || (email.split('@', 1)[0] ?? '')
  const issued = readTime(cellOf(columns.awardedAt), zone)
  const end = readTime(cellOf(columns.expiresAt), zone)
  if (badge === '') return { name: person, problem: 'unknown_badge' as const }
  if (person === '') return { name: badge, problem: 'no_name' as const }
  const name = `${badge}: ${person}`
  if (issued === null) return { name, problem: 'bad_date' as const }
  if ('problem' in issued) return { name, problem: issued.problem }
  if (end !== null && 'problem' in end) return { name, problem: end.problem }
  return {
    name,
    badge,
    badgeKey: foldText(badge) || badge,
    person,
    personKey: `${foldAddress(email)} ${foldText(person)}`,
    email,
    awardedAt: issued.time,
    expiresAt: end === null ? null : end.time,
    narrative: cellOf(columns.narrative),
    evidence: cellOf(columns.evidence),
  }
}

/**
 * A list of past awards: whoever it names, the badges it names, and one award a row. Only the columns that somebody chose are read.
 * Several badges for one address are several awards (row 72); an address under two names is two people.
 */
export function* fromAwardsCsv(
  records: () => Iterable<ListRecord>,
  columns: AwardColumns,
  { zone }: ReadOptions,
): Generator<Incoming> {
  const badges = new Set<string>()
  const people = new Set<string>()
  for (const { at, cells } of records()) {
    const row = readRow(cells, columns, zone)
    if ('problem' in row) continue
    if (!badges.has(row.badgeKey)) {
      badges.add(row.badgeKey)
      yield {
        kind: 'badge',
        at,
        key: row.badgeKey,
        name: row.badge,
        issuer: null,
        programs: [],
        description: '',
        criteria: '',
        tags: [],
        expiry: { kind: 'none' },
        picture: null,
        state: 'active',
      }
    }
    if (people.has(row.personKey)) continue
    people.add(row.personKey)
    yield { kind: 'person', at, key: row.personKey, name: row.person, email: row.email || null }
  }
  const seen = new Set<string>()
  for (const record of records()) {
    const row = readRow(record.cells, columns, zone)
    if ('problem' in row) {
      yield remark('award', record, row.name, row.problem)
      continue
    }
    const key = `${row.badgeKey}\n${row.personKey}`
    if (seen.has(key)) {
      yield remark('award', record, row.name, 'repeated')
      continue
    }
    seen.add(key)
    const evidence = webAddress(row.evidence)
    if (evidence !== row.evidence) yield changed('award', record, row.name, 'bad_web_address')
    yield {
      kind: 'award',
      at: record.at,
      name: row.badge,
      badge: row.badgeKey,
      person: row.personKey,
      awardedAt: row.awardedAt,
      expiresAt: row.expiresAt,
      narrative: row.narrative,
      evidence: evidence === '' ? [] : [{ url: evidence }],
    }
  }
}
