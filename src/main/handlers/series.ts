import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import type { Catalog } from '../catalog/catalog'
import {
  addStep,
  listSeries,
  listTeams,
  moveStep,
  readProgress,
  readSeries,
  removeSeries,
  removeStep,
  removeTeam,
  saveSeries,
  saveTeam,
} from '../catalog/series'
import { listRules, removeRule, saveRule } from '../catalog/milestones'
import { previewRules, type milestones } from './series/follow-rules'

/** `series.*`: ordered steps, the teams that look after them, and what reaching milestones leads to. */
export function seriesHandlers({
  catalog,
  announce,
  followForAll,
}: {
  catalog: Catalog
  announce: (change: Change) => void
  followForAll: ReturnType<typeof milestones>['followForAll']
}) {
  const series = implement(contract.series)
  const saved = <T>(answer: T): T => {
    announce({ name: 'series.saved', ids: [] })
    return answer
  }
  return {
    list: series.list.handler(() => listSeries(catalog)),
    read: series.read.handler(({ input }) => readSeries(catalog, input.id)),
    save: series.save.handler(({ input }) => saved(saveSeries(catalog, input))),
    remove: series.remove.handler(({ input }) => {
      removeSeries(catalog, input.id)
      return saved({ id: input.id })
    }),
    addBadge: series.addBadge.handler(({ input }) => saved(addStep(catalog, input.seriesId, input.badgeId))),
    removeBadge: series.removeBadge.handler(({ input }) => saved(removeStep(catalog, input.seriesId, input.badgeId))),
    moveBadge: series.moveBadge.handler(({ input }) =>
      saved(moveStep(catalog, input.seriesId, input.badgeId, input.direction)),
    ),
    teams: series.teams.handler(() => listTeams(catalog)),
    saveTeam: series.saveTeam.handler(({ input }) => saved(saveTeam(catalog, input))),
    removeTeam: series.removeTeam.handler(({ input }) => {
      removeTeam(catalog, input.id)
      return saved({ id: input.id })
    }),
    progress: series.progress.handler(({ input }) => readProgress(catalog, input.seriesId, input.personId)),

    rules: series.rules.handler(() => listRules(catalog)),
    saveRule: series.saveRule.handler(({ input }) => saved(saveRule(catalog, input))),
    removeRule: series.removeRule.handler(({ input }) => {
      removeRule(catalog, input.id)
      return saved({ id: input.id })
    }),
    previewRules: series.previewRules.handler(({ signal }) => previewRules(catalog, signal)),
    runRules: series.runRules.handler(({ signal }) => followForAll(signal)),
  }
}
