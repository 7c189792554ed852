import { describe, expect, it } from 'vitest'
import type { SafeStorage } from 'electron'
import { ownerOnlyFileSecrets, passphraseSecrets } from '../../../src/main/platform/secrets'
import { electronSecrets } from '../../../src/main/shells/electron/secrets'

const quick = { N: 2 ** 4, r: 1, p: 1 }
const secret = new Uint8Array([1, 2, 3, 250])
type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>

/** A keychain that reverses its texts, typed against Electron's own declarations. */
const keychain = (available = true, backend: Backend = 'gnome_libsecret') =>
  ({
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from([...text].reverse().join(''))),
    decryptStringAsync: (sealed: Buffer) =>
      sealed.toString() === 'foreign'
        ? Promise.reject(new Error('cannot decrypt'))
        : Promise.resolve({ shouldReEncrypt: false, result: [...sealed.toString()].reverse().join('') }),
  }) satisfies Partial<SafeStorage>

describe('F52: secrets in Electron', () => {
  it('are sealed by the keychain where there is one', async () => {
    const secrets = electronSecrets(keychain(), 'linux')
    const sealed = await secrets.seal(secret)
    expect(sealed.store).toBe('platform')
    expect(Buffer.from(sealed.text, 'base64').includes(Buffer.from(secret).toString('base64'))).toBe(false)
    expect(await secrets.open(sealed)).toEqual(secret)
    expect(await secrets.unlocked()).toBe(true)
  })

  it.each<[string, ReturnType<typeof keychain>, NodeJS.Platform]>([
    ['no keychain', keychain(false), 'darwin'],
    ['basic_text', keychain(true, 'basic_text'), 'linux'],
    ['an unknown backend', keychain(true, 'unknown'), 'linux'],
  ])('wait for a passphrase with %s, and are never kept in clear', async (_what, store, platform) => {
    const secrets = electronSecrets(store, platform, passphraseSecrets({ cost: quick }))
    expect(await secrets.store()).toBe('passphrase')
    expect(await secrets.unlocked()).toBe(false)
    await expect(secrets.seal(secret)).rejects.toMatchObject({ details: { reason: 'no_passphrase' } })
    await secrets.unlock('eight letters', null)
    const sealed = await secrets.seal(secret)
    expect(sealed.store).toBe('passphrase')
    expect(new Uint8Array(await secrets.open(sealed))).toEqual(secret)
  })

  it('do not ask the Linux backend on other systems', async () => {
    expect(await electronSecrets(keychain(true, 'unknown'), 'win32').store()).toBe('platform')
  })

  it('of a library from another computer are locked, not lost in an error', async () => {
    const sealed = { store: 'platform' as const, text: Buffer.from('foreign').toString('base64') }
    await expect(electronSecrets(keychain(), 'linux').open(sealed)).rejects.toMatchObject({
      code: 'secret_unavailable',
      details: { reason: 'no_store' },
    })
  })

  it('that the browser shell sealed open here as they were sealed', async () => {
    const secrets = electronSecrets(keychain(), 'linux', passphraseSecrets({ cost: quick }))
    expect(new Uint8Array(await secrets.open(await ownerOnlyFileSecrets().seal(secret)))).toEqual(secret)
    const sealed = await passphraseSecrets({ passphrase: 'eight letters', cost: quick }).seal(secret)
    await expect(secrets.open(sealed)).rejects.toMatchObject({ details: { reason: 'no_passphrase' } })
    await expect(secrets.unlock('other letters', sealed)).rejects.toMatchObject({
      details: { reason: 'wrong_passphrase' },
    })
    await secrets.unlock('eight letters', sealed)
    expect(new Uint8Array(await secrets.open(sealed))).toEqual(secret)
  })
})
