import type { MonthCount } from '../../core/contract/statistics'
import type { Bar } from '../ui/bars'

/** Months in between that had nothing are shown as such, for up to twenty years: beyond, they would be all there is to see. */
const mostMonths = 240

/** Counts of months as bars, from the first month that had any to the last, those without any included. */
export function wholeMonths(counted: readonly MonthCount[]): Bar[] {
  const bars = counted.map(({ month, awards }) => ({ id: month, label: month, value: awards }))
  const [first, last] = [bars[0]?.id, bars.at(-1)?.id]
  if (first === undefined || last === undefined) return []
  const start = numberOf(first)
  const length = numberOf(last) - start + 1
  if (length > mostMonths) return bars
  const byMonth = new Map(bars.map((bar) => [bar.id, bar]))
  return Array.from({ length }, (_, at) => {
    const month = `${String(Math.floor((start + at) / 12)).padStart(4, '0')}-${String(((start + at) % 12) + 1).padStart(2, '0')}`
    return byMonth.get(month) ?? { id: month, label: month, value: 0 }
  })
}

const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
