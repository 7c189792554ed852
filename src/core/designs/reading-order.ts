/** A piece of a line that is placed as one: a letter, a word of a joined script, a sign. `at` is where it begins in the text. */
export interface Piece {
  readonly text: string
  readonly at: number
}

/** Scripts whose letters join or stack: cutting them apart would spoil the word, so whole words are placed. */
const joined =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Khmer}]/u
const leftward =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}]/u
const number = /\p{Nd}/u
const letter = /[\p{L}\p{N}]/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

type Kind = 'left' | 'right' | 'number' | 'neutral'
const kindOf = (text: string): Kind =>
  number.test(text)
    ? 'number'
    : leftward.test(text) && /\p{L}/u.test(text)
      ? 'left'
      : letter.test(text)
        ? 'right'
        : 'neutral'

/** True where letters run from right to left somewhere. */
export const runsLeft = (text: string): boolean => leftward.test(text)
/** True where letters join, so that words must stay whole. */
export const joins = (text: string): boolean => joined.test(text)

/** The letters of a text as a person counts them: accents stay with their letter, a family of emoji stays one. */
export const lettersIn = (text: string, from = 0): Piece[] =>
  Array.from(segmenter.segment(text), ({ segment, index }) => ({ text: segment, at: from + index }))

/** Cuts a line into pieces; with `whole`, words and numbers stay in one piece, save where `isCut` says that a letter differs from the one before. */
function piecesOf(line: Piece, whole: boolean, isCut: (at: number) => boolean): (Piece & { kind: Kind })[] {
  const pieces: (Piece & { kind: Kind })[] = []
  for (const { text, at } of lettersIn(line.text, line.at)) {
    const kind = kindOf(text)
    const last = pieces.at(-1)
    const isJoined = joined.test(text) && last !== undefined && joined.test(last.text)
    if (last && last.kind === kind && kind !== 'neutral' && (isJoined || (whole && !isCut(at))))
      pieces[pieces.length - 1] = { ...last, text: last.text + text }
    else pieces.push({ text, at, kind })
  }
  return pieces
}

const mirror: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
}

/**
 * A line's pieces from left to right as they are seen. A line that begins with a letter of a right-to-left script runs from the
 * right; within it numbers and words of other scripts keep their own direction, brackets are mirrored, and signs between two
 * words follow them where both run alike, else the line. That is the Unicode bidirectional algorithm (UAX 9) by strong letters and
 * numbers; it knows no explicit marks, embeddings or isolates, and pairs no brackets.
 */
export function inReadingOrder(line: Piece, whole: boolean, isCut: (at: number) => boolean = () => false): Piece[] {
  const pieces = piecesOf(line, whole, isCut)
  if (!runsLeft(line.text)) return pieces
  const base = pieces.find(({ kind }) => kind === 'left' || kind === 'right')?.kind === 'left' ? 1 : 0
  const kinds: Kind[] = pieces.map(({ kind }) => kind)
  // A separator within a number belongs to it; a number after a left-to-right word runs with it (UAX 9, W4 and W7).
  kinds.forEach((kind, index) => {
    if (
      kind === 'neutral' &&
      /^[.,:/+-]$/.test(pieces[index]?.text ?? '') &&
      kinds[index - 1] === 'number' &&
      kinds[index + 1] === 'number'
    )
      kinds[index] = 'number'
  })
  let strong: Kind = base === 1 ? 'left' : 'right'
  kinds.forEach((kind, index) => {
    if (kind === 'left' || kind === 'right') strong = kind
    else if (kind === 'number' && strong === 'right') kinds[index] = 'right'
  })
  const side = (kind: Kind | undefined): number => (kind === undefined ? base : kind === 'right' ? 0 : 1)
  const levels = kinds.map((kind, index) => {
    if (kind === 'left') return 1
    if (kind === 'number') return 2
    if (kind === 'right') return base === 1 ? 2 : 0
    const before = side(kinds.slice(0, index).findLast((it) => it !== 'neutral'))
    const after = side(kinds.slice(index + 1).find((it) => it !== 'neutral'))
    if (before !== after) return base
    return before === 1 ? 1 : base === 1 ? 2 : 0
  })
  const order = pieces.map(({ text, at }, index) => ({
    text: (levels[index] ?? 0) % 2 === 1 ? (mirror[text] ?? text) : text,
    at,
    level: levels[index] ?? 0,
  }))
  for (let level = 2; level >= 1; level--)
    for (let from = 0; from < order.length; from++) {
      let to = from
      while ((order[to]?.level ?? -1) >= level) to++
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).toReversed())
      from = to
    }
  return order.map(({ text, at }) => ({ text, at }))
}
