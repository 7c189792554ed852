import type { Paper } from '../../core/designs/print-layout'
import { contactCell, contactSheet, rulerWords } from '../../core/designs/print-sheets'
import { drawForPerson } from '../app/personal-pictures'
import { sheetPdf } from '../app/sheet-pdf'
import { drawWords } from '../drawing'
import type { Prepared } from './use-prepared'

/** As many pictures as go into one file: what is handed to main at once stays within a message. */
const mostInFile = 200
/** Fine enough for a picture that is looked through, 34 mm across. */
const pictureSide = 280

/**
 * Everybody's picture with the name beneath, as PDFs of at most 200 people each, as they will be baked. Reports how many are
 * drawn; stops between two pictures where `signal` is aborted. @throws what drawing and `printing.sheet` throw.
 */
export async function* contactSheetPdfs(
  { document, rows }: Prepared,
  paper: Paper,
  words: { readonly title: string; readonly ruler: string },
  signal: AbortSignal,
): AsyncGenerator<{ done: number; total: number }, Blob[]> {
  const files: Blob[] = []
  for (let from = 0; from < rows.length; from += mostInFile) {
    const people = rows.slice(from, from + mostInFile)
    const pictures: Blob[] = []
    for (const { values } of people) {
      if (signal.aborted) return []
      pictures.push(await (await drawForPerson(document, values, pictureSide)).convertToBlob({ type: 'image/png' }))
      yield { done: from + pictures.length, total: rows.length }
    }
    const caption = { widthMm: contactCell.widthMm, heightMm: contactCell.captionMm - 1 }
    const captions = await Promise.all(people.map(({ name }) => drawWords(name, caption)))
    const sheet = contactSheet({ paper, title: words.title, count: people.length })
    files.push(await sheetPdf(sheet, [...pictures, ...captions, await drawWords(words.ruler, rulerWords)]))
  }
  return files
}
