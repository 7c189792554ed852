import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import { replacedReason } from '../../../core/awards/rules'
import { expiresAt as expiryOf } from '../../../core/badges/expiry'
import { readSubject, type SubjectDetails } from '../../../core/contract/achievement'
import type { awardRefusal, awardsContract } from '../../../core/contract/awards'
import type { Issuance } from '../../../core/contract/issuers'
import type { Change } from '../../../core/contract/library'
import { BlazonError } from '../../../core/errors'
import type { AwardFacts } from '../../../core/openbadges/facts'
import { hashIdentity, newSalt } from '../../../core/openbadges/identity'
import type { Random } from '../../../core/ports'
import type { AwardingExtra } from '../../catalog/award-people'
import { missingPrerequisites, readBadgeRules, refusalsFor, type BadgeRules } from '../../catalog/award-rules'
import { heldAwards, readReplaceable, supersedeAwards } from '../../catalog/award-facts'
import { closeBatch, insertAwards, insertBatch, type NewAward } from '../../catalog/awards'
import { giveTokenUnder, readBadgeUnder, type UnderIssuer } from '../../catalog/badge-under-issuer'
import { freezeVersion, lockStatus, type BadgeForAward } from '../../catalog/badges'
import type { Catalog, Transaction } from '../../catalog/catalog'
import { documentsHash, type Documents } from '../../catalog/documents'
import { findOrAddPeople, readRecipients } from '../../catalog/people'
import { adoptPictures } from '../../catalog/prepared-pictures'
import { statusAllocator, type StatusEntry } from '../../catalog/status-lists'
import { sha256 } from '../../signing/ports'
import { askedText } from './prepare'
import type { Preparation, Preparations, PreparedPlace } from './preparations'

type CreateRequest = z.infer<NonNullable<(typeof awardsContract.create)['~orpc']['inputSchema']>>
type Refusal = z.infer<typeof awardRefusal>
type Result = {
  batchId: string
  awarded: { row: number; awardId: string; personId: string }[]
  skipped: { row: number; reason: Refusal }[]
}

/** Signs the documents of one badge version under its issuer's current keys (`signing/issue.ts`). `keyId` is the credential's, or the assertion's where that is all. */
export type Issuing = {
  keyId: string | null
  /** The key of signed assertions. */
  assertionKeyId: string | null
  issue: (award: AwardFacts) => Documents | Promise<Documents>
}
type AwardToIssue = AwardFacts & { status: StatusEntry | null; suspension: StatusEntry | null }

export type CreateDeps = {
  catalog: Catalog
  random: Random
  announce: (change: Change) => void
  /** Makes the issuer's keys on first use. Throws `secret_unavailable`. */
  issuingFor: (badge: BadgeForAward, issuance: Issuance) => Promise<Issuing>
  /** What was drawn for people who are to be awarded. */
  prepared: Preparations
  /**
   * Checks who confirms an award of a badge that asks for two people: another active operator than the one signed in, who may award it.
   * Answers with the operator's id; throws where it is nobody. Absent where nobody signs in.
   */
  confirm?: (username: string, pin: string, badgeId: string) => Promise<string>
  /** What new awards may lead to: milestones and criteria are looked at again for these people. */
  afterAwarding?: (personIds: readonly string[]) => Promise<void>
}

/** A slice aims at this much work before other calls get their turn (architecture, decision 9). */
const sliceMs = 25
const largestSlice = 1000

/**
 * Awards a badge to many people, slice by slice: people are found or added, documents built and signed, then one transaction stores
 * the slice's awards and its journal lines. A row is reported as awarded only after that commit. Cancelling, or an error, keeps the
 * slices before it; so does the sign-out of whoever awards: nothing of theirs is done in another's name.
 */
