import { checkAssertion } from './v2/assertion'
import { editionOf } from './v2/editions'
import { checkEndorsement, looksLikeEndorsement } from './v2/endorsement'
import { checkCredential, looksLikeCredential } from './v3/credential'
import { webAddress } from './documents'
import { looksLikeJws, readJws } from './jws'
import { failed, type Check } from './outcomes'
import type { CheckOptions, CheckPorts } from './ports'
import { isObject, readJson, type JsonObject } from './read-json'
import { resultOf, type PayloadResult } from './result'
import { enveloped } from './v3/enveloped'
import { checkEndorsementCredential, looksLikeEndorsementCredential } from './v3/endorsement-credential'

/**
 * Checks one badge document as it was baked or handed over: JSON of any edition of Open Badges, a compact JWS or JWT,
 * or (0.5) a bare address. Never throws: what is wrong is in the result.
 */
export async function checkPayload(
  payload: string | JsonObject,
  ports: CheckPorts,
  options: CheckOptions = {},
): Promise<PayloadResult> {
  if (typeof payload !== 'string') return checkDocument(payload, ports, options)
  const text = payload.trim()
  if (looksLikeJws(text)) {
    const jws = readJws(text)
    if (!jws) return broken(failed('structure', 'not_json', { reason: 'not_json' }))
    const document = enveloped(jws)
    if (looksLikeEndorsementCredential(document)) return checkEndorsementCredential(document, jws, ports)
    if (looksLikeCredential(document)) return checkCredential(document, jws, ports, options)
    if (looksLikeEndorsement(jws.payload)) return checkEndorsement({ jws }, ports)
    if (editionOf(jws.payload)) return checkAssertion({ jws }, ports, options)
    return broken(failed('structure', 'not_a_badge'))
  }
  if (webAddress(text) && !/\s/.test(text)) return checkAssertion({ address: text }, ports, options)
  const reading = readJson(text)
  if ('fault' in reading) {
    // Text that never was JSON is another file; JSON that is refused is a bad badge.
    const alien = reading.fault === 'not_json' && !text.startsWith('{')
    return broken(
      alien ? failed('structure', 'not_a_badge') : failed('structure', 'not_json', { reason: reading.fault }),
    )
  }
  return isObject(reading.value)
    ? checkDocument(reading.value, ports, options)
    : broken(failed('structure', 'not_a_badge'))
}

async function checkDocument(document: JsonObject, ports: CheckPorts, options: CheckOptions): Promise<PayloadResult> {
  if (looksLikeEndorsementCredential(document)) return checkEndorsementCredential(document, null, ports)
  if (looksLikeCredential(document)) return checkCredential(document, null, ports, options)
  if (looksLikeEndorsement(document)) return checkEndorsement({ document }, ports)
  if (editionOf(document)) return checkAssertion({ document }, ports, options)
  return broken(failed('structure', 'not_a_badge'))
}

const broken = (check: Check): PayloadResult => resultOf({ format: 'older', checks: [check] })
