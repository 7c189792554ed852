import {
  newcomer,
  refusalsAmong,
  type AwardingRules,
  type DuplicatePolicy,
  type RuleRefusal,
  type Standing,
} from '../../core/awards/rules'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** What a badge asks of its awards, and of whoever awards it. */
export type BadgeRules = AwardingRules & {
  /** A second operator confirms every award. */
  doubleEntry: boolean
  hasPrerequisites: boolean
}

/** The rules of a badge as they are now; a badge that is not there has none. */
export function readBadgeRules(catalog: Catalog, badgeId: string): BadgeRules {
  const row = prepared<
    [string],
    {
      policy: DuplicatePolicy
      onePerPerson: 0 | 1
      issueLimit: number | null
      doubleEntry: 0 | 1
      prerequisites: 0 | 1
    }
  >(
    catalog.db,
    `SELECT duplicate_policy AS policy, one_per_person AS onePerPerson, issue_limit AS issueLimit, double_entry AS doubleEntry,
       EXISTS (SELECT 1 FROM badge_prerequisite WHERE badge_id = badge.id) AS prerequisites FROM badge WHERE id = ?`,
  ).get(badgeId)
  if (row === undefined) return { duplicates: 'deny', placesLeft: null, doubleEntry: false, hasPrerequisites: false }
  return {
    // Where a person may hold several, there is nothing to deny.
    duplicates: row.policy === 'deny' && row.onePerPerson === 0 ? 'allow' : row.policy,
    placesLeft: row.issueLimit === null ? null : row.issueLimit - countIssued(catalog, badgeId),
    doubleEntry: row.doubleEntry === 1,
    hasPrerequisites: row.prerequisites === 1,
  }
}

/** How many awards of a badge count towards its limit: revoked ones were awarded, those that were taken back or gave way to another were not. */
const countIssued = (catalog: Catalog, badgeId: string): number =>
  prepared<[string], { issued: number }>(
    catalog.db,
    'SELECT count(*) AS issued FROM award WHERE badge_id = ? AND withdrawn_at IS NULL AND superseded_at IS NULL',
  ).get(badgeId)?.issued ?? 0

/** SQL: whether an award is what its person holds now (index `award_once`). */
export const isCurrent = 'withdrawn_at IS NULL AND revoked_at IS NULL AND superseded_at IS NULL'

/**
 * Why each of some people may not be awarded a badge; who may is not among the answers. `people` are ids in the order in which places of a
 * limited badge are given; any other text stands for somebody who comes into the library with the award. Inside the transaction that
 * stores awards this is what decides (rows 65, 68, 74).
 */
export function refusalsFor(
  catalog: Catalog,
  badge: { id: string },
  people: readonly string[],
  { issuerId, overridden = false, onlyKnown = false, rules = readBadgeRules(catalog, badge.id) }: RefusalOptions = {},
): Map<string, RuleRefusal> {
  return refusalsAmong(rules, people, {
    standings: readStandings(catalog, badge.id, people, { issuerId, rules }),
    stranger: { ...newcomer(rules.hasPrerequisites), erased: onlyKnown },
    overridden,
  })
}

type RefusalOptions = {
  /** Under whom, where it is another issuer than the badge's own. */
  issuerId?: string | undefined
  /** Prerequisites do not matter: somebody said why. */
  overridden?: boolean
  /** Everybody is in the library by now: whoever is not was removed meanwhile. */
  onlyKnown?: boolean
  /** As `readBadgeRules` just read them. */
  rules?: BadgeRules
}

type StoredStanding = { id: string } & Record<keyof Standing, 0 | 1>

function readStandings(
  catalog: Catalog,
  badgeId: string,
  people: readonly string[],
  { issuerId, rules }: { issuerId: string | undefined; rules: BadgeRules },
): Map<string, Standing> {
  const rows = prepared<[{ people: string; badgeId: string; scopes: string; now: string }], StoredStanding>(
    catalog.db,
    `SELECT person.id, erased_at IS NOT NULL AS erased, opted_out_at IS NOT NULL AS optedOut,
       EXISTS (SELECT 1 FROM do_not_award WHERE person_id = person.id
         AND scope_type || ' ' || scope_id IN (SELECT value FROM json_each(@scopes))) AS barred,
       EXISTS (SELECT 1 FROM award WHERE badge_id = @badgeId AND person_id = person.id AND ${isCurrent}) AS holds,
       ${rules.hasPrerequisites ? lacksPrerequisite : '0'} AS lacksPrerequisite
     FROM json_each(@people) AS wanted CROSS JOIN person ON person.id = wanted.value`,
  ).all({
    people: JSON.stringify(people),
    badgeId,
    scopes: JSON.stringify(scopesOf(catalog, badgeId, issuerId)),
    now: catalog.now(),
  })
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      {
        erased: row.erased === 1,
        optedOut: row.optedOut === 1,
        barred: row.barred === 1,
        holds: row.holds === 1,
        lacksPrerequisite: row.lacksPrerequisite === 1,
      },
    ]),
  )
}

/** SQL: whether a person holds a badge. What has expired or is on hold is nothing to build on. */
const holdsNow = (badge: string, person: string) =>
  `EXISTS (SELECT 1 FROM award WHERE award.badge_id = ${badge} AND award.person_id = ${person} AND ${isCurrent}
     AND suspended_at IS NULL AND coalesce(expires_at, '9') > @now)`

const lacksPrerequisite = `EXISTS (SELECT 1 FROM badge_prerequisite AS needed
  WHERE needed.badge_id = @badgeId AND NOT ${holdsNow('needed.required_badge_id', 'person.id')})`

/** Everything a badge belongs to, as `do_not_award` names it: its programs, its issuer and the one it is awarded under, their systems. */
const scopesOf = (catalog: Catalog, badgeId: string, issuerId: string | undefined): string[] =>
  prepared<[{ badgeId: string; issuerId: string | null }], { scope: string }>(
    catalog.db,
    `WITH above AS (SELECT issuer_id AS id FROM badge WHERE id = @badgeId UNION SELECT @issuerId)
     SELECT 'library ' AS scope UNION ALL SELECT 'badge ' || @badgeId
     UNION ALL SELECT 'program ' || program_id FROM program_badge WHERE badge_id = @badgeId
     UNION ALL SELECT 'issuer ' || id FROM above WHERE id IS NOT NULL
     UNION ALL SELECT 'system ' || system_id FROM system_issuer JOIN above ON above.id = system_issuer.issuer_id`,
  )
    .all({ badgeId, issuerId: issuerId ?? null })
    .map(({ scope }) => scope)

/** The prerequisites of a badge that some people do not hold: the badge that is needed, and who lacks it. */
export const missingPrerequisites = (
  catalog: Catalog,
  badgeId: string,
  personIds: readonly string[],
): { personId: string; requiredBadgeId: string; requiredName: string }[] =>
  prepared<
    [{ badgeId: string; people: string; now: string }],
    { personId: string; requiredBadgeId: string; requiredName: string }
  >(
    catalog.db,
    `SELECT wanted.value AS personId, required.id AS requiredBadgeId, version.name AS requiredName
     FROM json_each(@people) AS wanted CROSS JOIN badge_prerequisite AS needed ON needed.badge_id = @badgeId
       JOIN badge AS required ON required.id = needed.required_badge_id JOIN badge_version AS version ON version.id = required.current_version_id
     WHERE NOT ${holdsNow('required.id', 'wanted.value')}
     ORDER BY wanted.key, version.name`,
  ).all({ badgeId, people: JSON.stringify(personIds), now: catalog.now() })
