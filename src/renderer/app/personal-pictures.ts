import { bytesToBase64 } from '../../core/base64'
import type { FieldValues, PreparedRow } from '../../core/contract/awards'
import type { DesignDocument } from '../../core/designs/document'
import { filled } from '../../core/designs/fields'
import type { Overflow } from '../../core/designs/overflow'
import { client } from '../api/client'
import { drawDesign, exportPng, loadMeasuring, overflowsIn, qrWorksAt, type QrCheck } from '../drawing'
import { libraryAssets } from './library-assets'

/** A person's picture as it will be baked, at a size in pixels: what the contact sheet shows. */
export const drawForPerson = (document: DesignDocument, values: FieldValues, size: number): Promise<OffscreenCanvas> =>
  drawDesign(filled(document, values), libraryAssets, { size })

/** The layers that each person's words do not fit, by row; people for whom everything fits are left out. Gives way to the page every few milliseconds. */
export async function findOverflows(
  document: DesignDocument,
  rows: readonly PreparedRow[],
  signal: AbortSignal,
): Promise<Map<number, Overflow[]>> {
  await loadMeasuring(document)
  const found = new Map<number, Overflow[]>()
  let since = performance.now()
  for (const { row, values } of rows) {
    const overflows = overflowsIn(document, values)
    if (overflows.length > 0) found.set(row, overflows)
    if (performance.now() - since < sliceMs) continue
    await new Promise((resolve) => setTimeout(resolve))
    if (signal.aborted) break
    since = performance.now()
  }
  return found
}
const sliceMs = 12

/** Pictures on their way at the same time: while one is packed in main, the next is drawn. */
const mostOnTheWay = 3

/**
 * Draws the picture of every prepared row and hands it to main. Reports how many are kept. @throws what drawing or keeping throws;
 * stops between two pictures where `signal` is aborted.
 */
export async function* keepPersonalPictures(
  { preparedId, document, rows }: { preparedId: string; document: DesignDocument; rows: readonly PreparedRow[] },
  signal: AbortSignal,
): AsyncGenerator<{ done: number; total: number }, void> {
  const onTheWay = new Set<Promise<void>>()
  let failure: { error: unknown } | null = null
  let done = 0
  const keep = async (row: number, blob: Blob): Promise<void> => {
    const png = bytesToBase64(new Uint8Array(await blob.arrayBuffer()))
    await client.awards.keepPicture({ preparedId, row, png }, { signal })
    done++
  }
  for (const { row, values } of rows) {
    if (signal.aborted || failure) break
    const blob = await exportPng(filled(document, values), libraryAssets)
    const one = keep(row, blob)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => onTheWay.delete(one))
    onTheWay.add(one)
    if (onTheWay.size >= mostOnTheWay) {
      await Promise.race(onTheWay)
      yield { done, total: rows.length }
    }
  }
  await Promise.all(onTheWay)
  signal.throwIfAborted()
  if (failure) throw (failure as { error: unknown }).error
  yield { done, total: rows.length }
}

/** Prepares, draws and keeps everything that awarding these people needs; a list without rows was refused whole. */
export async function preparePictures(
  request: Parameters<typeof client.awards.prepare>[0],
  signal: AbortSignal,
): Promise<Awaited<ReturnType<typeof client.awards.prepare>>> {
  const prepared = await client.awards.prepare(request, { signal })
  const drawing = keepPersonalPictures(prepared, signal)
  while (!(await drawing.next()).done);
  return prepared
}

/** Reads the QR codes of a person's picture back out of it; null where there is none. */
export async function checkQr(document: DesignDocument, values: FieldValues): Promise<QrCheck | null> {
  const shown = filled(document, values)
  return qrWorksAt(shown, (size) => drawDesign(shown, libraryAssets, { size }))
}
