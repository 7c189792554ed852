import { decodeMultikey } from '../../core/openbadges/multikey'
import { verifyProof } from '../../core/openbadges/verify-proof'
import type { BadgeForAward } from '../catalog/badges'
import type { Catalog } from '../catalog/catalog'
import { isOwnKey } from '../catalog/keys'
import { readIssuerFacts } from '../catalog/publishing'
import type { CreateDeps } from '../handlers/awards/create'
import type { SignStatusList } from '../handlers/publishing/site-groups'
import { documentIssuer } from '../signing/issue'
import type { SigningKeys } from '../signing/keys'
import { sha256, verifyEd25519 } from '../signing/ports'
import { signStatusList } from '../signing/status-lists'

/** Joins the catalog's facts and the issuer's key into what awarding and publishing sign with. */
export function issuing({ catalog, keys }: { catalog: Catalog; keys: SigningKeys }): {
  issuingFor: CreateDeps['issuingFor']
  signStatusListOf: SignStatusList
  /** Whether a stored credential carries a signature of one of the library's own keys. */
  verifyDocument: (credential: string) => Promise<boolean>
} {
  return {
    issuingFor: async (badge: BadgeForAward) => {
      const signer = await keys.signer(badge.issuer.id)
      const { details } = badge
      const { issue } = documentIssuer({
        place: { base: badge.site?.baseUrl ?? null, issuer: badge.issuer, multikey: signer.multikey },
        badge: {
          token: badge.token,
          version: badge.version,
          name: details.name,
          description: details.description,
          criteria: details.criteria,
          altText: details.altText,
          tags: details.tags,
        },
        formats: badge.issuer.formats,
        signer,
        signedAt: catalog.now(),
      })
      return { keyId: signer.keyId, issue }
    },

    signStatusListOf: async (list, set, baseUrl, previous) => {
      const { text } = await signStatusList({
        base: baseUrl,
        issuerToken: readIssuerFacts(catalog, list.issuerId).token,
        token: list.token,
        purpose: list.purpose,
        size: list.size,
        set,
        now: catalog.now(),
        previousValidFrom: validFromOf(previous),
        signer: await keys.signer(list.issuerId),
      })
      return text
    },

    verifyDocument: async (credential) => {
      const document = JSON.parse(credential) as { proof?: Record<string, unknown>[] }
      const [proof] = document.proof ?? []
      const multikey = String(proof?.['verificationMethod'] ?? '').split('#')[1] ?? ''
      const publicKey = isOwnKey(catalog, multikey) ? decodeMultikey(multikey) : null
      if (!proof || !publicKey) return false
      const { outcome } = await verifyProof(document, proof, { ed25519: publicKey }, { digest: sha256, verifyEd25519 })
      return outcome === 'verified'
    },
  }
}

/** When the list that is live began to hold, as it says itself; the next one must be later. */
function validFromOf(text: string | null): string | null {
  try {
    const { validFrom } = JSON.parse(text ?? '{}') as { validFrom?: unknown }
    return typeof validFrom === 'string' && !Number.isNaN(Date.parse(validFrom)) ? validFrom : null
  } catch {
    return null
  }
}
