import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeOfKey,
  differingWords,
  readTypedWords,
  secretOfWords,
  wordsOfSecret,
} from '../../../src/core/keys/recovery-words'

/** A vector of BIP-39 itself (trezor/python-mnemonic, 256 bits of 0x80). */
const vector =
  'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless'.split(
    ' ',
  )
const secret = new Uint8Array(32).fill(0x80)
const token = 'k3v7q2mzt5xw4ycn6hjb2lrdsa'

describe('the words of a recovery sheet', () => {
  it('are those of BIP-39', () => {
    expect(wordsOfSecret(secret)).toEqual(vector)
    expect(secretOfWords(vector)).toEqual({ secret })
  })

  it('bring every secret back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect(secretOfWords(wordsOfSecret(bytes))).toEqual({ secret: bytes })
      }),
      { numRuns: 50 },
    )
  })

  it('are read however they are typed', () => {
    const numbered = vector.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\r\n')
    const rows = vector.map((word, at) => `${at + 1}) ${word}`).join('\t')
    for (const text of [
      numbered,
      rows,
      vector.join(', '),
      `  ${vector.join(' ')}  `,
      vector.join('-'),
      vector.join(';'),
    ])
      expect(readTypedWords(text)).toEqual({ words: vector, kind: null, issuerToken: null })
  })

  it('are read from the text of a scanned code, which says whose key it is', () => {
    const code = codeOfKey('p256', token, vector)
    expect(readTypedWords(`${code}\n`)).toEqual({ words: vector, kind: 'p256', issuerToken: token })
    expect(code.length).toBeLessThan(260)
  })

  it('say where a word is that no list holds, how many are missing, and when the checksum is wrong', () => {
    const misspelt = vector.with(2, 'cagee').with(23, 'bles')
    expect(secretOfWords(misspelt)).toEqual({ problem: { kind: 'unknown_words', at: [3, 24] } })
    expect(secretOfWords(vector.slice(1))).toEqual({ problem: { kind: 'count', words: 23 } })
    expect(secretOfWords([...vector, 'letter'])).toEqual({ problem: { kind: 'count', words: 25 } })
    expect(secretOfWords([])).toEqual({ problem: { kind: 'count', words: 0 } })
    expect(secretOfWords(vector.with(23, 'letter'))).toEqual({ problem: { kind: 'wrong_words', at: [] } })
  })

  it('say where they differ from the right ones', () => {
    expect(differingWords(vector.with(0, 'zoo').with(9, 'zoo'), vector)).toEqual([1, 10])
    expect(differingWords(vector, vector)).toEqual([])
  })
})
