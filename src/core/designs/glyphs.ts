import type { Box } from './geometry'

/** The packed sets: Phosphor fill and duotone, Tabler filled. */
export const glyphSets = ['phosphor', 'phosphor-duotone', 'tabler'] as const
export type GlyphSet = (typeof glyphSets)[number]

/** One part of a glyph: SVG path data in the glyph's own units; the second tone of a duotone glyph is drawn in `paint2`. */
export interface GlyphPart {
  readonly d: string
  readonly tone: 1 | 2
}
/** A glyph as it is drawn: its parts and the box of their ink, which the layer's size and centre go by (optical centring). */
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
}

/** Lower case without accents, so that "Cafe" finds "café". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Words that people type and the packs do not know, each with what to look for instead. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  read: ['book', 'books'],
  reading: ['book', 'books'],
  reader: ['book', 'books'],
  library: ['books', 'book', 'bookmark'],
  story: ['book', 'scroll'],
  write: ['pencil', 'pen', 'feather'],
  writing: ['pencil', 'pen', 'feather'],
  poem: ['feather', 'pen'],
  volunteer: ['hand', 'heart', 'handshake'],
  volunteering: ['hand', 'heart', 'handshake'],
  help: ['hand', 'lifebuoy', 'heart'],
  helper: ['hand', 'heart', 'handshake'],
  care: ['heart', 'hand'],
  kindness: ['heart', 'hand'],
  firstaid: ['first', 'aid'],
  medic: ['first', 'aid', 'stethoscope'],
  safety: ['shield', 'helmet', 'lifebuoy'],
  code: ['code', 'terminal', 'brackets'],
  coding: ['code', 'terminal', 'brackets'],
  programming: ['code', 'terminal', 'brackets'],
  computer: ['laptop', 'desktop', 'monitor'],
  maker: ['wrench', 'hammer', 'gear', 'screwdriver'],
  making: ['wrench', 'hammer', 'gear', 'scissors'],
  craft: ['scissors', 'paint', 'yarn', 'hammer'],
  repair: ['wrench', 'hammer', 'screwdriver'],
  nature: ['leaf', 'tree', 'plant', 'flower'],
  garden: ['plant', 'flower', 'shovel', 'leaf'],
  gardening: ['plant', 'flower', 'shovel', 'leaf'],
  environment: ['leaf', 'recycle', 'globe', 'tree'],
  climate: ['leaf', 'globe', 'thermometer'],
  sport: ['trophy', 'medal', 'soccer', 'basketball', 'ball'],
  sports: ['trophy', 'medal', 'soccer', 'basketball', 'ball'],
  football: ['soccer', 'football'],
  run: ['sneaker', 'person', 'run'],
  running: ['sneaker', 'person', 'run'],
  swim: ['swimming', 'waves', 'pool'],
  winner: ['trophy', 'medal', 'crown'],
  award: ['trophy', 'medal', 'star', 'seal'],
  prize: ['trophy', 'medal', 'gift'],
  music: ['music', 'guitar', 'piano', 'microphone'],
  singing: ['microphone', 'music'],
  song: ['microphone', 'music'],
  art: ['palette', 'paint', 'brush'],
  painting: ['palette', 'paint', 'brush'],
  drawing: ['pencil', 'paint', 'palette'],
  theatre: ['mask', 'masks'],
  drama: ['mask', 'masks'],
  language: ['translate', 'chat', 'globe'],
  languages: ['translate', 'chat', 'globe'],
  speaking: ['microphone', 'chat', 'megaphone'],
  debate: ['chat', 'chats', 'megaphone'],
  school: ['graduation', 'student', 'backpack', 'chalkboard'],
  learning: ['graduation', 'student', 'book', 'brain'],
  teacher: ['chalkboard', 'student'],
  science: ['flask', 'atom', 'microscope'],
  maths: ['math', 'calculator', 'plus'],
  space: ['rocket', 'planet', 'moon'],
  cooking: ['chef', 'pot', 'knife', 'hat'],
  food: ['fork', 'bowl', 'pizza', 'apple'],
  bake: ['cake', 'cookie', 'oven', 'bread'],
  baking: ['cake', 'cookie', 'oven', 'bread'],
  team: ['users', 'handshake', 'people'],
  teamwork: ['users', 'handshake', 'puzzle'],
  leader: ['crown', 'flag', 'megaphone'],
  leadership: ['crown', 'flag', 'compass'],
  friend: ['users', 'smiley', 'handshake'],
  event: ['calendar', 'ticket', 'confetti'],
  attendance: ['calendar', 'ticket', 'check'],
  party: ['confetti', 'balloon', 'cake'],
  time: ['clock', 'hourglass', 'timer'],
  hours: ['clock', 'hourglass', 'timer'],
  animal: ['paw', 'dog', 'cat', 'bird'],
  pet: ['paw', 'dog', 'cat'],
  film: ['film', 'camera', 'video'],
  photo: ['camera', 'image', 'aperture'],
  photography: ['camera', 'image', 'aperture'],
  travel: ['airplane', 'globe', 'suitcase', 'compass'],
  camp: ['tent', 'campfire', 'backpack'],
  scouting: ['tent', 'campfire', 'compass'],
  hiking: ['mountains', 'boot', 'backpack'],
  bicycle: ['bicycle', 'bike'],
  cycling: ['bicycle', 'bike'],
  chess: ['chess', 'crown'],
  game: ['game', 'controller', 'dice', 'puzzle'],
  games: ['game', 'controller', 'dice', 'puzzle'],
  money: ['coin', 'coins', 'piggy'],
  peace: ['peace', 'dove', 'bird'],
  idea: ['lightbulb', 'bulb', 'brain'],
  creative: ['lightbulb', 'palette', 'sparkle'],
}

/** Folds the names and tags of a list once, so that each search only compares. */
export const indexGlyphs = (entries: readonly GlyphEntry[]): GlyphIndex => ({
  entries,
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
  const terms = wordsOf(query)
  if (terms.length === 0) return index.entries.filter(({ set }) => sets.includes(set)).slice(0, limit)
  const found: { entry: GlyphEntry; score: number; at: number }[] = []
  index.entries.forEach((entry, at) => {
    if (!sets.includes(entry.set)) return
    const words = index.words[at] ?? []
    let score = 0
    for (const term of terms) {
      let best = scoreOf(words, term)
      for (const other of synonyms[term] ?? []) if (best < 35) best = Math.max(best, scoreOf(words, other) * 0.45)
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
