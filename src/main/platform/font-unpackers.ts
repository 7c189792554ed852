import { promisify } from 'node:util'
import { brotliDecompress, inflate } from 'node:zlib'
import type { FontUnpackers } from '../../core/designs/font-file'

const inflated = promisify(inflate)
const unbrotlied = promisify(brotliDecompress)
/** What reading packed fonts needs: off the main thread, and never into more memory than the file's own header asked for. */
export const fontUnpackers: FontUnpackers = {
  inflate: (bytes, most) => inflated(bytes, { maxOutputLength: most }),
  unbrotli: (bytes, most) => unbrotlied(bytes, { maxOutputLength: most }),
}
