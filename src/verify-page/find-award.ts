import { sitePaths } from '../core/openbadges/addresses'
import type { Site } from './site'
import { fetchHere } from './web-ports'

/** What an address names: badge documents, nothing on this site, or something on another. */
export type FoundAward = { texts: string[] } | { missing: true } | { otherSite: string }

/** What the page's own address asks it to check: `verify.html#…` or `?award=…`, a token or an address; null where nothing. */
export function askedFor(location: { hash: string; search: string }): string | null {
  const named = new URLSearchParams(location.search).get('award') ?? location.hash.slice(1)
  try {
    return decodeURIComponent(named).trim() || null
  } catch {
    return named
  }
}

/**
 * Finds an award of this site by its token, by the address of its page, or by the address of one of its documents.
 * All of its documents are fetched: an issuer has one format or both, a credential as JSON or as a JWT.
 */
export async function findAward(asked: string, site: Site): Promise<FoundAward> {
  const address = /^[a-z2-7]{26}$/.test(asked) ? null : (URL.parse(asked, site.page)?.href ?? '')
  if (address !== null && site.addressHere(address) === null) return { otherSite: URL.parse(address)?.host ?? asked }
  const token = address === null ? asked : tokenIn(address)
  const paths =
    token === null
      ? []
      : [sitePaths.credential, sitePaths.credentialJwt, sitePaths.assertion].map((pathOf) => pathOf(token))
  const wished = address === null || token !== null ? paths.map((path) => new URL(path, site.page).href) : [address]
  const texts = await Promise.all(wished.map((url) => textAt(url, site)))
  const found = texts.filter((text) => text !== null)
  return found.length > 0 ? { texts: found } : { missing: true }
}

async function textAt(url: string, site: Site): Promise<string | null> {
  try {
    const { status, bytes } = await fetchHere(url, site)
    return status === 200 ? new TextDecoder().decode(bytes) : null
  } catch {
    return null
  }
}

/** The token in the address of an award's page or of one of its documents. */
function tokenIn(address: string): string | null {
  return (
    /(?:^|\/)(?:assertions|credentials)\/[a-z2-7]{2}\/([a-z2-7]{26})\.(?:html|json|jwt)(?:[?#].*)?$/.exec(
      address,
    )?.[1] ?? null
  )
}
