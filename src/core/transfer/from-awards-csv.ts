import type { AwardColumns } from '../contract/transfer'
import { unguardCell } from '../people/csv-cell'
import { foldText } from '../people/fold'
import { foldAddress } from '../people/identity'
import { oneLine, webAddress } from './cells'
import { remark, type Incoming, type ReadOptions } from './incoming'
import { readTime } from './times'

/** A record of a list: its cells and its line, or null where it cannot be read. */
export type ListRecord = { at: string; cells: readonly string[] | null }

/**
 * A list of past awards: whoever it names, the badges it names, and one award a row. Only the columns that somebody chose are read.
 * Several badges for one address are several awards (row 72); an address under two names is two people.
 */
export function* fromAwardsCsv(
  records: () => Iterable<ListRecord>,
  columns: AwardColumns,
  { zone }: ReadOptions,
): Generator<Incoming> {
  const cellOf = (cells: readonly string[], column: number | null) =>
    column === null ? '' : unguardCell((cells[column] ?? '').trim())
  const personKey = (name: string, email: string) => `${foldAddress(email)} ${foldText(name)}`
  const badges = new Set<string>()
  const people = new Set<string>()
  for (const record of records()) {
    if (record.cells === null) continue
    const badge = oneLine(cellOf(record.cells, columns.badge))
    const key = foldText(badge) || badge
    if (badge !== '' && !badges.has(key)) {
      badges.add(key)
      yield {
        kind: 'badge',
        at: record.at,
        key,
        name: badge,
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
    const email = cellOf(record.cells, columns.email)
    const name = oneLine(cellOf(record.cells, columns.name)) || (email.split('@', 1)[0] ?? '')
    if (name === '' || people.has(personKey(name, email))) continue
    people.add(personKey(name, email))
    yield { kind: 'person', at: record.at, key: personKey(name, email), name, email: email || null }
  }
  const seen = new Set<string>()
  for (const record of records()) {
    const { cells } = record
    if (cells === null) {
      yield remark('award', record, '', 'broken')
      continue
    }
    const badge = oneLine(cellOf(cells, columns.badge))
    const email = cellOf(cells, columns.email)
    const name = oneLine(cellOf(cells, columns.name)) || (email.split('@', 1)[0] ?? '')
    const issued = readTime(cellOf(cells, columns.awardedAt), zone)
    const end = readTime(cellOf(cells, columns.expiresAt), zone)
    const evidence = cellOf(cells, columns.evidence)
    if (badge === '') yield remark('award', record, name, 'unknown_badge')
    else if (name === '') yield remark('award', record, badge, 'no_name')
    else if (issued === null || 'problem' in issued)
      yield remark('award', record, `${badge}: ${name}`, issued?.problem ?? 'bad_date')
    else if (end !== null && 'problem' in end) yield remark('award', record, `${badge}: ${name}`, end.problem)
    else if (seen.has(`${foldText(badge) || badge}\n${personKey(name, email)}`))
      yield remark('award', record, `${badge}: ${name}`, 'repeated')
    else {
      seen.add(`${foldText(badge) || badge}\n${personKey(name, email)}`)
      yield {
        kind: 'award',
        at: record.at,
        name: badge,
        badge: foldText(badge) || badge,
        person: personKey(name, email),
        awardedAt: issued.time,
        expiresAt: end === null ? null : end.time,
        narrative: cellOf(cells, columns.narrative),
        evidence: webAddress(evidence) === '' ? [] : [{ url: evidence }],
      }
    }
  }
}
