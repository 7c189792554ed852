/** How long a stolen file would hold against guessing, roughly. */
export type PassphraseStrength = 'short' | 'weak' | 'fair' | 'strong'

/**
 * A rough word on a passphrase, from how many different letters and words it has: it cannot know whether a sentence stands in a
 * book. `short` is refused (fewer than 8 characters); four words or 16 varied characters are `strong`.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  if (passphrase.length < 8) return 'short'
  const letters = [...passphrase.normalize('NFC').toLowerCase()]
  const different = new Set(letters).size
  const words = new Set(passphrase.toLowerCase().match(/\p{L}{3,}/gu)).size
  if (different < 5 || isSequence(letters)) return 'weak'
  if (different >= 10 && (words >= 4 || letters.length >= 16)) return 'strong'
  return letters.length >= 12 || hasThreeClasses(passphrase) ? 'fair' : 'weak'
}

/** `12345678`, `abcdefgh` and their like: nearly every character follows the one before. */
function isSequence(letters: readonly string[]): boolean {
  const codes = letters.map((letter) => letter.codePointAt(0) ?? 0)
  const steps = codes.slice(1).filter((code, at) => Math.abs(code - (codes[at] ?? 0)) <= 1)
  return steps.length >= codes.length * 0.7
}

const hasThreeClasses = (text: string) =>
  [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length >= 3
