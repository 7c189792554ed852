import { boxOf, radians, type Box, type Point } from '../geometry'

/** One step of path data: absolute M L C Q A Z with its numbers. */
export interface PathStep {
  readonly code: string
  readonly numbers: readonly number[]
}

/** A number as path data has it, to a hundredth of a unit. */
export const fixed = (value: number): string => (Math.round(value * 100) / 100 + 0).toString()
export const xy = (x: number, y: number): string => `${fixed(x)} ${fixed(y)}`
// Half a turn of an arc hangs on the last digits of its radius and its ends: they are kept to a ten-thousandth.
const fine = (value: number): string => (Math.round(value * 10_000) / 10_000 + 0).toString()
/** Letters and numbers put together to path data: `draw('M', 0, 0, 'L', 1, 1, 'Z')`. Keeps the numbers exact. */
export const draw = (...parts: readonly (string | number)[]): string => parts.join(' ')

/** Reads absolute path data (M L C Q A Z; the flags of an arc stand apart). */
export const stepsOf = (data: string): PathStep[] =>
  Array.from(data.matchAll(/([MLCQAZ])([^MLCQAZ]*)/g), ([, code = 'Z', list = '']) => ({
    code,
    numbers: Array.from(list.matchAll(/-?\d*\.?\d+(?:e-?\d+)?/g), ([text]) => Number(text)),
  }))

/** Moves and stretches path data: x·sx + dx, y·sy + dy. Arcs stay arcs, so their axes must lie level. Factors are positive. */
export const mapped = (steps: readonly PathStep[], sx: number, sy: number, dx: number, dy: number): string =>
  steps
    .map(({ code, numbers }) =>
      code === 'A'
        ? `A${fine((numbers[0] ?? 0) * sx)} ${fine((numbers[1] ?? 0) * sy)} 0 ${numbers[3] ?? 0} ${numbers[4] ?? 0} ${fine((numbers[5] ?? 0) * sx + dx)} ${fine((numbers[6] ?? 0) * sy + dy)}`
        : code + numbers.map((value, index) => fixed(index % 2 === 0 ? value * sx + dx : value * sy + dy)).join(' '),
    )
    .join('')

/** Points along an arc after its start (SVG 2, appendix B.2.4: from ends to centre), its axes level. */
function arcPoints(from: Point, step: readonly number[], tolerance: number): Point[] {
  const [rx0 = 0, ry0 = 0, , large = 0, sweep = 0, x = 0, y = 0] = step
  const to = { x, y }
  if (rx0 === 0 || ry0 === 0 || (from.x === x && from.y === y)) return [to]
  const mx = (from.x - x) / 2
  const my = (from.y - y) / 2
  const over = Math.max(1, Math.hypot(mx / rx0, my / ry0))
  const rx = rx0 * over
  const ry = ry0 * over
  const part = (rx * my) ** 2 + (ry * mx) ** 2
  const root = Math.sqrt(Math.max(0, (rx * ry) ** 2 - part) / part) * (large === sweep ? -1 : 1)
  const cx = (root * rx * my) / ry + (from.x + x) / 2
  const cy = (-root * ry * mx) / rx + (from.y + y) / 2
  const start = Math.atan2((from.y - cy) / ry, (from.x - cx) / rx)
  let turn = Math.atan2((y - cy) / ry, (x - cx) / rx) - start
  if (sweep === 1 && turn < 0) turn += 2 * Math.PI
  if (sweep === 0 && turn > 0) turn -= 2 * Math.PI
  const reach = Math.max(rx, ry)
  const each = 2 * Math.acos(Math.max(0, 1 - tolerance / Math.max(reach, tolerance)))
  const count = Math.max(2, Math.ceil(Math.abs(turn) / Math.max(each, 0.01)))
  return Array.from({ length: count }, (_, index) => {
    if (index === count - 1) return to
    const angle = start + (turn * (index + 1)) / count
    return { x: cx + Math.cos(angle) * rx, y: cy + Math.sin(angle) * ry }
  })
}

function curvePoints(row: readonly Point[], tolerance: number): Point[] {
  const from = row[0] ?? { x: 0, y: 0 }
  let bend = 0
  for (let index = 1; index + 1 < row.length; index++) {
    const [a, b, c] = [row[index - 1] ?? from, row[index] ?? from, row[index + 1] ?? from]
    bend = Math.max(bend, Math.hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y))
  }
  const count = Math.min(200, Math.max(1, Math.ceil(Math.sqrt((bend * (row.length === 4 ? 0.75 : 0.25)) / tolerance))))
  return Array.from({ length: count }, (_, index) => {
    const t = (index + 1) / count
    let points = row
    while (points.length > 1)
      points = points.slice(1).map((to, at) => {
        const before = points[at] ?? to
        return { x: before.x + (to.x - before.x) * t, y: before.y + (to.y - before.y) * t }
      })
    return points[0] ?? from
  })
}

/**
 * Path data as closed runs of points, no further than `tolerance` units from the curve. A run ends where it begins, without
 * naming that point twice.
 */
