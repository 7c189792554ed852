import type { CardSize } from '../../../core/earning/code-sheets'
import { qrMatrix } from '../../../core/designs/qr'
import { pixelsOf } from '../../../core/designs/print-layout'

/** What stands on a card, in the words of the page. */
export interface CardWords {
  readonly code: string
  readonly badge: string
  /** Where and how it is redeemed, and until when. */
  readonly sentence: string
  /** "No. 12"; '' on an invitation. */
  readonly number: string
  /** Under the number on the stub: the name of the batch. */
  readonly batch: string
}

const ink = '#1d2228'
const quietModules = 2
const edgeMm = 4

/** A card for paper at 300 dots per inch, black on white: its badge's picture is laid over it by the sheet. */
export async function drawCard(words: CardWords, size: CardSize): Promise<Blob> {
  const canvas = new OffscreenCanvas(pixelsOf(size.widthMm), pixelsOf(size.heightMm))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the page has no 2D canvas')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = ink
  context.textBaseline = 'alphabetic'
  drawQr(context, words.code, edgeMm, (size.heightMm - size.qrMm) / 2, size.qrMm)

  const [left, top] = size.pictureAt
  const right = size.widthMm - size.stubMm - 3
  const width = right - left
  const nameLeft = left + size.pictureMm + 2
  drawLines(context, words.badge, {
    x: nameLeft,
    y: top + 1,
    width: right - nameLeft,
    tallMm: 3.4,
    most: 2,
    bold: true,
  })
  const codeTop = top + size.pictureMm + (size.heightMm > 45 ? 4 : 1.5)
  const codeBottom = drawLines(context, words.code.replaceAll('-', '- '), {
    x: left,
    y: codeTop,
    width,
    tallMm: 4.6,
    most: 2,
    bold: true,
    mono: true,
  })
  drawLines(context, words.sentence, {
    x: left,
    y: codeBottom + 1.5,
    width,
    tallMm: 2.3,
    most: size.heightMm > 45 ? 5 : 3,
  })

  const stub = { x: size.widthMm - size.stubMm + 2, width: size.stubMm - 4 }
  const numberBottom = drawLines(context, words.number, { ...stub, y: edgeMm, tallMm: 4, most: 1, bold: true })
  drawLines(context, words.batch, { ...stub, y: numberBottom + 1, tallMm: 2.3, most: 6 })
  return canvas.convertToBlob({ type: 'image/png' })
}

/** The bare code as QR, each module a whole number of pixels. */
function drawQr(context: OffscreenCanvasRenderingContext2D, code: string, x: number, y: number, sideMm: number): void {
  const matrix = qrMatrix(code, 'M')
  if (typeof matrix === 'string') return
  const modules = matrix.size + 2 * quietModules
  const module = Math.floor(pixelsOf(sideMm) / modules)
  const at = (mm: number) =>
    pixelsOf(mm) + Math.round((pixelsOf(sideMm) - module * modules) / 2) + quietModules * module
  for (const [row, cells] of matrix.dark.entries())
    for (const [column, dark] of cells.entries())
      if (dark) context.fillRect(at(x) + column * module, at(y) + row * module, module, module)
}

type Lines = { x: number; y: number; width: number; tallMm: number; most: number; bold?: boolean; mono?: boolean }

/** Words on up to so many lines, smaller where one is too long for its line; answers where they end, in millimetres. */
function drawLines(context: OffscreenCanvasRenderingContext2D, text: string, lines: Lines): number {
  const { x, y, width, tallMm, most, bold = false, mono = false } = lines
  const room = pixelsOf(width)
  const font = (mm: number) =>
    `${bold ? 700 : 400} ${String(pixelsOf(mm))}px ${mono ? 'ui-monospace, Menlo, Consolas, monospace' : '"Inter Variable", sans-serif'}`
  for (let mm = tallMm; ; mm *= 0.9) {
    context.font = font(mm)
    const broken = brokenAt(context, text, room)
    const fits = broken.length <= most && broken.every((line) => context.measureText(line).width <= room)
    if (!fits && mm > tallMm / 2) continue
    const shown = broken.slice(0, most)
    for (const [index, line] of shown.entries())
      context.fillText(line, pixelsOf(x), pixelsOf(y + mm * (0.85 + index * 1.25)), room)
    return y + shown.length * mm * 1.25
  }
}

/** Breaks words into lines at their blanks; a blank after a hyphen is only a place to break. */
function brokenAt(context: OffscreenCanvasRenderingContext2D, text: string, room: number): string[] {
  const done: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line}${line.endsWith('-') ? '' : ' '}${word}`
    if (line !== '' && context.measureText(longer).width > room) {
      done.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? done : [...done, line]
}
