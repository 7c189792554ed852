import { createPublicKey, verify } from 'node:crypto'
import Ajv from 'ajv/dist/2019'
import { beforeAll, describe, expect, it } from 'vitest'
import { addressOf, assertionUuid, sitePaths, uuidOfToken } from '../../../src/core/openbadges/addresses'
import { checkPayload } from '../../../src/core/openbadges/check/check-payload'
import type { Check } from '../../../src/core/openbadges/check/outcomes'
import { issuerDid, verificationMethod } from '../../../src/core/openbadges/did'
import type { AwardFacts, BadgeFacts, IssuerFacts } from '../../../src/core/openbadges/facts'
import { hashIdentity } from '../../../src/core/openbadges/identity'
import { jwsKeyName } from '../../../src/core/openbadges/jws-signer'
import * as v2 from '../../../src/core/openbadges/v2/build'
import { documentIssuer, type IssueRequest } from '../../../src/main/signing/issue'
import { sha256 } from '../../../src/main/signing/ports'
import { signStatusList } from '../../../src/main/signing/status-lists'
import { portsFor, type Web } from '../../support/badges-in'
import { es256Signer, everyField, rs256Signer } from '../../support/every-field'
import { example, exampleSigner, fixtureJson } from '../../support/openbadges'

const { base } = example
const [es256, rs256] = [es256Signer(), rs256Signer()]
let everything: { issuer: IssuerFacts; badge: BadgeFacts; award: AwardFacts }
beforeAll(async () => {
  everything = await everyField()
})

const ways = {
  '2.0 hosted': { formats: '2.0', signer: exampleSigner },
  '2.0 signed': { formats: '2.0', assertionSigner: rs256 },
  '3.0 Data Integrity': { formats: '3.0', signer: exampleSigner },
  '3.0 JWT': { formats: '3.0', credentialSigner: es256 },
  'both, hosted and Data Integrity': { formats: 'both', signer: exampleSigner },
  'both, signed and JWT': { formats: 'both', credentialSigner: es256, assertionSigner: rs256 },
  'both, signed and Data Integrity': { formats: 'both', signer: exampleSigner, assertionSigner: rs256 },
  'both, hosted and JWT': { formats: 'both', credentialSigner: es256 },
} as const satisfies Record<string, Partial<IssueRequest>>
type Way = keyof typeof ways

const facts = { bare: () => ({ ...example, issuer: example.issuer }), 'of which everything is said': () => everything }
type Fullness = keyof typeof facts

function requestFor(way: Way, fullness: Fullness, hosting: string | null = base): IssueRequest {
  const { issuer, badge } = facts[fullness]()
  const chosen: Partial<IssueRequest> = ways[way]
  const multikey = chosen.credentialSigner ? chosen.credentialSigner.publicMultibase : exampleSigner.multikey
  return {
    place: { base: hosting, issuer, multikey },
    badge,
    formats: 'both',
    signedAt: example.award.awardedAt,
    ...chosen,
  }
}

/** What a site answers with: everything but what this award put there itself. */
async function site(request: IssueRequest, award: AwardFacts, assertion: string | null): Promise<Web> {
  const { issuer } = request.place
  const did = issuerDid(base, issuer.token)
  const rsaKey = jwsKeyName(base, issuer.token, rs256.publicMultibase)
  const method = (multikey: string) => ({
    id: verificationMethod(did, multikey),
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: multikey,
  })
  const methods = [exampleSigner.multikey, es256.publicMultibase].map(method)
  const profile = v2.profile(base, issuer, { twin: true })
  const documents: [string, object | string][] = [
    [profile.id, { ...profile, publicKey: [rsaKey] }],
    [
      addressOf(base, sitePaths.badgeClass(request.badge.token, 1)),
      v2.badgeClass(base, issuer.token, request.badge, { twin: true }),
    ],
    [
      rsaKey,
      { '@context': v2.openBadges2, id: rsaKey, type: 'CryptographicKey', owner: profile.id, publicKeyPem: rs256.pem },
    ],
    [jwsKeyName(base, issuer.token, es256.publicMultibase), es256.publicJwk],
    [
      addressOf(base, sitePaths.didDocument(issuer.token)),
      {
        '@context': ['https://www.w3.org/ns/did/v1'],
        id: did,
        verificationMethod: methods,
        assertionMethod: methods.map(({ id }) => id),
      },
    ],
  ]
  for (const [list, purpose] of [
    [award.status, 'revocation'],
    [award.suspension, 'suspension'],
  ] as const) {
    if (!list) continue
    const options = {
      base,
      issuerToken: issuer.token,
      token: list.listToken,
      purpose,
      set: [],
      previousValidFrom: null,
    }
    const { text } = await signStatusList({ ...options, now: example.award.awardedAt, signer: exampleSigner })
    documents.push([addressOf(base, sitePaths.statusList(list.listToken)), text])
  }
  if (assertion?.startsWith('{')) documents.push([addressOf(base, sitePaths.assertion(award.token)), assertion])
  return new Map(
    documents.map(([url, body]) => [
      url,
      { status: 200, text: typeof body === 'string' ? body : JSON.stringify(body) },
    ]),
  )
}

