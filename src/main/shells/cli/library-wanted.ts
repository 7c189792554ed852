import { libraryFolder } from '../../platform/library-folder'
import type { Given } from './parse'
import type { LibraryWanted, Session } from './session'

/** The library that `--data`, `BLAZON_DATA` or the app's own place names, with its passphrase file and who signs in. */
export function libraryWanted(session: Session, given: Given): LibraryWanted & { data: string } {
  const passphraseFile = given.optional('passphrase-file')
  const operator = given.optional('operator') ?? session.env['BLAZON_OPERATOR']
  const pinFile = given.optional('pin-file')
  return {
    data: libraryFolder(given.optional('data'), session.env, session.path('.')),
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
    ...(operator ? { operator } : {}),
    ...(pinFile === undefined ? {} : { pinFile }),
  }
}
