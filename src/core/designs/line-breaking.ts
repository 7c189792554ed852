import { lettersIn, type Piece } from './reading-order'

/** The lines of box text: broken between words, and within a word that is wider than the box. */
export function brokenLines(lines: readonly Piece[], width: number, widthOf: (line: Piece) => number): Piece[] {
  const fits = (line: Piece): boolean => widthOf({ ...line, text: line.text.trimEnd() }) <= width + 1e-6
  const made: Piece[] = []
  for (const line of lines) {
    let row: Piece = { text: '', at: line.at }
    const take = (piece: Piece): void => {
      const longer = { ...row, text: row.text + piece.text }
      if (row.text === '' || fits(longer)) row = longer
      else {
        made.push({ ...row, text: row.text.trimEnd() })
        row = piece
      }
    }
    for (const word of wordsIn(line))
      if (fits(word)) take(word)
      else {
        // Begins where the line is: a long word does not leave a gap behind it.
        for (const letter of lettersIn(word.text, word.at)) take(letter)
      }
    made.push({ ...row, text: row.text.trimEnd() })
  }
  return made
}
/** Words with the space after them. */
const wordsIn = ({ text, at }: Piece): Piece[] =>
  Array.from(text.matchAll(/\S*\s*/g), ({ 0: word, index }) => ({ text: word, at: at + index })).filter(
    (it) => it.text !== '',
  )

/** The typed lines of a text, with where they begin. */
export function typedLines(text: string): Piece[] {
  let at = 0
  return text.split('\n').map((line) => {
    const piece = { text: line, at }
    at += line.length + 1
    return piece
  })
}
