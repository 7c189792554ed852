import { indexGlyphs, type GlyphArt, type GlyphEntry, type GlyphIndex, type GlyphSet } from '../../core/designs/glyphs'
import type { Box } from '../../core/designs/geometry'
import type { DrawingAssets } from './assets'

/** A row of the packed file: id, tags, ink box, then tone and path data by turns. */
type PackedGlyph = readonly [string, string, readonly [number, number, number, number], ...(number | string)[]]

const packs = import.meta.glob<readonly PackedGlyph[]>('../../../resources/packed/glyphs.json', { import: 'default' })

let loading: Promise<void> | null = null
let rows: ReadonlyMap<string, PackedGlyph> = new Map()
let index: GlyphIndex | null = null
const arts = new Map<string, GlyphArt>()

/** Loads the pack once, from the page's own origin. A page without the pack draws placeholders. */
export function loadGlyphs(): Promise<void> {
  loading ??= (async () => {
    const loads = await Promise.all(Object.values(packs).map((load) => load()))
    rows = new Map(loads.flat().map((row) => [row[0], row]))
  })()
  // A failed load may be tried again; it must not be remembered as done.
  loading.catch(() => {
    loading = null
  })
  return loading
}

/** True once the pack has been loaded. */
export const glyphsReady = (): boolean => rows.size > 0

const boxOfRow = ([, , [left, top, right, bottom]]: PackedGlyph): Box => ({ left, top, right, bottom })

/** The ink box of a glyph that has been loaded; null for one that has not, or that does not exist. */
export const knownInk = (id: string): Box | null => {
  const row = rows.get(id)
  return row ? boxOfRow(row) : null
}

/** A glyph that has been loaded; null for one that has not, or that does not exist. */
export function knownGlyph(id: string): GlyphArt | null {
  const known = arts.get(id)
  if (known) return known
  const row = rows.get(id)
  if (!row) return null
  const parts = row.slice(3)
  const art: GlyphArt = {
    id,
    ink: boxOfRow(row),
    parts: Array.from({ length: parts.length / 2 }, (_, at) => ({
      tone: parts[at * 2] === 2 ? 2 : 1,
      d: String(parts[at * 2 + 1]),
    })),
  }
  arts.set(id, art)
  return art
}

/** A glyph by `set/name`; null where there is none. */
export async function glyphArt(id: string): Promise<GlyphArt | null> {
  await loadGlyphs()
  return knownGlyph(id)
}

/** The list of all glyphs, folded for `searchGlyphs`. */
export async function glyphIndex(): Promise<GlyphIndex> {
  await loadGlyphs()
  index ??= indexGlyphs(
    Array.from(rows.values(), ([id, tags]): GlyphEntry => {
      const slash = id.indexOf('/')
      return {
        id,
        set: id.slice(0, slash) as GlyphSet,
        name: id.slice(slash + 1).replaceAll('-', ' '),
        tags: tags.split(' ').filter(Boolean),
      }
    }),
  )
  return index
}

/** Assets with the packed glyphs, and pictures from where the page keeps them (bytes by hash; null where there are none). */
export const bundledAssets = (picture: (sha256: string) => Promise<Blob | null>): DrawingAssets => ({
  glyph: glyphArt,
  picture: async (sha256) => {
    const blob = await picture(sha256)
    return blob && createImageBitmap(blob)
  },
})
