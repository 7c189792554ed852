import type { z } from 'zod'
import type { Criteria, CriterionMet, criteriaContract } from '../../core/contract/criteria'
import { criterion as criterionShape } from '../../core/contract/criteria'
import { metWords, type Names } from '../../core/earning/criteria-sentence'
import {
  criterionMethod,
  namedIn,
  type Criterion,
  type CriterionAsked,
  type CriterionMethod,
} from '../../core/earning/criteria'
import { BlazonError } from '../../core/errors'
import { foldText } from '../../core/people/fold'
import { isCurrent } from './award-rules'
import { badgeRow } from './badge-rows'
import type { Catalog, Transaction } from './catalog'
import { prepared } from './sqlite'

type Input<Verb extends keyof typeof criteriaContract> = z.output<
  NonNullable<(typeof criteriaContract)[Verb]['~orpc']['inputSchema']>
>
type Row = { id: string; type: string; method: string; description: string; params: string }

/** What is asked for a badge; `overall` says whether all of it or one criterion is enough. */
export type AskedOfBadge = { overall: CriterionMethod; criteria: Criterion[] }

/** The criteria of a badge in the order in which they are read; none for a badge that is not there. */
export function readAsked(catalog: Catalog, badgeId: string): AskedOfBadge {
  const rows = prepared<[string], Row>(
    catalog.db,
    'SELECT id, type, method, description, params FROM criterion WHERE badge_id = ? ORDER BY rowid',
  ).all(badgeId)
  const overall = rows.find(({ type }) => type === 'overall')
  return {
    overall: overall ? criterionMethod.parse(overall.method) : 'all',
    criteria: rows
      .filter(({ type }) => type !== 'overall')
      .map(({ params, ...row }) => criterionShape.parse({ ...row, params: JSON.parse(params) as unknown })),
  }
}

/** The criteria of a badge with what they speak of. Throws `not_found` (field badgeId). */
export function readCriteria(catalog: Catalog, badgeId: string): Criteria {
  const { status } = badgeRow(catalog, badgeId, 'badgeId')
  const { overall, criteria } = readAsked(catalog, badgeId)
  return { badgeId, method: overall, criteria, names: namesOf(catalog, namedIn(criteria)), frozen: frozenBy[status] }
}

/** What activities, counters, badges and groups are called; ids that are gone are absent. */
export const namesOf = (catalog: Catalog, ids: readonly string[]): Names =>
  Object.fromEntries(
    prepared<[string], { id: string; name: string }>(
      catalog.db,
      `SELECT wanted.value AS id, coalesce(
         (SELECT name FROM activity WHERE id = wanted.value), (SELECT name FROM progress_counter WHERE id = wanted.value),
         (SELECT name FROM person_group WHERE id = wanted.value),
         (SELECT version.name FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id WHERE badge.id = wanted.value)
       ) AS name FROM json_each(?) AS wanted`,
    )
      .all(JSON.stringify(ids))
      .flatMap(({ id, name }) => (name === null ? [] : [[id, name]])),
  )

/** Why criteria are fixed: whoever is on the way to a badge must be able to trust them, and awards tell which of them were met. */
const frozenBy = {
  inactive: null,
  active: 'active',
  active_locked: 'awarded',
  inactive_locked: 'awarded',
  archived: 'archived',
} as const

function refuseFrozen(catalog: Catalog, badgeId: string): void {
  const reason = frozenBy[badgeRow(catalog, badgeId, 'badgeId').status]
  if (reason !== null) throw new BlazonError('locked', 'the criteria of this badge are fixed', { reason })
}

/** Adds a criterion, or changes the one named by id. Throws `not_found`, `locked`, `conflict` (reason type_taken) and `invalid_input` (field params). */
export function saveCriterion(catalog: Catalog, { badgeId, id, criterion }: Input<'save'>): void {
  const { db } = catalog
  catalog.write((tx) => {
    refuseFrozen(catalog, badgeId)
    refuseUnknown(catalog, badgeId, criterion)
    const known = prepared<[string, string], { id: string }>(
      db,
      'SELECT id FROM criterion WHERE badge_id = ? AND type = ?',
    ).get(badgeId, criterion.type)
    if (known !== undefined && known.id !== id)
      throw new BlazonError('conflict', 'the badge has a criterion of this type', {
        reason: 'type_taken',
        field: 'type',
      })
    if (id !== undefined) criterionOf(catalog, badgeId, id)
    keepOverall(catalog, badgeId, null)
    const row = {
      id: id ?? catalog.newId(),
      badge_id: badgeId,
      type: criterion.type,
      method: criterion.method,
      description: criterion.description,
      params: JSON.stringify(criterion.params),
    }
    prepared<typeof row>(
      db,
      `INSERT INTO criterion (id, badge_id, type, method, description, params) VALUES (@id, @badge_id, @type, @method, @description, @params)
       ON CONFLICT (id) DO UPDATE SET type = @type, method = @method, description = @description, params = @params`,
    ).run(row)
    // What Blazon saw by itself was seen of another question, and nobody asks any more for a role that is gone.
    const roles = criterion.type === 'manual' ? criterion.params.map(({ role }) => role) : []
    prepared(
      db,
      'DELETE FROM criterion_met WHERE criterion_id = ? AND award_id IS NULL AND role NOT IN (SELECT value FROM json_each(?))',
    ).run(row.id, JSON.stringify(roles))
    tx.audit('criteria.saved', { badgeId, type: criterion.type })
  })
}

