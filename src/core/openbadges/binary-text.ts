/**
 * Texts whose characters are bytes (U+0000 to U+00FF): UTF-8 that can be joined as text, at the speed of text, and handed
 * to a digest without being encoded again.
 */

/** The UTF-8 of a text, one character for each byte. */
export function toBinaryText(text: string): string {
  if (ascii.test(text)) return text
  // Joined from an array, not letter by letter: a string that was grown stays a chain that every later use has to walk.
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')
}

const ascii = /^[\u0000-\u007f]*$/
