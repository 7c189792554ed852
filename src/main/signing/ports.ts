import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Gzip } from '../../core/ports'

/** SHA-256 of bytes, synchronously. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

let scratch = Buffer.alloc(16 * 1024)

/** SHA-256 in lower-case hex of a text whose characters are bytes (`toBinaryText`): Node's one-shot hash over a buffer that is used again. */
export function sha256OfBinary(binary: string): string {
  if (binary.length > scratch.length) scratch = Buffer.alloc(binary.length * 2)
  return hash('sha256', scratch.subarray(0, scratch.write(binary, 0, 'latin1')), 'hex')
}

/** Verifies an Ed25519 signature with a raw 32-byte public key; false for a key that is no point of the curve. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, message, ed25519Key(publicKey), signature)
  } catch {
    return false
  }
}

/** The keys used last: making one costs half as much as verifying with it. */
const ed25519Keys = new Map<string, KeyObject>()

function ed25519Key(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url')
  const known = ed25519Keys.get(x)
  if (known !== undefined) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  if (ed25519Keys.size >= 100) ed25519Keys.clear()
  ed25519Keys.set(x, key)
  return key
}

/** gzip by zlib at its usual level. The header's operating system byte is fixed so that every machine writes the same bytes. */
export const gzip = {
  zip: (bytes) => {
    const zipped = gzipSync(bytes, { level: 6 })
    zipped[9] = 3
    return zipped
  },
  unzip: (bytes, maxBytes) => gunzipSync(bytes, { maxOutputLength: maxBytes }),
} satisfies Gzip
