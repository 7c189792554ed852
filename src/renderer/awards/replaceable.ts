import type { AwardRow } from '../../core/contract/awards'

/** What a new award can stand in the place of. */
export const isReplaceable = ({ withdrawnAt, supersededAt }: AwardRow): boolean =>
  withdrawnAt === null && supersededAt === null
