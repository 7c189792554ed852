import type { z } from 'zod'
import type { MilestoneRule, NamedBadge, seriesContract } from '../../core/contract/series'
import { BlazonError } from '../../core/errors'
import { ruleProblem, type Rule, type Standing } from '../../core/programs/milestones'
import { insertApplication } from './applications'
import { isCurrent, refusalsFor } from './award-rules'
import { nameOf } from './badge-links'
import { badgeRow } from './badge-rows'
import type { Catalog } from './catalog'
import { isHeld, namedBadgeColumns } from './series'
import { prepared } from './sqlite'

type SaveRule = z.output<NonNullable<(typeof seriesContract.saveRule)['~orpc']['inputSchema']>>
type RuleRow = Pick<Rule, 'id' | 'targetBadgeId' | 'numberRequired' | 'action'>

const ruleColumns = 'id, target_badge_id AS targetBadgeId, number_required AS numberRequired, action'

/** Every milestone rule, oldest first, by ids. */
export const readRules = (catalog: Catalog): Rule[] =>
  prepared<[], RuleRow>(catalog.db, `SELECT ${ruleColumns} FROM milestone_rule ORDER BY created_at, id`)
    .all()
    .map((row) => ({ ...row, badgeIds: membersOf(catalog, row.id).map(({ badgeId }) => badgeId) }))

/** Every milestone rule with the names of its badges, oldest first. */
export const listRules = (catalog: Catalog): MilestoneRule[] =>
  prepared<[], RuleRow>(catalog.db, `SELECT ${ruleColumns} FROM milestone_rule ORDER BY created_at, id`)
    .all()
    .map((row) => toRule(catalog, row))

/**
 * Makes a milestone rule, or changes the one named by id. Throws `not_found`, `invalid_input` (field numberRequired) where it asks for more
 * badges than it names, and `conflict` (reason `cycle`, path: names of badges) where its target would lead to itself (row 53).
 */
export function saveRule(catalog: Catalog, input: SaveRule): MilestoneRule {
  const { db } = catalog
  const rule: Rule = { ...input, id: input.id ?? catalog.newId(), badgeIds: [...new Set(input.badgeIds)] }
  catalog.write((tx) => {
    if (input.id !== undefined) ruleRow(catalog, input.id)
    badgeRow(catalog, rule.targetBadgeId, 'targetBadgeId')
    for (const badgeId of rule.badgeIds) badgeRow(catalog, badgeId, 'badgeIds')
    const problem = ruleProblem(rule, readRules(catalog))
    if (problem?.reason === 'cycle')
      throw new BlazonError('conflict', 'a badge would lead to itself', {
        reason: problem.reason,
        path: problem.path.map((badgeId) => nameOf(catalog, badgeId)),
      })
    if (problem !== null)
      throw new BlazonError('invalid_input', 'more badges are required than named', {
        field: 'numberRequired',
        reason: problem.reason,
      })
    prepared<[RuleRow & { at: string }]>(
      db,
      `INSERT INTO milestone_rule (id, target_badge_id, number_required, action, created_at)
       VALUES (@id, @targetBadgeId, @numberRequired, @action, @at)
       ON CONFLICT (id) DO UPDATE SET target_badge_id = @targetBadgeId, number_required = @numberRequired, action = @action`,
    ).run({
      id: rule.id,
      targetBadgeId: rule.targetBadgeId,
      numberRequired: rule.numberRequired,
      action: rule.action,
      at: catalog.now(),
    })
    prepared<[string]>(db, 'DELETE FROM milestone_rule_member WHERE rule_id = ?').run(rule.id)
    prepared<[string, string]>(
      db,
      'INSERT INTO milestone_rule_member (rule_id, badge_id) SELECT ?, value FROM json_each(?)',
    ).run(rule.id, JSON.stringify(rule.badgeIds))
    tx.audit('series.rule_saved', { ruleId: rule.id, badgeId: rule.targetBadgeId, action: rule.action })
  })
  return toRule(catalog, ruleRow(catalog, rule.id))
}

/** Deletes a milestone rule. Throws `not_found`. */
export function removeRule(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    const { targetBadgeId } = ruleRow(catalog, id)
    prepared<[string]>(catalog.db, 'DELETE FROM milestone_rule WHERE id = ?').run(id)
    tx.audit('series.rule_removed', { ruleId: id, badgeId: targetBadgeId })
  })
}

