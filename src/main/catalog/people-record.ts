import { z } from 'zod'
import type { PersonRecord } from '../../core/people/person-record'
import type { Catalog } from './catalog'
import { receivedAbout } from './erase-person'
import { checkPerson, readPerson } from './people'
import { prepared } from './sqlite'

type AwardRow = Omit<PersonRecord['awards'][number], 'evidence' | 'subject' | 'file' | 'history'> & {
  id: string
  evidence: string
  subject: string
}

const keptAside = z.object({ person: z.unknown(), left: z.unknown() })

/** A file of a person that lies in the library: a portrait, or evidence of an application. */
export type OwnFile = { kind: 'portrait' | 'evidence'; sha256: string; fileName: string }

/** The files of a person. */
const ownFiles = ({ db }: Catalog, id: string): OwnFile[] =>
  prepared<[{ id: string }], OwnFile>(
    db,
    `SELECT 'portrait' AS kind, picture_sha256 AS sha256, '' AS fileName FROM person WHERE id = @id AND picture_sha256 IS NOT NULL
     UNION ALL SELECT 'portrait', merged ->> '$.person.picture_sha256', '' FROM person_merge
       WHERE kept_id = @id AND merged ->> '$.person.picture_sha256' IS NOT NULL
     UNION ALL SELECT 'evidence', sha256, file_name FROM application_evidence JOIN application ON application.id = application_id
       WHERE person_id = @id AND sha256 IS NOT NULL`,
  ).all({ id })

/**
 * Everything that is held on a person, with the ids of the awards in the order of the record, and the files that belong to it. Throws
 * `not_found`.
 */
