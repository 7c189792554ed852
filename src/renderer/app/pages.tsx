import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { whenIdle } from '../ui/when-idle'
import type { PageName } from './routes'

const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }))

/** Each page, loaded when it is first opened. */
export const pages: Record<PageName, LazyExoticComponent<ComponentType>> = {
  library: page(() => import('../badges/library-page'), 'LibraryPage'),
  designer: page(() => import('../designs/designer-page'), 'DesignerPage'),
  badge: page(() => import('../badges/badge-page'), 'BadgePage'),
  people: page(() => import('../people/people-page'), 'PeoplePage'),
  award: page(() => import('../awards/award-page'), 'AwardPage'),
  handOut: page(() => import('../awards/hand-out-page'), 'HandOutPage'),
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
  const [{ loadAhead }] = await Promise.all([import('../drawing'), import('../designs/designer-page')])
  await whenIdle()
  await loadAhead()
}
