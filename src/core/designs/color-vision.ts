import { hexOfLinear, lightWeights, linearOf, rgbOf } from './colors'

/**
 * Ways to look at a design that are not everybody's: without one kind of cone, without colours, and on grey office paper. For the eye
 * of the author only; never in what is exported.
 */
export const visions = ['protan', 'deutan', 'tritan', 'achromat', 'greyPrint'] as const
export type Vision = (typeof visions)[number]

type Row = readonly [number, number, number, number]
/** Three rows of red, green, blue and a constant, for linear light from 0 to 1. */
export type VisionMatrix = readonly [Row, Row, Row]

/** How bright light is. */
const grey: Row = [...lightWeights, 0]
/** Paper is not quite white, and toner is not quite black. */
const [toner, paper] = [0.03, 0.85]
const printed: Row = [grey[0] * (paper - toner), grey[1] * (paper - toner), grey[2] * (paper - toner), toner]

/**
 * Dichromats: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE TVCG 15(6), 2009, severity 1.0, for linear light.
 */
export const visionMatrices: Readonly<Record<Vision, VisionMatrix>> = {
  protan: [
    [0.152286, 1.052583, -0.204868, 0],
    [0.114503, 0.786281, 0.099216, 0],
    [-0.003882, -0.048116, 1.051998, 0],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968, 0],
    [0.280085, 0.672501, 0.047413, 0],
    [-0.01182, 0.04294, 0.968881, 0],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779, 0],
    [-0.078411, 0.930809, 0.147602, 0],
    [0.004733, 0.691367, 0.3039, 0],
  ],
  achromat: [grey, grey, grey],
  greyPrint: [printed, printed, printed],
}

/** The values of an SVG `feColorMatrix` in linear light that shows what this vision sees; what is see-through stays so. */
export const colorMatrixOf = (vision: Vision): string =>
  [...visionMatrices[vision].map(([r, g, b, plus]) => [r, g, b, 0, plus]), [0, 0, 0, 1, 0]]
    .map((row) => row.join(' '))
    .join('  ')

/** What a colour (`#rrggbb`) looks like to this vision, as `#rrggbb`. */
export function seenWith(vision: Vision, hex: string): string {
  const [r, g, b] = rgbOf(hex).map(linearOf) as [number, number, number]
  const [red, green, blue] = visionMatrices[vision].map((row) => row[0] * r + row[1] * g + row[2] * b + row[3]) as [
    number,
    number,
    number,
  ]
  return hexOfLinear(red, green, blue)
}
