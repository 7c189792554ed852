import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inRoot } from '../../scripts/steps/places.mjs'

const built = fs.existsSync(inRoot('out', 'main', 'loopback.js'))
const runnable = built && process.platform !== 'win32'

let folder
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'blazon-start-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Stands in for the Electron binary: notes how it was called, says something, ends. */
function electronThat(code, words = '') {
  const file = path.join(folder, 'electron')
  fs.writeFileSync(file, `#!/bin/sh\necho "$@" > "${folder}/called"\necho "${words}" >&2\nexit ${code}\n`, {
    mode: 0o755,
  })
  return file
}

/** Runs `npm start` as it is, until it ends or has printed an address; then it is asked to end. */
function start(electron, ...words) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [inRoot('scripts', 'start.mjs'), '--no-setup', ...words], {
      env: {
        ...process.env,
        ELECTRON_EXEC_PATH: electron,
        BLAZON_DATA: path.join(folder, 'library'),
        BLAZON_NO_OPEN: '1',
        BLAZON_PORT: '0',
      },
    })
    let said = ''
    const hear = (chunk) => {
      said += chunk
      if (said.includes('Press Ctrl+C')) child.kill('SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (code) => {
      const called = path.join(folder, 'called')
      resolve({ code, said, called: fs.existsSync(called) ? fs.readFileSync(called, 'utf8').trim() : null })
    })
  })
}

describe.runIf(runnable)('npm start (needs the build)', () => {
  it('opens Electron with the program’s folder, passes on what it does not know, and never turns the sandbox off', async () => {
    const { code, called, said } = await start(electronThat(0), '--data', '/x')
    expect(called).toBe('. --data /x')
    expect(code).toBe(0)
    expect(said).not.toContain('browser window')
  })

  it('opens the browser window, with the reason, where Electron ends at once', async () => {
    const { code, said, called } = await start(electronThat(1, 'no usable sandbox'))
    expect(called).toBe('.')
    expect(said).toContain('Electron could not start (no usable sandbox); opening Blazon in a browser window instead.')
    expect(said).toMatch(/running at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n/)
    expect(code).toBe(0)
  })

  it('takes "the library is in use" for an answer, not for a failure', async () => {
    const { code, said } = await start(electronThat(4))
    expect(code).toBe(4)
    expect(said).not.toContain('browser window')
  })

  it('opens the browser window where that is wished', async () => {
    const { code, called, said } = await start(electronThat(0), '--browser')
    expect(called).toBeNull()
    expect(said).toContain('Blazon is running at')
    expect(code).toBe(0)
  })
})

describe('the launcher', () => {
  it('never names --no-sandbox in a command', () => {
    const names = fs.readdirSync(inRoot('scripts'), { recursive: true }).filter((name) => name.endsWith('.mjs'))
    for (const name of names) {
      const code = fs.readFileSync(inRoot('scripts', name), 'utf8').replace(/\/\*\*.*?\*\//gs, '')
      expect(code, name).not.toContain('--no-sandbox')
      expect(code, name).not.toMatch(/require\(['"]electron['"]\)|from 'electron'/)
    }
  })
})
