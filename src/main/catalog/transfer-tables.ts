import { join } from 'node:path'
import type { Catalog } from './catalog'
import { openDatabase } from './sqlite'

/**
 * Every table that people may want elsewhere, by the file that it stands in. What is not here is of this program only: search rows, the
 * journal, settings of this computer, what was published when, unfinished steps of drawing (`leftOut`).
 */
export const families = {
  issuers: ['site', 'issuer', 'signing_key', 'status_list', 'endorsement'],
  programs: ['system', 'program', 'system_issuer', 'issuer_program', 'program_badge', 'badge_under_issuer'],
  badges: [
    'badge',
    'badge_version',
    'badge_tag',
    'category',
    'badge_category',
    'badge_prerequisite',
    'related_badge',
    'framework_item',
  ],
  series: ['team', 'series', 'milestone', 'milestone_rule', 'milestone_rule_member'],
  people: ['person', 'person_identifier', 'person_group', 'group_member', 'do_not_award'],
  earning: ['activity', 'completion', 'progress_counter', 'progress_value', 'criterion', 'criterion_met'],
  applications: [
    'rubric_item',
    'application',
    'application_evidence',
    'review',
    'review_item',
    'canned_response',
    'code_batch',
    'claim_code',
    'code_claim',
    'invitation',
  ],
  events: ['event', 'event_badge'],
  awards: ['batch', 'award', 'award_document', 'award_history'],
  designs: ['design', 'design_version', 'template', 'picture', 'font'],
  kept: ['received_badge'],
  operators: ['operator', 'capability_grant', 'audit'],
} as const satisfies Record<string, readonly string[]>
export type Family = keyof typeof families

/** Tables that stay behind. */
export const leftOut: readonly string[] = [
  'setting',
  'counter',
  'journal',
  'schema_migration',
  'site_file',
  'design_step',
  'received_document',
  'roster',
  'roster_row',
  'person_merge',
]

/** Columns that would let somebody in, or that only this computer can read. */
const secret = new Set(['operator.pin_hash', 'claim_code.digest', 'invitation.digest', 'signing_key.secret_ref'])
/** Columns that hold JSON. */
const json = new Set([
  'achievement',
  'art',
  'brand',
  'document',
  'endorsements',
  'evidence',
  'expiry',
  'params',
  'result',
  'subject',
  'tags',
  'target',
])

/** The lists that spreadsheets want, each with its headings as the names of its columns. */
export const lists = {
  badges: `SELECT version.name AS "Badge", version.description AS "Description", issuer.name AS "Issuer", badge.status AS "State",
      (SELECT group_concat(tag, ', ') FROM badge_tag WHERE badge_id = badge.id) AS "Tags", badge.awarded_count AS "Awarded", badge.created_at AS "Made"
    FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id LEFT JOIN issuer ON issuer.id = badge.issuer_id ORDER BY badge.id`,
  people: `SELECT person.name AS "Name", given_name AS "Given name", family_name AS "Family name", nickname AS "Nickname",
      (SELECT group_concat(value, ', ') FROM person_identifier WHERE person_id = person.id AND type = 'email') AS "E-mail",
      (SELECT group_concat(person_group.name, ', ') FROM group_member JOIN person_group ON person_group.id = group_id WHERE person_id = person.id) AS "Groups",
      awarded_count AS "Badges", opted_out_at AS "Opted out" FROM person WHERE erased_at IS NULL ORDER BY person.id`,
  awards: `SELECT person.name AS "Name", (SELECT value FROM person_identifier WHERE person_id = person.id AND type = 'email' ORDER BY preferred DESC, id LIMIT 1) AS "E-mail",
      version.name AS "Badge", issuer.name AS "Issuer", award.awarded_at AS "Awarded", award.expires_at AS "Expires", award.narrative AS "Narrative",
      award.handed_out_at AS "Handed out", award.published_at AS "Published", award.revoked_at AS "Revoked", award.revoked_reason AS "Reason",
      award.withdrawn_at AS "Withdrawn", award.token AS "Award"
    FROM award JOIN person ON person.id = award.person_id JOIN badge_version AS version ON version.id = award.badge_version_id
      LEFT JOIN issuer ON issuer.id = award.issuer_id ORDER BY award.awarded_at, award.id`,
  confirmations: `SELECT person.name AS "Name", version.name AS "Badge", criterion.type AS "Criterion", criterion_met.met_at AS "Met", role AS "Role", note AS "Note"
    FROM criterion_met JOIN person ON person.id = criterion_met.person_id JOIN criterion ON criterion.id = criterion_id
      JOIN badge ON badge.id = criterion.badge_id JOIN badge_version AS version ON version.id = badge.current_version_id ORDER BY criterion_met.id`,
  counters: `SELECT person.name AS "Name", progress_counter.name AS "Counter", value AS "Value", progress_value.updated_at AS "Changed"
    FROM progress_value JOIN person ON person.id = person_id JOIN progress_counter ON progress_counter.id = counter_id ORDER BY counter_id, person_id`,
  applications: `SELECT person.name AS "Name", version.name AS "Badge", application.state AS "State", application.created_at AS "Applied", statement AS "Statement"
    FROM application JOIN person ON person.id = person_id JOIN badge ON badge.id = application.badge_id
      JOIN badge_version AS version ON version.id = badge.current_version_id ORDER BY application.id`,
  series: `SELECT series.name AS "Series", position AS "Step", version.name AS "Badge" FROM milestone JOIN series ON series.id = series_id
      JOIN badge ON badge.id = milestone.badge_id JOIN badge_version AS version ON version.id = badge.current_version_id ORDER BY series.id, position`,
} as const
export type ListName = keyof typeof lists

/** Reads the library as it is at one moment, for as long as it takes, while others write. Each query has to be read to its end, or ended. */
export function snapshot({ folder }: Pick<Catalog, 'folder'>) {
  const db = openDatabase(join(folder, 'library.db'), { readonly: true })
  db.exec('BEGIN')
  return {
    /** The rows of a table without what is secret; columns that hold JSON come as what it says. */
    *rows(table: string): Generator<Record<string, unknown>> {
      for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).iterate()) {
        const kept: Record<string, unknown> = {}
        for (const [column, value] of Object.entries(row))
          if (!secret.has(`${table}.${column}`)) kept[column] = json.has(column) ? readJson(value) : value
        yield kept
      }
    },
    list: (name: ListName): Iterable<Record<string, string | number | null>> =>
      db.prepare<[], Record<string, string | number | null>>(lists[name]).iterate(),
    headings: (name: ListName): string[] =>
      db
        .prepare(lists[name])
        .columns()
        .map((column) => column.name),
    close: () => db.close(),
  }
}

function readJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
