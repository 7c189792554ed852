import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from './places.mjs'

const usualName = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

/**
 * The Electron binary, or null. Never by `require('electron')`: from plain Node that starts a download.
 * `folder` is the package's folder.
 */
export function findElectron(env = process.env, folder = inRoot('node_modules', 'electron')) {
  const own = env.ELECTRON_EXEC_PATH
  if (own) return fs.existsSync(own) ? own : null
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH || path.join(folder, 'dist')
  let name = ''
  try {
    name = fs.readFileSync(path.join(folder, 'path.txt'), 'utf8').trim()
  } catch {
    // Written last by the installer: without it the binary may be half unpacked.
    if (!env.ELECTRON_OVERRIDE_DIST_PATH) return null
  }
  const file = path.join(dist, name || (usualName[process.platform] ?? 'electron'))
  return fs.existsSync(file) ? file : null
}
