import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { App, AppOptions } from '../../app'
import { chosenSecrets, ownerOnlySentence } from '../../platform/chosen-secrets'
import { libraryFolder } from '../../platform/library-folder'
import { fileLog } from '../../platform/log'
import { openerFor, startDetached } from '../../platform/open-outside'
import { readPassphrase } from '../../platform/passphrase'
import { startFailure } from '../../platform/start-failure'
import { leaveWithLastWindow } from './last-window'
import { documentsFolder, loopbackPlatform } from './platform'
import { serveLoopback } from './server'

/** A window that is reloaded is back within a second or two; a closed one is not. */
const lastWindowMs = 30_000

export type LoopbackStart = {
  words: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  version: string
  /** The built page. */
  pageFolder: string
  say: (line: string) => void
  createApp: (options: AppOptions) => Promise<App>
  /** Resolves when the program is asked to end. */
  asked: Promise<unknown>
}

const usage = `Blazon in a browser window.

  --data DIR              the library (default: the one of this user, or BLAZON_DATA)
  --passphrase-file FILE  its first line protects the signing keys (or BLAZON_PASSPHRASE)
  --port N                the port (default: a free one, or BLAZON_PORT)
  --no-open               print the address, open nothing (or BLAZON_NO_OPEN=1)
  --quit-with-window      end half a minute after the last window was closed (or BLAZON_QUIT_WITH_WINDOW=1)`

/** Opens the library, serves it on this computer, opens a window and waits until asked to end. Answers with the exit code. */
export async function runLoopback(start: LoopbackStart): Promise<number> {
  const { env, say } = start
  const wishes = readWishes(start.words, env)
  if (typeof wishes === 'string') {
    say(wishes)
    return wishes === usage ? 0 : 64
  }
  const from = env['INIT_CWD'] ?? start.cwd
  const folder = libraryFolder(wishes.data, env, from)

  let app: App
  let passphrase: string | undefined
  try {
    passphrase = await readPassphrase(env, wishes.passphraseFile && resolve(from, wishes.passphraseFile))
  } catch {
    say('The passphrase file cannot be read.')
    return 66
  }
  try {
    app = await start.createApp({
      folder,
      platform: loopbackPlatform({
        secrets: chosenSecrets(passphrase, () => say(ownerOnlySentence)),
        version: start.version,
        documents: documentsFolder(env, readTextOrNull),
      }),
    })
  } catch (error) {
    const { sentence, exitCode } = startFailure(error)
    say(sentence)
    return exitCode
  }

  const log = fileLog(folder)
  try {
    const gone = deferred()
    const server = await serveLoopback({
      router: app.router,
      pageFolder: start.pageFolder,
      port: wishes.port,
      token: randomBytes(32).toString('base64url'),
      log,
      ...(env['ELECTRON_RENDERER_URL'] && { developmentUrl: env['ELECTRON_RENDERER_URL'] }),
      ...(wishes.quitWithWindow && { onWindows: leaveWithLastWindow(lastWindowMs, gone.resolve) }),
    })
    log.info('app.started', { shell: 'loopback', version: start.version })
    say(`Blazon is running at ${server.address}`)
    say('It answers on this computer only, and only to that address.')
    say(
      wishes.quitWithWindow
        ? 'It ends half a minute after its last window was closed. Press Ctrl+C to end it at once.'
        : 'Closing the window leaves it running. Press Ctrl+C to end it.',
    )
    if (wishes.open && !(await openWindow(server.address, env))) say('Please open that address in a browser.')
    await Promise.race([start.asked, gone.promise])
    await server.close()
    log.info('app.ended')
    return 0
  } catch (error) {
    log.error('app.failed', error)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      say(`Port ${wishes.port} is taken; leave out --port to use a free one.`)
      return 1
    }
    throw error
  } finally {
    await app.close()
  }
}

type Wishes = { data?: string; passphraseFile?: string; port: number; open: boolean; quitWithWindow: boolean }

/** Reads the command line; a text is what to say instead of starting. */
function readWishes(words: string[], env: NodeJS.ProcessEnv): Wishes | string {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        data: { type: 'string' },
        'passphrase-file': { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        'quit-with-window': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) return usage
    const port = Number(values.port ?? env['BLAZON_PORT'] ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return 'A port is a number between 1 and 65535.'
    return {
      port,
      open: !values['no-open'] && !env['BLAZON_NO_OPEN'],
      quitWithWindow: values['quit-with-window'] === true || Boolean(env['BLAZON_QUIT_WITH_WINDOW']),
      ...(values.data !== undefined && { data: values.data }),
      ...(values['passphrase-file'] !== undefined && { passphraseFile: values['passphrase-file'] }),
    }
  } catch {
    return `That is not understood.\n\n${usage}`
  }
}

/** A window of its own where there is a Chromium (`BLAZON_BROWSER`), else a tab of the default browser. */
async function openWindow(address: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const browser = env['BLAZON_BROWSER']
  if (browser && (await startDetached(browser, [`--app=${address}`]))) return true
  return startDetached(...openerFor(process.platform, 'address', address))
}

function readTextOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
