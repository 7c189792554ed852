import type { StatedIdentity } from '../../identity'
import { passed, unknown } from '../outcomes'
import type { CheckOptions, CheckPorts } from '../ports'
import { isObject, type JsonObject } from '../read-json'
import { checkRecipient, type Recipient } from '../recipient'
import { listOf, textOf } from '../values'

/** The identities that an AchievementSubject states: its `identifier`s, and a `mailto:` for an id. */
export function statedIdentities(subject: JsonObject): StatedIdentity[] {
  const identities = listOf(subject.identifier).flatMap((one) =>
    isObject(one) && typeof one.identityHash === 'string'
      ? [{ value: one.identityHash, hashed: one.hashed === true, salt: typeof one.salt === 'string' ? one.salt : null }]
      : [],
  )
  const mail = /^mailto:(.+)$/i.exec(textOf(subject.id) ?? '')?.[1]
  return mail === undefined ? identities : [...identities, { value: decodeMail(mail), hashed: false }]
}

/** Whom a credential is for. An id that is no address (a DID, a URN) stays open: its holder would have to prove that it is theirs, which a file cannot. */
export async function checkSubject(subject: JsonObject, ports: CheckPorts, options: CheckOptions): Promise<Recipient> {
  const stated = statedIdentities(subject)
  if (stated.length > 0) return checkRecipient(stated, ports, options)
  const check = options.identity ? unknown('recipient', 'not_compared') : passed('recipient', 'not_compared')
  return { check, clear: textOf(subject.id), matches: null }
}

function decodeMail(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
