import type { Secrets } from './platform'
import { ownerOnlyFileSecrets, passphraseSecrets } from './secrets'

/**
 * The secrets of a shell without a secret store of the system: protected by the passphrase if there is one, else by
 * the rights of a file. Giving a passphrase later (`library.unlock`) goes over to it. `onOwnerOnlyFile` is told once,
 * when a secret is first kept that way: the person has to be told plainly.
 */
export function chosenSecrets(passphrase: string | undefined, onOwnerOnlyFile: () => void = () => {}): Secrets {
  const byPassphrase = passphraseSecrets({ passphrase })
  const byFile = ownerOnlyFileSecrets()
  let chosen = passphrase ? byPassphrase : byFile
  let told = false
  return {
    store: () => chosen.store(),
    unlocked: () => chosen.unlocked(),
    unlock: async (typed, probe) => {
      await byPassphrase.unlock(typed, probe)
      chosen = byPassphrase
    },
    seal: (secret) => {
      if (chosen === byFile && !told) {
        told = true
        onOwnerOnlyFile()
      }
      return chosen.seal(secret)
    },
    canOpen: (sealed) => chosen.canOpen(sealed),
    open: (sealed) => chosen.open(sealed),
  }
}

/** Said where keys are kept in a file that is protected by its rights alone. */
export const ownerOnlySentence =
  'The signing keys are kept in clear in the library, which only you may read; start with BLAZON_PASSPHRASE set to protect them with a passphrase.'
