import { isKnownLayer, type DesignDocument } from '../../core/designs/document'
import type { GlyphArt } from '../../core/designs/glyphs'
import type { DrawingAssets } from './assets'
import { fontsReady, loadFonts } from './fonts'
import { forgetMeasures } from './measure'
import { loadGlyphs } from './glyph-pack'

/** Everything that painting needs, at hand: painting itself never waits. */
export interface LoadedAssets {
  readonly picture: (sha256: string) => ImageBitmap | null
  readonly glyph: (id: string) => GlyphArt | null
}
export interface AssetLoader {
  /** What a document needs, if all of it is at hand; null if something must still be loaded. */
  readonly ready: (document: DesignDocument) => LoadedAssets | null
  /** Loads what a document needs. What cannot be had is null, and drawn as a placeholder: it never fails (trap 8 of fabric). */
  readonly load: (document: DesignDocument) => Promise<LoadedAssets>
  readonly loaded: LoadedAssets
}

/** Loads pictures and glyphs once each and remembers them, also that one was not to be had: a drag must not ask at every frame. */
export function createAssetLoader(assets: DrawingAssets): AssetLoader {
  const pictures = new Map<string, ImageBitmap | null>()
  const glyphs = new Map<string, GlyphArt | null>()
  const loaded: LoadedAssets = {
    picture: (sha256) => pictures.get(sha256) ?? null,
    glyph: (id) => glyphs.get(id) ?? null,
  }
  const needs = ({ layers }: DesignDocument): { pictures: Set<string>; glyphs: Set<string> } => {
    const known = layers.filter(isKnownLayer)
    return {
      pictures: new Set(known.flatMap((layer) => (layer.kind === 'picture' ? [layer.sha256] : []))),
      glyphs: new Set(known.flatMap((layer) => (layer.kind === 'glyph' ? [layer.glyph] : []))),
    }
  }
  return {
    loaded,
    ready(document) {
      const wanted = needs(document)
      const there =
        fontsReady(document) &&
        [...wanted.pictures].every((sha256) => pictures.has(sha256)) &&
        [...wanted.glyphs].every((id) => glyphs.has(id))
      return there ? loaded : null
    },
    async load(document) {
      if (this.ready(document)) return loaded
      const wanted = needs(document)
      await Promise.all([
        loadFonts(document),
        // Bounds of glyphs go by their ink.
        wanted.glyphs.size > 0 ? loadGlyphs().catch(() => undefined) : undefined,
        ...Array.from(wanted.pictures, async (sha256) => {
          if (!pictures.get(sha256)) pictures.set(sha256, await assets.picture(sha256).catch(() => null))
        }),
        ...Array.from(wanted.glyphs, async (id) => {
          if (!glyphs.get(id)) glyphs.set(id, await assets.glyph(id).catch(() => null))
        }),
      ])
      forgetMeasures()
      return loaded
    },
  }
}
