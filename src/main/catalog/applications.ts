import { z } from 'zod'
import {
  applicationState,
  mostEvidence,
  type Application,
  type ApplicationEvidence,
  type ApplicationRow,
  type applicationsContract,
  type ApplicationState,
  type EvidenceToAdd,
  type Review,
} from '../../core/contract/applications'
import { pictureMime } from '../../core/designs/picture-files/picture-header'
import { satisfiesRubric } from '../../core/earning/rubric'
import { BlazonError } from '../../core/errors'
import { foldText, searchTerms } from '../../core/people/fold'
import { foldAddress } from '../../core/people/identity'
import type { Catalog, Transaction } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { dropUnusedEvidence, keepEvidenceFile } from './evidence-files'
import { preferredEmail } from './people'
import { readRubric } from './rubrics'
import { oneRow, prepared } from './sqlite'

type ListRequest = z.output<NonNullable<(typeof applicationsContract.list)['~orpc']['inputSchema']>>
type ReviewRequest = z.output<NonNullable<(typeof applicationsContract.review)['~orpc']['inputSchema']>>

/** Who looks at an application: the operator who is signed in, else the name that was typed; '' for nobody in particular. */
type Reviewer = { operatorId: string | null; name: string }
const reviewerOf = (catalog: Catalog, typed: string | undefined): Reviewer => {
  const operatorId = catalog.operator()
  return { operatorId, name: operatorId === null ? (typed ?? '') : '' }
}

/** SQL: the state that is shown. An assignment that has run out is none. */
const stateNow = `CASE WHEN application.state = 'assigned' AND application.assigned_until <= @now
  THEN iif(EXISTS (SELECT 1 FROM review WHERE application_id = application.id), 'reviewed', 'submitted') ELSE application.state END`

const rowColumns = `application.id, application.badge_id AS badgeId, version.name AS badgeName, version.picture_sha256 AS pictureSha256,
  application.person_id AS personId, person.name AS personName, ${preferredEmail} AS email, ${stateNow} AS state, application.source,
  application.is_flagged AS isFlagged, application.assigned_to AS assignedTo, application.assigned_name AS assignedName,
  application.assigned_until AS assignedUntil, (SELECT display_name FROM operator WHERE id = application.assigned_to) AS operatorName,
  (SELECT count(*) FROM application_evidence WHERE application_id = application.id) AS evidenceCount,
  application.award_id AS awardId, application.created_at AS createdAt`
const rowTables = `application JOIN badge ON badge.id = application.badge_id JOIN badge_version AS version ON version.id = badge.current_version_id
  JOIN person ON person.id = application.person_id`

type StoredRow = Omit<ApplicationRow, 'isFlagged' | 'assigned'> & {
  isFlagged: 0 | 1
  assignedTo: string | null
  assignedName: string
  assignedUntil: string | null
  operatorName: string | null
}

const isSameReviewer = ({ assignedTo, assignedName }: StoredRow, reviewer: Reviewer): boolean =>
  reviewer.operatorId === null
    ? assignedTo === null && reviewer.name !== '' && foldText(assignedName) === foldText(reviewer.name)
    : assignedTo === reviewer.operatorId

function toRow(stored: StoredRow, reviewer: Reviewer): ApplicationRow {
  const { isFlagged, assignedTo: _to, assignedName, assignedUntil, operatorName, ...row } = stored
  return {
    ...row,
    isFlagged: isFlagged === 1,
    assigned:
      row.state === 'assigned' && assignedUntil !== null
        ? { name: operatorName ?? assignedName, until: assignedUntil, isMine: isSameReviewer(stored, reviewer) }
        : null,
  }
}

const openStates = "application.state IN ('submitted', 'assigned', 'reviewed')"

