import { Award, BadgeCheck, BookOpen, Globe, Library, type LucideIcon, Settings, Users } from 'lucide-react'
import type { PageName, Route } from './routes'

/** The rail's places in order; the nth answers to Ctrl/Cmd+n. `pages` are those that belong to it. */
export const places = [
  {
    id: 'library',
    icon: Library,
    route: { page: 'library' },
    pages: ['library', 'designer', 'badge', 'earning', 'programs', 'series'],
  },
  { id: 'people', icon: Users, route: { page: 'people' }, pages: ['people', 'person', 'statistics', 'activities'] },
  {
    id: 'award',
    icon: Award,
    route: { page: 'award' },
    pages: ['award', 'handOut', 'rosters', 'applications', 'redeem', 'event'],
  },
  { id: 'ledger', icon: BookOpen, route: { page: 'ledger' }, pages: ['ledger'] },
  { id: 'publish', icon: Globe, route: { page: 'publish' }, pages: ['publish'] },
  { id: 'verify', icon: BadgeCheck, route: { page: 'verify' }, pages: ['verify'] },
  { id: 'settings', icon: Settings, route: { page: 'settings' }, pages: ['settings'] },
] as const satisfies readonly { id: string; icon: LucideIcon; route: Route; pages: readonly PageName[] }[]
