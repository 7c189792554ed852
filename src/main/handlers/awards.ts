import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import { fileNameFor } from '../../core/awards/file-name'
import { BlazonError } from '../../core/errors'
import { addressOf, sitePaths } from '../../core/openbadges/addresses'
import { noteHandedOut, reinstateAwards, revokeAwards, suspendAwards, withdrawAwards } from '../catalog/award-facts'
import { listAwards, lastAwardedAt, readAward, readBakeSources } from '../catalog/awards'
import { countAwardsAsOf, listAwardsAsOf } from '../catalog/awards-as-of'
import { inSlices } from '../catalog/in-slices'
import { writeAsOfReport, type SignDigest } from './awards/as-of-report'
import { createAwards, type CreateDeps } from './awards/create'
import { baker, exportAwards, type ExportDeps } from './awards/export'
import { handOutList } from './awards/hand-out'
import { preflightAward, type LockAndKeys } from './awards/preflight'
import { keepRecipientPicture, prepareAwards } from './awards/prepare'
import { reissueAwards } from './awards/reissue'
import { repairAward } from './awards/repair'

export type AwardsDeps = CreateDeps & ExportDeps & LockAndKeys & { signDigest: SignDigest }

/** Calls of `awards.*`: awarding, the ledger, handing out. */
export function awardsHandlers(deps: AwardsDeps) {
  const os = implement(contract.awards)
  const { catalog, announce, prepared } = deps
  const changed = (ids: readonly string[]) => {
    if (ids.length > 0) announce({ name: 'awards.changed', ids: ids.slice(0, 100) })
  }

  return {
    preflight: os.preflight.handler(({ input }) =>
      preflightAward({ ...deps, lastAwardedAt: () => lastAwardedAt(catalog) }, input),
    ),
    repair: os.repair.handler(({ input }) => repairAward({ catalog, announce }, input)),
    prepare: os.prepare.handler(({ input }) => prepareAwards({ catalog, prepared }, input)),
    keepPicture: os.keepPicture.handler(({ input }) => keepRecipientPicture({ catalog, prepared }, input)),
    abandon: os.abandon.handler(({ input }) => {
      prepared.drop(input.preparedId)
      return { preparedId: input.preparedId }
    }),
    create: os.create.handler(({ input, signal }) => createAwards(deps, input, signal)),
    list: os.list.handler(({ input }) => listAwards(catalog, input)),
    read: os.read.handler(({ input }) => {
      const { baseUrl, ...award } = readAward(catalog, input.id)
      const publicPage = baseUrl === null ? null : addressOf(baseUrl, sitePaths.awardPage(award.token))
      return { ...award, publicPage: award.withdrawnAt === null ? publicPage : null }
    }),
    withdraw: os.withdraw.handler(({ input }) => {
      const result = withdrawAwards(catalog, input.ids)
      changed(result.withdrawn)
      return result
    }),
    revoke: os.revoke.handler(({ input }) => {
      const result = revokeAwards(catalog, input.ids, input.reason)
      changed(result.revoked)
      return result
    }),
    suspend: os.suspend.handler(({ input }) => {
      const result = suspendAwards(catalog, input.ids, input.reason)
      changed(result.suspended)
      return result
    }),
    reinstate: os.reinstate.handler(({ input }) => {
      const result = reinstateAwards(catalog, input.ids)
      changed(result.reinstated)
      return result
    }),
    reissue: os.reissue.handler(async ({ input, signal }) => {
      const result = await reissueAwards(deps, input, signal)
      changed(result.reissued.map(({ id }) => id))
      return result
    }),
    asOf: os.asOf.handler(async ({ input, signal }) => ({
      ...(await inSlices(listAwardsAsOf(catalog, input), signal)),
      total: await inSlices(countAwardsAsOf(catalog, input), signal),
    })),
    asOfReport: os.asOfReport.handler(({ input }) => writeAsOfReport(deps, input)),
    handOutList: os.handOutList.handler(({ input }) => handOutList(catalog, deps.settings(), input)),
    markHandedOut: os.markHandedOut.handler(({ input }) => {
      const ids = noteHandedOut(catalog, input.ids, input.how)
      changed(ids)
      return { ids }
    }),
    bake: os.bake.handler(({ input }) => {
      const [source] = readBakeSources(catalog, [input.id])
      if (!source) throw new BlazonError('not_found', 'no such award', { field: 'id' })
      if (source.withdrawnAt !== null)
        throw new BlazonError('conflict', 'the award was withdrawn', { reason: 'withdrawn' })
      const png = baker(catalog)(source)
      changed(noteHandedOut(catalog, [input.id], 'exported'))
      return { fileName: fileNameFor(source, 'png'), png: png.toString('base64') }
    }),
    export: os.export.handler(({ input, signal }) => exportAwards(deps, input, signal)),
  }
}
