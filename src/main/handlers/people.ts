import { setImmediate as turn } from 'node:timers/promises'
import { implement } from '@orpc/server'
import type { z } from 'zod'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { rosterVerdict, type rosterPreview, type rosterSource } from '../../core/contract/people'
import { BlazonError } from '../../core/errors'
import { openRoster, piecesOf, type RosterRow, type RosterSource } from '../../core/people/roster'
import type { Catalog } from '../catalog/catalog'
import { allowAward, forbiddenAwards, forbidAward, type AwardScope } from '../catalog/do-not-award'
import { erasePerson, forgetWords, previewErase } from '../catalog/erase-person'
import { forgetPeople, forgettable, monthsAgo } from '../catalog/forget-addresses'
import { inSlices } from '../catalog/in-slices'
import { listGroups, readGroup, removeGroup, saveGroup, setMembership } from '../catalog/groups'
import { mergePeople, previewMerge, splitPeople } from '../catalog/merge-people'
import { optIn, optOut } from '../catalog/opt-out'
import { keepFewPages, moveLogOn } from '../catalog/long-job'
import { listPeople, readPerson, savePerson, searchPeople } from '../catalog/people'
import { twins } from '../catalog/people-twins'
import { removePeople } from '../catalog/remove-people'
import { importRosterRows, judgeRows, type ImportedRows } from '../catalog/roster-import'
import { exportRecord, type RecordDeps } from './people/export-record'

/** Verdicts shown on the mapping screen. */
const shownRows = 500
/** People put into a group in one transaction. */
const membersAtOnce = 1000

/** People told of before somebody decides. */
const sampled = 20

export type PeopleDeps = RecordDeps & { announce: (change: Change) => void }

/** `people.*`: the people of the library, their groups, and rosters. */
export function peopleHandlers(deps: PeopleDeps) {
  const { catalog, announce } = deps
  const people = implement(contract.people)
  const saved = (ids: string[]) => announce({ name: 'people.saved', ids })
  return {
    list: people.list.handler(({ input }) => listPeople(catalog, input)),
    search: people.search.handler(({ input }) =>
      searchPeople(catalog, input.query, input.limit, input.includeOptedOut),
    ),
    read: people.read.handler(({ input }) => readPerson(catalog, input.id)),

    save: people.save.handler(({ input }) => {
      const person = savePerson(catalog, input)
      saved([person.id])
      return person
    }),

    remove: people.remove.handler(({ input }) => {
      const answer = removePeople(catalog, input.ids)
      if (answer.removed.length > 0) announce({ name: 'people.removed', ids: answer.removed })
      return answer
    }),

    optOut: people.optOut.handler(({ input }) => {
      const ids = optOut(catalog, input.ids, input.reason)
      if (ids.length > 0) saved(ids.slice(0, 100))
      return { ids }
    }),
    optIn: people.optIn.handler(({ input }) => {
      const ids = optIn(catalog, input.ids)
      if (ids.length > 0) saved(ids.slice(0, 100))
      return { ids }
    }),
    forbidAward: people.forbidAward.handler(({ input }) => {
      forbidAward(catalog, input.personId, scopeOf(input), input.reason)
      saved([input.personId])
      return forbiddenAwards(catalog, input.personId)
    }),
    allowAward: people.allowAward.handler(({ input }) => {
      allowAward(catalog, input.personId, scopeOf(input))
      saved([input.personId])
      return forbiddenAwards(catalog, input.personId)
    }),

    twins: people.twins.handler(({ input, signal }) => inSlices(twins(catalog, input.limit), signal)),
    previewMerge: people.previewMerge.handler(({ input }) => previewMerge(catalog, input.keepId, input.mergeId)),
    merge: people.merge.handler(({ input }) => {
      const mergeId = mergePeople(catalog, input.keepId, input.mergeId)
      announce({ name: 'people.removed', ids: [input.mergeId] })
      saved([input.keepId])
      announce({ name: 'awards.changed', ids: [] })
      return { mergeId, person: readPerson(catalog, input.keepId) }
    }),
    split: people.split.handler(({ input }) => {
      const { keptId, otherId } = splitPeople(catalog, input.mergeId)
      saved([keptId, otherId])
      announce({ name: 'awards.changed', ids: [] })
      return { person: readPerson(catalog, keptId), other: readPerson(catalog, otherId) }
    }),

    previewErase: people.previewErase.handler(({ input }) => previewErase(catalog, input.id)),
    erase: people.erase.handler(async ({ input }) => {
      const done = erasePerson(catalog, input.id, { anonymise: input.publicFiles === 'anonymise' })
      await forgetWords(catalog, turn)
      announce({ name: 'people.removed', ids: [input.id] })
      announce({ name: 'awards.changed', ids: [] })
      return { id: input.id, ...done }
    }),
    previewForget: people.previewForget.handler(async ({ input, signal }) => {
      const before = monthsAgo(catalog.now(), input.months)
      let count = 0
      const sample: { id: string; name: string }[] = []
      for (const { people: some } of forgettable(catalog, before)) {
        signal?.throwIfAborted()
        count += some.length
        sample.push(...some.slice(0, sampled - sample.length))
        await turn()
      }
      return { before, people: count, sample }
    }),
    forget: people.forget.handler(async function* ({ input, signal }) {
      const before = monthsAgo(catalog.now(), input.months)
      let count = 0
      for (const { done, people: some } of forgettable(catalog, before)) {
        if (signal?.aborted) break
        for (let from = 0; from < some.length; from += membersAtOnce) {
          const slice = some.slice(from, from + membersAtOnce)
          forgetPeople(
            catalog,
            slice.map(({ id }) => id),
          )
          count += slice.length
          await turn()
        }
        yield { done, total: null }
        await turn()
      }
      if (count > 0) {
        await forgetWords(catalog, turn)
        saved([])
      }
      return { people: count }
    }),
    export: people.export.handler(async ({ input }) => {
      const { handedOut, ...written } = await exportRecord(deps, input)
      if (handedOut.length > 0) announce({ name: 'awards.changed', ids: handedOut.slice(0, 100) })
      return written
    }),

    previewImport: people.previewImport.handler(async ({ input, signal }) => {
      const roster = openRoster(sourceOf(input.source), input.mapping, input.hasHeadings)
      const { rows: slices, ...seen } = roster
      return { ...seen, ...(await judged(catalog, piecesOf(slices(), rowsAtOnce), signal)) }
    }),

    import: people.import.handler(async function* ({ input, signal }) {
      if (input.groupId !== undefined) readGroup(catalog, input.groupId)
      const roster = openRoster(sourceOf(input.source), input.mapping, input.hasHeadings)
      const result: ImportedRows = { personIds: [], added: 0, matched: 0, skipped: [] }
      const already = new Set<string>()
      let done = 0
      const keepManyPages = keepFewPages(catalog)
      try {
        for (const rows of piecesOf(roster.rows(), rowsAtOnce)) {
          if (signal?.aborted) break
          const slice = importRosterRows(catalog, rows, { ...input, already })
          for (const id of slice.personIds) result.personIds.push(id)
          result.added += slice.added
          result.matched += slice.matched
          for (const skipped of slice.skipped) result.skipped.push(skipped)
          yield { done: (done += rows.length), total: null }
          await turn()
          if (moveLogOn(catalog)) await turn()
        }
      } finally {
        keepManyPages()
      }
      if (result.personIds.length > 0) saved([])
      result.skipped.sort((a, b) => a.row - b.row)
      return result
    }),

    groups: people.groups.handler(() => listGroups(catalog)),

    saveGroup: people.saveGroup.handler(({ input }) => {
      const group = saveGroup(catalog, input)
      saved([])
      return group
    }),

    removeGroup: people.removeGroup.handler(({ input }) => {
      removeGroup(catalog, input.id)
      saved([])
      return { id: input.id }
    }),

    setMembership: people.setMembership.handler(async ({ input }) => {
      for (let from = 0; from < input.personIds.length; from += membersAtOnce) {
        setMembership(catalog, input.groupId, input.personIds.slice(from, from + membersAtOnce), input.member)
        await turn()
      }
      saved(input.personIds.length === 1 ? input.personIds : [])
      return readGroup(catalog, input.groupId)
    }),
  }
}

