import { expectedFailure } from './error-sentences'
import type { Log } from './log'

/** For a router's `onError`: an expected failure is an answer and is shown to the person; only faults are logged. */
export const logFaults =
  (log: Log) =>
  (error: unknown): void => {
    if (!expectedFailure(error)) log.error('call.failed', error)
  }
