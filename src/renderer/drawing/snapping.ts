import type { Box } from '../../core/designs/geometry'

/** Where something being dragged came to lie on something else: an upright or level line to show. */
export interface Guide {
  readonly axis: 'x' | 'y'
  readonly at: number
}
export interface Snap {
  readonly dx: number
  readonly dy: number
  readonly guides: readonly Guide[]
}

const lines = (box: Box, axis: 'x' | 'y'): readonly [number, number, number] =>
  axis === 'x' ? [box.left, (box.left + box.right) / 2, box.right] : [box.top, (box.top + box.bottom) / 2, box.bottom]

/** The nearest shift along one axis that lays an edge or the middle of `moving` on one of `others`; the middle wins a draw. */
function along(
  axis: 'x' | 'y',
  moving: Box,
  others: readonly Box[],
  tolerance: number,
): { by: number; guide: Guide } | null {
  let best: { by: number; guide: Guide; rank: number } | null = null
  for (const other of others)
    for (const [target, at] of lines(other, axis).entries())
      for (const [own, from] of lines(moving, axis).entries()) {
        // Middles go to middles and edges to edges: an edge on a middle is hardly ever meant.
        if ((target === 1) !== (own === 1)) continue
        const by = at - from
        const rank = Math.abs(by) - (own === 1 ? tolerance * 0.25 : 0)
        if (Math.abs(by) <= tolerance && (!best || rank < best.rank)) best = { by, guide: { axis, at }, rank }
      }
  return best
}

/** How far to shift a dragged box so that it lies on the artboard's or another layer's edges or middle, within `tolerance` units. */
export function snap(moving: Box, others: readonly Box[], tolerance: number): Snap {
  const x = along('x', moving, others, tolerance)
  const y = along('y', moving, others, tolerance)
  return { dx: x?.by ?? 0, dy: y?.by ?? 0, guides: [x, y].flatMap((it) => (it ? [it.guide] : [])) }
}
