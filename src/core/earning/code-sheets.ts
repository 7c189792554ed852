import type { Mark, Sheet } from '../contract/printing'
import { papers, type Paper } from '../designs/print-layout'

/** Cards to cut out of paper, or common label sheets: Avery L7163 on A4, 5163 on Letter. */
export const codeSheetForms = ['cards', 'labels'] as const
export type CodeSheetForm = (typeof codeSheetForms)[number]

/** Where the cards of a sheet lie. All lengths are millimetres. */
interface Grid {
  readonly columns: number
  readonly rows: number
  readonly widthMm: number
  readonly heightMm: number
  readonly leftMm: number
  readonly topMm: number
  /** Between two columns; rows touch. */
  readonly gapMm: number
}
const grids: Record<CodeSheetForm, Record<Paper, Grid>> = {
  cards: {
    a4: { columns: 2, rows: 5, widthMm: 95, heightMm: 54, leftMm: 10, topMm: 13.5, gapMm: 0 },
    letter: { columns: 2, rows: 4, widthMm: 95, heightMm: 54, leftMm: 12.95, topMm: 31.7, gapMm: 0 },
  },
  labels: {
    a4: { columns: 2, rows: 7, widthMm: 99.1, heightMm: 38.1, leftMm: 4.65, topMm: 15.15, gapMm: 2.5 },
    letter: { columns: 2, rows: 5, widthMm: 101.6, heightMm: 50.8, leftMm: 3.97, topMm: 12.7, gapMm: 4.76 },
  },
}

/** The size of a card and of what stands on it. `stubMm` at its right edge is torn off and stays at the desk. */
export interface CardSize {
  readonly widthMm: number
  readonly heightMm: number
  readonly stubMm: number
  readonly qrMm: number
  /** The badge's picture, a square; it stands `pictureAt` from the card's upper left corner. */
  readonly pictureMm: number
  readonly pictureAt: readonly [number, number]
}
const edgeMm = 4
/** How large the cards of a sheet are. */
export function cardSize(form: CodeSheetForm, paper: Paper): CardSize {
  const { widthMm, heightMm } = grids[form][paper]
  const qrMm = Math.min(30, heightMm - 2 * edgeMm - 2)
  return { widthMm, heightMm, stubMm: 17, qrMm, pictureMm: 11, pictureAt: [edgeMm + qrMm + 3, edgeMm] }
}

/**
 * A sheet of cards: pictures 0 to count − 1 are the cards, drawn by the page; picture `count` is the badge's, once for all, where
 * there is one. The stub is parted by a line of dashes, and what has to be cut by a hairline.
 */
export function codeSheet(wish: {
  readonly form: CodeSheetForm
  readonly paper: Paper
  readonly title: string
  readonly count: number
  readonly hasPicture: boolean
}): Sheet {
  const { form, paper, title, count, hasPicture } = wish
  const grid = grids[form][paper]
  const { widthMm, heightMm, stubMm, pictureMm, pictureAt } = cardSize(form, paper)
  const perPage = grid.columns * grid.rows
  const marksOf = (index: number): Mark[] => {
    const on = index % perPage
    const x = grid.leftMm + (on % grid.columns) * (widthMm + grid.gapMm)
    const y = grid.topMm + Math.floor(on / grid.columns) * heightMm
    const card: Mark = { kind: 'picture', picture: index, x, y, width: widthMm, height: heightMm }
    const picture: Mark = {
      kind: 'picture',
      picture: count,
      x: x + pictureAt[0],
      y: y + pictureAt[1],
      width: pictureMm,
      height: pictureMm,
    }
    return [
      card,
      ...(hasPicture ? [picture] : []),
      ...dashes(x + widthMm - stubMm, y + 2, heightMm - 4),
      ...(form === 'cards' ? frame(x, y, widthMm, heightMm) : []),
    ]
  }
  return {
    ...papers[paper],
    title,
    pages: Array.from({ length: Math.ceil(count / perPage) }, (_, page) =>
      Array.from({ length: Math.min(perPage, count - page * perPage) }, (_, at) => marksOf(page * perPage + at)).flat(),
    ),
  }
}

const line = (x1: number, y1: number, x2: number, y2: number): Mark => ({ kind: 'line', from: [x1, y1], to: [x2, y2] })
const frame = (x: number, y: number, width: number, height: number): Mark[] => [
  line(x, y, x + width, y),
  line(x, y + height, x + width, y + height),
  line(x, y, x, y + height),
  line(x + width, y, x + width, y + height),
]
/** Dashes of a millimetre and a half, a millimetre apart. */
const dashes = (x: number, y: number, length: number): Mark[] =>
  Array.from({ length: Math.floor((length + 1) / 2.5) }, (_, index) =>
    line(x, y + index * 2.5, x, y + index * 2.5 + 1.5),
  )
