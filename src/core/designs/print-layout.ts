/** Laying pictures out on paper, true to size. All lengths are millimetres; y grows downwards from the paper's upper edge. */

export const papers = {
  a4: { widthMm: 210, heightMm: 297 },
  letter: { widthMm: 215.9, heightMm: 279.4 },
} as const
export type Paper = keyof typeof papers

/** The paper that lies in printers where a language tag (`en-US`) is from. */
export const paperOf = (languageTag: string): Paper => (/-(?:US|CA)\b/.test(languageTag) ? 'letter' : 'a4')

/**
 * Button machines by the diameter that is seen, with the diameter that is cut: the paper wraps round the edge of the button. Cutters
 * differ by a millimetre or two from maker to maker, so the cut can be changed.
 */
export const buttonSizes = [
  { faceMm: 25, cutMm: 35 },
  { faceMm: 32, cutMm: 43 },
  { faceMm: 38, cutMm: 48 },
  { faceMm: 44, cutMm: 54 },
  { faceMm: 58, cutMm: 70 },
] as const

/** Dots per inch that pictures are drawn at for paper, and the pixels of a length. */
export const printDpi = 300
export const pixelsOf = (mm: number): number => Math.round((mm / 25.4) * printDpi)

/** How long the ruler at the foot of every page is: whoever measures it knows whether the printer scaled. */
export const rulerMm = 100
const marginMm = 8
/** What the ruler with its words takes at the foot. */
const footMm = 14

export interface Cell {
  readonly widthMm: number
  readonly heightMm: number
  /** Between neighbours. */
  readonly gapMm: number
}
export interface SheetLayout {
  readonly columns: number
  readonly rows: number
  readonly pages: number
  /** The upper left corner of each cell, in reading order, as many as were asked for. */
  readonly places: readonly { readonly page: number; readonly x: number; readonly y: number }[]
  /** Where the ruler begins. */
  readonly ruler: { readonly x: number; readonly y: number }
}

/**
 * Lays `count` equal cells out in rows on as many pages as it takes, the block in the middle of the paper's width. A cell that does
 * not fit on the paper gives a layout of no pages.
 */
export function sheetLayout(paper: Paper, { widthMm, heightMm, gapMm }: Cell, count: number): SheetLayout {
  const sheet = papers[paper]
  const fitting = (room: number, side: number): number =>
    Math.max(0, Math.floor((room + gapMm + 1e-6) / (side + gapMm)))
  const columns = fitting(sheet.widthMm - 2 * marginMm, widthMm)
  const rows = fitting(sheet.heightMm - 2 * marginMm - footMm, heightMm)
  const perPage = columns * rows
  const left = (sheet.widthMm - (columns * (widthMm + gapMm) - gapMm)) / 2
  const ruler = { x: (sheet.widthMm - rulerMm) / 2, y: sheet.heightMm - marginMm - 3 }
  if (perPage === 0) return { columns, rows, pages: 0, places: [], ruler }
  return {
    columns,
    rows,
    pages: Math.ceil(count / perPage),
    places: Array.from({ length: count }, (_, index) => {
      const on = index % perPage
      return {
        page: Math.floor(index / perPage),
        x: left + (on % columns) * (widthMm + gapMm),
        y: marginMm + Math.floor(on / columns) * (heightMm + gapMm),
      }
    }),
    ruler,
  }
}
