import { mirrored, polar, xy } from './path'
import { share, shelf, wheel, whole, type Silhouette } from './silhouette'

const row = shelf('round')
const turning = wheel('round')

const waved = (width: number, height: number, count: number, from: number, to: number): string => {
  let path = `M${xy(0, (-from * height) / 2)}`
  for (let index = 0; index < count; index++) {
    const middle = polar(width, height, to, ((index + 0.5) / count) * 360)
    const end = polar(width, height, from, ((index + 1) / count) * 360)
    path += `Q${xy(middle.x, middle.y)} ${xy(end.x, end.y)}`
  }
  return `${path}Z`
}
/** Crests that touch the circle; a quadratic reaches halfway to its control point, so the notches lie `depth` inside. */
const crested: Silhouette['path'] = (param, width, height) => {
  const from = 1 - param('depth') / 2
  const count = Math.round(param('points'))
  return waved(width, height, count, from, 2 - from * Math.cos(Math.PI / count))
}

/** Discs round a middle, as in a tracery window: where neighbours meet is a cusp. `depth` 1 cuts the deepest. */
const foil = (count: number, depth: number): string => {
  const half = Math.PI / count
  const ratio = Math.sin(half) * (1.02 + (1 - depth) * 1.1)
  const distance = 50 / (1 + ratio)
  const radius = 50 - distance
  const cusp = distance * Math.cos(half) + Math.sqrt(Math.max(0, radius ** 2 - (distance * Math.sin(half)) ** 2))
  const large = cusp * Math.cos(half) < distance ? 1 : 0
  const at = (index: number) => polar(2, 2, cusp, ((index - 0.5) / count) * 360)
  const first = at(0)
  return `M${first.x} ${first.y}${Array.from({ length: count }, (_, index) => {
    const end = at(index + 1)
    return `A${radius} ${radius} 0 ${large} 1 ${end.x} ${end.y}`
  }).join('')}Z`
}

