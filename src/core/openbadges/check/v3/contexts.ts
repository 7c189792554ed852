import { passed, warned, type Check } from '../outcomes'
import type { JsonObject } from '../read-json'
import { listOf } from '../values'

const vcContexts = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1']
const openBadgesContext = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d+)?\.json$/

/** Tells what is unusual in the list of contexts (`domain.md` row 86); whether they are known is the signature's affair. */
export function checkContexts(document: JsonObject): Check {
  const given = listOf(document['@context'])
  const openBadges = given.findIndex((context) => typeof context === 'string' && openBadgesContext.test(context))
  if (!vcContexts.includes(String(given[0])))
    return given.some((context) => vcContexts.includes(String(context)))
      ? warned('context', 'context_order')
      : warned('context', 'context_missing', { url: vcContexts[0] ?? '' })
  if (openBadges < 0)
    return warned('context', 'context_missing', { url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json' })
  if (!String(given[openBadges]).endsWith('-3.0.3.json'))
    return warned('context', 'context_version', { url: String(given[openBadges]) })
  return passed('context', 'ok')
}
