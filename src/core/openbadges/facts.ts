import type { AchievementDetails, ReceivedEndorsement, SubjectDetails } from '../contract/achievement'

/** What the documents say of an issuer (OB 2.0 Profile, OB 3.0 Profile). */
export type IssuerFacts = {
  token: string
  name: string
  url: string
  email: string
  description: string
  /** What others said of it, letter for letter. */
  endorsements?: readonly ReceivedEndorsement[] | undefined
}

/** What the documents say of one version of a badge (OB 2.0 BadgeClass, OB 3.0 Achievement). */
export type BadgeFacts = {
  token: string
  version: number
  name: string
  description: string
  /** Markdown; the criteria's narrative. */
  criteria: string
  altText: string
  tags: readonly string[]
  /** All else; absent where nothing more is said. */
  achievement?: AchievementDetails | undefined
}

export type EvidenceFacts = {
  url?: string | undefined
  name?: string | undefined
  narrative?: string | undefined
  description?: string | undefined
  genre?: string | undefined
  audience?: string | undefined
}

/** An award's entry in a status list of its issuer. */
export type StatusFacts = { listToken: string; index: number }

/** What the documents say of one award. Times are ISO 8601 UTC text to the second, ending in Z. */
export type AwardFacts = {
  token: string
  /** What was hashed: an address, or a name where somebody has none (OB 3.0 only: OB 2.0 knows no names). */
  identityType: 'emailAddress' | 'name'
  /** `sha256$` + hex, from `hashIdentity`. */
  identityHash: string
  salt: string
  awardedAt: string
  expiresAt: string | null
  /** Null where there is no hosting address. */
  status: StatusFacts | null
  narrative: string
  evidence: readonly EvidenceFacts[]
  /** Its second status entry, of purpose `suspension`; absent or null where it has none. */
  suspension?: StatusFacts | null | undefined
  subject?: SubjectDetails | undefined
}

/** Who stands behind a set of documents and where they are hosted; `base` null = no hosting address, ever, for these. */
export type DocumentPlace = {
  base: string | null
  issuer: IssuerFacts
  /** Multikey of the issuer's current key. */
  multikey: string
}
