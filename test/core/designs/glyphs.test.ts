import { describe, expect, it } from 'vitest'
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
    expect(found('novel')).toEqual(['phosphor/book', 'phosphor/book-open'])
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
