import { bytesToBase64 } from '../../../core/base64'
import type { Font } from '../../../core/contract/fonts'
import { mostFontBytes } from '../../../core/designs/font-file'
import { BlazonError } from '../../../core/errors'
import { client } from '../../api/client'

/** The endings of font files, for file dialogs. */
export const fontEndings = ['.ttf', '.otf', '.woff', '.woff2'] as const
/** True for a file that is meant as a font, by its ending: systems rarely know the kind. */
export const isFontFile = ({ name }: File): boolean => fontEndings.some((end) => name.toLowerCase().endsWith(end))

/**
 * Keeps a font file. Main reads what it says of itself and of its licence; then the browser must be able to draw with it, else it is
 * forgotten again.
 * @throws BlazonError unreadable_file with a reason that starts with `font_`; what the call throws
 */
export async function takeFont(file: File): Promise<Font> {
  if (file.size > mostFontBytes)
    throw new BlazonError('unreadable_file', 'the font file is too large', { reason: 'font_large' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const known = new Set((await client.fonts.list()).map(({ sha256 }) => sha256))
  const font = await client.fonts.add({ bytes: bytesToBase64(bytes) })
  try {
    await new FontFace('Blazon probe', bytes).load()
  } catch (error) {
    if (!known.has(font.sha256)) await client.fonts.remove({ sha256: font.sha256 })
    const details = { reason: 'font_damaged' }
    throw new BlazonError('unreadable_file', 'the browser cannot draw with the font', details, { cause: error })
  }
  return font
}
