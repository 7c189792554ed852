import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { mostPrepared } from '../../core/contract/awards'
import { type Problem, toProblem } from '../../core/problem'
import { client } from '../api/client'
import { toRecipients, type Chosen } from './recipients'

/** Places that wait for the people of the list, with what was asked for. */
export type Prepared = Awaited<ReturnType<typeof client.awards.prepare>> & {
  readonly request: Pick<
    Parameters<typeof client.awards.prepare>[0],
    'badgeId' | 'issuerId' | 'override' | 'people' | 'customs' | 'awardedAt'
  >
}

/** Typing a list does not ask at every letter. */
const afterMs = 200

/**
 * Prepares the list as it is, and again when it changes: whoever stays keeps token and number. `badgeId` null: nothing to prepare. Gives
 * the preparation up when the page is left.
 */
export function usePrepared(
  badgeId: string | null,
  people: readonly Chosen[],
  awardedAt: string | undefined,
  asWhom: Pick<Prepared['request'], 'issuerId' | 'override'> = {},
): { prepared: Prepared | null; problem: Problem | null; forget: () => void } {
  const [state, setState] = useState<{ key: string; prepared: Prepared | null; problem: Problem | null } | null>(null)
  const [round, setRound] = useState(0)
  const last = useRef<string | null>(null)
  const isWanted = badgeId !== null && people.length > 0 && people.length <= mostPrepared
  const key = JSON.stringify([badgeId, awardedAt, asWhom, round, people.map((it) => [it.key, it.custom])])
  const ask = useEffectEvent(async (signal: AbortSignal) => {
    if (badgeId === null) return
    const request: Prepared['request'] = {
      badgeId,
      ...asWhom,
      people: toRecipients(people),
      customs: people.map(({ custom }) => custom),
      ...(awardedAt ? { awardedAt } : {}),
    }
    try {
      const answer = await client.awards.prepare(
        { ...request, ...(last.current ? { preparedId: last.current } : {}) },
        { signal },
      )
      last.current = answer.preparedId
      if (!signal.aborted) setState({ key, prepared: { ...answer, request }, problem: null })
    } catch (error) {
      // What keeps a badge from being awarded is said by the pre-flight.
      const problem = signal.aborted ? null : toProblem(error)
      if (!signal.aborted) setState({ key, prepared: null, problem: problem?.code === 'conflict' ? null : problem })
    }
  })
  useEffect(() => {
    if (!isWanted) return
    const abort = new AbortController()
    const timer = setTimeout(() => void ask(abort.signal), afterMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key, isWanted])
  const forget = useRef(() => {
    const preparedId = last.current
    last.current = null
    setState(null)
    setRound((it) => it + 1)
    // Of no weight: what is left is dropped at the next start.
    if (preparedId) client.awards.abandon({ preparedId }).catch(() => undefined)
  }).current
  useEffect(
    () => () => {
      const preparedId = last.current
      last.current = null
      if (preparedId) client.awards.abandon({ preparedId }).catch(() => undefined)
    },
    [],
  )
  const isFresh = isWanted && state?.key === key
  return { prepared: isFresh ? state.prepared : null, problem: isFresh ? state.problem : null, forget }
}
