import { z } from 'zod'
import { fontEmbeddings, fontFormats } from '../designs/font-file'
import { call } from './call'
import { base64, sha256, time } from './shapes'

/** A font that somebody added; `embedding` is what its maker allows (never `restricted`: such a one is not kept). */
export const font = z.object({
  sha256,
  family: z.string().min(1).max(100),
  weight: z.int().min(100).max(900),
  style: z.enum(['normal', 'italic']),
  format: z.enum(fontFormats),
  bytes: z.int(),
  embedding: z.enum(fontEmbeddings),
  createdAt: time,
})
export type Font = z.infer<typeof font>

export const fontsContract = {
  list: call('Lists the fonts that were added to the library, by family and weight.').output(z.array(font)),
  add: call(
    'Keeps a font file (TrueType, OpenType, WOFF 1 or 2; at most 16 MiB) by its hash, as it came. Fails with `unreadable_file`: font_unknown, font_collection, font_damaged, font_large, or font_restricted where its licence forbids embedding.',
  )
    .input(z.object({ bytes: base64 }))
    .output(font),
  read: call('Reads a kept font with its bytes.').input(z.object({ sha256 })).output(font.extend({ base64 })),
  remove: call('Forgets a font. Designs that use it keep its name.')
    .input(z.object({ sha256 }))
    .output(z.object({ sha256 })),
}
