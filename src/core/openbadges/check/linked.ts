import { objectIn, webAddress, type LookUp } from './documents'
import { failed, unknown, type Check, type CheckName } from './outcomes'
import { isObject, type JsonObject } from './read-json'
import { idOf, listOf } from './values'

/** A document that stands at an address, or the check that says why there is none. */
export type Fetched = { document: JsonObject; own: boolean } | { check: Check; gone?: JsonObject | null }

/**
 * Fetches a linked document; it must name the address it was found at as its own id, where it names one
 * (`anyId`: a DID document, whose id is no address).
 */
export async function fetchLinked(
  name: CheckName,
  url: string,
  lookUp: LookUp,
  { anyId = false }: { anyId?: boolean } = {},
): Promise<Fetched> {
  if (!webAddress(url)) return { check: failed(name, 'wrong', { field: 'id' }) }
  const found = await lookUp(url)
  if (found.state === 'offline') return { check: unknown(name, 'not_fetched', { url, reason: found.reason }) }
  if (found.state === 'absent') return { check: unknown(name, 'not_found', { url }) }
  if (found.state === 'gone') return { check: unknown(name, 'not_found', { url }), gone: objectIn(found.text) }
  const document = objectIn(found.text)
  if (!document) return { check: unknown(name, 'not_readable', { url }) }
  const id = idOf(document)
  if (!anyId && id !== null && webAddress(id)?.href !== webAddress(url)?.href)
    return { check: failed(name, 'address_differs', { url, id: id.slice(0, 200) }) }
  return { document, own: found.own }
}

/**
 * A thing that a document either links or holds. What has a web address is asked for there, so that nobody can put
 * words into another's mouth by embedding them; what has none is taken as it stands.
 */
export async function follow(name: CheckName, value: unknown, lookUp: LookUp): Promise<Fetched> {
  const id = idOf(value)
  const [embedded] = listOf(value)
  if (id !== null && webAddress(id)) return fetchLinked(name, id, lookUp)
  if (isObject(embedded)) return { document: embedded, own: false }
  return { check: failed(name, 'missing', { field: name }) }
}
