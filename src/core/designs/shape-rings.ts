import type { LayerOf, Paint, ShapeRing } from './document'
import { insetLoops } from './inset'
import type { Point } from './geometry'
import { markedLoop } from './ring-marks'
import { ringGeometry, type RingGeometry } from './rings'
import { flattened, xy } from './silhouettes/path'
import { silhouettePath } from './silhouettes'

/** What the rings of a silhouette hang on. */
export type RingedShape = Pick<LayerOf<'shape'>, 'shape' | 'params' | 'width' | 'height' | 'rings'>
/** One ring as it is drawn round the layer's centre. */
export interface ShapeRingArt {
  readonly geometry: RingGeometry
  readonly paint: Paint
}

const closed = (points: readonly Point[]): string => `M${points.map(({ x, y }) => xy(x, y)).join('L')}Z`

/** Layers never change: what was worked out for one holds as long as it lives. */
const known = new WeakMap<object, readonly ShapeRingArt[]>()

/**
 * The rings of a shape layer, from the edge inwards, each following the silhouette's outline at an even distance. A ring that
 * finds no more room is left out. In a circle they are the same as ring layers of that radius.
 */
export function shapeRings(layer: RingedShape): readonly ShapeRingArt[] {
  const before = known.get(layer)
  if (before) return before
  const made = layer.rings.length === 0 ? [] : ringsOf(layer)
  known.set(layer, made)
  return made
}

function ringsOf({ shape, params, width, height, rings }: RingedShape): ShapeRingArt[] {
  const isRound = shape === 'circle' && Math.abs(width - height) < 0.01
  // Of a shape with holes the outermost loop leads the rings.
  const outline = isRound ? [] : largest(flattened(silhouettePath(shape, params, width, height)))
  let depth = 0
  const made: ShapeRingArt[] = []
  for (const ring of rings) {
    const outer = depth + ring.inset
    depth = outer + ring.width
    if (isRound) {
      const radius = width / 2 - outer - ring.width / 2
      if (radius > ring.width / 2) made.push({ geometry: ringGeometry({ ...ring, radius }), paint: ring.paint })
      continue
    }
    const geometry = ring.pattern === 'solid' ? band(outline, outer, depth) : marked(outline, outer, ring)
    if (geometry) made.push({ geometry, paint: ring.paint })
  }
  return made
}

const area = (points: readonly Point[]): number =>
  points.reduce((sum, { x, y }, index) => {
    const next = points[(index + 1) % points.length] ?? { x, y }
    return sum + x * next.y - next.x * y
  }, 0) / 2
const largest = (loops: readonly Point[][]): Point[] =>
  loops.reduce<Point[]>((best, loop) => (Math.abs(area(loop)) > Math.abs(area(best)) ? loop : best), [])

/** A plain ring is the face between two insets, so that it is equally wide in every corner. */
function band(outline: readonly Point[], outer: number, inner: number): RingGeometry | null {
  const inside = insetLoops(outline, inner)
  if (inside.length === 0) return null
  const holes = inside.map((loop) => closed(loop.toReversed()))
  return { kind: 'face', path: [...insetLoops(outline, outer).map(closed), ...holes].join('') }
}

function marked(outline: readonly Point[], outer: number, ring: ShapeRing): RingGeometry | null {
  const [first, ...others] = insetLoops(outline, outer + ring.width / 2).map((loop) => markedLoop(loop, ring))
  // Where the ring falls into pieces, the dashes of all go by the largest.
  return first ? { ...first, path: [first, ...others].map(({ path }) => path).join('') } : null
}
