import { libraryFaces, loadSample } from './fonts'
import { loadGlyphs } from './glyph-pack'

/** Loads what nearly every design is drawn with, before one is opened: the symbols, the list of faces, and the face behind all others. */
export async function loadAhead(): Promise<void> {
  await Promise.allSettled([loadGlyphs(), libraryFaces(), loadSample('', { family: 'Montserrat', weight: 600 })])
}