export const roundSilhouettes: readonly Silhouette[] = [
  {
    shape: 'circle',
    family: 'round',
    aspect: 1,
    keywords: ['disc', 'round', 'coin', 'button', 'ellipse'],
    params: {},
    path: (_, w, h) =>
      `M${xy(0, -h / 2)}A${xy(w / 2, h / 2)} 0 0 1 ${xy(0, h / 2)}A${xy(w / 2, h / 2)} 0 0 1 ${xy(0, -h / 2)}Z`,
  },
  row(
    'oval',
    'ellipse superellipse plate cameo',
    { corner: share(0.15) },
    (param) => {
      const k = 0.5523 + param('corner') * 0.38
      return mirrored(`M0 -50 C${50 * k} -50 50 ${-50 * k} 50 0 C50 ${50 * k} ${50 * k} 50 0 50`)
    },
    1.35,
  ),
  row(
    'egg',
    'easter oval organic hatch',
    { taper: share(0.45) },
    (param) => {
      const t = param('taper')
      return mirrored(`M0 -50 C${28 - 14 * t} -50 50 ${-28 + 16 * t} 50 ${12 * t} C50 ${30 + 4 * t} 28 50 0 50`)
    },
    0.8,
  ),
  {
    shape: 'scallop',
    family: 'round',
    aspect: 1,
    keywords: ['scalloped', 'edge', 'seal', 'wavy', 'achievement', 'cookie'],
    params: { points: whole(36, 6, 72), depth: share(0.12, 0.02, 0.4) },
    path: crested,
  },
  {
    shape: 'flower',
    family: 'round',
    aspect: 1,
    keywords: ['petals', 'blossom', 'daisy', 'bloom'],
    params: { points: whole(8, 3, 20), depth: share(0.36, 0.05, 0.8) },
    path: crested,
  },
  turning(
    'seal',
    'wax wave wavy stamp edge certificate',
    { points: whole(16, 5, 48), depth: share(0.09, 0.02, 0.4) },
    (param) => {
      const count = Math.round(param('points'))
      const step = 180 / count
      const soft = step * 0.42
      const radius = (index: number): number => (index % 2 === 0 ? 50 : 50 * (1 - param('depth')))
      const beside = (index: number, by: number) =>
        polar(2, 2, radius(index) / Math.cos((by * Math.PI) / 180), index * step + by)
      return `M0 -50${Array.from({ length: count * 2 }, (_, index) => {
        const a = beside(index, soft)
        const b = beside(index + 1, -soft)
        const end = beside(index + 1, 0)
        return `C${a.x} ${a.y} ${b.x} ${b.y} ${end.x} ${end.y}`
      }).join('')}Z`
    },
  ),
  turning(
    'petals',
    'rosette doily cookie lace round bumps',
    { points: whole(12, 5, 32), bulge: share(0.8, 0.2, 1) },
    (param) => {
      const count = Math.round(param('points'))
      const half = Math.PI / count
      const bulge = param('bulge')
      const from = 50 / Math.max(1, Math.cos(half) + bulge * Math.sin(half))
      const chord = from * Math.sin(half)
      const radius = (chord * (1 + bulge * bulge)) / (2 * bulge)
      const first = polar(2, 2, from, -180 / count)
      return `M${first.x} ${first.y}${Array.from({ length: count }, (_, index) => {
        const end = polar(2, 2, from, ((index + 0.5) / count) * 360)
        return `A${radius} ${radius} 0 0 1 ${end.x} ${end.y}`
      }).join('')}Z`
    },
  ),
  row('trefoil', 'three lobes clover gothic tracery', { depth: share(0.7) }, (param) => foil(3, param('depth'))),
  row('quatrefoil', 'four lobes clover gothic tracery', { depth: share(0.7) }, (param) => foil(4, param('depth'))),
  row('cinquefoil', 'five lobes flower rose gothic tracery', { depth: share(0.75) }, (param) =>
    foil(5, param('depth')),
  ),
  row('barbed', 'quatrefoil corners gothic window tile', { size: share(0.66, 0.3, 0.95) }, (param) => {
    const r = 30 * param('size')
    const side = (angle: number): string => {
      const at = (x: number, y: number): [number, number] => {
        const cos = Math.round(Math.cos((angle * Math.PI) / 180))
        const sin = Math.round(Math.sin((angle * Math.PI) / 180))
        return [x * cos - y * sin, x * sin + y * cos]
      }
      return `L${at(-r, -30)} A${r} ${r} 0 0 1 ${at(r, -30)} L${at(30, -30)}`
    }
    return `M-30 -30${[0, 90, 180, 270].map(side).join('')}Z`
  }),
  row('lens', 'mandorla almond vesica eye leaf pointed oval', { bulge: share(0.55, 0.3, 0.95) }, (param) => {
    const s = param('bulge')
    const radius = (50 * (1 + s * s)) / (2 * s)
    return `M0 -50 A${radius} ${radius} 0 0 1 0 50 A${radius} ${radius} 0 0 1 0 -50 Z`
  }),
  row('dome', 'half circle sunrise fan semicircle bridge', { foot: share(0.12, 0, 0.8) }, (param) =>
    mirrored(`M0 -50 A50 50 0 0 1 50 0 L50 ${50 * param('foot')}`),
  ),
  row('moon', 'crescent night sleep ramadan eid', { depth: share(0.6) }, (param) => {
    const y = 46.5
    const inner = y * (1.02 + (1 - param('depth')) * 1.3)
    return `M18 ${-y} A50 50 0 1 0 18 ${y} A${inner} ${inner} 0 0 1 18 ${-y} Z`
  }),
  row(
    'pebble',
    'blob organic stone soft irregular',
    { bulge: share(0.5) },
    (param) => {
      const b = param('bulge') * 9
      return `M-6 -50 C22 ${-50 - b * 0.2} ${50 + b * 0.3} ${-34 - b} 50 -4 C${50 - b * 0.2} 26 34 50 6 50
        C-22 50 -50 ${38 + b * 0.4} -50 8 C-50 ${-20 - b} -32 -49 -6 -50 Z`
    },
    1.08,
  ),
]
