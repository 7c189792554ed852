import { BlazonError } from '../errors'

/**
 * Where every public file of a site stands below its hosting address (BASE), as `sealed.md` lays it out. These paths
 * stand inside files that leave the house: they never change.
 */
export const sitePaths = {
  issuerProfile: (issuer: string) => `issuers/${issuer}/issuer.json`,
  didDocument: (issuer: string) => `issuers/${issuer}/did.json`,
  /** A key's document. A Multikey is short; an RSA key would burst a file name, and its first 80 characters hold 390 bits of its modulus. */
  key: (issuer: string, publicMultibase: string) => `issuers/${issuer}/keys/${publicMultibase.slice(0, 80)}.json`,
  /** The keys on P-256 together (RFC 7517 §5), for readers of VC-JWT that ask for a set. */
  keySet: (issuer: string) => `issuers/${issuer}/jwks.json`,
  revocationList: (issuer: string) => `issuers/${issuer}/revocations.json`,
  badgeClass: (badge: string, version: number) => `badges/${badge}/v${version}.json`,
  achievement: (badge: string, version: number) => `badges/${badge}/v${version}.achievement.json`,
  picture: (badge: string, version: number, type: 'png' | 'svg' = 'png') => `badges/${badge}/v${version}.${type}`,
  badgePage: (badge: string, version: number) => `badges/${badge}/v${version}.html`,
  assertion: (award: string) => `assertions/${shard(award)}.json`,
  awardPage: (award: string) => `assertions/${shard(award)}.html`,
  credential: (award: string) => `credentials/${shard(award)}.json`,
  credentialJwt: (award: string) => `credentials/${shard(award)}.jwt`,
  statusList: (list: string) => `status/${list}.json`,
} as const

/** `hh/token`: a token below the folder of its first two characters, so that no folder ever holds 100,000 files. */
export function shard(token: string): string {
  return `${token.slice(0, 2)}/${token}`
}

/** The public address of a path of `sitePaths`. */
export function addressOf(base: string, path: string): string {
  return `${base}/${path}`
}

/**
 * A UUID (version 8, RFC 9562 §5.8) made from a token's 130 random bits: the id of a document that has no hosting
 * address. `variation` tells several documents of one token apart (a badge's versions). Throws `invalid_input` for
 * anything but a token.
 */
export function uuidOfToken(token: string, variation = 0): string {
  if (!/^[a-z2-7]{26}$/.test(token)) throw new BlazonError('invalid_input', 'not a token', { field: 'token' })
  let bits = 0n
  for (const letter of token) bits = (bits << 5n) | BigInt('abcdefghijklmnopqrstuvwxyz234567'.indexOf(letter))
  bits = (bits >> 2n) ^ BigInt(variation)
  bits = (bits & ~(0xfn << 76n)) | (8n << 76n)
  bits = (bits & ~(3n << 62n)) | (2n << 62n)
  const hex = bits.toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The same as a UUID of version 4, the id of a signed OB 2.0 assertion: 1EdTech's validator knows versions 1 to 5 only. */
export function assertionUuid(token: string): string {
  const uuid = uuidOfToken(token)
  return `${uuid.slice(0, 14)}4${uuid.slice(15)}`
}
