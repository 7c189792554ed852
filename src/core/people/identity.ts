import { email as emailShape } from '../contract/shapes'

type Warning = 'upper_case' | 'unicode'

/** What a typed address becomes, or the word for what is wrong with it. */
export type AddressReading =
  | {
      address: string
      /** `upper_case`: the part before the @ has capitals; another program may hash it in lower case. `unicode`: not plain ASCII. */
      warnings: Warning[]
    }
  | { problem: 'missing' | 'invisible' | 'invalid' | 'too_long' }

/** Blanks and marks that nobody sees and that change the hash: no-break and other odd spaces, zero-width, direction marks, soft hyphen. */
const unseen = String.raw`[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\p{Cc}]`
const invisible = new RegExp(unseen, 'u')
const edges = new RegExp(String.raw`^(?:\s|${unseen})+|(?:\s|${unseen})+$`, 'gu')

/**
 * Reads a person's address as it goes into the identity hash (Open Badges 2.0 §IdentityObject hashes the text as it
 * stands): trimmed of every kind of blank, NFC, the domain in lower case (DNS ignores case), the local part as typed (it may count there).
 * Dots and +tags are never taken away.
 */
export function readAddress(typed: string): AddressReading {
  if (typed.length <= 254 && plainAddress.test(typed)) return withDomainLowered(typed, [])
  const trimmed = typed.length > 2000 ? typed : typed.replace(edges, '')
  if (trimmed === '') return { problem: 'missing' }
  if (invisible.test(trimmed)) return { problem: 'invisible' }
  if (trimmed.length > 254) return { problem: 'too_long' }
  const composed = trimmed.normalize('NFC')
  if (!emailShape.safeParse(composed).success) return { problem: 'invalid' }
  const warnings: Warning[] = []
  const local = composed.slice(0, composed.lastIndexOf('@'))
  if (local !== local.toLowerCase()) warnings.push('upper_case')
  if (!/^[\x21-\x7e]+$/.test(composed)) warnings.push('unicode')
  return withDomainLowered(composed, warnings)
}

/** The address that somebody typed, as `readAddress` gives it; null where it is none. */
export function addressOf(typed: string): string | null {
  const reading = readAddress(typed)
  return 'address' in reading ? reading.address : null
}

/** What nearly every address looks like; the long way round says the same of it. */
const plainAddress = /^[a-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/

function withDomainLowered(address: string, warnings: Warning[]): AddressReading {
  const at = address.lastIndexOf('@')
  return { address: address.slice(0, at + 1) + address.slice(at + 1).toLowerCase(), warnings }
}

/** An address for matching people only, never for hashing: `Ann@Example.org` and `ann@example.org` are one mailbox to a volunteer. */
export const foldAddress = (address: string) =>
  plainLower.test(address) ? address : address.trim().normalize('NFC').toLowerCase()
const plainLower = /^[\x21-\x40\x5b-\x7e]*$/
