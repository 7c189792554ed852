import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveColor } from '../../../src/core/designs/colors'
import type { Filter } from '../../../src/core/designs/document'
import { applyFilters } from '../../../src/core/designs/picture-filters'

const context = {
  resolve: (color: Parameters<typeof resolveColor>[0]) => resolveColor(color, { palette: { field: '#102030' } }),
  unitsPerPixel: 1,
}
type Dot = readonly [number, number, number, number]
/** A picture from one function of the place. */
const drawn = (width: number, height: number, at: (x: number, y: number) => Dot): Uint8ClampedArray =>
  Uint8ClampedArray.from(
    Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width))).flat(),
  )
const dot = (pixels: Uint8ClampedArray, width: number, x: number, y: number): number[] =>
  Array.from(pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4))
const white: Dot = [255, 255, 255, 255]
const red: Dot = [200, 20, 20, 255]

const picture = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      pixels: fc
        .array(fc.integer({ min: 0, max: 255 }), { minLength: width * height * 4, maxLength: width * height * 4 })
        .map((values) => Uint8ClampedArray.from(values)),
    }),
  )
const share = fc.double({ min: 0, max: 1, noNaN: true })
const either = fc.double({ min: -1, max: 1, noNaN: true })
const filter: fc.Arbitrary<Filter> = fc.oneof(
  share.map((amount) => ({ kind: 'greyscale' as const, amount })),
  either.map((amount) => ({ kind: 'contrast' as const, amount })),
  either.map((amount) => ({ kind: 'brightness' as const, amount })),
  fc.double({ min: 0, max: 60, noNaN: true }).map((radius) => ({ kind: 'blur' as const, radius })),
  fc.constant({ kind: 'duotone' as const, dark: { role: 'field' }, light: { hex: '#ffffff' } }),
  fc
    .record({ color: fc.constantFrom(null, '#ffffff', '#10a030'), tolerance: share })
    .map((wish) => ({ kind: 'removeBackground' as const, ...wish })),
)

describe('row 13: filters of a picture', () => {
  it('never change the pixels they are given, and answer with as many, the same every time', () => {
    fc.assert(
      fc.property(picture, fc.array(filter, { maxLength: 4 }), ({ width, height, pixels }, filters) => {
        const before = Uint8ClampedArray.from(pixels)
        const after = applyFilters(pixels, width, height, filters, context)
        expect(pixels).toEqual(before)
        expect(after).not.toBe(pixels)
        expect(after).toHaveLength(pixels.length)
        expect(applyFilters(pixels, width, height, filters, context)).toEqual(after)
      }),
    )
  })

  it('change nothing at strength 0', () => {
    const none: Filter[] = [
      { kind: 'greyscale', amount: 0 },
      { kind: 'contrast', amount: 0 },
      { kind: 'brightness', amount: 0 },
      { kind: 'blur', radius: 0 },
    ]
    fc.assert(
      fc.property(picture, ({ width, height, pixels }) => {
        expect(applyFilters(pixels, width, height, none, context)).toEqual(pixels)
      }),
    )
  })

  it('leave opacity alone, save blur and the removing of a ground, which only takes away', () => {
    fc.assert(
      fc.property(picture, filter, ({ width, height, pixels }, it) => {
        const after = applyFilters(pixels, width, height, [it], context)
        for (let at = 3; at < pixels.length; at += 4) {
          if (it.kind === 'removeBackground') expect(after[at]!).toBeLessThanOrEqual(pixels[at]!)
          else if (it.kind !== 'blur') expect(after[at]).toBe(pixels[at])
        }
      }),
    )
  })

  it('refuse pixels that do not fit the size', () => {
    expect(() => applyFilters(new Uint8ClampedArray(4), 2, 2, [], context)).toThrow(RangeError)
  })

  it('make greys of the same brightness', () => {
    const after = applyFilters(
      drawn(1, 1, () => red),
      1,
      1,
      [{ kind: 'greyscale', amount: 1 }],
      context,
    )
    const [r, g, b] = after
    expect(r).toBe(g)
    expect(g).toBe(b)
    // Rec. 709 luminance of rgb(200, 20, 20) is 0.128: rgb(100, 100, 100).
    expect(r).toBe(100)
  })

  it('make a duotone run from the dark colour to the light one', () => {
    const filters: Filter[] = [{ kind: 'duotone', dark: { role: 'field' }, light: { hex: '#ffeedd' } }]
    const pixels = drawn(256, 1, (x) => [x, x, x, 255])
    const after = applyFilters(pixels, 256, 1, filters, context)
    expect(dot(after, 256, 0, 0)).toEqual([0x10, 0x20, 0x30, 255])
    expect(dot(after, 256, 255, 0)).toEqual([0xff, 0xee, 0xdd, 255])
    for (let x = 1; x < 256; x += 1) expect(after[x * 4]!).toBeGreaterThanOrEqual(after[x * 4 - 4]!)
  })

  it('at full strength, contrast splits, its opposite flattens, and brightness runs from black to white', () => {
    const pixels = drawn(2, 1, (x) => (x === 0 ? [60, 60, 60, 255] : [200, 200, 200, 255]))
    const values = (it: Filter): number[] => {
      const after = applyFilters(pixels, 2, 1, [it], context)
      return [after[0]!, after[4]!]
    }
    expect(values({ kind: 'contrast', amount: 1 })).toEqual([0, 255])
    expect(values({ kind: 'contrast', amount: -1 })).toEqual([128, 128])
    expect(values({ kind: 'brightness', amount: 1 })).toEqual([255, 255])
    expect(values({ kind: 'brightness', amount: -1 })).toEqual([0, 0])
  })
})

