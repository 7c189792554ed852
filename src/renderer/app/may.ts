import { useEffect } from 'react'
import { create } from 'zustand'
import type { CallName } from '../../core/operators/call-needs'
import { mayByRights } from '../../core/operators/may'
import { onChange } from '../api/changes'
import { client } from '../api/client'
import { useOperator } from './desk'

type Answers = { said: ReadonlyMap<string, boolean>; round: number }
const nothingAsked: Answers = { said: new Map(), round: 0 }

/**
 * What main said of things whose place in the graph decides, by who asked and what. `round` counts how often that may have changed: what
 * was said holds until the next answer comes.
 */
const useAnswers = create<Answers>(() => nothingAsked)

export type Wanted = { call: CallName; input?: object | undefined }
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

/** Whether who is signed in may make each of these calls; null until main has told. Where nobody signs in, everybody may do everything. */
function useMayAll(wanted: readonly Wanted[]): (boolean | null)[] {
  const operator = useOperator()
  const asked = wanted.map(({ call, input }) => {
    const byRights = operator === null ? true : mayByRights(operator, call, input)
    return { byRights, key: byRights === null ? JSON.stringify([operator?.id, call, input]) : null }
  })
  const keys = JSON.stringify(asked.flatMap(({ key }) => key ?? []))
  const { said, round } = useAnswers((it): Answers => (keys === '[]' ? nothingAsked : it))
  useEffect(() => {
    for (const key of JSON.parse(keys) as string[]) {
      const [, call, input] = JSON.parse(key) as [string, CallName, object]
      ask({ key, call, input })
    }
  }, [keys, round])
  return asked.map(({ byRights, key }) => byRights ?? said.get(key ?? '') ?? null)
}

/** Whether who is signed in may do something; null until main has told. */
export const useMayKnown = (call: CallName, input?: object | undefined): boolean | null =>
  useMayAll([{ call, input }])[0] ?? null

/**
 * Whether to offer something to who is signed in: what the table in front of the router (core/operators/call-needs.ts) says. With an input,
 * whether they may do just this; without one, whether there may be something that they may do it to. It hides and decides nothing: the
 * router does, with every call.
 *
 *   {useMay('awards.create', { badgeId }) ? <Button …/> : null}
 */
export const useMay = (call: CallName, input?: object): boolean => useMayKnown(call, input) === true

/** The same for each of several. */
export const useMayEach = (wanted: readonly Wanted[]): boolean[] => useMayAll(wanted).map((it) => it === true)

/**
 * The same for the entries of a menu and their keys, by the call that each id stands for; other ids are everybody's. `only` leaves away
 * what is not theirs.
 */
export function useTheirs<Id extends string>(calls: Readonly<Record<Id, CallName>>, input?: object) {
  const named = Object.entries<CallName>(calls)
  const answers = useMayAll(named.map(([, call]) => ({ call, input })))
  const refused = new Set(named.flatMap(([id], at) => (answers[at] === true ? [] : [id])))
  const only = <Entry extends { id: string }>(entries: readonly (Entry | 'separator')[]) => {
    const theirs = entries.filter((it) => it === 'separator' || !refused.has(it.id))
    // A line with nothing above or below it parts nothing.
    return theirs.filter((it, at) => it !== 'separator' || (at > 0 && at < theirs.length - 1 && theirs[at - 1] !== it))
  }
  return { may: (id: Id): boolean => !refused.has(id), only }
}
