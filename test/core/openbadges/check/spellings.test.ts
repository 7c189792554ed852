import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import {
  assertionUrl,
  badgeUrl,
  hostedAssertion,
  hostedBadge,
  issuerUrl,
  hostedIssuer,
  listUrl,
  person,
  portsFor,
  signed,
  signedCredential,
  statusList,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'

/** Good documents in the spellings that other issuers use: none of them may be called bad. */

type Change = readonly [name: string, change: (document: Document) => void]
const subject = (document: Document) => document.credentialSubject as Document
const achievement = (document: Document) => subject(document).achievement as Document
const identifier = (document: Document) => [subject(document).identifier].flat()[0] as Document

/** Before signing: what another writer would have signed. */
const spelled3: Change[] = [
  ['row 88: a single type of the achievement as text', (document) => (achievement(document).type = 'Achievement')],
  ['row 88: the type of the issuer as text', (document) => ((document.issuer as Document).type = 'Profile')],
  ['row 88: the type of the subject as text', (document) => (subject(document).type = 'AchievementSubject')],
  ['row 88: the identity outside of a list', (document) => (subject(document).identifier = identifier(document))],
  ['the status in a list', (document) => (document.credentialStatus = [document.credentialStatus])],
  [
    'row 29: the hash in upper case',
    (document) => {
      const one = identifier(document)
      one.identityHash = `sha256$${String(one.identityHash).slice(7).toUpperCase()}`
    },
  ],
  ['a time with an offset', (document) => (document.validFrom = '2026-06-20T15:05:09+02:00')],
  ['a time with fractions', (document) => (document.validFrom = '2026-06-20T13:05:09.123Z')],
  [
    'row 86: version 3.0.2 of the context, which has no awardedDate',
    (document) => {
      delete document.awardedDate
      useContext(document, 'context-3.0.2.json')
    },
  ],
  [
    'AchievementCredential as its type',
    (document) => (document.type = ['VerifiableCredential', 'AchievementCredential']),
  ],
  ['types in another order', (document) => (document.type = ['OpenBadgeCredential', 'VerifiableCredential'])],
  [
    'no identity but a DID of the holder',
    (document) => {
      delete subject(document).identifier
      subject(document).id = 'did:example:holder'
    },
  ],
  ['row 89: an empty list', (document) => (document.evidence = [])],
  ['row 89: a null', (document) => (document.description = null)],
  ['no status', (document) => delete document.credentialStatus],
  ['an end far away', (document) => (document.validUntil = '2099-01-01T00:00:00Z')],
]
function useContext(document: Document, file: string) {
  document['@context'] = ['https://www.w3.org/ns/credentials/v2', `https://purl.imsglobal.org/spec/ob/v3p0/${file}`]
}

/** The same document with its keys in another order, all the way down. */
function shuffled<Value>(value: Value, order: (keys: string[]) => string[]): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => shuffled(item, order)) as Value
  if (typeof value !== 'object' || value === null) return value
  const entries = order(Object.keys(value)).map((key) => [key, shuffled((value as Document)[key], order)])
  return Object.fromEntries(entries) as Value
}

const verdictOf = async (document: Document, changes = {}) => {
  const result = await checkPayload(JSON.stringify(document), portsFor(await webOf(changes)), { identity: person })
  return {
    verdict: result.verdict,
    because: result.because,
    failed: result.checks.filter((check) => check.outcome === 'failed'),
  }
}

