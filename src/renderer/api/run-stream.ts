import { useCallback, useEffect, useRef, useState } from 'react'
import { type Problem, toProblem } from '../../core/problem'
import { translateAbort } from './client'

export type Step = { done: number; total: number | null }

/** What a long call answers. Only `next`: from `AsyncIterator<Report, Result>` TypeScript infers `any` for the result. */
type Reports<Report, Result> = { next: () => Promise<IteratorResult<Report, Result>> }

/** Follows a long job to its end: `onStep` for each report, the result as the answer. Throws what the job throws. */
export async function runStream<Report, Result>(
  call: (signal: AbortSignal) => Promise<Reports<Report, Result>>,
  onStep: (report: Report) => void,
  signal: AbortSignal,
): Promise<Result> {
  try {
    const iterator = await call(signal)
    for (;;) {
      const step = await iterator.next()
      if (step.done) return step.value
      if (!signal.aborted) onStep(step.value)
    }
  } catch (error) {
    throw translateAbort(error, signal)
  }
}

export type Run<Result> = {
  state: 'idle' | 'running' | 'done' | 'failed' | 'cancelled'
  step: Step
  result: Result | undefined
  problem: Problem | null
  /** Starts the job (once at a time) and answers with its result, or undefined where it failed or was cancelled. */
  start: (call: (signal: AbortSignal) => Promise<Reports<Step, Result>>) => Promise<Result | undefined>
  cancel: () => void
  reset: () => void
}

/**
 * A long job with progress and cancel; leaving the page cancels it.
 *
 *   const job = useRun<Checked>()
 *   job.start((signal) => client.library.check(undefined, { signal }))
 *   job.state === 'running' && <Progress label=… done={job.step.done} total={job.step.total} onCancel={job.cancel} />
 */
export function useRun<Result>(): Run<Result> {
  const idle = { state: 'idle' as const, step: { done: 0, total: null }, result: undefined, problem: null }
  const [run, setRun] = useState<Pick<Run<Result>, 'state' | 'step' | 'result' | 'problem'>>(idle)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const start = useCallback<Run<Result>['start']>(async (call) => {
    if (abort.current) return undefined
    const own = new AbortController()
    abort.current = own
    setRun({ state: 'running', step: { done: 0, total: null }, result: undefined, problem: null })
    try {
      const result = await runStream(call, (step) => setRun((before) => ({ ...before, step })), own.signal)
      setRun((before) => ({ ...before, state: 'done', result }))
      return result
    } catch (error) {
      const problem = own.signal.aborted ? null : toProblem(error)
      if (problem?.code === 'unexpected') reportError(error)
      setRun((before) => ({ ...before, state: problem ? 'failed' : 'cancelled', problem }))
      return undefined
    } finally {
      abort.current = null
    }
  }, [])
  const cancel = useCallback(() => abort.current?.abort(), [])
  const reset = useCallback(
    () => setRun({ state: 'idle', step: { done: 0, total: null }, result: undefined, problem: null }),
    [],
  )
  return { ...run, start, cancel, reset }
}
