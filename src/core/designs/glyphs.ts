import type { Box } from './geometry'
import { synonyms } from './glyph-synonyms'

/** The packed sets: Phosphor fill and duotone, Tabler filled. */
export const glyphSets = ['phosphor', 'phosphor-duotone', 'tabler'] as const
export type GlyphSet = (typeof glyphSets)[number]

/** One part of a glyph: SVG path data in the glyph's own units; the second tone of a duotone glyph is drawn in `paint2`. */
export interface GlyphPart {
  readonly d: string
  readonly tone: 1 | 2
}
/** A glyph as it is drawn: its parts and the box of their ink, which the layer's size and centre go by. */
export interface GlyphArt {
  readonly id: string
  readonly parts: readonly GlyphPart[]
  readonly ink: Box
}
/** A glyph as it is found: `id` is `set/name`. */
export interface GlyphEntry {
  readonly id: string
  readonly set: GlyphSet
  /** Words, e.g. "book open". */
  readonly name: string
  readonly tags: readonly string[]
}
/** The list of glyphs, folded once for searching. */
export interface GlyphIndex {
  readonly entries: readonly GlyphEntry[]
  readonly words: readonly (readonly string[])[]
  /** The names with hyphens between their words. */
  readonly names: readonly string[]
}

/** Lower case without accents, so that "Cafe" finds "café". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Folds the names and tags of a list once, so that each search only compares. */
export const indexGlyphs = (entries: readonly GlyphEntry[]): GlyphIndex => ({
  entries,
  names: entries.map(({ name }) => wordsOf(name).join('-')),
  words: entries.map(({ name, tags }) => {
    const own = wordsOf(name)
    // The own words come first and are told from the tags by position: `own.length` fits in front as a count.
    return [String(own.length), ...own, ...tags.flatMap(wordsOf)]
  }),
})

const scoreOf = (words: readonly string[], term: string): number => {
  const own = Number(words[0])
  let best = 0
  for (let index = 1; index < words.length; index++) {
    const word = words[index]
    if (word === undefined) continue
    const inName = index <= own
    if (word === term) best = Math.max(best, inName ? (own === 1 ? 100 : 80 - own) : 40)
    else if (word.startsWith(term)) best = Math.max(best, inName ? 60 - own : 25)
    if (best >= 100) break
  }
  return best
}

/** The words to try for a typed one: itself, without the s of many, and what it may stand for; each with how much it counts. */
function meantBy(term: string): readonly (readonly [string, number])[] {
  const one = term.length > 3 && term.endsWith('s') && !term.endsWith('ss') ? term.slice(0, -1) : null
  const others = synonyms.get(term) ?? synonyms.get(one ?? '') ?? []
  return [
    [term, 1],
    ...(one === null ? [] : [[one, 0.9] as const]),
    ...others.map((word, index) => [word, Math.max(0.4, 0.72 - index * 0.08)] as const),
  ]
}

const setOrder: Readonly<Record<GlyphSet, number>> = { phosphor: 0, 'phosphor-duotone': 1, tabler: 2 }

/**
 * Finds glyphs by words (accents and case do not count; every word must match a name or tag, or stand for one), the best first.
 * An empty query gives the list as it is.
 */
export function searchGlyphs(
  index: GlyphIndex,
  query: string,
  { limit = 200, sets = glyphSets }: { limit?: number; sets?: readonly GlyphSet[] } = {},
): GlyphEntry[] {
  const terms = wordsOf(query).map(meantBy)
  if (terms.length === 0) return index.entries.filter(({ set }) => sets.includes(set)).slice(0, limit)
  const found: { entry: GlyphEntry; score: number; at: number }[] = []
  index.entries.forEach((entry, at) => {
    if (!sets.includes(entry.set)) return
    const words = index.words[at] ?? []
    let score = 0
    for (const meant of terms) {
      let best = 0
      for (const [word, worth] of meant) {
        if (best >= 100 * worth) continue
        const own = !word.includes('-') ? scoreOf(words, word) : index.names[at] === word ? 100 : 0
        best = Math.max(best, own * worth)
      }
      if (best === 0) return
      score += best
    }
    found.push({ entry, score, at })
  })
  return found
    .sort((a, b) => b.score - a.score || setOrder[a.entry.set] - setOrder[b.entry.set] || a.at - b.at)
    .slice(0, limit)
    .map(({ entry }) => entry)
}