export async function* createAwards(
  deps: CreateDeps,
  request: CreateRequest,
  signal: AbortSignal | undefined,
  extra: AwardingExtra = {},
): AsyncGenerator<{ done: number; total: number }, Result> {
  const { catalog, announce } = deps
  const operatorId = catalog.operator()
  const isStillThem = () => catalog.operator() === operatorId
  const badge = badgeToAward(catalog, request)
  const awardedAt = checkedDate(request.awardedAt ?? catalog.now())
  const preparation = preparationFor(deps.prepared, badge, request, awardedAt.slice(0, 10))
  const expiresAt = expiryOf(awardedAt, badge.details.expiry, request.expiresAt)
  const issuance = issuanceOf(badge.issuer, request.issuance)
  const confirmedBy = extra.inPlaceOf ? null : await confirmation(deps, request)
  if (!badge.isOwn) badge.token = giveTokenUnder(catalog, badge.id, badge.issuer.id)
  const issuing = await deps.issuingFor(badge, issuance)
  const batchId = catalog.write((tx) =>
    insertBatch(catalog, tx, {
      badgeVersionId: badge.versionId,
      eventId: request.eventId ?? null,
      total: request.people.length,
      source: extra.source ?? (request.eventId === undefined ? 'typed' : 'event'),
    }),
  )

  const result: Result = { batchId, awarded: [], skipped: [] }
  const seen = new Set<string>()
  const replaced: string[] = []
  const total = request.people.length
  let done = 0
  // An RSA signature alone takes some 2 ms.
  let size = issuing.assertionKeyId === null ? 50 : 10
  let state: 'done' | 'cancelled' = 'cancelled'
  try {
    while (done < total && !signal?.aborted && isStillThem()) {
      const began = performance.now()
      const rows = request.people.slice(done, done + size).map((person, index) => ({ row: done + index + 1, person }))
      await awardSlice(
        deps,
        {
          badge,
          issuing,
          formats: issuance.formats,
          request,
          preparation,
          batchId,
          awardedAt,
          expiresAt,
          seen,
          result,
          confirmedBy,
          replaced,
          extra,
          operatorId,
        },
        rows,
      )
      done += rows.length
      yield { done, total }
      await turn()
      const spent = Math.max(performance.now() - began, 0.1)
      size = Math.max(10, Math.min(largestSlice, Math.round((size * sliceMs) / spent)))
    }
    if (done === total) state = 'done'
    else if (!isStillThem()) throw new BlazonError('sign_in_needed', 'whoever began this is no longer signed in')
  } finally {
    closeBatch(catalog, batchId, state)
    // What no award took goes; tokens and numbers stay burnt.
    if (preparation) deps.prepared.drop(preparation.id)
    if (result.awarded.length > 0)
      announce({ name: 'awards.created', ids: result.awarded.slice(0, 100).map((row) => row.awardId) })
    if (replaced.length > 0) announce({ name: 'awards.changed', ids: replaced.slice(0, 100) })
  }
  for (let row = done + 1; row <= total; row++) result.skipped.push({ row, reason: 'cancelled' })
  result.skipped.sort((one, other) => one.row - other.row)
  if (result.awarded.length > 0) await deps.afterAwarding?.(result.awarded.map(({ personId }) => personId))
  return result
}

/** The badge under its issuer, if it may be awarded. Throws `conflict` (reason `archived`, `inactive`, `incomplete`, `hosting_undecided`, `issuer_not_allowed`). */
function badgeToAward(catalog: Catalog, { badgeId, issuerId }: CreateRequest): BadgeForAward & UnderIssuer {
  const badge = readBadgeUnder(catalog, badgeId, issuerId)
  if (badge.status === 'archived') throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
  if (badge.paused) throw new BlazonError('conflict', 'the badge is paused', { reason: 'inactive' })
  if (!badge.ready)
    throw new BlazonError('conflict', 'the badge cannot be awarded yet', {
      reason: 'incomplete',
      missing: badge.missing,
    })
  if (!badge.issuer.hostingDecided)
    throw new BlazonError('conflict', 'the hosting address is not decided', { reason: 'hosting_undecided' })
  return badge
}

