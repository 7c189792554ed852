import { z } from 'zod'
import { call } from './call'
import { base64 } from './shapes'

const mm = z.number().min(-1000).max(1000)
/** What stands on a page, in millimetres from its upper left corner; later marks lie over earlier ones. */
export const mark = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('picture'),
    picture: z.int().min(0),
    x: mm,
    y: mm,
    width: mm.min(0.1),
    height: mm.min(0.1),
  }),
  /** A hairline to cut along. */
  z.object({ kind: z.literal('circle'), x: mm, y: mm, radius: mm.min(0.1) }),
  z.object({ kind: z.literal('line'), from: z.tuple([mm, mm]), to: z.tuple([mm, mm]) }),
])
export const sheet = z.object({
  title: z.string().max(255),
  widthMm: z.number().min(10).max(1200),
  heightMm: z.number().min(10).max(1200),
  pages: z.array(z.array(mark).max(5000)).min(1).max(500),
})
export type Mark = z.infer<typeof mark>
export type Sheet = z.infer<typeof sheet>

export const printingContract = {
  sheet: call(
    'Makes a PDF true to size: pictures (PNG, each kept once however often it is placed) and hairlines on pages of a paper. Fails with `invalid_input` for a mark that names no picture, and for bytes that are no PNG, with `png_too_large` for more than 4096 pixels a side.',
  )
    .input(z.object({ sheet, pictures: z.array(base64).min(1).max(5000) }))
    .output(z.object({ pdf: z.string().describe('base64') })),
}
