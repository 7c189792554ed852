import { implement } from '@orpc/server'
import { fileNameOf } from '../../core/awards/file-name'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { uuidOfToken } from '../../core/openbadges/addresses'
import type { EndorsementFacts } from '../../core/openbadges/v3/endorsement'
import type { Catalog } from '../catalog/catalog'
import { insertEndorsement, listEndorsements, readEndorsementRow } from '../catalog/endorsements'

export type EndorsementsDeps = {
  catalog: Catalog
  announce: (change: Change) => void
  /** Signs an endorsement under an issuer's name. Throws `not_found` (field issuerId) and `secret_unavailable`. */
  signEndorsement: (issuerId: string, facts: EndorsementFacts) => Promise<{ keyId: string; document: string }>
}

/** `endorsements.*`: what this library's issuers say in favour of others. */
export function endorsementsHandlers({ catalog, announce, signEndorsement }: EndorsementsDeps) {
  const { make, list, read } = implement(contract.endorsements)
  const readWhole = (id: string) => {
    const row = readEndorsementRow(catalog, id)
    return { ...row, fileName: fileNameOf(`Endorsement - ${row.subjectName}`, 'json', 'endorsement') }
  }
  return {
    make: make.handler(async ({ input: { issuerId, subjectId, subjectName, comment } }) => {
      const [id, token, madeAt] = [catalog.newId(), catalog.newToken(), catalog.now()]
      const facts = { uuid: uuidOfToken(token), subjectId, subjectName, comment, madeAt }
      const { keyId, document } = await signEndorsement(issuerId, facts)
      insertEndorsement(catalog, {
        ...{ id, token, issuer_id: issuerId, key_id: keyId, subject_id: subjectId, subject_name: subjectName },
        ...{ comment, document, created_at: madeAt },
      })
      announce({ name: 'endorsements.made', ids: [id] })
      return readWhole(id)
    }),
    list: list.handler(({ input }) => listEndorsements(catalog, input.issuerId ?? null)),
    read: read.handler(({ input }) => readWhole(input.id)),
  }
}
