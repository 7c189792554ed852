import type { Sheet } from '../../../core/contract/printing'
import type { DesignDocument } from '../../../core/designs/document'
import type { Paper } from '../../../core/designs/print-layout'
import { buttonSheet, rulerWords, stickerSheet } from '../../../core/designs/print-sheets'
import { drawForPaper, drawWords } from '../../drawing'
import { assets } from '../assets'

export interface ButtonWish {
  readonly kind: 'buttons'
  readonly paper: Paper
  readonly faceMm: number
  readonly cutMm: number
  readonly count: number
  readonly ground: string | null
}
export interface StickerWish {
  readonly kind: 'stickers'
  readonly paper: Paper
  readonly diameterMm: number
  readonly bleedMm: number
  readonly cutLine: boolean
  readonly count: number
  readonly ground: string | null
}
export type PrintWish = ButtonWish | StickerWish

/** Where everything stands; pictures are drawn by `printPictures`. */
export const sheetOfWish = (wish: PrintWish, title: string): Sheet =>
  wish.kind === 'buttons' ? buttonSheet({ ...wish, title }) : stickerSheet({ ...wish, title })

/** The pictures that a sheet places, in its order: the badge for paper, and the ruler's words. */
export function printPictures(document: DesignDocument, wish: PrintWish, words: string): Promise<Blob[]> {
  const { ground } = wish
  const size =
    wish.kind === 'buttons'
      ? { artMm: wish.faceMm, sideMm: wish.cutMm }
      : { artMm: wish.diameterMm, sideMm: wish.diameterMm + 2 * wish.bleedMm }
  return Promise.all([drawForPaper(document, assets, { ...size, ground }), drawWords(words, rulerWords)])
}
