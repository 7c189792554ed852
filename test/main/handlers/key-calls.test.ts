import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chosenSecrets } from '../../../src/main/platform/chosen-secrets'
import { passphraseSecrets } from '../../../src/main/platform/secrets'
import { electronSecrets } from '../../../src/main/shells/electron/secrets'
import { readyBadge, resultOf, temporaryApp, type TestApp, testPlatform } from '../../support/app'

const passphrase = 'correct horse battery'
const cheap = { N: 2 ** 10, r: 8, p: 1 }
const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }
const people = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `Reader ${at}`, email: `reader${at}@example.org` }))

const award = (app: TestApp, badgeId: string, to: { name: string; email: string }[]) =>
  resultOf(app.client.awards.create({ badgeId, people: to }))

/** A library with an issuer, a badge and one award; its first key with it. */
async function libraryWithAward(options: Parameters<typeof temporaryApp>[0] = {}) {
  const app = await temporaryApp(options)
  const badge = await readyBadge(app)
  const { awarded } = await award(app, badge.id, [ada])
  const [issuer] = await app.client.keys.list()
  return { app, badge, awardId: awarded[0]!.awardId, issuer: issuer!, key: issuer!.keys[0]! }
}

const keysOf = async (app: TestApp) => (await app.client.keys.list())[0]!.keys
const loseFiles = (app: TestApp) => rmSync(join(app.library, 'keys'), { recursive: true, force: true })
const verdictOf = async (app: TestApp, awardId: string) => {
  const { png } = await app.client.awards.bake({ id: awardId })
  return (await app.client.verification.check({ files: [{ name: 'a.png', bytes: png }] }))[0]!.verdict
}

describe('keys', () => {
  it('are listed with what they are for and how often they signed', async () => {
    const { app, issuer, key } = await libraryWithAward()
    expect(issuer).toMatchObject({ issuerName: 'Ødegård Library' })
    expect(key).toMatchObject({
      kind: 'ed25519',
      createdAt: '2026-06-20T13:05:09Z',
      retiredAt: null,
      opens: 'yes',
      awards: 1,
      backedUpAt: null,
      rehearsedAt: null,
    })
    expect(key.fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/)
    const made = await app.client.keys.make({ issuerId: issuer.issuerId, kind: 'p256' })
    expect(made).toMatchObject({ kind: 'p256', opens: 'yes', awards: 0 })
    expect((await keysOf(app)).map(({ kind }) => kind).toSorted()).toEqual(['ed25519', 'p256'])
    await expect(app.client.keys.make({ issuerId: issuer.issuerId, kind: 'p256' })).rejects.toMatchObject({
      code: 'conflict',
      data: { reason: 'has_key' },
    })
  })

  it('F53: a batch that is being awarded while its key is replaced is signed by one key, and all of it stays valid', async () => {
    const { app, badge, key, awardId } = await libraryWithAward()
    const batch = await app.client.awards.create({ badgeId: badge.id, people: people(120) })
    expect((await batch.next()).done).toBe(false)
    const next = await app.client.keys.rotate({ id: key.id })
    let step = await batch.next()
    while (!step.done) step = await batch.next()
    expect(step.value.awarded).toHaveLength(120)
    const after = await award(app, badge.id, [bo])
    const [current, old] = await keysOf(app)
    expect(current).toMatchObject({ id: next.id, retiredAt: null, awards: 1 })
    expect(old).toMatchObject({ id: key.id, retiredReason: 'rotated', awards: 121 })
    for (const id of [awardId, step.value.awarded[119]!.awardId, after.awarded[0]!.awardId])
      expect(await verdictOf(app, id)).toBe('valid')
    expect((await app.client.issuers.list())[0]?.publicKey).toBe(next.publicKey)
    await expect(app.client.keys.rotate({ id: key.id })).rejects.toMatchObject({ data: { reason: 'retired' } })
  })

  it('F2: a sealed file whose row was never written does no harm', async () => {
    const { app, badge, key } = await libraryWithAward()
    const files = () => readdirSync(join(app.library, 'keys'))
    const [file] = files()
    // What a kill between the file and the transaction leaves behind.
    cpSync(join(app.library, 'keys', file!), join(app.library, 'keys', 'left-behind.key'))
    await app.reopen()
    expect(await keysOf(app)).toMatchObject([{ id: key.id, retiredAt: null, opens: 'yes' }])
    await app.client.keys.rotate({ id: key.id })
    expect((await award(app, badge.id, [bo])).awarded).toHaveLength(1)
    expect(files()).toHaveLength(3)
  })

  it('that were put away as stolen are followed by a new one with the next award', async () => {
    const { app, badge, key, awardId } = await libraryWithAward()
    expect(await app.client.keys.retire({ id: key.id, reason: 'stolen' })).toMatchObject({
      retiredReason: 'stolen',
      retiredAt: '2026-06-20T13:05:09Z',
    })
    await expect(app.client.keys.retire({ id: key.id, reason: 'lost' })).rejects.toMatchObject({
      data: { reason: 'retired' },
    })
    await award(app, badge.id, [bo])
    expect(await keysOf(app)).toMatchObject([{ retiredAt: null }, { id: key.id }])
    expect((await app.client.awards.read({ id: awardId })).id).toBe(awardId)
  })
})