describe('a blurred picture', () => {
  it('keeps a flat colour flat up to its edges', () => {
    const after = applyFilters(
      drawn(20, 20, () => red),
      20,
      20,
      [{ kind: 'blur', radius: 12 }],
      context,
    )
    expect(after).toEqual(drawn(20, 20, () => red))
  })

  it('takes no colour from what is see-through', () => {
    const half = drawn(20, 1, (x) => (x < 10 ? red : [0, 255, 0, 0]))
    const after = applyFilters(half, 20, 1, [{ kind: 'blur', radius: 8 }], context)
    for (let x = 0; x < 20; x += 1) {
      const [r, g, , alpha] = dot(after, 20, x, 0)
      if (alpha! > 20) expect([r, g]).toEqual([expect.closeTo(200, -0.6), expect.closeTo(20, -0.6)])
    }
    expect(after[3 + 4 * 10]!).toBeGreaterThan(40)
    expect(after[3 + 4 * 10]!).toBeLessThan(215)
  })

  it('is blurred by units of the artboard, whatever the size it is drawn at', () => {
    const edge = drawn(64, 1, (x) => (x < 32 ? [0, 0, 0, 255] : white))
    const wide = (unitsPerPixel: number): number => {
      const after = applyFilters(edge, 64, 1, [{ kind: 'blur', radius: 16 }], { ...context, unitsPerPixel })
      return Array.from({ length: 64 }, (_, x) => after[x * 4]!).filter((value) => value > 5 && value < 250).length
    }
    expect(wide(2)).toBeLessThan(wide(1) * 0.65)
    expect(wide(2)).toBeGreaterThan(wide(1) * 0.35)
  })
})

describe('row 10: a flat ground taken away', () => {
  const remove = (tolerance: number, color: string | null = null): Filter[] => [
    { kind: 'removeBackground', color, tolerance },
  ]
  /** A red square with a white hole in the middle, on white. */
  const framed = drawn(15, 15, (x, y) =>
    x < 4 || y < 4 || x > 10 || y > 10 || (x > 5 && x < 9 && y > 5 && y < 9) ? white : red,
  )

  it('goes from the edges inwards: the same colour inside of the art stays', () => {
    const after = applyFilters(framed, 15, 15, remove(0.1), context)
    expect(dot(after, 15, 0, 0)).toEqual([0, 0, 0, 0])
    expect(dot(after, 15, 3, 7)).toEqual([0, 0, 0, 0])
    expect(dot(after, 15, 4, 4)).toEqual([...red])
    expect(dot(after, 15, 7, 7)).toEqual([...white])
  })

  it('takes the colour asked for instead of the corners', () => {
    expect(applyFilters(framed, 15, 15, remove(0.1, '#00ff00'), context)).toEqual(framed)
  })

  it('takes a ground of nearly one colour with enough tolerance, and more with more', () => {
    const noisy = drawn(15, 15, (x, y) =>
      x > 4 && x < 10 && y > 4 && y < 10 ? red : [240 + ((x * 7 + y * 13) % 15), 250, 245, 255],
    )
    const gone = (tolerance: number): number => {
      const after = applyFilters(noisy, 15, 15, remove(tolerance), context)
      return after.filter((value, index) => index % 4 === 3 && value === 0).length
    }
    expect(gone(0.08)).toBe(200)
    const counts = [0, 0.02, 0.05, 0.1, 0.3, 1].map(gone)
    expect(counts.toSorted((a, b) => a - b)).toEqual(counts)
    expect(counts.at(-1)).toBe(225)
  })

  it('leaves a soft edge without a halo where the outline was smooth', () => {
    // Half covered: white and black mixed on the way from ground to art.
    const soft = drawn(9, 3, (x) => (x < 4 ? white : x === 4 ? [128, 128, 128, 255] : [0, 0, 0, 255]))
    const after = applyFilters(soft, 9, 3, remove(0.1, '#ffffff'), context)
    const [r, , , alpha] = dot(after, 9, 4, 1)
    expect(r!).toBeLessThanOrEqual(2)
    expect(alpha).toBeGreaterThan(115)
    expect(alpha).toBeLessThan(140)
  })

  it('does nothing where the corners are see-through already', () => {
    const clear = drawn(9, 9, (x, y) => (x > 2 && x < 6 && y > 2 && y < 6 ? red : [0, 0, 0, 0]))
    expect(applyFilters(clear, 9, 9, remove(0.2), context)).toEqual(clear)
  })
})
