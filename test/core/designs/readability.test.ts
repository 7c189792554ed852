import { describe, expect, it } from 'vitest'
import { contrastRatio } from '../../../src/core/designs/colors'
import { inkPixels } from '../../../src/core/designs/ink-pixels'
import { pictureFacts } from '../../../src/core/designs/picture-facts'
import { readingOf, wordOf, type LayerInk } from '../../../src/core/designs/readability'

const ink = (fields: Partial<LayerInk> = {}): LayerInk => ({
  layerId: 'a',
  kind: 'letters',
  height: 90,
  stroke: 20,
  pair: { ink: '#ffffff', behind: '#203040' },
  ...fields,
})
const problems = (fields: Partial<LayerInk>) => readingOf(ink(fields), 600).problems

describe('row 29: the readability meter', () => {
  it('says from which size letters are seven pixels high and their strokes wide enough', () => {
    // 84 units are 7 px at 50 px; 42 units at 100 px.
    expect(readingOf(ink({ height: 84 }), 600).from).toBe(50)
    expect(readingOf(ink({ height: 42 }), 600).from).toBe(100)
    expect(readingOf(ink({ height: 84, stroke: 4 }), 600).from).toBe(120)
    expect([84, 70, 35, 20, 5].map((height) => wordOf(readingOf(ink({ height }), 600)))).toEqual([
      'everywhere',
      'small',
      'medium',
      'large',
      'never',
    ])
  })

  it('warns of what is never read on a screen, whether too small, too thin or covered', () => {
    expect(problems({})).toEqual([])
    expect(problems({ height: 12 })).toEqual(['small'])
    expect(problems({ stroke: 0.8 })).toEqual(['thin'])
    expect(problems({ pair: null })).toEqual(['unseen'])
  })

  it('asks 4.5 to 1 of small letters, and 3 to 1 of large ones and of glyphs', () => {
    const pair = { ink: '#ffffff', behind: '#7d7d7d' }
    expect(contrastRatio(pair.ink, pair.behind)).toBeCloseTo(4.12, 1)
    expect(problems({ pair, height: 30 })).toEqual(['faint'])
    expect(problems({ pair, height: 60 })).toEqual([])
    expect(problems({ pair, kind: 'glyph', height: 200 })).toEqual([])
    expect(problems({ pair: { ink: '#ffffff', behind: '#b0b0b0' }, kind: 'glyph' })).toEqual(['faint'])
  })

  it('finds colours that some eyes cannot tell apart, and says whose', () => {
    const reading = readingOf(ink({ height: 30, pair: { ink: '#ff7070', behind: '#303000' } }), 600)
    expect(reading.contrast).toBeGreaterThan(4.5)
    expect(reading.problems).toEqual([])
    const red = readingOf(ink({ height: 60, pair: { ink: '#e80000', behind: '#1c1c1c' } }), 600)
    expect(red).toMatchObject({ problems: ['faintToSome'], vision: 'protan' })
  })
})

/** A square picture from one function of the place. */
const drawn = (side: number, at: (x: number, y: number) => readonly number[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(Array.from({ length: side * side }, (_, i) => at(i % side, Math.floor(i / side))).flat())

describe('what two drawings tell of a layer', () => {
  const ground = drawn(100, () => [20, 60, 90, 255])
  it('measures its stroke and both colours from the pixels', () => {
    const bars = drawn(100, (x, y) =>
      y > 20 && y < 80 && x > 10 && x < 90 && x % 16 < 6 ? [255, 240, 200, 255] : [20, 60, 90, 255],
    )
    const { stroke, pair } = inkPixels(bars, ground, 100)
    expect(stroke).toBeGreaterThan(4.8)
    expect(stroke).toBeLessThan(7)
    expect(pair).toEqual({ ink: '#fff0c8', behind: '#143c5a' })
  })

  it('takes the place where ink and ground are hardest to tell apart', () => {
    const sky = (x: number): number[] => [x * 2.5, x * 2.5, x * 2.5, 255]
    const shaded = drawn(100, sky)
    const letters = drawn(100, (x, y) => (y > 40 && y < 60 ? [255, 255, 255, 255] : sky(x)))
    const { pair } = inkPixels(letters, shaded, 100)
    expect(contrastRatio(pair!.ink, pair!.behind)).toBeLessThan(1.5)
  })

  it('finds nothing of a layer that is covered', () => {
    expect(inkPixels(ground, ground, 100)).toEqual({ stroke: 0, pair: null })
  })
})

describe('what the finished picture tells', () => {
  const disc = (rim: readonly number[], field: readonly number[], radius = 45, hairline: readonly number[] = rim) =>
    drawn(100, (x, y) => {
      const far = Math.hypot(x - 49.5, y - 49.5)
      if (far > radius) return [0, 0, 0, 0]
      return [...(far > radius - 2 ? rim : far > radius - 4 ? hairline : field), 255]
    })
  const dark = [14, 20, 30]
  const cream = [253, 243, 211]

  it('finds how far the ink goes', () => {
    expect(pictureFacts(disc(dark, dark), 100).ink).toEqual({ left: 0.05, top: 0.05, right: 0.95, bottom: 0.95 })
    expect(
      pictureFacts(
        drawn(50, () => [0, 0, 0, 0]),
        50,
      ).ink,
    ).toBeNull()
  })

  it('sees a dark badge on white and not on black, a light one the other way round, and both where rim and hairline differ', () => {
    const seen = (picture: Uint8ClampedArray): string => {
      const { onWhite, onBlack } = pictureFacts(picture, 100)
      return `${onWhite > 0.9 ? 'white' : ''} ${onBlack > 0.9 ? 'black' : ''}`.trim()
    }
    expect(seen(disc(dark, dark))).toBe('white')
    expect(seen(disc(cream, cream))).toBe('black')
    expect(seen(disc(dark, dark, 45, cream))).toBe('white black')
    expect(seen(disc(cream, dark))).toBe('white black')
  })
})
