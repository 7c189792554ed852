import { decodeBase58, encodeBase58 } from './base58'

/** The multicodec prefix of an Ed25519 public key (0xed as a varint). */
const ed25519 = [0xed, 0x01] as const

/**
 * Writes a raw 32-byte Ed25519 public key as a Multikey: `z` + base58btc(0xed 0x01 ‖ key)
 * (W3C Controlled Identifiers §2.2.2).
 */
export function encodeMultikey(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  return `z${encodeBase58(Uint8Array.of(...ed25519, ...publicKey))}`
}

/** Reads an Ed25519 Multikey; null where the base, the prefix or the length is another. */
export function decodeMultikey(multikey: string): Uint8Array | null {
  if (!multikey.startsWith('z')) return null
  const bytes = decodeBase58(multikey.slice(1))
  if (bytes === null || bytes.length !== 34 || bytes[0] !== ed25519[0] || bytes[1] !== ed25519[1]) return null
  return bytes.slice(2)
}
