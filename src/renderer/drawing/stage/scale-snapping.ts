import type { Transform } from 'fabric'
import type { Edges, Guide, Snapper } from '../snapping'

/** The edges that a corner or side handle drags. */
export const edgesOf = (corner: string): Edges => ({
  x:
    corner === 'tl' || corner === 'bl' || corner === 'ml'
      ? -1
      : corner === 'tr' || corner === 'br' || corner === 'mr'
        ? 1
        : 0,
  y:
    corner === 'tl' || corner === 'tr' || corner === 'mt'
      ? -1
      : corner === 'bl' || corner === 'br' || corner === 'mb'
        ? 1
        : 0,
})

/** Brings the edges that a handle drags onto what lies near them; what has been turned is left alone, its edges lie on nothing. */
export function snapScaling(
  { target, corner, originX, originY }: Transform,
  snapper: Snapper,
  isEven: boolean,
  tolerance: number,
): readonly Guide[] {
  if (target.angle % 180 !== 0) return []
  const edges = edgesOf(corner)
  // Fabric brings a frame's corners up to date only after it has told of the change.
  target.setCoords()
  const { left, top, width, height } = target.getBoundingRect()
  const box = { left, top, right: left + width, bottom: top + height }
  const found = snapper.resize(box, edges, tolerance)
  if (found.guides.length === 0) return []
  // Round the middle, the far edge moves as much the other way.
  const both = originX === 'center' && originY === 'center' ? 2 : 1
  let factorX = 1 + (found.dx * edges.x * both) / Math.max(1e-6, width)
  let factorY = 1 + (found.dy * edges.y * both) / Math.max(1e-6, height)
  if (isEven) {
    const byX = found.guides.some((guide) => guide.kind === 'circle' || (guide.kind === 'line' && guide.axis === 'x'))
    const even = byX && (factorY === 1 || Math.abs(found.dx) <= Math.abs(found.dy)) ? factorX : factorY
    factorX = factorY = even
  }
  const about = target.getPositionByOrigin(originX, originY)
  target.set({ scaleX: target.scaleX * factorX, scaleY: target.scaleY * factorY })
  target.setPositionByOrigin(about, originX, originY)
  target.setCoords()
  const now = target.getBoundingRect()
  return snapper.resize(
    { left: now.left, top: now.top, right: now.left + now.width, bottom: now.top + now.height },
    edges,
    0.01,
  ).guides
}
