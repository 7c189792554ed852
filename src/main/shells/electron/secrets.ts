import type { SafeStorage } from 'electron'
import { BlazonError } from '../../../core/errors'
import type { Secrets } from '../../platform/platform'
import { passphraseSecrets } from '../../platform/secrets'

/** What of safeStorage is used: the asynchronous forms; the others end with Electron 46. */
type Store = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/**
 * Seals with the system's keychain. Where there is none, or on Linux only `basic_text` (a key that everybody
 * knows), a passphrase is asked for: never anything in clear. What was sealed by a passphrase or in the browser shell
 * before opens as it was sealed.
 */
export function electronSecrets(
  store: Store,
  platform: NodeJS.Platform = process.platform,
  byPassphrase: Secrets = passphraseSecrets(),
): Secrets {
  const usable = async () => {
    try {
      if (!(await store.isAsyncEncryptionAvailable())) return false
      return platform !== 'linux' || !['basic_text', 'unknown'].includes(store.getSelectedStorageBackend())
    } catch {
      return false
    }
  }
  return {
    store: async () => ((await usable()) ? 'platform' : 'passphrase'),
    unlocked: async () => (await usable()) || (await byPassphrase.unlocked()),
    unlock: (passphrase, probe) => byPassphrase.unlock(passphrase, probe?.store === 'platform' ? null : probe),
    seal: async (secret) => {
      if (!(await usable())) return byPassphrase.seal(secret)
      const sealed = await store.encryptStringAsync(Buffer.from(secret).toString('base64'))
      return { store: 'platform', text: sealed.toString('base64') }
    },
    canOpen: async (sealed) => (sealed.store === 'platform' ? usable() : byPassphrase.canOpen(sealed)),
    open: async (sealed) => {
      if (sealed.store !== 'platform') return byPassphrase.open(sealed)
      try {
        const { result } = await store.decryptStringAsync(Buffer.from(sealed.text, 'base64'))
        return new Uint8Array(Buffer.from(result, 'base64'))
      } catch (cause) {
        // A library that was copied from another computer, or a keychain that is locked.
        throw new BlazonError('secret_unavailable', 'the keychain does not open it', { reason: 'no_store' }, { cause })
      }
    },
  }
}
