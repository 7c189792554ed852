/**
 * What an operator may do: Moodle's twelve capabilities of badges and `revokebadge`, which it added later (domain.md §1.2), under their
 * own names, so that what is known of the one is true of the other.
 */
export const capabilities = [
  'manageownbadges', // of persons
  'viewotherbadges', // of persons
  'viewbadges', // look at badges and how they are earned
  'earnbadge', // of persons
  'createbadge', // make and copy badges
  'deletebadge', // delete badges, put them away
  'configuredetails', // change what a badge says and looks like
  'configurecriteria', // say how a badge is earned, and let it be earned
  'configuremessages', // change the mail of a badge
  'awardbadge', // award, hand out, publish
  'viewawarded', // see who was awarded what
  'manageglobalsettings', // issuers, programs, people’s records, settings
  'revokebadge', // take awards back, put them on hold
] as const
export type Capability = (typeof capabilities)[number]

/**
 * Capabilities of people who earn badges, not of those who work here. They can be stored, as importers find them, but nothing here asks
 * for them: the first two wait for a host that people can sign in to, and `earnbadge` is everybody's until the do-not-award list takes it.
 */
export const capabilitiesOfPeople: readonly Capability[] = ['manageownbadges', 'viewotherbadges', 'earnbadge']

/** What a capability can be given for; it covers what hangs below it in the graph. */
export const scopeTypes = ['library', 'system', 'issuer', 'program', 'badge'] as const
export type ScopeType = (typeof scopeTypes)[number]

/** Where a capability holds; the whole library has the id ''. */
export type Scope = { type: ScopeType; id: string }

export const wholeLibrary: Scope = { type: 'library', id: '' }

/** One capability in one scope. */
export type Grant = { capability: Capability; scope: Scope }
