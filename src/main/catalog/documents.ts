import { createHash } from 'node:crypto'

/** The documents of an award as issued: OB 2.0 assertion and OB 3.0 credential, as text. */
export type Documents = { assertion: string | null; credential: string | null }

/** What `award.documents_sha256` holds: the hash of the assertion, a line feed and the credential; the absent one is empty. */
export const documentsHash = ({ assertion, credential }: Documents): string =>
  createHash('sha256')
    .update(`${assertion ?? ''}\n${credential ?? ''}`)
    .digest('hex')
