import type { LookUp } from '../documents'
import { mostEndorsements, toldOf } from '../endorsements'
import { readJws } from '../jws'
import type { CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { type BadgeSummary, resultOf } from '../result'
import { failed } from '../outcomes'
import { idOf, listOf, objectOf } from '../values'
import { enveloped } from './enveloped'
import { checkEndorsementCredential } from './endorsement-credential'

/**
 * Checks what others say of a credential, its achievement and its issuer (`endorsement[]`, `endorsementJwt[]`), each like a
 * credential of its own. Endorsements of endorsements are not followed.
 */
export async function endorsementsIn(
  document: JsonObject,
  lookUp: LookUp,
  ports: CheckPorts,
): Promise<BadgeSummary['endorsements']> {
  const subject = objectOf(document.credentialSubject)
  const endorsed = [document, objectOf(subject?.achievement), objectOf(document.issuer)].filter((one) => one !== null)
  const about = endorsed.flatMap((one) => idOf(one) ?? [])
  const given = endorsed.flatMap((one) => [...listOf(one.endorsement), ...listOf(one.endorsementJwt)])
  const found: BadgeSummary['endorsements'] = []
  for (const one of given.slice(0, mostEndorsements)) {
    const jws = typeof one === 'string' ? readJws(one) : null
    const inner = jws ? enveloped(jws) : one
    const result = isObject(inner)
      ? await checkEndorsementCredential(inner, jws, ports, { about, lookUp })
      : resultOf({ format: '3.0', checks: [failed('structure', 'not_json', { reason: 'not_json' })] })
    found.push(toldOf(result))
  }
  return found
}
