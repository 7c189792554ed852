import { radians, type Point } from './geometry'

/** A number that shapes a silhouette, with what the page's slider needs. */
export interface SilhouetteParam {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly initial: number
}
/** A parametric silhouette. `aspect` is the width over the height that it looks right in. */
export interface Silhouette {
  readonly shape: string
  readonly aspect: number
  readonly params: Readonly<Record<string, SilhouetteParam>>
  /** SVG path data in a box of `width` × `height` round the origin. */
  readonly path: (param: (name: string) => number, width: number, height: number) => string
}

const fixed = (value: number): string => (Math.round(value * 100) / 100).toString()
const xy = (x: number, y: number): string => `${fixed(x)} ${fixed(y)}`
const whole = (initial: number, min: number, max: number): SilhouetteParam => ({ min, max, step: 1, initial })
const share = (initial: number, min = 0, max = 1): SilhouetteParam => ({ min, max, step: 0.01, initial })

/** Points on circles stretched to the box; radii are shares of the half box, angles in degrees from the top. */
const polar = (width: number, height: number, radius: number, angle: number): Point => ({
  x: (Math.sin(radians(angle)) * radius * width) / 2,
  y: (-Math.cos(radians(angle)) * radius * height) / 2,
})

/** A closed path through points whose corners are rounded by up to `radius` units. */
function rounded(points: readonly Point[], radius: number): string {
  const count = points.length
  let path = ''
  for (let index = 0; index < count; index++) {
    const here = points[index]
    const before = points[(index + count - 1) % count]
    const after = points[(index + 1) % count]
    if (!here || !before || !after) continue
    const inLength = Math.hypot(here.x - before.x, here.y - before.y)
    const outLength = Math.hypot(after.x - here.x, after.y - here.y)
    const cut = Math.min(radius, inLength / 2, outLength / 2)
    if (cut < 0.05) {
      path += `${path ? 'L' : 'M'}${xy(here.x, here.y)}`
      continue
    }
    const start = {
      x: here.x + ((before.x - here.x) * cut) / inLength,
      y: here.y + ((before.y - here.y) * cut) / inLength,
    }
    const end = {
      x: here.x + ((after.x - here.x) * cut) / outLength,
      y: here.y + ((after.y - here.y) * cut) / outLength,
    }
    path += `${path ? 'L' : 'M'}${xy(start.x, start.y)}Q${xy(here.x, here.y)} ${xy(end.x, end.y)}`
  }
  return `${path}Z`
}

/** Stretches points so that they just fill the box: a hexagon's width is the width of its ink. */
function filling(points: readonly Point[], width: number, height: number): Point[] {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  const sx = width / (Math.max(...xs) - left)
  const sy = height / (Math.max(...ys) - top)
  return points.map(({ x, y }) => ({ x: (x - left) * sx - width / 2, y: (y - top) * sy - height / 2 }))
}

/** Path data given in a box of 100 × 100 with the origin in its middle, stretched to the box. Only absolute M L C Q Z. */
const drawn =
  (data: string) =>
  (width: number, height: number): string => {
    let count = 0
    return data.replace(/-?\d+(?:\.\d+)?/g, (text) => {
      const value = (Number(text) / 100) * (count++ % 2 === 0 ? width : height)
      return fixed(value)
    })
  }

const shield = drawn(
  'M0 -50C16 -42.5 33.6 -39.6 50 -38.8C51.3 0.2 37.6 31.6 0 50C-37.6 31.6 -51.3 0.2 -50 -38.8C-33.6 -39.6 -16 -42.5 0 -50Z',
)
const heater = drawn('M-50 -50L50 -50L50 -8C50 20 30 39 0 50C-30 39 -50 20 -50 -8Z')
const crest = drawn(
  'M0 -50C9 -43 21 -40 31 -45C36 -39 43 -36 50 -37C45 -27 46 -16 49 -6C53 14 42 32 24 39C14 43 6 45 0 50C-6 45 -14 43 -24 39C-42 32 -53 14 -49 -6C-46 -16 -45 -27 -50 -37C-43 -36 -36 -39 -31 -45C-21 -40 -9 -43 0 -50Z',
)
const heart = drawn(
  'M0 50C-20 33 -50 14 -50 -18C-50 -37 -37 -50 -22 -50C-12 -50 -4 -44 0 -35C4 -44 12 -50 22 -50C37 -50 50 -37 50 -18C50 14 20 33 0 50Z',
)
const leaf = drawn('M0 -50C8 -34 50 -24 50 8C50 32 26 41 0 50C-26 41 -50 32 -50 8C-50 -24 -8 -34 0 -50Z')
const drop = drawn('M0 -50C12 -26 50 -6 50 17C50 36 28 50 0 50C-28 50 -50 36 -50 17C-50 -6 -12 -26 0 -50Z')
const blade = drawn('M50 -50C51 -6 42 50 -14 50C-34 50 -50 38 -50 14C-50 -34 2 -48 50 -50Z')
const flame = drawn(
  'M4 -50C10 -32 38 -18 46 10C56 36 30 50 0 50C-30 50 -56 34 -47 6C-43 -8 -34 -14 -30 -26C-24 -18 -21 -12 -19 -5C-8 -16 -2 -32 4 -50Z',
)

