import { decodeBase64url } from '../base64url'
import { keyKind, type KeyKind } from '../public-key'
import { failed, passed, unknown, warned, type Check } from './outcomes'
import { type JwsAlgorithm, jwsAlgorithms, type JwsKey, type VerifyJws } from './ports'
import { isPrivateJwk } from './v3/key-material'
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

/** What badges call themselves in `typ`: plain names of RFC 7515 and 7519, and those of VC-JOSE-COSE. */
const badgeTypes = /^(application\/)?(jwt|jws|jose|json|vc(\+ld)?(\+json)?\+jwt|vc\+ld\+json)$/i

/** What a header may never hold: addresses of keys on other hosts, keys with a private half, extensions that must be understood (RFC 8725, `domain.md` row 93). */
export function refusedHeader(header: JsonObject): Check | null {
  for (const field of ['jku', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'])
    if (header[field] !== undefined) return failed('signature', 'header_refused', { field })
  // A token that the same key signed for something else is no badge (RFC 8725 §3.11).
  if (header.typ !== undefined && !(typeof header.typ === 'string' && badgeTypes.test(header.typ)))
    return failed('signature', 'header_refused', { field: 'typ' })
  if (isObject(header.jwk) && isPrivateJwk(header.jwk)) return failed('signature', 'header_refused', { field: 'jwk' })
  if (algorithmIn(header)) return null
  return failed('signature', 'algorithm_refused', {
    algorithm: typeof header.alg === 'string' ? header.alg.slice(0, 32) : '?',
  })
}

const algorithmIn = ({ alg }: JsonObject): JwsAlgorithm | null => jwsAlgorithms.find((known) => known === alg) ?? null

/**
 * Checks the signature against a key that was shown to be the issuer's. The key fixes the algorithm, never the
 * header (`domain.md` row 92): a header that asks for another one is refused.
 */
export async function checkJwsSignature(jws: Jws, key: JwsKey, verifyJws: VerifyJws): Promise<Check> {
  const algorithm = algorithmIn(jws.header)
  const refused = refusedHeader(jws.header)
  if (refused || !algorithm) return refused ?? failed('signature', 'algorithm_refused', { algorithm: '?' })
  const kind = keyKind(key)
  if (kind === null) return failed('key', 'key_malformed')
  if (kind !== 'unsaid' && algorithmOf[kind] !== algorithm)
    return failed('signature', 'algorithm_refused', { algorithm })
  try {
    if (!(await verifyJws(algorithm, key, jws.signed, jws.signature))) return failed('signature', 'changed')
  } catch {
    return unknown('signature', 'not_checkable', { reason: algorithm })
  }
  // 1EdTech's validator takes RS256 and ES256 only.
  return algorithm === 'RS256' || algorithm === 'ES256'
    ? passed('signature', 'ok', { algorithm })
    : warned('signature', 'key_unusual', { algorithm })
}

/** The one algorithm that a kind of key is for. A PEM does not say its kind in words: the port refuses the wrong one. */
const algorithmOf = { Ed25519: 'EdDSA', 'P-256': 'ES256', 'P-384': 'ES384', RSA: 'RS256' } as const satisfies Record<
  Exclude<KeyKind, 'unsaid'>,
  JwsAlgorithm
>
