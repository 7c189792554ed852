import { filling, polar, rounded } from './path'
import { inBox, share, shelf, wheel, whole, type Silhouette } from './silhouette'

const row = shelf('stars')
const turning = wheel('stars')
const boxed = inBox('stars')
const at = (radius: number, angle: number) => polar(2, 2, radius, angle)

const pointed = (count: number, inner: number) =>
  Array.from({ length: count * 2 }, (_, index) => at(index % 2 === 0 ? 50 : 50 * inner, (index / count) * 180))
const around = <T>(count: number, each: (middle: number, index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => each((index / count) * 360, index))

export const starSilhouettes: readonly Silhouette[] = [
  boxed(
    'star',
    'favourite rating achievement pentagram',
    { points: whole(5, 3, 16), depth: share(0.5, 0.1, 0.9), corner: share(0.15) },
    (param, width, height) => {
      const count = Math.round(param('points'))
      const points = filling(pointed(count, 1 - param('depth')), width, height)
      return rounded(points, (param('corner') * Math.min(width, height)) / count)
    },
    1.05,
  ),
  turning(
    'starburst',
    'milestone sunburst price sticker spiky badge',
    { points: whole(24, 8, 60), depth: share(0.14, 0.02, 0.6), corner: share(0) },
    (param) => {
      const count = Math.round(param('points'))
      return rounded(pointed(count, 1 - param('depth')), (param('corner') * 100) / count)
    },
  ),
  turning(
    'burst',
    'long short rays alternating boom flash order',
    { points: whole(12, 4, 24), depth: share(0.34, 0.1, 0.7), size: share(0.55, 0.2, 0.95) },
    (param) => {
      const count = Math.round(param('points'))
      const inner = 50 * (1 - param('depth'))
      const short = inner + (50 - inner) * param('size')
      const each = 360 / count
      return rounded(
        around(count, (middle) => [
          at(50, middle),
          at(inner, middle + each / 4),
          at(short, middle + each / 2),
          at(inner, middle + each * 0.75),
        ]).flat(),
        0,
      )
    },
  ),
  turning(
    'compass',
    'north wind rose direction navigation',
    { depth: share(0.7, 0.4, 0.9), size: share(0.68, 0.4, 0.95) },
    (param) => {
      const inner = 50 * (1 - param('depth'))
      return rounded(
        around(8, (middle, index) => [
          at(index % 2 === 0 ? 50 : 50 * param('size'), middle),
          at(inner, middle + 22.5),
        ]).flat(),
        0,
      )
    },
  ),
  turning(
    'sparkle',
    'shine twinkle magic new glint',
    { points: whole(4, 3, 12), depth: share(0.62, 0.2, 0.92) },
    (param) => {
      const count = Math.round(param('points'))
      const inner = 50 * (1 - param('depth'))
      const first = at(50, 0)
      return `M${first.x} ${first.y}${around(count, (middle) => {
        const end = at(50, middle + 360 / count)
        const a = at(inner * 0.9, middle + 90 / count)
        const b = at(inner * 0.9, middle + 270 / count)
        return `C${a.x} ${a.y} ${b.x} ${b.y} ${end.x} ${end.y}`
      }).join('')}Z`
    },
  ),
  turning(
    'sun',
    'summer rays solar shine weather',
    { points: whole(14, 6, 32), depth: share(0.26, 0.08, 0.5), size: share(0.62, 0.3, 0.95) },
    (param) => {
      const count = Math.round(param('points'))
      const inner = 50 * (1 - param('depth'))
      const half = (180 / count) * param('size')
      const start = at(inner, -half)
      return `M${start.x} ${start.y}${around(count, (middle) => {
        const tip = at(50, middle)
        const foot = at(inner, middle + half)
        const next = at(inner, middle + 360 / count - half)
        return `L${tip.x} ${tip.y} L${foot.x} ${foot.y} A${inner} ${inner} 0 0 1 ${next.x} ${next.y}`
      }).join('')}Z`
    },
  ),
  turning(
    'saw',
    'blade swirl turning spin whirl',
    { points: whole(14, 5, 40), depth: share(0.2, 0.05, 0.6), twist: share(0.8, 0.1, 1) },
    (param) => {
      const count = Math.round(param('points'))
      const inner = 50 * (1 - param('depth'))
      const lean = (360 / count) * (0.5 + param('twist') * 0.48)
      const start = at(inner, 0)
      return `M${start.x} ${start.y}${around(count, (middle) => {
        const soft = at(inner + (50 - inner) * 0.72, middle + lean * 0.45)
        const tip = at(50, middle + lean)
        const next = at(inner, middle + 360 / count)
        return `Q${soft.x} ${soft.y} ${tip.x} ${tip.y} L${next.x} ${next.y}`
      }).join('')}Z`
    },
  ),
  row(
    'sheriffStar',
    'ranger deputy western balls tips',
    { points: whole(6, 5, 8), depth: share(0.46, 0.3, 0.6), size: share(0.45) },
    (param) => {
      const count = Math.round(param('points'))
      const inner = 44 * (1 - param('depth'))
      const r = 3.6 + 4.4 * param('size')
      const reach = 50 - r
      const neck = r * 0.74
      const start = at(inner, -180 / count)
      return `M${start.x} ${start.y}${around(count, (middle) => {
        const turn = (neck / reach) * (180 / Math.PI)
        const along = reach - Math.sqrt(r * r - neck * neck)
        const from = at(along, middle - turn)
        const to = at(along, middle + turn)
        const valley = at(inner, middle + 180 / count)
        return `L${from.x} ${from.y} A${r} ${r} 0 1 1 ${to.x} ${to.y} L${valley.x} ${valley.y}`
      }).join('')}Z`
    },
  ),
  row('snowflake', 'winter ice snow frost cold crystal', { width: share(0.4, 0.1, 0.8), size: share(0.5) }, (param) => {
    const w = 2.4 + 4 * param('width')
    const long = 8 + 12 * param('size')
    const cos = Math.cos(Math.PI / 6)
    /** Points beside one arm that stands upright: `side` to the right, `up` along it. */
    const arm: [number, number][] = [
      [w, 2 * w * cos],
      [w, 20],
      [w + long * 0.62 * cos, 20 + long * 0.31 * 1.0],
      [w + long * 0.62 * cos, 20 + long * 0.31 + w * 2.1],
      [w, 20 + w * 2.1],
      [w, 36],
      [w + long * 0.4 * cos, 36 + long * 0.2],
      [w + long * 0.4 * cos, 36 + long * 0.2 + w * 2],
      [w, 36 + w * 2],
      [w, 50 - w * 0.5],
    ]
    const side = [...arm.map(([x, y]) => [-x, y] as const), ...arm.toReversed()]
    return rounded(
      around(6, (middle) =>
        side.map(([x, y]) => at(Math.min(50, Math.hypot(x, y)), middle + (Math.atan2(x, y) * 180) / Math.PI)),
      ).flat(),
      0.8,
    )
  }),
]
