import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeSlug, slugOf } from '../../../src/core/badges/slug'

/** Names the badges one after the other, as a library would. */
const slugsOf = (names: string[]): string[] => {
  const taken = new Set<string>()
  return names.map((name) => {
    const slug = freeSlug(name, (it) => taken.has(it))
    taken.add(slug)
    return slug
  })
}

describe('slugs', () => {
  it('row 42: tells C++, C#, C, Ş and names of nothing but emoji apart', () => {
    expect(slugsOf(['C++', 'C#', 'C', 'Ş', '🎉', '🏅', 'S'])).toEqual([
      'c-plus-plus',
      'c-sharp',
      'c',
      's',
      'badge',
      'badge-2',
      's-2',
    ])
  })

  it('row 42: gives the same name a slug of its own each time', () => {
    expect(slugsOf(['Knots', 'Knots', 'knots!', 'Knots 2'])).toEqual(['knots', 'knots-2', 'knots-3', 'knots-2-2'])
  })

  it.each([
    ['a/b', 'a-b'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..', 'badge'],
    ['%2f%2e%2e', 'percent-2f-percent-2e-percent-2e'],
    ['CON', 'con-badge'],
    ['nul', 'nul-badge'],
    ['COM1', 'com1-badge'],
    ['Trailing dot.', 'trailing-dot'],
    ['Straße & Łódź', 'strasse-and-lodz'],
    ["Reader's choice", 'readers-choice'],
    ['\u202egnp.exe', 'gnp-exe'],
  ])('row 43: makes %j safe in a path', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it('row 43: is path-safe, short and free for any name', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 8 }), (names) => {
        const slugs = slugsOf(names)
        expect(new Set(slugs).size).toBe(slugs.length)
        for (const slug of slugs) {
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
          expect(slug.length).toBeLessThanOrEqual(60)
          expect(slug).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/)
        }
      }),
    )
  })

  it('row 43: keeps the suffix when a long name is taken', () => {
    const name = 'x'.repeat(300)
    const [first, second] = slugsOf([name, name])
    expect(first).toBe('x'.repeat(60))
    expect(second).toBe(`${'x'.repeat(58)}-2`)
  })
})