/** Who confirms, where the badge asks for two people. Throws `conflict` (reason `confirmation_missing`) and what `confirm` throws. */
async function confirmation(
  { catalog, confirm }: CreateDeps,
  { badgeId, confirmation: given }: CreateRequest,
): Promise<string | null> {
  if (!readBadgeRules(catalog, badgeId).doubleEntry) return null
  if (!given || !confirm)
    throw new BlazonError('conflict', 'a second person confirms this badge', { reason: 'confirmation_missing' })
  return confirm(given.username, given.pin, badgeId)
}

type Slice = {
  badge: BadgeForAward & UnderIssuer
  issuing: Issuing
  formats: Issuance['formats']
  request: CreateRequest
  /** The places and pictures of a badge with merge fields. */
  preparation: Preparation | null
  batchId: string
  awardedAt: string
  expiresAt: string | null
  /** People of this request that a row before took. */
  seen: Set<string>
  result: Result
  confirmedBy: string | null
  /** Awards that gave way so far. */
  replaced: string[]
  extra: AwardingExtra
  /** Who awards. */
  operatorId: string | null
}

async function awardSlice(
  { catalog, random }: CreateDeps,
  slice: Slice,
  rows: { row: number; person: CreateRequest['people'][number] }[],
): Promise<void> {
  const { badge, issuing, request, preparation, result, seen } = slice
  const refuse = (row: number, reason: Refusal) => result.skipped.push({ row, reason })

  const resolved = resolvePeople(catalog, rows, refuse)
  const placeOf = (row: number) => preparation?.places.get(row) ?? null
  const able = resolved.filter(({ row, personId, name, email }) => {
    if (seen.has(personId)) return (refuse(row, 'repeated'), false)
    seen.add(personId)
    // A name is an identity of its own kind in OB 3.0; OB 2.0 knows none without an address.
    if (email === null && badge.site && slice.formats === '2.0') return (refuse(row, 'no_address'), false)
    // Another name than the one that was drawn, or somebody who could not be awarded a moment ago.
    if (preparation && placeOf(row)?.name !== name) return (refuse(row, 'changed_meanwhile'), false)
    return true
  })
  const { refusals } = judge(
    catalog,
    slice,
    able.map(({ personId }) => personId),
  )
  const wanted = able.filter(({ row, personId }) => {
    const refusal = refusals.get(personId)
    if (refusal !== undefined) refuse(row, refusal)
    return refusal === undefined
  })
  if (wanted.length === 0) return

  const allocator = badge.site ? statusAllocator(catalog, badge.issuer.id, random) : null
  // OB 2.0 knows no suspension: where it is alone, nothing could say so.
  const suspensions =
    badge.site && badge.issuer.suspendable && slice.formats !== '2.0'
      ? statusAllocator(catalog, badge.issuer.id, random, 'suspension')
      : null
  const narrative = request.narrative ?? ''
  const evidence = request.evidence ?? []
  const evidenceText = JSON.stringify(evidence)
  const subject = statedSubject(request.subject)
  const { awardedAt, expiresAt } = slice
  const toIssue = wanted.map(({ row, name, email }): AwardToIssue => {
    const salt = newSalt(random)
    return {
      token: placeOf(row)?.token ?? catalog.newToken(),
      identityType: email === null ? 'name' : 'emailAddress',
      identityHash: hashIdentity(email ?? name, salt, sha256),
      salt,
      awardedAt,
      expiresAt,
      status: allocator?.draw() ?? null,
      suspension: suspensions?.draw() ?? null,
      narrative,
      evidence,
      subject,
    }
  })
  const documents: Documents[] = []
  for (const award of toIssue) {
    const issued = issuing.issue(award)
    // Only the first of a kind is a promise; awaiting every one would cost more than signing it.
    documents.push(issued instanceof Promise ? await issued : issued)
  }
  const drafts = wanted.map(({ row, personId }, index) => {
    const issued = toIssue[index]!
    const issuedDocuments = documents[index]!
    const place = placeOf(row)
    const award: NewAward = {
      id: catalog.newId(),
      token: issued.token,
      badge_id: badge.id,
      badge_version_id: badge.versionId,
      person_id: personId,
      batch_id: slice.batchId,
      event_id: request.eventId ?? null,
      site_id: badge.site?.id ?? null,
      key_id: issuing.keyId,
      assertion_key_id: issuedDocuments.assertion === null ? null : issuing.assertionKeyId,
      identity_type: issued.identityType,
      identity_hash: issued.identityHash,
      salt: issued.salt,
      awarded_at: awardedAt,
      expires_at: expiresAt,
      narrative,
      evidence: evidenceText,
      subject: subject === undefined ? '{}' : JSON.stringify(subject),
      status_list_id: issued.status?.listId ?? null,
      status_index: issued.status?.index ?? null,
      suspension_list_id: issued.suspension?.listId ?? null,
      suspension_index: issued.suspension?.index ?? null,
      documents_sha256: documentsHash(issuedDocuments),
      picture_sha256: place?.picture?.sha256 ?? badge.pictureSha256,
      serial: place?.serial ?? null,
      custom: request.customs?.[row - 1] ?? '',
      issuer_id: badge.issuer.id,
      badge_token: badge.isOwn ? null : badge.token,
      once: 1,
      replaces_id: null,
      operator_id: slice.operatorId,
      confirmed_by: slice.confirmedBy,
      override_reason: '',
      rev: 0,
    }
    return { row, award, documents: issuedDocuments }
  })

  if (catalog.operator() !== slice.operatorId) {
    for (const { row } of drafts) refuse(row, 'cancelled')
    return
  }
  const refusalsMeanwhile = catalog.write((tx) => {
    // Another call may have awarded the same people, or the last places, while these were being signed.
    const ids = drafts.map(({ award }) => award.person_id)
    const { refusals: refusalsNow, rules } = judge(catalog, slice, ids)
    const still = drafts.filter(({ award }) => !refusalsNow.has(award.person_id))
    if (still.length > 0) {
      if (result.awarded.length === 0) refuseIfChanged(catalog, badge)
      freezeVersion(catalog, tx, badge.versionId)
      lockStatus(catalog, tx, badge.id)
      const rev = tx.nextRev()
      const replaced = giveWay(catalog, tx, slice, rules, still)
      const lacking = lackingAmong(catalog, tx, slice, still)
      // Two that a merge brought together are replaced one by one, and the other one stays.
      const besides = new Set(heldAwards(catalog, badge.id, ids).map(({ personId }) => personId))
      for (const { award } of still) {
        award.rev = rev
        award.once = rules.duplicates === 'allow' || besides.has(award.person_id) ? 0 : 1
        award.replaces_id = replaced.get(award.person_id) ?? null
        if (lacking.has(award.person_id)) award.override_reason = request.override?.reason ?? ''
      }
      allocator?.save(tx)
      suspensions?.save(tx)
      const pictures = still.flatMap(({ row }) => placeOf(row)?.picture ?? [])
      adoptPictures(catalog, tx, pictures)
      insertAwards(catalog, tx, still)
      slice.extra.inTransaction?.(
        tx,
        still.map(({ row, award }) => ({ row, awardId: award.id, personId: award.person_id })),
      )
    }
    return refusalsNow
  })
  for (const { row, award } of drafts) {
    const refusal = refusalsMeanwhile.get(award.person_id)
    if (refusal === undefined) result.awarded.push({ row, awardId: award.id, personId: award.person_id })
    else refuse(row, refusal)
  }
}

