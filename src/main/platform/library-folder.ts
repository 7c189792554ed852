import { resolve } from 'node:path'
import envPaths from 'env-paths'

/**
 * Where the library is: as the caller says, as `BLAZON_DATA` says, or the place where this system keeps application
 * data. All three shells use the same place, so that a library made in the browser window is found by Electron later.
 * `cwd` is what a relative path is relative to.
 */
export function libraryFolder(wanted: string | undefined, env: NodeJS.ProcessEnv, cwd: string): string {
  const named = wanted ?? env['BLAZON_DATA']
  return named ? resolve(cwd, named) : envPaths('Blazon', { suffix: '' }).data
}
