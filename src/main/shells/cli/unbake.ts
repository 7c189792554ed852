import { exitCodes, type ExitCode } from './exit-codes'
import type { Given } from './parse'
import type { Session } from './session'
import { base64, Misused, readNamed } from './unreadable'

/** Prints what is baked into a file, letter for letter. */
export async function unbake(session: Session, given: Given): Promise<ExitCode> {
  const [file = ''] = given.positionals
  const format = given.optional('format')
  if (format !== undefined && format !== '2.0' && format !== '3.0') throw new Misused('--format is 2.0 or 3.0.')
  const bytes = base64(await readNamed(session.path(file), file))
  const payload = await session.withApp({ data: null }, (client) =>
    client.verification.unbake({ bytes, ...(format && { format }) }),
  )
  session.console.verbatim(payload.text)
  return exitCodes.done
}
