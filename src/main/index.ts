import { fileURLToPath } from 'node:url'
import { version } from '../../package.json'
import { createApp } from './app'
import { runElectron } from './shells/electron/run'

// Not awaited: Electron is ready only after this module has been evaluated, and the shell waits for Electron.
runElectron({ version, builtFolder: fileURLToPath(new URL('..', import.meta.url)), createApp }).catch(
  (error: unknown) => {
    // Out of the promise, so that Electron shows its own error window instead of nothing.
    setImmediate(() => {
      throw error
    })
  },
)
