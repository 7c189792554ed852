import { isKnownLayer, type DesignDocument, type KnownLayer } from './document'
import { boxAround, placedBox, rotated, shifted, type Box, type Point } from './geometry'

/** Where the stars of a series stand: how large each is, and the places of so many of them. */
export interface StarPlaces {
  readonly size: number
  readonly of: (count: number) => readonly (Point & { readonly rotation: number })[]
}

/** Tried in this order: an arc as most badges have it, then nearer to the edge, then further in; as large as may be. */
const radii = [0.36, 0.43, 0.3, 0.24] as const
const sizes = [1, 0.75, 0.6] as const

function arc(document: DesignDocument, most: number, side: 'bottom' | 'top', radius: number, size: number): StarPlaces {
  const step = ((size * 1.25) / radius) * (180 / Math.PI)
  const down = side === 'bottom' ? 1 : -1
  return {
    size,
    of: (count) =>
      Array.from({ length: Math.min(count, most) }, (_, place) => {
        const degrees = (place - (count - 1) / 2) * step
        const at = rotated({ x: 0, y: radius * down }, -degrees * down)
        return { ...shifted(at, document.size / 2, document.size / 2), rotation: -degrees * down }
      }),
  }
}

/** About where the ink of a layer is: letters are counted, not measured, which is near enough to keep out of their way. */
function reachOf(layer: KnownLayer): Box | null {
  const at = { x: layer.x, y: layer.y }
  switch (layer.kind) {
    case 'qr':
    case 'glyph':
      return placedBox(boxAround(layer.size, layer.size), at, layer.rotation)
    case 'picture':
      return placedBox(boxAround(layer.width, layer.height), at, layer.rotation)
    case 'ribbon': {
      // Bent by the sagitta, and with tails that hang.
      const height = layer.height * 1.5 + Math.abs(layer.sagitta) * layer.width
      return placedBox(boxAround(layer.width, height), at, layer.rotation)
    }
    case 'text': {
      const lines = layer.text.split('\n')
      const written = Math.max(...lines.map((line) => line.length)) * layer.lettering.size * 0.65
      const width = layer.boxWidth ?? Math.min(written, layer.fitWidth ?? Infinity)
      return placedBox(boxAround(width, lines.length * layer.lettering.size * 1.2), at, layer.rotation)
    }
    default:
      return null
  }
}
/** What a star must not cover: a code would not read any more, and a ribbon bears words. Other ink only where it cannot be helped. */
const weightOf = ({ kind }: KnownLayer): number => (kind === 'qr' ? 1000 : kind === 'ribbon' ? 100 : 1)

const overlap = (one: Box, other: Box): number =>
  Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
  Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top))

/** The arc for up to `most` stars that covers the least of what is on a design: along its lower edge where that is free. */
export function starPlaces(document: DesignDocument, most: number): StarPlaces {
  const obstacles = document.layers.filter(isKnownLayer).flatMap((layer) => {
    const box = layer.hidden ? null : reachOf(layer)
    // A picture that fills the badge is its ground.
    return box && !(layer.kind === 'picture' && layer.width > document.size * 0.6)
      ? [{ box, weight: weightOf(layer) }]
      : []
  })
  // Ten stars still stand side by side on a third of the circle.
  const full = Math.min(document.size * 0.08, (document.size * 0.7) / Math.max(1, most))
  const arcs = sizes.flatMap((share) =>
    radii.flatMap((radius) =>
      (['bottom', 'top'] as const).map((side) => arc(document, most, side, document.size * radius, full * share)),
    ),
  )
  const costOf = (places: StarPlaces): number =>
    places.of(most).reduce((sum, { x, y }) => {
      const star = boxAround(places.size, places.size, { x, y })
      return obstacles.reduce((cost, { box, weight }) => cost + weight * overlap(star, box), sum)
    }, 0)
  return arcs
    .map((places) => ({ places, cost: costOf(places) }))
    .reduce((best, it) => (it.cost < best.cost ? it : best)).places
}
