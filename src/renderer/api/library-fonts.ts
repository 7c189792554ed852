import { fromBase64 } from '../../core/base64'
import { onChange } from './changes'
import { client } from './client'

/** The faces that were added to the library, as the drawing asks for them. */
export const libraryFonts = {
  list: () => client.fonts.list(),
  read: async (sha256: string): Promise<ArrayBuffer> => fromBase64((await client.fonts.read({ sha256 })).base64).buffer,
  onChange: (listener: () => void): void => void onChange(['fonts.saved'], listener),
}