const person = 'ann@example.org'
const awardOf = (fullness: Fullness): AwardFacts => {
  const { award } = facts[fullness]()
  return { ...award, identityHash: hashIdentity(person, award.salt, sha256) }
}
const decode = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>

describe.each(Object.keys(facts) as Fullness[])('an award %s', (fullness) => {
  describe.each(Object.keys(ways) as Way[])('issued as %s', (way) => {
    it('is valid for our own reader on its site, and the person matches', async () => {
      const request = requestFor(way, fullness)
      const award = awardOf(fullness)
      const issued = await documentIssuer(request).issue(award)
      const ports = portsFor(await site(request, award, issued.assertion))
      expect(issued.assertion !== null).toBe(request.formats !== '3.0')
      expect(issued.credential !== null).toBe(request.formats !== '2.0')
      for (const text of [issued.assertion, issued.credential]) {
        if (text === null) continue
        const result = await checkPayload(text, ports, { identity: person })
        expect({ verdict: result.verdict, checks: notPassed(result.checks) }).toEqual({
          verdict: 'valid',
          checks: [],
        })
        expect(result.summary?.recipientMatches).toBe(true)
      }
    })

    it('without a site is a credential that proves itself', async () => {
      const request = requestFor(way, fullness, null)
      // Without an address there is the credential alone, so a key for one is at hand.
      const signed = request.credentialSigner ? request : { ...request, signer: exampleSigner }
      const { assertion, credential } = await documentIssuer(signed).issue({
        ...awardOf(fullness),
        status: null,
        suspension: null,
      })
      expect(assertion).toBeNull()
      const result = await checkPayload(credential ?? '', portsFor(null), { identity: person })
      expect({ verdict: result.verdict, checks: notPassed(result.checks) }).toEqual({
        verdict: 'valid',
        // No web site stands behind a did:key, and readers are told.
        checks: [expect.objectContaining({ code: 'self_named' })],
      })
    })
  })
})

/**
 * Endorsements are the endorsers' affair: theirs are on no site here. Of the two status entries that VC Data Model 2.0 allows
 * the formal schema of 1EdTech knows one.
 */
const notPassed = (checks: readonly Check[]) =>
  checks.filter(
    ({ name, outcome, details }) =>
      outcome !== 'passed' && name !== 'endorsement' && !(name === 'schema' && details.field === 'credentialStatus'),
  )

describe('a VC-JWT', () => {
  const issueJwt = async (hosting: string | null = base) => {
    const { credential } = await documentIssuer(requestFor('3.0 JWT', 'of which everything is said', hosting)).issue(
      awardOf('of which everything is said'),
    )
    const [header, payload, signature] = (credential ?? '').split('.')
    return { header, payload, signature, document: decode(payload), head: decode(header) }
  }

  it('has a header of three words; the key is named by the address of its document', async () => {
    const { head } = await issueJwt()
    expect(head).toEqual({
      alg: 'ES256',
      typ: 'JWT',
      kid: `${base}/issuers/${example.issuer.token}/keys/${es256.publicMultibase}.json`,
    })
    expect((await issueJwt(null)).head.kid).toBe(`did:key:${es256.publicMultibase}#${es256.publicMultibase}`)
  })

  it('row 91: claims what the credential says beside its own properties, and its subject has an id', async () => {
    const { document } = await issueJwt()
    const subject = document.credentialSubject as { id: string }
    expect(document).toMatchObject({
      iss: issuerDid(base, example.issuer.token),
      jti: `${base}/credentials/q7/${example.award.token}.jwt`,
      id: `${base}/credentials/q7/${example.award.token}.jwt`,
      sub: subject.id,
      nbf: Date.parse(example.award.awardedAt) / 1000,
      exp: Date.parse('2031-06-20T13:05:09Z') / 1000,
      validFrom: example.award.awardedAt,
    })
    expect(subject.id).toMatch(/^urn:uuid:/)
    expect(subject.id).not.toContain(uuidOfToken(example.award.token))
    expect(document).not.toHaveProperty('vc')
    expect(document).not.toHaveProperty('proof')
  })

  it('row 88: its payload fits the formal schema of 1EdTech', async () => {
    const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(
      fixtureJson('schemas/achievementcredential.json'),
    )
    const award = { ...awardOf('of which everything is said'), suspension: null }
    const { credential } = await documentIssuer(requestFor('3.0 JWT', 'of which everything is said')).issue(award)
    expect(validate(decode(credential?.split('.')[1])), JSON.stringify(validate.errors)).toBe(true)
  })

  it('is signed by ES256 as RFC 7518 writes it', async () => {
    const { header, payload, signature } = await issueJwt()
    const key = createPublicKey({ key: { ...es256.publicJwk }, format: 'jwk' })
    const bytes = Buffer.from(signature ?? '', 'base64url')
    expect(bytes).toHaveLength(64)
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)).toBe(true)
  })

  it('row 87: is refused where a text of it is no JSON-LD, like any other credential', async () => {
    const request = requestFor('3.0 JWT', 'bare')
    const badge = { ...request.badge, achievement: { ...everything.badge.achievement!, endorsements: [] } }
    const endorsements = [{ format: '3.0' as const, text: '{"type":["Unheard"],"id":"urn:x:y"}' }]
    const { issue } = documentIssuer({
      ...request,
      badge: { ...badge, achievement: { ...badge.achievement, endorsements } },
    })
    await expect(issue(awardOf('bare'))).rejects.toMatchObject({ reason: 'undefined_term' })
  })
})

