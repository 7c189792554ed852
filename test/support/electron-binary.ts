import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The Electron binary, without `require('electron')`, which would start a download; null where there is none. */
export function electronBinary(): string | null {
  const own = process.env['ELECTRON_EXEC_PATH']
  if (own) return existsSync(own) ? own : null
  try {
    const name = readFileSync(resolve('node_modules/electron/path.txt'), 'utf8').trim()
    const file = resolve('node_modules/electron/dist', name)
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/** Why Electron cannot be run here, in words for a report; null where it can. */
export function whyNoElectron(): string | null {
  if (electronBinary() === null) return 'no Electron binary on this computer'
  if (!existsSync('out/main/index.js')) return 'not built'
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']
  if (process.platform === 'linux' && !display) return 'no display'
  return null
}
