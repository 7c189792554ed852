import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Problem, toProblem } from '../../core/problem'
import { type ChangeName, useChange } from './changes'

type PageOf<Row> = { rows: Row[]; total: number; next: string | null }
export type Pages<Row> = {
  rows: readonly Row[]
  total: number
  problem: Problem | null
  /** True until the first page of the present question is here. */
  isLoading: boolean
  /** Reads the following page; safe to call at any time and more than once. Hand it to `VirtualTable.onEndReached`. */
  loadMore: () => void
  reload: () => void
}

/**
 * Reads a paged list as far as it is looked at: the first page again when `key` or the library changes, the next by `loadMore`.
 *
 *   const people = usePages(['people', query], (cursor, signal) => client.people.list({ query, cursor }, { signal }), ['people.saved'])
 */
export function usePages<Row>(
  key: readonly unknown[],
  read: (cursor: string | null, signal: AbortSignal) => Promise<PageOf<Row>>,
  refreshOn: readonly ChangeName[] = [],
): Pages<Row> {
  const [state, setState] = useState<{
    rows: Row[]
    total: number
    next: string | null
    problem: Problem | null
    isLoading: boolean
  }>({ rows: [], total: 0, next: null, problem: null, isLoading: true })
  const [round, setRound] = useState(0)
  const busy = useRef<AbortController | null>(null)
  const reload = useCallback(() => setRound((it) => it + 1), [])
  const readNow = useEffectEvent(read)
  const keyText = JSON.stringify(key)
  const fetchPage = useEffectEvent((cursor: string | null, atLeast: number) => {
    const abort = new AbortController()
    busy.current = abort
    const load = async () => {
      let rows: Row[] = []
      let next = cursor
      let total = 0
      // A refresh reads as many rows as were loaded before, so that the list does not jump under the reader.
      do {
        const page = await readNow(next, abort.signal)
        rows = [...rows, ...page.rows]
        next = page.next
        total = page.total
      } while (next !== null && rows.length < atLeast && !abort.signal.aborted)
      return { rows, next, total }
    }
    load().then(
      ({ rows, next, total }) => {
        if (abort.signal.aborted) return
        busy.current = null
        setState((before) => {
          const all = cursor === null ? rows : [...before.rows, ...rows]
          // A list that stopped counting has more than it says.
          const atLeast = all.length + (next === null ? 0 : 1)
          return { rows: all, total: Math.max(total, atLeast), next, problem: null, isLoading: false }
        })
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        busy.current = null
        const problem = toProblem(error)
        if (problem?.code === 'unexpected') reportError(error)
        setState((before) => ({ ...before, problem, isLoading: false }))
      },
    )
  })
  const shownKey = useRef(keyText)
  const loaded = useEffectEvent(() => state.rows.length)
  useEffect(() => {
    const isRefresh = shownKey.current === keyText
    shownKey.current = keyText
    if (!isRefresh) setState((before) => ({ ...before, isLoading: true }))
    fetchPage(null, isRefresh ? loaded() : 0)
    return () => {
      busy.current?.abort()
      busy.current = null
    }
  }, [keyText, round])
  // The signal to load more goes through state, so that the effect event is called from an effect.
  const [wanted, setWanted] = useState(0)
  const loadMore = useCallback(() => setWanted((it) => it + 1), [])
  const continueList = useEffectEvent(() => {
    if (state.next !== null && busy.current === null) fetchPage(state.next, 0)
  })
  useEffect(() => {
    if (wanted > 0) continueList()
  }, [wanted])
  useChange(refreshOn, reload)
  return { rows: state.rows, total: state.total, problem: state.problem, isLoading: state.isLoading, loadMore, reload }
}
