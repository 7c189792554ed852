import { z } from 'zod'
import type { ReceivedEndorsement } from '../contract/achievement'
import { uuidOfToken } from '../openbadges/addresses'
import { decodeBase64url } from '../openbadges/base64url'

/** Who says what of whom, as an endorsement states it; nothing of it is checked. */
export type EndorsementReading = {
  format: ReceivedEndorsement['format']
  /** The endorser's name, else its id. */
  by: string
  says: string
  /** The id of what is endorsed. */
  subject: string
  at: string | null
}

const types = z.union([z.string().transform((type) => [type]), z.array(z.string())])
const text = z.string().catch('')
const someone = z.union([z.string().transform((id) => ({ id, name: '' })), z.looseObject({ id: text, name: text })])
const first = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value: unknown) => (Array.isArray(value) ? (value[0] as unknown) : value), shape)

/** OB 3.0 §EndorsementCredential. */
const credential = z.looseObject({
  type: types.refine((it) => it.includes('EndorsementCredential')),
  issuer: someone,
  validFrom: z.string().optional(),
  credentialSubject: first(z.looseObject({ id: z.string().min(1), endorsementComment: text })),
})
/** OB 2.0 §Endorsement. */
const endorsement = z.looseObject({
  type: types.refine((it) => it.includes('Endorsement')),
  issuer: someone,
  issuedOn: z.string().optional(),
  claim: first(z.looseObject({ id: z.string().min(1), endorsementComment: text })),
})

/**
 * Reads an endorsement as somebody handed it over: the JSON of an OB 3.0 EndorsementCredential or an OB 2.0 Endorsement, or either as a
 * compact JWS. Null where it is neither.
 */
export function readEndorsement(handed: string): EndorsementReading | null {
  const document = documentIn(handed.trim())
  const v3 = credential.safeParse(document).data
  if (v3)
    return {
      format: '3.0',
      by: v3.issuer.name || v3.issuer.id,
      says: v3.credentialSubject.endorsementComment,
      subject: v3.credentialSubject.id,
      at: v3.validFrom ?? null,
    }
  const v2 = endorsement.safeParse(document).data
  if (!v2) return null
  return {
    format: '2.0',
    by: v2.issuer.name || v2.issuer.id,
    says: v2.claim.endorsementComment,
    subject: v2.claim.id,
    at: v2.issuedOn ?? null,
  }
}

function documentIn(handed: string): unknown {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(handed)?.[1]
  const bytes = payload === undefined ? null : decodeBase64url(payload)
  try {
    const document: unknown = JSON.parse(bytes ? new TextDecoder().decode(bytes) : handed)
    // VC 1.1 keeps the credential in a claim of its own.
    return z.looseObject({ vc: z.looseObject({}) }).safeParse(document).data?.vc ?? document
  } catch {
    return null
  }
}

/** Whether an endorsement is of this badge, in any of its versions up to this one: by its address, or by its id where it has none. */
export function isOfBadge({ subject }: EndorsementReading, badge: { token: string; version: number }): boolean {
  const versions = Array.from({ length: badge.version }, (_, index) => index + 1)
  return (
    subject.includes(`/badges/${badge.token}/`) ||
    versions.some((version) => subject === `urn:uuid:${uuidOfToken(badge.token, version)}`)
  )
}