/** Who of these may not be awarded, by the rules as they are now. */
function judge(
  catalog: Catalog,
  { badge, request, extra: { inPlaceOf } }: Slice,
  personIds: readonly string[],
): { refusals: Map<string, Refusal>; rules: BadgeRules } {
  const rules = readBadgeRules(catalog, badge.id)
  const options = { issuerId: badge.issuer.id, overridden: request.override !== undefined, onlyKnown: true, rules }
  if (inPlaceOf === undefined) return { refusals: refusalsFor(catalog, badge, personIds, options), rules }
  // What is put in the place of another takes none of its own, and nobody is asked anew whether it was earned.
  const mild: BadgeRules = { ...rules, duplicates: 'allow', placesLeft: null, hasPrerequisites: false }
  const refusals = new Map<string, Refusal>(refusalsFor(catalog, badge, personIds, { ...options, rules: mild }))
  const old = personIds.flatMap((personId) => inPlaceOf.awards.get(personId) ?? [])
  const replaceable = new Map(readReplaceable(catalog, old).map((it) => [it.id, it]))
  const othersHold = holdersOfOthers(catalog, badge.id, personIds, inPlaceOf.awards)
  for (const personId of personIds) {
    const award = replaceable.get(inPlaceOf.awards.get(personId) ?? '')
    if (award === undefined) refusals.set(personId, 'changed_meanwhile')
    // In the place of one that is over, a second one would stand beside the one that counts.
    else if (award.revokedAt !== null && rules.duplicates !== 'allow' && othersHold.has(personId))
      refusals.set(personId, 'already_has_it')
  }
  return { refusals, rules }
}

