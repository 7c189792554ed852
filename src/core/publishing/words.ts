/** The sentences of the published pages. One table per language; English ships first. */
const en = {
  badge: 'Badge',
  award: 'Award',
  badges: 'Badges',
  awardedBy: 'Awarded by',
  awardedOn: 'Awarded on',
  awardedTo: 'Awarded to',
  expiresOn: 'Valid until',
  neverExpires: 'No end date',
  criteria: 'How it is earned',
  about: 'About this badge',
  evidence: 'Evidence',
  note: 'What was done',
  revoked: 'This award was withdrawn on {date}.',
  revokedReason: 'Reason: {reason}',
  onHold: 'This award has been on hold since {date}: it does not count until that ends.',
  verify: 'Check this award',
  verifyAny: 'Check a badge',
  documents: 'For programs',
  assertion: 'Open Badges 2.0',
  credential: 'Open Badges 3.0',
  badgeClass: 'Open Badges 2.0 badge class',
  achievement: 'Open Badges 3.0 achievement',
  howToVerify: 'Drop the badge picture on the check page of this site to see whether it is genuine and still valid.',
  noBadges: 'No badges have been awarded yet.',
  metBy: 'The criteria were met by {date}.',
  tags: 'Topics',
  forViewers: 'What it tells you about somebody',
  forEarners: 'For you who want to earn it',
  evidenceURL: 'You show a link to what you did.',
  evidenceText: 'You show a text about what you did.',
  evidencePhoto: 'You show a photo of what you did.',
  evidenceVideo: 'You show a video of what you did.',
  evidenceSound: 'You show a sound recording of what you did.',
  model: '3-D model of the badge',
} as const

export type PageWord = keyof typeof en

/** A sentence of a published page, placeholders filled. */
export function pageWord(word: PageWord, values: Record<string, string> = {}): string {
  return en[word].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** How long something takes, as people say it. */
export const pageTime = ({ amount, unit }: { amount: number; unit: 'minutes' | 'hours' | 'days' | 'weeks' }): string =>
  `Takes about ${new Intl.NumberFormat('en-GB', { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' }).format(amount)}.`

/** A day as people read it, in UTC so that the same page comes out everywhere. */
export const pageDay = (time: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(time),
  )
