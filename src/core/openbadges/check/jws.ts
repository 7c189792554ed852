import { decodeBase64url } from '../base64url'
import { failed, passed, unknown, warned, type Check } from './outcomes'
import type { JwsAlgorithm, JwsKey, VerifyJws } from './ports'
import { isObject, largestDocument, readJson, type JsonObject } from './read-json'

/** A compact JWS (RFC 7515), decoded and not yet believed. */
export type Jws = { header: JsonObject; payload: JsonObject; signed: Uint8Array; signature: Uint8Array }

/** Whether a text has the form of a compact JWS: three parts, the first of them an object's base64url. */
export function looksLikeJws(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text) && /^e[wy3]/.test(text)
}

/** Decodes a compact JWS whose payload is a JSON object; null for anything else. */
export function readJws(text: string): Jws | null {
  if (text.length > 2 * largestDocument) return null
  const [header, payload, signature, ...more] = text.split('.')
  if (!header || !payload || signature === undefined || more.length > 0) return null
  const [head, body] = [jsonPart(header), jsonPart(payload)]
  const signatureBytes = decodeBase64url(signature)
  if (!head || !body || !signatureBytes) return null
  return {
    header: head,
    payload: body,
    signed: new TextEncoder().encode(`${header}.${payload}`),
    signature: signatureBytes,
  }
}

function jsonPart(part: string): JsonObject | null {
  const bytes = decodeBase64url(part)
  if (!bytes) return null
  try {
    const reading = readJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return 'value' in reading && isObject(reading.value) ? reading.value : null
  } catch {
    return null
  }
}

/** What a header may never hold: addresses of keys on other hosts, keys with a private half, extensions that must be understood (RFC 8725, `domain.md` row 93). */
export function refusedHeader(header: JsonObject): Check | null {
  for (const field of ['jku', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'])
    if (header[field] !== undefined) return failed('signature', 'header_refused', { field })
  if (
    isObject(header.jwk) &&
    ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].some((part) => part in (header.jwk as JsonObject))
  )
    return failed('signature', 'header_refused', { field: 'jwk' })
  const algorithm = header.alg
  if (algorithm === 'RS256' || algorithm === 'ES256' || algorithm === 'EdDSA') return null
  return failed('signature', 'algorithm_refused', {
    algorithm: typeof algorithm === 'string' ? algorithm.slice(0, 32) : '?',
  })
}

/**
 * Checks the signature against a key that was shown to be the issuer's. The key fixes the algorithm, never the
 * header (`domain.md` row 92): a header that asks for another one is refused.
 */
export async function checkJwsSignature(jws: Jws, key: JwsKey, verifyJws: VerifyJws): Promise<Check> {
  const refused = refusedHeader(jws.header)
  if (refused) return refused
  const algorithm = jws.header.alg as JwsAlgorithm
  const fits = algorithmOf(key)
  if (fits === null) return failed('key', 'key_malformed')
  if (fits !== 'unsaid' && fits !== algorithm) return failed('signature', 'algorithm_refused', { algorithm })
  try {
    if (!(await verifyJws(algorithm, key, jws.signed, jws.signature))) return failed('signature', 'changed')
  } catch {
    return unknown('signature', 'not_checkable', { reason: algorithm })
  }
  return algorithm === 'EdDSA'
    ? warned('signature', 'key_unusual', { algorithm })
    : passed('signature', 'ok', { algorithm })
}

/** The one algorithm that a key is for. A PEM does not say it in words: the port refuses the wrong kind. */
function algorithmOf(key: JwsKey): JwsAlgorithm | 'unsaid' | null {
  if ('pem' in key) return /-----BEGIN (RSA )?PUBLIC KEY-----/.test(key.pem) ? 'unsaid' : null
  const { kty, crv } = key.jwk
  if (kty === 'RSA') return 'RS256'
  if (kty === 'EC' && crv === 'P-256') return 'ES256'
  return kty === 'OKP' && crv === 'Ed25519' ? 'EdDSA' : null
}
