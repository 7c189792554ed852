import type { DesignDocument } from '../../../core/designs/document'
import type { Finding } from '../../../core/designs/finding'
import { lint, type LintFacts } from '../../../core/designs/lint'
import { pictureFacts } from '../../../core/designs/picture-facts'
import { readingOf, type Reading } from '../../../core/designs/readability'
import { drawDesign, giveWay, layerBounds, layerInks, loadMeasuring, type DrawingAssets } from '../../drawing'
import { bakedBytes } from './packed-size'

/** The side of the picture that is baked. */
const pixels = 600

/** What is known of a design beside what is measured. */
export type KnownFacts = Pick<LintFacts, 'missingPictures' | 'previewFamilies' | 'badge'>
export interface Look {
  readonly findings: readonly Finding[]
  readonly readings: readonly Reading[]
  readonly bytes: number
}

/**
 * Looks at a design once: `document` as it is stored, for the rules and their ways; `shown` as it is drawn, for what is measured.
 * The weight is measured unless it is given. Null once `signal` has aborted.
 */
export async function lookAt(
  document: DesignDocument,
  shown: DesignDocument,
  assets: DrawingAssets,
  known: KnownFacts & { readonly bytes?: number },
  signal: AbortSignal,
): Promise<Look | null> {
  await giveWay()
  if (signal.aborted) return null
  await loadMeasuring(shown)
  const canvas = await drawDesign(shown, assets, { size: pixels })
  const image = canvas.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, pixels, pixels)
  if (!image || signal.aborted) return null
  const bytes = known.bytes ?? (await bakedBytes(image))
  const inks = await layerInks(shown, assets, signal)
  if (signal.aborted) return null
  const readings = inks.map((ink) => readingOf(ink, shown.size))
  const picture = pictureFacts(image.data, pixels)
  const findings = lint(document, { ...known, picture, pixels, bytes, readings, boundsOf: layerBounds })
  return { findings, readings, bytes }
}
