import strict from '../../../../../resources/schemas/ob3-achievementcredential.json'
import { firstMisfit } from '../json-schema'
import { failed, passed, warned, type Check } from '../outcomes'
import type { JsonObject } from '../read-json'
import { idOf, listOf } from '../values'

/** 1EdTech's schemas, by what they are for and by the addresses at which documents name them. */
const kinds = {
  badge: { schema: strict, address: /\/ob_v3p0_achievementcredential(_|-json)?schema\d*\.json$/ },
  endorsement: {
    schema: { ...strict.$defs.EndorsementCredential, $defs: strict.$defs },
    address: /\/ob_v3p0_endorsementcredential(_|-json)?schema\d*\.json$/,
  },
} as const

/**
 * The check `schema`: 1EdTech's strict schema. It fails a document only where that names the schema as its own
 * (`credentialSchema`); readers are more tolerant than the schema (`domain.md` row 88), so else it is a note.
 */
export function checkSchema(document: JsonObject, kind: keyof typeof kinds): Check {
  const { schema, address } = kinds[kind]
  const named = listOf(document.credentialSchema).flatMap((one) => idOf(one) ?? [])
  const misfit = firstMisfit(schema, document)
  if (misfit !== null) {
    const details = { field: misfit.slice(0, 200) || '…' }
    return named.some((url) => address.test(url))
      ? failed('schema', 'schema_differs', details)
      : warned('schema', 'schema_differs', details)
  }
  const unknown = named.find((url) => !address.test(url))
  return unknown === undefined
    ? passed('schema', 'ok')
    : warned('schema', 'schema_unknown', { url: unknown.slice(0, 300) })
}
