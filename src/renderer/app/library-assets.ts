import { fromBase64 } from '../../core/base64'
import { client } from '../api/client'
import { bundledAssets } from '../drawing'

/** What every drawing of the page draws with: packed glyphs, and the pictures kept in the library. */
export const libraryAssets = bundledAssets(async (sha256) => {
  const { base64, mime } = await client.pictures.read({ sha256 })
  return new Blob([fromBase64(base64)], { type: mime })
})
