import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerOf, ShapeRing } from '../../../src/core/designs/document'
import { ringGeometry, type RingGeometry } from '../../../src/core/designs/rings'
import { addShapeRing } from '../../../src/core/designs/shape-ring-operations'
import { shapeRings } from '../../../src/core/designs/shape-rings'
import { silhouettePath, silhouettes } from '../../../src/core/designs/silhouettes'
import { flattened } from '../../../src/core/designs/silhouettes/path'
import { designOf, shapeLayer } from '../../support/designs'

const ring = (fields: Partial<ShapeRing> = {}): ShapeRing => ({
  inset: 10,
  width: 12,
  pattern: 'solid',
  gap: 0,
  paint: { kind: 'solid', color: { role: 'accent' } },
  ...fields,
})
const layerOf = (shape: string, ...rings: ShapeRing[]): LayerOf<'shape'> =>
  shapeLayer('a', { shape, width: 400, height: 400, rings })
const pathOf = (geometry: RingGeometry | undefined): string => geometry?.path ?? ''
type Spot = { x: number; y: number }
const toSegment = (p: Spot, a: Spot, b: Spot): number => {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2 || 1
  const t = Math.min(1, Math.max(0, ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length))
  return Math.hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y))
}
const distance = (p: Spot, loop: readonly Spot[]): number =>
  Math.min(...loop.map((a, at) => toSegment(p, a, loop[(at + 1) % loop.length] ?? a)))

describe('rings of a silhouette (row 2)', () => {
  it('in a circle are the rings of that radius', () => {
    for (const pattern of ['solid', 'dash', 'bead', 'rope'] as const) {
      const [outer, inner] = shapeRings(layerOf('circle', ring({ pattern }), ring({ inset: 5, width: 4, pattern })))
      expect(outer?.geometry).toEqual(ringGeometry({ radius: 184, width: 12, pattern, gap: 0 }))
      expect(inner?.geometry).toEqual(ringGeometry({ radius: 171, width: 4, pattern, gap: 0 }))
    }
  })

  it('follow any outline at an even distance', () => {
    for (const { shape } of silhouettes) {
      if (shape === 'circle') continue
      const outline = flattened(silhouettePath(shape, {}, 400, 400))
      const loop = outline.toSorted((a, b) => b.length - a.length)[0] ?? []
      const face = shapeRings(layerOf(shape, ring({ inset: 8, width: 4 })))[0]?.geometry
      const [outside = [], inside = []] = flattened(pathOf(face))
      expect(outside.length, shape).toBeGreaterThan(2)
      const few = (points: readonly Spot[]) => points.filter((_, at) => at % Math.ceil(points.length / 60) === 0)
      for (const point of few(outside)) expect(Math.abs(distance(point, loop) - 8), shape).toBeLessThan(0.75)
      for (const point of few(inside)) expect(Math.abs(distance(point, loop) - 12), shape).toBeLessThan(0.75)
    }
  })

  it('keep the corners of a square sharp', () => {
    const face = shapeRings(
      shapeLayer('a', { shape: 'rounded', params: { corner: 0 }, width: 400, height: 200, rings: [ring()] }),
    )[0]?.geometry
    const [outside = []] = flattened(pathOf(face))
    for (const corner of [
      { x: 190, y: 90 },
      { x: -190, y: 90 },
      { x: -190, y: -90 },
      { x: 190, y: -90 },
    ])
      expect(Math.min(...outside.map((it) => Math.hypot(it.x - corner.x, it.y - corner.y)))).toBeLessThan(0.1)
  })

  it('take a whole number of dashes round, so that the last meets the first', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('heart', 'shield', 'polygon', 'star'),
        fc.double({ min: 1, max: 12, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (shape, width, gap) => {
          const geometry = shapeRings(layerOf(shape, ring({ pattern: 'dash', width, gap })))[0]?.geometry
          if (geometry?.kind !== 'line') throw new Error('no line')
          const [loop = []] = flattened(geometry.path)
          const length = loop.reduce((sum, a, at) => {
            const b = loop[(at + 1) % loop.length] ?? a
            return sum + Math.hypot(b.x - a.x, b.y - a.y)
          }, 0)
          const count = length / ((geometry.dash[0] ?? 0) + (geometry.dash[1] ?? 0))
          expect(Math.abs(count - Math.round(count))).toBeLessThan(0.05)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('go round every piece where the way inwards cuts the shape apart', () => {
    const face = shapeRings(layerOf('maltese', ring({ inset: 20, width: 6 })))[0]?.geometry
    expect(flattened(pathOf(face))).toHaveLength(8)
  })

  it('leave out a ring that finds no room, and are worked out once for a layer', () => {
    const layer = layerOf('heart', ring(), ring({ inset: 300 }))
    expect(shapeRings(layer)).toHaveLength(1)
    expect(shapeRings(layer)).toBe(shapeRings(layer))
  })

  it('stay when the silhouette is swapped (row 1)', () => {
    const heart = layerOf('heart', ring(), ring({ pattern: 'rope' }))
    expect(shapeRings({ ...heart, shape: 'shield' })).toHaveLength(2)
  })
})

describe('changing rings of a silhouette', () => {
  const document = designOf(layerOf('heart', ring()))
  const ringsOf = (from: typeof document) => (from.layers[0] as LayerOf<'shape'>).rings
  it('adds up to six, from the edge inwards', () => {
    const full = [1, 2, 3, 4, 5, 6, 7].reduce((now, width) => addShapeRing('a', ring({ width })).apply(now), document)
    expect(ringsOf(full).map(({ width }) => width)).toEqual([12, 1, 2, 3, 4, 5])
    expect(ringsOf(addShapeRing('a', ring({ width: 9 }), 0).apply(document))[0]?.width).toBe(9)
  })
})
