import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../src/core/contract/verification'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import type { CheckCode } from '../../../../src/core/openbadges/check/outcomes'
import type { CheckPorts } from '../../../../src/core/openbadges/check/ports'
import {
  assertionUrl,
  badgeUrl,
  didUrl,
  hostedAssertion,
  hostedBadge,
  hostedDid,
  hostedIssuer,
  issuerUrl,
  keyFrom,
  listUrl,
  ownFacts,
  person,
  portsFor,
  revokedHostedAssertion,
  signed,
  signedCredential,
  statusList,
  unsignedCredential,
  webOf,
  type Document,
  type Web,
} from '../../../support/badges-in'

type Case = [
  title: string,
  verdict: Verdict,
  because: CheckCode | null,
  badge: () => Document | string | Promise<Document | string>,
  web?: () => Promise<Web>,
  more?: Partial<CheckPorts> & { identity?: string },
]

const offline = async () => new Map() as Web
const changed = async (change: (document: Document) => void): Promise<Document> => {
  const document = await signedCredential()
  change(document)
  return document
}
const subject = (document: Document) => document.credentialSubject as Document
const achievement = (document: Document) => subject(document).achievement as Document
const proof = (document: Document) => (document.proof as [Document])[0]

async function check([, , , badge, web = webOf, more = {}]: Case) {
  const { identity, ...ports } = more
  const made = await badge()
  const found = web === offline ? null : await web()
  return checkPayload(typeof made === 'string' ? made : JSON.stringify(made), portsFor(found, ports), {
    ...(identity === undefined ? {} : { identity }),
  })
}

function reaches(cases: Case[]) {
  it.each(cases)('%s → %s', async (...one) => {
    const { verdict, because, checks } = await check(one)
    expect({ verdict, because: because?.code ?? null }, JSON.stringify(checks, null, 1)).toEqual({
      verdict: one[1],
      because: one[2],
    })
  })
}

