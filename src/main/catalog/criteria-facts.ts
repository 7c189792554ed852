import { termsOf, type Criterion, type CriterionTerm, type ProfileField } from '../../core/earning/criteria'
import type { FactsOf, MetSince, Standing } from '../../core/earning/evaluation'
import { isCurrent } from './award-rules'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** A question to the library with what stands for its parameters. */
type Question = { sql: string; values: Record<string, string | number | null> }

const has = (type: string) =>
  `EXISTS (SELECT 1 FROM person_identifier WHERE person_identifier.person_id = person.id AND type = '${type}')`

/** SQL: whether a field of a person's profile is filled in. */
const isFilledIn = {
  email: has('email'),
  telephone: has('telephone'),
  givenName: "given_name <> ''",
  familyName: "family_name <> ''",
  nickname: "nickname <> ''",
  website: "website <> ''",
  bio: "bio <> ''",
  picture: 'picture_sha256 IS NOT NULL',
} as const satisfies Record<ProfileField, string>

/** SQL: since when a person meets what has no time of its own: since it was first seen. */
const sinceSeen = (person: string) => `coalesce((SELECT met_at FROM criterion_met
  WHERE criterion_id = @criterionId AND criterion_met.person_id = ${person} AND role = '' AND award_id IS NULL), @now)`

/** Who meets one thing that is asked for, as (person_id, at). */
function questionOf(criterion: Criterion, term: CriterionTerm, now: string): Question {
  switch (term.type) {
    case 'manual':
      return {
        sql: 'SELECT person_id, met_at AS at FROM criterion_met WHERE criterion_id = @criterionId AND role = @role AND award_id IS NULL',
        values: { criterionId: criterion.id, role: term.role },
      }
    case 'course':
    case 'courseset':
    case 'activity':
    case 'competency':
      return {
        sql: `SELECT person_id, completed_at AS at FROM completion WHERE activity_id = @activityId
           AND (@minLevel IS NULL OR level >= @minLevel) AND (@by IS NULL OR substr(completed_at, 1, 10) <= @by)`,
        values: {
          activityId: term.activityId,
          minLevel: 'minLevel' in term ? (term.minLevel ?? null) : null,
          by: 'by' in term ? (term.by ?? null) : null,
        },
      }
    case 'profile':
      return {
        sql: `SELECT person.id AS person_id, ${sinceSeen('person.id')} AS at FROM person WHERE ${isFilledIn[term.field]}`,
        values: { criterionId: criterion.id, now },
      }
    case 'social':
      return {
        sql: 'SELECT person_id, updated_at AS at FROM progress_value WHERE counter_id = @counterId AND value >= @atLeast',
        values: { counterId: term.counterId, atLeast: term.atLeast },
      }
    case 'badge':
      return {
        sql: `SELECT person_id, awarded_at AS at FROM award WHERE badge_id = @badgeId AND ${isCurrent} AND suspended_at IS NULL
           AND coalesce(expires_at, '9') > @now`,
        values: { badgeId: term.badgeId, now },
      }
    case 'cohort':
      return {
        sql: `SELECT person_id, ${sinceSeen('group_member.person_id')} AS at FROM group_member WHERE group_id = @groupId`,
        values: { criterionId: criterion.id, groupId: term.groupId, now },
      }
  }
}

/** What is known of some people, asked for in one query for each thing, however many they are. */
export function factsAmong(catalog: Catalog, personIds: readonly string[]): FactsOf {
  const people = JSON.stringify(personIds)
  const now = catalog.now()
  return (criterion, term) => {
    const { sql, values } = questionOf(criterion, term, now)
    const rows = prepared<[Question['values']], { person_id: string; at: string }>(
      catalog.db,
      `SELECT person_id, at FROM (${sql}) WHERE person_id IN (SELECT value FROM json_each(@people))`,
    ).all({ ...values, people })
    const since = new Map<string, string>()
    for (const { person_id: person, at } of rows) {
      const before = since.get(person)
      if (before === undefined || at < before) since.set(person, at)
    }
    return since
  }
}

/** SQL: people who may be looked at for a badge: still somebody, and not holding it. */
const canEarn = `erased_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM award WHERE award.badge_id = @badge AND award.person_id = person.id AND ${isCurrent})`