export function flattened(data: string, tolerance = 0.03): Point[][] {
  const loops: Point[][] = []
  let loop: Point[] = []
  for (const { code, numbers } of stepsOf(data)) {
    if (code === 'M') {
      loop = [{ x: numbers[0] ?? 0, y: numbers[1] ?? 0 }]
      loops.push(loop)
      continue
    }
    const from = loop.at(-1)
    if (!from || code === 'Z') continue
    if (code === 'A') {
      loop.push(...arcPoints(from, numbers, tolerance))
      continue
    }
    const row = Array.from({ length: numbers.length / 2 }, (_, at) => ({
      x: numbers[at * 2] ?? 0,
      y: numbers[at * 2 + 1] ?? 0,
    }))
    const taken = code === 'L' ? 1 : code === 'Q' ? 2 : 3
    for (let at = 0; at + taken <= row.length; at += taken) {
      const last = loop.at(-1) ?? from
      loop.push(
        ...(code === 'L' ? row.slice(at, at + 1) : curvePoints([last, ...row.slice(at, at + taken)], tolerance)),
      )
    }
  }
  return loops.map((points) =>
    points.filter((point, index) => {
      const before = points[(index + points.length - 1) % points.length]
      return points.length === 1 || !before || Math.hypot(point.x - before.x, point.y - before.y) > 1e-4
    }),
  )
}

/** Path data drawn in a box of 100 × 100 round the origin, stretched to a box. */
export const stretched = (data: string, width: number, height: number): string =>
  mapped(stepsOf(data), width / 100, height / 100, 0, 0)

/** The box of path data's true ink. */
export const pathBox = (data: string, tolerance?: number): Box | null => boxOf(flattened(data, tolerance).flat())

/** Stretches path data, drawn in whatever units, so that its ink just fills a box of `width` × `height` round the origin. */
export function fitted(data: string, width: number, height: number): string {
  const box = pathBox(data, 0.02)
  if (!box) return data
  const sx = width / Math.max(1e-9, box.right - box.left)
  const sy = height / Math.max(1e-9, box.bottom - box.top)
  return mapped(stepsOf(data), sx, sy, -((box.left + box.right) / 2) * sx, -((box.top + box.bottom) / 2) * sy)
}

/** A shape from its right half, drawn from its top to its foot: the left half is the same in the mirror. */
export function mirrored(half: string): string {
  const steps = stepsOf(half)
  const ends = steps.map(({ numbers }) => numbers.slice(-2))
  const back = steps
    .slice(1)
    .map(({ code, numbers }, index) => {
      const [x = 0, y = 0] = ends[index] ?? []
      const inner: number[] = []
      for (let at = numbers.length - 4; at >= 0 && code !== 'A'; at -= 2)
        inner.push(-(numbers[at] ?? 0), numbers[at + 1] ?? 0)
      // Mirrored and walked backwards, an arc turns the same way.
      return code === 'A' ? draw('A', ...numbers.slice(0, 5), -x, y) : draw(code, ...inner, -x, y)
    })
    .toReversed()
  const [x = 0, y = 0] = ends.at(-1) ?? []
  return `${half} ${Math.abs(x) > 1e-9 ? draw('L', -x, y) : ''}${back.join('')}Z`
}

/** A closed path through points whose corners are rounded by up to `radius` units; a point may ask for its own. */
export function rounded(points: readonly (Point & { readonly r?: number })[], radius: number): string {
  const count = points.length
  let path = ''
  for (let index = 0; index < count; index++) {
    const here = points[index]
    const before = points[(index + count - 1) % count]
    const after = points[(index + 1) % count]
    if (!here || !before || !after) continue
    const inLength = Math.hypot(here.x - before.x, here.y - before.y)
    const outLength = Math.hypot(after.x - here.x, after.y - here.y)
    const cut = Math.min(here.r ?? radius, inLength / 2, outLength / 2)
    if (cut < 0.05) {
      path += `${path ? 'L' : 'M'}${here.x} ${here.y}`
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
    path += `${path ? 'L' : 'M'}${start.x} ${start.y}Q${here.x} ${here.y} ${end.x} ${end.y}`
  }
  return `${path}Z`
}

/** Points on circles stretched to the box; radii are shares of the half box, angles in degrees from the top. */
export const polar = (width: number, height: number, radius: number, angle: number): Point => ({
  x: (Math.sin(radians(angle)) * radius * width) / 2,
  y: (-Math.cos(radians(angle)) * radius * height) / 2,
})

/** Stretches corner points so that they just fill the box: a hexagon's width is the width of its corners. */
export function filling(points: readonly Point[], width: number, height: number): Point[] {
  const { left, top, right, bottom } = boxOf(points) ?? { left: 0, top: 0, right: 1, bottom: 1 }
  const sx = width / Math.max(1e-9, right - left)
  const sy = height / Math.max(1e-9, bottom - top)
  return points.map(({ x, y }) => ({ x: (x - left) * sx - width / 2, y: (y - top) * sy - height / 2 }))
}
