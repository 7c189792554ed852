import { useSyncExternalStore } from 'react'

/** Whether main can be reached: `lost` after many tries in vain. `epoch` counts the connections made so far. */
export type Connection = { state: 'connecting' | 'connected' | 'reconnecting' | 'lost'; epoch: number }

let connection: Connection = { state: 'connecting', epoch: 0 }
const listeners = new Set<() => void>()

/** For the transports: says how the connection is. Becoming `connected` begins a new epoch: pages read again. */
export function setConnection(state: Connection['state']): void {
  connection = { state, epoch: connection.epoch + (state === 'connected' ? 1 : 0) }
  for (const listener of listeners) listener()
}

/** Calls `listener` whenever the connection changes; answers with how to stop. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The connection as it is now. */
export const readConnection = (): Connection => connection

/** The connection, as a hook. */
export const useConnection = (): Connection => useSyncExternalStore(onConnection, readConnection)
