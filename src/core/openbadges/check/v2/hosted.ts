import { readMoment } from '../dates'
import { webAddress, type LookUp } from '../documents'
import { fetchLinked } from '../linked'
import { failed, passed, unknown, type Check } from '../outcomes'
import { isObject, type JsonObject } from '../read-json'
import { shown } from '../result'
import { idOf, listOf, objectOf, textOf } from '../values'
import { editionOf } from './editions'

/** Where a hosted thing stands, and what stands there; `check` where it could not be read. */
export type Hosted = { address: string | null; check?: Check; document?: JsonObject; gone?: JsonObject | null }

/** The address of a hosted assertion or endorsement: `verify.url` (1.x), its id (2.0), or what its verification names where the id is no address. */
export function hostedAddress(baked: JsonObject): string | null {
  const [verify, verification] = [objectOf(baked.verify), objectOf(baked.verification)]
  const id = textOf(baked.id)
  return textOf(verify?.url) ?? (webAddress(id) ? id : (textOf(verification?.url) ?? id))
}

/** Fetches what stands at the address of something hosted; `baked` is the copy that was handed over, where there is one. */
export async function findHosted(address: string | null, baked: JsonObject | null, lookUp: LookUp): Promise<Hosted> {
  if (address === null) return { address: null, check: unknown('hosted', 'missing', { field: 'id' }) }
  const fetched = await fetchLinked('hosted', address, lookUp)
  if ('check' in fetched)
    return 'gone' in fetched
      ? { address, check: passed('hosted', 'ok'), gone: fetched.gone ?? null }
      : { address, ...fetched }
  const { document } = fetched
  // What is left of a revoked assertion may be no more than the word that it is revoked.
  if (saysRevoked(document)) return { address, document: { ...baked, ...document } }
  if (baked && !sameKind(baked, document))
    return { address, check: unknown('hosted', 'not_readable', { url: address }) }
  return { address, document }
}

/** Whether what stands at an address is at all of the kind that was handed over. */
const sameKind = (baked: JsonObject, hosted: JsonObject) =>
  baked.claim === undefined ? editionOf(hosted) !== null : hosted.claim !== undefined

/** The check `hosted`: whether the copy that was handed over says what stands at its address. */
export function compareHosted(baked: JsonObject | null, hosted: JsonObject): Check {
  const field = baked === null ? null : firstDifference(baked, hosted)
  return field === null ? passed('hosted', 'ok') : failed('hosted', 'differs', { field })
}

/** Whether a document says of itself that it is revoked: a boolean, which JSON-LD lets stand as a text too. */
export const saysRevoked = (document: JsonObject | null): boolean =>
  document?.revoked === true || document?.revoked === 'true'

/** The check `revocation` of something hosted: 410, or the word that it is revoked (OB 2.0, Assertion). */
export function checkHostedRevocation(hosted: Hosted, truth: JsonObject | null): Check {
  const told = 'gone' in hosted ? hosted.gone : truth
  if ('gone' in hosted || saysRevoked(truth))
    return failed('revocation', 'revoked', { reason: shown(textOf(told?.revocationReason)).slice(0, 1000) })
  if (hosted.document) return passed('revocation', 'ok')
  return unknown('revocation', 'not_fetched', { url: hosted.address ?? '', reason: hosted.check?.details.reason ?? '' })
}

const aside = new Set(['@context', 'type', 'revoked', 'revocationReason', 'verification', 'verify', 'image'])
const both = ['recipient', 'badge', 'issuedOn', 'expires', 'claim'] as const

/**
 * The first field in which a baked document says something else than the hosted one; null where they agree.
 * Spelling does not count: a list of one and the thing itself, a linked and an embedded thing with the same id,
 * two ways to write a moment. What only the hosted one says was added later and is the issuer's right, except
 * whom and what it is for and how long it counts.
 */
export function firstDifference(baked: JsonObject, hosted: JsonObject): string | null {
  const fields = new Set([...Object.keys(baked).filter((field) => !aside.has(field)), ...both])
  for (const field of fields) if (!same(baked[field], hosted[field], field)) return field
  return null
}

function same(left: unknown, right: unknown, field: string): boolean {
  const [some, others] = [listOf(left), listOf(right)]
  if (some.length !== others.length) return false
  return some.every((item, index) => sameItem(item, others[index], field))
}

function sameItem(left: unknown, right: unknown, field: string): boolean {
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)])
    keys.delete('@context')
    return [...keys].every((key) => same(left[key], right[key], key))
  }
  if (isObject(left) || isObject(right)) return idOf(left) !== null && idOf(left) === idOf(right)
  if (left === right) return true
  if (field === 'issuedOn' || field === 'expires') {
    const [one, other] = [readMoment(left, { old: true }), readMoment(right, { old: true })]
    return 'at' in one && 'at' in other && one.at === other.at
  }
  if (field === 'identity' && typeof left === 'string' && typeof right === 'string' && left.includes('$'))
    return left.toLowerCase() === right.toLowerCase()
  return false
}
