/** Measuring for benchmarks: things that are compared take turns in one run, and the median of the turns counts. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
/** Clears the heap before a turn, so that nobody pays for what the neighbour left lying about. */
export const clearHeap = runInNewContext('gc')

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * How often a second `work` runs, from `times` runs in a row; a promise of it where `work` gives promises, which are
 * awaited one after the other. By the wall clock, or by the processor time of this thread: for work in memory the two are
 * the same on an idle machine, and the second is not disturbed by a busy one.
 */
export function perSecond(work, times, clock = 'wall') {
  const processorStart = process.threadCpuUsage()
  const start = process.hrtime.bigint()
  const rate = () => {
    if (clock === 'wall') return (times * 1e9) / Number(process.hrtime.bigint() - start)
    const { user, system } = process.threadCpuUsage(processorStart)
    return (times * 1e6) / Math.max(1, user + system)
  }
  for (let index = 0; index < times; index++) {
    const outcome = work()
    if (outcome instanceof Promise) return awaited(outcome, work, times - index - 1).then(rate)
  }
  return rate()
}

async function awaited(first, work, more) {
  await first
  for (let index = 0; index < more; index++) await work()
}

/**
 * Runs each of `works` (name → function) in turn, `rounds` times, after a warm-up; each turn lasts about `turnMs`.
 * Answers with the rates of every round: name → [per second, …], the same index being the same round.
 */
export async function takeTurns(works, { rounds = 11, turnMs = 80, clock = 'wall' } = {}) {
  const names = Object.keys(works)
  const times = {}
  for (const name of names) {
    await perSecond(works[name], 1)
    // Warm until the rate is known well enough to size a turn.
    let count = 1
    for (;;) {
      const rate = await perSecond(works[name], count, clock)
      if (count / rate >= turnMs / 2000 || count >= 1e6) {
        times[name] = Math.max(1, Math.round((rate * turnMs) / 1000))
        break
      }
      count *= 2
    }
  }
  const rates = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    // Every other round goes backwards, so that nobody always runs after the same neighbour.
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      clearHeap()
      // Into the steady state: the first megabytes after a collection are memory that the system has yet to hand out.
      await perSecond(works[name], times[name])
      rates[name].push(await perSecond(works[name], times[name], clock))
    }
  }
  return rates
}

/** The median over rounds of one rate divided by another of the same round. */
export function medianRatio(rates, above, below) {
  return median(rates[above].map((rate, round) => rate / rates[below][round]))
}
