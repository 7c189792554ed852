import { webAddress } from '../documents'
import { failed, passed, type Check } from '../outcomes'
import { isObject, type JsonObject } from '../read-json'
import { listOf, textOf } from '../values'

/**
 * Whether an issuer speaks at an address (OB 2.0, HostedBadge): on the host of its own id, unless its profile's
 * `verification` names other hosts (`allowedOrigins`) or beginnings of addresses (`startsWith`). `domain.md` row 99.
 */
export function checkIssuerSpeaksAt(address: string, issuerId: string, issuer: JsonObject | null): Check {
  const [url, home] = [webAddress(address), webAddress(issuerId)]
  if (!url || !home) return failed('issuer', 'wrong', { field: 'id' })
  const policy = isObject(issuer?.verification) ? issuer.verification : {}
  const origins = listOf(policy.allowedOrigins).filter((origin) => typeof origin === 'string')
  const starts = listOf(policy.startsWith)
    .filter((start) => typeof start === 'string')
    .map((start) => webAddress(start)?.href ?? start)
  const hosts = origins.map((origin) => (webAddress(origin) ?? webAddress(`https://${origin}`))?.host)
  const allowed =
    (hosts.length > 0 ? hosts.includes(url.host) : starts.length > 0 || url.host === home.host) &&
    (starts.length === 0 || starts.some((start) => url.href.startsWith(start)))
  if (!allowed) return failed('issuer', 'other_host', { host: url.host, issuerHost: home.host })
  return passed('issuer', 'ok', { name: textOf(issuer?.name) ?? home.host })
}
