import type { Catalog } from './catalog'
import { prepared } from './sqlite'
import { countUses } from './uses'

/** Whether people may be on their way to a badge: it has criteria, or codes, invitations or applications that are still open. */
export const isBeingEarned = (catalog: Catalog, badgeId: string): boolean =>
  prepared<[{ badgeId: string; now: string }], { is: 0 | 1 }>(
    catalog.db,
    `SELECT EXISTS (SELECT 1 FROM criterion WHERE badge_id = @badgeId)
       OR EXISTS (SELECT 1 FROM claim_code WHERE badge_id = @badgeId AND ${isOpenCode})
       OR EXISTS (SELECT 1 FROM invitation WHERE badge_id = @badgeId AND ${isOpenInvitation})
       OR EXISTS (SELECT 1 FROM application WHERE badge_id = @badgeId AND state IN ('submitted', 'assigned', 'reviewed')) AS "is"`,
  ).get({ badgeId, now: catalog.now() })?.is === 1

const isOpenCode =
  'cancelled_at IS NULL AND (max_uses IS NULL OR uses < max_uses) AND (expires_at IS NULL OR expires_at > @now)'
const isOpenInvitation = 'used_at IS NULL AND cancelled_at IS NULL AND expires_at > @now'

/** What would be lost, or would hold on to nothing, were the badge deleted; each by how many there are. */
const uses = {
  events: 'SELECT count(*) FROM event_badge WHERE badge_id = @badgeId',
  applications: 'SELECT count(*) FROM application WHERE badge_id = @badgeId',
  codes: `SELECT count(*) FROM claim_code WHERE badge_id = @badgeId AND ${isOpenCode}`,
  invitations: `SELECT count(*) FROM invitation WHERE badge_id = @badgeId AND ${isOpenInvitation}`,
  confirmations:
    'SELECT count(*) FROM criterion_met JOIN criterion ON criterion.id = criterion_id WHERE criterion.badge_id = @badgeId',
  rules: `SELECT count(*) FROM milestone_rule WHERE target_badge_id = @badgeId
    OR EXISTS (SELECT 1 FROM milestone_rule_member WHERE rule_id = milestone_rule.id AND badge_id = @badgeId)`,
  series: 'SELECT count(*) FROM milestone WHERE badge_id = @badgeId',
  prerequisites: 'SELECT count(*) FROM badge_prerequisite WHERE required_badge_id = @badgeId',
  criteria: 'SELECT count(*) FROM criterion WHERE badge_id <> @badgeId AND instr(params, @badgeId) > 0',
  rosters: "SELECT count(*) FROM roster WHERE badge_id = @badgeId AND state <> 'done'",
} as const

/** How many things need a badge, by what they are; only what there is (row 52). Its awards are not among them. */
export const usesOf = (catalog: Catalog, badgeId: string): Partial<Record<keyof typeof uses, number>> =>
  countUses(catalog, uses, { badgeId, now: catalog.now() })
