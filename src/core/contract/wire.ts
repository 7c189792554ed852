/**
 * How the page reaches the router in the two shells with a window. The page, the preload and both servers agree
 * on these words; they say nothing about the calls themselves.
 */

/** Path of the WebSocket on the loopback server, same origin as the page. */
export const socketPath = '/rpc'

/**
 * Electron: the page asks with `window.postMessage(portRequest, location.origin)` as often as it needs a port (after a
 * reload too); the preload forwards the question and answers with `window.postMessage(portMessage, origin, [port])`.
 * The page checks `event.source === window` and `event.data === portMessage`, takes `event.ports[0]` and calls `start()`.
 */
export const portRequest = 'blazon:port-wanted'
export const portMessage = 'blazon:port'

/** The largest message that a server accepts, in bytes: 16 MiB of file as base64 and its envelope. */
export const maxMessageBytes = 24 * 1024 * 1024
