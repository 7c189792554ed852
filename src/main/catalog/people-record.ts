import type { PersonRecord } from '../../core/people/person-record'
import type { Catalog } from './catalog'
import { checkPerson, readPerson } from './people'
import { prepared } from './sqlite'

type AwardRow = Omit<PersonRecord['awards'][number], 'evidence' | 'subject' | 'file' | 'history'> & {
  id: string
  evidence: string
  subject: string
}

/** Everything that is held on a person, with the ids of the awards in the order of the record. Throws `not_found`. */
export function readPersonRecord(catalog: Catalog, id: string): { record: PersonRecord; awardIds: string[] } {
  checkPerson(catalog, id)
  const { db } = catalog
  const rows = <Row>(sql: string) => prepared<[string], Row>(db, sql).all(id)
  const awards = rows<AwardRow>(
    `SELECT award.id, award.token, badge_version.name AS badge, badge_version.number AS version,
       coalesce(issuer.name, '') AS issuer, awarded_at AS awardedAt, expires_at AS expiresAt, handed_out_at AS handedOutAt,
       published_at AS publishedAt, revoked_at AS revokedAt, revoked_reason AS revokedReason, suspended_at AS suspendedAt,
       suspended_reason AS suspendedReason, withdrawn_at AS withdrawnAt, narrative, evidence, subject, custom AS customWords,
       override_reason AS overrideReason
     FROM award JOIN badge_version ON badge_version.id = award.badge_version_id LEFT JOIN issuer ON issuer.id = award.issuer_id
     WHERE award.person_id = ? ORDER BY awarded_at, award.id`,
  )
  const history = prepared<[string], PersonRecord['awards'][number]['history'][number]>(
    db,
    'SELECT at, fact, detail FROM award_history WHERE award_id = ? ORDER BY rowid',
  )
  const texts = (sql: string) => prepared<[string]>(db, sql).pluck()
  const evidence = texts(
    `SELECT trim(coalesce(url, '') || ' ' || text || ' ' || file_name) FROM application_evidence WHERE application_id = ? ORDER BY created_at, id`,
  )
  const comments = texts(
    "SELECT comment FROM review WHERE application_id = ? AND comment <> '' ORDER BY created_at, id",
  )
  const { merges: _merges, ...person } = readPerson(catalog, id)
  return {
    awardIds: awards.map((award) => award.id),
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
        comments: comments.all(applicationId) as string[],
      })),
    },
  }
}
