import type { z } from 'zod'
import type { BadgeCard } from '../../core/contract/badges'
import type { designCard } from '../../core/contract/designs'

export type DesignCard = z.infer<typeof designCard>
/** What stands in the library: a badge, or a design that is no badge yet (a draft as well). */
export type ShelfItem =
  { kind: 'badge'; id: string; badge: BadgeCard } | { kind: 'design'; id: string; design: DesignCard }
export type Filter = 'all' | 'drafts' | 'live' | 'archived'
export type SortBy = 'changed' | 'name' | 'awarded'

const nameOf = (item: ShelfItem) => (item.kind === 'badge' ? item.badge.name : item.design.name)
const changedOf = (item: ShelfItem) => (item.kind === 'badge' ? item.badge.updatedAt : item.design.updatedAt)

/**
 * Puts designs that are no badge yet among the badges, which come filtered and sorted. Such a design is a draft, so it is
 * shown under All and Drafts; with a search, where its name holds every word of it.
 */
export function shelf(
  badges: readonly BadgeCard[],
  designs: readonly DesignCard[],
  { query, filter, sort, language }: { query: string; filter: Filter; sort: SortBy; language: string },
): ShelfItem[] {
  const items: ShelfItem[] = badges.map((badge) => ({ kind: 'badge', id: badge.id, badge }))
  if (filter !== 'all' && filter !== 'drafts') return items
  const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language)
  const words = fold(query).split(/\s+/u).filter(Boolean)
  const loose = designs
    .filter((design) => design.badgeId === null && words.every((word) => fold(design.name).includes(word)))
    .map((design): ShelfItem => ({ kind: 'design', id: design.id, design }))
  if (loose.length === 0) return items
  if (sort === 'awarded') return [...items, ...loose]
  const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  return [...items, ...loose].sort((a, b) =>
    sort === 'name' ? order.compare(nameOf(a), nameOf(b)) : changedOf(b).localeCompare(changedOf(a)),
  )
}
