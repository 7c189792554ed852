import { mirrored } from './path'
import { share, shelf, type Silhouette } from './silhouette'

const row = shelf('shields')

/** Their sides are drawn down the right; what is on the left is the same in the mirror. */
export const shieldSilhouettes: readonly Silhouette[] = [
  row(
    'shield',
    'guard protect safety trust classic',
    { peak: share(0.5), belly: share(0.5) },
    (param) => {
      const rise = (param('peak') - 0.5) * 22
      const full = (param('belly') - 0.5) * 22
      return mirrored(
        `M0 -50 C16 ${-42.5 + rise * 0.4} 33.6 ${-39.6 + rise} 50 ${-38.8 + rise}
          C51.3 ${0.2 + full} ${37.6 + full * 0.5} 31.6 0 50`,
      )
    },
    0.86,
  ),
  row(
    'heater',
    'knight medieval classic flat top',
    { waist: share(0.42, 0.1, 0.8), belly: share(0.5) },
    (param) => {
      const start = -50 + 100 * param('waist')
      const full = (param('belly') - 0.5) * 24
      return mirrored(`M0 -50 L50 -50 L50 ${start} C50 ${start + 28 + full * 0.5} ${30 + full} ${39 + full * 0.2} 0 50`)
    },
    0.84,
  ),
  row(
    'crest',
    'coat of arms police ornate family',
    {},
    () =>
      mirrored(
        `M0 -50 C9 -43 21 -40 31 -45 C36 -39 43 -36 50 -37 C45 -27 46 -16 49 -6 C53 14 42 32 24 39
          C14 43 6 45 0 50`,
      ),
    0.9,
  ),
  row('spanish', 'iberian round foot u pocket plain', { waist: share(0.5, 0.2, 0.7) }, (param) => {
    const y = -50 + param('waist') * 100
    return mirrored(`M0 -50 L43 -50 L43 ${y} C43 ${y + (50 - y) * 0.58} 24 50 0 50`)
  }),
  row('french', 'square modern brace foot arms', { corner: share(0.45) }, (param) => {
    const r = 8 + 20 * param('corner')
    return mirrored(`M0 -50 L43 -50 L43 ${41 - r} C43 ${41 - r * 0.4} ${43 - r * 0.4} 41 ${43 - r} 41 C10 41 3 44 0 50`)
  }),
  row('swiss', 'concave top horns engrailed arms', { depth: share(0.5) }, (param) => {
    const d = 4 + 10 * param('depth')
    return mirrored(
      `M0 -48 C8 ${-48 + d} 20 ${-47 + d * 1.15} 29 ${-48 + d * 0.8}
        C36 ${-48 + d * 0.5} 41 ${-50 + d * 0.2} 44 -52 C44 -38 40.5 -28 41 -14 C42 18 26 38 0 50`,
    )
  }),
  row('gothic', 'hollow top flared horns pointed', { dip: share(0.5), waist: share(0.5) }, (param) => {
    const dip = 4 + 14 * param('dip')
    const inner = 8 * param('waist')
    return mirrored(
      `M0 ${-50 + dip} C18 ${-50 + dip} 34 ${-48 + dip * 0.3} 46 -52
        C${44 - inner} -34 ${44 - inner} -18 43 -6 C41 20 24 38 0 50`,
    )
  }),
  row('guardian', 'peaked top house watch modern', { peak: share(0.5), corner: share(0.3) }, (param) => {
    const shoulder = -50 + 6 + 22 * param('peak')
    const r = 14 * param('corner')
    const slope = (shoulder + 50) / 42
    return mirrored(
      `M0 -50 L${42 - r} ${shoulder - r * slope} Q42 ${shoulder} 42 ${shoulder + r} L42 4
        C42 27 24 40 0 50`,
    )
  }),
  row('kiteShield', 'norman tall almond long knight', { waist: share(0.4) }, (param) => {
    const y = -24 + 30 * param('waist')
    return mirrored(`M0 -50 C19 -50 33 ${(y - 50) * 0.62} 33 ${y} C33 ${y + 20} 14 38 0 50`)
  }),
  row('scutum', 'roman tall curved legion tower', { bulge: share(0.5) }, (param) => {
    const b = 1 + 7 * param('bulge')
    return mirrored(
      `M0 ${-50 - b} C14 ${-50 - b} 24 ${-49 - b * 0.5} 31 -48 Q34 -47 34 -43 C36 -14 36 14 34 43
        Q34 47 31 48 C24 ${49 + b * 0.5} 14 ${50 + b} 0 ${50 + b}`,
    )
  }),
  row('sheriff', 'police ranger officer warden badge', { waist: share(0.5) }, (param) => {
    const w = 9 * param('waist')
    return mirrored(
      `M0 -52 C5 -46 12 -43 20 -44 C26 -45 29 -48 31 -52 L45 -38
        C41 -33 ${40 - w * 0.5} -27 ${42 - w * 0.5} -19 C45 -10 48 0 46 12 C43 28 32 37 19 41
        C10 44 4 47 0 52`,
    )
  }),
  row('targe', 'jousting lance notch tournament', { notch: share(0.5) }, (param) => {
    const n = 5 + 9 * param('notch')
    return `M-42 -46 C-22 -39 2 -40 20 -49 C22 ${-49 + n} 29 ${-43 + n} 42 ${-44 + n * 0.6}
      C38 -24 43 -10 42 8 C41 30 20 40 2 50 C-24 42 -42 32 -43 6 C-44 -12 -37 -26 -42 -46 Z`
  }),
  row('crowned', 'crown royal crest king queen coronet', { crown: share(0.5) }, (param) => {
    const up = 24 + 14 * param('crown')
    return mirrored(
      `M0 ${-24 - up} L9 ${-24 - up * 0.42} L23 ${-24 - up * 0.9} L20 -28 L25 -28 L25 -22 L40 -22
        C42 -22 43 -21 43 -19 L43 12 C43 31 24 42 0 50`,
    )
  }),
  row('winged', 'arms ears ornate baroque tudor', {}, () =>
    mirrored(
      `M0 -44 C10 -44 18 -47 24 -52 C27 -46 34 -42 46 -42 C38 -34 36 -26 38 -16 C39 -9 43 -4 46 2
        C46 24 28 42 0 52`,
    ),
  ),
]
