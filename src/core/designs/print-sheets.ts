import type { Mark, Sheet } from '../contract/printing'
import { papers, rulerMm, sheetLayout, type Cell, type Paper } from './print-layout'

interface SheetWish {
  readonly paper: Paper
  readonly title: string
  readonly count: number
}
/** The ruler's words, as a picture, in millimetres: it stands in the middle above the ruler. */
export const rulerWords = { widthMm: rulerMm, heightMm: 4 } as const

/** A line of 100 mm with a tick at every 10, and its words above it. */
function rulerMarks({ x, y }: { readonly x: number; readonly y: number }, words: number): Mark[] {
  const ticks = Array.from({ length: rulerMm / 10 + 1 }, (_, index): Mark => {
    const at = x + index * 10
    return { kind: 'line', from: [at, y - (index % 5 === 0 ? 2 : 1.2)], to: [at, y] }
  })
  return [
    { kind: 'line', from: [x, y], to: [x + rulerMm, y] },
    ...ticks,
    {
      kind: 'picture',
      picture: words,
      x,
      y: y - 2.4 - rulerWords.heightMm,
      width: rulerWords.widthMm,
      height: rulerWords.heightMm,
    },
  ]
}

/** Cells on pages, each with the marks that `marksAt` gives for its upper left corner; the picture after the last one is the ruler's words. */
function cellsOnPages(
  { paper, title, count }: SheetWish,
  cell: Cell,
  pictures: number,
  marksAt: (x: number, y: number, index: number) => Mark[],
): Sheet {
  const { places, pages, ruler } = sheetLayout(paper, cell, count)
  return {
    ...papers[paper],
    title,
    pages: Array.from({ length: pages }, (_, page) => [
      ...places.flatMap((place, index) => (place.page === page ? marksAt(place.x, place.y, index) : [])),
      ...rulerMarks(ruler, pictures),
    ]),
  }
}

/**
 * Buttons for a button machine: picture 0 fills the circle that is cut (`cutMm` across), picture 1 is the ruler's words. The seen face
 * lies in its middle.
 */
export const buttonSheet = (wish: SheetWish & { readonly cutMm: number }): Sheet =>
  cellsOnPages(wish, { widthMm: wish.cutMm, heightMm: wish.cutMm, gapMm: 2 }, 1, (x, y) => [
    { kind: 'picture', picture: 0, x, y, width: wish.cutMm, height: wish.cutMm },
    { kind: 'circle', x: x + wish.cutMm / 2, y: y + wish.cutMm / 2, radius: wish.cutMm / 2 },
  ])

/** Round stickers of `diameterMm`; picture 0 reaches `bleedMm` beyond the cut on every side, picture 1 is the ruler's words. */
export const stickerSheet = (
  wish: SheetWish & { readonly diameterMm: number; readonly bleedMm: number; readonly cutLine: boolean },
): Sheet => {
  const { diameterMm, bleedMm, cutLine } = wish
  const side = diameterMm + 2 * bleedMm
  return cellsOnPages(wish, { widthMm: side, heightMm: side, gapMm: 2 }, 1, (x, y) => [
    { kind: 'picture', picture: 0, x, y, width: side, height: side },
    ...(cutLine ? [{ kind: 'circle' as const, x: x + side / 2, y: y + side / 2, radius: diameterMm / 2 }] : []),
  ])
}

/** A cell of a contact sheet: the picture above, its caption below. */
export const contactCell = { widthMm: 42, pictureMm: 34, captionMm: 8 } as const
/** Every picture once with its caption below: pictures 0 to count − 1, their captions from `count` on, last the ruler's words. */
export const contactSheet = (wish: SheetWish): Sheet => {
  const { widthMm, pictureMm, captionMm } = contactCell
  const cell = { widthMm, heightMm: pictureMm + captionMm, gapMm: 4 }
  return cellsOnPages(wish, cell, 2 * wish.count, (x, y, index) => [
    { kind: 'picture', picture: index, x: x + (widthMm - pictureMm) / 2, y, width: pictureMm, height: pictureMm },
    { kind: 'picture', picture: wish.count + index, x, y: y + pictureMm + 1, width: widthMm, height: captionMm - 1 },
  ])
}
