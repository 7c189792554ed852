import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long work runs in slices of this length, so that the window and other calls stay alive (architecture.md, 9). */
const sliceMs = 25

/** Answers whether a slice is over; `rest` lets others run and begins the next. */
export function slices(): { over: () => boolean; rest: () => Promise<void> } {
  let end = performance.now() + sliceMs
  return {
    over: () => performance.now() >= end,
    rest: async () => {
      await nextTurn()
      end = performance.now() + sliceMs
    },
  }
}
