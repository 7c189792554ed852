import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeMultikey, readMultikey } from '../../../src/core/openbadges/multikey'
import { ownerOnlyFileSecrets, passphraseSecrets } from '../../../src/main/platform/secrets'
import { jwsKeyName } from '../../../src/core/openbadges/jws-signer'
import { createKey, openKey, readSealedKey, type SigningKey } from '../../../src/main/signing/key-files'
import { signingKeys } from '../../../src/main/signing/keys'
import { verifyEd25519 } from '../../../src/main/signing/ports'
import { example, exampleSigner } from '../../support/openbadges'

/** A cheap scrypt: what is tested is the sealing, not the cost of a guess. */
const cost = { N: 2 ** 10, r: 8, p: 1 }
const random = (length: number) => Uint8Array.from(example.seed.subarray(0, length))
const message = new TextEncoder().encode('ten books')

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'blazon-keys-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** The keys of the library in `folder`, with rows kept in a list. */
function library(secrets = passphraseSecrets({ passphrase: 'open sesame', cost })) {
  const rows: (SigningKey & { issuerId: string })[] = []
  let made = 0
  const keys = signingKeys({
    folder,
    secrets,
    random,
    newId: () => `key-${String(++made)}`,
    rows: {
      current: (issuerId, kind) => rows.findLast((row) => row.issuerId === issuerId && row.kind === kind) ?? null,
      insert: (issuerId, key) => void rows.push({ issuerId, ...key }),
    },
  })
  return { keys, rows }
}