describe('a 3.0 credential', () => {
  it('of a did:key is valid, with the word that nothing but itself says whose key it is', async () => {
    const { checks } = await check(['', 'valid', null, () => signedCredential({ hosted: false }), offline])
    expect(checks.find(({ name }) => name === 'issuer')).toMatchObject({ outcome: 'warned', code: 'self_named' })
    const hosted = await check(['', 'valid', null, signedCredential])
    expect(hosted.checks.find(({ name }) => name === 'issuer')).toMatchObject({ outcome: 'passed', code: 'ok' })
  })

  reaches([
    ['signed, its key and status list read', 'valid', null, signedCredential],
    ['did:key without a hosting address, offline', 'valid', null, () => signedCredential({ hosted: false }), offline],
    [
      'row 83: the status list cannot be fetched',
      'genuine_unchecked',
      'not_fetched',
      signedCredential,
      () => webOf({ [listUrl]: 503 }),
    ],
    [
      'F39: the status list is missing',
      'genuine_unchecked',
      'not_found',
      signedCredential,
      () => webOf({ [listUrl]: null }),
    ],
    [
      'row 85: the status list is signed by somebody else',
      'genuine_unchecked',
      'list_not_trusted',
      signedCredential,
      async () => webOf({ [listUrl]: await statusList([94567], { key: keyFrom('somebody else') }) }),
    ],
    [
      'row 85: the status list names another issuer',
      'genuine_unchecked',
      'list_not_trusted',
      signedCredential,
      async () => webOf({ [listUrl]: { ...(await statusList([94567])), issuer: 'did:web:evil.example' } }),
    ],
    [
      'row 85: the status list is another issuer’s, well signed',
      'genuine_unchecked',
      'list_not_trusted',
      signedCredential,
      async () => webOf({ [listUrl]: await statusList([94567], { key: keyFrom('a stranger'), hosted: false }) }),
    ],
    [
      'row 85: a bit was changed in the status list after it was signed',
      'genuine_unchecked',
      'list_not_trusted',
      signedCredential,
      async () => {
        const [honest, forged] = [await statusList([94567]), await statusList([])]
        return webOf({ [listUrl]: { ...honest, credentialSubject: forged.credentialSubject } })
      },
    ],
    [
      'the status list is for another purpose',
      'genuine_unchecked',
      'list_not_trusted',
      signedCredential,
      async () => webOf({ [listUrl]: await statusList([], { purpose: 'suspension' }) }),
    ],
    [
      'F39: its bit in the status list is set',
      'revoked',
      'revoked',
      signedCredential,
      async () => webOf({ [listUrl]: await statusList([94567]) }),
    ],
    [
      'its bit in a suspension list is set',
      'suspended',
      'suspended',
      async () => {
        const document = await unsignedCredential()
        ;(document.credentialStatus as Document).statusPurpose = 'suspension'
        return signed(document)
      },
      async () => webOf({ [listUrl]: await statusList([94567], { purpose: 'suspension' }) }),
    ],
    ['no network at all', 'unreachable', 'not_fetched', signedCredential, offline],
    ['validUntil is past', 'expired', 'expired', () => signedCredential({ expiresAt: '2026-06-30T00:00:00Z' })],
    [
      'row 34: validFrom is in the future',
      'not_yet_valid',
      'not_yet_valid',
      () => signedCredential({ awardedAt: '2027-01-01T00:00:00Z' }),
    ],
    ['its name was changed', 'altered', 'changed', () => changed((document) => (achievement(document).name = 'Gold'))],
    [
      'its name was changed, and there is no network',
      'altered',
      'changed',
      () => changed((document) => (achievement(document).name = 'Gold')),
      offline,
    ],
    [
      'its expiry was taken out',
      'altered',
      'changed',
      async () => {
        const { validUntil: _, ...rest } = await signedCredential({ expiresAt: '2026-06-30T00:00:00Z' })
        return rest
      },
    ],
    [
      'its status entry was taken out',
      'altered',
      'changed',
      async () => {
        const { credentialStatus: _, ...rest } = await signedCredential()
        return rest
      },
    ],
    [
      'changed and expired: that it was changed is what counts',
      'altered',
      'changed',
      async () => ({ ...(await signedCredential()), validUntil: '2026-06-25T00:00:00Z' }),
    ],
    ['it has no proof', 'invalid', 'no_proof', unsignedCredential],
    [
      'row 94: the suite is misspelled',
      'invalid',
      'suite_misspelled',
      () => changed((document) => (proof(document).cryptosuite = 'eddsa-rdf-2022')),
    ],
    [
      'the suite is one that is not checked here',
      'unreachable',
      'suite_unknown',
      () => changed((document) => (proof(document).cryptosuite = 'bbs-2023')),
    ],
    [
      'the proof is for another purpose',
      'invalid',
      'wrong_purpose',
      () => changed((document) => (proof(document).proofPurpose = 'authentication')),
    ],
    [
      'the proof value is no signature',
      'invalid',
      'proof_malformed',
      () => changed((document) => (proof(document).proofValue = 'z2')),
    ],
    [
      'F37: an unknown context stands in its list',
      'unreachable',
      'context_unknown',
      () => changed((document) => (document['@context'] as unknown[]).push('https://evil.example/context.json')),
    ],
    [
      'F37: a context is written into the list',
      'unreachable',
      'context_unknown',
      () => changed((document) => (document['@context'] as unknown[]).push({ name: 'https://schema.org/description' })),
    ],
    [
      'F37: a context stands further in',
      'unreachable',
      'unusual_form',
      () => changed((document) => (achievement(document)['@context'] = 'https://www.w3.org/ns/credentials/v2')),
    ],
    [
      'a keyword of JSON-LD hides statements',
      'unreachable',
      'unusual_form',
      () => changed((document) => (document['@included'] = [])),
    ],
    [
      'row 87: a property that no context defines',
      'unreachable',
      'terms_unknown',
      () => changed((document) => (achievement(document).glitter = 'yes')),
    ],
    [
      'row 97: the key is not in the issuer’s document',
      'invalid',
      'key_not_listed',
      signedCredential,
      () => webOf({ [didUrl]: hostedDid(keyFrom('another').multikey) }),
    ],
    [
      'the key is listed, but not for assertions',
      'invalid',
      'key_not_listed',
      signedCredential,
      () => webOf({ [didUrl]: { ...hostedDid(), assertionMethod: [] } }),
    ],
    [
      'the key’s controller is somebody else',
      'invalid',
      'method_not_issuers',
      signedCredential,
      () => {
        const did = hostedDid()
        const [method] = did.verificationMethod as [Document]
        return webOf({ [didUrl]: { ...did, verificationMethod: [{ ...method, controller: 'did:web:evil.example' }] } })
      },
    ],
    [
      'the issuer’s document is another’s',
      'invalid',
      'address_differs',
      signedCredential,
      () => webOf({ [didUrl]: { ...hostedDid(), id: 'did:web:evil.example' } }),
    ],
    [
      'a stranger’s key signed it in the issuer’s name',
      'invalid',
      'method_not_issuers',
      async () => {
        const document = await unsignedCredential()
        const stranger = keyFrom('stranger')
        return signed(document, { hosted: false, key: stranger })
      },
    ],
    [
      'row 95: the key has the wrong prefix',
      'invalid',
      'key_malformed',
      signedCredential,
      () => {
        const did = hostedDid()
        const [method] = did.verificationMethod as [Document]
        return webOf({ [didUrl]: { ...did, verificationMethod: [{ ...method, publicKeyMultibase: 'z6Mk' }] } })
      },
    ],
    [
      'row 97: the key was retired before the proof was made',
      'invalid',
      'key_retired',
      signedCredential,
      () => {
        const did = hostedDid()
        const [method] = did.verificationMethod as [Document]
        return webOf({ [didUrl]: { ...did, verificationMethod: [{ ...method, revoked: '2026-01-01T00:00:00Z' }] } })
      },
    ],
    [
      'row 97: the key was retired after the proof was made',
      'valid',
      null,
      signedCredential,
      () => {
        const did = hostedDid()
        const [method] = did.verificationMethod as [Document]
        return webOf({ [didUrl]: { ...did, verificationMethod: [{ ...method, revoked: '2026-06-29T00:00:00Z' }] } })
      },
    ],
    [
      'row 33: a date without a zone',
      'invalid',
      'no_zone',
      async () => signed({ ...(await unsignedCredential()), validFrom: '2026-06-20T13:05:09' }),
    ],
    [
      'row 34: a year before 1583',
      'invalid',
      'impossible_date',
      async () => signed({ ...(await unsignedCredential()), awardedDate: '1500-01-01T00:00:00Z' }),
    ],
    [
      'row 35: it ends when it begins',
      'invalid',
      'ends_before_start',
      () => signedCredential({ expiresAt: '2026-06-20T13:05:09Z' }),
    ],
    [
      'row 90: a subject without id and identifier',
      'invalid',
      'no_recipient',
      async () => {
        const document = await unsignedCredential()
        delete subject(document).identifier
        return signed(document)
      },
    ],
    [
      'row 82: a status index beyond the list',
      'invalid',
      'status_malformed',
      () => signedCredential({ statusIndex: 131072 }),
    ],
    ['the address given is the recipient’s', 'valid', null, signedCredential, webOf, { identity: person }],
    [
      'row 24: the address given differs in case',
      'valid',
      null,
      signedCredential,
      webOf,
      { identity: 'Ann@Example.ORG' },
    ],
    [
      'F39: the address given is somebody else’s',
      'invalid',
      'other_person',
      signedCredential,
      webOf,
      { identity: 'bob@example.org' },
    ],
    [
      'own award, offline, revoked in the library',
      'revoked',
      'revoked',
      signedCredential,
      offline,
      {
        ownDocument: async (url) => (url === didUrl ? JSON.stringify(hostedDid()) : null),
        ownFacts: async () => ownFacts({ revokedAt: '2026-06-21T00:00:00Z', reason: 'by mistake' }),
      },
    ],
    [
      'own award, offline',
      'valid',
      null,
      signedCredential,
      offline,
      {
        ownDocument: async (url) => (url === didUrl ? JSON.stringify(hostedDid()) : null),
        ownFacts: async () => ownFacts(),
      },
    ],
    [
      'not a badge but another credential',
      'invalid',
      'wrong',
      async () => signed({ ...(await unsignedCredential()), type: ['VerifiableCredential'] }),
    ],
  ])
})

