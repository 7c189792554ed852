import type { Verdict } from '../core/contract/verification'
import type { CheckName } from '../core/openbadges/check/outcomes'

/** Every sentence of the visitor's page. English ships first; another language is another table. */
export const words = {
  title: 'Check a badge',
  lead: 'Is it genuine, and does it still count? Drop a badge picture here. It is checked in your browser and sent nowhere.',
  noScript: 'Checking a badge needs JavaScript, which is switched off in this browser.',
  insecure: 'Your browser checks signatures only on pages that begin with https. Please open this page with https.',
  preview: 'You are looking at a copy of the site on this computer. Its documents stand in for those on the web.',
  drop: 'Drop a badge here',
  dropHint: 'A PNG or SVG picture, or a JSON or JWT file',
  choose: 'Choose a file…',
  paste: 'Or paste a badge’s text or its address on this site',
  pasteLabel: 'Text or address',
  pasteCheck: 'Check it',
  checking: 'Checking…',
  person: 'Is it yours?',
  personHint:
    'Most badges hold an address only as a fingerprint. Type an e-mail address to compare. It stays in your browser.',
  personLabel: 'E-mail address',
  personCheck: 'Compare',
  badge: 'Badge',
  forWhat: 'What it is for',
  earned: 'How it is earned',
  by: 'Awarded by',
  to: 'Awarded to',
  toYou: 'The address that you typed',
  toOther: 'Not the address that you typed',
  toHidden: 'Kept private; type an address below to compare',
  on: 'Awarded on',
  until: 'Counts until',
  forEver: 'No end date',
  withdrawnOn: 'Withdrawn on',
  reason: 'Reason',
  evidence: 'Evidence',
  results: 'Results',
  alignments: 'Aligned with',
  endorsements: 'What others say',
  says: '{name} says: {comment}',
  saysUnproved: 'Someone who calls themselves {name} is quoted. That cannot be proved.',
  somebody: 'nobody in particular',
  kind: 'Kind',
  more: 'More about it',
  unknown: 'Not said',
  technical: 'Everything that was checked',
  documents: 'The badge’s own text',
  format: 'Format',
  formats: {
    '2.0': 'Open Badges 2.0',
    '3.0': 'Open Badges 3.0',
    both: 'Open Badges 2.0 and 3.0',
    older: 'An older kind of badge',
  },
  pictureAlt: 'The picture of the badge',
  notOnThisSite: 'There is no such award on this site.',
  otherSite: 'This page reads documents of its own site only. That address is on another one: {host}.',
  failed: 'Something went wrong while checking. Please load the page again; the badge itself was not changed.',
} as const

/** The verdict in words (`sealed.md`), and one sentence more. */
export const verdictWords = {
  valid: ['Valid', 'It is genuine, it was not changed, and it counts today.'],
  genuine_unchecked: [
    'Genuine; not checked whether it was withdrawn',
    'The issuer made it and nobody changed it. Whether it was withdrawn since could not be found out.',
  ],
  unreachable: [
    'Cannot be checked from here',
    'Nothing speaks against it, but something that is needed could not be read.',
  ],
  revoked: ['Withdrawn', 'The issuer made it, and has taken it back.'],
  suspended: ['Suspended', 'The issuer has put it on hold for now.'],
  expired: ['Expired', 'Its time is over.'],
  not_yet_valid: ['Not yet valid', 'It counts from a later day.'],
  altered: ['Changed', 'Something in it was changed after it was issued. Do not rely on it.'],
  invalid: ['Not a correct badge', 'It does not stand up. Do not rely on it.'],
  not_a_badge: ['No badge data in this file', 'There is nothing here that could be checked.'],
} as const satisfies Record<Verdict, readonly [string, string]>

export const outcomeWords = {
  passed: 'In order',
  failed: 'Not in order',
  unknown: 'Could not be checked',
  warned: 'In order, with a note',
} as const

export const checkWords = {
  structure: 'Form',
  context: 'Vocabulary',
  dates: 'Dates',
  recipient: 'Recipient',
  hosted: 'The issuer’s copy',
  badge: 'Badge document',
  issuer: 'Issuer',
  key: 'Signing key',
  signature: 'Signature',
  revocation: 'Withdrawal',
  schema: 'Strict form',
  endorsement: 'What others say',
  expiry: 'Time',
  picture: 'Picture',
  twins: 'Both formats',
} as const satisfies Record<CheckName, string>
