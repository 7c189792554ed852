import { z } from 'zod'
import { call } from './call'
import { codeState } from './codes'
import { id, page, pageRequest, time } from './shapes'

export const invitation = z.object({
  id,
  badgeId: id,
  state: codeState,
  /** Whom it is for; null for whoever brings it. */
  person: z.object({ id, name: z.string() }).nullable(),
  usedBy: z.object({ id, name: z.string() }).nullable(),
  awardId: id.nullable(),
  expiresAt: time,
  createdAt: time,
  usedAt: time.nullable(),
})
export type Invitation = z.infer<typeof invitation>

/** An hour and a year. */
export const usualMinutes = 60
export const mostMinutes = 366 * 24 * 60

export const invitationsContract = {
  list: call('Lists the invitations to a badge, newest first.')
    .input(z.object({ badgeId: id, ...pageRequest }))
    .output(page(invitation)),
  create: call(
    'Invites a person, or whoever brings it, to come and get a badge: answers with its code, this once. It is redeemed like a claim code (`codes.claim`) and is good for an hour unless said otherwise.',
  )
    .input(
      z.object({
        badgeId: id,
        personId: id.nullish(),
        lifeMinutes: z.int().min(1).max(mostMinutes).default(usualMinutes),
      }),
    )
    .output(z.object({ invitation, code: z.string() })),
  changeExpiry: call(
    'Gives an open or expired invitation another end. Fails with `conflict` for one that was used or cancelled.',
  )
    .input(z.object({ id, expiresAt: time }))
    .output(invitation),
  cancel: call('Cancels an invitation that was not used.').input(z.object({ id })).output(invitation),
}
