import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { type Problem, toProblem } from '../../core/problem'
import { type ChangeName, useChange } from './changes'

export type Call<Data> = {
  /** The newest answer; while another is on its way, the one before. */
  data: Data | undefined
  problem: Problem | null
  isLoading: boolean
  reload: () => void
}

/**
 * Reads something for as long as the component lives: again when `key` changes, when one of the named changes happens, and
 * by `reload`. Answers that come late, after a newer question, are dropped, and their calls cancelled.
 *
 *   const badges = useCall(['badges', filter], (signal) => client.badges.list({ filter }, { signal }), ['badges.saved'])
 */
export function useCall<Data>(
  key: readonly unknown[],
  read: (signal: AbortSignal) => Promise<Data>,
  refreshOn: readonly ChangeName[] = [],
): Call<Data> {
  const [state, setState] = useState<{ data: Data | undefined; problem: Problem | null; isLoading: boolean }>({
    data: undefined,
    problem: null,
    isLoading: true,
  })
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound((it) => it + 1), [])
  const readNow = useEffectEvent(read)
  const keyText = JSON.stringify(key)
  useEffect(() => {
    const abort = new AbortController()
    setState((before) => (before.isLoading ? before : { ...before, isLoading: true }))
    readNow(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ data, problem: null, isLoading: false })
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        const problem = toProblem(error)
        if (problem?.code === 'unexpected') reportError(error)
        setState((before) => ({ data: before.data, problem, isLoading: false }))
      },
    )
    return () => abort.abort()
  }, [keyText, round])
  useChange(refreshOn, reload)
  return { ...state, reload }
}