/** Where some people stand as far as these rules are concerned, in their order; who was erased is left out. */
export function readStandings(
  catalog: Catalog,
  rules: readonly Rule[],
  personIds: readonly string[],
): { personId: string; name: string; standing: Standing }[] {
  const badgeIds = [...new Set(rules.flatMap((rule) => [rule.targetBadgeId, ...rule.badgeIds]))]
  const asked = { people: JSON.stringify(personIds), badges: JSON.stringify(badgeIds) }
  const people = prepared<[string], { id: string; name: string }>(
    catalog.db,
    `SELECT person.id, person.name FROM json_each(?) AS wanted CROSS JOIN person ON person.id = wanted.value
     WHERE person.erased_at IS NULL ORDER BY wanted.key`,
  ).all(asked.people)
  const awards = prepared<
    [typeof asked & { now: string }],
    { personId: string; badgeId: string; held: 0 | 1; has: 0 | 1 }
  >(
    catalog.db,
    `SELECT award.person_id AS personId, award.badge_id AS badgeId, max(${isHeld}) AS held, max(${isCurrent}) AS has
     FROM json_each(@people) AS wanted CROSS JOIN award ON award.person_id = wanted.value
     WHERE award.badge_id IN (SELECT value FROM json_each(@badges)) GROUP BY award.person_id, award.badge_id`,
  ).all({ ...asked, now: catalog.now() })
  const applications = prepared<[typeof asked], { personId: string; badgeId: string }>(
    catalog.db,
    `SELECT application.person_id AS personId, application.badge_id AS badgeId
     FROM json_each(@people) AS wanted CROSS JOIN application ON application.person_id = wanted.value
     WHERE application.badge_id IN (SELECT value FROM json_each(@badges)) AND ${bars}`,
  ).all(asked)
  const awardsOf = Map.groupBy(awards, ({ personId }) => personId)
  const applicationsOf = Map.groupBy(applications, ({ personId }) => personId)
  const badgesOf = (rows: readonly { badgeId: string }[] = []) => new Set(rows.map(({ badgeId }) => badgeId))
  return people.map(({ id, name }) => {
    const own = awardsOf.get(id) ?? []
    return {
      personId: id,
      name,
      standing: {
        held: badgesOf(own.filter(({ held }) => held === 1)),
        has: badgesOf(own.filter(({ has }) => has === 1)),
        takenBack: badgesOf(own.filter(({ has }) => has === 0)),
        applied: badgesOf(applicationsOf.get(id)),
        refusalOf: (badgeId) => refusalsFor(catalog, { id: badgeId }, [id]).get(id) ?? null,
      },
    }
  })
}

/** Everybody who holds one of these badges, or did, in slices; nobody twice. */
export function* holdersOf(catalog: Catalog, badgeIds: readonly string[], atOnce: number): Generator<string[]> {
  const next = prepared<[string, string, number], { id: string }>(
    catalog.db,
    'SELECT DISTINCT person_id AS id FROM award WHERE badge_id = ? AND person_id > ? ORDER BY person_id LIMIT ?',
  )
  const seen = new Set<string>()
  for (const badgeId of new Set(badgeIds))
    for (let after = ''; ;) {
      const ids = next.all(badgeId, after, atOnce).map(({ id }) => id)
      const last = ids.at(-1)
      if (last === undefined) break
      const fresh = ids.filter((id) => !seen.has(id))
      for (const id of fresh) seen.add(id)
      if (fresh.length > 0) yield fresh
      after = last
    }
}

/** An application that no rule adds another to: one that is open, or one that a rule made, however it was decided. */
const bars = `(application.state IN ('submitted', 'assigned', 'reviewed') OR application.source = 'milestone')`

/** Queues applications for the target of a rule, for those of some people who have none (as `readStandings` counts them); answers with their ids. */
export function queueApplications(catalog: Catalog, rule: Rule, personIds: readonly string[]): string[] {
  return catalog.write((tx) => {
    const barred = prepared<[string, string], object>(
      catalog.db,
      `SELECT 1 FROM application WHERE person_id = ? AND badge_id = ? AND ${bars}`,
    )
    return personIds
      .filter((personId) => barred.get(personId, rule.targetBadgeId) === undefined)
      .map((personId) =>
        insertApplication(catalog, tx, {
          badgeId: rule.targetBadgeId,
          personId,
          source: 'milestone',
          statement: '',
          evidence: [],
        }),
      )
  })
}

function ruleRow(catalog: Catalog, id: string): RuleRow {
  const row = prepared<[string], RuleRow>(catalog.db, `SELECT ${ruleColumns} FROM milestone_rule WHERE id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'no such rule', { field: 'id' })
  return row
}

const membersOf = (catalog: Catalog, ruleId: string): NamedBadge[] =>
  prepared<[string], NamedBadge>(
    catalog.db,
    `SELECT ${namedBadgeColumns} FROM milestone_rule_member AS member JOIN badge ON badge.id = member.badge_id
       JOIN badge_version ON badge_version.id = badge.current_version_id
     WHERE member.rule_id = ? ORDER BY badge_version.name COLLATE NOCASE, badge.id`,
  ).all(ruleId)

function toRule(catalog: Catalog, { id, targetBadgeId, numberRequired, action }: RuleRow): MilestoneRule {
  const target = prepared<[string], NamedBadge>(
    catalog.db,
    `SELECT ${namedBadgeColumns} FROM badge JOIN badge_version ON badge_version.id = badge.current_version_id WHERE badge.id = ?`,
  ).get(targetBadgeId)
  if (target === undefined) throw new BlazonError('not_found', 'no such badge', { field: 'targetBadgeId' })
  return { id, target, numberRequired, action, members: membersOf(catalog, id) }
}