/** Says whether all criteria have to be met, or one. Throws `not_found`, `locked`. */
export function setCriteriaMethod(catalog: Catalog, badgeId: string, method: CriterionMethod): void {
  catalog.write((tx) => {
    refuseFrozen(catalog, badgeId)
    keepOverall(catalog, badgeId, method)
    tx.audit('criteria.saved', { badgeId, type: 'overall' })
  })
}

/** Takes a criterion away; with the last one goes how they are joined. Throws `not_found`, `locked`. */
export function removeCriterion(catalog: Catalog, badgeId: string, id: string): void {
  catalog.write((tx) => {
    refuseFrozen(catalog, badgeId)
    const { type } = criterionOf(catalog, badgeId, id)
    prepared(catalog.db, 'DELETE FROM criterion WHERE id = ?').run(id)
    prepared(
      catalog.db,
      `DELETE FROM criterion WHERE badge_id = @badgeId AND type = 'overall'
       AND NOT EXISTS (SELECT 1 FROM criterion WHERE badge_id = @badgeId AND type <> 'overall')`,
    ).run({ badgeId })
    tx.audit('criteria.saved', { badgeId, type })
  })
}

function criterionOf(catalog: Catalog, badgeId: string, id: string): { type: string } {
  const row = prepared<[string, string], { type: string }>(
    catalog.db,
    "SELECT type FROM criterion WHERE id = ? AND badge_id = ? AND type <> 'overall'",
  ).get(id, badgeId)
  if (row === undefined) throw new BlazonError('not_found', 'No such criterion', { field: 'id' })
  return row
}

/** The row of how the criteria are joined; `null` leaves one that is there. Inside a transaction. */
function keepOverall(catalog: Catalog, badgeId: string, method: CriterionMethod | null): void {
  prepared(
    catalog.db,
    `INSERT INTO criterion (id, badge_id, type, method) VALUES (?, ?, 'overall', ?)
     ON CONFLICT (badge_id, type) DO UPDATE SET method = coalesce(?, method)`,
  ).run(catalog.newId(), badgeId, method ?? 'all', method)
}

const kindOfType = { course: 'course', courseset: 'course', activity: 'activity', competency: 'competency' } as const

/** Things that are not there cannot be asked for, nor the badge itself. */
function refuseUnknown(catalog: Catalog, badgeId: string, criterion: CriterionAsked): void {
  const refuse = (reason: string) =>
    new BlazonError('invalid_input', 'this cannot be asked for', { field: 'params', reason })
  if (criterion.type === 'badge' && criterion.params.some((it) => it.badgeId === badgeId)) throw refuse('itself')
  const tables = { social: 'progress_counter', badge: 'badge', cohort: 'person_group' } as const
  const ids = namedIn([criterion])
  const asked = criterion.params.map((param) => ('role' in param ? foldText(param.role) : JSON.stringify(param)))
  if (new Set(asked).size < asked.length) throw refuse('repeated')
  if (ids.length === 0) return
  const kind = criterion.type in kindOfType ? kindOfType[criterion.type as keyof typeof kindOfType] : null
  const from = kind === null ? tables[criterion.type as keyof typeof tables] : 'activity'
  const { found } = prepared<[Record<string, string | null>], { found: number }>(
    catalog.db,
    `SELECT count(*) AS found FROM ${from} WHERE id IN (SELECT value FROM json_each(@ids)) ${kind === null ? '' : 'AND kind = @kind'}`,
  ).get({ ids: JSON.stringify(ids), ...(kind === null ? {} : { kind }) }) ?? { found: 0 }
  if (found < ids.length) throw refuse('unknown')
}