const waved = ({
  width,
  height,
  count,
  from,
  to,
}: {
  width: number
  height: number
  count: number
  from: number
  to: number
}): string => {
  let path = `M${xy(0, (-from * height) / 2)}`
  for (let index = 0; index < count; index++) {
    const middle = polar(width, height, to, ((index + 0.5) / count) * 360)
    const end = polar(width, height, from, ((index + 1) / count) * 360)
    path += `Q${xy(middle.x, middle.y)} ${xy(end.x, end.y)}`
  }
  return `${path}Z`
}

const pointed = (count: number, inner: number): Point[] =>
  Array.from({ length: count * 2 }, (_, index) => polar(2, 2, index % 2 === 0 ? 1 : inner, (index / count) * 180))

const list: readonly Silhouette[] = [
  {
    shape: 'circle',
    aspect: 1,
    params: {},
    path: (_, w, h) =>
      `M${xy(0, -h / 2)}A${xy(w / 2, h / 2)} 0 0 1 ${xy(0, h / 2)}A${xy(w / 2, h / 2)} 0 0 1 ${xy(0, -h / 2)}Z`,
  },
  {
    shape: 'scallop',
    aspect: 1,
    params: { points: whole(36, 6, 72), depth: share(0.12, 0.02, 0.4) },
    // A quadratic reaches halfway to its control point: the crests touch the box, the notches lie `depth` inside.
    path: (param, width, height) => {
      const from = 1 - param('depth') / 2
      const count = Math.round(param('points'))
      return waved({ width, height, count, from, to: 2 - from * Math.cos(Math.PI / count) })
    },
  },
  {
    shape: 'flower',
    aspect: 1,
    params: { points: whole(8, 3, 20), depth: share(0.36, 0.05, 0.8) },
    path: (param, width, height) => {
      const from = 1 - param('depth') / 2
      const count = Math.round(param('points'))
      return waved({ width, height, count, from, to: 2 - from * Math.cos(Math.PI / count) })
    },
  },
  {
    shape: 'starburst',
    aspect: 1,
    params: { points: whole(24, 8, 60), depth: share(0.14, 0.02, 0.6), corner: share(0) },
    path: (param, width, height) => {
      const count = Math.round(param('points'))
      const points = pointed(count, 1 - param('depth')).map(({ x, y }) => ({ x: (x * width) / 2, y: (y * height) / 2 }))
      return rounded(points, (param('corner') * Math.min(width, height)) / count)
    },
  },
  {
    shape: 'star',
    aspect: 1.05,
    params: { points: whole(5, 3, 16), depth: share(0.5, 0.1, 0.9), corner: share(0.15) },
    path: (param, width, height) => {
      const count = Math.round(param('points'))
      const points = filling(pointed(count, 1 - param('depth')), width, height)
      return rounded(points, (param('corner') * Math.min(width, height)) / count)
    },
  },
  {
    shape: 'polygon',
    aspect: 0.866,
    params: { points: whole(6, 3, 12), corner: share(0.08), flat: whole(0, 0, 1) },
    path: (param, width, height) => {
      const count = Math.round(param('points'))
      const offset = param('flat') >= 0.5 ? 180 / count : 0
      const points = Array.from({ length: count }, (_, index) => polar(2, 2, 1, (index / count) * 360 + offset))
      return rounded(filling(points, width, height), (param('corner') * Math.min(width, height)) / 2)
    },
  },
  {
    shape: 'rounded',
    aspect: 1,
    params: { corner: share(0.3) },
    path: (param, width, height) => {
      const r = (param('corner') * Math.min(width, height)) / 2
      const x = width / 2
      const y = height / 2
      const turnTo = (tx: number, ty: number): string => (r > 0.01 ? `A${xy(r, r)} 0 0 1 ${xy(tx, ty)}` : '')
      return `M${xy(-x + r, -y)}L${xy(x - r, -y)}${turnTo(x, -y + r)}L${xy(x, y - r)}${turnTo(x - r, y)}L${xy(-x + r, y)}${turnTo(-x, y - r)}L${xy(-x, -y + r)}${turnTo(-x + r, -y)}Z`
    },
  },
  {
    shape: 'squircle',
    aspect: 1,
    params: { corner: share(0.6, 0.2, 1) },
    path: (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const k = 1 - param('corner')
      return `M0 ${fixed(-y)}C${xy(x * (1 - k * 0.1), -y)} ${xy(x, -y * (1 - k * 0.1))} ${xy(x, 0)}C${xy(x, y * (1 - k * 0.1))} ${xy(x * (1 - k * 0.1), y)} ${xy(0, y)}C${xy(-x * (1 - k * 0.1), y)} ${xy(-x, y * (1 - k * 0.1))} ${xy(-x, 0)}C${xy(-x, -y * (1 - k * 0.1))} ${xy(-x * (1 - k * 0.1), -y)} ${xy(0, -y)}Z`
    },
  },
  { shape: 'shield', aspect: 0.86, params: {}, path: (_, width, height) => shield(width, height) },
  { shape: 'heater', aspect: 0.84, params: {}, path: (_, width, height) => heater(width, height) },
  { shape: 'crest', aspect: 0.9, params: {}, path: (_, width, height) => crest(width, height) },
  {
    shape: 'cog',
    aspect: 1,
    params: {
      points: whole(12, 6, 32),
      depth: share(0.16, 0.04, 0.4),
      taper: share(0.35, 0, 0.9),
      corner: share(0.25),
    },
    path: (param, width, height) => {
      const count = Math.round(param('points'))
      const pitch = 360 / count
      const root = 1 - param('depth')
      const wide = pitch * 0.29
      const narrow = wide * (1 - param('taper') * 0.55)
      const points = Array.from({ length: count }, (_, index) => {
        const middle = index * pitch
        return [
          polar(width, height, root, middle - wide),
          polar(width, height, 1, middle - narrow),
          polar(width, height, 1, middle + narrow),
          polar(width, height, root, middle + wide),
        ]
      }).flat()
      return rounded(points, (param('corner') * Math.min(width, height) * 1.1) / count)
    },
  },
  {
    shape: 'ticket',
    aspect: 1.6,
    params: { notch: share(0.16, 0.04, 0.4), corner: share(0.12, 0, 0.5), teeth: whole(0, 0, 12) },
    path: (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const teeth = Math.round(param('teeth'))
      const c = Math.min(param('corner') * height, height / 3, width / 3)
      const r = Math.min(width * 0.3, teeth > 0 ? height / (teeth * 3.2) : Math.min(param('notch') * height, y - c))
      const bite = (cx: number, cy: number, down: boolean): string =>
        `L${xy(cx, down ? cy - r : cy + r)}A${xy(r, r)} 0 0 0 ${xy(cx, down ? cy + r : cy - r)}`
      const places =
        teeth > 0 ? Array.from({ length: teeth }, (_, index) => -y + ((index + 0.5) / teeth) * height) : [0]
      const right = places.map((cy) => bite(x, cy, true)).join('')
      const left = places
        .toReversed()
        .map((cy) => bite(-x, cy, false))
        .join('')
      const k = teeth > 0 ? 0 : c
      const corner = (tx: number, ty: number): string => (k > 0.01 ? `A${xy(k, k)} 0 0 1 ${xy(tx, ty)}` : '')
      return `M${xy(-x + k, -y)}L${xy(x - k, -y)}${corner(x, -y + k)}${right}L${xy(x, y - k)}${corner(x - k, y)}L${xy(-x + k, y)}${corner(-x, y - k)}${left}L${xy(-x, -y + k)}${corner(-x + k, -y)}Z`
    },
  },
  { shape: 'leaf', aspect: 0.86, params: {}, path: (_, width, height) => leaf(width, height) },
  { shape: 'blade', aspect: 1, params: {}, path: (_, width, height) => blade(width, height) },
  { shape: 'drop', aspect: 0.78, params: {}, path: (_, width, height) => drop(width, height) },
  { shape: 'flame', aspect: 0.8, params: {}, path: (_, width, height) => flame(width, height) },
  { shape: 'heart', aspect: 1.08, params: {}, path: (_, width, height) => heart(width, height) },
  {
    shape: 'pennant',
    aspect: 0.8,
    params: { depth: share(0.3, 0, 0.7), corner: share(0.05, 0, 0.4) },
    path: (param, width, height) =>
      rounded(
        [
          { x: -width / 2, y: -height / 2 },
          { x: width / 2, y: -height / 2 },
          { x: width / 2, y: height / 2 - param('depth') * height },
          { x: 0, y: height / 2 },
          { x: -width / 2, y: height / 2 - param('depth') * height },
        ],
        param('corner') * width,
      ),
  },
  {
    shape: 'banner',
    aspect: 0.72,
    params: { depth: share(0.16, 0, 0.5), corner: share(0.03, 0, 0.3) },
    path: (param, width, height) =>
      rounded(
        [
          { x: -width / 2, y: -height / 2 },
          { x: width / 2, y: -height / 2 },
          { x: width / 2, y: height / 2 },
          { x: 0, y: height / 2 - param('depth') * height },
          { x: -width / 2, y: height / 2 },
        ],
        param('corner') * width,
      ),
  },
  {
    shape: 'plaque',
    aspect: 1.3,
    params: { corner: share(0.22, 0.02, 0.6) },
    path: (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const r = (param('corner') * Math.min(width, height)) / 2
      const bite = (tx: number, ty: number): string => `A${xy(r, r)} 0 0 0 ${xy(tx, ty)}`
      return `M${xy(-x + r, -y)}L${xy(x - r, -y)}${bite(x, -y + r)}L${xy(x, y - r)}${bite(x - r, y)}L${xy(-x + r, y)}${bite(-x, y - r)}L${xy(-x, -y + r)}${bite(-x + r, -y)}Z`
    },
  },
  {
    shape: 'cross',
    aspect: 1,
    params: { arm: share(0.36, 0.1, 0.8), corner: share(0.2) },
    path: (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const ax = x * param('arm')
      const ay = y * param('arm')
      return rounded(
        [
          { x: -ax, y: -y },
          { x: ax, y: -y },
          { x: ax, y: -ay },
          { x, y: -ay },
          { x, y: ay },
          { x: ax, y: ay },
          { x: ax, y },
          { x: -ax, y },
          { x: -ax, y: ay },
          { x: -x, y: ay },
          { x: -x, y: -ay },
          { x: -ax, y: -ay },
        ],
        param('corner') * Math.min(ax, ay),
      )
    },
  },
]

