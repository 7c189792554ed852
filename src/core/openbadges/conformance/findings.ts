/** The one-click repairs that the library does by itself (`awards.repair`). */
export const libraryRepairs = [
  'unarchive',
  'activate',
  'fill_alt_text',
  'write_criteria_from_description',
  'unlink_criteria',
  'https_url',
  'plain_addresses',
  'drop_foreign_endorsements',
] as const
export type LibraryRepair = (typeof libraryRepairs)[number]

/** Those that the page does: it puts the question, opens the field, or changes what is about to be awarded. */
export const pageRepairs = [
  'edit_badge',
  'edit_issuer',
  'open_design',
  'open_hosting',
  'unlock_key',
  'open_keys',
  'open_operators',
  'use_now',
  'choose_date',
  'leave_out',
  'say_why',
  'lowercase_email',
  'leave_out_2_0',
  'leave_out_3_0',
] as const
export type PageRepair = (typeof pageRepairs)[number]
export type Repair = LibraryRepair | PageRepair

/** The parts of a badge's page that a repair can lead to. */
export const badgeFields = [
  'name',
  'description',
  'criteria',
  'altText',
  'expiry',
  'issuer',
  'picture',
  'alignments',
  'related',
  'results',
  'endorsements',
  'extensions',
] as const
export type BadgeField = (typeof badgeFields)[number]

export type FindingLevel = 'block' | 'warn' | 'ok'
type Kind = { level: FindingLevel; repair: Repair | null; field?: BadgeField }

const edit = (level: FindingLevel, field: BadgeField) => ({ level, repair: 'edit_badge', field }) as const

/**
 * Everything that the look before an award can find, how grave it is, and the one click that mends it. Only what would be wrong for ever
 * blocks. `assertion_refused` and `credential_refused` stand for every rule of 1EdTech's two validators that no fact of a person can break,
 * only a mistake of ours: the place in the document goes with them.
 */
export const findingKinds = {
  name_missing: edit('block', 'name'),
  name_long: edit('warn', 'name'),
  description_missing: edit('block', 'description'),
  criteria_missing: { level: 'block', repair: 'write_criteria_from_description' },
  criteria_link_unsafe: { level: 'warn', repair: 'unlink_criteria' },
  alt_text_missing: { level: 'block', repair: 'fill_alt_text' },
  picture_missing: edit('block', 'picture'),
  issuer_missing: edit('block', 'issuer'),
  badge_archived: { level: 'block', repair: 'unarchive' },
  badge_paused: { level: 'block', repair: 'activate' },
  address_malformed: { level: 'warn', repair: 'plain_addresses' },
  results_impossible: edit('warn', 'results'),
  extension_incomplete: edit('warn', 'extensions'),
  endorsement_unreadable: edit('warn', 'endorsements'),
  endorsement_of_other: { level: 'warn', repair: 'drop_foreign_endorsements' },
  issuer_email_refused: { level: 'warn', repair: 'edit_issuer' },
  issuer_url_insecure: { level: 'warn', repair: 'https_url' },
  key_locked: { level: 'block', repair: 'unlock_key' },
  key_missing: { level: 'block', repair: 'open_keys' },
  hosting_undecided: { level: 'block', repair: 'open_hosting' },
  hosting_not_yet: { level: 'warn', repair: 'open_hosting' },
  hosting_host_refused: { level: 'warn', repair: 'open_hosting' },
  other_host: { level: 'warn', repair: 'open_hosting' },
  hosting_set: { level: 'ok', repair: null },
  link_impossible: { level: 'warn', repair: 'open_hosting' },
  date_in_future: { level: 'warn', repair: 'use_now' },
  clock_wrong: { level: 'warn', repair: 'choose_date' },
  expires_before: edit('block', 'expiry'),
  expired_already: edit('warn', 'expiry'),
  too_large: { level: 'warn', repair: 'open_design' },
  people_without_address: { level: 'warn', repair: 'leave_out' },
  people_passed_over: { level: 'warn', repair: 'leave_out' },
  already_held: { level: 'warn', repair: 'leave_out' },
  held_again: { level: 'warn', repair: 'leave_out' },
  held_replaced: { level: 'warn', repair: 'leave_out' },
  held_renewed: { level: 'ok', repair: null },
  opted_out: { level: 'warn', repair: 'leave_out' },
  do_not_award: { level: 'warn', repair: 'leave_out' },
  prerequisite_missing: { level: 'warn', repair: 'say_why' },
  prerequisite_waived: { level: 'ok', repair: null },
  limit_reached: { level: 'warn', repair: 'leave_out' },
  confirmation_needed: { level: 'ok', repair: null },
  confirmation_impossible: { level: 'block', repair: 'open_operators' },
  address_capitals: { level: 'warn', repair: 'lowercase_email' },
  assertion_refused: { level: 'block', repair: 'leave_out_2_0' },
  credential_refused: { level: 'block', repair: 'leave_out_3_0' },
  ready: { level: 'ok', repair: null },
} as const satisfies Record<string, Kind>

export type FindingCode = keyof typeof findingKinds
/** The codes as a list, for the contract and for tables of words. */
export const findingCodes = Object.keys(findingKinds) as [FindingCode, ...FindingCode[]]

/** What a person is told, before awarding: `rows` count from 1 in the list of people. */
export type Finding = {
  level: FindingLevel
  code: FindingCode
  repair: Repair | null
  field?: BadgeField | undefined
  count?: number | undefined
  rows?: number[] | undefined
  /** The place in a document, where a rule of a validator is broken. */
  at?: string | undefined
  /** Badges that are needed first, and who lacks each. */
  needs?: { badgeName: string; rows: number[] }[] | undefined
}

/** A finding of one kind with what belongs to it. */
export function finding(code: FindingCode, more: Pick<Finding, 'count' | 'rows' | 'at' | 'needs'> = {}): Finding {
  const { level, repair, ...rest }: Kind = findingKinds[code]
  return { level, code, repair, ...rest, ...more }
}
