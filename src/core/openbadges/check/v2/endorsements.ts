import { webAddress, type LookUp } from '../documents'
import { mostEndorsements, toldOf } from '../endorsements'
import { looksLikeJws, readJws } from '../jws'
import { failed } from '../outcomes'
import type { CheckPorts } from '../ports'
import { isObject } from '../read-json'
import { type BadgeSummary, resultOf } from '../result'
import { idOf, listOf } from '../values'
import { checkEndorsement, type EndorsementSource } from './endorsement'
import type { AssertionParts } from './editions'

/** Checks what others say of an assertion, its badge and its issuer (OB 2.0 `endorsement`: addresses, objects or JWS). */
export async function endorsementsIn(
  { assertion, badge, issuer }: AssertionParts,
  assertionId: string | null,
  lookUp: LookUp,
  ports: CheckPorts,
): Promise<BadgeSummary['endorsements']> {
  const about = [assertionId, idOf(assertion.badge), idOf(badge), idOf(badge?.issuer), idOf(issuer)].filter(
    (id) => id !== null,
  )
  const given = [assertion, badge, issuer].flatMap((part) => listOf(part?.endorsement))
  const found: BadgeSummary['endorsements'] = []
  for (const one of given.slice(0, mostEndorsements)) {
    const source = sourceOf(one)
    found.push(
      toldOf(
        source
          ? await checkEndorsement(source, ports, { about, lookUp })
          : resultOf({ format: '2.0', checks: [failed('structure', 'not_json', { reason: 'not_json' })] }),
      ),
    )
  }
  return found
}

function sourceOf(value: unknown): EndorsementSource | null {
  if (typeof value !== 'string') {
    if (!isObject(value)) return null
    const address = idOf(value)
    return value.claim === undefined && address !== null ? { address } : { document: value }
  }
  const jws = looksLikeJws(value) ? readJws(value) : null
  if (jws) return { jws }
  return webAddress(value) ? { address: value } : null
}
