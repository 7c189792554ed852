/**
 * `npm start`: sets up what is missing and opens Blazon: in Electron, or, where its binary cannot be had, in a browser
 * window. `npm run dev` does the same with hot reload. What is not listed here goes to the shell (`--data DIR`, …).
 *
 *   --browser    open the browser window even where Electron is there
 *   --electron   try again to fetch Electron, even if that failed today
 *   --no-setup   neither install nor build: open what is there
 */
import { spawn } from 'node:child_process'
import net from 'node:net'
import { script, setUp } from './setup.mjs'
import { fetchElectron, fetchFailedLately } from './steps/fetch-electron.mjs'
import { findBrowser } from './steps/find-browser.mjs'
import { findElectron } from './steps/find-electron.mjs'
import { environment, inRoot, projectNode, root, toolScript } from './steps/places.mjs'
import { say } from './steps/run.mjs'

/** An Electron that ends with a failure this soon counts as one that cannot run here. */
const soonMs = 5000
/** These endings are answers, not failures to start: the library is in use, newer or damaged (`platform/start-failure.ts`). */
const answers = [0, 4, 5]

async function electronBinary(insist) {
  const found = findElectron()
  if (found || process.env.ELECTRON_EXEC_PATH) return found
  if (!insist && fetchFailedLately()) return null
  say('Fetching Electron (once, about 120 MB) …')
  if (await fetchElectron()) return findElectron()
  say('It could not be fetched; "npm start -- --electron" tries again.')
  return null
}

/** Never with --no-sandbox: an Electron that cannot run with its sandbox does not run. */
const open = (electron, parameters) => runShell(electron, parameters, { ELECTRON_RUN_AS_NODE: undefined })

const openInBrowser = (parameters) =>
  runShell(projectNode(), [inRoot('out', 'main', 'loopback.js'), ...parameters], browserChoice())

const develop = (electron, parameters) =>
  runShell(projectNode(), [toolScript('electron-vite'), 'dev', '--watch'], {
    ELECTRON_EXEC_PATH: electron,
    ELECTRON_CLI_ARGS: JSON.stringify(parameters),
  })

/** The same development server; what it takes for Electron is the loopback shell. The page's server passes the socket on to its port. */
async function developInBrowser(parameters) {
  return runShell(projectNode(), [toolScript('electron-vite'), 'dev'], {
    ...browserChoice(),
    ELECTRON_EXEC_PATH: projectNode(),
    ELECTRON_ENTRY: inRoot('out', 'main', 'loopback.js'),
    ELECTRON_CLI_ARGS: JSON.stringify(parameters),
    BLAZON_PORT: process.env.BLAZON_PORT ?? String(await freePort()),
  })
}

function browserChoice() {
  const browser = process.env.BLAZON_BROWSER ?? findBrowser()
  return browser ? { BLAZON_BROWSER: browser } : {}
}

/** Runs a shell in the foreground until it ends. Ctrl+C reaches it through the terminal; other signals are passed on. */
function runShell(program, parameters, env) {
  return new Promise((resolve) => {
    const started = Date.now()
    let lastWords = ''
    const child = spawn(program, parameters, {
      cwd: root,
      env: environment({ INIT_CWD: process.env.INIT_CWD ?? process.cwd(), ...env }),
      stdio: ['inherit', 'inherit', 'pipe'],
    })
    child.stderr.on('data', (chunk) => {
      process.stderr.write(chunk)
      lastWords = String(chunk).trim().split('\n').at(-1) || lastWords
    })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', () => {})
    process.on('SIGTERM', pass)
    const end = (code) => {
      process.off('SIGTERM', pass)
      resolve({ code, ranMs: Date.now() - started, lastWords })
    }
    child.on('error', (error) => {
      lastWords = error.message
      end(1)
    })
    child.on('close', (code, signal) => end(code ?? (signal ? 1 : 0)))
  })
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

await script(async () => {
  const own = ['--dev', '--browser', '--electron', '--no-setup']
  const words = process.argv.slice(2)
  const wants = (word) => words.includes(word)
  const passed = words.filter((word) => !own.includes(word))
  if (!wants('--no-setup')) await setUp()

  const electron = wants('--browser') ? null : await electronBinary(wants('--electron'))
  if (electron) {
    const ended = await (wants('--dev') ? develop(electron, passed) : open(electron, ['.', ...passed]))
    if (answers.includes(ended.code) || ended.ranMs >= soonMs) return ended.code
    say(
      `Electron could not start (${ended.lastWords || `it ended with ${ended.code}`}); opening Blazon in a browser window instead.`,
    )
  } else if (!wants('--browser')) {
    say('Electron is not available here; opening Blazon in a browser window instead.')
  }
  const ended = await (wants('--dev') ? developInBrowser(passed) : openInBrowser(passed))
  return ended.code
})
