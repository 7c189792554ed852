import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { whenIdle } from '../ui/when-idle'
import type { PageName } from './routes'

type Loaded = { default: ComponentType }
/** Pages that have come, by the name of their component. */
const loaded = new Map<string, Loaded>()

async function loadPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): Promise<Loaded> {
  const page = { default: (await load())[name] }
  loaded.set(name, page)
  return page
}
/** What answers at once: for a promise, even a kept one, React shows its fallback, and never for less than a third of a second. */
const atOnce = (page: Loaded) => ({ then: (answer: (page: Loaded) => void) => answer(page) }) as Promise<Loaded>
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(() => {
    const there = loaded.get(name)
    return there ? atOnce(there) : loadPage(load, name)
  })
const designerPage = () => import('../designs/designer-page')

/** Each page, loaded when it is first opened. */
export const pages: Record<PageName, LazyExoticComponent<ComponentType>> = {
  library: page(() => import('../badges/library-page'), 'LibraryPage'),
  designer: page(designerPage, 'DesignerPage'),
  badge: page(() => import('../badges/badge-page'), 'BadgePage'),
  earning: page(() => import('../earning/earning-page'), 'EarningPage'),
  programs: page(() => import('../programs/programs-page'), 'ProgramsPage'),
  series: page(() => import('../programs/series-page'), 'SeriesPage'),
  activities: page(() => import('../earning/activities-page'), 'ActivitiesPage'),
  people: page(() => import('../people/people-page'), 'PeoplePage'),
  person: page(() => import('../people/person-page'), 'PersonPage'),
  statistics: page(() => import('../people/statistics-page'), 'StatisticsPage'),
  award: page(() => import('../awards/award-page'), 'AwardPage'),
  handOut: page(() => import('../awards/hand-out-page'), 'HandOutPage'),
  rosters: page(() => import('../awards/rosters-page'), 'RostersPage'),
  applications: page(() => import('../earning/applications/applications-page'), 'ApplicationsPage'),
  redeem: page(() => import('../earning/redeem/redeem-page'), 'RedeemPage'),
  event: page(() => import('../events/event-page'), 'EventPage'),
  ledger: page(() => import('../awards/ledger-page'), 'LedgerPage'),
  publish: page(() => import('../publishing/publish-page'), 'PublishPage'),
  verify: page(() => import('../verification/verify-page'), 'VerifyPage'),
  settings: page(() => import('../settings/settings-page'), 'SettingsPage'),
}

/**
 * Loads the designer and what it draws with while the page has nothing else to do: it is opened from nearly every other page, and
 * should be there at once. What fails is loaded when it is needed.
 */
export async function loadDesignerAhead(): Promise<void> {
  await whenIdle()
  const [{ loadAhead }] = await Promise.all([import('../drawing'), loadPage(designerPage, 'DesignerPage')])
  await whenIdle()
  await loadAhead()
}