/**
 * Confirms people in a role, as the manual criterion asks. Answers with the role as it is asked for. Throws `not_found`, `conflict` (reason
 * no_manual_criterion, archived) and `invalid_input` (field role, reason not_asked; roles: those that are).
 */
export function confirmPeople(
  catalog: Catalog,
  { badgeId, personIds, role, note }: Input<'confirm'>,
): { role: string; confirmed: number; passedOver: number } {
  return catalog.write((tx) => {
    if (badgeRow(catalog, badgeId, 'badgeId').status === 'archived')
      throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
    const manual = manualCriterion(catalog, badgeId)
    const own = role ?? roleOfOperator(catalog)
    const asked = roleAmong(manual.roles, own !== '' ? own : manual.roles.length === 1 ? (manual.roles[0] ?? '') : '')
    const people = [...new Set(personIds)]
    const insert = prepared<[Record<string, string | null>]>(
      catalog.db,
      `INSERT OR IGNORE INTO criterion_met (id, criterion_id, person_id, met_at, operator_id, role, note)
       SELECT @id, @criterionId, person.id, @at, @operatorId, @role, @note FROM person WHERE id = @personId AND erased_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM award WHERE badge_id = @badgeId AND person_id = person.id AND ${isCurrent})`,
    )
    let confirmed = 0
    for (const personId of people)
      confirmed += insert.run({
        id: catalog.newId(),
        criterionId: manual.id,
        personId,
        badgeId,
        at: catalog.now(),
        operatorId: catalog.operator(),
        role: asked,
        note,
      }).changes
    if (confirmed > 0) tx.audit('criteria.confirmed', { badgeId, role: asked, count: confirmed })
    return { role: asked, confirmed, passedOver: people.length - confirmed }
  })
}

/** Takes confirmations back that have led to no award. Throws `not_found`, `conflict`, `invalid_input` as `confirmPeople` does. */
export function takeConfirmationsBack(catalog: Catalog, { badgeId, personIds, role }: Input<'takeBack'>): number {
  return catalog.write((tx) => {
    badgeRow(catalog, badgeId, 'badgeId')
    const manual = manualCriterion(catalog, badgeId)
    const { changes } = prepared(
      catalog.db,
      `DELETE FROM criterion_met WHERE criterion_id = ? AND role = ? AND award_id IS NULL AND person_id IN (SELECT value FROM json_each(?))`,
    ).run(manual.id, roleAmong(manual.roles, role), JSON.stringify(personIds))
    if (changes > 0) tx.audit('criteria.taken_back', { badgeId, count: changes })
    return changes
  })
}

function manualCriterion(catalog: Catalog, badgeId: string): { id: string; roles: string[] } {
  for (const criterion of readAsked(catalog, badgeId).criteria)
    if (criterion.type === 'manual') return { id: criterion.id, roles: criterion.params.map((param) => param.role) }
  throw new BlazonError('conflict', 'nobody has to confirm', { reason: 'no_manual_criterion' })
}

function roleAmong(roles: readonly string[], wanted: string): string {
  const role = roles.find((it) => foldText(it) === foldText(wanted))
  if (role === undefined)
    throw new BlazonError('invalid_input', 'the badge asks for another role', {
      field: 'role',
      reason: 'not_asked',
      roles: [...roles],
    })
  return role
}

const roleOfOperator = (catalog: Catalog): string => {
  const operatorId = catalog.operator()
  if (operatorId === null) return ''
  const row = prepared<[string], { role: string }>(catalog.db, 'SELECT role FROM operator WHERE id = ?').get(operatorId)
  return row?.role ?? ''
}

type MetRow = Row & Omit<CriterionMet, 'words' | 'type'>

/** The most that one answer lists. */
const mostMet = 500

