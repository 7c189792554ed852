type Timers = { set: (work: () => void, afterMs: number) => unknown; clear: (timer: unknown) => void }

const realTimers: Timers = {
  set: (work, afterMs) => setTimeout(work, afterMs).unref(),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

/**
 * Calls `leave` once no window has been open for `afterMs`, counted from the moment the last one went; a reload is
 * back long before. Before the first window nothing is counted: a slow browser is no reason to stop.
 */
export function leaveWithLastWindow(afterMs: number, leave: () => void, timers: Timers = realTimers) {
  let timer: unknown
  return (openWindows: number): void => {
    timers.clear(timer)
    timer = openWindows === 0 ? timers.set(leave, afterMs) : undefined
  }
}
