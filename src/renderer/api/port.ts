import { RPCLink } from '@orpc/client/message-port'
import { portKind } from '../../core/contract/wire'
import { setLink } from './client'
import { setConnection } from './connection'

/** True for the one message that may hand over the port: sent by the preload, through this very window, from its own origin. */
export function isPortMessage(
  event: Pick<MessageEvent<unknown>, 'source' | 'origin' | 'data' | 'ports'>,
  window: { origin: string },
): boolean {
  const { data } = event
  return (
    event.source === (window as unknown) &&
    event.origin === window.origin &&
    typeof data === 'object' &&
    data !== null &&
    'kind' in data &&
    data.kind === portKind &&
    event.ports.length === 1
  )
}

/** Waits for the port from the preload, once, and speaks through it from then on. */
export function connectPort(): void {
  const listen = (event: MessageEvent<unknown>) => {
    if (!isPortMessage(event, window)) return
    const port = event.ports[0]
    if (!port) return
    window.removeEventListener('message', listen)
    setLink(new RPCLink({ port }))
    port.addEventListener('close', () => setConnection('lost'))
    port.start()
    setConnection('connected')
  }
  window.addEventListener('message', listen)
}
