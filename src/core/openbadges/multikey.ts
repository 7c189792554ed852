import { decodeBase58, encodeBase58 } from './base58'
import { decodeBase64url } from './base64url'
import { compressPoint, type Curve, decompressPoint, type EcJwk } from './elliptic'
import type { PublicKey } from './public-key'

/** The multicodec prefixes of public keys, as varints (W3C Controlled Identifiers §2.2.2). */
const ed25519 = [0xed, 0x01] as const
const curvePrefixes = { 'P-256': [0x80, 0x24], 'P-384': [0x81, 0x24] } as const satisfies Record<Curve, unknown>

/**
 * Writes a raw 32-byte Ed25519 public key as a Multikey: `z` + base58btc(0xed 0x01 ‖ key)
 * (W3C Controlled Identifiers §2.2.2).
 */
export function encodeMultikey(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  return `z${encodeBase58(Uint8Array.of(...ed25519, ...publicKey))}`
}

/** Writes a public key on P-256 or P-384 as a Multikey: `z` + base58btc(prefix ‖ compressed point). Throws for what is no such key. */
export function encodeEcMultikey({ crv, x, y }: EcJwk): string {
  const [across, up] = [decodeBase64url(x), decodeBase64url(y)]
  const point = across && up && compressPoint(across, up)
  if (!point || decompressPoint(crv, point)?.y !== y) throw new RangeError('not a point of the curve')
  return `z${encodeBase58(Uint8Array.of(...curvePrefixes[crv], ...point))}`
}

/** Reads an Ed25519 Multikey; null where the base, the prefix or the length is another. */
export function decodeMultikey(multikey: string): Uint8Array | null {
  const bytes = decoded(multikey)
  return bytes?.length === 34 && startsWith(bytes, ed25519) ? bytes.slice(2) : null
}

/** Reads a Multikey of any kind that credentials are signed with; null where the base, the prefix or the length is another. */
export function readMultikey(multikey: string): PublicKey | null {
  const raw = decodeMultikey(multikey)
  if (raw) return { ed25519: raw }
  const bytes = decoded(multikey)
  if (!bytes) return null
  for (const curve of ['P-256', 'P-384'] as const) {
    const jwk = startsWith(bytes, curvePrefixes[curve]) ? decompressPoint(curve, bytes.subarray(2)) : null
    if (jwk) return { jwk }
  }
  return null
}

const decoded = (multikey: string) => (multikey.startsWith('z') ? decodeBase58(multikey.slice(1)) : null)
const startsWith = (bytes: Uint8Array, prefix: readonly number[]) => prefix.every((byte, at) => bytes[at] === byte)
