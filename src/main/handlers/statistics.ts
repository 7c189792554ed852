import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Catalog } from '../catalog/catalog'
import { inSlices } from '../catalog/in-slices'
import { leaderboard, rankOf } from '../catalog/leaderboard'
import { comparePeople, countBadges, countEvents, countMonths } from '../catalog/statistics'

/** `statistics.*`: counts of awards by person, badge, month and event. */
export function statisticsHandlers({ catalog }: { catalog: Catalog }) {
  const statistics = implement(contract.statistics)
  return {
    leaderboard: statistics.leaderboard.handler(({ input, signal }) => inSlices(leaderboard(catalog, input), signal)),
    rank: statistics.rank.handler(({ input }) => rankOf(catalog, input.personId)),
    badges: statistics.badges.handler(({ input, signal }) => inSlices(countBadges(catalog, input), signal)),
    months: statistics.months.handler(({ input, signal }) => inSlices(countMonths(catalog, input), signal)),
    events: statistics.events.handler(({ signal }) => inSlices(countEvents(catalog), signal)),
    compare: statistics.compare.handler(({ input }) => comparePeople(catalog, input.personIds)),
  }
}
