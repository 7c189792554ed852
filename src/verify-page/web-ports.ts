import { BlazonError } from '../core/errors'
import type { CheckPorts, JwsAlgorithm, JwsKey, VerifyJws } from '../core/openbadges/check/ports'
import type { Site } from './site'

/** What the checks are handed in a visitor's browser: WebCrypto, the browser's gzip, and documents of this very site. */

/** The largest document that is read (`limits.md` F36). */
const maxBytes = 1_048_576

/** True where the browser signs and verifies at all: not on pages without https. */
export const hasCrypto = () => typeof globalThis.crypto?.subtle?.digest === 'function'

export function webPorts(site: Site): CheckPorts {
  return {
    now: () => Date.now(),
    digest: digestOf('SHA-256'),
    digest384: digestOf('SHA-384'),
    weakDigests: { sha1: digestOf('SHA-1') },
    gzip: { zip: (bytes) => through(bytes, new CompressionStream('gzip'), Infinity), unzip: gunzip },
    verifyEd25519,
    verifyJws,
    fetchDocument: (url) => fetchHere(url, site),
  }
}

const digestOf = (algorithm: string) => async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest(algorithm, owned(bytes)))

/**
 * Reads a document of this site. Documents of another are never asked for: this page tells nobody who looks at which
 * badge. Throws `offline`.
 */
export async function fetchHere(url: string, site: Site) {
  const address = site.addressHere(url)
  if (address === null) throw new BlazonError('offline', 'an address of another site', { reason: 'other_site' })
  const answer = await fetch(address, { credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(10_000) })
  const bytes = answer.body ? await gathered(answer.body, maxBytes) : new Uint8Array()
  return { status: answer.status, bytes }
}

const gunzip = (bytes: Uint8Array, most: number) => through(bytes, new DecompressionStream('gzip'), most)

/** Inflates what a compressed PNG text holds; throws beyond a mebibyte. */
export const inflate = (bytes: Uint8Array) => through(bytes, new DecompressionStream('deflate'), maxBytes)

function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array> {
  return gathered(new Blob([owned(bytes)]).stream().pipeThrough(stream), most)
}

/** A stream's bytes; throws once there are more than `most`, without reading on. */
async function gathered(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new RangeError('larger than any document')
    }
    parts.push(value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  let imported: CryptoKey
  try {
    imported = await crypto.subtle.importKey('raw', owned(key), 'Ed25519', false, ['verify'])
  } catch (error) {
    throw new BlazonError('not_supported_here', 'this browser does not know Ed25519', {}, { cause: error })
  }
  return crypto.subtle.verify('Ed25519', imported, owned(signature), owned(message))
}

const jwsAlgorithms = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  EdDSA: { name: 'Ed25519' },
} as const satisfies Record<JwsAlgorithm, object>

const verifyJws: VerifyJws = async (algorithm, key, signed, signature) => {
  const how = jwsAlgorithms[algorithm]
  const imported = await importJwsKey(key, how)
  return crypto.subtle.verify(how, imported, owned(signature), owned(signed))
}

function importJwsKey(key: JwsKey, how: (typeof jwsAlgorithms)[keyof typeof jwsAlgorithms]): Promise<CryptoKey> {
  if ('pem' in key) {
    const body = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(key.pem)?.[1]
    if (body === undefined) throw new TypeError('not a public key')
    const der = Uint8Array.from(atob(body.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
    return crypto.subtle.importKey('spki', der, how, false, ['verify'])
  }
  const { kty, crv, x, y, n, e } = key.jwk as JsonWebKey
  const publicPart = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => typeof value === 'string')
  return crypto.subtle.importKey('jwk', Object.fromEntries(publicPart), how, false, ['verify'])
}

/** WebCrypto takes no view on memory that may be shared. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
