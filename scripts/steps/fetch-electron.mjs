import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { environment, inRoot, projectNode, root, stamps } from './places.mjs'
import { say } from './run.mjs'

const firstByteMs = 10_000
const stallMs = 60_000
const retryAfterMs = 24 * 60 * 60 * 1000
const failedStamp = () => path.join(stamps, 'electron-not-fetched')

/** True where fetching failed within the last day: a start shall not wait for a network that was not there this morning. */
export function fetchFailedLately(now = Date.now()) {
  const age = now - (fs.statSync(failedStamp(), { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return age < retryAfterMs
}

/**
 * Fetches the Electron binary with the package's own installer. Gives up when no byte has come after 10 seconds or
 * nothing moves for a minute; a download that advances may take as long as it needs. Answers true when it went well.
 */
export async function fetchElectron() {
  const arriving = path.join(stamps, 'electron-download')
  fs.rmSync(arriving, { recursive: true, force: true })
  fs.mkdirSync(arriving, { recursive: true })
  const installer = inRoot('node_modules', 'electron', 'install.js')
  if (!fs.existsSync(installer)) return false
  // The installer downloads below the temporary folder; a folder of our own shows how far it has come.
  const child = spawn(projectNode(), [installer], {
    cwd: root,
    env: environment({ TMPDIR: arriving, TEMP: arriving, TMP: arriving, ELECTRON_GET_NO_PROGRESS: '1' }),
    stdio: 'ignore',
  })
  const fetched = await watched(
    child,
    () => bytesBelow(arriving) + bytesBelow(inRoot('node_modules', 'electron', 'dist')),
  )
  fs.rmSync(arriving, { recursive: true, force: true })
  if (fetched) fs.rmSync(failedStamp(), { force: true })
  else fs.writeFileSync(failedStamp(), '')
  return fetched
}

function watched(child, bytesNow) {
  return new Promise((resolve) => {
    let bytes = bytesNow()
    let moved = Date.now()
    let any = false
    let told = 0
    const timer = setInterval(() => {
      const now = bytesNow()
      if (now !== bytes) {
        any = true
        bytes = now
        moved = Date.now()
        const megabytes = Math.floor(bytes / 1e6)
        if (megabytes >= told + 20) say(`  Electron: ${(told = megabytes)} MB …`)
      } else if (Date.now() - moved > (any ? stallMs : firstByteMs)) child.kill('SIGKILL')
    }, 250)
    const end = (fetched) => {
      clearInterval(timer)
      resolve(fetched)
    }
    child.on('error', () => end(false))
    child.on('exit', (code) => end(code === 0))
  })
}

function bytesBelow(folder) {
  let total = 0
  try {
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) total += fs.statSync(path.join(entry.parentPath, entry.name)).size
  } catch {
    // Not there yet, or a file moved on while we looked.
  }
  return total
}
