import type { Pixels } from './pixels'

/**
 * Pixels blurred as by a Gaussian of `sigma` pixels: three box passes each way, which comes within 3 % of it. Opacity is multiplied in,
 * so that what is see-through lends no colour; the outermost pixels go on beyond the edge, so that a photo keeps filling its frame.
 */
export function blurred(pixels: Pixels, width: number, height: number, sigma: number): Pixels {
  const radii = boxRadii(sigma)
  if (radii.every((radius) => radius === 0)) return pixels
  const count = width * height
  const line = new Float32Array(Math.max(width, height))
  const spare = new Float32Array(line.length)
  const blurPlane = (plane: Float32Array): void => {
    for (let y = 0; y < height; y += 1) {
      line.set(plane.subarray(y * width, (y + 1) * width))
      for (const radius of radii) boxPass(line, spare, width, radius)
      plane.set(line.subarray(0, width), y * width)
    }
    for (let x = 0; x < width; x += 1) {
      for (let y = 0, at = x; y < height; y += 1, at += width) line[y] = plane[at] as number
      for (const radius of radii) boxPass(line, spare, height, radius)
      for (let y = 0, at = x; y < height; y += 1, at += width) plane[at] = line[y] as number
    }
  }
  const opacity = new Float32Array(count)
  for (let at = 0; at < count; at += 1) opacity[at] = pixels[at * 4 + 3] as number
  blurPlane(opacity)
  const result: Pixels = new Uint8ClampedArray(pixels.length)
  const plane = new Float32Array(count)
  for (let channel = 0; channel < 3; channel += 1) {
    for (let at = 0; at < count; at += 1)
      plane[at] = ((pixels[at * 4 + channel] as number) * (pixels[at * 4 + 3] as number)) / 255
    blurPlane(plane)
    for (let at = 0; at < count; at += 1) {
      const share = opacity[at] as number
      // Under half a step of 255 the pixel is gone, and so is its colour.
      result[at * 4 + channel] = share < 0.5 ? 0 : ((plane[at] as number) * 255) / share
    }
  }
  for (let at = 0; at < count; at += 1) result[at * 4 + 3] = opacity[at] as number
  return result
}

/** The radii of three boxes whose passes together are as wide as a Gaussian of `sigma`: boxes of odd widths only, the smaller ones first. */
function boxRadii(sigma: number): readonly [number, number, number] {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1)
  const lower = Math.floor(ideal) % 2 === 0 ? Math.floor(ideal) - 1 : Math.floor(ideal)
  const smaller = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4))
  const radius = (index: number): number => Math.max(0, (index < smaller ? lower - 1 : lower + 1) / 2)
  return [radius(0), radius(1), radius(2)]
}

/** The mean over `2 × radius + 1` neighbours along a line, the end values going on beyond the ends. */
function boxPass(line: Float32Array, spare: Float32Array, length: number, radius: number): void {
  if (radius === 0) return
  const last = length - 1
  const at = (index: number): number => line[index < 0 ? 0 : index > last ? last : index] as number
  let sum = 0
  for (let index = -radius; index <= radius; index += 1) sum += at(index)
  const share = 1 / (2 * radius + 1)
  for (let index = 0; index < length; index += 1) {
    spare[index] = sum * share
    sum += at(index + radius + 1) - at(index - radius)
  }
  line.set(spare.subarray(0, length))
}
