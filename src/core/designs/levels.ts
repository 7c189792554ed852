import { withField, writtenIn } from './fields'
import { heldBy } from './groups-tree'
import { isKnownLayer, layerOf, type DesignDocument, type DesignLevel, type KnownLayer, type Layer } from './document'
import { setPalette, type Operation } from './operations'
import { starPlaces } from './star-places'

/** The most levels that a series has. */
export const mostLevels = 20

/** The level of a design with an id, or undefined. */
export const levelById = (document: DesignDocument, levelId: string): DesignLevel | undefined =>
  document.levels.find(({ id }) => id === levelId)

const isAtLevel = (layer: Layer, levelId: string): boolean =>
  !isKnownLayer(layer) || layer.levels === null || layer.levels.includes(levelId)

/**
 * The master as one of its levels shows it: that level's colours over the palette, its name for `{level}`, and the layers of other
 * levels hidden (they keep their ids, so that what is shown can be edited). The very same document where there is no such level.
 */
export function atLevel(document: DesignDocument, levelId: string): DesignDocument {
  const level = levelById(document, levelId)
  if (!level) return document
  return {
    ...document,
    palette: { ...document.palette, ...level.palette },
    layers: document.layers.map((layer) => {
      if (!isKnownLayer(layer)) return layer
      if (!isAtLevel(layer, levelId)) return layer.hidden ? layer : { ...layer, hidden: true }
      // Only {level}: the other fields wait for the award.
      return withField(layer, 'level', level.name)
    }),
  }
}

/**
 * The design of one level, as a document of its own: what a linked design holds. Layers of other levels are left out, and what is in a
 * group of other levels with it. It has no levels itself. Null where the master has no such level.
 */
export function levelDocument(document: DesignDocument, levelId: string): DesignDocument | null {
  if (!levelById(document, levelId)) return null
  const shown = atLevel(document, levelId)
  const elsewhere = heldBy(document, (layer) => !isAtLevel(layer, levelId))
  return {
    ...shown,
    layers: shown.layers
      .filter(({ id }) => !elsewhere.has(id))
      .map((layer) => (isKnownLayer(layer) && layer.levels !== null ? { ...layer, levels: null } : layer)),
    levels: [],
  }
}

/**
 * Gives brand roles their colours where one looks: in the palette of the level that is shown, which lies over the master's; in the
 * design's own for null, or a level that it does not have.
 */
export const recolourShown = (levelId: string | null, palette: Readonly<Record<string, string>>): Operation => ({
  verb: 'recolour',
  ids: [],
  apply: (document) => {
    const level = levelId === null ? undefined : levelById(document, levelId)
    if (!level) return setPalette(palette).apply(document)
    if (Object.entries(palette).every(([role, hex]) => level.palette[role] === hex)) return document
    const recoloured = { ...level, palette: { ...level.palette, ...palette } }
    return { ...document, levels: document.levels.map((it) => (it === level ? recoloured : it)) }
  },
})

/** What a master's own picture shows of its levels: the highest, in the master's own colours. The same document where it has no levels. */
export function masterShown(document: DesignDocument): DesignDocument {
  const last = document.levels.at(-1)
  return last ? { ...atLevel(document, last.id), palette: document.palette } : document
}

/** Puts other levels in the place of a design's; layers that named one which is gone are shown at the others still, or at all of them. */
export const setLevels = (levels: readonly DesignLevel[]): Operation => ({
  verb: 'levels',
  ids: [],
  apply: (document) => {
    const ids = new Set(levels.map(({ id }) => id))
    return {
      ...document,
      levels: [...levels],
      layers: document.layers.map((layer) => {
        if (!isKnownLayer(layer) || layer.levels === null || layer.levels.every((id) => ids.has(id))) return layer
        const kept = layer.levels.filter((id) => ids.has(id))
        return { ...layer, levels: kept.length === 0 ? null : kept }
      }),
    }
  },
})

