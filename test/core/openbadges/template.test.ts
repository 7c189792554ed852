import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cut,
  fill,
  fillSorted,
  isAlwaysBefore,
  join,
  sortTemplates,
  type Template,
} from '../../../src/core/openbadges/template'

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '"', '漢', '🎉', '\uffee'), maxLength: 3 })
const template: fc.Arbitrary<Template> = fc
  .array(fc.oneof(letters, fc.integer({ min: 0, max: 2 })), { maxLength: 5 })
  .map((pieces) => join([pieces.filter((piece) => piece !== '')]))
const values = fc.tuple(letters, letters, letters)

describe('templates', () => {
  it('a text that is cut at its marks is whole again with the marks filled in', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<1>', '<2>', 'x', '<', '1>'), { maxLength: 12 }), (parts) => {
        const marks = ['<1>', '<2>', '']
        const pieces = cut(parts.join(''), marks)
        expect(fill(pieces, marks)).toBe(parts.join(''))
        for (const piece of pieces) expect(String(piece)).not.toMatch(/<[12]>/)
      }),
    )
    expect(cut('a<2>b<1><1>', ['<1>', '<2>'])).toEqual(['a', 1, 'b', 0, 0])
  })

  it('what always stands before does so with every value', () => {
    fc.assert(
      fc.property(template, template, values, (one, other, values) => {
        if (isAlwaysBefore(one, other)) expect(fill(one, values) < fill(other, values)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells what the slots decide from what they cannot', () => {
    expect(isAlwaysBefore(['a', 0, 'x'], ['a', 0, 'y'])).toBe(true)
    expect(isAlwaysBefore(['a', 0, 'y'], ['a', 0, 'x'])).toBe(false)
    expect(isAlwaysBefore(['a', 0], ['b', 1])).toBe(true)
    expect(isAlwaysBefore(['a', 0], ['a', 1])).toBe(false)
    expect(isAlwaysBefore(['a', 0], ['ab'])).toBe(false)
    expect(isAlwaysBefore(['ab'], ['a', 'b', 'c'])).toBe(true)
    expect(isAlwaysBefore(['a', 0], ['a', 0])).toBe(false)
  })

  it('sorted once, filled with any values, is what sorting the filled texts gives', () => {
    fc.assert(
      fc.property(fc.array(template, { maxLength: 6 }), values, values, (templates, sample, values) => {
        const texts = templates.map((template) => fill(template, values)).sort()
        expect(fillSorted(sortTemplates(templates, sample), values)).toBe(texts.join(''))
      }),
      { numRuns: 2000 },
    )
  })
})
