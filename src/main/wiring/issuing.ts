import type { KeyKind } from '../../core/contract/keys'
import { kindsNeeded } from '../../core/keys/kinds-needed'
import { documentText } from '../../core/openbadges/document-text'
import { proofOptions, signDocument } from '../../core/openbadges/proof'
import { verificationMethodOf } from '../../core/openbadges/v3/build'
import { endorsementCredential } from '../../core/openbadges/v3/endorsement'
import type { Catalog } from '../catalog/catalog'
import { readIssuer } from '../catalog/issuers'
import { ownKeyNamed } from '../catalog/keys'
import { readIssuerFacts } from '../catalog/publishing'
import type { SignDigest } from '../handlers/awards/as-of-report'
import type { CreateDeps } from '../handlers/awards/create'
import type { EndorsementsDeps } from '../handlers/endorsements'
import type { SignStatusList } from '../handlers/publishing/site-groups'
import { documentIssuer } from '../signing/issue'
import type { SigningKeys } from '../signing/keys'
import { sha256 } from '../signing/ports'
import { signStatusList } from '../signing/status-lists'
import { ownVerifier } from './verify-own'

/** Joins the catalog's facts and the issuer's key into what awarding and publishing sign with. */
export function issuing({ catalog, keys }: { catalog: Catalog; keys: SigningKeys }): {
  issuingFor: CreateDeps['issuingFor']
  signStatusListOf: SignStatusList
  signEndorsement: EndorsementsDeps['signEndorsement']
  /** An issuer's signature of a digest, for what is no badge. */
  signDigest: SignDigest
  /** Whether a stored document carries a signature of one of the library's own keys. */
  verifyDocument: (document: string) => Promise<boolean>
} {
  return {
    issuingFor: async (badge, issuance) => {
      const base = badge.site?.baseUrl ?? null
      const signers = await signersFor(keys, badge.issuer.id, kindsNeeded(issuance, base !== null))
      const { signer, credentialSigner, assertionSigner } = signers
      const { issue } = documentIssuer({
        place: { base, issuer: badge.issuer, multikey: (signer?.multikey ?? credentialSigner?.publicMultibase) || '' },
        badge: { ...badge.details, token: badge.token, version: badge.version },
        formats: issuance.formats,
        ...signers,
        signedAt: catalog.now(),
      })
      const own = credentialSigner ?? signer ?? assertionSigner
      return { keyId: own?.keyId ?? null, assertionKeyId: assertionSigner?.keyId ?? null, issue }
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

    signEndorsement: async (issuerId, facts) => {
      const { baseUrl, ...issuer } = readIssuer(catalog, issuerId)
      const signer = await keys.signer(issuerId)
      const place = { base: baseUrl, issuer, multikey: signer.multikey }
      const options = proofOptions(facts.madeAt, verificationMethodOf(place))
      const signed = await signDocument(endorsementCredential(place, facts), options, signer, sha256)
      return { keyId: signer.keyId, document: documentText(signed) }
    },

    signDigest: async (issuerId, digest) => {
      const { baseUrl, ...issuer } = readIssuer(catalog, issuerId)
      const { multikey, sign } = await keys.signer(issuerId)
      const verificationMethod = verificationMethodOf({ base: baseUrl, issuer, multikey })
      return { verificationMethod, publicKeyMultibase: multikey, signature: sign(digest) }
    },

    verifyDocument: ownVerifier((name) => ownKeyNamed(catalog, name)),
  }
}

async function signersFor(keys: SigningKeys, issuerId: string, kinds: readonly KeyKind[]) {
  return {
    assertionSigner: kinds.includes('rsa') ? await keys.jwsSigner(issuerId, 'RS256') : undefined,
    credentialSigner: kinds.includes('p256') ? await keys.jwsSigner(issuerId, 'ES256') : undefined,
    signer: kinds.includes('ed25519') ? await keys.signer(issuerId) : undefined,
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
