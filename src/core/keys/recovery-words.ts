import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { KeyKind, WordsProblem } from '../contract/keys'

/** BIP-39: 256 bits and 8 of checksum are 24 words. */
const wordCount = 24
/** Kinds whose whole secret is 32 bytes; that of RSA is too long for paper. */
export type KindWithWords = Exclude<KeyKind, 'rsa'>

const places = new Map(wordlist.map((word, at) => [word, at]))

/** The 24 words of a 32-byte secret (BIP-39, English list). */
export const wordsOfSecret = (secret: Uint8Array): string[] => entropyToMnemonic(secret, wordlist).split(' ')

/**
 * The text of a recovery sheet's QR code: `blazon-key:1:<kind>:<issuer token>:<words joined by ->`. Unlike the words alone it
 * says whose key it is.
 */
export const codeOfKey = (kind: KindWithWords, issuerToken: string, words: readonly string[]): string =>
  `blazon-key:1:${kind}:${issuerToken}:${words.join('-')}`

/** What was typed or scanned: the words, and what a scanned code says besides. */
export type TypedWords = { words: string[]; kind: KindWithWords | null; issuerToken: string | null }

/**
 * Reads the words of a recovery sheet however they are typed: numbers before them, commas, dashes, line breaks and capitals are
 * overlooked. The text of a scanned code is understood too.
 */
export function readTypedWords(text: string): TypedWords {
  const code = /^\s*blazon-key:1:(ed25519|p256):([a-z2-7]{26}):([a-z-]+)\s*$/i.exec(text)
  const [kind, issuerToken] = [code?.[1]?.toLowerCase(), code?.[2]?.toLowerCase()]
  const words = (code?.[3] ?? text).toLowerCase().match(/\p{L}+/gu) ?? []
  return {
    words,
    kind: kind === 'ed25519' || kind === 'p256' ? kind : null,
    issuerToken: issuerToken ?? null,
  }
}

/** The positions, from 1, of words that the list does not hold. */
export const unknownWords = (words: readonly string[]): number[] =>
  words.flatMap((word, at) => (places.has(word) ? [] : [at + 1]))

/**
 * The secret that words stand for; the caller zeroes it. Or what is wrong with them by themselves: `wrong_words` (without
 * positions) where the checksum does not fit, which is so for 255 of 256 mistakes in known words.
 */
export function secretOfWords(words: readonly string[]): { secret: Uint8Array } | { problem: WordsProblem } {
  const unknown = unknownWords(words)
  if (unknown.length > 0) return { problem: { kind: 'unknown_words', at: unknown } }
  if (words.length !== wordCount) return { problem: { kind: 'count', words: words.length } }
  try {
    return { secret: mnemonicToEntropy(words.join(' '), wordlist) }
  } catch {
    return { problem: { kind: 'wrong_words', at: [] } }
  }
}

/** The positions, from 1, at which typed words are not the right ones. */
export const differingWords = (typed: readonly string[], right: readonly string[]): number[] =>
  right.flatMap((word, at) => (typed[at] === word ? [] : [at + 1]))
