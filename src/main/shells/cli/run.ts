import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { App, AppOptions } from '../../app'
import { errorSentence, expectedFailure } from '../../platform/error-sentences'
import { errorFacts } from '../../platform/log'
import { call } from './call'
import { calls } from './calls'
import { check } from './check'
import type { CommandName } from './commands'
import type { Console } from './console'
import { exitCodes, type ExitCode } from './exit-codes'
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
    withApp: async ({ data, hosted, passphraseFile, chooseFolder }, work) => {
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
        const app = await createApp({ folder, platform, ...(hosted && { hosted }) })
        try {
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
  if (expected.code === 'no_badge_data') return exitCodes.noBadge
  return exitCodes.failed
}