/** Everybody who meets anything that a badge asks for and does not hold it, or whose standing was noted and may be over. */
export function candidatesFor(catalog: Catalog, badgeId: string, criteria: readonly Criterion[]): string[] {
  const now = catalog.now()
  const found = new Set<string>()
  const ask = (sql: string, values: Question['values']) => {
    const rows = prepared<[Question['values']], { id: string }>(
      catalog.db,
      `SELECT person.id FROM (${sql}) AS meets CROSS JOIN person ON person.id = meets.person_id WHERE ${canEarn}`,
    ).all({ ...values, badge: badgeId })
    for (const { id } of rows) found.add(id)
  }
  for (const criterion of criteria) {
    for (const term of termsOf(criterion)) {
      const { sql, values } = questionOf(criterion, term, now)
      ask(sql, values)
    }
    ask('SELECT person_id FROM criterion_met WHERE criterion_id = @criterionId AND award_id IS NULL', {
      criterionId: criterion.id,
    })
  }
  return [...found].sort()
}

/** Those among some people who may be looked at for a badge. */
export const canEarnAmong = (catalog: Catalog, badgeId: string, personIds: readonly string[]): string[] =>
  prepared<[{ people: string; badge: string }], { id: string }>(
    catalog.db,
    `SELECT person.id FROM json_each(@people) AS wanted CROSS JOIN person ON person.id = wanted.value WHERE ${canEarn}`,
  )
    .all({ people: JSON.stringify(personIds), badge: badgeId })
    .map(({ id }) => id)

/**
 * Notes for people without an award which criteria they meet by now, and forgets what is no longer so. Confirmations are nobody's to forget
 * but theirs who gave them.
 */
export function noteMet(
  catalog: Catalog,
  criteria: readonly Criterion[],
  personIds: readonly string[],
  met: Standing['met'],
): void {
  // A library that is only read is looked through all the same.
  if (catalog.isReadOnly) return
  for (const criterion of criteria) {
    if (criterion.type === 'manual') continue
    const since: MetSince = met.get(criterion.id) ?? new Map()
    const noted = new Set(
      prepared<[string, string], { personId: string }>(
        catalog.db,
        `SELECT person_id AS personId FROM criterion_met WHERE criterion_id = ? AND role = '' AND award_id IS NULL
           AND person_id IN (SELECT value FROM json_each(?))`,
      )
        .all(criterion.id, JSON.stringify(personIds))
        .map(({ personId }) => personId),
    )
    const isNew = [...since].filter(([person]) => !noted.has(person))
    const isOver = [...noted].filter((person) => !since.has(person))
    if (isNew.length === 0 && isOver.length === 0) continue
    catalog.write(() => {
      const insert = prepared<[string, string, string, string]>(
        catalog.db,
        "INSERT OR IGNORE INTO criterion_met (id, criterion_id, person_id, met_at, role) VALUES (?, ?, ?, ?, '')",
      )
      for (const [person, at] of isNew) insert.run(catalog.newId(), criterion.id, person, at)
      prepared(
        catalog.db,
        `DELETE FROM criterion_met WHERE criterion_id = ? AND role = '' AND award_id IS NULL AND person_id IN (SELECT value FROM json_each(?))`,
      ).run(criterion.id, JSON.stringify(isOver))
    })
  }
}

/** The badges that can be earned now and ask for something. */
export const earnableBadges = (catalog: Catalog): string[] =>
  prepared<[], { id: string }>(
    catalog.db,
    `SELECT id FROM badge WHERE status IN ('active', 'active_locked')
       AND EXISTS (SELECT 1 FROM criterion WHERE badge_id = badge.id AND type <> 'overall') ORDER BY id`,
  )
    .all()
    .map(({ id }) => id)

/** Whose some awards are. */
export const peopleOfAwards = (catalog: Catalog, awardIds: readonly string[]): string[] =>
  prepared<[string], { id: string }>(
    catalog.db,
    'SELECT DISTINCT person_id AS id FROM award WHERE id IN (SELECT value FROM json_each(?))',
  )
    .all(JSON.stringify(awardIds))
    .map(({ id }) => id)
