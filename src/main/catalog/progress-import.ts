import type { ProgressTarget, ProgressVerdict } from '../../core/contract/progress'
import type { ReadProgressRow } from '../../core/earning/progress-list'
import { foldText } from '../../core/people/fold'
import { foldAddress } from '../../core/people/identity'
import { listActivities, noteCompletion, readActivity } from './activities'
import type { Catalog } from './catalog'
import { awardsKept, listCounters, readCounter, setCounterValue } from './counters'
import { sortNameOf } from './people'
import { prepared } from './sqlite'

/** A row with what becomes of it: whom and what it means, where that is clear. */
export type JudgedProgressRow = ReadProgressRow & {
  verdict: ProgressVerdict
  personId: string | null
  /** The counter or the activity. */
  whatId: string | null
}

/** Verdicts of rows that come in. */
export const comesIn: ReadonlySet<ProgressVerdict> = new Set(['new', 'changed', 'lower'])

/** Starts to judge a list, slice after slice in its order. Nothing is stored. Throws `not_found` for a counter or activity that is named. */
export function progressJudge(
  catalog: Catalog,
  into: ProgressTarget,
): (rows: readonly ReadProgressRow[]) => JudgedProgressRow[] {
  const one = into.kind === 'counters' ? into.counterId : into.activityId
  if (one !== undefined) void (into.kind === 'counters' ? readCounter(catalog, one) : readActivity(catalog, one))
  const things: { id: string; name: string }[] =
    into.kind === 'counters' ? listCounters(catalog) : listActivities(catalog, {})
  const named = Map.groupBy(things, ({ name }) => foldText(name) || name)
  const whatOf = (what: string): string | null => {
    if (one !== undefined) return one
    const [thing, another] = named.get(foldText(what) || what) ?? []
    return thing && !another ? thing.id : null
  }
  const standing = prepared<[string, string], { value: number | null; at: string }>(
    catalog.db,
    into.kind === 'counters'
      ? 'SELECT value, updated_at AS at FROM progress_value WHERE counter_id = ? AND person_id = ?'
      : 'SELECT level AS value, completed_at AS at FROM completion WHERE activity_id = ? AND person_id = ?',
  )
  const seen = new Set<string>()

  const judge = (row: ReadProgressRow): JudgedProgressRow => {
    const refused = (verdict: ProgressVerdict) => ({ ...row, verdict, personId: null, whatId: null })
    if (row.problem !== null) return refused(row.problem)
    const [personId, another] = peopleMeant(catalog, row)
    if (personId === undefined) return refused('unknown_person')
    if (another !== undefined) return refused('ambiguous')
    const whatId = whatOf(row.what)
    if (whatId === null) return refused('unknown_what')
    if (into.kind === 'counters' && row.value === null) return refused('no_value')
    if (seen.has(`${whatId} ${personId}`)) return refused('repeated')
    seen.add(`${whatId} ${personId}`)
    const before = standing.get(whatId, personId)
    const verdict = (): ProgressVerdict => {
      if (before === undefined) return 'new'
      const isSameTime = into.kind === 'counters' || row.on === null || row.on === before.at
      // A list that only says who took part says nothing of grades.
      const isSameValue = before.value === row.value || (into.kind === 'activities' && row.value === null)
      if (isSameValue && isSameTime) return 'same'
      return before.value !== null && row.value !== null && row.value < before.value ? 'lower' : 'changed'
    }
    return { ...row, verdict: verdict(), personId, whatId }
  }
  return (rows) => rows.map(judge)
}

/**
 * The first two people of the library whom a row means: all that it says of them has to fit. A local id goes before an address, an
 * address before a name; a name tells apart who shares an address.
 */
function peopleMeant(catalog: Catalog, { localId, email, name }: ReadProgressRow): string[] {
  const identified = (types: string, value: string) =>
    prepared<[string], { id: string; sortName: string }>(
      catalog.db,
      `SELECT DISTINCT person.id, person.sort_name AS sortName FROM person_identifier CROSS JOIN person ON person.id = person_identifier.person_id
       WHERE person_identifier.type IN (${types}) AND person_identifier.value_folded = ? LIMIT 20`,
    ).all(foldAddress(value))
  if (localId === '' && email === '')
    return prepared<[string], { id: string }>(catalog.db, 'SELECT id FROM person WHERE sort_name = ? LIMIT 2')
      .all(sortNameOf(name))
      .map(({ id }) => id)
  const byId = localId === '' ? null : identified("'local_id', 'student_id', 'user_name'", localId)
  const byEmail = email === '' ? null : identified("'email'", email)
  const mailbox = new Set(byEmail?.map(({ id }) => id))
  const fit = byId === null ? (byEmail ?? []) : byId.filter(({ id }) => byEmail === null || mailbox.has(id))
  if (fit.length < 2 || name === '') return fit.map(({ id }) => id).slice(0, 2)
  return fit.filter(({ sortName }) => sortName === sortNameOf(name)).map(({ id }) => id)
}

/** Stores the judged rows that come in, in one transaction. Answers with how many, and how many awards stay although a number fell (row 60). */
export function storeProgress(
  catalog: Catalog,
  into: ProgressTarget,
  rows: readonly JudgedProgressRow[],
): { stored: number; kept: number } {
  const good = rows.flatMap(({ verdict, personId, whatId, value, on }) =>
    comesIn.has(verdict) && personId !== null && whatId !== null ? [{ verdict, personId, whatId, value, on }] : [],
  )
  if (good.length === 0) return { stored: 0, kept: 0 }
  catalog.write((tx) => {
    for (const { personId, whatId, value, on } of good)
      if (into.kind === 'activities')
        noteCompletion(catalog, tx, { activityId: whatId, personId, at: on, level: value ?? undefined })
      else if (value !== null) setCounterValue(catalog, tx, { counterId: whatId, personId, value, add: false })
    tx.audit(into.kind === 'counters' ? 'counters.imported' : 'activities.imported', { count: good.length })
  })
  let kept = 0
  if (into.kind === 'counters')
    for (const [counterId, of] of Map.groupBy(
      good.filter(({ verdict }) => verdict === 'lower'),
      ({ whatId }) => whatId,
    ))
      kept += awardsKept(
        catalog,
        counterId,
        of.map(({ personId }) => personId),
      )
  return { stored: good.length, kept }
}
