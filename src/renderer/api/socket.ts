import { RPCLink } from '@orpc/client/websocket'
import { socketPath } from '../../core/contract/wire'
import { loseLink, setLink } from './client'
import { setConnection } from './connection'

/** How long to wait before the nth try in a row, in ms: quick at first, then every 5 s. */
export const retryDelayMs = (failures: number): number => Math.min(5_000, 250 * 2 ** Math.min(failures, 10))
/** After so many tries in vain the page says that Blazon is no longer running; it goes on trying. */
const patience = 5

/** Speaks over a WebSocket of the page's own origin, and connects again whenever it breaks. Answers with how to stop. */
export function connectSocket(url = `${location.origin.replace(/^http/, 'ws')}${socketPath}`): () => void {
  let failures = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocket | undefined
  const open = () => {
    socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    const link = new RPCLink({ websocket: socket })
    socket.addEventListener('open', () => {
      failures = 0
      setLink(link)
      setConnection('connected')
    })
    // An error is always followed by a close.
    socket.addEventListener('close', () => {
      loseLink()
      if (stopped) return
      failures++
      setConnection(failures > patience ? 'lost' : 'reconnecting')
      timer = setTimeout(open, retryDelayMs(failures - 1))
    })
  }
  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    socket?.close()
  }
}
