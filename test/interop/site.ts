import { createPublicKey } from 'node:crypto'
import { addressOf, sitePaths } from '../../src/core/openbadges/addresses'
import { issuingContexts } from '../../src/core/openbadges/contexts'
import { didDocument, issuerDid } from '../../src/core/openbadges/did'
import { documentText } from '../../src/core/openbadges/document-text'
import type { AwardFacts } from '../../src/core/openbadges/facts'
import { olderCredentialContexts } from '../../src/core/openbadges/older-contexts'
import { keyDocument, type PublishedKey } from '../../src/core/openbadges/published-keys'
import * as v2 from '../../src/core/openbadges/v2/build'
import { documentIssuer, type IssueRequest } from '../../src/main/signing/issue'
import { signStatusList } from '../../src/main/signing/status-lists'
import { es256Signer, rs256Signer } from '../support/every-field'
import { example, examplePlace, exampleSigner } from '../support/openbadges'

export const { base, issuer, badge, award } = example
export const signedAt = '2026-07-01T08:00:00Z'
export const did = issuerDid(base, issuer.token)
export const es256 = es256Signer()
const rsa = rs256Signer()
/** Its public half as `signing_key` keeps it: 0x85 0x24 and the DER of PKCS #1. */
const rsaPublic = createPublicKey(rsa.pem).export({ format: 'der', type: 'pkcs1' })
export const rs256 = {
  ...rsa,
  publicMultibase: `u${Buffer.concat([Buffer.from([0x85, 0x24]), rsaPublic]).toString('base64url')}`,
}
export const listUrl = addressOf(base, sitePaths.statusList(award.status.listToken))

const keys = (
  [
    ['ed25519', exampleSigner.multikey],
    ['p256', es256.publicMultibase],
    ['rsa', rs256.publicMultibase],
  ] as const
).map(([kind, publicMultibase]): PublishedKey => ({ kind, publicMultibase, retiredAt: null, retiredReason: null }))

/** The documents of an award, issued as the app issues them; hosted 2.0 and a Data Integrity proof unless said otherwise. */
export async function issued(facts: Partial<AwardFacts> = {}, request: Partial<IssueRequest> = {}) {
  const how = { place: examplePlace, badge, formats: 'both', signedAt, signer: exampleSigner, ...request } as const
  return documentIssuer(how).issue({ ...award, ...facts })
}
export const credentialOf = async (...how: Parameters<typeof issued>) =>
  JSON.parse((await issued(...how)).credential ?? '') as Record<string, unknown>

/** The text of our status list with these entries withdrawn. */
export const statusListText = async (set: number[]) =>
  (
    await signStatusList({
      base,
      issuerToken: issuer.token,
      token: award.status.listToken,
      purpose: 'revocation',
      set,
      now: signedAt,
      previousValidFrom: null,
      signer: exampleSigner,
    })
  ).text

/** What our site answers with, by address: the issuer's documents, keys and badge, and a status list. */
export async function publishedSite(revoked: number[] = []): Promise<Map<string, string>> {
  const profile = v2.profile(base, issuer, { twin: true })
  const site = new Map<string, object>([
    [addressOf(base, sitePaths.didDocument(issuer.token)), didDocument(base, issuer.token, keys)],
    [profile.id, { ...profile, publicKey: [addressOf(base, sitePaths.key(issuer.token, rs256.publicMultibase))] }],
    [addressOf(base, sitePaths.badgeClass(badge.token, 1)), v2.badgeClass(base, issuer.token, badge, { twin: true })],
  ])
  for (const key of keys) {
    const document = keyDocument(base, issuer.token, key)
    if (document) site.set(addressOf(base, sitePaths.key(issuer.token, key.publicMultibase)), document)
  }
  const texts = new Map([...site].map(([url, document]) => [url, documentText(document)]))
  return texts.set(listUrl, await statusListText(revoked))
}

const contexts = { ...issuingContexts, ...olderCredentialContexts }

/** How Digital Bazaar's packages are handed documents: our site, the keys in `did.json` by name, the standards' contexts; nothing else. */
export function loaderOf(site: ReadonlyMap<string, string>) {
  const didFile = didDocument(base, issuer.token, keys)
  return (url: string) => {
    const method = didFile.verificationMethod.find(({ id }) => id === url)
    const key = { '@context': 'https://w3id.org/security/multikey/v1', ...method }
    const hosted = site.get(url)
    const document =
      url === did
        ? didFile
        : method !== undefined
          ? key
          : hosted === undefined
            ? contexts[url]
            : (JSON.parse(hosted) as object)
    if (document === undefined) return Promise.reject(new Error(`not published: ${url}`))
    return Promise.resolve({ contextUrl: null, documentUrl: url, document })
  }
}
