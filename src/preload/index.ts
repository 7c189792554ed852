import { ipcRenderer } from 'electron'

// The words of `core/contract/wire.ts`; a sandboxed preload imports nothing but electron (a test compares them).
const port = 'blazon-port'

// contextBridge cannot carry a port, so it goes through the page's own window, once the page listens.
ipcRenderer.on(port, (event) => window.postMessage({ kind: port }, window.origin, [...event.ports]))
window.addEventListener('load', () => ipcRenderer.send(port), { once: true })
