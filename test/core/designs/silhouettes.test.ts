import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxOf } from '../../../src/core/designs/geometry'
import {
  silhouetteFamilies,
  silhouetteOf,
  silhouettePath,
  silhouettes,
  type Silhouette,
} from '../../../src/core/designs/silhouettes'
import { fitted, flattened, mirrored, pathBox } from '../../../src/core/designs/silhouettes/path'

/** Numbers of a silhouette, each somewhere in its range. */
const paramsOf = ({ params }: Silhouette) =>
  fc.record(
    Object.fromEntries(
      Object.entries(params).map(([name, { min, max }]) => [name, fc.double({ min, max, noNaN: true })]),
    ),
  )
const areaOf = (points: readonly { x: number; y: number }[]): number =>
  points.reduce((sum, { x, y }, at) => {
    const next = points[(at + 1) % points.length] ?? { x, y }
    return sum + (x * next.y - next.x * y) / 2
  }, 0)
const side = fc.double({ min: 20, max: 600, noNaN: true })

describe('silhouettes (row 1)', () => {
  it('are more than sixty, each with a name of its own, a family and words to find it by', () => {
    expect(silhouettes.length).toBeGreaterThanOrEqual(60)
    expect(new Set(silhouettes.map(({ shape }) => shape)).size).toBe(silhouettes.length)
    expect(new Set(silhouettes.map(({ family }) => family))).toEqual(new Set(silhouetteFamilies))
    for (const { shape, keywords } of silhouettes) expect(keywords.length, shape).toBeGreaterThanOrEqual(3)
  })

  it('keep to their box, close, and cover ground, whatever their numbers within range', () => {
    for (const silhouette of silhouettes)
      fc.assert(
        fc.property(paramsOf(silhouette), side, side, (params, width, height) => {
          const { shape } = silhouette
          const path = silhouettePath(shape, params, width, height)
          expect(path, shape).toMatch(/^M[^a-zNI]*Z$/)
          const loops = flattened(path)
          for (const { x, y } of loops.flat()) {
            expect(Math.abs(x), shape).toBeLessThanOrEqual(width * 0.503 + 0.1)
            expect(Math.abs(y), shape).toBeLessThanOrEqual(height * 0.503 + 0.1)
          }
          expect(Math.abs(Math.max(...loops.map(areaOf))), shape).toBeGreaterThan(width * height * 0.04)
        }),
        { numRuns: 25 },
      )
  })

  it('fill their box with ink as they come, so that the box is what one sees', () => {
    for (const { shape, aspect } of silhouettes) {
      const box = pathBox(silhouettePath(shape, {}, 400 * aspect, 400))
      expect((box?.right ?? 0) - (box?.left ?? 0), shape).toBeGreaterThan(400 * aspect * 0.93)
      expect((box?.bottom ?? 0) - (box?.top ?? 0), shape).toBeGreaterThan(400 * 0.93)
    }
  })

  it('change with each of their numbers', () => {
    for (const { shape, params } of silhouettes)
      for (const [name, { min, max }] of Object.entries(params))
        expect(silhouettePath(shape, { [name]: min }, 400, 400), `${shape} ${name}`).not.toBe(
          silhouettePath(shape, { [name]: max }, 400, 400),
        )
  })

  it('begin in the middle of the range of each number', () => {
    for (const { shape, params } of silhouettes)
      for (const [name, { min, max, initial }] of Object.entries(params)) {
        expect(initial, `${shape} ${name}`).toBeGreaterThanOrEqual(min)
        expect(initial, `${shape} ${name}`).toBeLessThanOrEqual(max)
      }
    expect(silhouetteOf('nothing')).toBeUndefined()
  })
})

describe('path data', () => {
  it('is flattened close to its curves, arcs too', () => {
    const [circle = []] = flattened('M0 -50A50 50 0 0 1 0 50A50 50 0 0 1 0 -50Z')
    for (const { x, y } of circle) expect(Math.hypot(x, y)).toBeCloseTo(50, 6)
    expect(areaOf(circle) / 7854).toBeCloseTo(1, 2)
    const large = boxOf(flattened('M30 -40A50 50 0 1 0 30 40Z').flat())
    expect(large?.left).toBeCloseTo(-50, 1)
  })
  it('is mirrored to an even shape and stretched to its box', () => {
    const path = fitted(mirrored('M0 -50 A50 50 0 0 1 50 0 C50 30 30 50 8 50'), 200, 100)
    const [loop = []] = flattened(path)
    for (const { x, y } of loop)
      expect(Math.min(...loop.map((other) => Math.hypot(other.x + x, other.y - y)))).toBeLessThan(1.5)
    expect(boxOf(loop)).toMatchObject({ left: -100, right: 100, top: -50, bottom: 50 })
  })
})