describe('good documents in other spellings', () => {
  it.each(spelled3)('3.0: %s', async (name, change) => {
    const document = await unsignedCredential()
    change(document)
    const found = await verdictOf(await signed(document))
    // Whose DID it is cannot be compared with an address; nothing is held against the badge.
    expect(found.failed).toEqual([])
    if (!name.includes('DID')) expect(found.verdict).toBe('valid')
  })

  it('3.0: any mixture of them, keys in any order, the proof in a list or alone', async () => {
    const mixture = fc.record({
      changes: fc.subarray(spelled3.filter(([name]) => !name.includes('DID') && !name.includes('3.0.'))),
      turn: fc.nat(7),
      proofAlone: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(mixture, async ({ changes, turn, proofAlone }) => {
        const document = await unsignedCredential()
        for (const [, change] of changes) change(document)
        const done = await signed(document)
        if (proofAlone) done.proof = (done.proof as [Document])[0]
        const turned = shuffled(done, (keys) =>
          [...keys.slice(turn % keys.length), ...keys.slice(0, turn % keys.length)].reverse(),
        )
        expect(await verdictOf(turned)).toEqual({ verdict: 'valid', because: null, failed: [] })
      }),
      { numRuns: 40 },
    )
  })

  const spelled2: [name: string, baked: (document: Document) => void, hosted?: (document: Document) => void][] = [
    [
      'row 29: the hash in upper case',
      (document) => {
        const one = document.recipient as Document
        one.identity = `sha256$${String(one.identity).slice(7).toUpperCase()}`
      },
    ],
    ['a type in a list', (document) => (document.type = ['Assertion'])],
    ['the same moment with an offset', (document) => (document.issuedOn = '2026-06-20T15:05:09+02:00')],
    ['the badge embedded', (document) => (document.badge = hostedBadge())],
    ['a badge with its issuer embedded', (document) => (document.badge = { ...hostedBadge(), issuer: hostedIssuer() })],
    ['the short name of hosted', (document) => (document.verification = { type: 'hosted' })],
    ['the context in a list', (document) => (document['@context'] = ['https://w3id.org/openbadges/v2'])],
    ['an image of its own', (document) => (document.image = 'https://badges.example.org/x.png')],
    ['the 2.1 context', () => undefined, (document) => (document['@context'] = 'https://w3id.org/openbadges/v2p1')],
    ['row 28: a null salt', (document) => nullSalt(document), (document) => nullSalt(document)],
    [
      'the type by its full name',
      () => undefined,
      (document) => (document.type = 'https://w3id.org/openbadges#Assertion'),
    ],
  ]
  function nullSalt(document: Document) {
    document.recipient = { type: 'email', hashed: false, identity: person, salt: null }
  }
  it.each(spelled2)('2.0: %s', async (_, change, changeHosted) => {
    const [baked, hosted] = [await hostedAssertion(), await hostedAssertion()]
    change(baked)
    changeHosted?.(hosted)
    expect(await verdictOf(baked, { [assertionUrl]: hosted })).toEqual({ verdict: 'valid', because: null, failed: [] })
  })

  it('2.0: issuer and badge as lists of one, evidence as an address or an object', async () => {
    const changes = {
      [assertionUrl]: {
        ...(await hostedAssertion()),
        badge: [badgeUrl],
        evidence: ['https://a.example/1', { type: 'Evidence', narrative: 'She read.' }],
      },
      [badgeUrl]: { ...hostedBadge(), issuer: [issuerUrl] },
    }
    const result = await checkPayload(JSON.stringify(await hostedAssertion()), portsFor(await webOf(changes)))
    expect(result.verdict).toBe('valid')
    expect(result.summary?.evidence).toEqual(['https://a.example/1', 'She read.'])
  })

  it('row 81: bits 0, 7, 8 and 131071 are found where the standard puts them', async () => {
    for (const index of [0, 7, 8, 131_071]) {
      const badge = JSON.stringify(await signedCredential({ statusIndex: index }))
      const verdict = async (set: number[]) =>
        (await checkPayload(badge, portsFor(await webOf({ [listUrl]: await statusList(set) })))).verdict
      expect([index, await verdict([index]), await verdict([index ^ 1])]).toEqual([index, 'revoked', 'valid'])
    }
  })

  it('row 86: an unusual list of contexts is told, and held against nobody', async () => {
    const codes = async (contexts: string[]) => {
      const document = { ...(await signedCredential()), '@context': contexts }
      return (await checkPayload(JSON.stringify(document), portsFor(await webOf()))).checks.find(
        ({ name }) => name === 'context',
      )
    }
    const [vc, ob] = [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ]
    expect(await codes([ob, vc])).toMatchObject({ outcome: 'warned', code: 'context_order' })
    expect(await codes([vc])).toMatchObject({ outcome: 'warned', code: 'context_missing' })
    expect(await codes([vc, ob.replace('3.0.3', '3.0.1')])).toMatchObject({
      outcome: 'warned',
      code: 'context_version',
    })
    expect(await codes([vc, ob])).toMatchObject({ outcome: 'passed' })
  })
})
