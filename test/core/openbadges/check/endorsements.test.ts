import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import type { PayloadResult } from '../../../../src/core/openbadges/check/result'
import {
  assertionUrl,
  badgeUrl,
  didUrl,
  hostedAssertion,
  hostedBadge,
  hostedDid,
  hostedIssuer,
  issuerUrl,
  jws,
  keyFrom,
  p256,
  portsFor,
  rsa,
  signed,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'

const union = keyFrom('the library union')
const unionDid = `did:key:${union.multikey}`
const badgeOf = async () => ((await unsignedCredential()).credentialSubject as Document).achievement as Document

/** An endorsement of the worked example's achievement by the library union, signed with its own key. */
async function endorsement(changes: Document = {}, key = union): Promise<Document> {
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:0197a8c0-0000-4000-8000-00000000000e',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'The union’s word',
    issuer: { id: unionDid, type: ['Profile'], name: 'Library Union' },
    validFrom: '2026-06-21T00:00:00Z',
    credentialSubject: {
      id: String((await badgeOf()).id),
      type: ['EndorsementSubject'],
      endorsementComment: 'A badge worth having.',
    },
    ...changes,
  }
  return signed(document, { hosted: false, key })
}

/** The worked example with what others say of it. */
async function endorsed(place: 'credential' | 'achievement' | 'issuer', value: Document): Promise<Document> {
  const document = await unsignedCredential()
  const subject = document.credentialSubject as Document
  const at = { credential: document, achievement: subject.achievement, issuer: document.issuer }[place] as Document
  Object.assign(at, value)
  return signed(document)
}

async function check(badge: Document | string, web: Parameters<typeof webOf>[0] = {}): Promise<PayloadResult> {
  return checkPayload(typeof badge === 'string' ? badge : JSON.stringify(badge), portsFor(await webOf(web)))
}
const told = ({ verdict, summary, checks }: PayloadResult) => ({
  verdict,
  endorsements: summary?.endorsements,
  check: checks.filter(({ name }) => name === 'endorsement').map(({ outcome, code }) => [outcome, code]),
})
const unions = { issuerName: 'Library Union', comment: 'A badge worth having.' }

