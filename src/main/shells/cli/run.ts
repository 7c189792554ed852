import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { App, AppOptions } from '../../app'
import { errorSentence, expectedFailure } from '../../platform/error-sentences'
import { errorFacts } from '../../platform/log'
import { readSecret } from '../../platform/passphrase'
import { call } from './call'
import { calls } from './calls'
import { check } from './check'
import type { CommandName } from './commands'
import type { Console } from './console'
import { exitCodes, type ExitCode } from './exit-codes'
import { forgetOperators as forget } from './forget-operators'
import { helpText } from './help'
import { issue } from './issue'
import { parseCommandLine, type Given } from './parse'
import { cliPlatform } from './platform'
import type { Session } from './session'
import { unbake } from './unbake'
import { Misused, Unreadable } from './unreadable'
import { verify } from './verify'

const runners: Record<Exclude<CommandName, 'help'>, (session: Session, given: Given) => Promise<ExitCode>> = {
  issue,
  verify,
  unbake,
  calls,
  call,
  check,
  'forget-operators': forget,
}

export type CommandLine = {
  /** The words after the program's name. */
  words: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  console: Console
  signal: AbortSignal
  version: string
  /** Loaded only by commands that need a library: `help` and `calls` answer without one. */
  loadApp: () => Promise<{ createApp: (options: AppOptions) => Promise<App> }>
}

/** Runs a command line and answers with its exit code; never throws. */
export async function runCommandLine(line: CommandLine): Promise<ExitCode> {
  const { console } = line
  const parsed = parseCommandLine(line.words)
  if (parsed.kind === 'help') {
    console.result(helpText(parsed.command).trimEnd())
    return exitCodes.done
  }
  if (parsed.kind === 'misused') {
    console.say(parsed.sentence)
    console.say(`"npm run -s blazon -- ${parsed.command ?? ''}${parsed.command ? ' ' : ''}--help" explains.`)
    return exitCodes.badUsage
  }
  try {
    return await runners[parsed.command](sessionOf(line), parsed.given)
  } catch (error) {
    return tellFailure(error, line)
  }
}

function sessionOf(line: CommandLine): Session {
  // npm changes the working folder of a script; INIT_CWD is where the person stands.
  const start = line.env['INIT_CWD'] ?? line.cwd
  return {
    console: line.console,
    signal: line.signal,
    env: line.env,
    path: (named) => resolve(start, named),
    withApp: async ({ data, hosted, passphraseFile, operator, pinFile, forgetOperators, chooseFolder }, work) => {
      const passing = data === null ? await mkdtemp(join(tmpdir(), 'blazon-')) : null
      try {
        const folder = data ?? passing ?? ''
        const platform = await cliPlatform({
          version: line.version,
          env: line.env,
          say: line.console.say,
          ...(passphraseFile && { passphraseFile: resolve(start, passphraseFile) }),
          ...(chooseFolder && { chooseFolder }),
        })
        const { createApp } = await line.loadApp()
        const app = await createApp({
          folder,
          platform,
          ...(hosted && { hosted }),
          ...(forgetOperators && { forgetOperators }),
        })
        try {
          if (operator !== undefined) await signIn(app, operator, await readPin(line.env, pinFile, start))
          return await work(app.client, app)
        } finally {
          await app.close()
        }
      } finally {
        if (passing) await rm(passing, { recursive: true, force: true })
      }
    },
  }
}

/** Where nobody signs in, a name given is one too many and does no harm: scripts go on working. */
async function signIn({ client }: App, username: string, pin: string) {
  const { isOn } = await client.operators.current()
  if (isOn) await client.operators.signIn({ username, pin })
}

/** A file that was named and cannot be read is told by its name, as the person wrote it. */
async function readPin(env: NodeJS.ProcessEnv, file: string | undefined, start: string): Promise<string> {
  try {
    return (await readSecret(env, 'BLAZON_PIN', file === undefined ? undefined : resolve(start, file))) ?? ''
  } catch (cause) {
    throw new Unreadable(`The file "${file ?? ''}" cannot be read.`, { cause })
  }
}

function tellFailure(error: unknown, { console, signal }: CommandLine): ExitCode {
  if (signal.aborted) {
    console.say('Stopped; what was finished before is safe.')
    return exitCodes.interrupted
  }
  if (error instanceof Misused) {
    console.say(error.message)
    return exitCodes.badUsage
  }
  if (error instanceof Unreadable) {
    console.say(error.message)
    return exitCodes.noInput
  }
  const expected = expectedFailure(error)
  if (!expected) {
    console.say('Something went wrong inside Blazon; what was finished before is safe.')
    for (const [name, fact] of Object.entries(errorFacts(error))) console.say(`  ${name}: ${fact}`)
    return exitCodes.fault
  }
  console.say(errorSentence(expected.code, expected.details))
  if (expected.code === 'library_in_use') return exitCodes.libraryInUse
  if (expected.code === 'library_newer' || expected.code === 'library_damaged') return exitCodes.libraryUnusable
  if (expected.code === 'sign_in_needed' || expected.code === 'not_allowed') return exitCodes.notAllowed
  if (expected.code === 'no_badge_data') return exitCodes.noBadge
  return exitCodes.failed
}
