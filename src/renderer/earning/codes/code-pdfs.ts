import { fromBase64 } from '../../../core/base64'
import type { Paper } from '../../../core/designs/print-layout'
import { cardSize, codeSheet, type CodeSheetForm } from '../../../core/earning/code-sheets'
import { client } from '../../api/client'
import { sheetPdf } from '../../app/sheet-pdf'
import { drawCard, type CardWords } from './draw-card'

/** As many cards as go into one file: what is handed to main at once stays within a message. */
const mostInFile = 200

/**
 * Cards as PDFs of at most 200 each. Reports how many are drawn; stops between two where `signal` is aborted.
 * @throws what drawing and `printing.sheet` throw.
 */
export async function* codePdfs(
  cards: readonly CardWords[],
  wish: {
    readonly form: CodeSheetForm
    readonly paper: Paper
    readonly title: string
    readonly pictureSha256: string | null
  },
  signal: AbortSignal,
): AsyncGenerator<{ done: number; total: number }, Blob[]> {
  const { form, paper, title, pictureSha256 } = wish
  const picture = pictureSha256 === null ? [] : [await badgePicture(pictureSha256)]
  const size = cardSize(form, paper)
  const files: Blob[] = []
  for (let from = 0; from < cards.length; from += mostInFile) {
    const drawn: Blob[] = []
    for (const words of cards.slice(from, from + mostInFile)) {
      if (signal.aborted) return []
      drawn.push(await drawCard(words, size))
      yield { done: from + drawn.length, total: cards.length }
    }
    const sheet = codeSheet({ form, paper, title, count: drawn.length, hasPicture: picture.length > 0 })
    files.push(await sheetPdf(sheet, [...drawn, ...picture], signal))
  }
  return files
}

const pictureSide = 260

/** The badge's picture as a small PNG, whatever it is kept as: fine enough for 11 mm of paper. */
async function badgePicture(sha256: string): Promise<Blob> {
  const { base64, mime } = await client.pictures.read({ sha256 })
  const bitmap = await createImageBitmap(new Blob([fromBase64(base64)], { type: mime }))
  const canvas = new OffscreenCanvas(pictureSide, pictureSide)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the page has no 2D canvas')
  const scale = pictureSide / Math.max(bitmap.width, bitmap.height)
  const [width, height] = [bitmap.width * scale, bitmap.height * scale]
  context.drawImage(bitmap, (pictureSide - width) / 2, (pictureSide - height) / 2, width, height)
  bitmap.close()
  return canvas.convertToBlob({ type: 'image/png' })
}
