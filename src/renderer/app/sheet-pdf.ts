import { fromBase64, toBase64 } from '../../core/base64'
import type { Sheet } from '../../core/contract/printing'
import { client } from '../api/client'

/** A sheet with its pictures (PNG, in the order of the sheet) as PDF, true to size. @throws what `printing.sheet` throws. */
export async function sheetPdf(sheet: Sheet, pictures: readonly Blob[], signal?: AbortSignal): Promise<Blob> {
  const asked = { sheet, pictures: await Promise.all(pictures.map(toBase64)) }
  const { pdf } = await client.printing.sheet(asked, signal ? { signal } : {})
  return new Blob([fromBase64(pdf)], { type: 'application/pdf' })
}
