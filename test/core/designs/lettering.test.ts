import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arcTextLayout, lettersOnCurve, textLayout, type MeasureText } from '../../../src/core/designs/lettering'
import { radians, rotated, type Point } from '../../../src/core/designs/geometry'
import { inReadingOrder } from '../../../src/core/designs/reading-order'
import { arcLayer, plainLetters, textLayer } from '../../support/designs'

const seenIn = (text: string, whole = true): string[] => inReadingOrder({ text, at: 0 }, whole).map((it) => it.text)
const tight = { family: 'Montserrat', weight: 800, size: 60, tracking: 0 }
/** Heavier letters are wider. */
const weighed: MeasureText = (text, face) => {
  const wide = text.length * face.size * 0.5 * (face.weight / 400)
  return { ...plainLetters(text, face), advance: wide, right: wide }
}

describe('reading order (row 5)', () => {
  it('sets right-to-left words from the right, and numbers in them from the left', () => {
    expect(seenIn('שלום עולם')).toEqual(['עולם', ' ', 'שלום'])
    expect(seenIn('כיתה 12.5')).toEqual(['12', '.', '5', ' ', 'כיתה'])
    expect(seenIn('שנת 2026 טובה')).toEqual(['טובה', ' ', '2026', ' ', 'שנת'])
  })
  it('keeps words of the other direction together within a line', () => {
    expect(seenIn('club שלום עולם 7')).toEqual(['club', ' ', '7', ' ', 'עולם', ' ', 'שלום'])
    expect(seenIn('שלום Code Club!')).toEqual(['!', 'Code', ' ', 'Club', ' ', 'שלום'])
  })
  it('mirrors brackets and leaves left-to-right text as it is', () => {
    expect(seenIn('שלום (עולם)')).toEqual(['(', 'עולם', ')', ' ', 'שלום'])
    expect(seenIn('A (b) 3', false).join('')).toBe('A (b) 3')
  })
  it('turns single letters round, but never cuts a word whose letters join', () => {
    expect(seenIn('אבג', false)).toEqual(['ג', 'ב', 'א'])
    expect(seenIn('قراءة الكتب', false)).toEqual(['الكتب', ' ', 'قراءة'])
    expect(seenIn('नमस्ते दुनिया', false)).toEqual(['नमस्ते', ' ', 'दुनिया'])
  })
  it('keeps an emoji of several signs and a letter with its accents whole', () => {
    expect(seenIn('👩‍🚀e\u0301🇫🇷', false)).toEqual(['👩‍🚀', 'e\u0301', '🇫🇷'])
  })
  it('loses no letter, whatever is typed', () => {
    const bits = fc.constantFrom('a', 'Z', '7', ' ', '.', '(', 'ש', 'ל', 'ق', 'ر', '-', '👍')
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 20 }), fc.boolean(), (parts, whole) => {
        const text = parts.join('')
        const letters = (of: string) => Array.from(of.replaceAll(/[()]/g, '|')).sort()
        expect(letters(seenIn(text, whole).join(''))).toEqual(letters(text))
      }),
    )
  })
  it('lays Hebrew on an arc so that it is read from the right', () => {
    const [left, right] = arcTextLayout(arcLayer('t', { text: 'אב' }), plainLetters).runs
    expect([left?.text, right?.text]).toEqual(['ב', 'א'])
    expect(left?.x).toBeLessThan(right?.x ?? 0)
  })
})

