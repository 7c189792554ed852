import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, type ExitCode } from './exit-codes'
import { libraryWanted } from './library-wanted'
import type { Given } from './parse'
import type { Session } from './session'
import { Unreadable } from './unreadable'

/** Lets everybody go who signs in at a library: the way back in for whoever owns its files. */
export async function forgetOperators(session: Session, given: Given): Promise<ExitCode> {
  const { data } = libraryWanted(session, given)
  if (!existsSync(join(data, 'library.db'))) throw new Unreadable(`There is no library in "${data}".`)
  await session.withApp({ data, forgetOperators: true }, async () => undefined)
  session.console.result('Nobody is asked for a name any more. Set it up again in Settings, Who works here.')
  return exitCodes.done
}
