import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Random } from '../ports'

/** How a code is written: words that can be read aloud, or letters and figures. */
export type CodeStyle = 'words' | 'letters'

/** Four of BIP-39's 2,048 English words are 44 bits; ten of these 28 characters are 48. */
const wordCount = 4
const letterCount = 10
/** No two that look alike (0 O, 1 I L, U V), and none that a scanner types wrongly on a German keyboard (Y Z). */
const letters = '23456789ABCDEFGHJKMNPQRSTVWX'

/** A new claim code as it is printed: `maple-river-candle-wolf`, or `K7MQ2-XRT9H`. */
export function newCode(style: CodeStyle, random: Random): string {
  if (style === 'words')
    return Array.from({ length: wordCount }, () => {
      const [high = 0, low = 0] = random(2)
      // 2,048 divides 65,536: every word is as likely as any other.
      return wordlist[((high << 8) | low) % wordlist.length]
    }).join('-')
  const code = Array.from({ length: letterCount }, () => letters[below(letters.length, random)]).join('')
  return `${code.slice(0, letterCount / 2)}-${code.slice(letterCount / 2)}`
}

/** A number below `limit` (at most 256), each as likely as any other. */
function below(limit: number, random: Random): number {
  for (;;) {
    const [byte = 0] = random(1)
    if (byte < 256 - (256 % limit)) return byte % limit
  }
}

/**
 * A code however it was typed, said or scanned, as its digest is taken of it: capitals, blanks, hyphens and all other marks are
 * overlooked. '' where nothing is left.
 */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * What somebody may have meant by a code that was typed or scanned, in plain form, the likeliest first: as it stands; ten letters and
 * figures of which some were taken for others; four words of which some were misspelt after their first four letters, which tell every
 * word of the list from all others. Empty where nothing is left.
 */
export function readings(typed: string): string[] {
  const plain = plainCode(typed)
  const meant = plain.length === letterCount ? plain.replace(/[uyz]/g, (letter) => lookAlikes[letter] ?? letter) : plain
  const words = typed.split(/[^\p{L}\p{N}]+/u).flatMap((word) => plainCode(word) || [])
  const spelt = words.length === wordCount ? words.map((word) => wordsByStart.get(word.slice(0, 4))) : []
  return [...new Set([plain, meant, spelt.every((word) => word !== undefined) ? spelt.join('') : ''])].filter(Boolean)
}
/** Letters that no code has, and what they are taken for. */
const lookAlikes: Readonly<Record<string, string>> = { u: 'v', y: 'v', z: '2' }
const wordsByStart: ReadonlyMap<string, string> = new Map(wordlist.map((word) => [word.slice(0, 4), word]))

/** What a code or an invitation is good for now. */
export type CodeState = 'open' | 'used' | 'expired' | 'cancelled'

/** What was done first counts: a code that was used up stays so after its time. Times are ISO 8601 UTC text. */
export function codeState(
  code: { isUsedUp: boolean; cancelledAt: string | null; expiresAt: string | null },
  now: string,
): CodeState {
  if (code.isUsedUp) return 'used'
  if (code.cancelledAt !== null) return 'cancelled'
  return code.expiresAt !== null && code.expiresAt <= now ? 'expired' : 'open'
}
