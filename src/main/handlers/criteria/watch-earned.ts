import type { Change } from '../../../core/contract/library'
import type { Catalog } from '../../catalog/catalog'
import { linkMetToAwards } from '../../catalog/criteria'
import { earnableBadges, peopleOfAwards } from '../../catalog/criteria-facts'
import { lookWhoEarned } from './look'

/** Several changes in a row are one look. */
const lookAfterMs = 300
/** At the start the window comes first. */
const lookAtStartAfterMs = 2_000

/** Watches who has earned a badge that can be earned now: at the start, and whenever something changes. Nobody is awarded by it. */
export type EarnedWatch = {
  /** Told of every change of the library. */
  notice: (change: Change) => void
  /** Told of people who were just awarded something; what they met for it is linked to their awards. */
  afterAwarding: (personIds: readonly string[]) => Promise<void>
  /** Who has earned which badge and does not hold it, once all that changed was looked at; badges without anybody are absent. */
  earned: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>
  close: () => void
}

export function watchEarned(deps: { catalog: Catalog; announce: (change: Change) => void }): EarnedWatch {
  const { catalog, announce } = deps
  const earned = new Map<string, Set<string>>()
  /** What was not looked at yet. */
  let everything = true
  let people = new Set<string>()
  let badges = new Set<string>()
  let looking: Promise<void> | null = null
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const later = (ms: number) => {
    if (closed) return
    timer ??= setTimeout(() => {
      timer = undefined
      // A full disk must not take the app down: it is looked at again with the next change.
      void look().catch(() => undefined)
    }, ms)
    timer.unref()
  }

  async function lookAt(badgeId: string, among: readonly string[] | null): Promise<void> {
    const steps = lookWhoEarned(catalog, badgeId, among)
    for (;;) {
      const step = await steps.next()
      if (closed) return
      if (!step.done) continue
      const now = among === null ? new Set<string>() : new Set(earned.get(badgeId))
      for (const person of among ?? []) now.delete(person)
      for (const person of step.value.since.keys()) now.add(person)
      if (now.size === 0) earned.delete(badgeId)
      else earned.set(badgeId, now)
      return
    }
  }

  async function lookOnce(): Promise<void> {
    const [all, some, whole] = [everything, [...people], badges]
    ;[everything, people, badges] = [false, new Set(), new Set()]
    const before = countsOf(earned)
    try {
      if (all) linkMetToAwards(catalog, null)
      const earnable = earnableBadges(catalog)
      const isEarnable = new Set(earnable)
      for (const badgeId of [...earned.keys()]) if (!isEarnable.has(badgeId)) earned.delete(badgeId)
      for (const badgeId of earnable) {
        if (closed) return
        if (all || whole.has(badgeId)) await lookAt(badgeId, null)
        else if (some.length > 0) await lookAt(badgeId, some)
      }
    } catch (error) {
      everything = true
      throw error
    }
    if (!closed && countsOf(earned) !== before) announce({ name: 'criteria.earned', ids: [...earned.keys()] })
  }

  const isAnythingLeft = () => everything || people.size > 0 || badges.size > 0
  const lookAtAllThatIsLeft = async () => {
    // What is met is noted; where nothing can be, nobody can be awarded either.
    while (isAnythingLeft() && !closed && !catalog.isReadOnly) await lookOnce()
  }
  const look = (): Promise<void> =>
    (looking ??= lookAtAllThatIsLeft().finally(() => {
      looking = null
    }))

  later(lookAtStartAfterMs)
  return {
    notice: ({ name, ids }) => {
      if (name === 'people.saved' || name === 'progress.saved' || name === 'awards.changed') {
        // What many rows changed is told without their ids, or with the first hundred.
        if (ids.length === 0 || ids.length >= 100) everything = true
        else for (const id of name === 'awards.changed' ? peopleOfAwards(catalog, ids) : ids) people.add(id)
      } else if (name === 'badges.saved' || name === 'criteria.saved') {
        if (ids.length === 0) everything = true
        else for (const id of ids) badges.add(id)
      } else if (name === 'badges.removed' || name === 'people.removed') everything = true
      else return
      later(lookAfterMs)
    },
    afterAwarding: async (personIds) => {
      linkMetToAwards(catalog, personIds)
      for (const id of personIds) people.add(id)
      later(lookAfterMs)
    },
    earned: async () => {
      await look()
      return earned
    },
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

const countsOf = (earned: ReadonlyMap<string, ReadonlySet<string>>) =>
  JSON.stringify([...earned].map(([badgeId, people]) => [badgeId, people.size]).sort())
