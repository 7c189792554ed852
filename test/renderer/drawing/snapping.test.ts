import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box } from '../../../src/core/designs/geometry'
import { createSnapper, distances, type Targets } from '../../../src/renderer/drawing/snapping'

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})
const targets = (fields: Partial<Targets> = {}): Targets => ({
  artboard: box(0, 0, 600, 600),
  boxes: [],
  centres: [],
  circles: [],
  lines: [],
  ...fields,
})
const moved = (at: Box, fields: Partial<Targets>, tolerance = 4, centre: { x: number; y: number } | null = null) =>
  createSnapper(targets(fields)).move({ box: at, centre }, tolerance)

describe('row 16: smart guides', () => {
  it('lay edges on edges and middles on middles, of the artboard and of other layers', () => {
    expect(moved(box(253, 100, 100, 50), {})).toMatchObject({ dx: -3, dy: 0 })
    expect(moved(box(102, 303, 100, 50), { boxes: [box(100, 200, 40, 40)] })).toMatchObject({ dx: -2, dy: 0 })
    // An edge on a middle is hardly ever meant.
    expect(moved(box(302, 103, 100, 50), {})).toMatchObject({ dx: 0 })
  })

  it('reach no further than the tolerance', () => {
    expect(moved(box(245, 70, 100, 50), {})).toEqual({ dx: 0, dy: 0, guides: [] })
    expect(moved(box(245, 70, 100, 50), {}, 6).dx).toBe(5)
  })

  it('show a line as long as what lies on it, once for all that lie on the same line', () => {
    const { guides } = moved(box(100, 500, 50, 50), { boxes: [box(100, 0, 30, 30), box(100, 200, 70, 30)] })
    expect(guides.filter(({ kind }) => kind === 'line')).toEqual([
      { kind: 'line', axis: 'x', at: 100, from: 0, to: 550 },
    ])
  })

  it('make gaps equal between two neighbours, and show both gaps', () => {
    const { dx, guides } = moved(box(157, 110, 50, 30), { boxes: [box(50, 100, 50, 50), box(260, 100, 50, 50)] })
    expect(dx).toBe(-2)
    expect(guides.filter(({ kind }) => kind === 'gap')).toEqual([
      { kind: 'gap', axis: 'x', from: 100, to: 155, at: 125 },
      { kind: 'gap', axis: 'x', from: 205, to: 260, at: 125 },
    ])
  })

  it('carry on the gap of a row at either end', () => {
    const row = { boxes: [box(200, 100, 50, 50), box(270, 100, 50, 50)] }
    const after = moved(box(338, 100, 33, 50), row)
    expect(after.dx).toBe(2)
    expect(after.guides.filter(({ kind }) => kind === 'gap')).toHaveLength(2)
    expect(moved(box(148, 100, 33, 50), row).dx).toBe(-1)
  })

  it('lay an arc text, a ring, a shape on the same centre as others, by its own centre', () => {
    const centres = [{ x: 210, y: 333 }]
    expect(moved(box(100, 100, 37, 41), { centres }, 4, { x: 207, y: 335 })).toMatchObject({ dx: 3, dy: -2 })
  })

  it('take the lines pulled out of the rulers, for edges and for middles', () => {
    const lines = [{ axis: 'x' as const, at: 77 }]
    expect(moved(box(79, 200, 50, 50), { lines }).dx).toBe(-2)
    expect(moved(box(50, 200, 50, 50), { lines }).dx).toBe(2)
    expect(moved(box(79, 200, 50, 50), { lines }).dy).toBe(0)
  })

  it('hold an axis that must not change', () => {
    const snapper = createSnapper(targets())
    const at = box(253, 254, 100, 100)
    expect(snapper.move({ box: at, centre: null }, 6, 'y')).toMatchObject({ dx: -3, dy: 0 })
    expect(snapper.move({ box: at, centre: null }, 6, 'x')).toMatchObject({ dx: 0, dy: -4 })
  })

  it('snap only the edges that a handle drags when something is resized, ring radii among them', () => {
    const snapper = createSnapper(targets({ circles: [{ x: 300, y: 300, radius: 180 }] }))
    const found = snapper.resize(box(200, 200, 278, 100), { x: 1, y: 0 }, 4)
    expect(found).toMatchObject({ dx: 2, dy: 0 })
    expect(found.guides).toEqual([{ kind: 'circle', x: 300, y: 300, radius: 180 }])
    expect(snapper.resize(box(2, 200, 278, 100), { x: 1, y: 1 }, 4).dx).toBe(0)
    // The edges of what is only moved do not hang on to the rims of rings.
    expect(snapper.move({ box: box(200, 130, 278, 100), centre: null }, 4).dx).toBe(0)
  })

  it('lay the middle of what is moved on the circle of a ring', () => {
    const circles = [{ x: 300, y: 300, radius: 180 }]
    const onCircle = ({ dx, dy }: { dx: number; dy: number }, x: number, y: number) =>
      Math.hypot(x + dx - 300, y + dy - 300)
    // At 2 o'clock, three units outside.
    const found = moved(box(438.5, 188.5, 40, 40), { circles })
    expect(onCircle(found, 458.5, 208.5)).toBeCloseTo(180, 6)
    expect(found.guides).toEqual([{ kind: 'circle', x: 300, y: 300, radius: 180 }])
    // Along a line that it lies on already, and along the axis that Shift leaves.
    const lined = moved(box(438.5, 194, 40, 40), { circles, lines: [{ axis: 'x', at: 459.5 }] })
    expect(lined.dx).toBe(1)
    expect(onCircle(lined, 458.5, 214)).toBeCloseTo(180, 6)
    expect(lined.guides.map(({ kind }) => kind)).toEqual(['line', 'circle'])
    const held = createSnapper(targets({ circles })).move({ box: box(438.5, 193, 40, 40), centre: null }, 4, 'x')
    expect(held.dx).toBe(0)
    expect(onCircle(held, 458.5, 213)).toBeCloseTo(180, 6)
    // Out of reach.
    expect(moved(box(420, 175, 40, 40), { circles })).toMatchObject({ dx: 0, dy: 0 })
  })

  it('lay it on the rays of the polar grid, every 15 degrees, and where a ray crosses a circle', () => {
    const circles = [60, 180].map((radius) => ({ x: 300, y: 300, radius, rays: 15 }))
    const polar = (degrees: number, far: number) => ({
      x: 300 + far * Math.sin((degrees * Math.PI) / 180),
      y: 300 - far * Math.cos((degrees * Math.PI) / 180),
    })
    const at = (degrees: number, far: number) => {
      const { x, y } = polar(degrees, far)
      const { dx, dy, guides } = moved(box(x - 8.3, y - 8.3, 16.6, 16.6), { circles })
      return { x: x + dx, y: y + dy, guides }
    }
    const ray = polar(30, 120)
    expect(at(31, 120)).toMatchObject({ x: expect.closeTo(ray.x, 1) as number, y: expect.closeTo(ray.y, 1) as number })
    expect(at(31, 120).guides).toMatchObject([{ kind: 'angle', degrees: 30 }])
    const corner = polar(60, 180)
    expect(at(60.5, 178.5).x).toBeCloseTo(corner.x, 6)
    expect(at(60.5, 178.5).guides.map(({ kind }) => kind)).toEqual(['circle', 'angle'])
    // Without the grid there are no rays.
    expect(moved(box(ray.x - 10, ray.y - 9, 16.6, 16.6), {}).guides).toEqual([])
  })

  it('never shift further than the tolerance', () => {
    const side = fc.integer({ min: 1, max: 200 })
    const place = fc.integer({ min: -50, max: 600 })
    const boxes = fc.array(
      fc.tuple(place, place, side, side).map(([x, y, w, h]) => box(x, y, w, h)),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(boxes, place, place, side, side, (others, x, y, w, h) => {
        const circles = [90, 180].map((radius) => ({ x: 310, y: 290, radius, rays: 15 }))
        const snapper = createSnapper(targets({ boxes: others, circles }))
        const own = box(x, y, w, h)
        const { dx, dy } = snapper.move({ box: own, centre: null }, 4)
        expect(Math.max(Math.abs(dx), Math.abs(dy))).toBeLessThanOrEqual(4)
      }),
    )
  })
})

describe('row 16: distances', () => {
  it('to the four sides of what something lies in', () => {
    expect(distances(box(100, 200, 50, 50), box(0, 0, 600, 600))).toEqual([
      { kind: 'gap', axis: 'x', from: 0, to: 100, at: 225 },
      { kind: 'gap', axis: 'x', from: 150, to: 600, at: 225 },
      { kind: 'gap', axis: 'y', from: 0, to: 200, at: 125 },
      { kind: 'gap', axis: 'y', from: 250, to: 600, at: 125 },
    ])
  })

  it('across the gap to what lies beside, whichever is first', () => {
    const [a, b] = [box(100, 100, 50, 50), box(300, 120, 50, 50)]
    const gap = [{ kind: 'gap', axis: 'x', from: 150, to: 300, at: 135 }]
    expect(distances(a, b)).toEqual(gap)
    expect(distances(b, a)).toEqual(gap)
  })

  it('nothing where two lie over each other', () => {
    expect(distances(box(0, 0, 100, 100), box(50, 50, 100, 100))).toEqual([])
  })
})
