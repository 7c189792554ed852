import { isKnownLayer, type Layer, type Paint, type TextSpan } from './document'

/** What letters may have of their own; null takes it from them again. */
export interface SpanStyle {
  readonly weight?: number | null
  readonly paint?: Paint | null
}

/** What a letter has of its own. */
export interface Styled {
  readonly weight?: number
  readonly paint?: Paint
}
const isPlain = ({ weight, paint }: Styled): boolean => weight === undefined && paint === undefined
const isSame = (one: Styled, other: Styled): boolean =>
  one.weight === other.weight && JSON.stringify(one.paint) === JSON.stringify(other.paint)
const styled = (was: Styled, style: SpanStyle): Styled => {
  const weight = style.weight === undefined ? was.weight : (style.weight ?? undefined)
  const paint = style.paint === undefined ? was.paint : (style.paint ?? undefined)
  return { ...(weight === undefined ? {} : { weight }), ...(paint === undefined ? {} : { paint }) }
}

/** Where several spans lie over a letter the last one counts, field by field: what the letter at `at` (UTF-16 units) has of its own. */
export const styleAt = (spans: readonly TextSpan[], at: number): Styled =>
  spans
    .filter(({ start, end }) => start <= at && at < end)
    .reduce<Styled>(
      (style, { weight, paint }) =>
        styled(style, { ...(weight === undefined ? {} : { weight }), ...(paint === undefined ? {} : { paint }) }),
      {},
    )

/** Spans that do not overlap, in order, neighbours of one look joined, nothing plain or beyond the `length` of the text. */
function tidy(spans: readonly TextSpan[], length: number, styleOf: (at: number) => Styled): TextSpan[] {
  const edges = [...new Set([0, length, ...spans.flatMap(({ start, end }) => [start, end])])]
    .filter((it) => it >= 0 && it <= length)
    .sort((a, b) => a - b)
  const made: (Styled & Pick<TextSpan, 'start' | 'end'>)[] = []
  edges.slice(0, -1).forEach((start, index) => {
    const end = edges[index + 1] ?? start
    const style = styleOf(start)
    const last = made.at(-1)
    if (start === end || isPlain(style)) return
    if (last && last.end === start && isSame(last, style)) made[made.length - 1] = { ...last, end }
    else made.push({ start, end, ...style })
  })
  return made
}

/** Gives the letters from `start` to before `end` a look of their own, or with null takes it away. `length` is that of the text. */
export function styleLetters(
  spans: readonly TextSpan[],
  { start, end, length }: { start: number; end: number; length: number },
  style: SpanStyle,
): TextSpan[] {
  const edges = [...spans, { start, end }]
  return tidy(edges, length, (at) => {
    const was = styleAt(spans, at)
    return start <= at && at < end ? styled(was, style) : was
  })
}

/** The spans after the text was typed in: letters keep their look where they move to; what is typed inside of a span belongs to it. */
export function spansAfterEdit(spans: readonly TextSpan[], before: string, after: string): TextSpan[] {
  if (spans.length === 0 || before === after) return [...spans]
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const shift = after.length - before.length
  const moved = (at: number, isEnd: boolean): number => {
    if (at < head || (at === head && !isEnd)) return at
    if (at >= before.length - tail) return at + shift
    return isEnd ? Math.max(head, after.length - tail) : head
  }
  const next = spans.map((span) => ({ ...span, start: moved(span.start, false), end: moved(span.end, true) }))
  return tidy(
    next.filter(({ start, end }) => end > start),
    after.length,
    (at) => styleAt(next, at),
  )
}

/** What changes when a layer's text is typed anew: the text, and where its letters differ. */
export const retyped = (layer: Layer, text: string): { text: string; spans?: TextSpan[] } =>
  isKnownLayer(layer) && layer.kind === 'text' && layer.spans.length > 0
    ? { text, spans: spansAfterEdit(layer.spans, layer.text, text) }
    : { text }
