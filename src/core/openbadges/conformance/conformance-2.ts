import { z } from 'zod'
import { openBadges2 } from '../v2/build'
import { faultsOf, listOf, type Fault } from './faults'
import {
  emptiesIn,
  isAssertionId,
  isIdentityHash,
  isProfileEmail,
  isPublicHost,
  isTelephone,
  isWebAddress,
  isZonedTime,
  originOf,
} from './rules'

const id = z.string().refine(isAssertionId)
const webAddress = z.string().refine(isWebAddress)
const time = z.string().refine(isZonedTime)
const typed = (...names: string[]) =>
  z.unknown().refine((type) => listOf(type).some((name) => typeof name === 'string' && names.includes(name)))
/** A picture: an address, a data URI, or an object that names either. */
const picture = (isAllowed: (text: string) => boolean) =>
  z.union([z.string().refine(isAllowed), z.looseObject({ id: z.string().refine(isAllowed) })])
const isPictureData = (text: string) => /^data:image\/(png|svg\+xml)[;,]/.test(text)
const context = z.unknown().refine((value) => listOf(value).includes(openBadges2))

const identity = z.looseObject({
  type: z.string(),
  hashed: z.boolean(),
  identity: z.string().min(1),
  salt: z.string().optional(),
})

const evidence = z.union([webAddress, z.looseObject({ type: typed('Evidence').optional(), id: webAddress.optional() })])

const assertionShape = z.looseObject({
  '@context': context,
  id,
  type: typed('Assertion'),
  recipient: identity.refine(({ hashed, identity }) => hashed === isIdentityHash(identity), { path: ['identity'] }),
  badge: z.string(),
  verification: z.looseObject({ type: typed('HostedBadge', 'hosted', 'SignedBadge', 'signed') }),
  issuedOn: time,
  expires: time.optional(),
  // A picture inside the document would hold the document itself.
  image: picture(isWebAddress).optional(),
  evidence: z.union([evidence, z.array(evidence)]).optional(),
  narrative: z.string().optional(),
})

const badgeShape = z.looseObject({
  '@context': context,
  id,
  type: typed('BadgeClass'),
  name: z.string().min(1).max(255),
  description: z.string().min(1),
  image: picture((text) => isWebAddress(text) || isPictureData(text)),
  criteria: z.union([
    webAddress,
    z
      .looseObject({ id: webAddress.optional(), narrative: z.string().min(1).optional() })
      .refine((criteria) => criteria.id !== undefined || criteria.narrative !== undefined),
  ]),
  issuer: z.string(),
  alignment: z
    .unknown()
    .transform(listOf)
    .pipe(z.array(z.looseObject({ targetName: z.string().min(1), targetUrl: webAddress })))
    .optional(),
  tags: z.array(z.string()).optional(),
})

const profileShape = z.looseObject({
  '@context': context,
  id,
  type: typed('Profile', 'Issuer'),
  name: z.string().min(1),
  url: webAddress,
  email: z.string().refine(isProfileEmail),
  telephone: z.string().refine(isTelephone).optional(),
  publicKey: z.unknown().optional(),
  verification: z
    .looseObject({ allowedOrigins: z.unknown().optional(), startsWith: z.unknown().optional() })
    .optional(),
})

/** The three documents of one OB 2.0 award, as parsed. */
export type Documents2 = { assertion: unknown; badgeClass: unknown; profile: unknown }

/**
 * What 1EdTech's OB 2.0 validator would refuse in the documents of an award, before they are published: shapes (ids, times with a zone,
 * addresses, hashed against plain identity, pictures, criteria), the links between them, the key of a signed one, the hosting rules of
 * OB 2.0 §Hosted verification (an assertion on its issuer's origin, or where the issuer allows it), and dates against `now` (milliseconds
 * since 1970). Empty where nothing is wrong. Needs no network.
 */
export function conformance2(documents: Documents2, now: number): Fault[] {
  const faults = [
    ...faultsOf(assertionShape, documents.assertion, 'assertion'),
    ...faultsOf(badgeShape, documents.badgeClass, 'badge'),
    ...faultsOf(profileShape, documents.profile, 'issuer'),
  ]
  const assertion = assertionShape.safeParse(documents.assertion).data
  const badge = z.looseObject({ id: z.string(), issuer: z.string() }).safeParse(documents.badgeClass).data
  const issuer = z.looseObject({ id: z.string() }).safeParse(documents.profile).data
  const refuse = (rule: Fault['rule'], at: string) => faults.push({ rule, at })

  for (const [name, document] of Object.entries(documents))
    for (const at of emptiesIn(document, name)) refuse('shape', at)
  if (assertion && badge && assertion.badge !== badge.id) refuse('shape', 'assertion.badge')
  if (badge && issuer && badge.issuer !== issuer.id) refuse('shape', 'badge.issuer')
  if (assertion) {
    if (Date.parse(assertion.issuedOn) > now) refuse('in_future', 'assertion.issuedOn')
    if (assertion.expires !== undefined) {
      if (Date.parse(assertion.expires) <= Date.parse(assertion.issuedOn))
        refuse('ends_before_start', 'assertion.expires')
      else if (Date.parse(assertion.expires) <= now) refuse('expired', 'assertion.expires')
    }
  }
  if (!issuer) return faults
  if (isWebAddress(issuer.id) && !isPublicHost(issuer.id)) refuse('host', 'issuer.id')
  if (!assertion) return faults
  const { verification } = assertion
  const isSigned = listOf(verification.type).some((type) => type === 'SignedBadge' || type === 'signed')
  const keys = listOf(issuer['publicKey']).map(idOf)
  if (isSigned) {
    const key = idOf(verification['creator'] ?? issuer['publicKey'])
    if (key === null || !keys.includes(key)) refuse('shape', 'assertion.verification.creator')
  } else if (!isHostedByIssuer(assertion.id, issuer)) refuse('other_host', 'assertion.id')
  return faults
}

const idOf = (value: unknown): string | null => {
  const read = z.union([z.string(), z.looseObject({ id: z.string() }).transform((it) => it.id)]).safeParse(value)
  return read.success ? read.data : null
}

/** OB 2.0 §Hosted verification: the same origin, or one that the issuer's verification policy allows. */
function isHostedByIssuer(id: string, issuer: Record<string, unknown>): boolean {
  const policy = z
    .looseObject({ allowedOrigins: z.unknown().optional(), startsWith: z.unknown().optional() })
    .safeParse(issuer['verification']).data
  const starts = listOf(policy?.startsWith)
  if (starts.length > 0) return starts.some((start) => typeof start === 'string' && id.startsWith(start))
  const host = URL.parse(id)?.host
  const allowed = listOf(policy?.allowedOrigins)
  if (allowed.length > 0) return host !== undefined && allowed.includes(host)
  return originOf(id) !== null && originOf(id) === originOf(String(issuer['id']))
}