/** The metals of a series by brand role; cream on frame ≥ 7.5:1, accent on frame ≥ 4.4:1, cream on field ≥ 3.4:1, as every palette. */
export const metalPalettes = {
  bronze: { field: '#a5673f', frame: '#4f2a12', accent: '#f0c9a0', cream: '#fff4e8' },
  silver: { field: '#6f7d8b', frame: '#2b343d', accent: '#dfe6ec', cream: '#fbfcfd' },
  gold: { field: '#a97a12', frame: '#4a3203', accent: '#ffdc73', cream: '#fff8e1' },
} as const

/** What a rule makes of a design: its levels, and the layers that show which is which. One step of the history. */
type LevelRule = (names: readonly string[], newId: () => string) => Operation

const madeBy = (
  levels: readonly DesignLevel[],
  marks: (document: DesignDocument) => readonly KnownLayer[],
): Operation => ({
  verb: 'levels',
  ids: [],
  apply: (document) => {
    // The first stays the first: the badge that follows it goes on following, and so do the layers that are shown at it.
    const placed = levels.map((level, index) => ({ ...level, id: document.levels[index]?.id ?? level.id }))
    const cleared = setLevels(placed).apply(document)
    // The marks of a rule that was used before make room for the new ones.
    const kept = cleared.layers.filter((layer) => !layer.id.startsWith(markId))
    const layers = [...kept, ...marks({ ...cleared, layers: kept })]
    return { ...cleared, layers }
  },
})
const markId = 'level-mark-'

/** Bronze, silver, gold under the names given: the same art in three metals. */
export const levelsByMetal: LevelRule = (names, newId) =>
  madeBy(
    Object.values(metalPalettes).map((palette, index) => ({
      id: newId(),
      name: names[index] ?? String(index + 1),
      palette: { ...palette },
    })),
    () => [],
  )

/** One level for each name (1, 2, 3 …), written large on the badge where `{level}` stands nowhere yet. */
export const levelsByNumber: LevelRule = (names, newId) => {
  const id = newId()
  return madeBy(
    names.slice(0, mostLevels).map((name) => ({ id: newId(), name, palette: {} })),
    (document) => {
      const isThere = document.layers.some((layer) => (writtenIn(layer) ?? '').includes('{level}'))
      return isThere
        ? []
        : [
            layerOf({
              kind: 'text',
              id: `${markId}${id}`,
              name: '{level}',
              x: document.size / 2,
              y: document.size * 0.78,
              text: '{level}',
              lettering: { family: 'Montserrat', weight: 800, size: 72, tracking: 0 },
              paint: { kind: 'solid', color: { role: 'cream' } },
              fitWidth: document.size * 0.3,
            }),
          ]
    },
  )
}

/** One level for each name with one star more than the one before, on an arc along the lower edge, or where that is taken the upper. */
export const levelsByStars: LevelRule = (names, newId) => {
  const levels = names.slice(0, 10).map((name) => ({ id: newId(), name, palette: {} }))
  const stars = levels.map((_, level) => Array.from({ length: level + 1 }, () => newId()))
  return madeBy(levels, (document) => {
    const { size, of } = starPlaces(document, levels.length)
    return document.levels.flatMap((level, index) => {
      const ids = stars[index] ?? []
      return of(ids.length).map((place, number) =>
        layerOf({
          kind: 'shape',
          id: `${markId}${ids[number] ?? ''}`,
          name: `${'★'.repeat(index + 1)} ${number + 1}`,
          ...place,
          shape: 'star',
          width: size,
          height: size,
          fill: { kind: 'solid', color: { role: 'accent' } },
          stroke: null,
          levels: [level.id],
        }),
      )
    })
  })
}

/** The name of a level's badge: "Reading Star – Gold". At most 255 letters, the level kept whole. */
export const levelBadgeName = (badge: string, level: string): string =>
  `${badge.slice(0, 255 - 3 - level.length).trim()} – ${level}`
