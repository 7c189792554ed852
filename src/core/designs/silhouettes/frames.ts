import { mirrored, rounded, xy } from './path'
import { share, shelf, whole, type Silhouette } from './silhouette'

const row = shelf('frames')
const both = (points: readonly (readonly [number, number])[]) => [
  ...points.map(([x, y]) => ({ x, y })),
  ...points.toReversed().map(([x, y]) => ({ x: -x, y })),
]

export const frameSilhouettes: readonly Silhouette[] = [
  {
    shape: 'plaque',
    family: 'frames',
    aspect: 1.3,
    keywords: ['concave', 'corners', 'label', 'plate', 'vintage'],
    params: { corner: share(0.22, 0.02, 0.6) },
    path: (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const r = (param('corner') * Math.min(width, height)) / 2
      const bite = (tx: number, ty: number): string => `A${xy(r, r)} 0 0 0 ${xy(tx, ty)}`
      return `M${xy(-x + r, -y)}L${xy(x - r, -y)}${bite(x, -y + r)}L${xy(x, y - r)}${bite(x - r, y)}L${xy(-x + r, y)}${bite(-x, y - r)}L${xy(-x, -y + r)}${bite(-x + r, -y)}Z`
    },
  },
  row(
    'notched',
    'stepped corners pixel ticket deco square',
    { notch: share(0.16, 0.02, 0.4), steps: whole(1, 1, 3) },
    (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const steps = Math.round(param('steps'))
      const n = (param('notch') * Math.min(width, height)) / steps
      const stairs = Array.from({ length: steps }, (_, index): [number, number][] => [
        [x - n * (steps - index), -y + n * index],
        [x - n * (steps - index), -y + n * (index + 1)],
      ]).flat()
      const right = [...stairs, [x, -y + n * steps] as [number, number]]
      return rounded(both([...right, ...right.toReversed().map(([px, py]): [number, number] => [px, -py])]), 0)
    },
    1,
  ),
  row('cartouche', 'ornate baroque oval label scroll frame', { depth: share(0.5) }, (param) => {
    const d = 2 + 6 * param('depth')
    return mirrored(
      `M0 ${-42 - d * 0.4} C8 ${-42 - d * 0.4} 12 -40 16 -38 C22 ${-40 - d} 34 ${-40 - d} 38 -30
        C${44 + d} -30 ${48 + d} -16 42 -10 C45 -4 45 4 42 10 C${48 + d} 16 ${44 + d} 30 38 30
        C34 ${40 + d} 22 ${40 + d} 16 38 C12 40 8 ${42 + d * 0.4} 0 ${42 + d * 0.4}`,
    )
  }),
  row('bracket', 'curly brace ornament label sign fancy', { depth: share(0.5), corner: share(0.35) }, (param) => {
    const d = 4 + 8 * param('depth')
    const r = 4 + 12 * param('corner')
    const x = 60
    return mirrored(
      `M0 ${-42 - d} C1 ${-42 - d * 0.3} 5 -42 12 -42 L${x - r} -42 A${r} ${r} 0 0 0 ${x} ${-42 + r}
        L${x} -9 C${x} -4 ${x + d * 0.4} -1 ${x + d} 0 C${x + d * 0.4} 1 ${x} 4 ${x} 9 L${x} ${42 - r}
        A${r} ${r} 0 0 0 ${x - r} 42 L12 42 C5 42 1 ${42 + d * 0.3} 0 ${42 + d}`,
    )
  }),
  row('label', 'ogee ends vintage bottle price sign', { depth: share(0.5) }, (param) => {
    const d = 8 + 14 * param('depth')
    return mirrored(
      `M0 -32 L${58 - d} -32 C${58 - d} -22 ${58 - d * 0.4} -20 58 -18 C54 -8 54 8 58 18
        C${58 - d * 0.4} 20 ${58 - d} 22 ${58 - d} 32 L0 32`,
    )
  }),
  row('arch', 'window door round top niche tombstone', { foot: share(0.55, 0.1, 0.9) }, (param) =>
    mirrored(`M0 -40 A40 40 0 0 1 40 0 L40 ${110 * param('foot')} L0 ${110 * param('foot')}`),
  ),
  row('ogive', 'gothic church window pointed arch', { foot: share(0.5, 0.1, 0.9), peak: share(0.5) }, (param) => {
    const up = 46 + 34 * param('peak')
    return mirrored(
      `M0 ${-up} C22 ${-up * 0.66} 38 ${-up * 0.36} 38 0 L38 ${100 * param('foot')}
        L0 ${100 * param('foot')}`,
    )
  }),
  row('onion', 'ogee arch dome palace keel moorish', { bulge: share(0.5) }, (param) => {
    const b = 7 * param('bulge')
    return mirrored(`M0 -58 C4 -44 ${38 + b} -40 ${38 + b} -14 C${38 + b} -4 34 0 34 8 L34 46 L0 46`)
  }),
  row('tombstone', 'shoulders monument stone stele tablet', { corner: share(0.5) }, (param) => {
    const s = 6 + 12 * param('corner')
    return mirrored(`M0 -50 C${20 - s * 0.2} -50 ${40 - s} ${-48 + s * 0.4} ${40 - s} -28 L40 -28 L40 50 L0 50`)
  }),
  row('barrel', 'cask bulged sides tin drum badge', { bulge: share(0.5) }, (param) => {
    const b = 4 + 16 * param('bulge')
    return mirrored(`M0 -44 L34 -44 Q38 -44 39 -40 C${39 + b} -16 ${39 + b} 16 39 40 Q38 44 34 44 L0 44`)
  }),
  row('hourglass', 'concave sides waist spool reel', { waist: share(0.45) }, (param) => {
    const w = 22 * param('waist')
    return mirrored(`M0 -46 L46 -46 C${46 - w} -24 ${46 - w} 24 46 46 L0 46`)
  }),
  row('ornate', 'four curves tile baroque mirror moroccan lantern', { depth: share(0.5) }, (param) => {
    const d = 5 + 7 * param('depth')
    const s = 30
    const quarter = (turn: number): string => {
      const at = (x: number, y: number): [number, number] =>
        turn === 0 ? [x, y] : turn === 1 ? [-y, x] : turn === 2 ? [-x, -y] : [y, -x]
      return `C${at(3, -40)} ${at(14, -36 - d * 0.2)} ${at(s - d * 0.6, -s - 6)}
        L${at(s - d * 0.6, -s + d * 0.6)} L${at(s + 6, -s + d * 0.6)}
        C${at(36 + d * 0.2, -14)} ${at(40, -3)} ${at(40 + d, 0)}`
    }
    return `M0 ${-40 - d}${[0, 1, 2, 3].map(quarter).join('')}Z`
  }),
]