/** An absent scope id is that of the whole library; anything narrower names what it is about. */
function scopeOf({
  scopeType,
  scopeId,
}: {
  scopeType: AwardScope['scopeType']
  scopeId?: string | undefined
}): AwardScope {
  if ((scopeType === 'library') !== (scopeId === undefined))
    throw new BlazonError('invalid_input', 'A scope and what it is about', { field: 'scopeId', reason: 'scope' })
  return { scopeType, scopeId: scopeId ?? '' }
}

const sourceOf = (source: z.infer<typeof rosterSource>): RosterSource =>
  'text' in source ? source : { bytes: Buffer.from(source.bytes, 'base64') }

/** Rows that are stored in one transaction: some 15 ms of work, so that nothing else waits. */
const rowsAtOnce = 400

/** Rows that nobody has to look at. */
const comesIn: ReadonlySet<RosterRow['verdict']> = new Set(['new', 'match', 'shared_address'])

/** Counts the verdicts of every row and keeps the first five hundred to show: problems before rows that come in. */
async function judged(
  catalog: Catalog,
  slices: Iterable<RosterRow[]>,
  signal: AbortSignal | undefined,
): Promise<Pick<z.infer<typeof rosterPreview>, 'rows' | 'counts' | 'total'>> {
  const counts = Object.fromEntries(rosterVerdict.options.map((verdict) => [verdict, 0])) as Record<
    RosterRow['verdict'],
    number
  >
  const problems: RosterRow[] = []
  const fine: RosterRow[] = []
  let total = 0
  for (const slice of slices) {
    signal?.throwIfAborted()
    for (const row of judgeRows(catalog, slice)) {
      total += 1
      counts[row.verdict] += 1
      const shown = comesIn.has(row.verdict) ? fine : problems
      if (shown.length < shownRows) shown.push(row)
    }
    await turn()
  }
  return { rows: [...problems, ...fine].slice(0, shownRows), counts, total }
}
