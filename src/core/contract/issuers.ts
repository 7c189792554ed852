import { z } from 'zod'
import { brand } from '../designs/brand'
import { receivedEndorsement } from './achievement'
import { call } from './call'
import { email, httpsUrl, id, name, time, token, webUrl } from './shapes'

export const formats = z.enum(['both', '2.0', '3.0'])
/** OB 2.0 §Verification: a document at its own address, or a JWS with the issuer's RSA key (RS256). */
export const assertionProof = z.enum(['hosted', 'signed'])
/** OB 3.0: an `eddsa-rdfc-2022` Data Integrity proof with the Ed25519 key, or a VC-JWT with the P-256 key (ES256). */
export const credentialProof = z.enum(['data_integrity', 'jwt'])
/** How awards are issued. */
export const issuance = z.object({ formats, assertionProof, credentialProof })
export type Issuance = z.infer<typeof issuance>
/** OB 2.0 §Profile, OB 3.0 §Profile: who awards. */
export const issuer = z.object({
  id,
  token,
  name,
  email,
  url: webUrl,
  description: z.string().max(2000),
  /** BASE of `sealed.md`: https, no trailing slash; null = "not yet". It is sealed inside every file baked from then on. */
  baseUrl: httpsUrl.nullable(),
  /** False until the question was answered, be it with "not yet". */
  hostingDecided: z.boolean(),
  formats,
  assertionProof,
  credentialProof,
  /** Whether awards from now on can be put on hold: by a second status entry, which 1EdTech's schema for 3.0 does not know. Off by default. */
  suspendable: z.boolean(),
  /** What others said of the issuer, as they handed it over. */
  endorsements: z.array(receivedEndorsement),
  /** Whether public pages and documents may carry people's names; off by default. */
  showNames: z.boolean(),
  /** Colours, typefaces and logo that the issuer's designs can be put into; null where none was chosen. */
  brand: brand.nullable(),
  createdAt: time,
  publicKey: z.string().nullable().describe('multikey of the current signing key, once one was made'),
})
export type Issuer = z.infer<typeof issuer>

export const issuersContract = {
  list: call('Lists the issuer profiles, oldest first.').output(z.array(issuer)),
  save: call('Makes an issuer profile, or changes the one named by id.')
    .input(
      z.object({
        id: id.optional(),
        name,
        email,
        url: webUrl,
        description: z.string().max(2000).optional(),
        formats: formats.optional(),
        assertionProof: assertionProof.optional(),
        credentialProof: credentialProof.optional(),
        suspendable: z.boolean().optional(),
        endorsements: z.array(receivedEndorsement).max(20).optional(),
        showNames: z.boolean().optional(),
      }),
    )
    .output(issuer),
  setHosting: call(
    'Decides the hosting address, or "not yet" with null. A query or fragment is refused, a trailing slash dropped. Files already handed out stay as they are.',
  )
    .input(z.object({ id, baseUrl: httpsUrl.nullable() }))
    .output(issuer),
  remove: call(
    'Deletes an issuer profile that was made by mistake; its links to systems and programs and the rights under it go with it. Refused as `conflict` (reason `issuer_in_use`, with counts) while it has `badges`, `awards`, `endorsements` that it made or signing `keys`: those may be known elsewhere.',
  )
    .input(z.object({ id }))
    .output(z.object({ id })),
  setBrand: call(
    'Chooses the brand kit of an issuer profile (colours by role, two typefaces, a logo kept by its hash), or none with null. Designs change only when they are put into it.',
  )
    .input(z.object({ id, brand: brand.nullable() }))
    .output(issuer),
}
