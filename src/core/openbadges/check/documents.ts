import { isBlazonError } from '../../errors'
import type { CheckPorts } from './ports'
import { isObject, largestDocument, readJson, type JsonObject } from './read-json'

/** What an address gave: a text, a JSON body, nothing (404), gone (410), or no answer at all. */
export type Found =
  | { state: 'found'; text: string; own: boolean }
  | { state: 'gone'; text: string }
  | { state: 'absent' }
  /** `reason`: why there is no answer, or `not_asked`. */
  | { state: 'offline'; reason: string }

/** Asks for the document at an address. Never throws. */
export type LookUp = (url: string) => Promise<Found>

/** An http or https address, without its fragment; null for anything else. */
export function webAddress(text: unknown): URL | null {
  if (typeof text !== 'string' || text.length > 2048) return null
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) return null
  url.hash = ''
  return url
}

/**
 * The one way by which checks reach documents: the own library first, then the port, each address once.
 * A status that says neither yes nor no (a redirect, a server's error) counts as no answer.
 */
export function lookUpWith(ports: Pick<CheckPorts, 'fetchDocument' | 'ownDocument'>): LookUp {
  const asked = new Map<string, Promise<Found>>()
  const ask = async (url: string): Promise<Found> => {
    const own = await ports.ownDocument?.(url)
    if (typeof own === 'string') return { state: 'found', text: own, own: true }
    if (!ports.fetchDocument || asked.size > 40) return { state: 'offline', reason: 'not_asked' }
    try {
      const { status, bytes } = await ports.fetchDocument(url)
      const text = () => new TextDecoder().decode(bytes.subarray(0, largestDocument + 1))
      if (status === 200) return { state: 'found', text: text(), own: false }
      if (status === 410) return { state: 'gone', text: text() }
      return status === 404 ? { state: 'absent' } : { state: 'offline', reason: `status_${String(status)}` }
    } catch (error) {
      return { state: 'offline', reason: (isBlazonError(error, 'offline') && error.details.reason) || 'no_answer' }
    }
  }
  return (address) => {
    const url = webAddress(address)
    if (!url) return Promise.resolve({ state: 'absent' })
    const found = asked.get(url.href) ?? ask(url.href)
    asked.set(url.href, found)
    return found
  }
}

/** The JSON object in a found text; null where it is none or is refused (`readJson`). */
export function objectIn(text: string): JsonObject | null {
  const reading = readJson(text)
  return 'value' in reading && isObject(reading.value) ? reading.value : null
}
