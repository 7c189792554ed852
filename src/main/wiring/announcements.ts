import type { Change } from '../../core/contract/library'

/** Tells every listener what changed; listeners come and go with the windows. */
export type Announcements = {
  announce: (change: Change) => void
  /** Streams changes until `signal` aborts or the app closes. A listener that falls behind gets them all, in order. */
  subscribe: (signal: AbortSignal | undefined) => AsyncGenerator<Change, void>
  close: () => void
}

/** An empty set of listeners. */
export function announcements(): Announcements {
  const listeners = new Set<{ queue: Change[]; wake: () => void }>()
  let closed = false
  return {
    announce: (change) => {
      for (const listener of listeners) {
        listener.queue.push(change)
        listener.wake()
      }
    },
    async *subscribe(signal) {
      const listener = { queue: [] as Change[], wake: () => {} }
      listeners.add(listener)
      const stop = () => listener.wake()
      signal?.addEventListener('abort', stop)
      try {
        while (!closed && !signal?.aborted) {
          yield* listener.queue.splice(0)
          if (listener.queue.length > 0 || closed || signal?.aborted) continue
          await new Promise<void>((resolve) => (listener.wake = resolve))
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', stop)
      }
    },
    close: () => {
      closed = true
      for (const listener of listeners) listener.wake()
    },
  }
}
