/**
 * A million seeded mutations of PNGs of every kind (colour types, depths, interlaced, animated, baked by us and by others): each
 * is read, unbaked, repaired and baked. Anything but an expected refusal ends the run with the number of the mutation.
 * `worst_ms` is processor time of the slowest, all four together; `held_growth_mb` what is still held at the end beyond what was
 * after the first tenth, garbage taken away both times; `rss_growth_mb` what the process grew by meanwhile, with the garbage.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { clearHeap } from './measure.mjs'

export const goals = { worst_ms: ['<=', 50], held_growth_mb: ['<=', 10] }

export async function run({ json }) {
  const { mutations, tryAll } = await import(
    pathToFileURL(await bundle('test/support/png-mutations.ts', 'fuzz-code')).href
  )
  const count = Number(process.env.FUZZ_COUNT ?? 1_000_000)
  const seed = Number(process.env.FUZZ_SEED ?? 27)
  const outcomes = new Map()
  const begun = performance.now()
  let [number, worst, spent, settled, resident] = [0, 0, 0, 0, 0]
  for (const mutated of mutations(seed)) {
    if (number === count) break
    const before = process.threadCpuUsage()
    let tried
    try {
      tried = tryAll(mutated)
    } catch (error) {
      throw new Error(`mutation ${number} of seed ${seed}`, { cause: error })
    }
    const { user, system } = process.threadCpuUsage(before)
    spent += user + system
    worst = Math.max(worst, (user + system) / 1000)
    for (const outcome of tried.outcomes) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    number++
    // zlib lets go of its buffers in the next turn.
    if (number % 1_000 === 0) await nextTurn()
    if (number === Math.ceil(count / 10)) [settled, resident] = [await heldBytes(), process.memoryUsage.rss()]
    if (!json && number % 100_000 === 0)
      console.error(`  ${number} in ${Math.round((performance.now() - begun) / 1000)} s`)
  }
  if (!json)
    for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a)) console.error(`  ${times} ${outcome}`)
  return {
    fuzz: {
      mutations: number,
      mutations_per_s: Math.round((number * 1e6) / spent),
      worst_ms: Number(worst.toFixed(1)),
      held_growth_mb: Number((((await heldBytes()) - settled) / 1e6).toFixed(1)),
      rss_growth_mb: Number(((process.memoryUsage.rss() - resident) / 1e6).toFixed(1)),
    },
  }
}

async function heldBytes() {
  // The memory of buffers is let go of beside the program, some turns after they were found dead.
  for (let turn = 0; turn < 5; turn++) {
    clearHeap()
    await nextTurn()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
