import type { SiteFile } from '../../../core/publishing/diff'
import { inPublishingOrder } from '../../../core/publishing/diff'
import { revokedAt } from '../../../core/openbadges/published-keys'
import type { SiteAward, SiteVersion } from '../../../core/publishing/facts'
import { awardFiles, frontPage, issuerFiles, statusFile, versionFiles } from '../../../core/publishing/site-files'
import { sitePaths } from '../../../core/openbadges/addresses'
import type { Catalog } from '../../catalog/catalog'
import { readPicture } from '../../catalog/pictures'
import {
  countLiveFiles,
  currentRev,
  forgetLiveFiles,
  notePublished,
  readIssuerFacts,
  readLiveFile,
  readPendingAwards,
  readRevokedAssertions,
  readSetIndexes,
  readSiteIssuers,
  readSiteStatusLists,
  readSiteVersions,
  type PendingAward,
  type SiteRow,
  type StatusListFacts,
} from '../../catalog/publishing'
import type { Manifest, PublishGroup } from '../../publishing/publish'
import type { Target } from '../../publishing/targets/folder'

/**
 * Signs a status list with the entries given set; `previous` is the text it replaces. Answers with the text as it is published.
 * Throws `secret_unavailable`.
 */
export type SignStatusList = (
  list: StatusListFacts,
  set: readonly number[],
  baseUrl: string,
  previous: string | null,
) => Promise<string>

/** Awards whose files are made and noted together. */
const awardsPerGroup = 200

/** What is live at a site. A folder that lost our files (emptied, or another disk in its place) is published to anew. */
export function siteManifest(catalog: Catalog, site: SiteRow, target: Target | null): Manifest {
  if (target && countLiveFiles(catalog, site.id) > 0 && target.read('.nojekyll') === null)
    catalog.notePassing(() => forgetLiveFiles(catalog, site.id))
  return {
    live: (path) => readLiveFile(catalog, site.id, path),
    note: (files, awards) => notePublished(catalog, site.id, files, awards),
    picture: (sha256) => readPicture(catalog, sha256).content,
  }
}

/**
 * Everything a site wants published, in the order in which it may go live: what all documents lean on, then the status lists, then the
 * awards whose documents are missing or out of date, then the front page. Only changed awards are read, whatever the size of the
 * library; one whose documents were damaged on the disk is passed over, and what is live of it stays. Without `signStatusList` (a preview) a list stands in with an empty body.
 */
export async function* siteGroups(options: {
  catalog: Catalog
  site: SiteRow
  manifest: Manifest
  target: Target | null
  fixed: readonly SiteFile[]
  signStatusList: SignStatusList | null
}): AsyncGenerator<PublishGroup> {
  const { catalog, site, fixed } = options
  const base = site.baseUrl
  const upTo = currentRev(catalog)
  // Before all else: an issuer whose awards need no such key makes one to sign its lists with, and its documents have to name it.
  const lists = await staleLists(options)
  const versions = readSiteVersions(catalog, site.id)
  const foundations = [
    ...fixed,
    ...readSiteIssuers(catalog, site.id).flatMap((issuer) =>
      issuerFiles(issuer, base, readRevokedAssertions(catalog, site.id, issuer.id)),
    ),
    ...[...versions.values()].flatMap((version) => versionFiles(version, base)),
  ]
  yield { files: inPublishingOrder(foundations), awards: [] }

  for (const file of lists) yield { files: [file], awards: [] }

  let after = { rev: 0, id: '' }
  for (;;) {
    const pending = readPendingAwards(catalog, site.id, after, upTo, awardsPerGroup)
    const last = pending.at(-1)
    if (!last) break
    after = { rev: last.rev, id: last.id }
    const whole = pending.filter(({ isWhole }) => isWhole)
    yield {
      damaged: pending.length - whole.length,
      files: inPublishingOrder(
        whole.flatMap((award) => awardFiles(toSiteAward(award, versions.get(award.versionKey)!), base)),
      ),
      awards: whole.map(({ id, rev, revokedAt, suspendedAt }) => ({
        id,
        rev,
        revoked: revokedAt !== null,
        suspended: revokedAt === null && suspendedAt !== null,
      })),
    }
  }

  yield { files: [frontPage([...versions.values()], base)], awards: [] }
}

/** The lists that are not live, no longer right, or signed with a key that was stolen since, signed anew. */
async function staleLists(options: Parameters<typeof siteGroups>[0]): Promise<SiteFile[]> {
  const { catalog, site, manifest, target, signStatusList } = options
  const files: SiteFile[] = []
  for (const list of readSiteStatusLists(catalog, site.id)) {
    const path = sitePaths.statusList(list.token)
    const live = target?.read(path) ?? null
    const text = live && new TextDecoder().decode(live)
    if (!list.stale && manifest.live(path) && !hasStolenKey(catalog, list.issuerId, text)) continue
    const signed = signStatusList ? await signStatusList(list, readSetIndexes(catalog, list), site.baseUrl, text) : ''
    files.push(statusFile(list.token, signed))
  }
  return files
}

/** Whether a list's signature may be anybody's by now: its key was stolen. */
const hasStolenKey = (catalog: Catalog, issuerId: string, text: string | null) =>
  readIssuerFacts(catalog, issuerId)
    .publicKeys.filter((key) => revokedAt(key) !== null)
    .some(({ publicMultibase }) => text?.includes(`#${publicMultibase}"`))

/** Joins an award with its badge version; a name only where the issuer shows names. */
export const toSiteAward = (award: PendingAward, version: SiteVersion): SiteAward => ({
  ...award,
  version,
  recipientName: version.issuer.showNames ? award.personName : null,
})
