import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { prepared } from './sqlite'

/** The documents of an award as issued: OB 2.0 assertion and OB 3.0 credential, as text. */
export type Documents = { assertion: string | null; credential: string | null }

/** What `award.documents_sha256` holds: the hash of the assertion, a line feed and the credential; the absent one is empty. */
export const documentsHash = ({ assertion, credential }: Documents): string =>
  hash('sha256', `${assertion ?? ''}\n${credential ?? ''}`, 'hex')

/** Stores the documents of a new award. Inside a transaction. */
export const storeDocuments = (db: Database, awardId: string, { assertion, credential }: Documents): void =>
  void prepared<[string, string | null, string | null]>(
    db,
    'INSERT INTO award_document (award_id, assertion, credential) VALUES (?, ?, ?)',
  ).run(awardId, assertion, credential)

/** An award's documents; null for an award that the library does not have. */
export const readDocuments = (db: Database, awardId: string): Documents | null =>
  prepared<[string], Documents>(db, 'SELECT assertion, credential FROM award_document WHERE award_id = ?').get(
    awardId,
  ) ?? null
