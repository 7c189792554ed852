import { randomFillSync } from 'node:crypto'
import type { Random } from '../../core/ports'

const pooledBytes = 8192

/**
 * Node's cryptographic randomness, drawn in pieces of 8 KB: an award takes six small draws, and each call into OpenSSL costs more than
 * the bytes it gives. What was handed out is wiped from the pool at once.
 */
export function systemRandom(): Random {
  const pool = new Uint8Array(pooledBytes)
  let used = pooledBytes
  return (length) => {
    if (length > pooledBytes) return randomFillSync(new Uint8Array(length))
    if (used + length > pooledBytes) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = pool.slice(used, used + length)
    pool.fill(0, used, used + length)
    used += length
    return bytes
  }
}