describe('a lost key', () => {
  it('row 119: leaves every award readable and valid; putting it away leads to a new one', async () => {
    const { app, badge, key, awardId } = await libraryWithAward()
    loseFiles(app)
    await app.reopen()
    expect(await keysOf(app)).toMatchObject([{ opens: 'missing' }])
    expect(await verdictOf(app, awardId)).toBe('valid')
    await expect(award(app, badge.id, [bo])).rejects.toMatchObject({
      code: 'secret_unavailable',
      data: { reason: 'no_store' },
    })
    await app.client.keys.retire({ id: key.id, reason: 'lost' })
    expect((await award(app, badge.id, [bo])).awarded).toHaveLength(1)
    expect(await verdictOf(app, awardId)).toBe('valid')
  })

  it('comes back from its file of backup, keeping its row', async () => {
    const { app, badge, key, issuer } = await libraryWithAward()
    await app.client.keys.make({ issuerId: issuer.issuerId, kind: 'rsa' })
    const { content, fileName, keys, leftOut } = await app.client.keys.backUp({ passphrase })
    expect({ fileName, keys, leftOut }).toEqual({
      fileName: 'Ødegård Library signing keys 2026-06-20.blazon-keys',
      keys: 2,
      leftOut: [],
    })
    expect(await keysOf(app)).toMatchObject([
      { backedUpAt: '2026-06-20T13:05:09Z' },
      { backedUpAt: '2026-06-20T13:05:09Z' },
    ])
    expect(await app.client.keys.readBackup({ file: content })).toMatchObject({
      issuers: [{ isHere: true, name: 'Ødegård Library', keys: [{}, {}] }],
    })
    loseFiles(app)
    await app.reopen()
    await expect(app.client.keys.backUp({ passphrase })).rejects.toMatchObject({ code: 'secret_unavailable' })
    await expect(app.client.keys.restore({ file: content, passphrase: 'not this one' })).rejects.toMatchObject({
      data: { reason: 'wrong_passphrase' },
    })
    const { keys: back } = await app.client.keys.restore({ file: content, passphrase })
    expect(back.map(({ outcome }) => outcome)).toEqual(['restored', 'restored'])
    const restored = await keysOf(app)
    expect(restored).toMatchObject([{ opens: 'yes' }, { opens: 'yes' }])
    expect(restored.map(({ id }) => id)).toContain(key.id)
    expect((await award(app, badge.id, [bo])).awarded).toHaveLength(1)
    expect((await app.client.keys.restore({ file: content, passphrase })).keys).toMatchObject([
      { outcome: 'unchanged' },
      { outcome: 'unchanged' },
    ])
  })

  it('comes back from the words and from the code of its sheet, also after it was put away as lost', async () => {
    const { app, badge, key } = await libraryWithAward()
    const sheet = await app.client.keys.recoverySheet({ id: key.id })
    expect(sheet).toMatchObject({ kind: 'ed25519', issuerName: 'Ødegård Library', fingerprint: key.fingerprint })
    const typed = sheet.words.map((word, at) => `${at + 1}. ${word}`).join('\n')
    for (const words of [typed, sheet.qr]) {
      loseFiles(app)
      await app.reopen()
      expect(await app.client.keys.restoreWords({ words })).toMatchObject({ keyId: key.id, outcome: 'restored' })
    }
    loseFiles(app)
    await app.reopen()
    await app.client.keys.retire({ id: key.id, reason: 'lost' })
    expect(await app.client.keys.restoreWords({ words: typed })).toMatchObject({ keyId: key.id, outcome: 'restored' })
    await award(app, badge.id, [bo])
    expect(await keysOf(app)).toMatchObject([{ id: key.id, retiredAt: null, awards: 2 }])
  })

  it('of P-256 comes back from its words without a word about the curve', async () => {
    const { app, issuer } = await libraryWithAward()
    const made = await app.client.keys.make({ issuerId: issuer.issuerId, kind: 'p256' })
    const { words } = await app.client.keys.recoverySheet({ id: made.id })
    rmSync(join(app.library, 'keys', `${made.id}.key`))
    expect(await app.client.keys.restoreWords({ words: words.join(' ') })).toMatchObject({
      keyId: made.id,
      kind: 'p256',
      outcome: 'restored',
    })
  })

  it('of RSA has no words', async () => {
    const { app, issuer } = await libraryWithAward()
    const made = await app.client.keys.make({ issuerId: issuer.issuerId, kind: 'rsa' })
    await expect(app.client.keys.recoverySheet({ id: made.id })).rejects.toMatchObject({
      code: 'conflict',
      data: { reason: 'no_words' },
    })
  })
})

