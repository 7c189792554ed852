import { cssAddresses } from './css-addresses'

/** The ids that some CSS names by `url(#id)`. */
const idsIn = (css: string): string[] =>
  (cssAddresses(css) ?? []).flatMap((address) => (address.startsWith('#') ? [address.slice(1)] : []))

/** What stands for every element, in a selector and here. */
const everything = '*'

/**
 * The last part of each selector of a list, which is what its elements must have: `.class`, `#id` or the name of an element. More elements
 * are meant by it than by the selector, never fewer; what is not read here means everything.
 */
function subjectsOf(selectors: string): string[] {
  if (/[([&|]/.test(selectors)) return [everything]
  return selectors.split(',').map((selector) => {
    const last =
      selector
        .trim()
        .split(/[\s>+~]+/)
        .at(-1) ?? ''
    const [compound = ''] = last.split(':')
    return /[.#]?[^.#]+$/.exec(compound)?.[0] ?? everything
  })
}

/** What the style sheets of a drawing name, as often as they do, by what an element must have to draw it. */
function namedBySheets(root: Element, byId: ReadonlyMap<string, Element>): Map<string, Element[]> {
  const named = new Map<string, Element[]>()
  const note = (subjects: readonly string[], ids: readonly string[]): void => {
    const parts = ids.flatMap((id) => byId.get(id) ?? [])
    if (parts.length === 0) return
    for (const subject of subjects) {
      const before = named.get(subject)
      if (before) for (const part of parts) before.push(part)
      else named.set(subject, [...parts])
    }
  }
  const texts = [...root.querySelectorAll('style')].map(({ textContent }) => textContent)
  // What a variable holds can be drawn by whatever asks for it.
  const styles = [...root.querySelectorAll('[style*="--"]')].map((element) => element.getAttribute('style') ?? '')
  note([everything], styles.flatMap(idsIn))
  if (texts.some((text) => /var\(/i.test(text))) {
    note([everything], texts.flatMap(idsIn))
    return named
  }
  const walk = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if ('style' in rule && rule.style instanceof CSSStyleDeclaration)
        note(rule instanceof CSSStyleRule ? subjectsOf(rule.selectorText) : [everything], idsIn(rule.style.cssText))
      if ('cssRules' in rule && rule.cssRules instanceof CSSRuleList) walk(rule.cssRules)
    }
  }
  for (const text of texts) {
    if (!/url\(/i.test(text)) continue
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    walk(sheet.cssRules)
  }
  return named
}

/** What an element draws by naming it, as often as it does: `href="#id"`, `url(#id)` in any attribute, and what the style sheets name for it. */
function namedBy(
  element: Element,
  byId: ReadonlyMap<string, Element>,
  sheets: ReadonlyMap<string, readonly Element[]>,
): Element[] {
  const ids = [...element.attributes].flatMap(({ localName, value }) => {
    if (localName === 'href') return value.startsWith('#') ? [value.slice(1)] : []
    return idsIn(value)
  })
  const own = ids.flatMap((id) => byId.get(id) ?? [])
  if (sheets.size === 0) return own
  const classes = [...element.classList].map((name) => `.${name}`)
  const subjects = [everything, element.localName, `#${element.id}`, ...classes]
  return [...own, ...subjects.flatMap((subject) => sheets.get(subject) ?? [])]
}

/** Nested deeper than any drawing is: what follows is not looked at. */
const maxDepth = 2_000

/**
 * How many nodes a drawing has once everything that is drawn by name (`<use>`, patterns, masks, markers) is written out: ten elements
 * that name each other ten times over stand for ten thousand million. Counts no further than a little past `limit`, and answers with
 * more than `limit` for one that is nested without end.
 */
export function expandedNodes(root: Element, limit: number): number {
  const byId = new Map([...root.querySelectorAll('[id]')].map((element) => [element.id, element]))
  const sheets = namedBySheets(root, byId)
  const known = new Map<Element, number>()
  const inside = new Set<Element>()
  const weigh = (element: Element): number => {
    const before = known.get(element)
    if (before !== undefined) return before
    // What names itself is an error that browsers draw nothing for; it still is one more place to look at.
    if (inside.has(element)) return 1
    if (inside.size > maxDepth) return limit + 1
    inside.add(element)
    let sum = 1
    const parts = [...element.children, ...namedBy(element, byId, sheets)]
    for (const part of parts) {
      if (sum > limit) break
      sum += weigh(part)
    }
    inside.delete(element)
    known.set(element, sum)
    return sum
  }
  return weigh(root)
}
