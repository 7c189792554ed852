import { webAddress } from '../documents'
import { failed, passed, type Check } from '../outcomes'
import { readMoment } from '../dates'
import { isObject, type JsonObject } from '../read-json'
import { idOf, listOf, textOf } from '../values'

const aside = new Set(['@context', 'type', 'revoked', 'revocationReason', 'verification', 'verify', 'image'])
const both = ['recipient', 'badge', 'issuedOn', 'expires'] as const

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

/**
 * Whether an issuer speaks at an address (OB 2.0, HostedBadge): on the host of its own id, unless its profile's
 * `verification` names other hosts (`allowedOrigins`) or beginnings of addresses (`startsWith`). `domain.md` row 99.
 */
export function checkIssuerSpeaksAt(address: string, issuerId: string, issuer: JsonObject | null): Check {
  const [url, home] = [webAddress(address), webAddress(issuerId)]
  if (!url || !home) return failed('issuer', 'wrong', { field: 'id' })
  const policy = isObject(issuer?.verification) ? issuer.verification : {}
  const origins = listOf(policy.allowedOrigins).filter((origin) => typeof origin === 'string')
  const starts = listOf(policy.startsWith).filter((start) => typeof start === 'string')
  const hosts = origins.map((origin) => webAddress(origin)?.host ?? origin.toLowerCase())
  const allowed =
    (hosts.length > 0 ? hosts.includes(url.host) : starts.length > 0 || url.host === home.host) &&
    (starts.length === 0 || starts.some((start) => url.href.startsWith(start)))
  if (!allowed) return failed('issuer', 'other_host', { host: url.host, issuerHost: home.host })
  return passed('issuer', 'ok', { name: textOf(issuer?.name) ?? home.host })
}
