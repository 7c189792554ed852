import { flushSync } from 'react-dom'
import { create } from 'zustand'
import type { Desk } from '../../core/contract/operators'
import { type Problem, toProblem } from '../../core/problem'
import { hearAgain } from '../api/changes'
import { client } from '../api/client'
import { onConnection, readConnection } from '../api/connection'
import { forgetToasts } from '../ui/toast'
import { useSaving } from './saving'

type AtDesk = {
  /** Null until main has told. */
  desk: Desk | null
  /** Why the library cannot tell. */
  problem: Problem | null
  /** Whoever signs out is on the way: what they were typing is being saved. */
  isLeaving: boolean
  /** Who was signed in last, in this window. */
  lastId: string | null
}

const useAtDesk = create<AtDesk>(() => ({ desk: null, problem: null, isLeaving: false, lastId: null }))

/** Who sits at the desk, as main tells it to every window. */
export const useDesk = useAtDesk

/** Who is signed in; null where nobody signs in at this library. */
export const useOperator = () => useAtDesk((it) => it.desk?.operator ?? null)

let following = 0

/** Listens to who sits at the desk for as long as the page lives, again after each reconnect. Once, at the start. */
export function followDesk(): void {
  let followed = 0
  const check = () => {
    const { state, epoch } = readConnection()
    if (state !== 'connected' || epoch === followed) return
    followed = epoch
    void follow()
  }
  onConnection(check)
  check()
}

/** Asks anew, after a failure. */
export async function follow(): Promise<void> {
  const own = (following += 1)
  try {
    for await (const desk of await client.operators.follow()) {
      if (own !== following) return
      seat(desk)
    }
  } catch (error) {
    const problem = toProblem(error)
    // A lost connection is told elsewhere, and followed again when it is back.
    if (own === following && problem && problem.code !== 'connection_lost') useAtDesk.setState({ problem })
  }
}

function seat(desk: Desk) {
  const before = useAtDesk.getState().desk?.operator?.id ?? null
  const now = desk.operator?.id ?? null
  useAtDesk.setState({ desk, problem: null, isLeaving: false, ...(now === null ? {} : { lastId: now }) })
  if (before !== null && now !== before) forgetToasts()
  if (now !== null && now !== before) hearAgain()
}

const longestSavingMs = 3000

/** Signs out, after what is still being typed was saved: the pages go first, and save as they go. */
export async function signOut(): Promise<void> {
  flushSync(() => useAtDesk.setState({ isLeaving: true }))
  await allSaved()
  try {
    await client.operators.signOut()
  } finally {
    useAtDesk.setState({ isLeaving: false })
  }
}

const allSaved = () =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, longestSavingMs)
    const stop = useSaving.subscribe(({ pending }) => {
      if (pending === 0) done()
    })
    if (useSaving.getState().pending === 0) done()
  })
