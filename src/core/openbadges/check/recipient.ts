import { matchIdentity, type StatedIdentity } from '../identity'
import { failed, passed, unknown, warned, type Check } from './outcomes'
import type { CheckOptions, CheckPorts } from './ports'

/** Whom a badge was awarded to, as far as the document and a given address tell. */
export type Recipient = {
  check: Check
  /** The address in clear, where the document has one. */
  clear: string | null
  /** Null where no address was given to compare. */
  matches: boolean | null
}

/** How a recipient's value was hashed: a word before `$`, or told by the length of bare hex. */
const hashed = /^(?:(\w+)\$)?([0-9a-f]+)$/i
const algorithms: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' }

/**
 * Checks one or several stated identities (a 3.0 subject may have more than one; one match is enough) and compares
 * them with the address given (`domain.md` rows 24–29). The address itself is never put into a check's details.
 */
export async function checkRecipient(
  stated: readonly StatedIdentity[],
  ports: Pick<CheckPorts, 'digest' | 'weakDigests'>,
  { identity }: CheckOptions,
): Promise<Recipient> {
  const clear = stated.find((one) => !one.hashed && !one.value.includes('$'))?.value ?? null
  const answer = (check: Check, matches: boolean | null = null): Recipient => ({ check, clear, matches })
  if (stated.length === 0) return answer(failed('recipient', 'no_recipient'))

  let algorithm = 'sha256'
  for (const one of stated) {
    const parts = hashed.exec(one.value)
    // An address always has an @; a hash marked with its algorithm never is one.
    if (one.hashed ? parts === null && !/^\w+\$/.test(one.value) : parts?.[1] !== undefined)
      return answer(failed('recipient', 'not_an_address'))
    if (one.hashed) algorithm = parts?.[1]?.toLowerCase() ?? algorithms[parts?.[2]?.length ?? 0] ?? 'unknown'
  }
  const weak = algorithm === 'md5' || algorithm === 'sha1'
  if (identity === undefined || identity.trim() === '')
    return answer(weak ? warned('recipient', 'weak_hash', { algorithm }) : passed('recipient', 'not_compared'))

  const digests = { sha256: ports.digest, ...ports.weakDigests }
  let unreadable = false
  for (const one of stated) {
    const match = await matchIdentity(identity, one, digests)
    if (match.outcome === 'match') {
      if (match.weak) return answer(warned('recipient', 'matches_weak'), true)
      return answer(passed('recipient', match.exact ? 'matches' : 'matches_other_case'), true)
    }
    unreadable ||= match.outcome === 'unreadable'
  }
  if (unreadable) return answer(unknown('recipient', 'unknown_algorithm', { algorithm: algorithm.slice(0, 16) }))
  return answer(failed('recipient', 'other_person'), false)
}
