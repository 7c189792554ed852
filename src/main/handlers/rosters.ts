import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { implement } from '@orpc/server'
import type { z } from 'zod'
import { guessAwardMapping } from '../../core/awards/roster-columns'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { rosterSource } from '../../core/contract/people'
import type { AwardMapping } from '../../core/contract/rosters'
import { BlazonError } from '../../core/errors'
import { openRoster, piecesOf, type RosterRow, type RosterSource } from '../../core/people/roster'
import { unguardCell } from '../../core/people/csv-cell'
import type { AwardPeople } from '../catalog/award-people'
import { withdrawAwards } from '../catalog/award-facts'
import { readBadgeCard } from '../catalog/badges'
import type { Catalog } from '../catalog/catalog'
import { rosterJudge } from '../catalog/judge-roster'
import { readPerson } from '../catalog/people'
import {
  finishRoster,
  insertRoster,
  insertRosterRows,
  listRosterRows,
  listRosters,
  readOpenRows,
  readRoster,
  readRosterAwards,
  readRosterRow,
  readShownRow,
  removeHalfRosters,
  removeRoster,
  setRosterState,
  updateRosterRows,
  type RosterRowRecord,
} from '../catalog/rosters'
import { awardRoster } from './rosters/award-roster'

export type RostersDeps = { catalog: Catalog; announce: (change: Change) => void; awardPeople: AwardPeople }

/** Rows that are judged and stored at a time: some 20 ms of work. */
const rowsAtOnce = 250

/** `rosters.*`: lists of people to award, looked through and mended before anything is awarded. */
export function rostersHandlers({ catalog, announce, awardPeople }: RostersDeps) {
  const os = implement(contract.rosters)
  const saved = (id: string) => announce({ name: 'rosters.saved', ids: [id] })
  if (!catalog.isReadOnly) removeHalfRosters(catalog)

  return {
    preview: os.preview.handler(({ input }) => {
      const { rows: _rows, ...seen } = openRoster(sourceOf(input.source), input.mapping, input.hasHeadings)
      return { ...seen, mapping: input.mapping ?? guessAwardMapping(seen.headings, seen.mapping) }
    }),

    create: os.create.handler(async function* ({ input, signal }) {
      if (input.badgeId !== null) readBadgeCard(catalog, input.badgeId)
      else if (input.mapping.badge === null)
        throw new BlazonError('invalid_input', 'neither a badge nor a column that names one', {
          field: 'badgeId',
          reason: 'no_badge',
        })
      const source = sourceOf(input.source)
      const written = openRoster(source, input.mapping, input.hasHeadings)
      const id = insertRoster(catalog, { name: input.name, badgeId: input.badgeId })
      const judge = rosterJudge(catalog, { id, badgeId: input.badgeId })
      let done = 0
      try {
        for (const slice of piecesOf(written.rows(), rowsAtOnce)) {
          signal?.throwIfAborted()
          insertRosterRows(catalog, judge(slice.map((row) => toRecord(id, row, input.mapping))))
          yield { done: (done += slice.length), total: null }
          await turn()
        }
      } catch (error) {
        // Half a list would pass for the whole one.
        removeRoster(catalog, id)
        throw error
      }
      if (done === 0) {
        removeRoster(catalog, id)
        throw new BlazonError('unreadable_roster', 'nobody is in the list', { reason: 'empty' })
      }
      finishRoster(catalog, id, hashOf(source))
      saved(id)
      return readRoster(catalog, id)
    }),

    list: os.list.handler(({ input }) => listRosters(catalog, input)),
    read: os.read.handler(({ input }) => readRoster(catalog, input.id)),
    rows: os.rows.handler(({ input }) => listRosterRows(catalog, input)),

    fixRow: os.fixRow.handler(({ input }) => {
      const row = readRosterRow(catalog, input.id, input.row)
      if (row.award_id !== null)
        throw new BlazonError('locked', 'the row has been awarded', { reason: 'awarded', row: input.row })
      if (input.badgeId !== undefined) readBadgeCard(catalog, input.badgeId)
      if (input.personId != null) readPerson(catalog, input.personId)
      const isOther =
        (input.name !== undefined && input.name !== row.name) ||
        (input.email !== undefined && input.email !== row.email)
      const mended: RosterRowRecord = {
        ...row,
        name: input.name?.trim() ?? row.name,
        email: input.email?.trim() ?? row.email,
        awarded_on: input.awardedOn ?? row.awarded_on,
        narrative: input.narrative ?? row.narrative,
        badge_id: input.badgeId ?? row.badge_id,
        // Another name or address is somebody else until the library knows them.
        person_id: input.personId === undefined ? (isOther ? null : row.person_id) : input.personId,
        is_accepted: (input.accept ?? row.is_accepted === 1) ? 1 : 0,
      }
      const { badgeId } = readRoster(catalog, input.id)
      const [judged] =
        input.leaveOut === true
          ? [{ ...mended, verdict: 'left_out' as const }]
          : rosterJudge(catalog, { id: input.id, badgeId })([mended])
      updateRosterRows(catalog, [judged ?? mended])
      saved(input.id)
      return readShownRow(catalog, input.id, input.row)
    }),

    judge: os.judge.handler(async function* ({ input, signal }) {
      yield* judgeAgain(catalog, input.id, false, signal)
      saved(input.id)
      return readRoster(catalog, input.id)
    }),

    award: os.award.handler(async function* ({ input, signal }) {
      const overridden = input.override !== undefined
      // The library may have changed since; and what a cut left is looked at as it is now.
      for await (const _step of judgeAgain(catalog, input.id, overridden, signal));
      setRosterState(catalog, input.id, 'running')
      let awarded = 0
      try {
        for await (const step of awardRoster({ catalog, awardPeople }, input, signal)) {
          awarded = step.done
          yield step
        }
      } finally {
        setRosterState(catalog, input.id, (readRoster(catalog, input.id).counts.ready ?? 0) > 0 ? 'checked' : 'done')
        saved(input.id)
      }
      return { awarded, roster: readRoster(catalog, input.id) }
    }),

    withdraw: os.withdraw.handler(({ input }) => {
      readRoster(catalog, input.id)
      const { withdrawn, refused } = withdrawAwards(catalog, readRosterAwards(catalog, input.id))
      if (withdrawn.length > 0) announce({ name: 'awards.changed', ids: withdrawn.slice(0, 100) })
      saved(input.id)
      return { withdrawn: withdrawn.length, refused: refused.length }
    }),

    remove: os.remove.handler(({ input }) => {
      removeRoster(catalog, input.id)
      saved(input.id)
      return { id: input.id }
    }),
  }
}