describe('a recovery sheet', () => {
  it('is rehearsed: what is wrong is told by its place, never what would be right', async () => {
    const { app, issuer, key } = await libraryWithAward()
    const { words } = await app.client.keys.recoverySheet({ id: key.id })
    const rehearse = (typed: string[]) => app.client.keys.rehearse({ id: key.id, words: typed.join(' ') })
    const other = words[4] === 'zoo' ? 'zone' : 'zoo'
    const wrong = await rehearse(words.with(4, other))
    expect(wrong).toEqual({ problem: { kind: 'wrong_words', at: [5] } })
    expect(JSON.stringify(wrong)).not.toContain(words[4])
    expect(await rehearse(words.slice(2))).toEqual({ problem: { kind: 'count', words: 22 } })
    expect(await rehearse(words.with(0, 'xyzzy'))).toEqual({ problem: { kind: 'unknown_words', at: [1] } })
    const another = await app.client.keys.make({ issuerId: issuer.issuerId, kind: 'p256' })
    const { words: others } = await app.client.keys.recoverySheet({ id: another.id })
    expect(await rehearse(others)).toEqual({ problem: { kind: 'other_key' } })
    expect(await keysOf(app)).not.toContainEqual(expect.objectContaining({ rehearsedAt: '2026-06-20T13:05:09Z' }))
    expect(await rehearse(words)).toEqual({ problem: null })
    expect((await keysOf(app)).find(({ id }) => id === key.id)).toMatchObject({
      rehearsedAt: '2026-06-20T13:05:09Z',
      backedUpAt: '2026-06-20T13:05:09Z',
    })
  })

  it('is rehearsed without the key too', async () => {
    const { app, key } = await libraryWithAward()
    const { words } = await app.client.keys.recoverySheet({ id: key.id })
    loseFiles(app)
    const other = words[4] === 'zoo' ? 'zone' : 'zoo'
    const { problem } = await app.client.keys.rehearse({ id: key.id, words: words.with(4, other).join(' ') })
    expect(['wrong_words', 'other_key']).toContain(problem?.kind)
    expect(await app.client.keys.rehearse({ id: key.id, words: words.join(' ') })).toEqual({ problem: null })
  })

  it('that is misspelt restores nothing', async () => {
    const { app, key } = await libraryWithAward()
    const { words } = await app.client.keys.recoverySheet({ id: key.id })
    await expect(app.client.keys.restoreWords({ words: words.with(2, 'xyzzy').join(' ') })).rejects.toMatchObject({
      code: 'invalid_input',
      data: { field: 'words', reason: 'unknown_words', at: ['3'] },
    })
  })
})