/** Every silhouette, in the order that the page shows them. */
export const silhouettes: readonly Silhouette[] = list
const byShape = new Map(list.map((silhouette) => [silhouette.shape, silhouette]))

/** The silhouette of a name, or undefined. */
export const silhouetteOf = (shape: string): Silhouette | undefined => byShape.get(shape)

/** A parameter as it is drawn: what the layer says, held within its range, else the silhouette's own. */
export function silhouetteParam(shape: string, params: Readonly<Record<string, number>>, name: string): number {
  const range = byShape.get(shape)?.params[name]
  if (!range) return 0
  const value = params[name]
  return value === undefined || !Number.isFinite(value)
    ? range.initial
    : Math.min(range.max, Math.max(range.min, value))
}

/**
 * SVG path data of a silhouette in a box of `width` × `height` round the origin (M L C Q A Z, absolute). A name that this
 * version does not know is drawn as a rounded square, so that a later version's shape still stands in its place.
 */
export function silhouettePath(
  shape: string,
  params: Readonly<Record<string, number>>,
  width: number,
  height: number,
): string {
  const known = byShape.has(shape) ? shape : 'rounded'
  return byShape.get(known)?.path((name) => silhouetteParam(known, params, name), width, height) ?? ''
}

/**
 * Which part of a silhouette is painted (`params.part`, any shape): 0 all of it, 1 the right half, 2 the lower half, 3 the lower
 * right half across the diagonal. For half-shades that follow the silhouette: depth without blur.
 */
export function partPath(params: Readonly<Record<string, number>>, width: number, height: number): string | null {
  const x = width / 2 + 1
  const y = height / 2 + 1
  switch (Math.round(params['part'] ?? 0)) {
    case 1:
      return `M0 ${fixed(-y)}L${xy(x, -y)}L${xy(x, y)}L0 ${fixed(y)}Z`
    case 2:
      return `M${xy(-x, 0)}L${xy(x, 0)}L${xy(x, y)}L${xy(-x, y)}Z`
    case 3:
      return `M${xy(-x, y)}L${xy(x, -y * 0.6)}L${xy(x, y)}Z`
    default:
      return null
  }
}