/** A page of applications, the oldest first. */
export function listApplications(catalog: Catalog, request: ListRequest) {
  const { db } = catalog
  const { state, badgeId, personId, flagged, cursor, limit } = request
  const values: Record<string, string | number> = { now: catalog.now() }
  const conditions = ['@now IS NOT NULL']
  if (state === 'open') conditions.push(openStates)
  else if (state !== 'all') {
    conditions.push(`${stateNow} = @state`)
    values['state'] = state
  }
  if (badgeId !== undefined) {
    conditions.push('application.badge_id = @badgeId')
    values['badgeId'] = badgeId
  }
  if (personId !== undefined) {
    conditions.push('application.person_id = @personId')
    values['personId'] = personId
  }
  if (flagged === true) conditions.push('application.is_flagged = 1')
  const terms = searchTerms(request.query ?? '')
  if (terms !== null) {
    conditions.push('person.rowid IN (SELECT rowid FROM person_search WHERE person_search MATCH @terms)')
    values['terms'] = terms
  }
  const where = conditions.join(' AND ')
  const [at, id] = cursor == null ? ['', ''] : readCursor(cursor, z.tuple([z.string(), z.string()]))
  const rows = prepared<[typeof values], StoredRow>(
    db,
    `SELECT ${rowColumns} FROM ${rowTables} WHERE ${where} AND (application.created_at, application.id) > (@at, @id)
     ORDER BY application.created_at, application.id LIMIT @limit`,
  ).all({ ...values, at, id, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const reviewer = reviewerOf(catalog, request.reviewer)
  return {
    rows: shown.map((row) => toRow(row, reviewer)),
    total: oneRow<{ total: number }>(db, `SELECT count(*) AS total FROM ${rowTables} WHERE ${where}`, values).total,
    next: rows.length > limit && last ? writeCursor([last.createdAt, last.id]) : null,
  }
}

/** How many applications are in each state. */
export function countApplications(catalog: Catalog, badgeId: string | undefined): Record<ApplicationState, number> {
  const rows = prepared<[{ now: string; badgeId: string | null }], { state: ApplicationState; count: number }>(
    catalog.db,
    `SELECT ${stateNow} AS state, count(*) AS count FROM application WHERE @badgeId IS NULL OR badge_id = @badgeId GROUP BY 1`,
  ).all({ now: catalog.now(), badgeId: badgeId ?? null })
  const none = Object.fromEntries(applicationState.options.map((state) => [state, 0])) as Record<
    ApplicationState,
    number
  >
  return rows.reduce((counts, { state, count }) => ({ ...counts, [state]: count }), none)
}

/** One application, whole. Throws `not_found`. */
export function readApplication(catalog: Catalog, id: string, reviewer?: string): Application {
  const { db } = catalog
  const row = prepared<[{ id: string; now: string }], StoredRow & { statement: string; personal: 0 | 1 }>(
    db,
    `SELECT ${rowColumns}, application.statement, version.art IS NOT NULL AS personal FROM ${rowTables} WHERE application.id = @id`,
  ).get({ id, now: catalog.now() })
  if (row === undefined) throw new BlazonError('not_found', 'No such application', { field: 'id' })
  const { statement, personal, ...rest } = row
  return {
    ...toRow(rest, reviewerOf(catalog, reviewer)),
    statement,
    personal: personal === 1,
    evidence: evidenceOf(catalog, id).map(({ sha256: _sha256, ...evidence }) => evidence),
    rubric: readRubric(catalog, row.badgeId),
    reviews: reviewsOf(catalog, id),
  }
}

type StoredEvidence = ApplicationEvidence & { sha256: string | null }
const evidenceColumns = 'id, kind, url, text, sha256, file_name AS fileName, media_type AS mediaType, bytes'

/** The evidence of an application in the order in which it came, with the hashes of its files. */
export const evidenceOf = (catalog: Catalog, applicationId: string): StoredEvidence[] =>
  prepared<[string], StoredEvidence>(
    catalog.db,
    `SELECT ${evidenceColumns} FROM application_evidence WHERE application_id = ? ORDER BY rowid`,
  ).all(applicationId)

/** One piece of evidence that is a file. Throws `not_found`. */
export function evidenceFile(catalog: Catalog, evidenceId: string): StoredEvidence & { sha256: string } {
  const row = prepared<[string], StoredEvidence>(
    catalog.db,
    `SELECT ${evidenceColumns} FROM application_evidence WHERE id = ?`,
  ).get(evidenceId)
  if (row?.sha256 == null) throw new BlazonError('not_found', 'No such file', { field: 'evidenceId' })
  return { ...row, sha256: row.sha256 }
}

const reviewsOf = ({ db }: Catalog, applicationId: string): Review[] =>
  prepared<[string], Omit<Review, 'items'> & { items: string }>(
    db,
    `SELECT review.id, coalesce((SELECT display_name FROM operator WHERE id = review.operator_id), author) AS author, decision, comment,
       (SELECT json_group_array(json_object('rubricItemId', rubric_item_id, 'satisfied', is_satisfied = 1, 'comment', comment))
        FROM review_item WHERE review_id = review.id) AS items, created_at AS createdAt
     FROM review WHERE application_id = ? ORDER BY created_at DESC, rowid DESC`,
  )
    .all(applicationId)
    .map(({ items, ...review }) => ({
      ...review,
      items: (JSON.parse(items) as { rubricItemId: string; satisfied: 0 | 1; comment: string }[]).map((item) => ({
        ...item,
        satisfied: item.satisfied === 1,
      })),
    }))

/** An application on its way in. */
export type NewApplication = {
  badgeId: string
  personId: string
  source: 'typed' | 'imported' | 'milestone'
  statement: string
  evidence: readonly EvidenceToAdd[]
}

/** Takes an application in, inside a transaction; the id. Its files are written as their rows are. */
export function insertApplication(catalog: Catalog, tx: Transaction, application: NewApplication): string {
  const id = catalog.newId()
  const at = catalog.now()
  prepared(
    catalog.db,
    "INSERT INTO application (id, badge_id, person_id, state, source, statement, created_at, updated_at) VALUES (?, ?, ?, 'submitted', ?, ?, ?, ?)",
  ).run(id, application.badgeId, application.personId, application.source, application.statement, at, at)
  for (const evidence of application.evidence) insertEvidence(catalog, id, evidence)
  tx.audit('applications.created', { applicationId: id, badgeId: application.badgeId, source: application.source })
  return id
}

function insertEvidence(catalog: Catalog, applicationId: string, evidence: EvidenceToAdd): void {
  const file = evidence.kind === 'file' ? Buffer.from(evidence.bytes, 'base64') : null
  const picture = file && pictureMime(file)
  const row = {
    id: catalog.newId(),
    applicationId,
    kind: picture ? 'photo' : evidence.kind,
    url: evidence.kind === 'link' ? evidence.url : null,
    text: evidence.text,
    sha256: file && keepEvidenceFile(catalog, file),
    fileName: evidence.kind === 'file' ? evidence.fileName : '',
    mediaType: file ? (picture ?? 'application/octet-stream') : '',
    bytes: file?.byteLength ?? 0,
    at: catalog.now(),
  }
  prepared<typeof row>(
    catalog.db,
    `INSERT INTO application_evidence (id, application_id, kind, url, text, sha256, file_name, media_type, bytes, created_at)
     VALUES (@id, @applicationId, @kind, @url, @text, @sha256, @fileName, @mediaType, @bytes, @at)`,
  ).run(row)
}

/** True where a person's application for a badge waits for an answer. */
export const hasOpenApplication = (catalog: Catalog, badgeId: string, personId: string): boolean =>
  prepared<[string, string]>(
    catalog.db,
    `SELECT 1 FROM application WHERE badge_id = ? AND person_id = ? AND ${openStates}`,
  ).get(badgeId, personId) !== undefined

/** What everybody is called who has an address; lists of BadgeKit name people by address alone. */
export const namesOfAddress = (catalog: Catalog, address: string): string[] =>
  prepared<[string], { name: string }>(
    catalog.db,
    `SELECT person.name FROM person_identifier JOIN person ON person.id = person_id WHERE type = 'email' AND value_folded = ?`,
  )
    .all(foldAddress(address))
    .map(({ name }) => name)

/** Adds evidence. Throws `not_found`, `conflict` (reason `decided` or `too_much_evidence`). */
export function addEvidence(catalog: Catalog, id: string, evidence: EvidenceToAdd): void {
  catalog.write((tx) => {
    refuseDecided(readApplication(catalog, id))
    if (evidenceOf(catalog, id).length >= mostEvidence)
      throw new BlazonError('conflict', 'no room for more', { reason: 'too_much_evidence' })
    insertEvidence(catalog, id, evidence)
    touch(catalog, id)
    tx.audit('applications.changed', { applicationId: id })
  })
}

/** Takes a piece of evidence away, and its file. Throws `not_found`, `conflict` (reason `decided`). */
export function removeEvidence(catalog: Catalog, id: string, evidenceId: string): void {
  const removed = catalog.write((tx) => {
    refuseDecided(readApplication(catalog, id))
    const row = prepared<[string, string], { sha256: string | null }>(
      catalog.db,
      'DELETE FROM application_evidence WHERE id = ? AND application_id = ? RETURNING sha256',
    ).get(evidenceId, id)
    if (row === undefined) throw new BlazonError('not_found', 'No such evidence', { field: 'evidenceId' })
    touch(catalog, id)
    tx.audit('applications.changed', { applicationId: id })
    return row.sha256
  })
  dropUnusedEvidence(catalog, [removed])
}

const touch = (catalog: Catalog, id: string) =>
  prepared(catalog.db, 'UPDATE application SET updated_at = ? WHERE id = ?').run(catalog.now(), id)

/** Nothing more is said of an application that led to an award, or that the person took back. */
function refuseDecided({ state }: Pick<ApplicationRow, 'state'>): void {
  if (state === 'awarded' || state === 'withdrawn')
    throw new BlazonError('conflict', 'the application is decided', { reason: 'decided' })
}

/** Row 67: whoever else has it on their desk goes first. */
function refuseAssigned({ assigned }: Pick<ApplicationRow, 'assigned'>): void {
  if (assigned && !assigned.isMine)
    throw new BlazonError('conflict', 'somebody else has it', { reason: 'assigned', until: assigned.until })
}

/** Flags an application or takes the flag away. Throws `not_found`. */
export function flagApplication(catalog: Catalog, id: string, isFlagged: boolean): void {
  catalog.write((tx) => {
    const { changes } = prepared(catalog.db, 'UPDATE application SET is_flagged = ? WHERE id = ?').run(
      isFlagged ? 1 : 0,
      id,
    )
    if (changes === 0) throw new BlazonError('not_found', 'No such application', { field: 'id' })
    tx.audit('applications.flagged', { applicationId: id, isFlagged })
  })
}

/** Takes an application to a reviewer until a time, where nobody else has it. Throws `not_found`, `invalid_input`, `conflict` (reason `assigned` or `decided`). */
export function assignApplication(catalog: Catalog, id: string, typed: string | undefined, minutes: number): void {
  const reviewer = reviewerOf(catalog, typed)
  if (reviewer.operatorId === null && reviewer.name === '')
    throw new BlazonError('invalid_input', 'Nobody was named', { field: 'reviewer', reason: 'missing' })
  const until = new Date(Date.parse(catalog.now()) + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  catalog.write((tx) => {
    const row = readApplication(catalog, id, typed)
    refuseDecided(row)
    refuseAssigned(row)
    prepared(
      catalog.db,
      "UPDATE application SET state = 'assigned', assigned_to = ?, assigned_name = ?, assigned_until = ?, updated_at = ? WHERE id = ?",
    ).run(reviewer.operatorId, reviewer.name, until, catalog.now(), id)
    tx.audit('applications.assigned', { applicationId: id, until })
  })
}

const free = "assigned_to = NULL, assigned_name = '', assigned_until = NULL"

/** Gives an application back. Throws `not_found`, `conflict` (reason `assigned` or `decided`). */
export function releaseApplication(catalog: Catalog, id: string, typed: string | undefined): void {
  catalog.write((tx) => {
    const row = readApplication(catalog, id, typed)
    refuseDecided(row)
    refuseAssigned(row)
    if (row.assigned === null) return
    const state = row.reviews.length > 0 ? 'reviewed' : 'submitted'
    prepared(catalog.db, `UPDATE application SET state = ?, ${free}, updated_at = ? WHERE id = ?`).run(
      state,
      catalog.now(),
      id,
    )
    tx.audit('applications.released', { applicationId: id })
  })
}

/**
 * Stores a review. Throws `not_found`, `invalid_input` for what is no item of the rubric, `conflict` (reason `assigned`, `decided`, or
 * `rubric_unsatisfied`: row 66).
 */
export function reviewApplication(
  catalog: Catalog,
  { id, reviewer: typed, decision, comment, items }: ReviewRequest,
): void {
  const { db } = catalog
  const reviewer = reviewerOf(catalog, typed)
  catalog.write((tx) => {
    const application = readApplication(catalog, id, typed)
    refuseDecided(application)
    refuseAssigned(application)
    const known = new Set(application.rubric.map((item) => item.id))
    if (items.some(({ rubricItemId }) => !known.has(rubricItemId)))
      throw new BlazonError('invalid_input', 'Not an item of the rubric', { field: 'items', reason: 'unknown' })
    if (decision === 'approve') refuseUnsatisfied({ ...application, reviews: [{ items }] })
    const reviewId = catalog.newId()
    prepared(
      db,
      'INSERT INTO review (id, application_id, operator_id, author, decision, comment, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(reviewId, id, reviewer.operatorId, reviewer.name, decision, comment, catalog.now())
    const insert = prepared(
      db,
      'INSERT OR REPLACE INTO review_item (review_id, rubric_item_id, is_satisfied, comment) VALUES (?, ?, ?, ?)',
    )
    for (const item of items) insert.run(reviewId, item.rubricItemId, item.satisfied ? 1 : 0, item.comment)
    prepared(db, `UPDATE application SET state = ?, ${free}, updated_at = ? WHERE id = ?`).run(
      decision === 'decline' ? 'declined' : 'reviewed',
      catalog.now(),
      id,
    )
    tx.audit('applications.reviewed', { applicationId: id, reviewId, decision })
  })
}

/** Row 66: the latest review has to satisfy what is required now. */
function refuseUnsatisfied({
  rubric,
  reviews,
}: Pick<Application, 'rubric'> & { reviews: readonly Pick<Review, 'items'>[] }) {
  if (!satisfiesRubric(rubric, reviews[0]?.items ?? []))
    throw new BlazonError('conflict', 'a required item is not satisfied', { reason: 'rubric_unsatisfied' })
}

/** Throws `conflict` (reason `decided`, `assigned`, `not_approved` or `rubric_unsatisfied`) where an application may not be awarded. */
export function refuseUnapproved(application: Application): void {
  refuseDecided(application)
  refuseAssigned(application)
  if (application.reviews[0]?.decision !== 'approve')
    throw new BlazonError('conflict', 'the latest review does not approve it', { reason: 'not_approved' })
  refuseUnsatisfied(application)
}

/** Notes the award of an application, in the transaction that stores it; false where it led to another, or was taken back. */
export function decideApplication(catalog: Catalog, tx: Transaction, id: string, awardId: string): boolean {
  const { changes } = prepared(
    catalog.db,
    `UPDATE application SET state = 'awarded', award_id = ?, ${free}, updated_at = ? WHERE id = ? AND award_id IS NULL AND state <> 'withdrawn'`,
  ).run(awardId, catalog.now(), id)
  if (changes > 0) tx.audit('applications.approved', { applicationId: id, awardId })
  return changes > 0
}

/** Notes that the person no longer asks. Throws `not_found`, `conflict` (reason `decided`). */
export function withdrawApplication(catalog: Catalog, id: string): void {
  catalog.write((tx) => {
    refuseDecided(readApplication(catalog, id))
    prepared(catalog.db, `UPDATE application SET state = 'withdrawn', ${free}, updated_at = ? WHERE id = ?`).run(
      catalog.now(),
      id,
    )
    tx.audit('applications.withdrawn', { applicationId: id })
  })
}

/**
 * Deletes the applications of a person with their evidence, reviews and files, inside the transaction that erases the person (null
 * where the journal is read again). The files go at once: should the transaction fail, they are missed less than they would be found.
 */
export function eraseApplications(catalog: Catalog, _tx: Transaction | null, personId: string): void {
  const { db } = catalog
  const files = prepared<[string], { sha256: string }>(
    db,
    `SELECT DISTINCT sha256 FROM application_evidence JOIN application ON application.id = application_id
     WHERE person_id = ? AND sha256 IS NOT NULL`,
  ).all(personId)
  prepared(db, 'DELETE FROM application WHERE person_id = ?').run(personId)
  dropUnusedEvidence(
    catalog,
    files.map(({ sha256 }) => sha256),
  )
}
