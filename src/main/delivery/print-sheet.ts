import PDFDocument from 'pdfkit'
import { PNG } from 'pngjs'
import type { Sheet } from '../../core/contract/printing'
import { pictureHeader } from '../../core/designs/picture-files/picture-header'
import { BlazonError } from '../../core/errors'

/** PDF counts in points: 72 to the inch. */
const points = (mm: number): number => (mm / 25.4) * 72
const hairlineMm = 0.1
/** Pixels a side: 300 dots per inch on the longer side of A4 with room to spare. */
const largestSide = 4096

/**
 * Writes a sheet as PDF, true to size. Only pictures and lines: words come as pictures, drawn by the page, so that any script
 * prints and no font is embedded. The same sheet and time give the same bytes.
 * @throws BlazonError `invalid_input` where a mark names no picture, or a picture is no PNG that can be read; `png_too_large` for
 * more than 4096 pixels a side, before anything is decoded.
 */
export async function printSheet(sheet: Sheet, pictures: readonly Buffer[], madeAt: Date): Promise<Buffer> {
  const { widthMm, heightMm, title, pages } = sheet
  for (const [index, bytes] of pictures.entries()) await checkPixels(bytes, index)
  const size: [number, number] = [points(widthMm), points(heightMm)]
  const document = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    // No words are set: the standard fonts, which are files beside the package, are not looked for.
    font: null as unknown as string,
    info: { Title: title, CreationDate: madeAt },
  })
  const written: Buffer[] = []
  const finished = new Promise<void>((resolve, reject) => {
    document.on('data', (piece: Buffer) => written.push(piece))
    document.on('end', resolve)
    document.on('error', reject)
  })
  // In the types an opened image is what `image()` takes; `openImage` itself is missing from them.
  const { openImage } = document as unknown as { openImage: (bytes: Buffer) => PDFKit.Mixins.ImageSrc }
  const opened = pictures.map((bytes) => openImage.call(document, bytes))
  for (const marks of pages) {
    document.addPage({ size, margin: 0 })
    document.lineWidth(points(hairlineMm)).strokeColor('#808080')
    for (const mark of marks)
      switch (mark.kind) {
        case 'picture': {
          const picture = opened[mark.picture]
          if (!picture) throw new BlazonError('invalid_input', 'a mark names no picture', { field: 'sheet' })
          document.image(picture, points(mark.x), points(mark.y), {
            width: points(mark.width),
            height: points(mark.height),
          })
          break
        }
        case 'circle':
          document.circle(points(mark.x), points(mark.y), points(mark.radius)).stroke()
          break
        case 'line':
          document
            .moveTo(points(mark.from[0]), points(mark.from[1]))
            .lineTo(points(mark.to[0]), points(mark.to[1]))
            .stroke()
      }
  }
  document.end()
  await finished
  return Buffer.concat(written)
}

/** pdfkit inflates pixels in a callback of its own, where a damaged picture would end the program: they are read here first. */
async function checkPixels(bytes: Buffer, index: number): Promise<void> {
  const refused = (cause: unknown): BlazonError =>
    new BlazonError(
      'invalid_input',
      'a picture is no PNG',
      { field: `pictures.${index}`, reason: 'not_png' },
      { cause },
    )
  const { width, height } = headerOf(bytes, refused)
  if (width > largestSide || height > largestSide)
    throw new BlazonError('png_too_large', 'a picture has more pixels than paper needs', { width, height })
  await new Promise<void>((resolve, reject) => {
    new PNG().parse(bytes, (cause: Error | null) => (cause ? reject(refused(cause)) : resolve()))
  })
}
function headerOf(bytes: Buffer, refused: (cause: unknown) => BlazonError): { width: number; height: number } {
  try {
    return pictureHeader(bytes)
  } catch (cause) {
    throw refused(cause)
  }
}
