import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import {
  base,
  didUrl,
  hostedDid,
  jws,
  listUrl,
  p256,
  portsFor,
  signed,
  signedCredential,
  statusList,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'

async function check(badge: Document, web: Parameters<typeof webOf>[0] = {}) {
  const { verdict, because, checks, summary } = await checkPayload(JSON.stringify(badge), portsFor(await webOf(web)))
  const notes = checks.filter(({ outcome }) => outcome === 'warned').map(({ code }) => code)
  return { verdict, because: because?.code ?? null, reason: summary?.reason ?? null, notes }
}

describe('a W3C status list', () => {
  const entry = (statusPurpose: string, more: Document = {}) => ({
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: '94567',
    statusListCredential: listUrl,
    ...more,
  })
  const withStatus = async (credentialStatus: unknown) => signed({ ...(await unsignedCredential()), credentialStatus })

  it('may be a JWT, signed with a key that the issuer lists', async () => {
    const did = hostedDid()
    const jwk = p256.publicKey.export({ format: 'jwk' }) as Document
    const method = { id: `${String(did.id)}#p`, type: 'JsonWebKey', controller: did.id, publicKeyJwk: jwk }
    const keyed = {
      ...did,
      verificationMethod: [...(did.verificationMethod as Document[]), method],
      assertionMethod: [...(did.assertionMethod as string[]), method.id],
    }
    const text = async (set: number[], header: Document) => {
      const { proof: _, ...list } = await statusList(set)
      return jws({ alg: 'ES256', typ: 'vc+jwt', ...header }, list, p256.privateKey, 'ES256')
    }
    const of = async (set: number[], header: Document = { kid: method.id }) =>
      check(await signedCredential(), { [didUrl]: keyed, [listUrl]: await text(set, header) })
    expect(await of([])).toMatchObject({ verdict: 'valid' })
    expect(await of([94567])).toMatchObject({ verdict: 'revoked' })
    expect(await of([94567], { kid: 'did:web:evil.example#key' })).toMatchObject({
      verdict: 'genuine_unchecked',
      because: 'list_not_trusted',
    })
  })

  it('whose own time is over says nothing', async () => {
    const { proof: _, ...list } = await statusList([])
    const old = await signed({ '@context': list['@context'], ...list, validUntil: '2026-06-30T00:00:00Z' })
    expect(await check(await signedCredential(), { [listUrl]: old })).toMatchObject({
      verdict: 'genuine_unchecked',
      because: 'list_outdated',
    })
  })

  it('of another purpose than withdrawing or suspending is passed over, with a note', async () => {
    // A list of entries is more than 1EdTech’s schema allows.
    const badge = await withStatus([entry('revocation'), entry('message', { statusListCredential: `${base}/none` })])
    expect(await check(badge)).toMatchObject({ verdict: 'valid', notes: ['status_ignored', 'schema_differs'] })
    expect(await check(badge, { [listUrl]: await statusList([94567]) })).toMatchObject({ verdict: 'revoked' })
  })

  it('of both purposes: withdrawn outranks put on hold', async () => {
    const onHold = `${base}/status/hold.json`
    const { proof: _, ...hold } = await statusList([94567], { purpose: 'suspension' })
    const suspension = await signed({ '@context': hold['@context'], ...hold, id: onHold })
    const badge = await withStatus([entry('revocation'), entry('suspension', { statusListCredential: onHold })])
    expect(await check(badge, { [onHold]: suspension })).toMatchObject({ verdict: 'suspended' })
    const both = { [onHold]: suspension, [listUrl]: await statusList([94567]) }
    expect(await check(badge, both)).toMatchObject({ verdict: 'revoked' })
  })
})

describe('1EdTech’s list of withdrawn credentials', () => {
  const url = `${base}/withdrawn.json`
  const badge = async () =>
    signed({
      ...(await unsignedCredential()),
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      credentialStatus: { id: url, type: '1EdTechRevocationList' },
    })
  const list = (revokedCredential: unknown, more: Document = {}) => ({
    [url]: { id: url, type: '1EdTechRevocationList', issuer: hostedDid().id, revokedCredential, ...more },
  })

  it('withdraws the credential that it names, with its reason', async () => {
    const made = await badge()
    const named = { id: made.id, revoked: true, revocationReason: 'by mistake' }
    expect(await check(made, list([named]))).toMatchObject({ verdict: 'revoked', reason: 'by mistake' })
    expect(await check(made, list([{ id: made.id }]))).toMatchObject({ verdict: 'revoked' })
    expect(await check(made, list([{ ...named, revoked: false }]))).toMatchObject({ verdict: 'valid' })
    expect(await check(made, list([{ id: 'urn:uuid:other' }]))).toMatchObject({ verdict: 'valid' })
  })

  it('of somebody else, or that is not there, says nothing', async () => {
    const made = await badge()
    expect(await check(made, list([], { issuer: 'did:web:evil.example' }))).toMatchObject({
      because: 'list_not_trusted',
    })
    expect(await check(made)).toMatchObject({ verdict: 'genuine_unchecked', because: 'not_found' })
  })
})