describe('a signed 2.0 assertion', () => {
  it('promises no address: its id is a UUID, its key is named by the address where it is published', async () => {
    const request = requestFor('both, signed and JWT', 'bare')
    const { assertion } = await documentIssuer(request).issue(awardOf('bare'))
    const [header, payload, signature] = (assertion ?? '').split('.')
    expect(decode(header)).toEqual({ alg: 'RS256' })
    expect(decode(payload)).toMatchObject({
      id: `urn:uuid:${assertionUuid(example.award.token)}`,
      verification: {
        type: 'SignedBadge',
        creator: `${base}/issuers/${example.issuer.token}/keys/${rs256.publicMultibase.slice(0, 80)}.json`,
      },
      related: [{ id: `${base}/credentials/q7/${example.award.token}.jwt` }],
    })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify('sha256', signed, createPublicKey(rs256.pem), Buffer.from(signature ?? '', 'base64url'))).toBe(true)
  })

  it('is of its own for each award of a batch', async () => {
    const { issue } = documentIssuer(requestFor('both, signed and JWT', 'bare'))
    const first = await issue(awardOf('bare'))
    const second = issue({ ...awardOf('bare'), token: 'b'.repeat(26) })
    expect(second).not.toBeInstanceOf(Promise)
    const ids = [first, await second].flatMap(({ assertion, credential }) =>
      [assertion, credential].map((text) => decode(text?.split('.')[1]).id),
    )
    expect(new Set(ids).size).toBe(4)
  })
})

describe('what is never written', () => {
  const issueWith = async (change: Partial<AwardFacts>) =>
    documentIssuer(requestFor('both, hosted and Data Integrity', 'bare')).issue({ ...awardOf('bare'), ...change })

  it.each([
    ['row 27: an identity hashed with MD5', { identityHash: 'md5$0cc175b9c0f1b6a831c399e269772661' }, 'identityHash'],
    ['row 27: an identity hashed with SHA-1', { identityHash: `sha1$${'a'.repeat(40)}` }, 'identityHash'],
    ['row 28: an identity without a salt', { salt: '' }, 'salt'],
    ['row 29: a hash in upper case', { identityHash: `sha256$${'A'.repeat(64)}` }, 'identityHash'],
    ['row 33: a date without its zone', { awardedAt: '2026-06-20T13:05:09' }, 'awardedAt'],
    ['row 33: an expiry without its zone', { expiresAt: '2026-06-20' }, 'expiresAt'],
    ['row 90: a badge for nobody', { identityHash: '' }, 'identityHash'],
  ] as const)('%s', async (_, change, field) => {
    await expect(issueWith(change)).rejects.toMatchObject({ code: 'invalid_input', details: { field } })
  })

  it('row 94: a suite by another name than eddsa-rdfc-2022', async () => {
    const { credential } = await issueWith({})
    expect(JSON.parse(credential ?? '')).toMatchObject({ proof: [{ cryptosuite: 'eddsa-rdfc-2022' }] })
    const misspelt = (credential ?? '').replace('eddsa-rdfc-2022', 'eddsa-rdf-2022')
    const result = await checkPayload(misspelt, portsFor(null))
    expect(result.verdict).not.toBe('valid')
  })
})
