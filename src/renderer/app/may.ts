import { useEffect } from 'react'
import { create } from 'zustand'
import type { CallName } from '../../core/operators/call-needs'
import { mayByRights } from '../../core/operators/may'
import { onChange } from '../api/changes'
import { client } from '../api/client'
import { useOperator } from './desk'

/**
 * What main said of things whose place in the graph decides, by who asked and what. `round` counts how often that may have changed: what
 * was said holds until the next answer comes.
 */
const useAnswers = create<{ said: ReadonlyMap<string, boolean>; round: number }>(() => ({ said: new Map(), round: 0 }))

type Ask = { key: string; call: CallName; input: object }
let waiting: Ask[] = []
let isListening = false
const mostAsks = 200

function ask(wanted: Ask) {
  if (!isListening) {
    isListening = true
    onChange(['operators.changed', 'programs.saved', 'issuers.saved', 'badges.saved'], () =>
      useAnswers.setState(({ round }) => ({ round: round + 1 })),
    )
  }
  if (waiting.some(({ key }) => key === wanted.key)) return
  waiting.push(wanted)
  // Everything that one drawing of the page asks is one call.
  if (waiting.length === 1) queueMicrotask(() => void askAll())
}

async function askAll() {
  const asks = waiting.slice(0, mostAsks)
  waiting = waiting.slice(mostAsks)
  if (waiting.length > 0) queueMicrotask(() => void askAll())
  const answers = await client.operators
    .may({ asks: asks.map(({ call, input }) => ({ call, input })) })
    // Nobody can do anything then; whoever presses is told why.
    .catch(() => [])
  useAnswers.setState(({ said }) => ({
    said: new Map([...said, ...asks.map(({ key }, at) => [key, answers[at] ?? false] as const)]),
  }))
}

/** Whether who is signed in may do something; null until main has told. Where nobody signs in, everybody may do everything. */
export function useMayKnown(call: CallName, input?: object | undefined): boolean | null {
  const operator = useOperator()
  const byRights = operator === null ? true : mayByRights(operator, call, input)
  const key = byRights === null ? JSON.stringify([operator?.id, call, input]) : ''
  const said = useAnswers((it) => it.said.get(key))
  const round = useAnswers((it) => (byRights === null ? it.round : 0))
  useEffect(() => {
    if (key === '') return
    const [, asked, of] = JSON.parse(key) as [string, CallName, object]
    ask({ key, call: asked, input: of })
  }, [key, round])
  return byRights ?? said ?? null
}

/**
 * Whether to offer something to who is signed in: what the table in front of the router (core/operators/call-needs.ts) says. With an input,
 * whether they may do just this; without one, whether there may be something that they may do it to. It hides and decides nothing: the
 * router does, with every call.
 *
 *   {useMay('awards.create', { badgeId }) ? <Button …/> : null}
 */
export const useMay = (call: CallName, input?: object): boolean => useMayKnown(call, input) === true
