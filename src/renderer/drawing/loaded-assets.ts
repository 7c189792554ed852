import { isKnownLayer, type DesignDocument, type LayerOf } from '../../core/designs/document'
import type { GlyphArt } from '../../core/designs/glyphs'
import type { PictureOp } from '../../core/designs/scene'
import { pictureOp } from '../../core/designs/scene/picture-frame'
import type { DrawingAssets } from './assets'
import { createFilteredPictures } from './filtered-pictures'
import { fontsReady, loadFonts } from './fonts'
import { loadGlyphs } from './glyph-pack'
import { forgetMeasures } from './measure'

/** Everything that painting needs, at hand: painting itself never waits. */
export interface LoadedAssets {
  readonly picture: (sha256: string) => ImageBitmap | null
  readonly glyph: (id: string) => GlyphArt | null
  /** A picture with an operation's filters; null where it has not been loaded so. */
  readonly filtered: (op: PictureOp) => ImageBitmap | null
}
export interface AssetLoader {
  /** What a document needs, if all of it is at hand; null if something must still be loaded. */
  readonly ready: (document: DesignDocument) => LoadedAssets | null
  /** Loads what a document needs. What cannot be had is null, and drawn as a placeholder: it never fails (trap 8 of fabric). */
  readonly load: (document: DesignDocument) => Promise<LoadedAssets>
  readonly loaded: LoadedAssets
  /** What was not to be had is asked for again the next time: a picture may have come back. */
  readonly forgetMissing: () => void
}

interface Needs {
  readonly pictures: ReadonlySet<string>
  readonly glyphs: ReadonlySet<string>
  readonly filtered: readonly LayerOf<'picture'>[]
}
const wanted = new WeakMap<DesignDocument['layers'], Needs>()
function needsOf({ layers }: DesignDocument): Needs {
  const before = wanted.get(layers)
  if (before) return before
  const known = layers.filter(isKnownLayer)
  const pictures = known.filter((layer) => layer.kind === 'picture')
  const needs = {
    pictures: new Set(pictures.map(({ sha256 }) => sha256)),
    glyphs: new Set(known.flatMap((layer) => (layer.kind === 'glyph' ? [layer.glyph] : []))),
    filtered: pictures.filter(({ filters }) => filters.length > 0),
  }
  wanted.set(layers, needs)
  return needs
}

/**
 * Loads pictures and glyphs once each and remembers them, also that one was not to be had: a drag must not ask at every frame. Filters
 * are worked out here too, off the main thread, so that no frame waits for them.
 */
export function createAssetLoader(assets: DrawingAssets): AssetLoader {
  const pictures = new Map<string, ImageBitmap | null>()
  const glyphs = new Map<string, GlyphArt | null>()
  const filtered = createFilteredPictures()
  const loaded: LoadedAssets = {
    picture: (sha256) => pictures.get(sha256) ?? null,
    glyph: (id) => glyphs.get(id) ?? null,
    filtered: filtered.get,
  }
  /** The operations of pictures with filters, and the pictures; of those only that are there. */
  const filterings = (document: DesignDocument): { op: PictureOp; picture: ImageBitmap }[] =>
    needsOf(document).filtered.flatMap((layer) => {
      const picture = pictures.get(layer.sha256)
      return picture ? [{ op: pictureOp(layer, picture, document), picture }] : []
    })
  return {
    loaded,
    forgetMissing() {
      for (const [sha256, picture] of pictures) if (!picture) pictures.delete(sha256)
      for (const [id, art] of glyphs) if (!art) glyphs.delete(id)
    },
    ready(document) {
      const needs = needsOf(document)
      const there =
        fontsReady(document) &&
        [...needs.pictures].every((sha256) => pictures.has(sha256)) &&
        [...needs.glyphs].every((id) => glyphs.has(id)) &&
        filterings(document).every(({ op }) => filtered.has(op))
      return there ? loaded : null
    },
    async load(document) {
      if (this.ready(document)) return loaded
      const needs = needsOf(document)
      await Promise.all([
        loadFonts(document),
        // Bounds of glyphs go by their ink.
        needs.glyphs.size > 0 ? loadGlyphs().catch(() => undefined) : undefined,
        ...Array.from(needs.pictures, async (sha256) => {
          if (!pictures.get(sha256)) pictures.set(sha256, await assets.picture(sha256).catch(() => null))
        }),
        ...Array.from(needs.glyphs, async (id) => {
          if (!glyphs.get(id)) glyphs.set(id, await assets.glyph(id).catch(() => null))
        }),
      ])
      await Promise.all(
        filterings(document).map(({ op, picture }) => filtered.make(op, picture).catch(() => undefined)),
      )
      forgetMeasures()
      return loaded
    },
  }
}
