const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const letterCodes = Array.from(alphabet, (letter) => letter.charCodeAt(0))
const digitOf = new Map([...alphabet].map((letter, digit) => [letter, digit]))
/** Limbs of five base58 digits: a limb times a 16-bit word, 128 times over, stays an exact integer in a double. */
const limb = 58 ** 5
const maxWords = 128
/** 65536^k in limbs, lowest first. */
const powers: number[][] = [[1]]

function powerOf(k: number): readonly number[] {
  for (let last = powers[powers.length - 1] ?? []; powers.length <= k; last = powers[powers.length - 1] ?? [])
    powers.push(carried(last.map((value) => value * 65536)))
  return powers[k] ?? []
}

/** Brings sums of limbs into limbs. */
function carried(sums: number[]): number[] {
  let carry = 0
  for (let at = 0; at < sums.length || carry > 0; at++) {
    const value = (sums[at] ?? 0) + carry
    carry = Math.floor(value / limb)
    sums[at] = value - carry * limb
  }
  return sums
}

/**
 * Base58 in Bitcoin's alphabet, as multibase `z` uses it, for keys and signatures (at most 256 bytes). Leading zero bytes
 * become leading `1`s. Written for every award, so the number is not divided digit by digit: each word is multiplied with its power
 * in limbs, all at once.
 */
export function encodeBase58(bytes: Uint8Array): string {
  const count = (bytes.length + 1) >> 1
  if (count > maxWords) throw new RangeError('too long for a key or a signature')
  const odd = bytes.length & 1
  const sums: number[] = []
  for (let word = 0; word < count; word++) {
    const value = ((bytes[2 * word - odd] ?? 0) << 8) | (bytes[2 * word + 1 - odd] ?? 0)
    const power = powerOf(count - 1 - word)
    while (sums.length < power.length) sums.push(0)
    for (let at = 0; at < power.length; at++) sums[at] = (sums[at] ?? 0) + value * (power[at] ?? 0)
  }
  /** Digits from the last to the first. */
  const digits: number[] = []
  for (let rest of carried(sums))
    for (let place = 0; place < 5; place++) {
      const quotient = Math.floor(rest / 58)
      digits.push(rest - quotient * 58)
      rest = quotient
    }
  while (digits.at(-1) === 0) digits.pop()
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  return '1'.repeat(zeros) + String.fromCharCode(...digits.reverse().map((digit) => letterCodes[digit] ?? 0))
}

/**
 * Decodes base58; null where a character is not of the alphabet or the text is longer than any key or signature (200). Five digits
 * at a time, into 16-bit words: signatures are checked by the hundred thousand.
 */
export function decodeBase58(text: string): Uint8Array | null {
  if (text.length > 200) return null
  let zeros = 0
  while (zeros < text.length && text[zeros] === '1') zeros++
  /** Lowest first. */
  const words: number[] = []
  for (let at = zeros; at < text.length;) {
    // The first group takes what is left over, every other has five.
    const end = at + ((text.length - at - 1) % 5) + 1
    let carry = 0
    let factor = 1
    for (; at < end; at++) {
      const digit = digitOf.get(text[at] ?? '')
      if (digit === undefined) return null
      carry = carry * 58 + digit
      factor *= 58
    }
    for (let word = 0; word < words.length || carry > 0; word++) {
      const value = (words[word] ?? 0) * factor + carry
      carry = Math.floor(value / 65536)
      words[word] = value - carry * 65536
    }
  }
  const bytes = words.flatMap((word) => [word & 255, word >> 8])
  if (bytes.at(-1) === 0) bytes.pop()
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes.reverse()])
}
