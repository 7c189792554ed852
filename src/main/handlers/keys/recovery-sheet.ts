import type { WordsProblem } from '../../../core/contract/keys'
import { isBlazonError } from '../../../core/errors'
import {
  codeOfKey,
  differingWords,
  readTypedWords,
  secretOfWords,
  wordsOfSecret,
} from '../../../core/keys/recovery-words'
import { readIssuer } from '../../catalog/issuers'
import { type KeyDetails, readKey } from '../../catalog/keys'
import { withSecret } from '../../signing/key-files'
import { keyFingerprint } from '../../signing/key-fingerprint'
import { openPrivateKey } from '../../signing/private-key'
import { type KeptKeys, withWords } from './kept-keys'

/** What stands on the recovery sheet of a key. Throws `conflict` (`no_words`), `secret_unavailable`. */
export async function recoverySheet({ catalog, secrets }: KeptKeys, id: string) {
  const key = readKey(catalog, id)
  const kind = withWords(key.kind)
  const issuer = readIssuer(catalog, key.issuerId)
  const words = await withSecret(catalog.folder, secrets, key, wordsOfSecret)
  return {
    words,
    qr: codeOfKey(kind, issuer.token, words),
    kind,
    fingerprint: keyFingerprint(key.publicMultibase),
    issuerName: issuer.name,
    createdAt: key.createdAt,
  }
}

/** What is wrong with typed words as the words of a key; null where they are right. Throws `conflict` (`no_words`). */
export async function wrongInWords(kept: KeptKeys, key: KeyDetails, text: string): Promise<WordsProblem | null> {
  const kind = withWords(key.kind)
  const { words } = readTypedWords(text)
  const read = secretOfWords(words)
  if ('problem' in read && read.problem.kind !== 'wrong_words') return read.problem
  if ('secret' in read) {
    const opened = openPrivateKey(kind, read.secret)
    read.secret.fill(0)
    if (opened?.publicMultibase === key.publicMultibase) return null
  }
  const at = await differing(kept, key, words)
  // Most words differ: it is the sheet of another key, not a mistake in writing.
  if (at.length > words.length / 2 || ('secret' in read && at.length === 0)) return { kind: 'other_key' }
  return { kind: 'wrong_words', at }
}

/** Where words are not those of a key; nowhere while the key cannot be opened to compare. */
async function differing({ catalog, secrets }: KeptKeys, key: KeyDetails, words: readonly string[]): Promise<number[]> {
  try {
    return await withSecret(catalog.folder, secrets, key, (secret) => differingWords(words, wordsOfSecret(secret)))
  } catch (error) {
    if (isBlazonError(error, 'secret_unavailable')) return []
    throw error
  }
}