describe('what others say of a 3.0 credential', () => {
  it.each(['credential', 'achievement', 'issuer'] as const)(
    'is checked with its own signature, wherever it stands: %s',
    async (place) => {
      const badge = await endorsed(place, { endorsement: [await endorsement()] })
      expect(told(await check(badge))).toEqual({
        verdict: 'valid',
        endorsements: [{ ...unions, verdict: 'valid', because: null }],
        check: [['passed', 'ok']],
      })
    },
  )

  it('may be a JWT', async () => {
    const { proof: _, ...bare } = await endorsement({
      issuer: { id: String(hostedDid().id), type: ['Profile'], name: 'Ødegård Library' },
    })
    const jwk = p256.publicKey.export({ format: 'jwk' }) as Document
    const text = jws({ alg: 'ES256', typ: 'JWT', jwk }, bare, p256.privateKey, 'ES256')
    const did = hostedDid()
    const method = { id: `${String(did.id)}#p`, type: 'JsonWebKey', controller: did.id, publicKeyJwk: jwk }
    const both = {
      ...did,
      verificationMethod: [...(did.verificationMethod as Document[]), method],
      assertionMethod: [...(did.assertionMethod as string[]), method.id],
    }
    // No context of the standard defines `endorsementJwt`: no proof inside a credential can cover it, an envelope can.
    const whole = async (endorsementJwt: string[]) => {
      const { credentialStatus: _, ...document } = await unsignedCredential()
      return jws({ alg: 'ES256', typ: 'JWT', jwk }, { ...document, endorsementJwt }, p256.privateKey, 'ES256')
    }
    expect(told(await check(await whole([text]), { [didUrl]: both }))).toMatchObject({
      verdict: 'valid',
      endorsements: [{ issuerName: 'Ødegård Library', verdict: 'valid' }],
    })
    expect(told(await check(await whole(['eyJ.AA.AA']), { [didUrl]: both }))).toMatchObject({
      verdict: 'valid',
      check: [['warned', 'endorsement_doubtful']],
    })
    const inside = { ...(await signed(await unsignedCredential())), endorsementJwt: [text] }
    expect(await check(inside)).toMatchObject({ verdict: 'unreachable', because: { code: 'terms_unknown' } })
  })

  it.each<[string, () => Promise<Document>, string, string]>([
    ['that was changed', async () => ({ ...(await endorsement()), name: 'Another word' }), 'altered', 'changed'],
    ['that another key signed', () => endorsement({}, keyFrom('somebody')), 'invalid', 'method_not_issuers'],
    ['that is not signed', async () => ({ ...(await endorsement()), proof: undefined }), 'invalid', 'no_proof'],
    [
      'that speaks of something else',
      () => endorsement({ credentialSubject: { id: 'https://elsewhere.example/badge', type: ['EndorsementSubject'] } }),
      'invalid',
      'endorses_another',
    ],
    ['whose time is over', () => endorsement({ validUntil: '2026-06-22T00:00:00Z' }), 'expired', 'expired'],
  ])('%s is never shown as true, and spoils nothing', async (_, made, verdict, because) => {
    const badge = await endorsed('achievement', { endorsement: [await made()] })
    const found = told(await check(badge))
    expect(found).toMatchObject({ verdict: 'valid', check: [['warned', 'endorsement_doubtful']] })
    expect(found.endorsements).toMatchObject([{ verdict, because }])
  })

  it('of which the issuer cannot be asked stays open, and spoils nothing', async () => {
    const stranger = { id: 'did:web:union.example', type: ['Profile'], name: 'Library Union' }
    const badge = await endorsed('credential', { endorsement: [await endorsement({ issuer: stranger })] })
    // Signed by the key of `unionDid`: under another's name it is not its word.
    expect(told(await check(badge))).toMatchObject({ verdict: 'valid', check: [['warned', 'endorsement_doubtful']] })
    const [proof] = (await endorsement({ issuer: stranger })).proof as [Document]
    const own = { ...(await endorsement({ issuer: stranger })) }
    own.proof = [{ ...proof, verificationMethod: 'did:web:union.example#key' }]
    const open = await endorsed('credential', { endorsement: [own] })
    expect(told(await check(open))).toMatchObject({ verdict: 'valid', check: [['warned', 'endorsement_unchecked']] })
  })

  it('is looked at ten times at most, and no deeper than once', async () => {
    const nested = await endorsement({ endorsement: [await endorsement()] })
    const badge = await endorsed('credential', { endorsement: new Array<Document>(12).fill(nested) })
    const { summary } = await check(badge)
    expect(summary?.endorsements).toHaveLength(10)
  })

  it('F37: with a context that is not known, or keywords, cannot carry the badge’s own signature', async () => {
    const strange = { ...(await endorsement()), '@context': ['https://evil.example/context.json'] }
    const badge = await unsignedCredential()
    const proof = (await signed(badge)).proof
    expect(await check({ ...badge, proof, endorsement: [strange] })).toMatchObject({
      verdict: 'unreachable',
      because: { code: 'context_unknown' },
    })
    expect(await check({ ...badge, proof, endorsement: [{ ...(await endorsement()), '@id': 'x' }] })).toMatchObject({
      because: { code: 'unusual_form' },
    })
  })
})

describe('an endorsement alone', () => {
  it('as a credential is checked like any other', async () => {
    const whole = await endorsement()
    expect(await check(whole)).toMatchObject({
      verdict: 'valid',
      format: '3.0',
      summary: { badgeName: 'The union’s word', description: 'A badge worth having.', issuerName: 'Library Union' },
    })
    expect(await check({ ...whole, name: 'Other' })).toMatchObject({ verdict: 'altered' })
    const { credentialSubject: _, ...without } = whole
    expect(await check(without)).toMatchObject({
      verdict: 'invalid',
      because: { code: 'missing', details: { field: 'credentialSubject' } },
    })
  })
})

