import { describe, expect, it } from 'vitest'
import { ownerOnlyFileSecrets, passphraseSecrets } from '../../../src/main/platform/secrets'

/** A cheap scrypt: what is tested is the sealing, not the cost of a guess. */
const cost = { N: 2 ** 10, r: 8, p: 1 }
const secret = Uint8Array.from({ length: 32 }, (_, at) => at * 7)
const withPassphrase = (passphrase?: string) => passphraseSecrets({ passphrase, cost })
const unavailable = (reason: string) => ({ code: 'secret_unavailable', details: { reason } })

describe('secrets under a passphrase', () => {
  it('open with the same passphrase, in another run too', async () => {
    const sealed = await withPassphrase('correct horse').seal(secret)
    expect(sealed.store).toBe('passphrase')
    expect(Uint8Array.from(await withPassphrase('correct horse').open(sealed))).toEqual(secret)
  })

  it('open whichever way the passphrase’s letters were composed', async () => {
    const sealed = await withPassphrase('caf\u00e9').seal(secret)
    expect(Uint8Array.from(await withPassphrase('cafe\u0301').open(sealed))).toEqual(secret)
  })

  it('seal twice to two different texts, none of which holds the secret', async () => {
    const secrets = withPassphrase('correct horse')
    const [one, other] = [await secrets.seal(secret), await secrets.seal(secret)]
    expect(one.text).not.toBe(other.text)
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(one.text).not.toContain(Buffer.from(secret).toString(encoding))
    expect(one.text).not.toContain('correct horse')
  })

  it('use the full cost unless told otherwise', async () => {
    const sealed = await passphraseSecrets({ passphrase: 'correct horse' }).seal(secret)
    expect(JSON.parse(sealed.text)).toMatchObject({ kdf: 'scrypt', N: 131_072, r: 8, p: 1 })
    expect(Uint8Array.from(await passphraseSecrets({ passphrase: 'correct horse' }).open(sealed))).toEqual(secret)
  })

  it('another passphrase, or one changed letter of the text, opens nothing', async () => {
    const sealed = await withPassphrase('correct horse').seal(secret)
    await expect(withPassphrase('wrong horse').open(sealed)).rejects.toMatchObject(unavailable('wrong_passphrase'))
    const text = JSON.parse(sealed.text) as { sealed: string }
    const first = text.sealed.startsWith('A') ? 'B' : 'A'
    const changed = { ...sealed, text: JSON.stringify({ ...text, sealed: first + text.sealed.slice(1) }) }
    await expect(withPassphrase('correct horse').open(changed)).rejects.toMatchObject(unavailable('wrong_passphrase'))
  })

  it('without a passphrase nothing is sealed or opened', async () => {
    const sealed = await withPassphrase('correct horse').seal(secret)
    for (const secrets of [withPassphrase(), withPassphrase('')]) {
      expect(await secrets.unlocked()).toBe(false)
      await expect(secrets.seal(secret)).rejects.toMatchObject(unavailable('no_passphrase'))
      await expect(secrets.open(sealed)).rejects.toMatchObject(unavailable('no_passphrase'))
    }
  })

  it('unlock takes only the passphrase that opens what is sealed already', async () => {
    const sealed = await withPassphrase('correct horse').seal(secret)
    const secrets = withPassphrase()
    await expect(secrets.unlock('wrong horse', sealed)).rejects.toMatchObject(unavailable('wrong_passphrase'))
    await expect(secrets.unlock('', null)).rejects.toMatchObject(unavailable('no_passphrase'))
    expect(await secrets.unlocked()).toBe(false)
    await secrets.unlock('correct horse', sealed)
    expect(await secrets.unlocked()).toBe(true)
    expect(Uint8Array.from(await secrets.open(sealed))).toEqual(secret)
  })

  it('the first passphrase of a library is taken as it comes', async () => {
    const secrets = withPassphrase()
    await secrets.unlock('brand new', null)
    expect(Uint8Array.from(await withPassphrase('brand new').open(await secrets.seal(secret)))).toEqual(secret)
  })

  it('a text that asks for more memory than a machine has, or is none of ours, opens nothing', async () => {
    const sealed = await withPassphrase('correct horse').seal(secret)
    const text = JSON.parse(sealed.text) as object
    for (const wrong of [
      JSON.stringify({ ...text, N: 2 ** 40 }),
      JSON.stringify({ ...text, N: 1000 }),
      JSON.stringify({ ...text, kdf: 'none' }),
      '',
      '7',
    ])
      await expect(withPassphrase('correct horse').open({ ...sealed, text: wrong })).rejects.toMatchObject(
        unavailable('no_store'),
      )
  })

  it('open what an owner-only file holds, so that a library without a passphrase stays usable with one', async () => {
    const sealed = await ownerOnlyFileSecrets().seal(secret)
    expect(Uint8Array.from(await withPassphrase('any').open(sealed))).toEqual(secret)
    expect(Uint8Array.from(await withPassphrase().open(sealed))).toEqual(secret)
  })
})

describe('secrets in an owner-only file', () => {
  it('say plainly what they are, and open again', async () => {
    const sealed = await ownerOnlyFileSecrets().seal(secret)
    expect(sealed.store).toBe('owner_only_file')
    expect(Uint8Array.from(await ownerOnlyFileSecrets().open(sealed))).toEqual(secret)
  })

  it('ask for the passphrase of what was sealed with one, and cannot open another machine’s store', async () => {
    const sealed = await withPassphrase('correct horse').seal(secret)
    await expect(ownerOnlyFileSecrets().open(sealed)).rejects.toMatchObject(unavailable('no_passphrase'))
    await expect(ownerOnlyFileSecrets().open({ store: 'platform', text: 'x' })).rejects.toMatchObject(
      unavailable('no_store'),
    )
    await expect(withPassphrase('any').open({ store: 'platform', text: 'x' })).rejects.toMatchObject(
      unavailable('no_store'),
    )
  })
})
