import { fromBase64, toBase64 } from '../../core/base64'
import type { Sheet } from '../../core/contract/printing'
import { client } from '../api/client'

/** A sheet with its pictures (PNG, in the order of the sheet) as PDF, true to size. @throws what `printing.sheet` throws. */
export async function sheetPdf(sheet: Sheet, pictures: readonly Blob[]): Promise<Blob> {
  const { pdf } = await client.printing.sheet({ sheet, pictures: await Promise.all(pictures.map(toBase64)) })
  return new Blob([fromBase64(pdf)], { type: 'application/pdf' })
}