describe('keys in another library', () => {
  it('F53: the file and the sheet of another issuer are refused', async () => {
    const { app: one, key } = await libraryWithAward()
    const { content } = await one.client.keys.backUp({ passphrase })
    const { words, qr } = await one.client.keys.recoverySheet({ id: key.id })
    const { app: other, issuer } = await libraryWithAward()
    expect((await other.client.keys.readBackup({ file: content })).issuers).toMatchObject([{ isHere: false }])
    const refused = (reason: string) => ({ code: 'conflict', data: { reason } })
    await expect(other.client.keys.restore({ file: content, passphrase })).rejects.toMatchObject(
      refused('other_issuer'),
    )
    await expect(other.client.keys.restoreWords({ words: qr })).rejects.toMatchObject(refused('other_issuer'))
    await expect(other.client.keys.restoreWords({ words: words.join(' ') })).rejects.toMatchObject(
      refused('unknown_key'),
    )
    await expect(
      other.client.keys.restoreWords({ words: words.join(' '), issuerId: issuer.issuerId }),
    ).rejects.toMatchObject(refused('has_key'))
    expect(await keysOf(other)).toHaveLength(1)
  })

  it('of the same issuer are added: the younger one is the one in use', async () => {
    const { app, badge, key } = await libraryWithAward()
    const backup = await app.client.library.backUp()
    app.time.set('2026-07-01T10:00:00Z')
    const next = await app.client.keys.rotate({ id: key.id })
    const { content } = await app.client.keys.backUp({ passphrase })
    // The computer died; the library comes back from a backup before the rotation, without its journal or keys.
    rmSync(join(app.library, 'journal.jsonl'))
    await app.client.library.restore({ name: backup.name })
    rmSync(join(app.library, 'keys'), { recursive: true, force: true })
    await app.reopen()
    expect(await keysOf(app)).toMatchObject([{ id: key.id, retiredAt: null, opens: 'missing' }])
    const { keys } = await app.client.keys.restore({ file: content, passphrase })
    expect(keys.map(({ outcome }) => outcome).toSorted()).toEqual(['added', 'restored'])
    expect(await keysOf(app)).toMatchObject([
      { id: expect.any(String) as string, publicKey: next.publicKey, retiredAt: null, opens: 'yes' },
      { id: key.id, retiredReason: 'rotated', opens: 'yes' },
    ])
    expect((await award(app, badge.id, [bo])).awarded).toHaveLength(1)
  })

  it('F52: what another computer sealed is told as missing, old badges verify, and what is made now asks for a passphrase', async () => {
    const keychain = { isThere: true }
    const store = {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed here ${text.length}`)),
      decryptStringAsync: () => Promise.reject(new Error('another computer')),
      getSelectedStorageBackend: () => (keychain.isThere ? ('gnome_libsecret' as const) : ('basic_text' as const)),
    }
    const secrets = () => electronSecrets(store, 'linux', passphraseSecrets({ cost: cheap }))
    const platform = { ...testPlatform(''), secrets: secrets() }
    const { app, badge, key, awardId } = await libraryWithAward({ platform })
    keychain.isThere = false
    platform.secrets = secrets()
    await app.reopen()
    expect(await keysOf(app)).toMatchObject([{ opens: 'missing' }])
    expect(await verdictOf(app, awardId)).toBe('valid')
    await app.client.keys.retire({ id: key.id, reason: 'lost' })
    await expect(award(app, badge.id, [bo])).rejects.toMatchObject({ data: { reason: 'no_passphrase' } })
    await expect(
      app.client.keys.make({ issuerId: (await app.client.keys.list())[0]!.issuerId, kind: 'ed25519' }),
    ).rejects.toMatchObject({
      data: { reason: 'no_passphrase' },
    })
    await app.client.library.unlock({ passphrase })
    expect((await award(app, badge.id, [bo])).awarded).toHaveLength(1)
    expect(await keysOf(app)).toMatchObject([{ opens: 'yes' }, { id: key.id }])
  })

  it('F52: who forgot the passphrase puts the key away, chooses another, and takes the key back from its sheet', async () => {
    const platform = { ...testPlatform(''), secrets: chosenSecrets(passphrase) }
    const { app, badge, key } = await libraryWithAward({ platform })
    const { words } = await app.client.keys.recoverySheet({ id: key.id })
    platform.secrets = chosenSecrets(undefined)
    await app.reopen()
    expect(await keysOf(app)).toMatchObject([{ opens: 'locked' }])
    await expect(app.client.library.unlock({ passphrase: 'what was it again' })).rejects.toMatchObject({
      data: { reason: 'wrong_passphrase' },
    })
    await app.client.keys.retire({ id: key.id, reason: 'lost' })
    expect((await app.client.awards.preflight({ badgeId: badge.id, people: [bo] })).map(({ code }) => code)).toContain(
      'key_locked',
    )
    await app.client.library.unlock({ passphrase: 'a new one to remember' })
    expect(await app.client.keys.restoreWords({ words: words.join(' ') })).toMatchObject({ outcome: 'restored' })
    expect((await award(app, badge.id, [bo])).awarded).toHaveLength(1)
    expect(await keysOf(app)).toMatchObject([{ id: key.id, opens: 'yes', awards: 2 }])
  })

  it('F54: where a passphrase protects keys, none is made or put back in clear while it is not given', async () => {
    const platform = { ...testPlatform(''), secrets: chosenSecrets(passphrase) }
    const { app, key, issuer } = await libraryWithAward({ platform })
    const { words } = await app.client.keys.recoverySheet({ id: key.id })
    const { content } = await app.client.keys.backUp({ passphrase: 'another passphrase' })
    const files = () => {
      const folder = join(app.library, 'keys')
      return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    }
    const before = files()
    platform.secrets = chosenSecrets(undefined)
    await app.reopen()
    const { keys } = app.client
    for (const attempt of [
      () => keys.restoreWords({ words: words.join(' ') }),
      () => keys.restore({ file: content, passphrase: 'another passphrase' }),
      () => keys.rotate({ id: key.id }),
      () => keys.make({ issuerId: issuer.issuerId, kind: 'p256' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'secret_unavailable', data: { reason: 'no_passphrase' } })
    expect(files()).toEqual(before)
    await app.client.library.unlock({ passphrase })
    expect(await keys.restoreWords({ words: words.join(' ') })).toMatchObject({ outcome: 'unchanged' })
  })

  it('a passphrase that is chosen later seals every key, not only one', async () => {
    const platform = { ...testPlatform(''), secrets: chosenSecrets(undefined) }
    const { app, issuer } = await libraryWithAward({ platform })
    await app.client.keys.make({ issuerId: issuer.issuerId, kind: 'p256' })
    const stores = () =>
      readdirSync(join(app.library, 'keys')).map(
        (name) => (JSON.parse(readFileSync(join(app.library, 'keys', name), 'utf8')) as { store: string }).store,
      )
    expect(stores()).toEqual(['owner_only_file', 'owner_only_file'])
    await app.client.library.unlock({ passphrase })
    expect(stores()).toEqual(['passphrase', 'passphrase'])
  })
})

it('looking at a badge never makes a key', async () => {
  const { app, key, awardId } = await libraryWithAward()
  const { credential } = await app.client.awards.read({ id: awardId })
  // Another id: the library does not know it as its own, and looks at the status list.
  const altered = credential!.replace(/(credentials\/\w\w\/)\w{26}/, `$1${'a'.repeat(26)}`)
  await app.client.keys.retire({ id: key.id, reason: 'lost' })
  const [result] = await app.client.verification.check({
    files: [{ name: 'a.json', bytes: Buffer.from(altered).toString('base64') }],
  })
  expect(result?.verdict).not.toBe('valid')
  expect(await keysOf(app)).toMatchObject([{ id: key.id, retiredAt: expect.any(String) as string }])
})