/** What was met: for an award, or by those who do not hold a badge yet (of one person where named), confirmations first. */
export function listMet(catalog: Catalog, input: Input<'met'>): CriterionMet[] {
  // Of many, what people confirmed goes first: it can be taken back.
  const first = 'awardId' in input ? '' : "met.role = '', "
  const [where, values] =
    'awardId' in input
      ? ['met.award_id = @awardId', { awardId: input.awardId }]
      : input.personId === undefined
        ? ['criterion.badge_id = @badgeId AND met.award_id IS NULL', { badgeId: input.badgeId }]
        : [
            'criterion.badge_id = @badgeId AND met.award_id IS NULL AND met.person_id = @personId',
            { badgeId: input.badgeId, personId: input.personId },
          ]
  const rows = prepared<[Record<string, string>], MetRow>(
    catalog.db,
    `SELECT criterion.id, criterion.type, criterion.method, criterion.description, criterion.params, met.criterion_id AS criterionId,
       met.person_id AS personId, person.name AS personName, met.met_at AS metAt, met.role, met.note, met.award_id AS awardId
     FROM criterion_met AS met JOIN criterion ON criterion.id = met.criterion_id JOIN person ON person.id = met.person_id
     WHERE ${where} ORDER BY ${first}criterion.rowid, met.met_at, met.id LIMIT ${String(mostMet)}`,
  ).all(values)
  const asked = askedIn(rows)
  const names = namesOf(catalog, namedIn([...asked.values()]))
  return rows.map((row) => ({
    criterionId: row.criterionId,
    type: asked.get(row.id)!.type,
    words: metWords(asked.get(row.id)!, names, row.role),
    personId: row.personId,
    personName: row.personName,
    metAt: row.metAt,
    role: row.role,
    note: row.note,
    awardId: row.awardId,
  }))
}

/** The criteria that were met for awards, as their public pages tell it: in words, with the role, without anybody's name. */
export function metOfAwards(
  catalog: Catalog,
  awardIds: readonly string[],
): Map<string, { words: string; at: string }[]> {
  const rows = prepared<[string], Row & { awardId: string; metAt: string; role: string }>(
    catalog.db,
    `SELECT criterion.id, criterion.type, criterion.method, criterion.description, criterion.params, met.award_id AS awardId,
       met.met_at AS metAt, met.role
     FROM criterion_met AS met JOIN criterion ON criterion.id = met.criterion_id
     WHERE met.award_id IN (SELECT value FROM json_each(?)) ORDER BY criterion.rowid, met.met_at, met.id`,
  ).all(JSON.stringify(awardIds))
  const met = new Map<string, { words: string; at: string }[]>()
  if (rows.length === 0) return met
  const asked = askedIn(rows)
  const names = namesOf(catalog, namedIn([...asked.values()]))
  for (const { id, awardId, metAt, role } of rows) {
    const told = met.get(awardId) ?? []
    told.push({ words: metWords(asked.get(id)!, names, role), at: metAt })
    met.set(awardId, told)
  }
  return met
}

/** The criteria in some rows, by id. */
const askedIn = (rows: readonly Row[]): Map<string, Criterion> =>
  new Map(
    rows.map(({ id, type, method, description, params }) => [
      id,
      criterionShape.parse({ id, type, method, description, params: JSON.parse(params) as unknown }),
    ]),
  )

/** Links what people met to their awards of a badge, inside the transaction that stores these. */
export function linkMet(
  catalog: Catalog,
  _tx: Transaction,
  badgeId: string,
  awarded: readonly { awardId: string; personId: string }[],
): void {
  const link = prepared<[string, string, string]>(
    catalog.db,
    `UPDATE criterion_met SET award_id = ? WHERE person_id = ? AND award_id IS NULL
       AND criterion_id IN (SELECT id FROM criterion WHERE badge_id = ?)`,
  )
  for (const { awardId, personId } of awarded) link.run(awardId, personId, badgeId)
}

/**
 * Links what people met to awards that somebody made by hand; everybody's where nobody is named. Their published pages are made again.
 */
export function linkMetToAwards(catalog: Catalog, personIds: readonly string[] | null): void {
  const held = `SELECT award.id FROM award JOIN criterion ON criterion.badge_id = award.badge_id
    WHERE criterion.id = criterion_met.criterion_id AND award.person_id = criterion_met.person_id AND ${isCurrent} ORDER BY award.id DESC LIMIT 1`
  const waiting = prepared<[{ people: string | null }], { id: string; awardId: string }>(
    catalog.db,
    `SELECT id, awardId FROM (SELECT id, (${held}) AS awardId FROM criterion_met
       WHERE award_id IS NULL ${personIds === null ? 'AND @people IS NULL' : 'AND person_id IN (SELECT value FROM json_each(@people))'})
     WHERE awardId IS NOT NULL`,
  ).all({ people: personIds === null ? null : JSON.stringify(personIds) })
  if (waiting.length === 0) return
  catalog.write((tx) => {
    const link = prepared<[string, string]>(catalog.db, 'UPDATE criterion_met SET award_id = ? WHERE id = ?')
    for (const { id, awardId } of waiting) link.run(awardId, id)
    const touch = prepared<[number, string]>(catalog.db, 'UPDATE award SET rev = ? WHERE id = ? AND published_rev > 0')
    const rev = tx.nextRev()
    for (const awardId of new Set(waiting.map((it) => it.awardId))) touch.run(rev, awardId)
  })
}
