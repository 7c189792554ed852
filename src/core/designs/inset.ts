import type { Point } from './geometry'

const least = 1e-9
const signedArea = (points: readonly Point[]): number => {
  let sum = 0
  for (let index = 0; index < points.length; index++) {
    const a = points[index]
    const b = points[(index + 1) % points.length]
    if (a && b) sum += a.x * b.y - b.x * a.y
  }
  return sum / 2
}

/** Points along a closed outline no further apart than `step`, with every corner kept. */
function spaced(outline: readonly Point[], step: number): Point[] {
  return outline.flatMap((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from
    const pieces = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / step))
    return Array.from({ length: pieces }, (_, piece) => ({
      x: from.x + ((to.x - from.x) * piece) / pieces,
      y: from.y + ((to.y - from.y) * piece) / pieces,
    }))
  })
}

/** The outline moved inwards point by point; round each inner corner an arc. Still crosses itself in outer corners. */
function moved(points: readonly Point[], by: number): Point[] {
  const count = points.length
  const normal = (index: number): Point => {
    const from = points[(index + count) % count] ?? { x: 0, y: 0 }
    const to = points[(index + 1) % count] ?? from
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
    return { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
  }
  const result: Point[] = []
  points.forEach(({ x, y }, index) => {
    const a = normal(index - 1)
    const b = normal(index)
    const bend = Math.atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y)
    const at = Math.atan2(a.y, a.x)
    const isSlight = Math.abs(bend) < 0.06 && Math.abs(bend) * by < 1
    const pieces = isSlight ? 0 : bend > 0 ? 1 : Math.ceil((-bend * Math.sqrt(by)) / 0.35)
    if (pieces === 0) {
      const middle = at + bend / 2
      result.push({ x: x + Math.cos(middle) * by, y: y + Math.sin(middle) * by })
    } else
      for (let piece = 0; piece <= pieces; piece++) {
        const angle = at + (bend * piece) / pieces
        result.push({ x: x + Math.cos(angle) * by, y: y + Math.sin(angle) * by })
      }
  })
  return result
}

/** Whether a point keeps its distance from every point of an outline; asked through a grid, since it is asked for thousands. */
function keepsFrom(outline: readonly Point[], distance: number): (point: Point) => boolean {
  const square = distance * distance
  const cells = new Map<number, Point[]>()
  const cell = (x: number, y: number): number => Math.floor(x / distance) * 65_536 + Math.floor(y / distance)
  for (const point of outline) {
    const key = cell(point.x, point.y)
    const there = cells.get(key)
    if (there) there.push(point)
    else cells.set(key, [point])
  }
  return ({ x, y }) => {
    for (let across = -1; across <= 1; across++)
      for (let down = -1; down <= 1; down++)
        for (const point of cells.get(cell(x + across * distance, y + down * distance)) ?? [])
          if ((point.x - x) ** 2 + (point.y - y) ** 2 < square) return false
    return true
  }
}

/** The parts of a moved outline that are as far from the outline as they should be, each in one piece. */
function keptRuns(points: readonly Point[], outline: readonly Point[], by: number): Point[][] {
  const isFree = keepsFrom(outline, by - Math.min(0.04, by * 0.02))
  const free = points.map(isFree)
  const start = free.findIndex((it, index) => it && !free[(index + free.length - 1) % free.length])
  if (start < 0) return free[0] ? [[...points]] : []
  const runs: Point[][] = []
  for (let step = 0; step < points.length; step++) {
    const index = (start + step) % points.length
    const point = points[index]
    if (!free[index] || !point) continue
    if (!free[(index + points.length - 1) % points.length]) runs.push([])
    runs.at(-1)?.push(point)
  }
  return runs
}

/** Where two runs cross beyond their ends, by their last directions; null where they run alike. */
function crossing(one: readonly Point[], other: readonly Point[]): Point | null {
  const a = one.at(-1)
  const b = one.at(-2)
  const c = other[0]
  const d = other[1]
  if (!a || !b || !c || !d) return null
  const [ux, uy, vx, vy] = [a.x - b.x, a.y - b.y, c.x - d.x, c.y - d.y]
  const cross = ux * vy - uy * vx
  if (Math.abs(cross) < 0.05 * Math.hypot(ux, uy) * Math.hypot(vx, vy)) return null
  const t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross
  return { x: a.x + ux * t, y: a.y + uy * t }
}

