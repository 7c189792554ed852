import type { DesignDocument } from '../../core/designs/document'
import type { DrawingAssets } from './assets'
import { createAssetLoader, type LoadedAssets } from './loaded-assets'
import { paintDesign } from './paint'

export interface DrawOptions {
  /** Side of the square picture in pixels. */
  readonly size: number
}

/**
 * A loader for each set of assets, so that pictures are decoded once; freed with the assets themselves.
 */
const loaders = new WeakMap<DrawingAssets, ReturnType<typeof createAssetLoader>>()
export function loaderOf(assets: DrawingAssets): ReturnType<typeof createAssetLoader> {
  let loader = loaders.get(assets)
  if (!loader) loaders.set(assets, (loader = createAssetLoader(assets)))
  return loader
}

/** Looks for pictures again that were not to be had: one has come back. Whoever draws next shows it. */
export const lookAgain = (assets: DrawingAssets): void => loaderOf(assets).forgetMissing()

/** Draws with everything at hand. A canvas of its own at identity: no viewport, retina factor or handles can get in (trap 12 of fabric). */
export function drawLoaded(document: DesignDocument, assets: LoadedAssets, { size }: DrawOptions): OffscreenCanvas {
  const canvas = new OffscreenCanvas(size, size)
  // Kept in memory, never on the GPU: the same bytes on every machine with the same browser, whatever its graphics.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('the page has no 2D canvas')
  context.scale(size / document.size, size / document.size)
  paintDesign(context, document, assets)
  return canvas
}

/** Draws a document as a square picture with a transparent ground. The same renderer as the stage's. */
export async function drawDesign(
  document: DesignDocument,
  assets: DrawingAssets,
  options: DrawOptions,
): Promise<OffscreenCanvas> {
  return drawLoaded(document, await loaderOf(assets).load(document), options)
}

/** The finished picture as PNG: 600 px unless asked otherwise, the same bytes for the same document in the same browser. */
export async function exportPng(
  document: DesignDocument,
  assets: DrawingAssets,
  { size }: DrawOptions = { size: 600 },
): Promise<Blob> {
  const canvas = await drawDesign(document, assets, { size })
  return canvas.convertToBlob({ type: 'image/png' })
}
