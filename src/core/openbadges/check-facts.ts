import { BlazonError } from '../errors'
import type { AwardFacts } from './facts'

/**
 * The last look at the facts of an award before its documents are written. What other issuers get wrong and readers must bear
 * is never written (`domain.md` rows 27, 28, 29, 33 and 90): a badge for nobody, a person named by anything but a salted
 * SHA-256 in lower case, a time without its zone. Throws `invalid_input`.
 */
export function checkFacts({ identityHash, salt, awardedAt, expiresAt }: AwardFacts): void {
  if (!/^sha256\$[0-9a-f]{64}$/.test(identityHash)) throw refused('identityHash')
  if (salt === '') throw refused('salt')
  if (!isUtc(awardedAt)) throw refused('awardedAt')
  if (expiresAt !== null && !isUtc(expiresAt)) throw refused('expiresAt')
}

const isUtc = (time: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(time)
const refused = (field: string) => new BlazonError('invalid_input', 'no facts to write documents from', { field })
