const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const sextetOf = new Map([...alphabet].map((letter, sextet) => [letter, sextet]))

/** Base64 in the alphabet that is safe in addresses (RFC 4648 §5), without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63)
    if (left > 1) text += alphabet.charAt((bits >> 6) & 63)
    if (left > 2) text += alphabet.charAt(bits & 63)
  }
  return text
}

/** Decodes base64url, with or without padding; null where it is not. */
export function decodeBase64url(padded: string): Uint8Array | null {
  const text = padded.replace(/={1,2}$/, '')
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of text) {
    const sextet = sextetOf.get(letter)
    if (sextet === undefined) return null
    bits = ((bits << 6) | sextet) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = (bits >> held) & 255
    }
  }
  return bytes
}
