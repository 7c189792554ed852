import type { Digest, Random } from '../ports'
import { toHex } from './hex'

const saltAlphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** A new salt: 16 random characters of a-z2-7, one per award, so that nobody can link a person across badges. */
export function newSalt(random: Random): string {
  return Array.from(random(16), (byte) => saltAlphabet.charAt(byte & 31)).join('')
}

/**
 * The hash that stands for a person's address in both formats: `sha256$` + lower-case hex of
 * SHA-256(UTF-8(identity) ‖ UTF-8(salt)) (Open Badges 2.0 §IdentityObject, 3.0 §IdentityObject.identityHash).
 * The identity is hashed exactly as given: verifiers do not fold case.
 */
export function hashIdentity(identity: string, salt: string, digest: (bytes: Uint8Array) => Uint8Array): string
export function hashIdentity(identity: string, salt: string, digest: Digest): string | Promise<string>
export function hashIdentity(identity: string, salt: string, digest: Digest): string | Promise<string> {
  const hash = digest(new TextEncoder().encode(identity + salt))
  return hash instanceof Uint8Array ? `sha256$${toHex(hash)}` : hash.then((bytes) => `sha256$${toHex(bytes)}`)
}

/** An identity as a document states it. */
export type StatedIdentity = {
  /** `alg$hex`, bare hex, or the address itself where `hashed` is false. */
  value: string
  hashed: boolean
  salt?: string | null | undefined
}

/** Digests of older documents, by the name before the `$`. Only sha256 is ever written. */
export type IdentityDigests = { sha256: Digest; md5?: Digest; sha1?: Digest }

/**
 * - `match`: it is this person; `as` is the spelling that matched, `exact` false where only another case of it did,
 *   `weak` true where the hash is MD5 or SHA-1.
 * - `no_match`: it is somebody else.
 * - `unreadable`: the document contradicts itself (`hashed` true with a plain address, or false with a hash), or its
 *   algorithm cannot be computed here.
 */
export type IdentityMatch =
  | { outcome: 'match'; as: string; exact: boolean; weak: boolean }
  | { outcome: 'no_match' }
  | { outcome: 'unreadable'; reason: 'contradiction' | 'unknown_algorithm' }

const hexLengths = { sha256: 64, md5: 32, sha1: 40 } as const

/**
 * Says whether an address typed by a person is the one that a document hashed. The spellings tried: as typed, domain in
 * lower case, all in lower case. A missing, empty or `null` salt means that the identity alone was hashed.
 */
export async function matchIdentity(
  typed: string,
  stated: StatedIdentity,
  digests: IdentityDigests,
): Promise<IdentityMatch> {
  const spellings = caseVariants(typed)
  const parsed = /^(?:(md5|sha1|sha256)\$)?([0-9a-f]+)$/i.exec(stated.value)
  const algorithm = algorithmOf(parsed)
  if (!stated.hashed) {
    if (parsed?.[1] !== undefined) return { outcome: 'unreadable', reason: 'contradiction' }
    const as = spellings.find((spelling) => spelling === stated.value)
    if (as !== undefined) return { outcome: 'match', as, exact: as === spellings[0], weak: false }
    return stated.value.toLowerCase() === typed.trim().normalize('NFC').toLowerCase()
      ? { outcome: 'match', as: stated.value, exact: false, weak: false }
      : { outcome: 'no_match' }
  }
  if (parsed?.[2] === undefined) {
    return { outcome: 'unreadable', reason: /^\w+\$/.test(stated.value) ? 'unknown_algorithm' : 'contradiction' }
  }
  const digest = algorithm === null ? undefined : digests[algorithm]
  if (algorithm === null || digest === undefined) return { outcome: 'unreadable', reason: 'unknown_algorithm' }
  for (const spelling of spellings) {
    const bytes = await digest(new TextEncoder().encode(spelling + (stated.salt ?? '')))
    if (toHex(bytes) === parsed[2].toLowerCase())
      return { outcome: 'match', as: spelling, exact: spelling === spellings[0], weak: algorithm !== 'sha256' }
  }
  return { outcome: 'no_match' }
}

function algorithmOf(parsed: RegExpExecArray | null): keyof typeof hexLengths | null {
  if (parsed?.[2] === undefined) return null
  const length = parsed[2].length
  const named = parsed[1]?.toLowerCase()
  if (named === 'sha256' || named === 'md5' || named === 'sha1') return hexLengths[named] === length ? named : null
  // Early 3.0 issuers wrote the bare hex; its length tells the algorithm.
  if (length === hexLengths.sha256) return 'sha256'
  if (length === hexLengths.md5) return 'md5'
  return length === hexLengths.sha1 ? 'sha1' : null
}

/** The spellings under which an issuer may have hashed an address; the first is the one typed. */
function caseVariants(typed: string): string[] {
  const trimmed = typed.trim().normalize('NFC')
  const at = trimmed.lastIndexOf('@')
  const domainLowered = at < 0 ? trimmed : trimmed.slice(0, at) + trimmed.slice(at).toLowerCase()
  return [...new Set([trimmed, domainLowered, trimmed.toLowerCase()])]
}
