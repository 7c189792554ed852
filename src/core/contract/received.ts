import { z } from 'zod'
import { call } from './call'
import { base64, id, page, pageRequest, time, webUrl } from './shapes'
import { verdict, verificationResult } from './verification'

/** A badge of another issuer that was kept, as a list shows it. */
export const receivedBadge = z.object({
  id,
  fileName: z.string(),
  /** '' where the badge could not be read so far. */
  badgeName: z.string(),
  issuerName: z.string(),
  /** Of the last check. */
  verdict,
  /** True where its issuer could not be reached when it was last looked for: the kept copies are what is left. */
  rescued: z.boolean(),
  receivedAt: time,
  checkedAt: time,
})
export type ReceivedBadge = z.infer<typeof receivedBadge>

/** A copy of what stood at one of its addresses. */
export const receivedCopy = z.object({ url: z.string(), type: z.string(), bytes: z.int(), fetchedAt: time })

export const readReceivedBadge = receivedBadge.extend({ result: verificationResult, copies: z.array(receivedCopy) })
export type ReadReceivedBadge = z.infer<typeof readReceivedBadge>

export const receivedContract = {
  keep: call(
    'Checks a badge and keeps its file as it was received; with `online` also copies of what its addresses answer. The same file again is checked anew. Fails with `no_badge_data`, and with `conflict` (own_award) for an award of this library.',
  )
    .input(
      z
        .object({
          file: z.object({ name: z.string().max(1000), bytes: base64 }).optional(),
          address: webUrl.optional().describe('what stands there is kept; needs `online`'),
          online: z.boolean().default(false),
        })
        .refine(({ file, address }) => (file === undefined) !== (address === undefined), 'a file or an address'),
    )
    .output(readReceivedBadge),
  list: call('Lists the kept badges, the last received first; `query` finds names of badges, issuers and files.')
    .input(z.object({ query: z.string().max(200).optional(), ...pageRequest }))
    .output(page(receivedBadge)),
  read: call('Reads one kept badge with its last result.').input(z.object({ id })).output(readReceivedBadge),
  recheck: call(
    'Checks a kept badge again and keeps the result. Addresses that do not answer are stood in for by the kept copies, which never make it `valid`; with `online` the network is asked first.',
  )
    .input(z.object({ id, online: z.boolean().default(false), identity: z.string().max(320).optional() }))
    .output(readReceivedBadge),
  file: call('The file of a kept badge, byte for byte as it was received.')
    .input(z.object({ id }))
    .output(z.object({ name: z.string(), bytes: base64 })),
  remove: call(
    'Forgets a kept badge: its file, its copies and what was found out. The journal goes on naming badge and issuer.',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  toBadge: call(
    'Makes a draft badge of one’s own, modelled on a kept one: its picture and its words, no issuer, no dates, no recipient. In OB 2.0 documents the draft names whose idea it was (extension OriginalCreator).',
  )
    .input(
      z.object({
        id,
        picture: base64.optional().describe('its picture as PNG, where that is SVG or stands nowhere in the file'),
      }),
    )
    .output(z.object({ badgeId: id, badgeName: z.string(), issuerName: z.string(), hasPicture: z.boolean() })),
}
