import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, type ExitCode } from './exit-codes'
import { libraryWanted } from './library-wanted'
import type { Given } from './parse'
import type { Session } from './session'
import { runToEnd } from './stream'
import { Unreadable } from './unreadable'

/** Checks a library and names what is damaged. A library that is not there is not made. */
export async function check(session: Session, given: Given): Promise<ExitCode> {
  const wanted = libraryWanted(session, given)
  if (!existsSync(join(wanted.data, 'library.db'))) throw new Unreadable(`There is no library in "${wanted.data}".`)
  const found = await session.withApp(wanted, (client) =>
    runToEnd(client.library.check(undefined, { signal: session.signal }), ({ done, total }) =>
      session.console.progress(`Checking: ${done} of ${total ?? 'many'}`),
    ),
  )
  if (given.flag('json')) session.console.result(JSON.stringify(found))
  else {
    for (const { kind, id, reason } of found.damaged) session.console.result(`damaged ${kind} ${id}: ${reason}`)
    session.console.result(
      `${counted(found.awards, 'award')} and ${counted(found.pictures, 'picture')} checked, ${found.damaged.length} damaged`,
    )
  }
  return found.damaged.length === 0 ? exitCodes.done : exitCodes.failed
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
