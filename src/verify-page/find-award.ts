import { sitePaths } from '../core/openbadges/addresses'
import { fetchHere, OtherSite } from './web-ports'

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
 * Both formats are fetched where the site has both; `page` is this page's address, beside which the site lies.
 */
export async function findAward(asked: string, page: string): Promise<FoundAward> {
  const token = /^[a-z2-7]{26}$/.test(asked) ? asked : tokenIn(asked)
  const wished = token
    ? [sitePaths.credential(token), sitePaths.assertion(token)].map((path) => new URL(path, page).href)
    : [new URL(asked, page).href]
  const origin = new URL(page).origin
  const elsewhere = wished.find((url) => new URL(url).origin !== origin)
  if (elsewhere !== undefined) return { otherSite: new URL(elsewhere).host }
  if (token && URL.canParse(asked) && new URL(asked).origin !== origin) return { otherSite: new URL(asked).host }
  const texts: string[] = []
  for (const url of wished) {
    try {
      const { status, bytes } = await fetchHere(url, origin)
      if (status === 200) texts.push(new TextDecoder().decode(bytes))
    } catch (error) {
      if (error instanceof OtherSite) throw error
    }
  }
  return texts.length > 0 ? { texts } : { missing: true }
}

/** The token in the address of an award's page or of one of its documents. */
function tokenIn(address: string): string | null {
  return (
    /(?:^|\/)(?:assertions|credentials)\/[a-z2-7]{2}\/([a-z2-7]{26})\.(?:html|json)(?:[?#].*)?$/.exec(address)?.[1] ??
    null
  )
}
