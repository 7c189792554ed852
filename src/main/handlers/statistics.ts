import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Catalog } from '../catalog/catalog'
import { comparePeople, countBadges, countEvents, countMonths, leaderboard, rankOf } from '../catalog/statistics'

/** `statistics.*`: counts of awards by person, badge, month and event. */
export function statisticsHandlers({ catalog }: { catalog: Catalog }) {
  const statistics = implement(contract.statistics)
  return {
    leaderboard: statistics.leaderboard.handler(({ input }) => leaderboard(catalog, input)),
    rank: statistics.rank.handler(({ input }) => rankOf(catalog, input.personId)),
    badges: statistics.badges.handler(({ input }) => countBadges(catalog, input)),
    months: statistics.months.handler(({ input }) => countMonths(catalog, input)),
    events: statistics.events.handler(() => countEvents(catalog)),
    compare: statistics.compare.handler(({ input }) => comparePeople(catalog, input.personIds)),
  }
}