describe('box text (row 5)', () => {
  const lines = (text: string, boxWidth: number, fields = {}) => {
    const { runs } = textLayout(textLayer('t', { text, boxWidth, lettering: tight, ...fields }), plainLetters)
    const rows = [...new Set(runs.map(({ y }) => y))]
    return rows.map((y) =>
      runs
        .filter((run) => run.y === y)
        .map((run) => run.text)
        .join(''),
    )
  }
  it('breaks between words, and within a word that is too long', () => {
    expect(lines('AA BBB CC', 200)).toEqual(['AA BBB', 'CC'])
    expect(lines('AAAAAAAA', 100)).toEqual(['AAA', 'AAA', 'AA'])
    expect(lines('AB\nCD', 300)).toEqual(['AB', 'CD'])
  })
  it('is never wider than its box, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.integer({ min: 60, max: 400 }), (text, boxWidth) => {
        const { runs } = textLayout(textLayer('t', { text, boxWidth, lettering: tight }), plainLetters)
        for (const { text: letters, x } of runs) {
          expect(x).toBeGreaterThanOrEqual(-boxWidth / 2 - 0.01)
          expect(x + letters.trimEnd().length * 30).toBeLessThanOrEqual(Math.max(boxWidth / 2, x + 60) + 0.01)
        }
      }),
    )
  })
  it('lets letters differ in weight and paint, measured in their own face', () => {
    const paint = { kind: 'solid' as const, color: { role: 'accent' } }
    const layer = textLayer('t', {
      text: 'one TWO',
      boxWidth: 900,
      align: 'left',
      lettering: { ...tight, weight: 400 },
      spans: [{ start: 4, end: 7, weight: 800, paint }],
    })
    const { runs } = textLayout(layer, weighed)
    expect(runs).toMatchObject([{ text: 'one ' }, { text: 'TWO', span: { weight: 800, paint } }])
    expect((runs[1]?.x ?? 0) - (runs[0]?.x ?? 0)).toBeCloseTo(120)
    expect(textLayout({ ...layer, boxWidth: null }, weighed).runs).toHaveLength(1)
  })
  it('stands at the side of the box that it is aligned with', () => {
    const first = (align: 'left' | 'right') =>
      textLayout(textLayer('t', { text: 'AA', boxWidth: 300, align, lettering: tight }), plainLetters).runs[0]?.x
    expect([first('left'), first('right')]).toEqual([-150, 90])
  })
})

describe('lettering on lines that are not straight', () => {
  /** The corners of a letter as it stands, from its baseline to the top of its capitals. */
  const cornersOf = (
    run: { x: number; y: number; rotation: number; dx: number },
    size: number,
    wide: number,
  ): Point[] =>
    [
      { x: run.dx, y: 0 },
      { x: run.dx + wide, y: 0 },
      { x: run.dx + wide, y: -size * 0.7 },
      { x: run.dx, y: -size * 0.7 },
    ].map((corner) => {
      const { x, y } = rotated(corner, run.rotation)
      return { x: x + run.x, y: y + run.y }
    })
  /** Two convex faces lie apart where a side of one has all of the other beyond it. */
  const apart = (one: readonly Point[], other: readonly Point[]): boolean =>
    [
      [one, other],
      [other, one],
    ].some(([a = [], b = []]) =>
      a.some((from, index) => {
        const to = a[(index + 1) % a.length] ?? from
        const out = (p: Point) => (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x)
        return b.every((p) => out(p) >= -0.5)
      }),
    )

  it('never lets letters on an arc touch their neighbours or the start (row 4, trap 2)', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z]{2,40}$/),
        fc.constantFrom<'top' | 'bottom'>('top', 'bottom'),
        fc.integer({ min: 60, max: 280 }),
        fc.integer({ min: 20, max: 350 }),
        fc.integer({ min: 12, max: 50 }),
        (text, side, radius, sweep, size) => {
          const layout = arcTextLayout(
            arcLayer('t', { text, side, radius, sweep, lettering: { ...tight, size } }),
            plainLetters,
          )
          const faces = layout.runs.map((run) => cornersOf(run, layout.size, layout.size * 0.5))
          faces.forEach((face, index) => {
            const next = faces[index + 1] ?? (index > 1 ? faces[0] : undefined)
            if (next) expect(apart(face, next)).toBe(true)
          })
        },
      ),
    )
  })

  it('follows a curve in its middle, turned with it, and shrinks to its length', () => {
    const wave = Array.from({ length: 101 }, (_, at) => ({ x: at * 4 - 200, y: 20 * Math.sin(radians(at * 3.6)) }))
    const { runs, size } = lettersOnCurve('ABC', tight, wave, plainLetters)
    expect(size).toBe(60)
    expect(runs[1]?.x).toBeCloseTo(0, 0)
    expect(runs[1]?.rotation).toBeLessThan(0)
    const long = lettersOnCurve('ABCDEFGHIJKLMNOPQRST', tight, wave, plainLetters)
    expect(long.size).toBeLessThan(60)
    const { advance } = plainLetters('ABCDEFGHIJKLMNOPQRST', { ...tight, size: long.size })
    expect(advance).toBeLessThan(420)
  })
})
