import type { ShapeRing } from './document'
import { radians, type Point } from './geometry'
import { bead, beadStep, dashOf, ropeOf, strand, wholeMarks, type RingGeometry } from './rings'
import { xy } from './silhouettes/path'

/** A closed line by its length: where it is after `at` units, and which way is out of it there. */
function alongLoop(loop: readonly Point[]): { length: number; place: (at: number) => { point: Point; out: Point } } {
  const starts: number[] = []
  let length = 0
  loop.forEach((point, index) => {
    starts.push(length)
    const next = loop[(index + 1) % loop.length] ?? point
    length += Math.hypot(next.x - point.x, next.y - point.y)
  })
  return {
    length,
    place(at) {
      const along = ((at % length) + length) % length
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] ?? 0) <= along) low = middle
        else high = middle - 1
      }
      const from = loop[low] ?? { x: 0, y: 0 }
      const to = loop[(low + 1) % loop.length] ?? from
      const size = Math.hypot(to.x - from.x, to.y - from.y) || 1
      const [dx, dy] = [(to.x - from.x) / size, (to.y - from.y) / size]
      const rest = along - (starts[low] ?? 0)
      return { point: { x: from.x + dx * rest, y: from.y + dy * rest }, out: { x: dy, y: -dx } }
    },
  }
}

/**
 * Dashes, beads or strands along a closed line that runs clockwise, a whole number of them, by the measures of `rings.ts`. They
 * begin at the line's topmost point, so that a shape that is even to both sides has even marks.
 */
export function markedLoop(loop: readonly Point[], ring: Pick<ShapeRing, 'width' | 'pattern' | 'gap'>): RingGeometry {
  const top = loop.reduce((best, { x, y }, index) => {
    const at = loop[best] ?? { x, y }
    return y < at.y - 0.01 || (y < at.y + 0.01 && Math.abs(x) < Math.abs(at.x)) ? index : best
  }, 0)
  const turned = [...loop.slice(top), ...loop.slice(0, top)]
  const { length, place } = alongLoop(turned)
  const { width, gap } = ring
  switch (ring.pattern) {
    case 'solid':
    case 'dash':
      return {
        kind: 'line',
        path: `M${turned.map(({ x, y }) => xy(x, y)).join('L')}Z`,
        width,
        dash: ring.pattern === 'dash' ? dashOf(length, width, gap) : [],
        round: false,
      }
    case 'bead': {
      const count = wholeMarks(length, beadStep(width, gap))
      return {
        kind: 'face',
        path: Array.from({ length: count }, (_, index) => bead(place((index / count) * length).point, width)).join(''),
      }
    }
    case 'rope': {
      const { count, half, lean } = ropeOf(length, width, gap)
      const across = width / 2 - half
      const shift = across * Math.tan(radians(lean))
      return {
        kind: 'face',
        path: Array.from({ length: count }, (_, index) => {
          const at = (index / count) * length
          const { point, out } = place(at)
          const along = { x: -out.y, y: out.x }
          return strand(
            { x: point.x - out.x * across - along.x * shift, y: point.y - out.y * across - along.y * shift },
            { x: point.x + out.x * across + along.x * shift, y: point.y + out.y * across + along.y * shift },
            half,
          )
        }).join(''),
      }
    }
  }
}
