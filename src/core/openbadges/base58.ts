const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const letterCodes = Array.from(alphabet, (letter) => letter.charCodeAt(0))
const digitOf = new Map([...alphabet].map((letter, digit) => [letter, digit]))
/** Five digits at a time: 58^5 times a 16-bit word stays an exact integer in a double. */
const chunk = 58 ** 5

/**
 * Base58 in Bitcoin's alphabet, as multibase `z` uses it. Leading zero bytes become leading `1`s.
 * A signature of 64 bytes is encoded for every award, so this works on 16-bit words and not on big integers.
 */
export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  const words: number[] = []
  if (bytes.length % 2 === 1) words.push(bytes[0] ?? 0)
  for (let at = bytes.length % 2; at < bytes.length; at += 2) words.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0))
  /** Letters from the last to the first. */
  const letters: number[] = []
  let first = zeros >> 1
  while (first < words.length && words[first] === 0) first++
  while (first < words.length) {
    let rest = 0
    for (let at = first; at < words.length; at++) {
      const value = rest * 65536 + (words[at] ?? 0)
      const quotient = Math.floor(value / chunk)
      words[at] = quotient
      rest = value - quotient * chunk
    }
    while (first < words.length && words[first] === 0) first++
    for (let place = 0; place < 5 && (first < words.length || rest > 0); place++) {
      const quotient = Math.floor(rest / 58)
      letters.push(letterCodes[rest - quotient * 58] ?? 0)
      rest = quotient
    }
  }
  return '1'.repeat(zeros) + String.fromCharCode(...letters.reverse())
}

/** Decodes base58; null where a character is not of the alphabet or the text is longer than any key or signature (200). */
export function decodeBase58(text: string): Uint8Array | null {
  if (text.length > 200) return null
  let zeros = 0
  while (zeros < text.length && text[zeros] === '1') zeros++
  const bytes: number[] = []
  for (const letter of text.slice(zeros)) {
    let carry = digitOf.get(letter)
    if (carry === undefined) return null
    for (let at = 0; at < bytes.length; at++) {
      carry += (bytes[at] ?? 0) * 58
      bytes[at] = carry & 255
      carry >>= 8
    }
    while (carry > 0) {
      bytes.push(carry & 255)
      carry >>= 8
    }
  }
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes.reverse()])
}
