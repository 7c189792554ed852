import { decodeStatusList, readBit } from '../../status-list'
import { readMoment } from '../dates'
import { objectIn, type LookUp } from '../documents'
import { looksLikeJws, readJws } from '../jws'
import { failed, passed, unknown, warned, type Check } from '../outcomes'
import type { CheckPorts, OwnFacts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { enveloped } from './enveloped'
import { checkSecured, type Secured } from './secured'
import { hasType, idOf, listOf, objectOf, textOf } from '../values'

const mostEntries = 10

/** The check `revocation` of a 3.0 credential: what its library knows of it, else every status entry that it names. */
export async function checkStatus(
  credential: JsonObject,
  own: OwnFacts | null | undefined,
  lookUp: LookUp,
  ports: CheckPorts,
): Promise<Check> {
  if (own?.revokedAt) return failed('revocation', 'revoked', { reason: own.reason ?? '', at: own.revokedAt })
  if (own?.suspendedAt) return failed('revocation', 'suspended', { at: own.suspendedAt })
  if (own) return passed('revocation', 'ok')
  const entries = listOf(credential.credentialStatus)
  if (entries.length === 0) return passed('revocation', 'not_revocable')
  const checks: Check[] = []
  // A signature does not count how often a thing is said: repetitions must not push another entry out of sight.
  const different = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()]
  if (different.length > mostEntries) return unknown('revocation', 'status_malformed', { field: 'credentialStatus' })
  for (const entry of different) {
    if (!isObject(entry)) checks.push(failed('revocation', 'status_malformed', { field: 'credentialStatus' }))
    else if (hasType(entry, 'BitstringStatusListEntry')) checks.push(await checkEntry(entry, credential, lookUp, ports))
    else if (hasType(entry, '1EdTechRevocationList')) checks.push(await checkNamedList(entry, credential, lookUp))
    else checks.push(unknown('revocation', 'status_unknown_type', { type: (textOf(entry.type) ?? '?').slice(0, 100) }))
  }
  const first = (outcome: Check['outcome']) => checks.find((check) => check.outcome === outcome)
  return first('failed') ?? first('unknown') ?? first('warned') ?? passed('revocation', 'ok')
}

/**
 * W3C Bitstring Status List §3.2. A list counts only if it is the issuer's own and its signature fits
 * (`domain.md` row 85); without one the question stays open, the badge is neither withdrawn nor cleared (row 83).
 */
async function checkEntry(
  entry: JsonObject,
  credential: JsonObject,
  lookUp: LookUp,
  ports: CheckPorts,
): Promise<Check> {
  const malformed = (field: string) => failed('revocation', 'status_malformed', { field })
  const url = textOf(entry.statusListCredential)
  const purpose = textOf(entry.statusPurpose)
  const index = entryIndex(entry.statusListIndex)
  if (url === null) return malformed('statusListCredential')
  if (purpose === null) return malformed('statusPurpose')
  if (index === null) return malformed('statusListIndex')
  // Others (`refresh`, `message`) say nothing about whether it counts.
  if (purpose !== 'revocation' && purpose !== 'suspension')
    return warned('revocation', 'status_ignored', { purpose: purpose.slice(0, 100) })

  // Several bits for each entry would stand elsewhere, and say something that one bit does not.
  if (entry.statusSize !== undefined && entry.statusSize !== 1)
    return unknown('revocation', 'status_unknown_type', { type: 'statusSize' })

  const list = await findList(url, lookUp)
  if ('outcome' in list) return list
  const subject = objectOf(list.document.credentialSubject)
  const mistrusted = unknown('revocation', 'list_not_trusted', { url })
  if (!subject || !hasType(list.document, 'BitstringStatusListCredential') || !hasType(subject, 'BitstringStatusList'))
    return mistrusted
  if (idOf(list.document.issuer) !== idOf(credential.issuer)) return mistrusted
  if (!listOf(subject.statusPurpose).includes(purpose)) return mistrusted
  const secured = await checkSecured(list, lookUp, ports)
  if (secured.some((check) => check.outcome === 'failed' || check.outcome === 'unknown')) return mistrusted
  if (!isCurrent(list.document, ports.now())) return unknown('revocation', 'list_outdated', { url })

  const encoded = textOf(subject.encodedList)
  const bits = encoded === null ? null : await decodeStatusList(encoded, ports.gzip)
  if (!bits) return mistrusted
  if (index >= bits.length * 8) return malformed('statusListIndex')
  if (!readBit(bits, index)) return passed('revocation', 'ok')
  return failed('revocation', purpose === 'revocation' ? 'revoked' : 'suspended', { reason: '' })
}

/** The index is a decimal text in the standard; a plain number is read too (`domain.md` row 81). */
function entryIndex(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null
}

async function findList(url: string, lookUp: LookUp): Promise<Secured | Check> {
  const found = await lookUp(url)
  if (found.state === 'offline') return unknown('revocation', 'not_fetched', { url, reason: found.reason })
  if (found.state !== 'found') return unknown('revocation', 'not_found', { url })
  const text = found.text.trim()
  const jws = looksLikeJws(text) ? readJws(text) : null
  const document = jws ? enveloped(jws) : objectIn(text)
  if (!document) return unknown('revocation', 'not_readable', { url })
  const id = textOf(document.id)
  if (id !== null && id !== url) return unknown('revocation', 'list_not_trusted', { url })
  return jws ? { document, jws } : { document }
}

function isCurrent(list: JsonObject, now: number): boolean {
  const [from, until] = [list.validFrom, list.validUntil].map((value) => readMoment(value))
  const begun = list.validFrom === undefined || (from !== undefined && 'at' in from && from.at <= now + 300_000)
  return begun && (list.validUntil === undefined || (until !== undefined && 'at' in until && until.at > now))
}

/** The 1EdTech list of revoked ids (ob_v3p0, 1EdTechRevocationList): unsigned, so it must stand on the issuer's own say-so. */
async function checkNamedList(entry: JsonObject, credential: JsonObject, lookUp: LookUp): Promise<Check> {
  const url = idOf(entry)
  if (url === null) return failed('revocation', 'status_malformed', { field: 'credentialStatus.id' })
  const list = await findList(url, lookUp)
  if ('outcome' in list) return list
  if (list.document.revokedCredential === undefined && !hasType(list.document, '1EdTechRevocationList'))
    return unknown('revocation', 'not_readable', { url })
  if (list.document.issuer !== undefined && idOf(list.document.issuer) !== idOf(credential.issuer))
    return unknown('revocation', 'list_not_trusted', { url })
  for (const one of listOf(list.document.revokedCredential)) {
    if (idOf(one) !== idOf(credential) || (isObject(one) && one.revoked === false)) continue
    return failed('revocation', 'revoked', {
      reason: (isObject(one) ? (textOf(one.revocationReason) ?? '') : '').slice(0, 1000),
    })
  }
  return passed('revocation', 'ok')
}
