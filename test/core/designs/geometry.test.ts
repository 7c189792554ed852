import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastRatio, palettes, resolveColor, shaded } from '../../../src/core/designs/colors'
import { faceFor } from '../../../src/core/designs/faces'
import { localBounds } from '../../../src/core/designs/layer-bounds'
import { arcTextLayout, textLayout } from '../../../src/core/designs/lettering'
import { ribbonGeometry, ribbonStyles } from '../../../src/core/designs/ribbon'
import { ringGeometry } from '../../../src/core/designs/rings'
import { silhouettePath } from '../../../src/core/designs/silhouettes'
import { arcLayer, plainLetters, shapeLayer, textLayer } from '../../support/designs'

type Spot = { x: number; y: number }
const between = (row: readonly Spot[], t: number): Spot => {
  const [first = { x: NaN, y: NaN }, ...rest] = row
  if (rest.length === 0) return first
  const next = rest.map((to, at) => {
    const from = row[at] ?? first
    return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }
  })
  return between(next, t)
}
/** Points along path data made of M L C Q A Z; of arcs only the ends. */
const points = (path: string): Spot[] => {
  let pen: Spot = { x: NaN, y: NaN }
  return [...path.matchAll(/([MLCQA])([^MLCQAZ]*)/g)].flatMap(([, command, list]) => {
    const numbers = (list ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    const own = command === 'A' ? numbers.slice(5) : numbers
    const row = Array.from({ length: own.length / 2 }, (_, at) => ({
      x: own[at * 2] ?? NaN,
      y: own[at * 2 + 1] ?? NaN,
    }))
    const from = pen
    pen = row.at(-1) ?? pen
    return command === 'C' || command === 'Q' ? [0.25, 0.5, 0.75, 1].map((t) => between([from, ...row], t)) : row
  })
}

describe('silhouettes', () => {
  it('draws a shape of a later version as a rounded square instead of nothing', () => {
    expect(silhouettePath('dodecahedron', {}, 100, 100)).toBe(silhouettePath('rounded', {}, 100, 100))
  })

  it('fills its box with a hexagon, so that its width is the width of its ink', () => {
    const all = points(silhouettePath('polygon', { points: 6, corner: 0 }, 300, 400))
    expect(Math.max(...all.map(({ x }) => x))).toBeCloseTo(150)
    expect(Math.max(...all.map(({ y }) => y))).toBeCloseTo(200)
  })
})

describe('rings', () => {
  it('go round in a whole number of dashes, so that the last meets the first', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 290, noNaN: true }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        (radius, width) => {
          const ring = ringGeometry({ radius, width, pattern: 'dash', gap: 0 })
          const [mark = 0, space = 0] = ring.kind === 'line' ? ring.dash : []
          const count = (2 * Math.PI * radius) / (mark + space)
          expect(count).toBeCloseTo(Math.round(count), 6)
        },
      ),
    )
  })
  it('draws beads and strands as faces', () => {
    for (const pattern of ['bead', 'rope'] as const)
      expect(ringGeometry({ radius: 200, width: 12, pattern, gap: 0 }).kind).toBe('face')
  })
})

describe('ribbons', () => {
  it('bend up or down by their sagitta and stay within their width', () => {
    for (const style of ribbonStyles)
      for (const sagitta of [-0.2, -0.08, 0, 0.08, 0.2]) {
        const { bounds, text } = ribbonGeometry({ style, width: 500, height: 80, sagitta })
        expect(bounds.left).toBeGreaterThanOrEqual(-250.01)
        expect(bounds.right).toBeLessThanOrEqual(250.01)
        expect(text.side).toBe(sagitta >= 0 ? 'top' : 'bottom')
      }
  })
})

