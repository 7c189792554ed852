import { describe, expect, it } from 'vitest'
import { readSubject } from '../../../src/core/contract/achievement'
import type { AwardFacts } from '../../../src/core/openbadges/facts'
import { verifyProof } from '../../../src/core/openbadges/verify-proof'
import { documentIssuer } from '../../../src/main/signing/issue'
import { sha256, verifyEd25519 } from '../../../src/main/signing/ports'
import { signStatusList } from '../../../src/main/signing/status-lists'
import { example, examplePlace, exampleSigner, fixtureText } from '../../support/openbadges'

const nothingSaid = readSubject('{}')
const request = {
  place: examplePlace,
  badge: example.badge,
  formats: 'both',
  signer: exampleSigner,
  signedAt: example.award.awardedAt,
} as const

describe('issuing documents', () => {
  it('writes the worked example letter for letter, both formats, signature included', async () => {
    const issued = await documentIssuer(request).issue(example.award)
    expect(issued.credential).toBe(fixtureText('example/credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json'))
    expect(issued.assertion).toBe(fixtureText('example/assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json'))
  })

  it('signs the worked example of a status list letter for letter', async () => {
    const { text } = await signStatusList({
      base: example.base,
      issuerToken: example.issuer.token,
      token: example.award.status.listToken,
      purpose: 'revocation',
      set: [],
      now: example.award.awardedAt,
      previousValidFrom: null,
      signer: exampleSigner,
    })
    expect(text).toBe(fixtureText(`example/status/${example.award.status.listToken}.json`))
  })

  const verify = async (credential: string | null) => {
    const document = JSON.parse(credential ?? '') as { proof: [Record<string, unknown>] } & Record<string, unknown>
    return verifyProof(
      document,
      document.proof[0],
      { ed25519: exampleSigner.publicKey },
      { digest: sha256, verifyEd25519 },
    )
  }
  const another = (facts: Partial<AwardFacts>): AwardFacts => ({ ...example.award, ...facts })

  it('answers at once after the first award of a kind, with documents of its own for each', async () => {
    const { issue } = documentIssuer(request)
    const first = issue(example.award)
    expect(first).toBeInstanceOf(Promise)
    await first
    const second = issue(another({ token: 'b'.repeat(26), salt: 'c'.repeat(16) }))
    expect(second).not.toBeInstanceOf(Promise)
    const { assertion, credential } = await second
    expect(assertion).toContain(`/assertions/bb/${'b'.repeat(26)}.json`)
    expect(credential).toContain(`/credentials/bb/${'b'.repeat(26)}.json`)
    expect(await verify(credential)).toEqual({ outcome: 'verified' })
  })

  it('issues whatever mixture of kinds a batch holds, each proof over its own document', async () => {
    const { issue } = documentIssuer(request)
    const kinds = [
      another({}),
      another({ expiresAt: '2030-01-01T00:00:00Z' }),
      another({ narrative: 'Says "so" 🎉' }),
      another({ status: { listToken: 'z'.repeat(26), index: 3 } }),
      another({ status: null }),
      another({ identityType: 'name' }),
      another({ evidence: [{ narrative: 'Seen.' }, { narrative: 'Seen.' }] }),
      another({ suspension: { listToken: 'y'.repeat(26), index: 11 } }),
      another({ suspension: { listToken: 'y'.repeat(26), index: 12 } }),
      another({ suspension: { listToken: 'x'.repeat(26), index: 11 } }),
      another({ subject: { ...nothingSaid, role: 'Reader' } }),
      another({ subject: { ...nothingSaid, role: 'Speaker' } }),
    ]
    for (const facts of [...kinds, ...kinds.toReversed()]) {
      const { assertion, credential } = await issue(facts)
      expect(await verify(credential)).toEqual({ outcome: 'verified' })
      const document = JSON.parse(credential ?? '') as Record<string, unknown>
      expect(document['validUntil'] ?? null).toBe(facts.expiresAt)
      expect(document['credentialStatus'] !== undefined).toBe(facts.status !== null)
      if (facts.status) expect(credential).toContain(`/status/${facts.status.listToken}.json#${facts.status.index}"`)
      expect(assertion === null).toBe(facts.identityType === 'name')
      const { suspension, subject } = facts
      if (suspension) expect(credential).toContain(`/status/${suspension.listToken}.json#${suspension.index}"`)
      expect(document['credentialSubject']).toMatchObject(subject ? { role: subject.role } : {})
    }
  })

  it('issues many awards at the same time without mixing them up', async () => {
    const { issue } = documentIssuer(request)
    const tokens = [...'abcdefgh'].map((letter) => letter.repeat(26))
    const all = await Promise.all(tokens.map(async (token) => issue(another({ token }))))
    for (const [at, { credential }] of all.entries()) {
      expect(credential).toContain(tokens[at])
      expect(await verify(credential)).toEqual({ outcome: 'verified' })
    }
  })

  it('keeps to the format that the issuer chose', async () => {
    const sign = () => expect.unreachable('2.0 alone needs no signature')
    const only2 = documentIssuer({ ...request, formats: '2.0', signer: { ...exampleSigner, sign } })
    const { assertion, credential } = await only2.issue(example.award)
    expect(credential).toBeNull()
    expect(assertion).not.toContain('related')
    await expect(only2.issue(another({ identityType: 'name' }))).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await documentIssuer({ ...request, formats: '3.0' }).issue(example.award)).toMatchObject({ assertion: null })
  })

  it('without a hosting address issues a 3.0 credential that its own key proves, whatever the format', async () => {
    const place = { ...examplePlace, base: null }
    const { assertion, credential } = await documentIssuer({ ...request, place, formats: '2.0' }).issue(example.award)
    expect(assertion).toBeNull()
    expect(credential).toContain(`"did:key:${exampleSigner.multikey}#${exampleSigner.multikey}"`)
    expect(await verify(credential)).toEqual({ outcome: 'verified' })
  })

  it('row 84: a list signed again is valid from later than the one before', async () => {
    const list = {
      base: example.base,
      issuerToken: example.issuer.token,
      token: example.award.status.listToken,
      purpose: 'revocation' as const,
      now: example.award.awardedAt,
      signer: exampleSigner,
    }
    const first = await signStatusList({ ...list, set: [94_567], previousValidFrom: null })
    const second = await signStatusList({ ...list, set: [], previousValidFrom: first.validFrom })
    expect(second.validFrom > first.validFrom).toBe(true)
    expect(await verify(second.text)).toEqual({ outcome: 'verified' })
  })
})
