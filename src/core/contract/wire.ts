/**
 * How the page reaches the router in the two shells with a window. The page, the preload and both servers agree
 * on these words; they say nothing about the calls themselves.
 */

/** Path of the WebSocket on the loopback server, same origin as the page. */
export const socketPath = '/rpc'

/**
 * Electron: once the page has loaded, the preload asks main for a port on this channel and hands it on with
 * `window.postMessage({ kind: portKind }, window.origin, [port])`; a reload asks again.
 */
export const portChannel = 'blazon-port'
export const portKind = 'blazon-port'

/** The largest message that a server accepts, in bytes: 48 MiB of a project file as base64 and its envelope. */
export const maxMessageBytes = 72 * 1024 * 1024
