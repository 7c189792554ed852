import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Invitation } from '../../core/contract/invitations'
import type { Change } from '../../core/contract/library'
import type { Random } from '../../core/ports'
import type { Catalog } from '../catalog/catalog'
import { cancelInvitation, changeInvitationExpiry, createInvitation, listInvitations } from '../catalog/invitations'

export type InvitationsDeps = { catalog: Catalog; announce: (change: Change) => void; random: Random }

/** `invitations.*`: asking somebody to come and get a badge; they are redeemed by `codes.claim`. */
export function invitationsHandlers({ catalog, announce, random }: InvitationsDeps) {
  const os = implement(contract.invitations)
  const saved = (invitation: Invitation) => {
    announce({ name: 'codes.saved', ids: [invitation.id] })
    return invitation
  }
  return {
    list: os.list.handler(({ input }) => listInvitations(catalog, input)),
    create: os.create.handler(({ input }) => {
      const made = createInvitation(catalog, random, input)
      saved(made.invitation)
      return made
    }),
    changeExpiry: os.changeExpiry.handler(({ input }) =>
      saved(changeInvitationExpiry(catalog, input.id, input.expiresAt)),
    ),
    cancel: os.cancel.handler(({ input }) => saved(cancelInvitation(catalog, input.id))),
  }
}
