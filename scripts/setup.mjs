/**
 * What `npm start` and `npm test` need first: packages, the build and, for tests, a browser. Plain Node 20, no packages.
 * Each step is skipped when nothing is missing, so it is quick and safe to repeat.
 */
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint } from './steps/fingerprint.mjs'
import { findBrowser } from './steps/find-browser.mjs'
import { inRoot, root, stamps } from './steps/places.mjs'
import { npm, run, say, tail } from './steps/run.mjs'

/** Told to the person; the exit code is 1. */
class SetupFailed extends Error {}

/** Installs and builds where that is missing. Throws `SetupFailed` with a sentence. */
export async function setUp({ build = true } = {}) {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new SetupFailed(`Blazon needs Node 20 or newer to set itself up; this is ${process.version}.`)
  await installPackages()
  if (build) await buildApp()
}

async function installPackages() {
  const stamp = path.join(stamps, 'installed')
  const wanted = fingerprint(root, ['package-lock.json'])
  if (read(stamp) === wanted) return
  if (read(stamp) === null && installedByHand()) return write(stamp, wanted)
  say('Installing packages (a minute or two the first time) …')
  const { code, output, seconds } = await npm(['ci', '--loglevel', 'error', '--no-audit', '--no-fund'], {
    label: 'installing',
  })
  if (code !== 0) throw new SetupFailed(`The packages could not be installed:\n${tail(output)}`)
  write(stamp, wanted)
  say(`Packages installed (${seconds} s).`)
}

/** True after an `npm ci` or `npm install` of the person's own: npm notes what it installed. */
function installedByHand() {
  const noted = fs.statSync(inRoot('node_modules', '.package-lock.json'), { throwIfNoEntry: false })
  const lock = fs.statSync(inRoot('package-lock.json'), { throwIfNoEntry: false })
  return Boolean(noted && lock && noted.mtimeMs >= lock.mtimeMs)
}

async function buildApp() {
  const stamp = inRoot('out', '.built-from')
  const wanted = buildFingerprint()
  if (read(stamp) === wanted && fs.existsSync(inRoot('out', 'main', 'cli.js'))) return
  say('Building …')
  fs.rmSync(stamp, { force: true })
  const { code, output, seconds } = await npm(['run', '-s', 'build'], { label: 'building' })
  if (code !== 0) throw new SetupFailed(`The build failed:\n${tail(output)}`)
  write(stamp, wanted)
  say(`Built (${seconds} s).`)
}

/** What the build is made from. What it makes inside `resources/` does not count. */
function buildFingerprint() {
  const configs = fs.readdirSync(root).filter((name) => name.endsWith('.config.ts'))
  return fingerprint(
    root,
    [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      ...configs.sort(),
      'scripts/pack-resources.mjs',
      'resources',
      'src',
    ],
    (name) => name === 'resources/packed' || name.startsWith('resources/verify-page/verify.'),
  )
}

/** The browser that tests drive: found, or installed where Debian's `apt-get` may be used; null, with a sentence said, if there is none to be had. */
export async function browserForTests() {
  const found = findBrowser()
  if (found) return found
  if (process.env.CHROMIUM) {
    say(`CHROMIUM names a file that is not there (${process.env.CHROMIUM}); tests in the browser are skipped.`)
    return null
  }
  const apt = await aptGet()
  if (apt) {
    say('Installing Chromium for the tests with apt-get …')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const [program, ...words] = apt
    await run(program, [...words, 'update', '-qq'], { env, label: 'apt-get update', timeoutMs: 300_000 })
    const install = [...words, 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation']
    await run(program, install, { env, label: 'apt-get install', timeoutMs: 900_000 })
    const installed = findBrowser()
    if (installed) return installed
  }
  say('No Chromium, Chrome or Edge was found and none could be installed; tests in the browser are skipped.')
  say('Install one of them, or set CHROMIUM to its path.')
  return null
}

/** How apt-get may be called here without asking anybody for a password; null if it may not. */
async function aptGet() {
  if (process.platform !== 'linux' || !fs.existsSync('/usr/bin/apt-get')) return null
  if (process.getuid?.() === 0) return ['apt-get']
  const { code } = await run('sudo', ['-n', 'true'], { timeoutMs: 5000 })
  return code === 0 ? ['sudo', '-n', 'apt-get'] : null
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function write(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

/** Runs a script's body: a failed set-up is told in words, without a stack. */
export async function script(body) {
  try {
    process.exitCode = await body()
  } catch (error) {
    if (!(error instanceof SetupFailed)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await script(async () => {
    await setUp()
    say('Everything is in place.')
    return 0
  })
