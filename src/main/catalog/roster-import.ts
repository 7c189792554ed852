import type { z } from 'zod'
import type { rosterVerdict } from '../../core/contract/people'
import type { RosterRow } from '../../core/people/roster'
import type { Catalog } from './catalog'
import { findOrAddGroup, joinGroup } from './groups'
import { findOrAddPeople, judgeAgainstLibrary } from './people'

/** What became of some rows of a roster. */
export type ImportedRows = {
  personIds: string[]
  added: number
  matched: number
  skipped: { row: number; reason: z.infer<typeof rosterVerdict> }[]
}

export type ImportOptions = {
  acceptWithoutAddress: boolean
  /** Leaves out who shares the address of an earlier row of the same list. */
  skipSharedAddresses: boolean
  groupId?: string | undefined
  /** Whom earlier slices of the same list brought; those of this one are added. A second row for the same person is passed over. */
  already: Set<string>
}

/** Verdicts that let a row in. */
const welcome: ReadonlySet<RosterRow['verdict']> = new Set(['new', 'match', 'shared_address'])

/**
 * Imports judged rows (`core/people/roster.ts`) in one transaction: good ones become people or are found, the others are
 * answered with their reason. Rows without an address come in when `acceptWithoutAddress` says so. Everyone who is in the
 * list joins `groupId` and the group that the row names. At most some hundreds at a time: the caller slices.
 */
export function importRosterRows(catalog: Catalog, rows: readonly RosterRow[], options: ImportOptions): ImportedRows {
  const result: ImportedRows = { personIds: [], added: 0, matched: 0, skipped: [] }
  const good = rows.filter((row) => {
    const reason = reasonToSkip(row.verdict, options)
    if (reason !== null) result.skipped.push({ row: row.row, reason })
    return reason === null
  })
  if (good.length === 0) return result
  catalog.write((tx) => {
    const placed = findOrAddPeople(
      catalog,
      tx,
      good.map(({ row, name, email, ids, verdict }) => ({
        row,
        name,
        email: verdict === 'no_address' ? null : email,
        ids,
      })),
    )
    placed.forEach(({ row, personId, added }, at) => {
      // Two people of the library fit: both are there already, and nobody knows which one this is.
      if (personId === null) {
        result.skipped.push({ row, reason: 'match' })
        return
      }
      if (options.already.has(personId)) {
        result.skipped.push({ row, reason: 'repeated' })
        return
      }
      options.already.add(personId)
      result.personIds.push(personId)
      if (added) result.added += 1
      else result.matched += 1
      const group = good[at]?.group ?? ''
      if (group !== '') joinGroup(catalog, findOrAddGroup(catalog, group), personId)
      if (options.groupId !== undefined) joinGroup(catalog, options.groupId, personId)
    })
  })
  return result
}

function reasonToSkip(verdict: RosterRow['verdict'], options: ImportOptions): RosterRow['verdict'] | null {
  if (verdict === 'shared_address' && options.skipSharedAddresses) return 'repeated'
  if (verdict === 'no_address' && options.acceptWithoutAddress) return null
  return welcome.has(verdict) ? null : verdict
}

/** Judges rows against the people who are in the library already; rows that do not come in keep their verdict. */
export const judgeRows = (catalog: Catalog, rows: readonly RosterRow[]): RosterRow[] =>
  rows.map((row) => {
    if (row.verdict !== 'new' && row.verdict !== 'shared_address') return row
    const stands = judgeAgainstLibrary(catalog, row)
    return stands === 'new' ? row : { ...row, verdict: stands }
  })
