import type { CallName } from '../../core/operators/call-needs'
import { mayByRights, type Rights } from '../../core/operators/may'
import type { PageName, Route } from './routes'

type Needed = readonly [call: CallName, input?: object | undefined]
type Needs = { [Page in PageName]: ((route: Extract<Route, { page: Page }>) => Needed) | null }

/** The call that a page is nothing without: whoever may not make it finds nothing there. Without an input, for some thing or other. */
const needs: Needs = {
  library: () => ['badges.list'],
  designer: ({ designId }) => ['designs.save', { id: designId }],
  badge: ({ badgeId }) => ['badges.read', { id: badgeId }],
  earning: ({ badgeId }) => ['criteria.read', { badgeId }],
  programs: () => ['programs.graph'],
  series: () => ['series.list'],
  people: () => ['people.list'],
  person: () => ['people.read'],
  statistics: () => ['statistics.leaderboard'],
  activities: () => ['progress.activities'],
  award: ({ badgeId }) => ['awards.create', badgeId === undefined ? undefined : { badgeId }],
  handOut: ({ awardIds, batchId }) => ['awards.handOutList', { awardIds, batchId }],
  rosters: ({ rosterId }) => (rosterId === undefined ? ['rosters.list'] : ['rosters.read', { id: rosterId }]),
  applications: ({ badgeId }) => ['applications.list', { badgeId }],
  redeem: () => ['codes.claim'],
  event: () => ['awards.create'],
  ledger: ({ badgeId }) => ['awards.list', { badgeId }],
  publish: () => ['publishing.preview'],
  verify: null,
  settings: null,
}

/** The same for the parts of the settings; the others are everybody's. */
const needsOfSettings: Readonly<Record<string, Needed>> = {
  issuer: ['issuers.save'],
  brand: ['issuers.setBrand'],
  fonts: ['fonts.add'],
  hosting: ['issuers.setHosting'],
  formats: ['issuers.save'],
  keys: ['keys.make'],
  mail: ['settings.write', { mailBody: '' }],
  events: ['settings.write', { eventPin: '' }],
  audit: ['audit.list'],
  transfer: ['transfer.run'],
}

/** What whoever opens a page has to be able to do; null for a page that is everybody's. */
export const needOfPage = (route: Route): Needed | null =>
  // The table is checked page by page against Route.
  (needs[route.page] as ((route: Route) => Needed) | null)?.(route) ?? null

/** Whether somebody finds something on a page, or in a part of the settings, as far as their rights alone tell. */
export function isPlaceOf(rights: Rights | null, route: Route): boolean {
  const ofSettings =
    route.page === 'settings' && route.section !== undefined ? needsOfSettings[route.section] : undefined
  const need = ofSettings ?? needOfPage(route)
  return rights === null || need === null || mayByRights(rights, ...need) !== false
}
