import type { Clock, Random } from '../../core/ports'

const tokenAlphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * Makes UUIDv7s (RFC 9562 §5.7) that rise even within one millisecond and while the clock stands or goes back: the
 * twelve bits after the version count (method 1 of §6.2), the last 62 are random.
 */
export function uuidv7Source(clock: Clock, random: Random): () => string {
  let lastMs = 0
  let time = ''
  let count = 0
  const at = (ms: number) => {
    lastMs = ms
    count = 0
    const digits = ms.toString(16).padStart(12, '0')
    time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`
  }
  return () => {
    const ms = Math.floor(clock())
    if (ms > lastMs) at(ms)
    else if (++count > 0xfff) at(lastMs + 1)
    const tail = random(8)
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80
    let id = `${time}${count.toString(16).padStart(3, '0')}-`
    for (let index = 0; index < 8; index += 1) id += `${index === 2 ? '-' : ''}${hex[tail[index] ?? 0]}`
    return id
  }
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** A public name: 26 characters of a-z2-7, that is 130 random bits, safe where file names ignore case (sealed.md, Addresses). */
export function newToken(random: Random): string {
  let token = ''
  let bits = 0
  let held = 0
  for (const byte of random(17)) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5 && token.length < 26) {
      bits -= 5
      token += tokenAlphabet[(held >> bits) & 31]
    }
  }
  return token
}

/** A time as the library writes it: ISO 8601, UTC, to the second, ending in Z. */
export const isoSeconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The time as the library writes it; a batch asks for the same second thousands of times. */
export function secondsText(clock: Clock): () => string {
  let second = NaN
  let text = ''
  return () => {
    const now = Math.floor(clock() / 1000)
    if (now !== second) {
      text = isoSeconds(now * 1000)
      second = now
    }
    return text
  }
}