describe('lettering', () => {
  it('keeps text on an arc within 95 % of its sweep, whatever its length (trap 2)', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60 }),
        fc.constantFrom<'top' | 'bottom'>('top', 'bottom'),
        fc.integer({ min: 40, max: 280 }),
        fc.integer({ min: 20, max: 350 }),
        (text, side, radius, sweep) => {
          const layer = arcLayer('t', { text, side, radius, sweep })
          const { runs, size } = arcTextLayout(layer, plainLetters)
          const inner = side === 'top' ? radius : radius - size * 0.7
          const step = (((size * 0.5 + size * 0.1) / inner) * 180) / Math.PI
          const taken = step * runs.length - ((size * 0.1) / inner) * (180 / Math.PI)
          expect(taken).toBeLessThanOrEqual(sweep * 0.95 + 0.01)
        },
      ),
    )
  })

  it('sets letters upright on either side, in reading order', () => {
    const top = arcTextLayout(arcLayer('t', { text: 'AB' }), plainLetters).runs
    const bottom = arcTextLayout(arcLayer('t', { text: 'AB', side: 'bottom' }), plainLetters).runs
    for (const [first, second] of [top, bottom]) {
      expect(first?.x).toBeLessThan(second?.x ?? 0)
      expect(Math.abs((((first?.rotation ?? 0) + 180) % 360) - 180)).toBeLessThan(30)
    }
    expect(top[0]?.y).toBeLessThan(0)
    expect(bottom[0]?.y).toBeGreaterThan(0)
  })

  it('gives text on an arc the box of its ink: letters stand outside the baseline (trap 2)', () => {
    const { top } = localBounds(arcLayer('t', { text: 'A' }), plainLetters, () => null)
    expect(top).toBeCloseTo(-228)
  })

  it('places whole words of joined scripts', () => {
    expect(arcTextLayout(arcLayer('t', { text: 'قراءة الكتب' }), plainLetters).runs).toHaveLength(2)
  })

  it('shrinks text to its width and keeps its capitals on the middle', () => {
    const wide = textLayout(textLayer('t', { text: 'AAAAAAAAAA', fitWidth: 150 }), plainLetters)
    expect(wide.size).toBe(30)
    expect(wide.runs[0]?.y).toBeCloseTo(30 * 0.35)
  })

  it('has a box even without letters', () => {
    for (const text of ['', '   ', '\n']) {
      const box = textLayout(textLayer('t', { text }), plainLetters).ink
      expect(box.right - box.left).toBeGreaterThan(0)
    }
  })

  it('names the substitute of a family that does not ship, and takes the nearest weight', () => {
    expect(faceFor({ family: 'Comic Sans', weight: 700 })).toMatchObject({
      missing: true,
      family: 'Montserrat',
      weight: 800,
    })
    expect(faceFor({ family: 'Atkinson Hyperlegible', weight: 900 })).toMatchObject({ missing: false, weight: 700 })
  })
})

describe('colours', () => {
  it('reach black and white, and darken evenly', () => {
    expect([shaded('#f2c94c', -100), shaded('#f2c94c', 100), shaded('#F2C94C', 0)]).toEqual([
      '#000000',
      '#ffffff',
      '#f2c94c',
    ])
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 98 }), (shade) => {
        expect(contrastRatio(shaded('#2c6e8f', shade), '#000000')).toBeLessThanOrEqual(
          contrastRatio(shaded('#2c6e8f', shade + 1), '#000000') + 1e-9,
        )
      }),
    )
  })
  it('draw a role that the palette lacks in grey', () => {
    expect(resolveColor({ role: 'toString' }, { palette: {} })).toBe('#808080')
  })
  it('make palettes whose lettering can be read', () => {
    expect(palettes).toHaveLength(12)
    for (const { name, colors } of palettes) {
      expect(contrastRatio(colors.cream, colors.frame), name).toBeGreaterThanOrEqual(7.4)
      expect(contrastRatio(colors.accent, colors.frame), name).toBeGreaterThanOrEqual(4.3)
      expect(contrastRatio(colors.cream, colors.field), name).toBeGreaterThanOrEqual(3.3)
    }
  })
  it('includes the border in the box of a shape', () => {
    const bordered = shapeLayer('a', { stroke: { width: 10, paint: { kind: 'solid', color: { hex: '#000000' } } } })
    expect(localBounds(bordered, plainLetters, () => null).right).toBe(55)
  })
})
