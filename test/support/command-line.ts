import type { App, AppOptions } from '../../src/main/app'
import type { Console } from '../../src/main/shells/cli/console'
import { runCommandLine } from '../../src/main/shells/cli/run'

/** What a command line said and how it ended. */
export type Ended = { exit: number; results: string[]; said: string[] }

/** Runs a command line in this process. `createApp` is what opens a library; without it none may be opened. */
export async function blazon(
  words: string[],
  options: {
    cwd?: string
    env?: NodeJS.ProcessEnv
    signal?: AbortSignal
    createApp?: (options: AppOptions) => Promise<App>
  } = {},
): Promise<Ended> {
  const results: string[] = []
  const said: string[] = []
  const console: Console = {
    result: (line) => results.push(line),
    verbatim: (text) => results.push(text),
    say: (line) => said.push(line),
    progress: () => {},
  }
  const exit = await runCommandLine({
    words,
    env: options.env ?? {},
    cwd: options.cwd ?? '/',
    console,
    signal: options.signal ?? new AbortController().signal,
    version: '0.0.0',
    loadApp: () => {
      if (!options.createApp) throw new Error('this command needs no library')
      return Promise.resolve({ createApp: options.createApp })
    },
  })
  return { exit, results, said }
}
