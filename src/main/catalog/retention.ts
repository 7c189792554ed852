const keptHours = 24
const keptDays = 30
const keptMonths = 12

/**
 * Which backups stay, by their times (milliseconds, UTC): the newest of each of the last 24 hours, 30 days and 12 months
 * that have one. The newest of all always stays; the answer never depends on today's clock, which may be wrong.
 */
export function backupsToKeep(times: readonly number[]): Set<number> {
  const newestFirst = [...new Set(times)].sort((a, b) => b - a)
  const kept = new Set<number>()
  for (const [length, wanted] of [
    [13, keptHours],
    [10, keptDays],
    [7, keptMonths],
  ] as const) {
    const seen = new Set<string>()
    for (const time of newestFirst) {
      const period = new Date(time).toISOString().slice(0, length)
      if (seen.size === wanted || seen.has(period)) continue
      seen.add(period)
      kept.add(time)
    }
  }
  return kept
}
