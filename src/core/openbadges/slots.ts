import { shard, uuidOfToken } from './addresses'
import type { AwardFacts } from './facts'

/**
 * The values in which the documents of a batch differ, in the order of their slots: the token as it stands in addresses,
 * identity hash, salt, time of award, time of expiry, status index, index of suspension, narrative.
 */
type Slots = [
  place: string,
  identityHash: string,
  salt: string,
  awardedAt: string,
  expiresAt: string,
  statusIndex: string,
  suspensionIndex: string,
  narrative: string,
]

/** Texts that stand in for values while a shape is worked out. They only have to be unlike everything else; who uses them checks the outcome. */
const mark = {
  token: 'qslotqslotqslotqslotqslotq',
  identityHash: '~slot:identityHash~',
  salt: '~slot:salt~',
  awardedAt: '~slot:awardedAt~',
  expiresAt: '~slot:expiresAt~',
  narrative: '~slot:narrative~',
}
const markIndex = 808_017_424_794
const markSuspension = 518_400_121_645

/** An award like this one, with marks for values. */
export function markedAward(award: AwardFacts): AwardFacts {
  return {
    ...award,
    ...mark,
    expiresAt: award.expiresAt === null ? null : mark.expiresAt,
    status: award.status === null ? null : { ...award.status, index: markIndex },
    suspension: award.suspension ? { ...award.suspension, index: markSuspension } : null,
    narrative: award.narrative === '' ? '' : mark.narrative,
  }
}

/** The marks, by slot. */
export function slotMarks(base: string | null): Slots {
  const { token, identityHash, salt, awardedAt, expiresAt, narrative } = mark
  const [status, suspension] = [String(markIndex), String(markSuspension)]
  return [placeText(base, token), identityHash, salt, awardedAt, expiresAt, status, suspension, narrative]
}

/** An award's values, by slot, escaped for where they go. */
export function slotValues(base: string | null, award: AwardFacts, escaped: (text: string) => string): Slots {
  const written = (text: string) => (plain.test(text) ? text : escaped(text))
  return [
    placeText(base, award.token),
    written(award.identityHash),
    written(award.salt),
    written(award.awardedAt),
    award.expiresAt === null ? '' : written(award.expiresAt),
    award.status === null ? '' : String(award.status.index),
    award.suspension ? String(award.suspension.index) : '',
    award.narrative === '' ? '' : written(award.narrative.toWellFormed()),
  ]
}

/** ASCII that no form escapes: no control character, quotation mark or backslash. */
const plain = /^[ !#-[\]-~]*$/

/** A text as it stands between quotation marks in JSON. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Everything about an award that is no slot: awards with equal shapes have documents that differ in their slots only. */
export function shapeOf(award: AwardFacts): string {
  return JSON.stringify([
    award.identityType,
    award.expiresAt !== null,
    award.status?.listToken,
    award.suspension?.listToken,
    award.narrative !== '',
    award.evidence,
    award.subject,
  ])
}

/** True where two awards surely have the same shape: the quick question that a batch asks for each. */
export function haveSameShape(one: AwardFacts, other: AwardFacts): boolean {
  return (
    one.evidence === other.evidence &&
    one.subject === other.subject &&
    one.identityType === other.identityType &&
    one.status?.listToken === other.status?.listToken &&
    one.suspension?.listToken === other.suspension?.listToken &&
    (one.expiresAt === null) === (other.expiresAt === null) &&
    (one.narrative === '') === (other.narrative === '')
  )
}

/** How a token stands in addresses. */
function placeText(base: string | null, token: string): string {
  return base === null ? uuidOfToken(token) : shard(token)
}
