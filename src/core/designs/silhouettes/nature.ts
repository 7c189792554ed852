import { mirrored, polar, rounded, stretched } from './path'
import { inBox, share, shelf, wheel, whole, type Silhouette } from './silhouette'

const row = shelf('nature')
const turning = wheel('nature')

export const natureSilhouettes: readonly Silhouette[] = [
  row(
    'leaf',
    'plant green spade nature grow',
    { tip: share(0.5) },
    (param) => {
      const t = (param('tip') - 0.5) * 16
      return mirrored(`M0 -50 C${8 - t * 0.5} ${-34 + t} 50 ${-24 + t} 50 8 C50 32 26 41 0 50`)
    },
    0.86,
  ),
  row(
    'blade',
    'leaf slanted eco green organic',
    {},
    () => `M50 -50 C51 -6 42 50 -14 50 C-34 50 -50 38 -50 14 C-50 -34 2 -48 50 -50 Z`,
    1,
  ),
  row(
    'drop',
    'water rain tear blood donor swim',
    { waist: share(0.5) },
    (param) => {
      const w = (param('waist') - 0.5) * 24
      return mirrored(`M0 -50 C${12 - w * 0.3} ${-26 + w} 50 ${-6 + w * 0.6} 50 17 C50 36 28 50 0 50`)
    },
    0.78,
  ),
  inBox('nature')(
    'flame',
    'fire hot torch energy camp',
    {},
    (_, width, height) =>
      stretched(
        `M4 -50 C10 -32 38 -18 46 10 C56 36 30 50 0 50 C-30 50 -56 34 -47 6 C-43 -8 -34 -14 -30 -26
        C-24 -18 -21 -12 -19 -5 C-8 -16 -2 -32 4 -50 Z`,
        width,
        height,
      ),
    0.8,
  ),
  row(
    'heart',
    'love care kindness charity health',
    { cleft: share(0.5) },
    (param) => {
      const dip = -35 + (param('cleft') - 0.5) * 24
      return mirrored(`M0 ${dip} C4 ${dip - 9} 12 -50 22 -50 C37 -50 50 -37 50 -18 C50 14 20 33 0 50`)
    },
    1.08,
  ),
  turning(
    'clover',
    'lucky shamrock four leaf irish',
    { points: whole(4, 3, 5), depth: share(0.45, 0.1, 0.9) },
    (param) => {
      const count = Math.round(param('points'))
      const valley = 8
      const notch = 50 - 14 * param('depth') - 3
      const place = (radius: number, angle: number): [number, number] => {
        const { x, y } = polar(2, 2, radius, angle)
        return [x, y]
      }
      const span = 180 / count
      return `M${place(valley, -span)}${Array.from({ length: count }, (_, index) => {
        const middle = (index / count) * 360
        return `C${place(26, middle - span * 1.02)} ${place(52.5, middle - span * 0.86)} ${place(49, middle - span * 0.36)}
          C${place(48.6, middle - span * 0.2)} ${place(notch + 3, middle - span * 0.06)} ${place(notch, middle)}
          C${place(notch + 3, middle + span * 0.06)} ${place(48.6, middle + span * 0.2)} ${place(49, middle + span * 0.36)}
          C${place(52.5, middle + span * 0.86)} ${place(26, middle + span * 1.02)} ${place(valley, middle + span)}`
      }).join('')}Z`
    },
  ),
  row('maple', 'leaf autumn canada forest', { depth: share(0.5) }, (param) => {
    const d = 6 * (param('depth') - 0.5)
    return mirrored(
      `M0 -50 L${8 - d * 0.3} -35 Q10 -32 13 -34 L22 -40 L${18 - d} -14 Q18 -9 22 -13 L31 -24 L34 -16
        Q35 -14 38 -15 L50 -17 L45 -3 Q44 0 46 1 L50 4 L${28 - d} 21 Q26 23 27 26 L28 32
        C18 29 10 28 3 28 Q2 28 2 31 L3 50 L0 50`,
    )
  }),
  row('oak', 'leaf lobes forest wood strong autumn', { depth: share(0.5) }, (param) => {
    const d = 3 + 8 * param('depth')
    return mirrored(
      `M0 -50 C9 -50 15 -45 14 -38 C13 -33 13 -32 17 -33 C26 -35 31 -26 27 -19
        C${25 - d * 0.6} -15 ${26 - d * 0.6} -12 29 -12 C38 -10 38 2 30 6
        C${25 - d * 0.6} 9 ${25 - d * 0.6} 12 27 13 C33 17 29 27 21 27 C12 27 6 30 3 36 L3 50 L0 50`,
    )
  }),
  row('tulip', 'flower bud bloom spring garden', { depth: share(0.5) }, (param) => {
    const d = 8 + 18 * param('depth')
    return mirrored(
      `M0 -50 C7 -44 12 ${-50 + d * 0.8} 14 ${-50 + d * 1.35} C20 -40 30 -46 37 -50 C42 -20 46 6 36 26
        C28 42 14 50 0 50`,
    )
  }),
  row('tree', 'forest wood environment family oak', { crown: share(0.5), foot: share(0.4) }, (param) => {
    const b = 4 * (param('crown') - 0.5)
    const w = 3.5 + 5 * param('foot')
    return mirrored(
      `M0 -50 C12 ${-52 - b} 23 -45 25 -35 C${36 + b} -34 ${42 + b} -24 38 -14
        C${47 + b} -7 ${46 + b} 10 34 14 C30 24 18 26 ${w + 2} 21 C${w} 32 ${w + 1} 41 ${w + 6} 50 L0 50`,
    )
  }),
  row('pine', 'fir christmas evergreen forest winter', { points: whole(3, 2, 5), foot: share(0.4) }, (param) => {
    const tiers = Math.round(param('points'))
    const w = 3 + 6 * param('foot')
    const bottom = 36
    const high = (bottom + 50) / (tiers - (tiers - 1) * 0.28)
    const right = Array.from({ length: tiers }, (_, tier) => {
      const foot = -50 + high * (tier * 0.72 + 1)
      const wide = 38 * Math.pow((tier + 1) / tiers, 0.62)
      const inner = tier === tiers - 1 ? w : wide * 0.42
      const top = tier === 0 ? 0 : 38 * Math.pow(tier / tiers, 0.62) * 0.42
      const start = tier === 0 ? -50 : -50 + high * ((tier - 1) * 0.72 + 1)
      return `C${top + (wide - top) * 0.25} ${start + (foot - start) * 0.45} ${wide * 0.7} ${foot - 4} ${wide} ${foot}
        L${inner} ${foot}`
    }).join('')
    return mirrored(`M0 -50${right}L${w} 50 L0 50`)
  }),
  row('cloud', 'sky weather computing rain dream', { bulge: share(0.5) }, (param) => {
    const b = 6 * (param('bulge') - 0.5)
    return `M-42 32 C-56 32 -62 20 -60 10 C-58 0 -50 -5 -42 -5 C-44 ${-22 - b} -32 ${-32 - b} -18 -30
      C-10 ${-42 - b} 16 ${-46 - b} 24 -24 C38 ${-28 - b} 50 -20 48 -5 C58 -3 62 6 60 15
      C58 26 50 32 42 32 Z`
  }),
  row('mountain', 'peak hike climb summit alps outdoor', { peak: share(0.45), corner: share(0.15) }, (param) => {
    const low = -50 + 60 * (1 - param('peak'))
    const r = 16 * param('corner')
    return rounded(
      [
        { x: -66, y: 40, r: 4 },
        { x: -12, y: -50, r },
        { x: 14, y: -4, r: 2 },
        { x: 30, y: Math.min(-8, low), r },
        { x: 66, y: 40, r: 4 },
      ],
      r,
    )
  }),
  row(
    'sunrise',
    'morning dawn rays hope new start',
    { points: whole(7, 4, 12), depth: share(0.3, 0.1, 0.5) },
    (param) => {
      const count = Math.round(param('points'))
      const inner = 50 * (1 - param('depth'))
      const each = 180 / count
      const at = (radius: number, angle: number): [number, number] => {
        const { x, y } = polar(2, 2, radius, angle)
        return [x, y]
      }
      return `M${-inner} 0${Array.from({ length: count }, (_, index) => {
        const from = -90 + index * each
        const foot = `L${at(50, from + each / 2)} L${at(inner, from + each * 0.86)}`
        return `L${at(inner, from + each * 0.14)}${foot}A${inner} ${inner} 0 0 1 ${at(inner, from + each)}`
      }).join('')}L50 0 L50 7 L-50 7 L-50 0 Z`
    },
  ),
  row('shell', 'scallop beach sea pilgrim ocean', { points: whole(7, 3, 11) }, (param) => {
    const count = Math.round(param('points'))
    const at = (radius: number, angle: number): [number, number] => {
      const { x, y } = polar(2, 2, radius, angle)
      return [x, y + 34]
    }
    const each = 92 / count
    const rib = 86 * Math.sin((each * Math.PI) / 360)
    const ribs = Array.from({ length: count }, (_, index) => `A${rib} ${rib} 0 0 1 ${at(78, -46 + each * (index + 1))}`)
    return `M${at(78, -46)}${ribs.join('')} C58 2 34 26 15 38 Q22 42 24 50 L-24 50 Q-22 42 -15 38
      C-34 26 -58 2 ${at(78, -46)} Z`
  }),
  row('acorn', 'oak nut autumn forest squirrel small', { crown: share(0.5) }, (param) => {
    const cap = -12 + 8 * (param('crown') - 0.5)
    return mirrored(
      `M0 -50 L3.5 -50 Q4.5 -42 6 -38 C26 -37 40 -28 40 ${cap - 4} Q40 ${cap + 2} 33 ${cap + 2}
        C34 18 22 34 4 44 Q2 46 0 50`,
    )
  }),
  row('apple', 'fruit teacher school health food', { cleft: share(0.5) }, (param) => {
    const dip = -28 + 8 * (param('cleft') - 0.5)
    return `M2 ${dip} C10 -37 24 -38 33 -32 C48 -22 46 8 37 26 C30 42 20 52 8 48 Q0 45 -8 48
      C-20 52 -30 42 -37 26 C-46 8 -48 -22 -33 -32 C-24 -38 -12 -37 -4 ${dip} C-4 -38 -8 -44 -12 -48
      L-7 -52 C-2 -47 1 -38 2 ${dip} Z`
  }),
  row('butterfly', 'insect wings change growth garden', { waist: share(0.5) }, (param) => {
    const w = 2 + 5 * param('waist')
    return mirrored(
      `M0 -26 C2 -28 4 -26 4.5 -20 C14 -42 36 -52 48 -44 C58 -36 50 -8 36 1 C32 3 28 4 ${24 + w * 0.4} 4
        C38 8 42 22 36 34 C28 48 10 40 5 18 C4 26 2 30 0 30`,
    )
  }),
]
