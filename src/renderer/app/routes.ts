/** Where one can be. Small and plain: a route stands in the address, so that a reload keeps the place. */
export type Route =
  /** `dialog: 'new'` opens the template gallery at once. */
  | { page: 'library'; dialog?: string }
  | { page: 'designer'; designId: string }
  /** `field` is the part of the badge's page that has the focus first. */
  | { page: 'badge'; badgeId: string; field?: string }
  /** How a badge is earned; `part` is the way that is shown: criteria, applications, codes. */
  | { page: 'earning'; badgeId: string; part?: string }
  /** `chosen` is what is looked at: a system, an issuer, a program or a badge. */
  | { page: 'programs'; chosen?: string }
  /** With `personId` that person's way along the series. */
  | { page: 'series'; seriesId?: string; personId?: string }
  | { page: 'people' }
  | { page: 'person'; personId: string }
  /** With two people: them side by side. */
  | { page: 'statistics'; personIds?: string[] }
  /** `part`: activities or counters. */
  | { page: 'activities'; part?: string }
  | { page: 'award'; badgeId?: string; personIds?: string[] }
  | { page: 'handOut'; awardIds?: string[]; batchId?: string }
  /** `dialog: 'new'` asks for a list at once. */
  | { page: 'rosters'; rosterId?: string; dialog?: string }
  /** Those that wait for an answer, of one badge where it is named; one of them open. */
  | { page: 'applications'; badgeId?: string; applicationId?: string }
  | { page: 'redeem' }
  | { page: 'event'; eventId?: string }
  | { page: 'ledger'; query?: string; badgeId?: string; personId?: string; awardId?: string }
  | { page: 'publish' }
  /** `receivedId`: a kept badge of another issuer. */
  | { page: 'verify'; receivedId?: string }
  | { page: 'settings'; section?: string }

export type PageName = Route['page']

/** What each page takes; `list` parts are joined by commas. */
const parts: { [Page in PageName]: Record<string, 'needed' | 'text' | 'list'> } = {
  library: { dialog: 'text' },
  designer: { designId: 'needed' },
  badge: { badgeId: 'needed', field: 'text' },
  earning: { badgeId: 'needed', part: 'text' },
  programs: { chosen: 'text' },
  series: { seriesId: 'text', personId: 'text' },
  people: {},
  person: { personId: 'needed' },
  statistics: { personIds: 'list' },
  activities: { part: 'text' },
  award: { badgeId: 'text', personIds: 'list' },
  handOut: { awardIds: 'list', batchId: 'text' },
  rosters: { rosterId: 'text', dialog: 'text' },
  applications: { badgeId: 'text', applicationId: 'text' },
  redeem: {},
  event: { eventId: 'text' },
  ledger: { query: 'text', badgeId: 'text', personId: 'text', awardId: 'text' },
  publish: {},
  verify: { receivedId: 'text' },
  settings: { section: 'text' },
}

/** The address's part behind `#` for a route: `#/badge?badgeId=…`. */
export function toHash(route: Route): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(route)) {
    if (key === 'page' || value === undefined) continue
    query.set(key, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = query.toString()
  return `#/${route.page}${text ? `?${text}` : ''}`
}

/** Reads a route from the address; the library for anything that is none. */
export function fromHash(hash: string): Route {
  const [page = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  if (!Object.hasOwn(parts, page)) return { page: 'library' }
  const given = new URLSearchParams(query)
  const route: Record<string, string | string[]> = { page }
  for (const [key, kind] of Object.entries(parts[page as PageName])) {
    const text = given.get(key)
    if (text) route[key] = kind === 'list' ? text.split(',') : text
    else if (kind === 'needed') return { page: 'library' }
  }
  // Built from the table above, which is checked against Route's pages.
  return route as unknown as Route
}
