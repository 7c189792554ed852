import type { ReceivedEndorsement } from '../contract/achievement'
import { isBlazonError } from '../errors'
import { uuidOfToken } from '../openbadges/addresses'
import { readJson, isObject } from '../openbadges/check/read-json'
import { hasType } from '../openbadges/check/values'
import { didKey } from '../openbadges/did'
import { readEndorsement, type Endorsement } from '../openbadges/endorsements'

/** Which format an endorsement is of that somebody pasted or dropped; 3.0 for what is neither, or not readable. */
export function formatOfEndorsement(text: string): ReceivedEndorsement['format'] {
  const reading = readJson(text)
  const isOld = 'value' in reading && isObject(reading.value) && hasType(reading.value, 'Endorsement')
  return isOld ? '2.0' : '3.0'
}

/** An endorsement as it states itself; null where it is none that documents can state. */
export function endorsementIn(received: ReceivedEndorsement): Endorsement | null {
  try {
    return readEndorsement(received)
  } catch (error) {
    if (isBlazonError(error, 'invalid_input')) return null
    throw error
  }
}

/** Whether an endorsement is of this badge, in any of its versions up to this one: by its address, or by its id where it has none. */
export function isOfBadge(
  { subjectId }: Pick<Endorsement, 'subjectId'>,
  badge: { token: string; version: number },
): boolean {
  const versions = Array.from({ length: badge.version }, (_, index) => index + 1)
  return (
    subjectId.includes(`/badges/${badge.token}/`) ||
    versions.some((version) => subjectId === `urn:uuid:${uuidOfToken(badge.token, version)}`)
  )
}

/** Whether an endorsement is of this issuer: by its address or DID on a site, or by the DID of its present key without one. */
export const isOfIssuer = (
  { subjectId }: Pick<Endorsement, 'subjectId'>,
  issuer: { token: string; publicKey: string | null },
): boolean =>
  subjectId.includes(`/issuers/${issuer.token}/`) ||
  subjectId.endsWith(`:issuers:${issuer.token}`) ||
  (issuer.publicKey !== null && subjectId === didKey(issuer.publicKey))