export function readPersonRecord(
  catalog: Catalog,
  id: string,
): { record: PersonRecord; awardIds: string[]; files: OwnFile[] } {
  checkPerson(catalog, id)
  const { db } = catalog
  const rows = <Row>(sql: string) => prepared<[string], Row>(db, sql).all(id)
  const awards = rows<AwardRow>(
    `SELECT award.id, award.token, badge_version.name AS badge, badge_version.number AS version,
       coalesce(issuer.name, '') AS issuer, awarded_at AS awardedAt, expires_at AS expiresAt, handed_out_at AS handedOutAt,
       published_at AS publishedAt, revoked_at AS revokedAt, revoked_reason AS revokedReason, suspended_at AS suspendedAt,
       suspended_reason AS suspendedReason, withdrawn_at AS withdrawnAt, superseded_at AS supersededAt,
       (SELECT name FROM event WHERE event.id = event_id) AS event, serial,
       (SELECT display_name FROM operator WHERE operator.id = operator_id) AS awardedBy, narrative, evidence, subject, custom AS customWords,
       override_reason AS overrideReason
     FROM award JOIN badge_version ON badge_version.id = award.badge_version_id LEFT JOIN issuer ON issuer.id = award.issuer_id
     WHERE award.person_id = ? ORDER BY awarded_at, award.id`,
  )
  const history = prepared<[string], PersonRecord['awards'][number]['history'][number]>(
    db,
    'SELECT at, fact, detail FROM award_history WHERE award_id = ? ORDER BY rowid',
  )
  const texts = (sql: string) => prepared<[string | object]>(db, sql).pluck()
  const evidence = texts(
    `SELECT trim(coalesce(url, '') || ' ' || text || ' ' || file_name) FROM application_evidence WHERE application_id = ? ORDER BY created_at, id`,
  )
  const comments = texts(
    `SELECT comment FROM (
       SELECT created_at AS at, id, 0 AS item, comment FROM review WHERE application_id = @id
       UNION ALL SELECT created_at, id, 1, review_item.comment FROM review JOIN review_item ON review_id = review.id WHERE application_id = @id)
     WHERE comment <> '' ORDER BY at, id, item`,
  )
  const { merges: _merges, ...person } = readPerson(catalog, id)
  return {
    awardIds: awards.map((award) => award.id),
    files: ownFiles(catalog, id),
    record: {
      writtenAt: catalog.now(),
      person,
      awards: awards.map(({ id: awardId, ...award }) => ({
        ...award,
        evidence: JSON.parse(award.evidence) as unknown,
        subject: JSON.parse(award.subject) as unknown,
        file: null,
        history: history.all(awardId),
      })),
      attendance: rows(
        `SELECT activity.name, activity.kind, completed_at AS completedAt, level FROM completion
         JOIN activity ON activity.id = completion.activity_id WHERE person_id = ? ORDER BY completed_at`,
      ),
      counters: rows(
        `SELECT progress_counter.name, value, progress_value.updated_at AS updatedAt FROM progress_value
         JOIN progress_counter ON progress_counter.id = progress_value.counter_id WHERE person_id = ? ORDER BY progress_counter.name`,
      ),
      criteriaMet: rows(
        `SELECT badge_version.name AS badge, criterion.type, met_at AS metAt, role, criterion_met.note FROM criterion_met
         JOIN criterion ON criterion.id = criterion_met.criterion_id JOIN badge ON badge.id = criterion.badge_id
         JOIN badge_version ON badge_version.id = badge.current_version_id WHERE person_id = ? ORDER BY met_at`,
      ),
      applications: rows<Omit<PersonRecord['applications'][number], 'evidence' | 'comments'> & { id: string }>(
        `SELECT application.id, badge_version.name AS badge, state, statement, application.created_at AS createdAt FROM application
         JOIN badge ON badge.id = application.badge_id JOIN badge_version ON badge_version.id = badge.current_version_id
         WHERE person_id = ? ORDER BY application.created_at`,
      ).map(({ id: applicationId, ...application }) => ({
        ...application,
        evidence: evidence.all(applicationId) as string[],
        comments: comments.all({ id: applicationId }) as string[],
      })),
      lists: rows(
        `SELECT roster.name AS list, row, roster_row.name, email, badge, awarded_on AS awardedOn, narrative, verdict
         FROM roster_row JOIN roster ON roster.id = roster_id WHERE person_id = ? ORDER BY roster_id, row`,
      ),
      codes: prepared<[object], PersonRecord['codes'][number]>(
        db,
        `SELECT badge_version.name AS badge, code_batch.name AS batch, claim_code.number, reserved_for AS reservedFor, code_claim.claimed_at AS claimedAt
         FROM claim_code JOIN code_batch ON code_batch.id = batch_id JOIN badge ON badge.id = claim_code.badge_id
           JOIN badge_version ON badge_version.id = badge.current_version_id
           LEFT JOIN code_claim ON code_claim.code_id = claim_code.id AND person_id = @id
         WHERE code_claim.code_id IS NOT NULL OR (reserved_for <> '' AND reserved_for IN
           (SELECT value_folded FROM person_identifier WHERE person_id = @id AND type = 'email')) ORDER BY claim_code.id`,
      ).all({ id }),
      invitations: prepared<[object], PersonRecord['invitations'][number]>(
        db,
        `SELECT badge_version.name AS badge, invitation.created_at AS createdAt, expires_at AS expiresAt, used_at AS usedAt
         FROM invitation JOIN badge ON badge.id = invitation.badge_id JOIN badge_version ON badge_version.id = badge.current_version_id
         WHERE person_id = @id OR used_by = @id ORDER BY invitation.id`,
      ).all({ id }),
      merged: rows<{ mergedAt: string; merged: string }>(
        'SELECT merged_at AS mergedAt, merged FROM person_merge WHERE kept_id = ? AND split_at IS NULL ORDER BY merged_at, id',
      ).map(({ mergedAt, merged }) => {
        const { person, left } = keptAside.parse(JSON.parse(merged))
        return { mergedAt, person, keptAside: left }
      }),
      received: receivedAbout(catalog, id, person.name).flatMap(({ id: receivedId }) =>
        prepared<[string], PersonRecord['received'][number]>(
          db,
          'SELECT badge_name AS badge, issuer_name AS issuer, file_name AS fileName FROM received_badge WHERE id = ?',
        ).all(receivedId),
      ),
      files: [],
    },
  }
}
