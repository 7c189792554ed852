import type { App, AppOptions } from '../../app'
import type { Platform } from '../../platform/platform'
import type { Console } from './console'

/** What every command is handed. */
export type Session = {
  console: Console
  /** Resolves a path as its writer meant it. */
  path: (named: string) => string
  /** Stops long calls when the person presses Ctrl+C. */
  signal: AbortSignal
  env: NodeJS.ProcessEnv
  /** Opens a library, hands its client over and closes it, whatever happens. */
  withApp: <T>(options: LibraryWanted, work: (client: App['client'], app: App) => Promise<T>) => Promise<T>
}

export type LibraryWanted = {
  /** A library that is there or may be made; null for a passing one that leaves nothing behind. */
  data: string | null
  hosted?: AppOptions['hosted']
  passphraseFile?: string
  /** Who signs in before anything is done, where people sign in. */
  operator?: string
  pinFile?: string
  forgetOperators?: true
  chooseFolder?: Platform['chooseFolder']
}
