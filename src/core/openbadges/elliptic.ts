import { encodeBase64url } from './base64url'

/** The curves of ECDSA that credentials are signed on (W3C vc-di-ecdsa): y² = x³ − 3x + b over a prime field. */
const curves = {
  'P-256': {
    size: 32,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  'P-384': {
    size: 48,
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
} as const
export type Curve = keyof typeof curves

/** A public key on a curve as a JWK holds it (RFC 7518 §6.2.1). */
export type EcJwk = { kty: 'EC'; crv: Curve; x: string; y: string }

/**
 * The public key of a compressed point, as Multikey holds one: 2 or 3 for the sign of y, then x (SEC 1 §2.3.4). Null
 * where the bytes name no point of the curve. A key is public: nothing here has to take the same time for every key.
 */
export function decompressPoint(crv: Curve, compressed: Uint8Array): EcJwk | null {
  const { size, p, b } = curves[crv]
  const sign = compressed[0]
  if (compressed.length !== size + 1 || (sign !== 2 && sign !== 3)) return null
  const x = toNumber(compressed.subarray(1))
  if (x >= p) return null
  const square = (x ** 3n - 3n * x + b) % p
  // Both primes are 3 modulo 4, where a root is one power.
  const root = power(((square % p) + p) % p, (p + 1n) / 4n, p)
  if ((root * root - square) % p !== 0n) return null
  const y = (root & 1n) === BigInt(sign & 1) ? root : p - root
  return { kty: 'EC', crv, x: coordinate(x, size), y: coordinate(y, size) }
}

/** The compressed point of a public key whose coordinates are given as bytes of the curve's size. */
export function compressPoint(x: Uint8Array, y: Uint8Array): Uint8Array {
  return Uint8Array.of(2 + ((y.at(-1) ?? 0) & 1), ...x)
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % modulus
    base = (base * base) % modulus
  }
  return result
}

const toNumber = (bytes: Uint8Array) => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)

function coordinate(number: bigint, size: number): string {
  const bytes = new Uint8Array(size)
  for (let at = size - 1, rest = number; at >= 0; at--, rest >>= 8n) bytes[at] = Number(rest & 255n)
  return encodeBase64url(bytes)
}
