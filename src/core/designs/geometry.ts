/** Points, boxes and angles of the artboard: units are artboard units, y grows downwards, angles are degrees clockwise. */
export interface Point {
  readonly x: number
  readonly y: number
}
/** An upright rectangle. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Degrees to radians. */
export const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** An angle brought into −180 … 180 degrees. */
export const turn = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180
/** Rounds to a hundredth of a unit, so that stored documents stay short and equal edits stay equal. */
export const hundredth = (value: number): number => Math.round(value * 100) / 100 + 0

/** A point turned round the origin. */
export function rotated({ x, y }: Point, degrees: number): Point {
  if (degrees === 0) return { x, y }
  const cos = Math.cos(radians(degrees))
  const sin = Math.sin(radians(degrees))
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}
export const shifted = ({ x, y }: Point, dx: number, dy: number): Point => ({ x: x + dx, y: y + dy })

export const boxWidth = (box: Box): number => box.right - box.left
export const boxHeight = (box: Box): number => box.bottom - box.top
export const boxCentre = (box: Box): Point => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 })
/** A box of a size round a centre. */
export const boxAround = (width: number, height: number, { x, y }: Point = { x: 0, y: 0 }): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
})
/** The corners, clockwise from the top left. */
export const corners = (box: Box): readonly [Point, Point, Point, Point] => [
  { x: box.left, y: box.top },
  { x: box.right, y: box.top },
  { x: box.right, y: box.bottom },
  { x: box.left, y: box.bottom },
]
/** The smallest box round points; null round none. */
export function boxOf(points: Iterable<Point>): Box | null {
  let box: Box | null = null
  for (const { x, y } of points)
    box = box
      ? {
          left: Math.min(box.left, x),
          top: Math.min(box.top, y),
          right: Math.max(box.right, x),
          bottom: Math.max(box.bottom, y),
        }
      : { left: x, top: y, right: x, bottom: y }
  return box
}
/** The smallest box round boxes; null round none. */
export const union = (boxes: Iterable<Box>): Box | null => boxOf([...boxes].flatMap((box) => corners(box)))
/** A box made larger on every side. */
export const grown = (box: Box, by: number): Box => ({
  left: box.left - by,
  top: box.top - by,
  right: box.right + by,
  bottom: box.bottom + by,
})
/** The upright box round a box that was turned round the origin and then put at a point. */
export const placedBox = (box: Box, at: Point, degrees: number): Box => {
  const [a, b, c, d] = corners(box).map((corner) => shifted(rotated(corner, degrees), at.x, at.y)) as [
    Point,
    Point,
    Point,
    Point,
  ]
  return boxOf([a, b, c, d]) ?? box
}
