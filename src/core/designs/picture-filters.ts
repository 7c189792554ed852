import { blurred } from './blur'
import { brightness, linearOf, rgbOf } from './colors'
import type { Color, Filter } from './document'
import { withoutBackground } from './flat-background'
import type { Pixels } from './pixels'

/** What filters are handed: how a colour of the design looks (`resolveColor`), and how many units of the artboard one pixel covers. */
export interface FilterContext {
  readonly resolve: (color: Color) => string
  readonly unitsPerPixel: number
}

/**
 * A picture's pixels after its filters, one after the other. The pixels given are never changed; the answer is always new. About a
 * fifth of a second for a million pixels and the costliest filter; 16 bytes of memory per pixel while it blurs.
 * @param pixels `4 × width × height` bytes, row by row. @throws RangeError where their number does not fit
 */
export function applyFilters(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  filters: readonly Filter[],
  context: FilterContext,
): Pixels {
  if (pixels.length !== width * height * 4) throw new RangeError('the pixels do not fit width and height')
  return filters.reduce<Pixels>(
    (present, filter) => applyFilter(present, width, height, filter, context),
    new Uint8ClampedArray(pixels),
  )
}

/** Filters in place, save where that cannot be; `pixels` is a copy of our own. */
function applyFilter(pixels: Pixels, width: number, height: number, filter: Filter, context: FilterContext): Pixels {
  switch (filter.kind) {
    case 'greyscale':
      return greyscale(pixels, filter.amount)
    case 'contrast': {
      // −1 leaves mid grey, 1 makes it four times as steep.
      const slope = filter.amount < 0 ? 1 + filter.amount : 1 + 3 * filter.amount
      return toned(pixels, (value) => 127.5 + (value - 127.5) * slope)
    }
    case 'brightness':
      return toned(pixels, (value) =>
        filter.amount < 0 ? value * (1 + filter.amount) : value + (255 - value) * filter.amount,
      )
    case 'blur':
      // As a canvas reads a shadow's blur: it has all but ended at `radius`, two standard deviations out.
      return blurred(pixels, width, height, filter.radius / 2 / context.unitsPerPixel)
    case 'duotone':
      return duotone(pixels, context.resolve(filter.dark), context.resolve(filter.light))
    case 'removeBackground':
      return withoutBackground(pixels, width, height, filter)
  }
}

/** The same curve for red, green and blue. */
function toned(pixels: Pixels, curve: (value: number) => number): Pixels {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => curve(value))
  for (let at = 0; at < pixels.length; at += 4)
    for (let channel = at; channel < at + 3; channel += 1) pixels[channel] = table[pixels[channel] as number] as number
  return pixels
}

const linear = Float32Array.from({ length: 256 }, (_, value) => linearOf(value / 255))
/** The grey (0 to 255) as bright as each of 4096 even steps of light. */
const greys = Float32Array.from({ length: 4097 }, (_, step) => {
  const light = step / 4096
  return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)
})
/** How bright a pixel looks, 0 to 255: the grey of the same luminance (WCAG 2.2, relative luminance). */
function greyAt(pixels: Pixels, at: number): number {
  const lightOf = (channel: number): number => linear[pixels[at + channel] as number] as number
  const light = brightness(lightOf(0), lightOf(1), lightOf(2))
  return greys[Math.round(light * 4096)] as number
}

function greyscale(pixels: Pixels, amount: number): Pixels {
  for (let at = 0; at < pixels.length; at += 4) {
    const grey = greyAt(pixels, at)
    for (let channel = at; channel < at + 3; channel += 1) {
      const value = pixels[channel] as number
      pixels[channel] = value + (grey - value) * amount
    }
  }
  return pixels
}

/** Black becomes `dark`, white `light`, and what lies between a mixture by how bright it looks. */
function duotone(pixels: Pixels, dark: string, light: string): Pixels {
  const [from, to] = [rgbOf(dark), rgbOf(light)]
  const ramp = Uint8ClampedArray.from({ length: 256 * 3 }, (_, at) => {
    const start = from[at % 3] ?? 0
    return 255 * (start + ((to[at % 3] ?? 0) - start) * (Math.floor(at / 3) / 255))
  })
  for (let at = 0; at < pixels.length; at += 4) {
    const step = Math.round(greyAt(pixels, at)) * 3
    for (let channel = 0; channel < 3; channel += 1) pixels[at + channel] = ramp[step + channel] as number
  }
  return pixels
}
