import type { Effect } from '../document'
import type { Box, Point } from '../geometry'
import { grown } from '../geometry'
import { insetLoops } from '../inset'
import { wholeMarks } from '../rings'
import { flattened, xy } from '../silhouettes/path'
import { group, solid, type DrawOp, type Style } from './draw-ops'
import { inkOf } from './ink'

type Stitch = Extract<Effect, { kind: 'stitch' }>

const lengthOf = (loop: readonly Point[]): number =>
  loop.reduce((sum, { x, y }, index) => {
    const next = loop[(index + 1) % loop.length] ?? { x, y }
    return sum + Math.hypot(next.x - x, next.y - y)
  }, 0)

const areaOf = (loop: readonly Point[]): number =>
  loop.reduce((sum, { x, y }, index) => {
    const next = loop[(index + 1) % loop.length] ?? { x, y }
    return sum + x * next.y - next.x * y
  }, 0)

/** A thread along the inside of a face, its stitches with round ends, a whole number of them on each closed line. */
function thread(path: string, { inset, width, dash, gap }: Stitch, style: Style): DrawOp[] {
  const outlines = flattened(path)
  // Holes run the other way round than what they are in.
  const way = Math.sign(outlines.map(areaOf).reduce((most, it) => (Math.abs(it) > Math.abs(most) ? it : most), 0))
  const faces = outlines.filter((outline) => Math.sign(areaOf(outline)) === way)
  return faces
    .flatMap((outline) => insetLoops(outline, inset + width / 2))
    .map((loop): DrawOp => {
      const length = lengthOf(loop)
      const step = length / wholeMarks(length, dash + gap)
      // Round ends reach over the mark by half the width on either side.
      const mark = Math.max(0.01, (step * dash) / (dash + gap) - width)
      const line = `M${loop.map(({ x, y }) => xy(x, y)).join('L')}Z`
      return { kind: 'line', path: line, style, width, dash: [mark, step - mark], cap: 'round' }
    })
}

/** Path data that `flattened` can read; glyphs come as their makers wrote them. */
const isPlain = (path: string): boolean => !/[a-zHVST]/.test(path.replaceAll(/e-?\d+/g, ''))

/** Along an edge that is not at hand as points, wide dashes are cut down to the band that the thread takes. `along` draws the edge as a line. */
function band(
  face: DrawOp,
  bounds: Box,
  { inset, width, dash, gap }: Stitch,
  along: (width: number, dash: readonly number[]) => DrawOp,
): DrawOp {
  return group([along(2 * (inset + width), [dash, gap])], grown(bounds, inset + width), {
    mask: inkOf([face], '#000000'),
    cut: inset > 0 ? [along(2 * inset, [])] : null,
  })
}

/** The thread of a stitched layer, along the inside of the faces that bound it. */
export function stitched(edge: readonly DrawOp[], bounds: Box, stitch: Stitch, color: string): DrawOp[] {
  const style = solid(color)
  return edge.flatMap((op): DrawOp[] => {
    switch (op.kind) {
      case 'fill':
        return isPlain(op.path)
          ? thread(op.path, stitch, style)
          : [
              band(op, bounds, stitch, (width, dash) => ({
                kind: 'line',
                path: op.path,
                style,
                width,
                dash,
                cap: 'butt',
              })),
            ]
      case 'letters':
        return [
          band({ ...op, outline: null }, bounds, stitch, (width, dash) => ({
            ...op,
            style: null,
            outline: { style, width, dash },
          })),
        ]
      case 'group':
        return [
          { ...op, opacity: 1, blur: null, children: stitched(op.children, op.bounds, scaled(stitch, op), color) },
        ]
      case 'line':
      case 'picture':
        // No layer is bounded by these.
        return []
    }
  })
}

/** A stitch in the units of a group that is drawn larger or smaller. */
function scaled(stitch: Stitch, { transform }: Extract<DrawOp, { kind: 'group' }>): Stitch {
  const scale = transform ? Math.hypot(transform[0], transform[1]) || 1 : 1
  const { inset, width, dash, gap } = stitch
  return { ...stitch, inset: inset / scale, width: width / scale, dash: dash / scale, gap: gap / scale }
}
