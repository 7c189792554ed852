import { createPublicKey, hash, verify } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Gzip } from '../../core/ports'

/** SHA-256 of bytes, synchronously. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** SHA-256 of a text's UTF-8 in lower-case hex: Node's one-shot hash, with no object per call. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex')
}

/** Verifies an Ed25519 signature with a raw 32-byte public key; false for a key that is no point of the curve. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    })
    return verify(null, message, key, signature)
  } catch {
    return false
  }
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
