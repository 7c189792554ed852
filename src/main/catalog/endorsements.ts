import type { Endorsement } from '../../core/contract/endorsements'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** A row of the table `endorsement`. It is not journalled: it was handed over, and can be made again. */
export type NewEndorsement = {
  id: string
  token: string
  issuer_id: string
  key_id: string
  subject_id: string
  subject_name: string
  comment: string
  document: string
  created_at: string
}

const columns = `endorsement.id, issuer_id AS issuerId, issuer.name AS issuerName, subject_id AS subjectId, subject_name AS subjectName,
  comment, endorsement.created_at AS madeAt`
const joined = 'FROM endorsement JOIN issuer ON issuer.id = endorsement.issuer_id'

/** Stores an endorsement with its signed document. */
export function insertEndorsement(catalog: Catalog, row: NewEndorsement): void {
  catalog.write((tx) => {
    prepared<NewEndorsement>(
      catalog.db,
      `INSERT INTO endorsement (id, token, issuer_id, key_id, subject_id, subject_name, comment, document, created_at)
       VALUES (@id, @token, @issuer_id, @key_id, @subject_id, @subject_name, @comment, @document, @created_at)`,
    ).run(row)
    tx.audit('endorsements.made', { endorsementId: row.id, issuerId: row.issuer_id })
  })
}

/** The endorsements that were made, newest first, of one issuer where one is named. */
export const listEndorsements = (catalog: Catalog, issuerId: string | null): Endorsement[] =>
  prepared<{ issuerId: string | null }, Endorsement>(
    catalog.db,
    `SELECT ${columns} ${joined} WHERE @issuerId IS NULL OR issuer_id = @issuerId ORDER BY endorsement.created_at DESC, endorsement.id DESC`,
  ).all({ issuerId })

/** One endorsement with its document. Throws `not_found`. */
export function readEndorsementRow(catalog: Catalog, id: string): Endorsement & { document: string } {
  const row = prepared<[string], Endorsement & { document: string }>(
    catalog.db,
    `SELECT ${columns}, document ${joined} WHERE endorsement.id = ?`,
  ).get(id)
  if (!row) throw new BlazonError('not_found', 'no such endorsement', { field: 'id' })
  return row
}
