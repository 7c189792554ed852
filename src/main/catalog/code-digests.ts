import { createHmac } from 'node:crypto'
import { plainCode, readings } from '../../core/earning/codes'
import type { Random } from '../../core/ports'
import type { Catalog, Transaction } from './catalog'
import { prepared } from './sqlite'

const key = 'codes.salt'

/** The library's own salt, without which its digests of codes say nothing; null before the first code was made. */
const readSalt = (catalog: Catalog): string | null =>
  prepared<[string], { value: string }>(catalog.db, 'SELECT value FROM setting WHERE key = ?').get(key)?.value ?? null

/** The same, made where there is none yet; inside a transaction. */
export function saltOfCodes(catalog: Catalog, _tx: Transaction, random: Random): string {
  const known = readSalt(catalog)
  if (known !== null) return known
  const salt = Buffer.from(random(32)).toString('hex')
  prepared(catalog.db, 'INSERT INTO setting (key, value) VALUES (?, ?)').run(key, salt)
  return salt
}

/** What is kept of a code: lower-case hex HMAC-SHA256 of its plain form. The code itself stands on paper only. */
export const digestOfCode = (salt: string, code: string): string =>
  createHmac('sha256', Buffer.from(salt, 'hex')).update(plainCode(code)).digest('hex')

/** The digests by which a code that was typed is found, the likeliest first; none where no code was ever made, or nothing was typed. */
export function digestsOfTyped(catalog: Catalog, code: string): string[] {
  const salt = readSalt(catalog)
  return salt === null ? [] : readings(code).map((reading) => digestOfCode(salt, reading))
}