/** Judges every row anew that was neither awarded nor left out, slice by slice. */
async function* judgeAgain(
  catalog: Catalog,
  id: string,
  overridden: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number }> {
  const { badgeId, total } = readRoster(catalog, id)
  const judge = rosterJudge(catalog, { id, badgeId, overridden })
  let after = 0
  for (;;) {
    if (signal?.aborted) return
    const rows = readOpenRows(catalog, id, after, rowsAtOnce)
    const last = rows.at(-1)
    if (last === undefined) return
    updateRosterRows(catalog, judge(rows))
    after = last.row
    yield { done: after, total: Math.max(after, total) }
    await turn()
  }
}

function toRecord(rosterId: string, row: RosterRow, mapping: AwardMapping): RosterRowRecord {
  const cell = (column: number | null) => (column === null ? '' : unguardCell(row.cells?.[column] ?? '').trim())
  return {
    roster_id: rosterId,
    row: row.row,
    name: row.name,
    email: row.email,
    badge: cell(mapping.badge).slice(0, 255),
    awarded_on: cell(mapping.awardedOn).slice(0, 100),
    // One sign more than may stay: a text that was cut in silence would be awarded as if it were whole.
    narrative: cell(mapping.narrative).slice(0, 5001),
    badge_id: null,
    person_id: null,
    is_accepted: 0,
    verdict: row.verdict === 'broken' ? 'broken' : 'ready',
    award_id: null,
  }
}

const sourceOf = (source: z.infer<typeof rosterSource>): RosterSource =>
  'text' in source ? source : { bytes: Buffer.from(source.bytes, 'base64') }

const hashOf = (source: RosterSource): string =>
  createHash('sha256')
    .update('text' in source ? source.text : source.bytes)
    .digest('hex')
