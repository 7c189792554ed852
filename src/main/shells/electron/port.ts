import { MessageChannelMain, type IpcMain } from 'electron'
import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { portChannel } from '../../../core/contract/wire'
import type { App } from '../../app'
import type { Log } from '../../platform/log'
import { logFaults } from '../../platform/log-faults'
import { mayTakePort } from './security'

/**
 * The one thing that a page may ask of Electron's IPC: a port to the router, for the page's own top frame. Each
 * load of the page gets a port of its own; the one before closes with its page and ends what ran over it.
 */
export function handOutPorts(ipcMain: Pick<IpcMain, 'on'>, router: App['router'], log: Log): void {
  const handler = new RPCHandler(router, {
    interceptors: [onError(logFaults(log))],
  })
  ipcMain.on(portChannel, (event) => {
    const frame = event.senderFrame
    if (!mayTakePort(frame)) {
      log.warn('port.refused')
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    handler.upgrade(port1, { context: {} })
    port1.start()
    frame?.postMessage(portChannel, null, [port2])
  })
}
