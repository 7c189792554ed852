import type { Sheet } from '../../../core/contract/printing'
import type { DesignDocument } from '../../../core/designs/document'
import { sheetLayout, type Paper } from '../../../core/designs/print-layout'
import { buttonSheet, rulerWords, stickerSheet } from '../../../core/designs/print-sheets'
import { drawForPaper, drawWords } from '../../drawing'
import { assets } from '../assets'

export interface ButtonWish {
  readonly kind: 'buttons'
  readonly paper: Paper
  readonly faceMm: number
  readonly cutMm: number
  /** Null for as many as fill one page. */
  readonly count: number | null
  readonly ground: string | null
}
export interface StickerWish {
  readonly kind: 'stickers'
  readonly paper: Paper
  readonly diameterMm: number
  readonly bleedMm: number
  readonly cutLine: boolean
  /** Null for as many as fill one page. */
  readonly count: number | null
  readonly ground: string | null
}
export type PrintWish = ButtonWish | StickerWish

const gapMm = 2
/** How many fill one page; 0 where one is too large for the paper. */
export function perPage(wish: PrintWish): number {
  const side = wish.kind === 'buttons' ? wish.cutMm : wish.diameterMm + 2 * wish.bleedMm
  const { columns, rows } = sheetLayout(wish.paper, { widthMm: side, heightMm: side, gapMm }, 1)
  return columns * rows
}
/** How many there will be. */
export const countOf = (wish: PrintWish): number => wish.count ?? Math.max(1, perPage(wish))

/** Where everything stands; pictures are drawn by `printPictures`. */
export const sheetOfWish = (wish: PrintWish, title: string): Sheet =>
  wish.kind === 'buttons'
    ? buttonSheet({ ...wish, count: countOf(wish), title })
    : stickerSheet({ ...wish, count: countOf(wish), title })

/** The pictures that a sheet places, in its order: the badge for paper, and the ruler's words. */
export function printPictures(document: DesignDocument, wish: PrintWish, words: string): Promise<Blob[]> {
  const { ground } = wish
  const size =
    wish.kind === 'buttons'
      ? { artMm: wish.faceMm, sideMm: wish.cutMm }
      : { artMm: wish.diameterMm, sideMm: wish.diameterMm + 2 * wish.bleedMm }
  return Promise.all([drawForPaper(document, assets, { ...size, ground }), drawWords(words, rulerWords)])
}
