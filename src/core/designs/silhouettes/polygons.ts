import { filling, polar, rounded, xy } from './path'
import { inBox, share, shelf, whole, type Silhouette } from './silhouette'

const row = shelf('polygons')
const ring = (count: number, offset: number) =>
  Array.from({ length: count }, (_, index) => polar(2, 2, 50, (index / count) * 360 + offset))
/** Corner points in the box, as shares of its halves. */
const cornered = (
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
  radius: number,
): string =>
  rounded(
    points.map(([x, y]) => ({ x: (x * width) / 2, y: (y * height) / 2 })),
    radius * Math.min(width, height),
  )

export const polygonSilhouettes: readonly Silhouette[] = [
  inBox('polygons')(
    'polygon',
    'hexagon pentagon heptagon octagon sides skill honeycomb',
    { points: whole(6, 3, 12), corner: share(0.08), flat: whole(0, 0, 1) },
    (param, width, height) => {
      const count = Math.round(param('points'))
      const points = filling(ring(count, param('flat') >= 0.5 ? 180 / count : 0), width, height)
      return rounded(points, (param('corner') * Math.min(width, height)) / 2)
    },
    0.866,
  ),
  row(
    'hexagon',
    'hex flat top skill nut wide',
    { corner: share(0.1), waist: share(0.5, 0.2, 0.9) },
    (param, width, height) => {
      const x = param('waist')
      return cornered(
        [
          [-x, -1],
          [x, -1],
          [1, 0],
          [x, 1],
          [-x, 1],
          [-1, 0],
        ],
        width,
        height,
        param('corner') * 0.4,
      )
    },
    1.155,
  ),
  {
    shape: 'rounded',
    family: 'polygons',
    aspect: 1,
    keywords: ['square', 'rectangle', 'box', 'card', 'tile', 'pill'],
    params: { corner: share(0.3) },
    path: (param, width, height) => {
      const r = (param('corner') * Math.min(width, height)) / 2
      const x = width / 2
      const y = height / 2
      const turnTo = (tx: number, ty: number): string => (r > 0.01 ? `A${xy(r, r)} 0 0 1 ${xy(tx, ty)}` : '')
      return `M${xy(-x + r, -y)}L${xy(x - r, -y)}${turnTo(x, -y + r)}L${xy(x, y - r)}${turnTo(x - r, y)}L${xy(-x + r, y)}${turnTo(-x, y - r)}L${xy(-x, -y + r)}${turnTo(-x + r, -y)}Z`
    },
  },
  row(
    'squircle',
    'app icon soft square superellipse',
    { corner: share(0.6, 0.2, 1) },
    (param) => {
      const k = 50 * (1 - (1 - param('corner')) * 0.1)
      return `M0 -50 C${k} -50 50 ${-k} 50 0 C50 ${k} ${k} 50 0 50 C${-k} 50 -50 ${k} -50 0
        C-50 ${-k} ${-k} -50 0 -50 Z`
    },
    1,
  ),
  row(
    'triangle',
    'warning delta pyramid three',
    { corner: share(0.2), tip: share(0.5) },
    (param, width, height) =>
      cornered(
        [
          [param('tip') * 2 - 1, -1],
          [1, 1],
          [-1, 1],
        ],
        width,
        height,
        param('corner') * 0.45,
      ),
    1.15,
  ),
  row(
    'pillow',
    'curved sides reuleaux cushion bulged',
    { points: whole(3, 3, 8), bulge: share(0.3, 0.02, 0.5) },
    (param) => {
      const count = Math.round(param('points'))
      const points = ring(count, 0)
      const half = 50 * Math.sin(Math.PI / count)
      const sagitta = half * param('bulge')
      const radius = (half * half + sagitta * sagitta) / (2 * sagitta)
      return `M0 -50${points
        .map((_, index) => {
          const end = points[(index + 1) % count]
          return `A${radius} ${radius} 0 0 1 ${end?.x ?? 0} ${end?.y ?? -50}`
        })
        .join('')}Z`
    },
  ),
  row(
    'diamond',
    'lozenge rhombus caution square turned',
    { corner: share(0.12) },
    (param, width, height) =>
      cornered(
        [
          [0, -1],
          [1, 0],
          [0, 1],
          [-1, 0],
        ],
        width,
        height,
        param('corner') * 0.7,
      ),
    1,
  ),
  row(
    'octagon',
    'chamfer stop cut corners eight',
    { cut: share(0.58, 0.05, 0.95), corner: share(0.08) },
    (param, width, height) => {
      const cut = (param('cut') * Math.min(width, height)) / 2
      const x = width / 2
      const y = height / 2
      return rounded(
        [
          [-x + cut, -y],
          [x - cut, -y],
          [x, -y + cut],
          [x, y - cut],
          [x - cut, y],
          [-x + cut, y],
          [-x, y - cut],
          [-x, -y + cut],
        ].map(([px = 0, py = 0]) => ({ x: px, y: py })),
        param('corner') * Math.min(width, height) * 0.4,
      )
    },
    1,
  ),
  row(
    'trapezoid',
    'bucket keystone taper plate',
    { taper: share(0.3, 0, 0.9), corner: share(0.12) },
    (param, width, height) =>
      cornered(
        [
          [-1, -1],
          [1, -1],
          [1 - param('taper'), 1],
          [param('taper') - 1, 1],
        ],
        width,
        height,
        param('corner') * 0.4,
      ),
    1.2,
  ),
  row(
    'slanted',
    'parallelogram speed dynamic sport italic',
    { slant: share(0.3, 0.02, 0.7), corner: share(0.1) },
    (param, width, height) => {
      const inset = param('slant')
      return cornered(
        [
          [-1 + inset, -1],
          [1, -1],
          [1 - inset, 1],
          [-1, 1],
        ],
        width,
        height,
        param('corner') * 0.4,
      )
    },
    1.5,
  ),
  row(
    'chevron',
    'rank stripe military up arrow level',
    { depth: share(0.4, 0.1, 0.7), corner: share(0.04) },
    (param, width, height) => {
      const y = param('depth') * 2
      return cornered(
        [
          [-1, -1 + y],
          [0, -1],
          [1, -1 + y],
          [1, 1],
          [0, 1 - y],
          [-1, 1],
        ],
        width,
        height,
        param('corner') * 0.5,
      )
    },
    1.05,
  ),
  row(
    'gem',
    'diamond jewel crystal ruby brilliant',
    { taper: share(0.55, 0.3, 0.9), waist: share(0.32, 0.15, 0.6), corner: share(0.05) },
    (param, width, height) => {
      const y = param('waist') * 2 - 1
      const x = param('taper')
      return cornered(
        [
          [-x, -1],
          [x, -1],
          [1, y],
          [0, 1],
          [-1, y],
        ],
        width,
        height,
        param('corner') * 0.6,
      )
    },
    1.15,
  ),
]
