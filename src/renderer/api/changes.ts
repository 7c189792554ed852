import { useEffect, useEffectEvent } from 'react'
import type { Change } from '../../core/contract/library'
import { client } from './client'
import { onConnection, readConnection } from './connection'

export type ChangeName = Change['name']
/** `missed` is true after a reconnect: changes may have happened unheard, so whoever listens reads again. */
type Listener = (change: Change, missed: boolean) => void

const listeners = new Map<Listener, ReadonlySet<ChangeName>>()

/** Calls `listener` for each change of these names, and once per name after a reconnect. Answers with how to stop. */
export function onChange(names: readonly ChangeName[], listener: Listener): () => void {
  listeners.set(listener, new Set(names))
  return () => listeners.delete(listener)
}

/** Tells the page of a change as if main had announced it. */
export function emitChange(change: Change, missed = false): void {
  for (const [listener, names] of [...listeners]) if (names.has(change.name)) listener(change, missed)
}

let again: () => void = () => undefined

/** Listens at once, where main had stopped telling: somebody else is signed in. What happened meanwhile was not heard. */
export const hearAgain = (): void => again()

/** Listens to main for as long as the page lives, again after each reconnect. Once, at the start. */
export function startChanges(): void {
  let followed = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  const follow = async (epoch: number) => {
    try {
      for await (const change of await client.library.changes()) emitChange(change)
    } catch {
      // The connection broke: the next epoch follows again; or nobody is signed in.
    }
    if (epoch === readConnection().epoch && readConnection().state === 'connected')
      waiting = setTimeout(() => void follow(epoch), 1000)
  }
  again = () => {
    if (waiting === undefined) return
    clearTimeout(waiting)
    waiting = undefined
    void follow(readConnection().epoch)
  }
  const check = () => {
    const { state, epoch } = readConnection()
    if (state !== 'connected' || epoch === followed) return
    if (followed > 0)
      for (const [listener, names] of [...listeners]) for (const name of names) listener({ name, ids: [] }, true)
    followed = epoch
    void follow(epoch)
  }
  onConnection(check)
  check()
}

/** Calls back when something of these names changed, at most once per 50 ms: a batch of awards is one refresh. */
export function useChange(names: readonly ChangeName[], callback: () => void): void {
  const latest = useEffectEvent(callback)
  const key = names.join()
  useEffect(() => {
    if (key === '') return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onChange(key.split(',') as ChangeName[], () => {
      timer ??= setTimeout(() => {
        timer = undefined
        latest()
      }, 50)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [key])
}