describe('signing keys', () => {
  it('are made on first use and signs what their public half verifies', async () => {
    const { keys, rows } = library()
    const signer = await keys.signer('library')
    expect(signer).toMatchObject({ keyId: 'key-1', multikey: exampleSigner.multikey })
    expect(rows).toEqual([
      {
        issuerId: 'library',
        id: 'key-1',
        kind: 'ed25519',
        publicMultibase: exampleSigner.multikey,
        secretRef: 'key-1.key',
      },
    ])
    const publicKey = decodeMultikey(signer.multikey) ?? new Uint8Array()
    expect(verifyEd25519(publicKey, message, signer.sign(message))).toBe(true)
    expect(verifyEd25519(publicKey, message.slice(1), signer.sign(message))).toBe(false)
  })

  it('are made once, however many ask at the same time, and opened once', async () => {
    const secrets = passphraseSecrets({ passphrase: 'open sesame', cost })
    let opened = 0
    const counting = {
      ...secrets,
      open: (sealed: Parameters<typeof secrets.open>[0]) => (opened++, secrets.open(sealed)),
    }
    const { keys, rows } = library(counting)
    const [one, other] = await Promise.all([keys.signer('library'), keys.signer('library')])
    expect(one).toBe(other)
    expect(rows).toHaveLength(1)
    keys.close()
    await Promise.all([keys.signer('library'), keys.signer('library')])
    await keys.signer('library')
    expect(opened).toBe(1)
  })

  it('lie on disk sealed, whole, and readable by their owner only', async () => {
    const { keys } = library()
    await keys.signer('library')
    expect(readdirSync(join(folder, 'keys'))).toEqual(['key-1.key'])
    const file = join(folder, 'keys', 'key-1.key')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(text).not.toContain(example.seed.toString(encoding))
    expect(JSON.parse(text)).toMatchObject({ store: 'passphrase' })
  })

  it('never stand in the row that the database and the journal get', async () => {
    const { keys, rows } = library(ownerOnlyFileSecrets())
    await keys.signer('library')
    const text = JSON.stringify(rows)
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(text).not.toContain(example.seed.toString(encoding))
  })

  it('row 119: a key whose file is gone, foreign or damaged is named as lost, and nothing is signed', async () => {
    const { key } = await createKey({
      folder,
      secrets: ownerOnlyFileSecrets(),
      random,
      newId: () => 'a',
      kind: 'ed25519',
    })
    const open = (row = key) => openKey(folder, ownerOnlyFileSecrets(), row)
    const lost = { code: 'secret_unavailable', details: { reason: 'no_store' } }
    expect((await open()).publicMultibase).toBe(exampleSigner.multikey)
    await expect(open({ ...key, secretRef: 'b.key' })).rejects.toMatchObject(lost)
    await expect(open({ ...key, secretRef: '../keys/a.key' })).rejects.toMatchObject(lost)
    await expect(
      open({ ...key, publicMultibase: 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi' }),
    ).rejects.toMatchObject(lost)
    for (const text of ['', '{', '{"store":"cloud","text":""}', '{"store":"owner_only_file","text":"AAAA"}']) {
      writeFileSync(join(folder, 'keys', 'a.key'), text)
      await expect(open()).rejects.toMatchObject(lost)
    }
  })

  it('a failure to open does not stick: the passphrase may come later', async () => {
    await library().keys.signer('library')
    const locked = passphraseSecrets({ cost })
    const key = {
      id: 'key-1',
      kind: 'ed25519' as const,
      publicMultibase: exampleSigner.multikey,
      secretRef: 'key-1.key',
    }
    const keys = signingKeys({
      folder,
      secrets: locked,
      random,
      newId: () => 'never',
      rows: { current: () => key, insert: () => expect.unreachable() },
    })
    await expect(keys.signer('library')).rejects.toMatchObject({ details: { reason: 'no_passphrase' } })
    await locked.unlock('open sesame', await readSealedKey(folder, key))
    expect((await keys.signer('library')).multikey).toBe(exampleSigner.multikey)
  })

  it('row 119: a file that holds a key of another kind opens nothing', async () => {
    const { key } = await createKey({ folder, secrets: ownerOnlyFileSecrets(), random, newId: () => 'a', kind: 'p256' })
    await expect(openKey(folder, ownerOnlyFileSecrets(), { ...key, kind: 'ed25519' })).rejects.toMatchObject({
      details: { reason: 'no_store' },
    })
    await expect(openKey(folder, ownerOnlyFileSecrets(), { ...key, kind: 'rsa' })).rejects.toMatchObject({
      details: { reason: 'no_store' },
    })
  })

  it('of P-256 sign ES256 with r and s joined, and are named by a Multikey', async () => {
    const { keys, rows } = library()
    const signer = await keys.jwsSigner('library', 'ES256')
    expect(rows).toMatchObject([{ kind: 'p256', publicMultibase: signer.publicMultibase }])
    expect(signer).toMatchObject({ algorithm: 'ES256', keyId: 'key-1', publicJwk: { kty: 'EC', crv: 'P-256' } })
    expect(signer.publicMultibase).toMatch(/^zDn/)
    expect(readMultikey(signer.publicMultibase)).toEqual({ jwk: signer.publicJwk })
    expect(signer.publicJwk).not.toHaveProperty('d')
    const signature = signer.sign(message)
    expect(signature).toHaveLength(64)
    const key = createPublicKey({ key: { ...signer.publicJwk }, format: 'jwk' })
    expect(verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
    keys.close()
    expect((await keys.jwsSigner('library', 'ES256')).publicMultibase).toBe(signer.publicMultibase)
  })

  it('of RSA have 3072 bits, sign RS256, and are named by their PKCS #1', async () => {
    const { keys } = library()
    const signer = await keys.jwsSigner('library', 'RS256')
    const named = Buffer.from(signer.publicMultibase.slice(1), 'base64url')
    expect([signer.publicMultibase[0], named[0], named[1]]).toEqual(['u', 0x85, 0x24])
    const key = createPublicKey({ key: named.subarray(2), format: 'der', type: 'pkcs1' })
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(3072)
    expect(key.export({ format: 'jwk' })).toEqual(signer.publicJwk)
    expect(verify('sha256', message, key, signer.sign(message))).toBe(true)
    const address = jwsKeyName(example.base, example.issuer.token, signer.publicMultibase)
    expect(address.split('/').at(-1)?.length).toBeLessThan(100)
    keys.close()
    expect((await keys.jwsSigner('library', 'RS256')).publicMultibase).toBe(signer.publicMultibase)
  })

  it('of several kinds and issuers are kept apart', async () => {
    const { keys, rows } = library(ownerOnlyFileSecrets())
    await Promise.all([keys.signer('library'), keys.jwsSigner('library', 'ES256'), keys.jwsSigner('school', 'ES256')])
    await keys.signer('library')
    expect(rows.map(({ issuerId, kind }) => `${issuerId} ${kind}`).toSorted()).toEqual([
      'library ed25519',
      'library p256',
      'school p256',
    ])
  })

  it('F53: whoever holds a signer goes on with it after another key became the current one', async () => {
    const { keys, rows } = library(ownerOnlyFileSecrets())
    const before = await keys.signer('library')
    const deps = { folder, secrets: ownerOnlyFileSecrets(), newId: () => 'next', kind: 'ed25519' as const }
    const next = await createKey({ ...deps, random: (length) => new Uint8Array(length).fill(7) })
    rows.push({ issuerId: 'library', ...next.key })
    keys.forget('library')
    const after = await keys.signer('library')
    expect([before.keyId, after.keyId]).toEqual(['key-1', 'next'])
    expect(verifyEd25519(decodeMultikey(before.multikey)!, message, before.sign(message))).toBe(true)
    expect(verifyEd25519(decodeMultikey(after.multikey)!, message, after.sign(message))).toBe(true)
  })
})
