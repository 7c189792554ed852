import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { synonyms } from '../../../src/core/designs/glyph-synonyms'
import { indexGlyphs, searchGlyphs, type GlyphEntry } from '../../../src/core/designs/glyphs'

const entry = (id: string, tags: string): GlyphEntry => ({
  id,
  set: id.startsWith('tabler') ? 'tabler' : 'phosphor',
  name: id.slice(id.indexOf('/') + 1).replaceAll('-', ' '),
  tags: tags.split(' '),
})
const index = indexGlyphs([
  entry('tabler/book', 'page'),
  entry('phosphor/book', 'novel'),
  entry('phosphor/book-open', 'novel library'),
  entry('phosphor/coffee', 'café drink'),
  entry('phosphor/hand-heart', 'charity'),
  entry('phosphor/star', 'rating'),
])
const found = (query: string): string[] => searchGlyphs(index, query).map(({ id }) => id)

describe('searching glyphs', () => {
  it('puts the whole name first, then names that begin so, then tags', () => {
    expect(found('book')).toEqual(['phosphor/book', 'tabler/book', 'phosphor/book-open'])
    expect(found('page')).toEqual(['tabler/book'])
  })
  it('looks past accents and case', () => {
    expect(found('CAFE')).toEqual(['phosphor/coffee'])
    expect(found('Café')).toEqual(['phosphor/coffee'])
  })
  it('knows what people mean', () => {
    expect(found('volunteering')).toContain('phosphor/hand-heart')
    expect(found('reading')).toContain('phosphor/book-open')
  })
  it('needs every word to match', () => {
    expect(found('book star')).toEqual([])
    expect(found('hand heart')).toEqual(['phosphor/hand-heart'])
  })
  it('lists everything for an empty query, by set', () => {
    expect(searchGlyphs(index, '  ', { sets: ['tabler'] }).map(({ id }) => id)).toEqual(['tabler/book'])
    expect(searchGlyphs(index, '', { limit: 2 })).toHaveLength(2)
  })
})

/** The pack that ships: id and tags of every glyph. */
const pack = JSON.parse(readFileSync('resources/packed/glyphs.json', 'utf8')) as [string, string][]
const whole = indexGlyphs(
  pack.map(([id, tags]) => ({
    id,
    set: id.startsWith('tabler') ? 'tabler' : id.startsWith('phosphor-duotone') ? 'phosphor-duotone' : 'phosphor',
    name: id.slice(id.indexOf('/') + 1).replaceAll('-', ' '),
    tags: tags.split(' '),
  })),
)
/** What a person who types the word hopes to see among the first six. */
const hopes: Readonly<Record<string, string>> = {
  reading: 'book-open',
  library: 'books',
  volunteer: 'hand-heart',
  'first aid': 'first-aid',
  coding: 'code',
  sport: 'trophy',
  language: 'translate',
  safety: 'shield-check',
  membership: 'identification-badge',
  event: 'ticket',
  school: 'student',
  music: 'music-note',
  art: 'palette',
  science: 'flask',
  maths: 'calculator',
  cooking: 'cooking-pot',
  baking: 'cake',
  gardening: 'plant',
  environment: 'leaf',
  recycling: 'recycle',
  swimming: 'person-simple-swim',
  running: 'sneaker',
  football: 'football',
  cycling: 'bicycle',
  camping: 'tent',
  hiking: 'mountains',
  chess: 'chess',
  theatre: 'mask-happy',
  film: 'film-reel',
  photography: 'camera',
  teamwork: 'handshake',
  leader: 'crown',
  winner: 'trophy',
  books: 'books',
  friends: 'users',
  kindness: 'hand-heart',
  robotics: 'robot',
  debate: 'chats',
  sewing: 'yarn',
  attendance: 'calendar-check',
  peace: 'peace',
  teacher: 'chalkboard-teacher',
}

describe('searching the glyphs that ship (row 7)', () => {
  it('shows what people hope for among the first six, for typical words of clubs, schools and charities', () => {
    for (const [query, hope] of Object.entries(hopes)) {
      const first = searchGlyphs(whole, query, { sets: ['phosphor', 'tabler'], limit: 6 }).map(({ id }) => id)
      expect(
        first.map((id) => id.slice(id.indexOf('/') + 1)),
        query,
      ).toContain(hope)
    }
  })
  it('knows at least 250 words that the packs do not need to know, each leading to a glyph', () => {
    expect(synonyms.size).toBeGreaterThanOrEqual(250)
    const known = new Set(whole.words.flat())
    const names = new Set(whole.names)
    for (const [word, others] of synonyms)
      for (const other of others) expect(names.has(other) || known.has(other), `${word}: ${other}`).toBe(true)
  })
})
