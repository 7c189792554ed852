import { expect, it } from 'vitest'
import { passphraseStrength } from '../../../src/core/keys/passphrase-strength'

it.each([
  ['short', ['', 'seven77']],
  ['weak', ['aaaaaaaaaaaaaaaaaaaa', '1234567890123', 'abcdefghijklmnop', 'password', 'ababababababab']],
  ['fair', ['summer holidays', 'Library7shelf', 'K7!mzpQx']],
  ['strong', ['correct horse battery staple', 'fünf Äpfel fallen vom Baum', 'q7Fz!w2-Lm9+Ta4vR']],
] as const)('a passphrase is %s', (strength, passphrases) => {
  for (const passphrase of passphrases)
    expect([passphrase, passphraseStrength(passphrase)]).toEqual([passphrase, strength])
})
