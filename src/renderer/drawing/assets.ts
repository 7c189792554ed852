import type { GlyphArt } from '../../core/designs/glyphs'

/** What a drawing needs beside the document. All are asked once per id and remembered by the drawing. */
export interface DrawingAssets {
  /** A kept picture by its hash, decoded; null where it is not to be had (drawn as a placeholder). */
  readonly picture: (sha256: string) => Promise<ImageBitmap | null>
  /** A glyph of the packed sets by `set/name`; null where there is none of that id (drawn as a placeholder). */
  readonly glyph: (id: string) => Promise<GlyphArt | null>
}
