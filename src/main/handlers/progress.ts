import { setImmediate as turn } from 'node:timers/promises'
import { implement } from '@orpc/server'
import type { z } from 'zod'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { rosterSource } from '../../core/contract/people'
import type { progressContract, ProgressRow, ProgressVerdict } from '../../core/contract/progress'
import { openProgressList } from '../../core/earning/progress-list'
import type { RosterSource } from '../../core/people/roster'
import {
  completeActivity,
  listActivities,
  listCompletions,
  readActivity,
  removeActivity,
  saveActivity,
  undoCompletions,
} from '../catalog/activities'
import type { Catalog } from '../catalog/catalog'
import {
  awardsKept,
  countAttendance,
  listCounters,
  listValues,
  readCounter,
  removeCounter,
  saveCounter,
  setCounterValues,
} from '../catalog/counters'
import { comesIn, progressJudge, storeProgress, type JudgedProgressRow } from '../catalog/progress-import'

type Preview = z.output<NonNullable<(typeof progressContract.previewImport)['~orpc']['outputSchema']>>
type Imported = {
  stored: number
  same: number
  kept: number
  skipped: { row: number; reason: ProgressVerdict }[]
}

/** Verdicts shown before an import. */
const shownRows = 500

/** `progress.*`: what people do and reach, and what is counted for them. */
export function progressHandlers({ catalog, announce }: { catalog: Catalog; announce: (change: Change) => void }) {
  const os = implement(contract.progress)
  /** `personIds`: whose standing may be another now; empty for many. */
  const saved = (personIds: readonly string[]) =>
    announce({ name: 'progress.saved', ids: personIds.length > 100 ? [] : [...personIds] })
  return {
    activities: os.activities.handler(({ input }) => listActivities(catalog, input ?? {})),
    saveActivity: os.saveActivity.handler(({ input }) => {
      const activity = saveActivity(catalog, input)
      saved([])
      return activity
    }),
    removeActivity: os.removeActivity.handler(({ input }) => {
      removeActivity(catalog, input.id)
      saved([])
      return { id: input.id }
    }),
    completions: os.completions.handler(({ input }) => listCompletions(catalog, input)),
    complete: os.complete.handler(({ input }) => {
      completeActivity(catalog, input)
      saved(input.personIds)
      return readActivity(catalog, input.activityId)
    }),
    undo: os.undo.handler(({ input }) => {
      undoCompletions(catalog, input)
      saved(input.personIds)
      return readActivity(catalog, input.activityId)
    }),
    counters: os.counters.handler(() => listCounters(catalog)),
    saveCounter: os.saveCounter.handler(({ input }) => {
      const counter = saveCounter(catalog, input)
      saved([])
      return counter
    }),
    removeCounter: os.removeCounter.handler(({ input }) => {
      removeCounter(catalog, input.id)
      saved([])
      return { id: input.id }
    }),
    values: os.values.handler(({ input }) => listValues(catalog, input)),
    setValue: os.setValue.handler(({ input }) => {
      setCounterValues(catalog, input)
      saved(input.personIds)
      return {
        counter: readCounter(catalog, input.counterId),
        kept: awardsKept(catalog, input.counterId, input.personIds),
      }
    }),
    countAttendance: os.countAttendance.handler(({ input }) => {
      const changed = countAttendance(catalog, input)
      if (changed.length > 0) saved(changed)
      return {
        counter: readCounter(catalog, input.counterId),
        changed: changed.length,
        kept: awardsKept(catalog, input.counterId, changed),
      }
    }),

    previewImport: os.previewImport.handler(async ({ input, signal }): Promise<Preview> => {
      const { rows: slices, ...seen } = openProgressList(sourceOf(input.source), input.mapping, input.hasHeadings)
      const judge = progressJudge(catalog, input.into)
      const counts: Preview['counts'] = {}
      const [problems, fine]: [ProgressRow[], ProgressRow[]] = [[], []]
      let total = 0
      for (const slice of slices()) {
        signal?.throwIfAborted()
        for (const row of judge(slice)) {
          total += 1
          counts[row.verdict] = (counts[row.verdict] ?? 0) + 1
          const shown = comesIn.has(row.verdict) || row.verdict === 'same' ? fine : problems
          if (shown.length < shownRows) shown.push(shownRow(row))
        }
        await turn()
      }
      return { ...seen, rows: [...problems, ...fine].slice(0, shownRows), counts, total }
    }),

    import: os.import.handler(async function* ({ input, signal }) {
      const { rows: slices } = openProgressList(sourceOf(input.source), input.mapping, input.hasHeadings)
      const judge = progressJudge(catalog, input.into)
      const result: Imported = { stored: 0, same: 0, kept: 0, skipped: [] }
      let done = 0
      try {
        for (const slice of slices()) {
          if (signal?.aborted) break
          const rows = judge(slice)
          const { stored, kept } = storeProgress(catalog, input.into, rows)
          result.stored += stored
          result.kept += kept
          for (const { row, verdict } of rows)
            if (verdict === 'same') result.same += 1
            else if (!comesIn.has(verdict)) result.skipped.push({ row, reason: verdict })
          yield { done: (done += rows.length), total: null }
          await turn()
        }
      } finally {
        if (result.stored > 0) saved([])
      }
      return result
    }),
  }
}

const sourceOf = (source: z.infer<typeof rosterSource>): RosterSource =>
  'text' in source ? source : { bytes: Buffer.from(source.bytes, 'base64') }

const shownRow = ({ row, localId, email, name, what, cells, verdict }: JudgedProgressRow): ProgressRow => ({
  row,
  person: [name, email, localId].filter(Boolean).join(' · '),
  what,
  value: cells.value,
  on: cells.on,
  verdict,
})
