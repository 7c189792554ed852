/**
 * Texts that share their shape: fixed parts and numbered slots between them. A batch of credentials differs in a handful
 * of values only; what can be known of their order is worked out once, here.
 */

/** A fixed text, or the number of a slot. No two fixed texts stand side by side. */
export type Piece = string | number
export type Template = readonly Piece[]

/** Puts values into the slots. */
export function fill(template: Template, values: readonly string[]): string {
  let text = ''
  for (const piece of template) text += typeof piece === 'string' ? piece : (values[piece] ?? '')
  return text
}

/** Cuts a text at every place where one of `marks` stands; a mark's position in the list is its slot. Empty marks are skipped. */
export function cut(text: string, marks: readonly string[]): Template {
  const pieces: Piece[] = []
  let from = 0
  while (from < text.length) {
    let at = text.length
    let slot = -1
    marks.forEach((mark, number) => {
      const found = mark === '' ? -1 : text.indexOf(mark, from)
      if (found >= 0 && found < at) {
        at = found
        slot = number
      }
    })
    if (at > from) pieces.push(text.slice(from, at))
    if (slot < 0) break
    pieces.push(slot)
    from = at + (marks[slot]?.length ?? 0)
  }
  return pieces
}

/** Joins templates, melting fixed texts that meet. */
export function join(templates: readonly Template[]): Template {
  const pieces: Piece[] = []
  for (const piece of templates.flat()) {
    const last = pieces.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces
}

/** Whether a slot stands in a template. */
export function hasSlots(template: Template): boolean {
  return template.some((piece) => typeof piece === 'number')
}

/**
 * True where `a` sorts before `b` whatever stands in the slots: they differ first in fixed text, with nothing but the same
 * slots before. By UTF-16 code units, as `Array.prototype.sort` and so rdf-canonize order statements.
 */
export function isAlwaysBefore(a: Template, b: Template): boolean {
  let [i, j, from, start] = [0, 0, 0, 0]
  for (;;) {
    const [left, right] = [a[i], b[j]]
    if (left === undefined) return right !== undefined && typeof right === 'string'
    if (right === undefined) return false
    if (typeof left === 'number' || typeof right === 'number') {
      if (left !== right) return false
      i++
      j++
      continue
    }
    const length = Math.min(left.length - from, right.length - start)
    const [mine, other] = [left.slice(from, from + length), right.slice(start, start + length)]
    if (mine !== other) return mine < other
    from += length
    start += length
    if (from === left.length) {
      i++
      from = 0
    }
    if (start === right.length) {
      j++
      start = 0
    }
  }
}

/** Sorted texts, joined: either one template, where the order is the same for all values, or the templates to be sorted each time. */
export type Sorted = { fixed: Template } | { loose: readonly Template[] }

/** Sorts templates by what they become with `sample`, and finds out whether every other value gives the same order. */
export function sortTemplates(templates: readonly Template[], sample: readonly string[]): Sorted {
  const sorted = templates
    .map((template) => ({ template, text: fill(template, sample) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ template }) => template)
  const settled = sorted.every((template, at) => at === 0 || isAlwaysBefore(sorted[at - 1] ?? [], template))
  return settled ? { fixed: join(sorted) } : { loose: sorted }
}

/** The joined text of sorted templates with values in their slots. */
export function fillSorted(sorted: Sorted, values: readonly string[]): string {
  if ('fixed' in sorted) return fill(sorted.fixed, values)
  return sorted.loose
    .map((template) => fill(template, values))
    .sort()
    .join('')
}
