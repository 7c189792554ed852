/** Letters that NFKD leaves whole although people type them without their stroke or as two letters (stack.md §9). */
const spelledOut: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
}
const spelledOutLetters = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'gu')
/** Scripts that are written without spaces: every character becomes a word of its own, so that a search may start anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
const ascii = /^\p{ASCII}*$/u

/**
 * Folds text for finding: case, accents, ligatures and width no longer count, everything that is no letter or digit is
 * one space. Index and query go through the same function; the result folds to itself.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase()
  if (ascii.test(lower)) return lower.replace(/[^a-z0-9]+/g, ' ').trim()
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      // Lower case of a few capitals brings a mark of its own.
      .replace(/\p{M}+/gu, '')
      .replace(spelledOutLetters, (letter) => spelledOut[letter] ?? letter)
      // Korean syllables were taken apart above; one syllable is one character to a reader.
      .normalize('NFC')
      .replace(unspaced, ' $& ')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  )
}

/**
 * What a person types, as an FTS5 MATCH expression over folded text: every word must begin a word (`"ann"* "exam"*`), a
 * word that folds to several tokens (O'Brien, an address, 山田) is a phrase. Nothing typed is syntax: the terms are quoted
 * and hold letters and digits only. Null where nothing is left to search for.
 */
export function searchTerms(query: string): string | null {
  const words = query
    .split(/\s+/u)
    .map(foldText)
    .filter((word) => word !== '')
    .slice(0, 12)
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ')
}
