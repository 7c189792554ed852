import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { navigate } from '../app/navigation'
import { showToast } from '../ui/toast'
import { countsIn, toProblem } from '../../core/problem'
import { useErrors } from '../ui/use-errors'
import type { ShelfItem } from './shelf'

/** What can be done with a thing on the shelf; each says what it did, with Undo where it can be undone. */
export function useShelfActs() {
  const { t } = useTranslation(['badges', 'keeping'])
  const { run, report } = useErrors()
  const nameOf = (item: ShelfItem) => (item.kind === 'badge' ? item.badge.name : item.design.name)
  return {
    open: (item: ShelfItem) =>
      navigate(item.kind === 'badge' ? { page: 'badge', badgeId: item.id } : { page: 'designer', designId: item.id }),
    rename: async (item: ShelfItem, name: string) =>
      run(async () => {
        if (item.kind === 'badge') return client.badges.save({ id: item.id, details: { name } })
        const { document } = await client.designs.read({ id: item.id })
        return client.designs.save({ id: item.id, name, document })
      }),
    duplicate: async (item: ShelfItem) => {
      const name = t('copyName', { name: nameOf(item) }).slice(0, 255)
      await run(async () =>
        item.kind === 'badge'
          ? client.badges.duplicate({ id: item.id, name })
          : client.designs.duplicate({ id: item.id, name }),
      )
    },
    archive: async (item: ShelfItem) => {
      const { id } = item
      if (!(await run(() => client.badges.archive({ id })))) return
      showToast({
        text: t('archived', { name: nameOf(item) }),
        action: { label: t('undo'), onPress: () => void run(() => client.badges.unarchive({ id })) },
      })
    },
    pause: async (id: string, name: string) => {
      if (await run(() => client.badges.deactivate({ id }))) showToast({ text: t('keeping:state.pausedNow', { name }) })
    },
    activate: async (id: string, name: string) => {
      try {
        await client.badges.activate({ id })
        showToast({ text: t('keeping:state.activeNow', { name }) })
      } catch (error) {
        if (toProblem(error)?.details.reason !== 'incomplete') return report(error)
        // Its page has the fields for what is missing.
        showToast({ text: t('keeping:state.incomplete', { name }), tone: 'warning' })
        navigate({ page: 'badge', badgeId: id })
      }
    },
    unarchive: async (item: ShelfItem) => run(() => client.badges.unarchive({ id: item.id })),
    /** Deletes a design; Undo stores its document again. */
    removeDesign: async (item: ShelfItem) => {
      const kept = await run(() => client.designs.read({ id: item.id }))
      if (!kept || !(await run(() => client.designs.remove({ id: item.id })))) return
      showToast({
        text: t('removed', { name: kept.name }),
        action: {
          label: t('undo'),
          onPress: () => void run(() => client.designs.create({ name: kept.name, document: kept.document })),
        },
      })
    },
    removeBadge: async (id: string, name: string): Promise<boolean> => {
      try {
        await client.badges.remove({ id })
        showToast({ text: t('removed', { name }) })
        return true
      } catch (error) {
        const problem = toProblem(error)
        const reason = problem?.code === 'conflict' ? problem.details.reason : undefined
        if (reason === 'has_awards')
          showToast({ text: t('conflict.has_awards', { count: Number(problem?.details['awards']) }), tone: 'danger' })
        else if (problem && reason === 'in_use') {
          const things = countsIn(problem).map(([what, count]) => t(`keeping:inUse.${what}`, { count }))
          showToast({ text: t('keeping:inUse.sentence', { things: things.join(', ') }), tone: 'danger' })
        } else report(error)
        return false
      }
    },
  }
}
