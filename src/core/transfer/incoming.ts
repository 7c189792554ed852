import type { AchievementDetails, UnsignedEndorsement } from '../contract/achievement'
import type { Expiry } from '../contract/badges'
import type { TransferKind, TransferReason } from '../contract/transfer'
import type { ProfileField } from '../earning/criteria'

/** A row of a table of the old system: every value as text, null where there is none. */
export type SourceRow = {
  table: string
  /** Its place, for a person who looks for it: "badges.csv, line 12". */
  at: string
  cells: Readonly<Record<string, string | null>>
}
/** The tables of an old system; one that is not there has no rows. Rows are read anew each time. */
export type Tables = { rows: (table: string) => Iterable<SourceRow> }
/** A JSON file of an old system. */
export type JsonFile = { name: string; value: unknown }

/** How a source is read. */
export type ReadOptions = {
  /** Of times that tell no zone: `core/transfer/times.ts`. */
  zone?: string | undefined
}

type Thing = { at: string; name: string }
/** Refers to a thing of the same source by the key that it has there. */
type Ref = string

/** A badge, apart from its name. */
export type IncomingBadge = {
  key: Ref
  issuer: Ref | null
  description: string
  /** Markdown. */
  criteria: string
  tags: readonly string[]
  categories?: readonly string[]
  expiry: Expiry
  /** Of the file that shows it, among the files of the source; null where the source has none. */
  picture: string | null
  altText?: string
  achievement?: Partial<AchievementDetails>
  /** As the old system had it; awarded or not is for this library to find out. */
  state: 'inactive' | 'active' | 'archived'
  issueLimit?: number | null
  /** False where a person may hold several. */
  onePerPerson?: boolean
  notifyCreator?: boolean
  attachBaked?: boolean
  visible?: boolean
  mailSubject?: string | null
  mailBody?: string | null
}

/** One thing that a criterion asks for; what it names is found by its name, or made. */
export type IncomingTerm =
  | { role: string }
  | { activity: string; of: 'course' | 'activity' | 'competency'; minLevel?: number; by?: string }
  | { field: ProfileField }
  | { badge: Ref }
  | { group: string }

export type IncomingEvidence = { url?: string; narrative?: string }

/** One thing that comes in, in words of this library. Everything that it refers to came before it. */
export type Incoming = Thing &
  (
    | {
        kind: 'system' | 'program'
        key: Ref
        url: string
        description: string
        email: string
        /** The systems of an issuer, the issuers of a program. */
        under: readonly Ref[]
      }
    | { kind: 'issuer'; key: Ref; url: string; description: string; email: string; under: readonly Ref[] }
    | ({ kind: 'badge'; programs: readonly Ref[] } & IncomingBadge)
    /** Two badges that have to do with each other, whichever of them said so. */
    | { kind: 'related'; badge: Ref; other: Ref }
    /** What somebody said of a badge; nobody signed it. */
    | { kind: 'endorsement'; badge: Ref; said: UnsignedEndorsement }
    | {
        kind: 'person'
        key: Ref
        email: string | null
        givenName?: string
        familyName?: string
        nickname?: string
        website?: string
        bio?: string
        optedOut?: boolean
        createdAt?: string | null
      }
    | { kind: 'team'; key: Ref }
    | { kind: 'series'; key: Ref; description: string; tags: readonly string[]; team: Ref | null }
    | { kind: 'milestone'; series: Ref; badge: Ref; position: number }
    | {
        kind: 'rule'
        target: Ref
        members: readonly Ref[]
        numberRequired: number
        action: 'award' | 'queue_application'
      }
    | {
        kind: 'criterion'
        key: Ref
        badge: Ref
        type:
          | 'overall'
          | 'manual'
          | 'course'
          | 'courseset'
          | 'activity'
          | 'profile'
          | 'social'
          | 'badge'
          | 'cohort'
          | 'competency'
        method: 'all' | 'any'
        description: string
        terms: readonly IncomingTerm[]
      }
    | {
        kind: 'met'
        /** A criterion by its key, or the manual one of a badge. */
        criterion: { key: Ref } | { manualOf: Ref }
        person: Ref
        metAt: string
        role: string
        note: string
      }
    | { kind: 'rubric'; key: Ref; badge: Ref; position: number; note: string; required: boolean }
    | { kind: 'counter'; badge: Ref; person: Ref; value: number; updatedAt: string | null }
    | {
        kind: 'application'
        key: Ref
        badge: Ref
        person: Ref
        statement: string
        state: 'submitted' | 'reviewed' | 'declined'
        createdAt: string | null
        evidence: readonly IncomingEvidence[]
        reviews: readonly {
          author: string
          comment: string
          decision: 'approve' | 'decline' | 'ask_for_more'
          at: string | null
          items: readonly { rubric: Ref; satisfied: boolean; comment: string }[]
        }[]
      }
    | {
        kind: 'award'
        badge: Ref
        person: Ref
        awardedAt: string
        expiresAt: string | null
        narrative: string
        evidence: readonly IncomingEvidence[]
      }
    /** Something that stays behind, or was changed while it was read. */
    | { kind: 'remark'; of: TransferKind; reason: TransferReason; outcome: 'left_out' | 'changed' }
  )
export type IncomingOf<Kind extends Incoming['kind']> = Extract<Incoming, { kind: Kind }>

/** A remark about what comes in otherwise than it was. */
export const changed = (of: TransferKind, row: Pick<SourceRow, 'at'>, name: string, reason: TransferReason) =>
  remark(of, row, name, reason, 'changed')

/** A remark about a row. */
export const remark = (
  of: TransferKind,
  { at }: Pick<SourceRow, 'at'>,
  name: string,
  reason: TransferReason,
  outcome: 'left_out' | 'changed' = 'left_out',
): IncomingOf<'remark'> => ({ kind: 'remark', of, at, name, reason, outcome })
