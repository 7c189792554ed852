import { polar, rounded } from './path'
import { share, shelf, type Silhouette } from './silhouette'

const row = shelf('crosses')
const at = (radius: number, angle: number) => polar(2, 2, radius, angle)
const quarters = [0, 90, 180, 270] as const

export const crossSilhouettes: readonly Silhouette[] = [
  row(
    'cross',
    'plus first aid greek medical health',
    { arm: share(0.36, 0.1, 0.8), corner: share(0.2) },
    (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const ax = x * param('arm')
      const ay = y * param('arm')
      return rounded(
        [
          [-ax, -y],
          [ax, -y],
          [ax, -ay],
          [x, -ay],
          [x, ay],
          [ax, ay],
          [ax, y],
          [-ax, y],
          [-ax, ay],
          [-x, ay],
          [-x, -ay],
          [-ax, -ay],
        ].map(([px = 0, py = 0]) => ({ x: px, y: py })),
        param('corner') * Math.min(ax, ay),
      )
    },
    1,
  ),
  row(
    'maltese',
    'eight points ambulance order bravery fire',
    { depth: share(0.3, 0, 0.6), arm: share(0.5, 0.2, 0.9) },
    (param) => {
      const half = 16 + 16 * param('arm')
      const notch = 50 - 22 * param('depth')
      return rounded(
        quarters.flatMap((middle) => [
          at(Math.hypot(50, half), middle - (Math.atan2(half, 50) * 180) / Math.PI),
          at(notch, middle),
          at(Math.hypot(50, half), middle + (Math.atan2(half, 50) * 180) / Math.PI),
          at(5, middle + 45),
        ]),
        0,
      )
    },
  ),
  row(
    'pattee',
    'iron medal military order honour flared',
    { arm: share(0.5, 0.1, 0.9), waist: share(0.3, 0.1, 0.6) },
    (param) => {
      const half = 18 + 22 * param('arm')
      const neck = 5 + 16 * param('waist')
      const arms = quarters.map((middle) => {
        const place = (x: number, y: number) => at(Math.hypot(x, y), middle + (Math.atan2(x, y) * 180) / Math.PI)
        const a = place(-half, 50)
        const b = place(half, 50)
        const soft = place(neck, 30)
        const corner = place(neck, neck)
        const back = place(30, neck)
        const next = place(50, half)
        return `L${a.x} ${a.y} L${b.x} ${b.y} Q${soft.x} ${soft.y} ${corner.x} ${corner.y}
          Q${back.x} ${back.y} ${next.x} ${next.y}`
      })
      const start = at(Math.hypot(half, 50), (-Math.atan2(half, 50) * 180) / Math.PI)
      return `M${start.x} ${start.y}${arms.join('')}Z`
    },
  ),
  row(
    'medalCross',
    'round arms order bravery service decoration',
    { arm: share(0.55, 0.2, 0.95), waist: share(0.3, 0.05, 0.7) },
    (param) => {
      const wide = 26 + 16 * param('arm')
      const inner = 8 + 18 * param('waist')
      const start = at(50, -wide)
      return `M${start.x} ${start.y}${quarters
        .map((middle) => {
          const end = at(50, middle + wide)
          const neck = at(inner, middle + 45)
          const next = at(50, middle + 90 - wide)
          const a = at(inner * 1.7, middle + 38)
          const b = at(inner * 1.7, middle + 52)
          return `A50 50 0 0 1 ${end.x} ${end.y} Q${a.x} ${a.y} ${neck.x} ${neck.y}
            Q${b.x} ${b.y} ${next.x} ${next.y}`
        })
        .join('')}Z`
    },
  ),
]
