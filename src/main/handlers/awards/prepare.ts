import type { z } from 'zod'
import type { awardRefusal, awardsContract, FieldValues, PreparedRow } from '../../../core/contract/awards'
import type { DesignDocument } from '../../../core/designs/document'
import { shownFields } from '../../../core/designs/fields'
import { BlazonError } from '../../../core/errors'
import { addressOf, sitePaths } from '../../../core/openbadges/addresses'
import { reencodeAlike, type PngRecipe } from '../../baking/picture'
import { refusalsFor } from '../../catalog/award-rules'
import { readBadgeUnder } from '../../catalog/badge-under-issuer'
import type { BadgeForAward } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { lookUpPeople, readRecipients } from '../../catalog/people'
import { keepPreparedPicture } from '../../catalog/prepared-pictures'
import { takeSerials } from '../../catalog/serials'
import type { Preparation, Preparations, PreparedPlace } from './preparations'

type Request = z.infer<NonNullable<(typeof awardsContract.prepare)['~orpc']['inputSchema']>>
type Refusal = z.infer<typeof awardRefusal>
type Answer = {
  preparedId: string
  document: DesignDocument
  rows: PreparedRow[]
  skipped: { row: number; reason: Refusal }[]
}

/** Pixels a side of a picture drawn from a design (`core/designs/document.ts`). */
const side = 600

/** What awarding must ask for again, word for word. */
export const askedText = ({
  badgeId,
  issuerId,
  people,
  customs,
}: Pick<Request, 'badgeId' | 'issuerId' | 'people' | 'customs'>): string =>
  JSON.stringify([badgeId, issuerId ?? null, people, customs ?? []])

/**
 * Sets places aside for people whose pictures are drawn before they are awarded. Nobody is stored: who is typed in comes into the library
 * with the award. Throws `conflict` (reasons `archived`, `inactive`, `incomplete`, `no_fields`, `issuer_not_allowed`).
 */
export function prepareAwards(
  { catalog, prepared }: { catalog: Catalog; prepared: Preparations },
  request: Request,
): Answer {
  const badge = readBadgeUnder(catalog, request.badgeId, request.issuerId)
  if (badge.status === 'archived') throw new BlazonError('conflict', 'the badge is archived', { reason: 'archived' })
  if (badge.paused) throw new BlazonError('conflict', 'the badge is paused', { reason: 'inactive' })
  if (!badge.ready)
    throw new BlazonError('conflict', 'the badge cannot be awarded yet', {
      reason: 'incomplete',
      missing: badge.missing,
    })
  const { art } = badge
  if (!art) throw new BlazonError('conflict', 'the badge has no merge fields', { reason: 'no_fields' })

  const awardedAt = request.awardedAt ?? catalog.now()
  const before = prepared.find(request.preparedId)
  const isSameBadge = before?.badgeId === badge.id && before.versionId === badge.versionId
  const placesBefore = new Map(isSameBadge ? [...before.places.values()].map((place) => [place.key, place]) : [])
  const { found, skipped } = whoIsMeant(catalog, badge, request)
  const fields = shownFields(art)
  const fresh = found.filter(({ key }) => !placesBefore.has(key))
  let serial =
    fields.has('serial') && fresh.length > 0
      ? catalog.write((tx) => takeSerials(catalog, tx, badge.id, fresh.length))
      : null
  const places = new Map<number, PreparedPlace>()
  for (const { row, key, personId, name } of found) {
    const old = placesBefore.get(key)
    const custom = request.customs?.[row - 1] ?? ''
    places.set(row, {
      key,
      personId,
      name,
      custom,
      token: old?.token ?? catalog.newToken(),
      serial: old ? old.serial : serial,
      picture: null,
    })
    if (!old && serial !== null) serial++
  }
  if (before && !isSameBadge) prepared.drop(before.id)
  const preparation: Preparation = {
    id: isSameBadge ? before.id : catalog.newId(),
    badgeId: badge.id,
    versionId: badge.versionId,
    asked: askedText(request),
    day: fields.has('date') ? awardedAt.slice(0, 10) : null,
    places,
    refused: new Map(skipped.map(({ row, reason }) => [row, reason])),
  }
  prepared.keep(preparation)
  return {
    preparedId: preparation.id,
    document: art,
    rows: [...places].map(([row, place]) => ({
      row,
      personId: place.personId,
      name: place.name,
      token: place.token,
      values: valuesOf(badge, place, awardedAt),
    })),
    skipped,
  }
}