const far = (a: Point | undefined, b: Point | undefined): number =>
  a && b ? Math.hypot(a.x - b.x, a.y - b.y) : Infinity

/** Joins runs to closed loops: each goes on with the one that begins nearest to its end, in a sharp corner where they cross. */
function loopsOf(runs: readonly Point[][], reach: number, isRight: (corner: Point) => boolean): Point[][] {
  const left = new Set(runs)
  const loops: Point[][] = []
  for (const first of runs) {
    if (!left.delete(first)) continue
    const chain = [first]
    for (let run = first; ;) {
      const end = run.at(-1)
      let next = first
      for (const other of left) if (far(end, other[0]) < far(end, next[0])) next = other
      if (next === first) break
      left.delete(next)
      chain.push(next)
      run = next
    }
    loops.push(
      chain.flatMap((run, index) => {
        const next = chain[(index + 1) % chain.length] ?? run
        const corner = run.length > 1 && next.length > 1 ? crossing(run, next) : null
        return corner && far(corner, run.at(-1)) < reach && far(corner, next[0]) < reach && isRight(corner)
          ? [...run, corner]
          : run
      }),
    )
  }
  return loops
}

/** Leaves out points that the line between their neighbours meets within `tolerance` (Ramer, Douglas, Peucker). */
function thinned(points: readonly Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(points.length)
  const open: [number, number][] = [[0, points.length - 1]]
  keep[0] = keep[points.length - 1] = 1
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    const a = points[from]
    const b = points[to]
    if (!a || !b) continue
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    let worst = tolerance
    let at = -1
    for (let index = from + 1; index < to; index++) {
      const point = points[index]
      if (!point) continue
      const off =
        length < least
          ? Math.hypot(point.x - a.x, point.y - a.y)
          : Math.abs((point.x - a.x) * (b.y - a.y) - (point.y - a.y) * (b.x - a.x)) / length
      if (off > worst) [worst, at] = [off, index]
    }
    if (at < 0) continue
    keep[at] = 1
    open.push([from, at], [at, to])
  }
  return points.filter((_, index) => keep[index] === 1)
}

const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})
function isWithin({ x, y }: Point, loop: readonly Point[]): boolean {
  let is = false
  loop.forEach((a, index) => {
    const b = loop[(index + 1) % loop.length] ?? a
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) is = !is
  })
  return is
}

/** Pieces smaller than this share of the outline's ground are left out: a ring in them would be a blot. */
const leastPiece = 0.004

/**
 * A closed outline moved inwards by `by` units: every point of the result is that far from the outline. Where that cuts it to
 * pieces (the arms of a Maltese cross) each piece is a loop, the largest first; where nothing is left there is none. Loops run
 * clockwise on a screen.
 */
export function insetLoops(outline: readonly Point[], by: number): Point[][] {
  if (outline.length < 3) return []
  // Clockwise on a screen: then the inside is to the right of the way, where `moved` goes.
  const loop = signedArea(outline) < 0 ? outline.toReversed() : [...outline]
  if (by < 0.01) return [loop]
  const length = loop.reduce((sum, point, index) => sum + far(point, loop[(index + 1) % loop.length]), 0)
  const step = Math.max(0.4, length / 1500)
  const points = spaced(loop, step)
  const runs = keptRuns(moved(points, by), points, by)
  // A corner that two nearly round ends point at may lie off the line: then they are joined straight.
  const isClear = keepsFrom(points, Math.max(0.01, by - 0.4))
  const isFar = keepsFrom(points, by + 0.4)
  const least = Math.max(1, signedArea(loop) * leastPiece)
  return loopsOf(runs, Math.max(4 * step, by * 0.6), (corner) => isClear(corner) && !isFar(corner))
    .map((points) => ({ points, ground: signedArea(points) }))
    .filter(({ points, ground }) => points.length >= 3 && ground >= least)
    .sort((a, b) => b.ground - a.ground)
    .reduce<Point[][]>((kept, { points }) => {
      // Where the way inwards comes to the middle of a bow, the line folds onto itself: that is no piece of its own.
      const middle = middleOf(points)
      return kept.some((loop) => isWithin(middle, loop)) ? kept : [...kept, thinned(points, 0.03)]
    }, [])
}
