import { BlazonError } from '../../../core/errors'
import { dropPrepared } from '../../catalog/prepared-pictures'
import type { Catalog } from '../../catalog/catalog'
import type { Picture } from '../../catalog/pictures'

/** A place that waits for its award. */
export type PreparedPlace = {
  /** Who it is: the person's id, or what was typed. */
  key: string
  personId: string | null
  name: string
  token: string
  serial: number | null
  custom: string
  picture: (Picture & { pixelDigest: string }) | null
}

/** Places set aside for one act of awarding, by row. In memory only: what was not awarded when the app ends was not promised to anybody. */
export type Preparation = {
  id: string
  badgeId: string
  versionId: string
  /** What was asked for, as text: awarding must ask for the same. */
  asked: string
  /** The day that stands in the pictures; null where none does. */
  day: string | null
  places: Map<number, PreparedPlace>
  refused: Map<number, string>
}

/** More at a time than windows of one person; the oldest gives way. */
const mostKept = 8

/** What the pages have prepared. */
export type Preparations = {
  keep: (preparation: Preparation) => void
  /** Throws `conflict` (reason `prepared_gone`). */
  read: (id: string) => Preparation
  find: (id: string | undefined) => Preparation | undefined
  drop: (id: string) => void
}

export function preparations(catalog: Catalog): Preparations {
  const kept = new Map<string, Preparation>()
  const drop = (id: string) => {
    if (kept.delete(id)) dropPrepared(catalog, id)
  }
  return {
    keep(preparation) {
      kept.delete(preparation.id)
      kept.set(preparation.id, preparation)
      for (const id of kept.keys()) {
        if (kept.size <= mostKept) break
        drop(id)
      }
    },
    read(id) {
      const found = kept.get(id)
      if (!found) throw new BlazonError('conflict', 'the preparation is gone', { reason: 'prepared_gone' })
      return found
    },
    find: (id) => (id === undefined ? undefined : kept.get(id)),
    drop,
  }
}
