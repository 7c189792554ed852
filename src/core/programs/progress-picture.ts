/** Where things of a progress picture stand, in px. */
export type ProgressPlaces = {
  width: number
  height: number
  /** The middle of each step's ring, in the order of the steps. */
  steps: { x: number; y: number }[]
  /** The ways between one step and the next, as SVG path data. */
  ways: string[]
}

export const ringRadiusPx = 48
const perRow = 5
const columnPx = 176
const rowPx = 212
const marginPx = 24
const headPx = 84

/** Places the steps of a series in rows of five, read as text is read, with a way from each to the next. */
export function progressPlaces(count: number): ProgressPlaces {
  const columns = Math.max(Math.min(count, perRow), 3)
  const steps = Array.from({ length: count }, (_, index) => ({
    x: marginPx + columnPx * (index % perRow) + columnPx / 2,
    y: headPx + rowPx * Math.floor(index / perRow) + ringRadiusPx + 8,
  }))
  const width = marginPx * 2 + columnPx * columns
  const ways = steps.slice(1).map((to, index) => {
    const from = steps[index]!
    if (to.y === from.y) return `M${from.x + ringRadiusPx} ${from.y}H${to.x - ringRadiusPx}`
    // On to the next row: down between the two, under the words of the upper one.
    const between = to.y - ringRadiusPx - 20
    const right = width - marginPx / 2
    return `M${from.x + ringRadiusPx} ${from.y}H${right}V${between}H${marginPx / 2}V${to.y}H${to.x - ringRadiusPx}`
  })
  return { width, height: headPx + rowPx * Math.max(Math.ceil(count / perRow), 1) - 20, steps, ways }
}

/** A name in at most two lines of some letters each; what does not fit ends in dots. */
export function inTwoLines(name: string, letters = 20): string[] {
  const words = name.trim().split(/\s+/u)
  let first = words.shift() ?? ''
  while (words.length > 0 && `${first} ${words[0]}`.length <= letters) first += ` ${words.shift()}`
  const cut = (line: string) => (line.length <= letters ? line : `${[...line].slice(0, letters - 1).join('')}…`)
  return words.length === 0 ? [cut(first)] : [cut(first), cut(words.join(' '))]
}