/** Who holds a badge besides the awards that are to be replaced. */
const holdersOfOthers = (
  catalog: Catalog,
  badgeId: string,
  personIds: readonly string[],
  replaced: ReadonlyMap<string, string>,
): Set<string> =>
  new Set(
    heldAwards(catalog, badgeId, personIds).flatMap(({ id, personId }) =>
      replaced.get(personId) === id ? [] : [personId],
    ),
  )

type Draft = { row: number; award: NewAward; documents: Documents }

/** Lets the awards that these people hold give way, as the badge's policy or the caller wants it; by person, which one (of several the newest). */
function giveWay(
  catalog: Catalog,
  tx: Transaction,
  { badge, extra: { inPlaceOf }, replaced }: Slice,
  { duplicates }: BadgeRules,
  drafts: readonly Draft[],
): Map<string, string> {
  const ids = drafts.map(({ award }) => award.person_id)
  const isBy = new Map<string, string>()
  if (inPlaceOf !== undefined) {
    for (const id of ids) isBy.set(id, inPlaceOf.awards.get(id)!)
    supersedeAwards(catalog, tx, [...isBy.values()], inPlaceOf.reason)
    replaced.push(...isBy.values())
  } else if (duplicates === 'replace' || duplicates === 'renew') {
    const held = heldAwards(catalog, badge.id, ids)
    for (const { id, personId } of held.toReversed()) isBy.set(personId, id)
    const heldIds = held.map(({ id }) => id)
    supersedeAwards(catalog, tx, heldIds, duplicates === 'replace' ? replacedReason : null)
    replaced.push(...heldIds)
  }
  return isBy
}

/** Who is awarded without a badge that is needed first, because somebody said why. */
function lackingAmong(catalog: Catalog, tx: Transaction, { badge, request }: Slice, drafts: readonly Draft[]) {
  if (request.override === undefined) return new Set<string>()
  const ids = drafts.map(({ award }) => award.person_id)
  const lacking = new Set(missingPrerequisites(catalog, badge.id, ids).map(({ personId }) => personId))
  const awards = drafts.filter(({ award }) => lacking.has(award.person_id)).map(({ award }) => award.id)
  if (awards.length > 0) tx.audit('awards.prerequisites_waived', { badgeId: badge.id, awards })
  return lacking
}

const nothingSaid = JSON.stringify(readSubject('{}'))

/** Undefined where every field was left empty: then there is no free text, and the documents may go into the journal. */
const statedSubject = (subject: SubjectDetails | undefined) =>
  JSON.stringify(subject) === nothingSaid ? undefined : subject

