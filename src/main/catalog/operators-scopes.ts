import type { Scope } from '../../core/operators/capabilities'
import type { Thing, ThingOfBadges } from '../../core/operators/needs'
import { mayAnywhere, mayEverywhere } from '../../core/operators/may'
import { graphUnder, isGranted } from '../../core/operators/scopes'
import type { Graph } from '../../core/operators/scopes'
import type { Operator } from '../../core/contract/operators'
import type { Capability } from '../../core/operators/capabilities'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** The badges of things that name some: `@ids` is a JSON list of ids; a row for each thing that is there. */
const badgesOf: Record<ThingOfBadges, string> = {
  award: 'SELECT id, badge_id AS badgeId FROM award',
  event: 'SELECT event_id AS id, badge_id AS badgeId FROM event_badge',
  design: 'SELECT design.id, badge.id AS badgeId FROM design LEFT JOIN badge ON badge.design_id = design.id',
  batch:
    'SELECT batch.id, badge_version.badge_id AS badgeId FROM batch JOIN badge_version ON badge_version.id = badge_version_id',
  roster: 'SELECT id, badge_id AS badgeId FROM roster',
  criterion: 'SELECT id, badge_id AS badgeId FROM criterion',
  application: 'SELECT id, badge_id AS badgeId FROM application',
  evidence:
    'SELECT application_evidence.id, badge_id AS badgeId FROM application_evidence JOIN application ON application.id = application_id',
  codeBatch: 'SELECT id, badge_id AS badgeId FROM code_batch',
  code: 'SELECT id, badge_id AS badgeId FROM claim_code',
  invitation: 'SELECT id, badge_id AS badgeId FROM invitation',
  milestoneRule: 'SELECT id, target_badge_id AS badgeId FROM milestone_rule',
}

/** Where a right for these things is wanted. `free`: at none in particular, because what is named belongs to no badge; null: a thing is not there. */
type Wanted = { scopes: Scope[]; hasFree: boolean } | null

function scopesOf(catalog: Catalog, things: Thing, ids: readonly string[]): Wanted {
  if (!isOfBadges(things)) return { scopes: ids.map((id) => ({ type: things, id })), hasFree: false }
  const rows = prepared<[string], { id: string; badgeId: string | null }>(
    catalog.db,
    `SELECT found.id, found.badgeId FROM (SELECT DISTINCT value FROM json_each(?)) AS asked
     JOIN (${badgesOf[things]}) AS found ON found.id = asked.value GROUP BY found.id, found.badgeId`,
  ).all(JSON.stringify(ids))
  if (new Set(rows.map(({ id }) => id)).size < new Set(ids).size) return null
  const badges = new Set(rows.flatMap(({ badgeId }) => badgeId ?? []))
  return {
    scopes: [...badges].map((id) => ({ type: 'badge', id })),
    hasFree: rows.some(({ badgeId }) => badgeId === null),
  }
}

/**
 * Whether an operator holds a capability for every one of these things. Things that belong to no badge ask for it anywhere if they are
 * designs, else for the whole library; what is not there at all asks for the whole library, so that nobody learns by asking what there is.
 * With `issuerId`: in the name of that issuer.
 */
export function mayFor(
  catalog: Catalog,
  operator: Operator,
  capability: Capability,
  things: Thing,
  ids: readonly string[],
  issuerId?: string,
): boolean {
  const { grants } = operator
  if (mayEverywhere(operator, capability)) return true
  const wanted = scopesOf(catalog, things, ids)
  if (!wanted || (wanted.hasFree && (things !== 'design' || !mayAnywhere(operator, capability)))) return false
  const graph = issuerId === undefined ? graphOf(catalog) : graphUnder(graphOf(catalog), issuerId)
  return wanted.scopes.every((scope) => isGranted(grants, capability, scope, graph))
}

/** The graph of the library, asked row by row. */
function graphOf({ db }: Catalog): Graph {
  const ids = (sql: string) => (id: string) =>
    prepared<[string], { id: string }>(db, sql)
      .all(id)
      .map((row) => row.id)
  return {
    issuerOfBadge: (id) =>
      prepared<[string], { issuerId: string | null }>(db, 'SELECT issuer_id AS issuerId FROM badge WHERE id = ?').get(
        id,
      )?.issuerId ?? null,
    programsOfBadge: ids('SELECT program_id AS id FROM program_badge WHERE badge_id = ?'),
    issuersOfProgram: ids('SELECT issuer_id AS id FROM issuer_program WHERE program_id = ?'),
    systemsOfIssuer: ids('SELECT system_id AS id FROM system_issuer WHERE issuer_id = ?'),
  }
}

const isOfBadges = (things: Thing): things is ThingOfBadges => Object.hasOwn(badgesOf, things)
