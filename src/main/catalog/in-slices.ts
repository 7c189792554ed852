import { setImmediate as turn } from 'node:timers/promises'

/** Work that is done bit by bit: it yields where something else may run. */
export type Counting<Result> = Generator<void, Result>

/** So long something may work before everything else gets its turn (architecture, decision 9). */
const sliceMs = 10

/** Follows work that is done bit by bit to its result and lets everything else run in between. Throws where `signal` aborts. */
export async function inSlices<Result>(work: Counting<Result>, signal?: AbortSignal): Promise<Result> {
  for (let began = performance.now(); ;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() - began < sliceMs) continue
    await turn()
    signal?.throwIfAborted()
    began = performance.now()
  }
}
