/**
 * The addresses that stand in `url(…)` in some CSS, in one pass however it is written. Null where one of them is not closed: a browser
 * closes it at the end, we do not guess what it says.
 */
export function cssAddresses(css: string): string[] | null {
  const opening = /url\(\s*(['"]?)/gi
  const found: string[] = []
  for (let match = opening.exec(css); match; match = opening.exec(css)) {
    const [, quote = ''] = match
    const from = opening.lastIndex
    const end = css.indexOf(quote || ')', from)
    if (end < 0) return null
    found.push(css.slice(from, end).trim())
    if (quote === '') opening.lastIndex = end + 1
    else {
      const rest = /\s*\)/y
      rest.lastIndex = end + 1
      if (!rest.test(css)) return null
      opening.lastIndex = rest.lastIndex
    }
  }
  return found
}
