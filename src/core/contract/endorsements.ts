import { z } from 'zod'
import { call } from './call'
import { id, name, time } from './shapes'

/** The id of something in another's documents: an address, a DID or a URN. */
export const endorsedId = z
  .string()
  .trim()
  .max(2048)
  .regex(/^(https?:\/\/[^\s/]+|did:[a-z0-9]+:|urn:[a-z0-9][a-z0-9-]{0,31}:)[^\s<>"{}|\\^`]*$/i)

/** An endorsement that an issuer of this library made: a few words in favour of another's badge, profile or award (OB 3.0 §EndorsementCredential). */
export const endorsement = z.object({
  id,
  issuerId: id,
  issuerName: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  comment: z.string(),
  madeAt: time,
})
export type Endorsement = z.infer<typeof endorsement>

export const endorsementsContract = {
  make: call(
    'Endorses another’s badge, issuer or award under a name of this library: signs a credential to be handed to them, who state it in their own documents. Makes the issuer’s key on first use. Fails with `not_found` (issuerId) and `secret_unavailable`.',
  )
    .input(
      z.object({
        issuerId: id,
        subjectId: endorsedId.describe('the id of what is endorsed, as its own documents give it'),
        subjectName: name,
        comment: z.string().trim().min(1).max(5000),
      }),
    )
    .output(endorsement),
  list: call('The endorsements that were made, newest first.')
    .input(z.object({ issuerId: id.optional() }))
    .output(z.array(endorsement)),
  read: call('An endorsement as the file that is handed over: its JSON, letter for letter as signed.')
    .input(z.object({ id }))
    .output(endorsement.extend({ document: z.string(), fileName: z.string() })),
}