describe('a 2.0 hosted assertion', () => {
  const assertion = () => hostedAssertion()
  const elsewhere = 'https://other.example/assertions/1.json'
  reaches([
    ['it stands at its address as it was baked', 'valid', null, assertion],
    ['there is no network', 'unreachable', 'not_fetched', assertion, offline],
    ['its server has trouble', 'unreachable', 'not_fetched', assertion, () => webOf({ [assertionUrl]: 500 })],
    ['404 at its address', 'unreachable', 'not_found', assertion, () => webOf({ [assertionUrl]: null })],
    [
      'a web page stands at its address',
      'unreachable',
      'not_readable',
      assertion,
      () => webOf({ [assertionUrl]: '<html>' }),
    ],
    [
      'other JSON stands at its address',
      'unreachable',
      'not_readable',
      assertion,
      () => webOf({ [assertionUrl]: { error: 'please log in' } }),
    ],
    ['F39: 410 at its address', 'revoked', 'revoked', assertion, () => webOf({ [assertionUrl]: 410 })],
    [
      'row 79: it says that it is revoked',
      'revoked',
      'revoked',
      assertion,
      async () => webOf({ [assertionUrl]: await revokedHostedAssertion('by mistake') }),
    ],
    [
      'nothing is left of it but that it is revoked',
      'revoked',
      'revoked',
      assertion,
      () => webOf({ [assertionUrl]: { id: assertionUrl, revoked: true } }),
    ],
    [
      'the baked badge is for another person',
      'altered',
      'differs',
      () => hostedAssertion({ identity: 'eve@example.org' }),
    ],
    [
      'the expiry was taken out of what is baked',
      'altered',
      'differs',
      assertion,
      async () => webOf({ [assertionUrl]: await hostedAssertion({ expiresAt: '2027-01-01T00:00:00Z' }) }),
    ],
    [
      'what was added later at its address counts for nothing',
      'valid',
      null,
      assertion,
      async () => webOf({ [assertionUrl]: { ...(await hostedAssertion()), narrative: 'She read twelve.' } }),
    ],
    [
      'F39: it has expired',
      'expired',
      'expired',
      () => hostedAssertion({ expiresAt: '2026-06-25T00:00:00Z' }),
      async () => webOf({ [assertionUrl]: await hostedAssertion({ expiresAt: '2026-06-25T00:00:00Z' }) }),
    ],
    [
      'row 99, F39: it stands on another host than its issuer',
      'invalid',
      'other_host',
      async () => ({ ...(await hostedAssertion()), id: elsewhere }),
      async () => webOf({ [elsewhere]: { ...(await hostedAssertion()), id: elsewhere } }),
    ],
    [
      'row 99: its issuer allows that host',
      'valid',
      null,
      async () => ({ ...(await hostedAssertion()), id: elsewhere }),
      async () =>
        webOf({
          [elsewhere]: { ...(await hostedAssertion()), id: elsewhere },
          [issuerUrl]: { ...hostedIssuer(), verification: { allowedOrigins: ['other.example'] } },
        }),
    ],
    [
      'row 99: its issuer allows only addresses that begin otherwise',
      'invalid',
      'other_host',
      assertion,
      () =>
        webOf({
          [issuerUrl]: { ...hostedIssuer(), verification: { startsWith: 'https://badges.example.org/other/' } },
        }),
    ],
    [
      'the issuer that an embedded badge names does not speak for its host',
      'invalid',
      'other_host',
      async () => ({
        ...(await hostedAssertion()),
        id: elsewhere,
        badge: {
          type: 'BadgeClass',
          name: 'Gold',
          issuer: { id: issuerUrl, type: 'Profile', name: 'Ødegård Library' },
        },
      }),
      async () =>
        webOf({
          [elsewhere]: {
            ...(await hostedAssertion()),
            id: elsewhere,
            badge: {
              type: 'BadgeClass',
              name: 'Gold',
              issuer: { id: issuerUrl, type: 'Profile', name: 'Ødegård Library' },
            },
          },
        }),
    ],
    ['its badge cannot be fetched', 'unreachable', 'not_fetched', assertion, () => webOf({ [badgeUrl]: 500 })],
    ['its issuer cannot be fetched', 'unreachable', 'not_fetched', assertion, () => webOf({ [issuerUrl]: 500 })],
    [
      'another document names its address as its own',
      'invalid',
      'address_differs',
      assertion,
      async () => webOf({ [assertionUrl]: { ...(await hostedAssertion()), id: elsewhere } }),
    ],
    [
      'row 26: not hashed, but a hash',
      'invalid',
      'not_an_address',
      async () => withRecipient({ hashed: false }),
      async () => webOf({ [assertionUrl]: await withRecipient({ hashed: false }) }),
    ],
    [
      'row 26: hashed, but an address',
      'invalid',
      'not_an_address',
      async () => withRecipient({ identity: person }),
      async () => webOf({ [assertionUrl]: await withRecipient({ identity: person }) }),
    ],
    [
      'row 33: issuedOn without a zone',
      'invalid',
      'no_zone',
      async () => ({ ...(await hostedAssertion()), issuedOn: '2026-06-20T13:05:09' }),
      async () => webOf({ [assertionUrl]: { ...(await hostedAssertion()), issuedOn: '2026-06-20T13:05:09' } }),
    ],
    [
      'row 34: issuedOn in the future',
      'not_yet_valid',
      'not_yet_valid',
      () => hostedAssertion({ awardedAt: '2027-01-01T00:00:00Z' }),
      async () => webOf({ [assertionUrl]: await hostedAssertion({ awardedAt: '2027-01-01T00:00:00Z' }) }),
    ],
    [
      'row 35: it expires before it was issued',
      'invalid',
      'ends_before_start',
      () => hostedAssertion({ expiresAt: '2025-01-01T00:00:00Z' }),
      async () => webOf({ [assertionUrl]: await hostedAssertion({ expiresAt: '2025-01-01T00:00:00Z' }) }),
    ],
    [
      'it has no recipient',
      'invalid',
      'missing',
      () => without('recipient'),
      async () => webOf({ [assertionUrl]: await without('recipient') }),
    ],
    [
      'it has no date',
      'invalid',
      'missing',
      () => without('issuedOn'),
      async () => webOf({ [assertionUrl]: await without('issuedOn') }),
    ],
    [
      'its badge names no issuer',
      'invalid',
      'missing',
      assertion,
      () => {
        const { issuer: _, ...badge } = hostedBadge()
        return webOf({ [badgeUrl]: badge })
      },
    ],
    [
      'own award, offline, revoked in the library',
      'revoked',
      'revoked',
      assertion,
      offline,
      {
        ownDocument: async (url) => (await webOf()).get(url)?.text ?? null,
        ownFacts: async () => ownFacts({ revokedAt: '2026-06-21T00:00:00Z' }),
      },
    ],
    [
      'own award, offline',
      'valid',
      null,
      assertion,
      offline,
      { ownDocument: async (url) => (await webOf()).get(url)?.text ?? null, ownFacts: async () => ownFacts() },
    ],
    ['row 5: only its address is baked', 'valid', null, () => assertionUrl],
    [
      'row 5: only its address is baked, and there is no network',
      'unreachable',
      'not_fetched',
      () => assertionUrl,
      offline,
    ],
  ])
})

async function withRecipient(change: Document): Promise<Document> {
  const document = await hostedAssertion()
  return { ...document, recipient: { ...(document.recipient as Document), ...change } }
}
async function without(field: string): Promise<Document> {
  const document = await hostedAssertion()
  delete document[field]
  return document
}

describe('something that is no badge', () => {
  reaches([
    ['a text', 'not_a_badge', 'not_a_badge', () => 'hello'],
    ['other JSON', 'not_a_badge', 'not_a_badge', () => '{"hello":"world"}'],
    ['a JSON list', 'not_a_badge', 'not_a_badge', () => '[1]'],
    ['broken JSON', 'invalid', 'not_json', () => '{"type":"Assertion",'],
    ['nothing', 'not_a_badge', 'not_a_badge', () => ''],
  ])
})
