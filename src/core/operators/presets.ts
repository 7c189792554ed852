import { type Capability, capabilitiesOfPeople, type Grant, type Scope, wholeLibrary } from './capabilities'

/** The jobs that a volunteer recognises, before any matrix: what each needs. An administrator needs none: everything is theirs. */
export const presets = {
  designs: ['viewbadges', 'createbadge', 'deletebadge', 'configuredetails', 'configurecriteria', 'configuremessages'],
  awards: ['viewbadges', 'awardbadge', 'viewawarded', 'revokebadge'],
  // Who approves an application awards the badge.
  reviews: ['viewbadges', 'awardbadge', 'viewawarded'],
  looks: ['viewbadges', 'viewawarded'],
} as const satisfies Record<string, readonly Capability[]>
export type Preset = keyof typeof presets

/**
 * The grants of a job in a scope. Everybody may look at every badge: lists show all of them, and badges are no secret; what is kept to
 * the scope is what one may do, and whose awards one may see.
 */
export const presetGrants = (preset: Preset, scope: Scope): Grant[] =>
  presets[preset].map((capability) => ({ capability, scope: capability === 'viewbadges' ? wholeLibrary : scope }))

/** The job that grants amount to, where they are exactly those of one in one scope; null for anything put together by hand. */
export function presetOf(grants: readonly Grant[]): { preset: Preset; scope: Scope } | null {
  const shown = grants.filter(({ capability }) => !capabilitiesOfPeople.includes(capability))
  const scope = shown.find(({ capability }) => capability !== 'viewbadges')?.scope
  if (!scope) return null
  const names = Object.keys(presets) as Preset[]
  const preset = names.find((name) => sameGrants(presetGrants(name, scope), shown))
  return preset ? { preset, scope } : null
}

/**
 * BadgeKit's accountPermission (domain.md §1.4) in these terms: who may draft makes badges and their words, who may publish lets them be
 * earned and puts them away, who may review sees applications and awards.
 */
export const fromBadgeKit = {
  canDraft: ['viewbadges', 'createbadge', 'configuredetails', 'configuremessages'],
  canPublish: ['viewbadges', 'configurecriteria', 'deletebadge'],
  canReview: ['viewbadges', 'awardbadge', 'viewawarded'],
} as const satisfies Record<string, readonly Capability[]>

function sameGrants(a: readonly Grant[], b: readonly Grant[]): boolean {
  const keys = (grants: readonly Grant[]) =>
    grants.map(({ capability, scope }) => `${capability} ${scope.type} ${scope.id}`).sort()
  return keys(a).join() === keys(b).join()
}
