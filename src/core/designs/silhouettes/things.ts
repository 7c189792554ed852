import { mirrored, polar, rounded } from './path'
import { share, shelf, wheel, whole, type Silhouette } from './silhouette'

const row = shelf('things')

const hole = (x: number, y: number, r: number): string =>
  `M${x - r} ${y} A${r} ${r} 0 1 0 ${x + r} ${y} A${r} ${r} 0 1 0 ${x - r} ${y} Z`

export const thingSilhouettes: readonly Silhouette[] = [
  wheel('things')(
    'cog',
    'gear machine making engineering technology wheel',
    { points: whole(12, 6, 32), depth: share(0.16, 0.04, 0.4), taper: share(0.35, 0, 0.9), corner: share(0.25) },
    (param) => {
      const count = Math.round(param('points'))
      const pitch = 360 / count
      const root = 50 * (1 - param('depth'))
      const wide = pitch * 0.29
      const narrow = wide * (1 - param('taper') * 0.55)
      const points = Array.from({ length: count }, (_, index) => {
        const middle = index * pitch
        return [
          polar(2, 2, root, middle - wide),
          polar(2, 2, 50, middle - narrow),
          polar(2, 2, 50, middle + narrow),
          polar(2, 2, root, middle + wide),
        ]
      }).flat()
      return rounded(points, (param('corner') * 110) / count)
    },
  ),
  row('medal', 'award loop hanging disc winner prize', { size: share(0.4, 0.1, 0.9) }, (param) => {
    const r = 7 + 7 * param('size')
    const neck = r * 0.62
    return `${mirrored(
      `M0 ${-50 - 2 * r + 3} A${r} ${r} 0 0 1 ${neck} ${-51 + 3 - r * 0.215}
        L${neck} ${-Math.sqrt(2500 - neck * neck) + 4} A50 50 0 1 1 0 54`,
    )}${hole(0, -47 - r, r * 0.52)}`
  }),
  row(
    'winner',
    'rosette award prize ribbon tails first place',
    { points: whole(16, 8, 32), depth: share(0.4) },
    (param) => {
      const count = Math.round(param('points'))
      const R = 36
      const inner = R * (1 - 0.16 * param('depth') - 0.02)
      const all = Array.from({ length: count * 2 + 1 }, (_, index) => {
        const angle = -148 + (index / (count * 2)) * 296
        const { x, y } = polar(2, 2, index % 2 === 0 ? R : inner, angle)
        return { x, y: y - 14 }
      })
      const first = all[0] ?? { x: 0, y: 0 }
      const last = all.at(-1) ?? first
      const tail = [
        { x: last.x + 8, y: 54 },
        { x: last.x - 2, y: 46 },
        { x: last.x - 12, y: 54 },
        { x: 1, y: 24 },
      ]
      return rounded(
        [
          ...all,
          ...tail,
          { x: -1, y: 24 },
          ...tail
            .slice(0, 3)
            .toReversed()
            .map(({ x, y }) => ({ x: -x, y })),
        ],
        0.6,
      )
    },
  ),
  row('bell', 'ring alarm notice christmas school', { taper: share(0.5) }, (param) => {
    const t = 6 * (param('taper') - 0.5)
    return mirrored(
      `M0 -50 C4.5 -50 6 -46 5.5 -42.5 C${20 - t} -39 ${28 - t} -27 ${28 - t} -12
        C${28 - t} 8 31 18 40 27 Q43 33 36 34 L12 34 C12 42 6 47 0 47`,
    )
  }),
  row('house', 'home building welcome community roof', { peak: share(0.5), foot: share(0.6) }, (param) => {
    const y = -50 + 34 + 24 * (param('peak') - 0.5)
    const x = 40
    const over = 12 * (1 - param('foot')) + 0.5
    return rounded(
      [
        { x: 0, y: -50 },
        { x: x + over, y, r: 3 },
        { x, y: y + over * 0.35, r: 0 },
        { x, y: 46 },
        { x: -x, y: 46 },
        { x: -x, y: y + over * 0.35, r: 0 },
        { x: -x - over, y, r: 3 },
      ],
      4,
    )
  }),
  row('tag', 'label price gift luggage name', { size: share(0.4), corner: share(0.4) }, (param) => {
    const r = 3 + 4.5 * param('size')
    const soft = 2 + 12 * param('corner')
    return `${rounded(
      [
        { x: -58, y: 0, r: 8 },
        { x: -32, y: -32, r: soft },
        { x: 50, y: -32, r: soft },
        { x: 50, y: 32, r: soft },
        { x: -32, y: 32, r: soft },
      ],
      soft,
    )}${hole(-36, 0, r)}`
  }),
  row('book', 'open reading library story pages', { depth: share(0.5) }, (param) => {
    const d = 3 + 8 * param('depth')
    return mirrored(
      `M0 ${-34 + d} C10 -38 34 ${-40 - d * 0.2} 56 ${-36 - d * 0.2} Q60 -35 60 -31 L60 30
        Q60 34 56 33.5 C36 31 12 32 0 ${34 + d}`,
    )
  }),
  row('keyhole', 'lock secret privacy escape mystery', { waist: share(0.5), size: share(0.5) }, (param) => {
    const neck = 8 + 12 * param('waist')
    const r = 24 + 8 * param('size')
    const y = -50 + r
    return mirrored(
      `M0 -50 A${r} ${r} 0 0 1 ${neck} ${y + Math.sqrt(r * r - neck * neck)} L${neck + 14} 44
        Q${neck + 15} 50 ${neck + 9} 50 L0 50`,
    )
  }),
  row('puzzle', 'jigsaw piece autism part team solution', { size: share(0.5) }, (param) => {
    const r = 7.5 + 3.5 * param('size')
    const n = r * 0.7
    const out = Math.sqrt(r * r - n * n)
    const s = 34
    const knob = (turn: number, outwards: boolean): string => {
      const at = (x: number, y: number): [number, number] =>
        turn === 0 ? [x, y] : turn === 1 ? [-y, x] : turn === 2 ? [-x, -y] : [y, -x]
      const depth = outwards ? -s - out * 0.35 : -s + out * 0.35
      return `L${at(-n, -s)} L${at(-n, depth)} A${r} ${r} 0 1 ${outwards ? 1 : 0} ${at(n, depth)} L${at(n, -s)}
        L${at(s, -s)}`
    }
    return `M${-s} ${-s}${knob(0, true)}${knob(1, true)}${knob(2, false)}${knob(3, false)}Z`
  }),
  row('bulb', 'idea light lamp innovation invention creative', { waist: share(0.5) }, (param) => {
    const w = 15 + 6 * (param('waist') - 0.5)
    return mirrored(
      `M0 -54 C20 -54 37 -39 37 -18 C37 -1 23 8 20 22 Q19 27 ${w} 28 L${w} 42 Q${w} 46 ${w - 4} 46.5
        C8 53 4 53 0 53`,
    )
  }),
  row(
    'bubble',
    'speech talk chat language debate comment',
    { corner: share(0.5), tail: share(0.5) },
    (param, width, height) => {
      const x = width / 2
      const y = height / 2
      const foot = y - height * 0.2
      const size = Math.min(width, height)
      const r = Math.min(0.02 + param('corner') * 0.38, 0.39) * size
      const at = -x + r + (width - 2 * r) * (0.1 + 0.6 * param('tail'))
      const wide = size * 0.16
      return `M${-x + r} ${-y} L${x - r} ${-y} A${r} ${r} 0 0 1 ${x} ${-y + r} L${x} ${foot - r}
        A${r} ${r} 0 0 1 ${x - r} ${foot} L${Math.min(x - r, at + wide)} ${foot}
        L${at - wide * 0.35} ${y} L${Math.max(-x + r, Math.min(at, x - r - wide * 0.2))} ${foot}
        L${-x + r} ${foot} A${r} ${r} 0 0 1 ${-x} ${foot - r} L${-x} ${-y + r}
        A${r} ${r} 0 0 1 ${-x + r} ${-y} Z`
    },
    1.2,
  ),
  row('thought', 'round speech bubble oval say opinion', { tail: share(0.5) }, (param) => {
    const t = -24 + 26 * (param('tail') - 0.5)
    return `M${t + 2} 31 L${t - 16} 50 L${t - 12} 28 C-46 22 -56 10 -56 -8 C-56 -34 -30 -46 0 -46
      C30 -46 56 -34 56 -8 C56 18 30 33 ${t + 2} 31 Z`
  }),
  row('cup', 'trophy winner champion prize sport', { size: share(0.5) }, (param) => {
    const e = 9 + 9 * param('size')
    return mirrored(
      `M0 -48 L30 -48 L30 -42 L${30 + e} -42 Q${33 + e} -42 ${33 + e} -38
        C${33 + e} -20 ${28 + e * 0.6} -10 24 -7 C19 6 12 12 7 15 L7 28 C8 34 20 33 21 40 L27 40 L27 48
        L0 48`,
    )
  }),
  row('crown', 'king queen royal winner leader best', { points: whole(3, 3, 5), depth: share(0.5) }, (param) => {
    const count = Math.round(param('points'))
    const valley = -28 + 34 * param('depth')
    const tips = Array.from({ length: count * 2 - 1 }, (_, index) => {
      const part = index / (count * 2 - 2)
      const x = -56 + part * 112
      const rise = Math.cos((part - 0.5) * Math.PI) * 10
      return index % 2 === 0 ? { x, y: -34 - rise, r: 3 } : { x: x * 0.9, y: valley - rise * 0.4, r: 1.5 }
    })
    return rounded([...tips, { x: 44, y: 38, r: 5 }, { x: -44, y: 38, r: 5 }], 3)
  }),
  row('lightning', 'bolt flash energy power fast electric', { slant: share(0.5) }, (param) => {
    const s = 14 * (param('slant') - 0.5)
    return rounded(
      [
        { x: 8 + s, y: -54 },
        { x: -30, y: 8 },
        { x: -4, y: 8 },
        { x: -12 - s, y: 54 },
        { x: 30, y: -12 },
        { x: 4, y: -12 },
        { x: 22 + s, y: -54 },
      ],
      2.5,
    )
  }),
  row(
    'arrow',
    'forward direction next progress sign right',
    { depth: share(0.45, 0.2, 0.8), arm: share(0.5, 0.15, 0.9), corner: share(0.2) },
    (param) => {
      const neck = 56 - 90 * param('depth')
      const y = 38 * param('arm')
      return rounded(
        [
          { x: -56, y: -y },
          { x: neck, y: -y, r: 0 },
          { x: neck, y: -42 },
          { x: 56, y: 0 },
          { x: neck, y: 42 },
          { x: neck, y, r: 0 },
          { x: -56, y },
        ],
        14 * param('corner'),
      )
    },
  ),
  row('signpost', 'pointer home plate way sign trail', { depth: share(0.28, 0.1, 0.6), corner: share(0.15) }, (param) =>
    rounded(
      [
        { x: -56, y: -32 },
        { x: 56 - 100 * param('depth'), y: -32 },
        { x: 56, y: 0 },
        { x: 56 - 100 * param('depth'), y: 32 },
        { x: -56, y: 32 },
      ],
      24 * param('corner'),
    ),
  ),
  row('flask', 'science chemistry lab experiment potion', { waist: share(0.5) }, (param) => {
    const n = 9 + 8 * (param('waist') - 0.5)
    return mirrored(
      `M0 -50 L${n + 4} -50 Q${n + 7} -50 ${n + 7} -46.5 Q${n + 7} -43 ${n + 3} -43 L${n} -43 L${n} -16
        L36 34 C41 43 37 50 28 50 L0 50`,
    )
  }),
  row('jar', 'honey savings sweets pot collect', { corner: share(0.5) }, (param) => {
    const r = 8 + 14 * param('corner')
    return mirrored(
      `M0 -50 L24 -50 Q28 -50 28 -46 L28 -39 Q28 -35 24 -35 L24 -31 C34 -29 40 -24 40 -14 L40 ${50 - r}
        Q40 50 ${40 - r} 50 L0 50`,
    )
  }),
  row('tShirt', 'jersey kit team sport clothes volunteer', { arm: share(0.5) }, (param) => {
    const a = 6 * (param('arm') - 0.5)
    return mirrored(
      `M0 -36 C9 -36 14 -40 15 -47 L28 -46 C38 -44 42 -38 45 -30 L${56 + a} -4 L${38 + a} 4 L31 -9
        L31 44 Q31 48 27 48 L0 48`,
    )
  }),
]