describe('what others say of a 2.0 badge', () => {
  const at = 'https://union.example/endorsements/1.json'
  const unionUrl = 'https://union.example/issuer.json'
  const profile = {
    '@context': 'https://w3id.org/openbadges/v2',
    id: unionUrl,
    type: 'Issuer',
    name: 'Library Union',
    url: 'https://union.example',
    email: 'a@union.example',
  }
  const word = (changes: Document = {}): Document => ({
    '@context': 'https://w3id.org/openbadges/v2',
    id: at,
    type: 'Endorsement',
    claim: { id: badgeUrl, endorsementComment: 'A badge worth having.' },
    issuer: unionUrl,
    issuedOn: '2026-06-21T00:00:00Z',
    verification: { type: 'HostedBadge' },
    ...changes,
  })
  const web = (endorsement: unknown, more: Record<string, Document | number | null> = {}) => ({
    [badgeUrl]: { ...hostedBadge(), endorsement } as Document,
    [at]: word(),
    [unionUrl]: profile,
    ...more,
  })
  const valid = { ...unions, verdict: 'valid', because: null }

  it.each<[string, unknown]>([
    ['by its address', at],
    ['inside', word()],
    ['by an object that names it', { id: at, type: 'Endorsement' }],
    ['in a list', [at]],
  ])('is read %s, and has to stand at its own address', async (_, value) => {
    const badge = await hostedAssertion()
    expect(told(await check(badge, web(value)))).toEqual({
      verdict: 'valid',
      endorsements: [valid],
      check: [['passed', 'ok']],
    })
    expect(told(await check(badge, web(value, { [at]: null })))).toMatchObject({
      verdict: 'valid',
      check: [['warned', 'endorsement_unchecked']],
    })
    expect(told(await check(badge, web(value, { [at]: 410 })))).toMatchObject({
      verdict: 'valid',
      check: [['warned', 'endorsement_doubtful']],
    })
  })

  it('that stands where its issuer does not speak, or speaks of something else, is doubtful', async () => {
    const badge = await hostedAssertion()
    const elsewhere = word({ issuer: 'https://other.example/issuer.json' })
    const other = { ...profile, id: 'https://other.example/issuer.json' }
    const found = await check(badge, web(at, { [at]: elsewhere, 'https://other.example/issuer.json': other }))
    expect(told(found)).toMatchObject({ verdict: 'valid', endorsements: [{ because: 'other_host' }] })
    const another = await check(badge, web(at, { [at]: word({ claim: { id: 'https://x.example' } }) }))
    expect(told(another)).toMatchObject({ verdict: 'valid', endorsements: [{ because: 'endorses_another' }] })
  })

  it('may be signed, with the key that its issuer lists', async () => {
    const keyUrl = 'https://union.example/key.json'
    const key = {
      id: keyUrl,
      type: 'CryptographicKey',
      owner: unionUrl,
      publicKeyPem: rsa.publicKey.export({ format: 'pem', type: 'spki' }),
    }
    const payload = word({ id: 'urn:uuid:1', verification: { type: 'SignedBadge', creator: keyUrl } })
    const text = jws({ alg: 'RS256' }, payload, rsa.privateKey)
    const keyed = { [unionUrl]: { ...profile, publicKey: keyUrl }, [keyUrl]: key as unknown as Document }
    const badge = await hostedAssertion()
    expect(told(await check(badge, web(text, keyed)))).toMatchObject({ verdict: 'valid', endorsements: [valid] })
    expect(told(await check(badge, web(text)))).toMatchObject({
      verdict: 'valid',
      endorsements: [{ because: 'key_not_listed' }],
    })
    expect(await check(text, web([], keyed))).toMatchObject({ verdict: 'valid', format: '2.0' })
  })

  it('alone is checked like a badge', async () => {
    expect(await check(word(), web([]))).toMatchObject({ verdict: 'valid', summary: { issuerName: 'Library Union' } })
    const lie = word({ claim: { id: badgeUrl, endorsementComment: 'The best of all.' } })
    expect(await check(lie, web([]))).toMatchObject({ verdict: 'altered', because: { code: 'differs' } })
  })

  it('of its issuer and of its award counts as well', async () => {
    const badge = await hostedAssertion()
    const mine = word({ claim: { id: issuerUrl, endorsementComment: 'Good people.' } })
    const found = await check(badge, {
      [issuerUrl]: { ...hostedIssuer(), endorsement: at },
      [at]: mine,
      [unionUrl]: profile,
    })
    expect(told(found).endorsements).toMatchObject([{ comment: 'Good people.', verdict: 'valid' }])
    const award = word({ claim: { id: assertionUrl, endorsementComment: 'Well done.' } })
    const endorsedAward = { ...badge, endorsement: at }
    const web2 = { [assertionUrl]: endorsedAward, [at]: award, [unionUrl]: profile }
    expect(told(await check(endorsedAward, web2)).endorsements).toMatchObject([{ comment: 'Well done.' }])
  })
})
