import { fixed, mirrored, rounded, xy } from './path'
import { inBox, share, shelf, whole, type Silhouette } from './silhouette'

const row = shelf('tickets')
const cornered = (
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
  radius: number,
): string =>
  rounded(
    points.map(([x, y]) => ({ x: (x * width) / 2, y: (y * height) / 2 })),
    radius,
  )

/** Half circles bitten out of a straight edge, evenly, with the paper between them; ends at `to`. */
const perforated = (
  from: readonly [number, number],
  to: readonly [number, number],
  count: number,
  share: number,
): string => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  const pitch = length / count
  const radius = (pitch / 2) * share
  return `${Array.from({ length: count }, (_, index) => {
    const start = pitch * (index + 0.5) - radius
    const end = pitch * (index + 0.5) + radius
    return `L${xy(from[0] + ux * start, from[1] + uy * start)}A${fixed(radius)} ${fixed(radius)} 0 0 0 ${xy(from[0] + ux * end, from[1] + uy * end)}`
  }).join('')}L${xy(to[0], to[1])}`
}

export const ticketSilhouettes: readonly Silhouette[] = [
  {
    shape: 'ticket',
    family: 'tickets',
    aspect: 1.6,
    keywords: ['admit', 'one', 'event', 'attendance', 'cinema', 'entry'],
    params: { notch: share(0.16, 0.04, 0.4), corner: share(0.12, 0, 0.5), teeth: whole(0, 0, 12) },
    path: (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const teeth = Math.round(param('teeth'))
      const c = Math.min(param('corner') * height, height / 3, width / 3)
      const r = Math.min(width * 0.3, teeth > 0 ? height / (teeth * 3.2) : Math.min(param('notch') * height, y - c))
      const bite = (cx: number, cy: number, down: boolean): string =>
        `L${xy(cx, down ? cy - r : cy + r)}A${xy(r, r)} 0 0 0 ${xy(cx, down ? cy + r : cy - r)}`
      const places =
        teeth > 0 ? Array.from({ length: teeth }, (_, index) => -y + ((index + 0.5) / teeth) * height) : [0]
      const right = places.map((cy) => bite(x, cy, true)).join('')
      const left = places
        .toReversed()
        .map((cy) => bite(-x, cy, false))
        .join('')
      const k = teeth > 0 ? 0 : c
      const corner = (tx: number, ty: number): string => (k > 0.01 ? `A${xy(k, k)} 0 0 1 ${xy(tx, ty)}` : '')
      return `M${xy(-x + k, -y)}L${xy(x - k, -y)}${corner(x, -y + k)}${right}L${xy(x, y - k)}${corner(x - k, y)}L${xy(-x + k, y)}${corner(-x, y - k)}${left}L${xy(-x, -y + k)}${corner(-x + k, -y)}Z`
    },
  },
  row(
    'stub',
    'raffle admission tear off ticket part',
    { notch: share(0.1, 0.04, 0.2), at: share(0.7, 0.2, 0.8), corner: share(0.1, 0, 0.4) },
    (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const c = param('corner') * Math.min(width, height) + 0.01
      const r = Math.min(param('notch') * height, width * 0.08)
      const cut = Math.max(-x + c + r, Math.min(x - c - r, -x + param('at') * width))
      return `M${-x + c} ${-y} L${cut - r} ${-y} A${r} ${r} 0 0 0 ${cut + r} ${-y} L${x - c} ${-y}
        A${c} ${c} 0 0 1 ${x} ${-y + c} L${x} ${y - c} A${c} ${c} 0 0 1 ${x - c} ${y} L${cut + r} ${y}
        A${r} ${r} 0 0 0 ${cut - r} ${y} L${-x + c} ${y} A${c} ${c} 0 0 1 ${-x} ${y - c} L${-x} ${-y + c}
        A${c} ${c} 0 0 1 ${-x + c} ${-y} Z`
    },
    1.9,
  ),
  row(
    'stamp',
    'postage perforated mail letter post',
    { teeth: whole(9, 4, 24), size: share(0.6, 0.2, 0.9) },
    (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const across = Math.round(param('teeth'))
      const down = Math.max(2, Math.round((across * height) / width))
      const edge = (from: readonly [number, number], to: readonly [number, number], count: number): string =>
        perforated(from, to, Math.min(count, 80), param('size'))
      return `M${xy(-x, -y)}${edge([-x, -y], [x, -y], across)}${edge([x, -y], [x, y], down)}${edge([x, y], [-x, y], across)}${edge([-x, y], [-x, -y], down)}Z`
    },
    0.84,
  ),
  row(
    'coupon',
    'zigzag sawtooth voucher receipt sale',
    { teeth: whole(9, 3, 24), depth: share(0.05, 0.02, 0.15) },
    (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const teeth = Math.round(param('teeth'))
      const d = param('depth') * width
      const zig = Array.from({ length: teeth * 2 + 1 }, (_, index) => ({
        x: index % 2 === 0 ? x : x - d,
        y: -y + (index / (teeth * 2)) * height,
      }))
      return rounded([...zig, ...zig.toReversed().map((it) => ({ x: -it.x, y: it.y }))], 0)
    },
    1.6,
  ),
  inBox('tickets')(
    'pennant',
    'pocket shield flag sport club down point',
    { depth: share(0.3, 0, 0.7), corner: share(0.05, 0, 0.4) },
    (param, width, height) => {
      const foot = 1 - 2 * param('depth')
      return cornered(
        [
          [-1, -1],
          [1, -1],
          [1, foot],
          [0, 1],
          [-1, foot],
        ],
        width,
        height,
        param('corner') * width,
      )
    },
    0.8,
  ),
  inBox('tickets')(
    'banner',
    'hanging vertical swallowtail flag scroll',
    { depth: share(0.16, 0, 0.5), corner: share(0.03, 0, 0.3) },
    (param, width, height) =>
      cornered(
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [0, 1 - 2 * param('depth')],
          [-1, 1],
        ],
        width,
        height,
        param('corner') * width,
      ),
    0.72,
  ),
  row('bookmark', 'ribbon save reading page marker', { depth: share(0.2, 0.05, 0.5), corner: share(0.5) }, (param) => {
    const r = 2 + 20 * param('corner')
    return mirrored(`M0 -50 L${30 - r} -50 A${r} ${r} 0 0 1 30 ${-50 + r} L30 50 L0 ${50 - 60 * param('depth')}`)
  }),
  row(
    'gonfalon',
    'three tails church guild procession banner',
    { depth: share(0.3, 0.1, 0.6), points: whole(3, 2, 5) },
    (param) => {
      const tails = Math.round(param('points'))
      const high = 50 - 90 * param('depth')
      const step = 80 / tails
      return `M-40 -50 L40 -50 L40 ${high + 6}${Array.from({ length: tails }, (_, index) => {
        const right = 40 - index * step
        const left = right - step
        const sag = high + (50 - high) * 0.55
        return `C${right} ${sag} ${right - step * 0.28} 46 ${right - step / 2} 50
          C${left + step * 0.28} 46 ${left} ${sag} ${left} ${high + 6}`
      }).join('')}Z`
    },
  ),
  row('flag', 'waving country wind national', { wave: share(0.5, 0.05, 1) }, (param) => {
    const w = 14 * param('wave')
    return `M-60 -34 C-34 ${-34 - w * 1.6} -20 ${-34 - w} 0 -34 C20 ${-34 + w} 34 ${-34 + w * 1.6} 60 -34
      L60 34 C34 ${34 + w * 1.6} 20 ${34 + w} 0 34 C-20 ${34 - w} -34 ${34 - w * 1.6} -60 34 Z`
  }),
  row(
    'guidon',
    'swallowtail flag ship signal marshal',
    { depth: share(0.3, 0.05, 0.6) },
    (param) => `M-60 -36 L60 -36 L${60 - 90 * param('depth')} 0 L60 36 L-60 36 Z`,
  ),
  row('pennon', 'triangle flag college team sports side', { taper: share(0.04, 0, 0.7) }, (param) => {
    const end = 40 * param('taper') + 1.5
    return rounded(
      [
        { x: -60, y: -40 },
        { x: 60, y: -end },
        { x: 60, y: end },
        { x: -60, y: 40 },
      ],
      3,
    )
  }),
]
