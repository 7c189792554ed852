import { z } from 'zod'
import { credentials2 } from '../v3/build'
import { faultsOf, listOf, type Fault } from './faults'
import { emptiesIn, isPublicHost, isUri, isWebAddress, isZonedTime } from './rules'

const uri = z.string().refine(isUri)
const webAddress = z.string().refine(isWebAddress)
const time = z.string().refine(isZonedTime)
const text = z.string().min(1)
const typed = (...names: string[]) => z.array(z.string()).refine((types) => names.every((name) => types.includes(name)))
const oneType = (name: string) => z.union([typed(name), z.literal(name)])
const openBadges = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d+)?\.json$/

const identity = z.looseObject({
  type: z.literal('IdentityObject'),
  hashed: z.boolean(),
  identityHash: text,
  identityType: text,
  salt: z.string().optional(),
})
const alignment = z.looseObject({ type: typed('Alignment'), targetName: text, targetUrl: uri })
const resultDescription = z.looseObject({
  id: uri,
  type: typed('ResultDescription'),
  name: text,
  resultType: text,
  allowedValue: z.array(text).optional(),
  requiredLevel: uri.optional(),
})
const achievement = z.looseObject({
  id: uri,
  type: typed('Achievement'),
  name: text,
  description: text,
  criteria: z
    .looseObject({ id: webAddress.optional(), narrative: text.optional() })
    .refine(({ id, narrative }) => id !== undefined || narrative !== undefined),
  achievementType: z.string().min(1).optional(),
  creditsAvailable: z.number().min(0).optional(),
  image: z.looseObject({ id: uri, type: z.literal('Image') }).optional(),
  alignment: z.array(alignment).optional(),
  tag: z.array(text).optional(),
  related: z.array(z.looseObject({ id: uri, type: typed('Related') })).optional(),
  resultDescription: z.array(resultDescription).optional(),
})
const subject = z.looseObject({
  id: uri.optional(),
  type: typed('AchievementSubject'),
  identifier: z.array(identity).min(1).optional(),
  activityStartDate: time.optional(),
  activityEndDate: time.optional(),
  creditsEarned: z.number().min(0).optional(),
  result: z.array(z.looseObject({ type: typed('Result') })).optional(),
  achievement: z.looseObject({}),
})
const credentialShape = z.looseObject({
  '@context': z
    .array(z.unknown())
    .refine(([first, second]) => first === credentials2 && typeof second === 'string' && openBadges.test(second)),
  id: uri,
  type: typed('VerifiableCredential').refine(
    (types) => types.includes('OpenBadgeCredential') || types.includes('AchievementCredential'),
  ),
  name: text,
  // OB 3.0 lets an address stand here; the validator wants the profile itself.
  issuer: z.looseObject({ id: uri, type: typed('Profile') }),
  validFrom: time,
  validUntil: time.optional(),
  awardedDate: time.optional(),
  credentialSubject: subject.refine(({ id, identifier }) => id !== undefined || identifier !== undefined),
  evidence: z.array(z.looseObject({ id: uri.optional(), type: typed('Evidence') })).optional(),
  credentialStatus: z
    .unknown()
    .transform(listOf)
    .pipe(z.array(z.looseObject({ type: text })))
    .optional(),
  endorsement: z.array(z.looseObject({ type: typed('EndorsementCredential') })).optional(),
})
const proof = z
  .unknown()
  .transform(listOf)
  .pipe(z.array(z.looseObject({ type: oneType('DataIntegrityProof'), proofValue: text })).min(1))
const issuerShape = z.looseObject({ id: z.string(), url: webAddress.optional() })

/**
 * What 1EdTech's OB 3.0 validator would refuse in a credential: contexts and their order, types, the issuer as an object, times with a
 * zone and against `now` (milliseconds since 1970), the criteria, nothing empty; with `secured: 'proof'` also an embedded proof (a draft
 * that is about to be signed has none, a VC-JWT never). Empty where nothing is wrong. Needs no network.
 */
export function conformance3(
  credential: unknown,
  now: number,
  { secured = 'later' }: { secured?: 'later' | 'proof' } = {},
): Fault[] {
  const faults = faultsOf(credentialShape, credential, 'credential')
  const refuse = (rule: Fault['rule'], at: string) => faults.push({ rule, at })
  for (const at of emptiesIn(credential, 'credential')) refuse('shape', at)
  const read = z
    .looseObject({
      issuer: z.unknown().optional(),
      validFrom: z.unknown().optional(),
      validUntil: z.unknown().optional(),
      credentialSubject: z.looseObject({ achievement: z.unknown().optional() }),
    })
    .safeParse(credential).data
  if (secured === 'proof') faults.push(...faultsOf(z.looseObject({ proof }), credential, 'credential'))
  if (!read) return faults
  faults.push(...faultsOf(issuerShape, read.issuer, 'issuer'))
  faults.push(...faultsOf(achievement, read.credentialSubject.achievement, 'achievement'))
  const { id, url } = read.issuer && typeof read.issuer === 'object' ? z.looseObject({}).parse(read.issuer) : {}
  if (typeof url === 'string' && /^http:/i.test(url)) refuse('insecure', 'issuer.url')
  // did:web names a host as a certificate does: no IP address, no localhost. A port is allowed.
  const host = typeof id === 'string' ? /^did:web:([^:%]+)/.exec(id)?.[1] : undefined
  if (host !== undefined && !isPublicHost(`https://${host}/`)) refuse('host', 'issuer.id')
  const start = momentOf(read.validFrom)
  const end = momentOf(read.validUntil)
  if (start !== null && start > now) refuse('in_future', 'credential.validFrom')
  if (start !== null && end !== null && end <= start) refuse('ends_before_start', 'credential.validUntil')
  else if (end !== null && end <= now) refuse('expired', 'credential.validUntil')
  return faults
}

const momentOf = (value: unknown): number | null =>
  typeof value === 'string' && isZonedTime(value) ? Date.parse(value) : null