/** What stands in an award's picture; the same words as in its mail (`hand-out.ts`). */
export function valuesOf(
  badge: BadgeForAward,
  { name, token, serial, custom }: Pick<PreparedPlace, 'name' | 'token' | 'serial' | 'custom'>,
  awardedAt: string,
): FieldValues {
  return {
    name,
    badge: badge.details.name,
    issuer: badge.issuer.name,
    date: awardedAt.slice(0, 10),
    custom,
    ...(serial === null ? {} : { serial: String(serial) }),
    ...(badge.site ? { link: addressOf(badge.site.baseUrl, sitePaths.awardPage(token)) } : {}),
  }
}

type Meant = { row: number; key: string; personId: string | null; name: string }

/** The people of the rows as awarding will find them, without storing anybody. */
function whoIsMeant(
  catalog: Catalog,
  badge: BadgeForAward,
  { people, override }: Request,
): { found: Meant[]; skipped: Answer['skipped'] } {
  const skipped: Answer['skipped'] = []
  const refuse = (row: number, reason: Refusal): [] => (skipped.push({ row, reason }), [])
  const typed = people.flatMap((person, index) =>
    'name' in person ? [{ row: index + 1, name: person.name, email: person.email ?? null }] : [],
  )
  const known = new Map(lookUpPeople(catalog, typed).map((placed) => [placed.row, placed.personIds]))
  const idOf = (person: Request['people'][number], row: number) =>
    'name' in person ? known.get(row)?.[0] : person.personId
  const ids = people.flatMap((person, index) => idOf(person, index + 1) ?? [])
  const recipients = readRecipients(catalog, ids)
  const seen = new Set<string>()
  const meant = people.flatMap((person, index): Meant[] => {
    const row = index + 1
    if ((known.get(row)?.length ?? 0) > 1) return refuse(row, 'ambiguous')
    const personId = idOf(person, row)
    const recipient = personId === undefined ? undefined : recipients.get(personId)
    if (personId !== undefined && !recipient) return refuse(row, 'unknown_person')
    const name = recipient?.name ?? ('name' in person ? person.name : '')
    const email = recipient ? recipient.email : 'name' in person ? (person.email ?? null) : null
    const key = personId ?? `typed:${name.toLowerCase()}:${(email ?? '').toLowerCase()}`
    if (seen.has(key)) return refuse(row, 'repeated')
    seen.add(key)
    if (email === null && badge.site && badge.issuer.formats === '2.0') return refuse(row, 'no_address')
    return [{ row, key, personId: personId ?? null, name }]
  })
  const refusals = refusalsFor(
    catalog,
    badge,
    meant.map(({ key }) => key),
    { issuerId: badge.issuer.id, overridden: override !== undefined },
  )
  const found = meant.filter(({ row, key }) => {
    const refusal = refusals.get(key)
    if (refusal !== undefined) refuse(row, refusal)
    return refusal === undefined
  })
  return { found, skipped }
}

/** How the pictures of a preparation are packed best: learnt from its first one, since all are of one design. */
const recipes = new WeakMap<Preparation['places'], PngRecipe>()

/** Keeps the picture of one prepared row. Throws `not_found` (field row), `conflict` (reason `prepared_gone`), `invalid_input`, `not_png` … */
export async function keepRecipientPicture(
  { catalog, prepared }: { catalog: Catalog; prepared: Preparations },
  { preparedId, row, png }: { preparedId: string; row: number; png: string },
): Promise<{ row: number; sha256: string }> {
  const preparation = prepared.read(preparedId)
  const { places } = preparation
  const place = places.get(row)
  if (!place) throw new BlazonError('not_found', 'no such prepared row', { field: 'row' })
  const { stored, recipe } = await reencodeAlike(Buffer.from(png, 'base64'), recipes.get(places))
  if (stored.width !== side || stored.height !== side)
    throw new BlazonError('invalid_input', `a drawn picture is ${side} px square`, {
      field: 'png',
      reason: 'not_600_square',
    })
  recipes.set(places, recipe)
  const facts = { ...stored, mime: 'image/png' as const }
  const picture = await keepPreparedPicture(catalog, preparedId, stored.bytes, facts)
  // Dropped while it was written: the bytes go the same way.
  if (prepared.find(preparedId)?.places !== places) return { row, sha256: picture.sha256 }
  place.picture = { ...picture, pixelDigest: stored.pixelDigest }
  return { row, sha256: picture.sha256 }
}
