import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Issuance } from '../../../src/core/contract/issuers'
import { decodeStatusList } from '../../../src/core/openbadges/status-list'
import { gzip } from '../../../src/main/signing/ports'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

const base = 'https://badges.example.org'
const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }

/** A published app with two awards, issued as wished. */
async function publishedApp(issuance: Partial<Issuance> = {}) {
  const app = await temporaryApp()
  const badge = await readyBadge(app, { suspendable: true })
  const [issuer] = await app.client.issuers.list()
  await app.client.issuers.save({ ...issuer!, ...issuance })
  const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
  const [site] = await app.client.publishing.sites()
  const publish = () => resultOf(app.client.publishing.run({ siteId: site!.id }))
  const preview = () => app.client.publishing.preview({ siteId: site!.id })
  const text = (path: string) => readFileSync(join(app.folder, 'site', path), 'utf8')
  const document = (url: string) => JSON.parse(text(url.replace(`${base}/`, ''))) as Record<string, unknown>
  await publish()
  return { app, issuerToken: issuer!.token, ids: awarded.map((row) => row.awardId), publish, preview, text, document }
}

type Entry = { statusPurpose: string; statusListIndex: string; statusListCredential: string }
type List = { validFrom: string; credentialSubject: { statusPurpose: string; encodedList: string } }

async function entryOf(app: TestApp, id: string, purpose: string): Promise<Entry> {
  const { credential } = await app.client.awards.read({ id })
  const { credentialStatus } = JSON.parse(credential!) as { credentialStatus: Entry[] }
  return credentialStatus.find((entry) => entry.statusPurpose === purpose)!
}

/** Which entries of a published list are set. */
async function setIn(list: List): Promise<number[]> {
  const bits = (await decodeStatusList(list.credentialSubject.encodedList, gzip))!
  return [...bits].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => (byte & (0x80 >> bit) ? [at * 8 + bit] : [])),
  )
}

describe('publishing suspensions', () => {
  it('row 84: holds and releases an award in the list of suspensions, each text valid from later than the one before', async () => {
    const { app, ids, publish, preview, document } = await publishedApp()
    const [id] = ids as [string]
    const entry = await entryOf(app, id, 'suspension')
    const list = () => document(entry.statusListCredential) as List
    const revocations = document((await entryOf(app, id, 'revocation')).statusListCredential)
    expect(list().credentialSubject.statusPurpose).toBe('suspension')
    const texts = [list()]
    for (const [act, held] of [
      [() => app.client.awards.suspend({ ids: [id], reason: 'Fees are due' }), [Number(entry.statusListIndex)]],
      [() => app.client.awards.reinstate({ ids: [id] }), []],
    ] as const) {
      await act()
      expect((await preview()).changes.map((change) => change.kind)).toContain('status')
      // The clock stands still: the text is later all the same.
      await publish()
      texts.push(list())
      expect(await setIn(list())).toEqual(held)
      expect((await preview()).changes).toEqual([])
    }
    const times = texts.map((one) => one.validFrom)
    expect(times).toEqual([...new Set(times)].sort())
    expect(document((await entryOf(app, id, 'revocation')).statusListCredential)).toEqual(revocations)
  })

  it('row 80: shows a suspension and its end that are not public yet', async () => {
    const { app, ids, publish } = await publishedApp()
    const state = async () => {
      const { state, unpublished } = await app.client.awards.read({ id: ids[0]! })
      return [state, unpublished]
    }
    await app.client.awards.suspend({ ids: [ids[0]!], reason: 'Fees are due' })
    expect(await state()).toEqual(['suspended', true])
    await publish()
    expect(await state()).toEqual(['suspended', false])
    await app.client.awards.reinstate({ ids: [ids[0]!] })
    expect(await state()).toEqual(['published', true])
    await publish()
    expect(await state()).toEqual(['published', false])
  })

  it('leaves the 2.0 document as it was issued, says it on the page, and keeps the reason in the house', async () => {
    const { app, ids, publish, text } = await publishedApp()
    const { token, assertion } = await app.client.awards.read({ id: ids[0]! })
    const path = `assertions/${token.slice(0, 2)}/${token}`
    await app.client.awards.suspend({ ids: [ids[0]!], reason: 'Fees are due' })
    await publish()
    expect(text(`${path}.json`)).toBe(assertion)
    expect(text(`${path}.html`)).toContain('on hold since 20 June 2026')
    expect(text(`${path}.html`)).not.toContain('Fees')
    await app.client.awards.reinstate({ ids: [ids[0]!] })
    await publish()
    expect(text(`${path}.html`)).not.toContain('on hold')
  })

  it('tells the library of its own award before anything is public, with when it was', async () => {
    const { app, ids } = await publishedApp()
    const { png } = await app.client.awards.bake({ id: ids[0]! })
    const check = async () => (await app.client.verification.check({ files: [{ name: 'a.png', bytes: png }] }))[0]!
    expect((await check()).verdict).toBe('valid')
    await app.client.awards.suspend({ ids: [ids[0]!], reason: 'Fees are due' })
    expect((await check()).verdict).toBe('suspended')
    await app.client.awards.reinstate({ ids: [ids[0]!] })
    expect((await check()).verdict).toBe('valid')
    await app.client.awards.revoke({ ids: [ids[0]!], reason: 'Left' })
    expect((await check()).verdict).toBe('revoked')
  })
})

