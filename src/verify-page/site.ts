/** The site that this page belongs to. */
export type Site = {
  /** The page's own address, without what stands behind `?` or `#`. */
  page: string
  /** True where the site is looked at on the owner's own computer before it is put on the web. */
  preview: boolean
  /** Where this site keeps the document of an address; null where the address is another site's. */
  addressHere: (url: string) => string | null
}

/** The folders of a published site (`sealed.md`, Addresses). */
const documents = /\/((?:issuers|badges|assertions|credentials|status)\/.+)$/

/**
 * Documents name the site's public address. A copy on the owner's own computer (`localhost`) stands in for it, so that
 * a site can be tried before it is uploaded; nowhere else does one address stand in for another.
 */
export function siteOf(page: string): Site {
  const { origin, hostname } = new URL(page)
  const preview = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  return {
    page,
    preview,
    addressHere(url) {
      const address = URL.parse(url, page)
      if (!address) return null
      if (address.origin === origin) return address.href
      const path = preview ? documents.exec(address.pathname)?.[1] : undefined
      return path === undefined ? null : new URL(path, page).href
    },
  }
}
