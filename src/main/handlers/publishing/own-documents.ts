import type { SiteFile } from '../../../core/publishing/diff'
import { awardFiles, issuerFiles, versionFiles } from '../../../core/publishing/site-files'
import type { Catalog } from '../../catalog/catalog'
import { currentKey } from '../../catalog/keys'
import {
  listSites,
  readAwardByToken,
  readRevokedAssertions,
  readSetIndexes,
  readSiteIssuers,
  readSiteVersions,
  readStatusList,
  type SiteRow,
} from '../../catalog/publishing'
import { toSiteAward, type SignStatusList } from './site-groups'

/**
 * The text that publishing would serve at an address, for the library's own awards: they verify without a network, with revocations
 * that are not published yet already counted. Null for an address that is not one of ours, and for a status list while
 * the key is locked or there is none in use.
 */
export function ownDocuments(deps: {
  catalog: Catalog
  signStatusList: SignStatusList
}): (url: string) => Promise<string | null> {
  const { catalog } = deps
  return async (url) => {
    for (const site of listSites(catalog)) {
      if (!url.startsWith(`${site.baseUrl}/`)) continue
      const path = url.slice(site.baseUrl.length + 1)
      const list = /^status\/([a-z2-7]{26})\.json$/.exec(path)
      if (list) return statusList(list[1]!, site)
      const file = filesFor(path, site).find((candidate) => candidate.path === path)
      if (file?.body instanceof Uint8Array) return new TextDecoder().decode(file.body)
    }
    return null
  }

  async function statusList(token: string, site: SiteRow): Promise<string | null> {
    const list = readStatusList(catalog, token)
    // Signing would make a key where none is in use: publishing may, a look at a badge may not.
    if (!list || !currentKey(catalog, list.issuerId, 'ed25519')) return null
    return deps.signStatusList(list, readSetIndexes(catalog, list), site.baseUrl, null).catch(() => null)
  }

  function filesFor(path: string, site: SiteRow): SiteFile[] {
    const [folder, token = ''] = path.split('/')
    const base = site.baseUrl
    if (folder === 'issuers')
      return readSiteIssuers(catalog, site.id)
        .filter((issuer) => issuer.token === token)
        .flatMap((issuer) => issuerFiles(issuer, base, readRevokedAssertions(catalog, site.id, issuer.id)))
    if (folder === 'badges')
      return [...readSiteVersions(catalog, site.id).values()]
        .filter((version) => version.token === token)
        .flatMap((version) => versionFiles(version, base))
    const awardToken = /^(?:assertions|credentials)\/[a-z2-7]{2}\/([a-z2-7]{26})\.(?:json|jwt)$/.exec(path)?.[1]
    const award = awardToken === undefined ? null : readAwardByToken(catalog, awardToken)
    if (!award || award.siteId !== site.id) return []
    const version = readSiteVersions(catalog, site.id).get(award.versionKey)
    return version ? awardFiles(toSiteAward(award, version), base) : []
  }
}
