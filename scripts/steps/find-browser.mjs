import fs from 'node:fs'
import path from 'node:path'
import { requireFromProject } from './places.mjs'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

function usualPlaces(env) {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (process.platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return commands.flatMap((command) => folders.map((folder) => path.join(folder, command)))
}

/**
 * A Chromium, Chrome or Edge of this computer: the one that CHROMIUM names, one in its usual place, or one that
 * Playwright fetched earlier; null if there is none.
 */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM) return fs.existsSync(env.CHROMIUM) ? env.CHROMIUM : null
  return usualPlaces(env).find((file) => fs.existsSync(file)) ?? playwrightsOwn()
}

function playwrightsOwn() {
  try {
    const file = requireFromProject('playwright').chromium.executablePath()
    return fs.existsSync(file) ? file : null
  } catch {
    return null
  }
}