/** How these awards are issued: the issuer's way, but for what was asked for. */
export const issuanceOf = (
  { formats, assertionProof, credentialProof }: Issuance,
  asked: CreateRequest['issuance'],
): Issuance => ({
  formats: asked?.formats ?? formats,
  assertionProof: asked?.assertionProof ?? assertionProof,
  credentialProof: asked?.credentialProof ?? credentialProof,
})

/**
 * The places of a badge whose pictures are drawn for each person. Everything is looked at before anything is stored: a name in the
 * picture cannot be mended afterwards. Throws `conflict` (reason
 * `needs_pictures`, `prepared_gone`, `prepared_changed` or `pictures_missing`).
 */
function preparationFor(
  prepared: Preparations,
  badge: BadgeForAward,
  request: CreateRequest,
  day: string,
): Preparation | null {
  const refuse = (reason: string, words: string) => new BlazonError('conflict', words, { reason })
  if (!badge.art) return null
  if (request.preparedId === undefined)
    throw refuse('needs_pictures', 'every award of this badge needs its own picture')
  const preparation = prepared.read(request.preparedId)
  const isSame = preparation.versionId === badge.versionId && preparation.asked === askedText(request)
  if (!isSame || (preparation.day !== null && preparation.day !== day))
    throw refuse('prepared_changed', 'something else was prepared')
  const isDrawn = ({ picture }: PreparedPlace) => picture !== null
  if (![...preparation.places.values()].every(isDrawn)) throw refuse('pictures_missing', 'not every picture was drawn')
  return preparation
}

type Resolved = { row: number; personId: string; name: string; email: string | null }

/** Turns the rows into people of the library; those typed in are matched by address and name, or added. */
function resolvePeople(
  catalog: Catalog,
  rows: { row: number; person: CreateRequest['people'][number] }[],
  refuse: (row: number, reason: Refusal) => void,
): Resolved[] {
  const typed = rows.flatMap(({ row, person }) =>
    'name' in person ? [{ row, name: person.name, email: person.email ?? null }] : [],
  )
  const found = new Map<number, string>()
  if (typed.length > 0)
    for (const placed of catalog.write((tx) => findOrAddPeople(catalog, tx, typed)))
      if (placed.personId === null) refuse(placed.row, 'ambiguous')
      else found.set(placed.row, placed.personId)
  const ids = rows.flatMap(({ row, person }) => {
    const personId = 'name' in person ? found.get(row) : person.personId
    return personId === undefined ? [] : [{ row, personId }]
  })
  const people = readRecipients(
    catalog,
    ids.map(({ personId }) => personId),
  )
  return ids.flatMap(({ row, personId }) => {
    const person = people.get(personId)
    if (!person) return (refuse(row, 'unknown_person'), [])
    return [{ row, personId, name: person.name, email: person.email }]
  })
}

/** The first award freezes the version: what was signed a moment ago must still be what the version says. */
function refuseIfChanged(catalog: Catalog, signed: BadgeForAward & UnderIssuer): void {
  const now = readBadgeUnder(catalog, signed.id, signed.isOwn ? undefined : signed.issuer.id)
  const isSame =
    now.issuer?.id === signed.issuer.id &&
    now.versionId === signed.versionId &&
    now.pictureSha256 === signed.pictureSha256 &&
    JSON.stringify(now.details) === JSON.stringify(signed.details)
  if (!isSame) throw new BlazonError('conflict', 'the badge was changed meanwhile', { reason: 'changed_meanwhile' })
}

/** A year before 1583 or after 2200 is a slip of the keyboard (row 34). */
function checkedDate(time: string): string {
  const year = Number(time.slice(0, 4))
  if (year < 1583 || year > 2200)
    throw new BlazonError('invalid_input', 'no date to award on', { field: 'awardedAt', reason: 'out_of_range' })
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