describe('publishing what is signed', () => {
  it('publishes VC-JWTs under their own ending, with the key that they name, and lists signed by a key that the issuer lists', async () => {
    const { app, ids, issuerToken, text, document } = await publishedApp({ formats: '3.0', credentialProof: 'jwt' })
    const { token, credential } = await app.client.awards.read({ id: ids[0]! })
    expect(text(`credentials/${token.slice(0, 2)}/${token}.jwt`)).toBe(credential)
    const [header = '', payload = ''] = credential!.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    const { kid } = JSON.parse(header) as { kid: string }
    expect(document(kid)).toMatchObject({ kty: 'EC', crv: 'P-256', kid, alg: 'ES256', use: 'sig' })
    expect(document(`issuers/${issuerToken}/jwks.json`)).toEqual({ keys: [document(kid)] })
    const did = document(`issuers/${issuerToken}/did.json`) as {
      verificationMethod: { id: string; type: string; publicKeyJwk?: object }[]
    }
    expect(did.verificationMethod.map((method) => method.type).sort()).toEqual(['JsonWebKey', 'Multikey'])
    expect(did.verificationMethod.find((method) => method.publicKeyJwk)?.publicKeyJwk).toEqual(document(kid))
    const { credentialStatus } = JSON.parse(payload) as { credentialStatus: Entry[] }
    for (const { statusListCredential } of credentialStatus) {
      const { proof } = document(statusListCredential) as { proof: { verificationMethod: string }[] }
      expect(did.verificationMethod.map((method) => method.id)).toContain(proof[0]!.verificationMethod)
    }
  })

  it('row 79: publishes no signed assertion, but its key and the list of those that were revoked', async () => {
    const { app, ids, issuerToken, publish, document } = await publishedApp({ assertionProof: 'signed' })
    const { token, assertion } = await app.client.awards.read({ id: ids[0]! })
    const path = `assertions/${token.slice(0, 2)}/${token}`
    expect(() => document(`${path}.json`)).toThrow('ENOENT')
    const { id, verification } = JSON.parse(Buffer.from(assertion!.split('.')[1]!, 'base64url').toString()) as {
      id: string
      verification: { creator: string }
    }
    const profile = document(`issuers/${issuerToken}/issuer.json`)
    const list = () => document(String(profile['revocationList']))
    expect(profile['publicKey']).toBe(verification.creator)
    expect(document(verification.creator)).toMatchObject({
      type: 'CryptographicKey',
      id: verification.creator,
      owner: profile['id'],
      publicKeyPem: expect.stringContaining('BEGIN PUBLIC KEY') as string,
    })
    expect(list()).toMatchObject({ type: 'RevocationList', issuer: profile['id'], revokedAssertions: [] })
    await app.client.awards.revoke({ ids: [ids[0]!], reason: 'Wrong person' })
    await publish()
    expect(list()['revokedAssertions']).toEqual([{ id, revocationReason: 'Wrong person' }])
  })

  it.each([
    ['signed', 'jwt'],
    ['signed', 'data_integrity'],
    ['hosted', 'jwt'],
  ] as const)('checks its own awards without a network: 2.0 %s, 3.0 as %s', async (assertionProof, credentialProof) => {
    const { app, ids } = await publishedApp({ assertionProof, credentialProof })
    const { png } = await app.client.awards.bake({ id: ids[0]! })
    const check = async () => (await app.client.verification.check({ files: [{ name: 'a.png', bytes: png }] }))[0]!
    expect(await check()).toMatchObject({ verdict: 'valid', ownAwardId: ids[0] })
    await app.client.awards.revoke({ ids: [ids[0]!], reason: 'Left' })
    expect((await check()).verdict).toBe('revoked')
    expect((await resultOf(app.client.library.check())).damaged).toEqual([])
  })

  it('row 97: lists a key that was put away as before, and says of a stolen one since when', async () => {
    const { app, issuerToken, preview, publish, document } = await publishedApp({
      assertionProof: 'signed',
      credentialProof: 'jwt',
    })
    const profile = () => document(`issuers/${issuerToken}/issuer.json`)
    const did = () => document(`issuers/${issuerToken}/did.json`) as { verificationMethod: { revoked?: string }[] }
    const before = [profile(), did()]
    const putAway = async (reason: string) => {
      const db = new Database(join(app.library, 'library.db'))
      db.prepare(
        "UPDATE signing_key SET retired_at = '2026-06-21T00:00:00Z', retired_reason = ? WHERE kind <> 'ed25519'",
      ).run(reason)
      db.close()
    }
    await putAway('rotated')
    expect((await preview()).changes).toEqual([])
    await putAway('stolen')
    await publish()
    expect(did().verificationMethod.map((method) => method.revoked)).toContain('2026-06-21T00:00:00Z')
    // An assertion's own date would be the thief's word.
    expect(profile()).toEqual({ ...before[0], publicKey: undefined })
    expect(() => document(`issuers/${issuerToken}/jwks.json`)).not.toThrow()
  })

  it('row 97: signs every status list anew after its key was stolen, with a new key that the issuer lists, and then rests', async () => {
    const { app, ids, issuerToken, preview, publish, document } = await publishedApp()
    const entries = [await entryOf(app, ids[0]!, 'revocation'), await entryOf(app, ids[0]!, 'suspension')]
    const methods = () =>
      entries.map((entry) => {
        const { proof } = document(entry.statusListCredential) as { proof: { verificationMethod: string }[] }
        return proof[0]!.verificationMethod
      })
    const before = methods()
    const [issuer] = await app.client.keys.list()
    await app.client.keys.retire({ id: issuer!.keys[0]!.id, reason: 'stolen' })
    expect((await preview()).changes.filter((change) => change.kind === 'status')).toHaveLength(2)
    await publish()
    const did = document(`issuers/${issuerToken}/did.json`) as {
      verificationMethod: { id: string; revoked?: string }[]
    }
    const listed = did.verificationMethod.filter((method) => method.revoked === undefined).map((method) => method.id)
    expect(listed).toHaveLength(1)
    expect(methods()).toEqual([listed[0], listed[0]])
    expect(before).not.toContain(listed[0])
    expect((await preview()).changes).toEqual([])
    expect((await publish()).written).toBe(0)
  })
})
