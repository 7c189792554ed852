import { readAchievement } from '../../core/contract/achievement'
import type { PublishedKey } from '../../core/openbadges/published-keys'
import type { RevokedJws } from '../../core/openbadges/v2/revocation-list'
import type { LiveFile } from '../../core/publishing/diff'
import type { SiteAward, SiteIssuer, SiteVersion } from '../../core/publishing/facts'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { metOfAwards } from './criteria'
import { documentsHash } from './documents'
import { noteHistory } from './awards'
import { storedEndorsements } from './issuers'
import { journalFacts } from './journal-lines'
import { statusColumns, type StatusPurpose } from './status-lists'

/** A hosting address with the folder its files go to and what waits there. */
export type SiteRow = {
  id: string
  baseUrl: string
  folder: string | null
  lastPublishedAt: string | null
  pending: number
}

const siteColumns = `site.id, site.base_url AS baseUrl, site.folder, site.last_published_at AS lastPublishedAt,
  (SELECT count(*) FROM award WHERE award.site_id = site.id AND award.rev > award.published_rev AND award.withdrawn_at IS NULL) AS pending`

/** Every hosting address that an issuer uses or that awards live at, newest first. */
export const listSites = (catalog: Catalog): SiteRow[] =>
  catalog.db
    .prepare(
      `SELECT ${siteColumns} FROM site
       WHERE EXISTS (SELECT 1 FROM issuer WHERE issuer.site_id = site.id) OR EXISTS (SELECT 1 FROM award WHERE award.site_id = site.id)
       ORDER BY site.created_at DESC, site.id DESC`,
    )
    .all() as SiteRow[]

/** One hosting address. Throws `not_found`. */
export function readSite(catalog: Catalog, id: string): SiteRow {
  const row = catalog.db.prepare(`SELECT ${siteColumns} FROM site WHERE site.id = ?`).get(id) as SiteRow | undefined
  if (!row) throw new BlazonError('not_found', 'no such hosting address', { field: 'siteId' })
  return row
}

/** Sends a site's files to another folder: what was live is live elsewhere, so everything is written again there. */
export function setSiteFolder(catalog: Catalog, id: string, folder: string): void {
  const site = readSite(catalog, id)
  if (site.folder === folder) return
  catalog.notePassing(() => {
    catalog.db.prepare('UPDATE site SET folder = ? WHERE id = ?').run(folder, id)
    forgetLiveFiles(catalog, id)
  })
}

/** Empties the manifest, when the folder turned out to be another or empty. Inside a transaction. */
export function forgetLiveFiles(catalog: Catalog, siteId: string): void {
  catalog.db.prepare('DELETE FROM site_file WHERE site_id = ?').run(siteId)
  catalog.db.prepare('UPDATE award SET published_rev = 0 WHERE site_id = ?').run(siteId)
}

type VersionRow = {
  id: string
  token: string
  version: number
  name: string
  description: string
  criteria: string
  altText: string
  tags: string
  achievement: string
  isVisible: 0 | 1
  pictureSha256: string
  issuerId: string
}

const ofBoth = 'award.issuer_id = issuer.id AND award.badge_version_id = badge_version.id'

/**
 * The versions that were awarded at a site, each under every issuer that awarded it there; only those are published. By the version's id
 * and the issuer's, as `versionKey` has them.
 */
export function readSiteVersions(catalog: Catalog, siteId: string): Map<string, SiteVersion & { issuerId: string }> {
  const rows = catalog.db
    .prepare(
      `SELECT badge_version.id, coalesce((SELECT badge_token FROM award WHERE ${ofBoth} LIMIT 1), badge.token) AS token, number AS version, badge_version.name, badge_version.description, criteria, alt_text AS altText, tags, achievement, badge.is_visible AS isVisible,
         picture_sha256 AS pictureSha256, issuer.id AS issuerId
       FROM badge_version JOIN badge ON badge.id = badge_version.badge_id CROSS JOIN issuer
       WHERE EXISTS (SELECT 1 FROM award WHERE ${ofBoth} AND award.site_id = ? AND award.withdrawn_at IS NULL)
       ORDER BY badge_version.name, badge.token, number`,
    )
    .all(siteId) as VersionRow[]
  const issuers = new Map<string, SiteIssuer>()
  const issuerOf = (id: string) => {
    const issuer = issuers.get(id) ?? readIssuerFacts(catalog, id)
    issuers.set(id, issuer)
    return issuer
  }
  return new Map(
    rows.map(({ id, tags, achievement, isVisible, issuerId, ...row }) => [
      `${id} ${issuerId}`,
      {
        ...row,
        tags: JSON.parse(tags) as string[],
        achievement: readAchievement(achievement),
        isListed: isVisible === 1,
        issuerId,
        issuer: issuerOf(issuerId),
      },
    ]),
  )
}

/** The issuers who use a site or whose awards live there. */
export const readSiteIssuers = (catalog: Catalog, siteId: string): (SiteIssuer & { id: string })[] =>
  (
    catalog.db
      .prepare(
        `SELECT id FROM issuer WHERE site_id = @siteId AND EXISTS (SELECT 1 FROM signing_key WHERE issuer_id = issuer.id)
         UNION SELECT DISTINCT signing_key.issuer_id FROM signing_key
           WHERE EXISTS (SELECT 1 FROM award WHERE signing_key.id IN (award.key_id, award.assertion_key_id) AND award.site_id = @siteId)`,
      )
      .pluck()
      .all({ siteId }) as string[]
  ).map((id) => ({ id, ...readIssuerFacts(catalog, id) }))

/** What the public documents say of an issuer, every key it ever signed with included. */
export function readIssuerFacts(catalog: Catalog, id: string): SiteIssuer {
  const { showNames, endorsements, ...row } = catalog.db
    .prepare(
      'SELECT token, name, email, url, description, endorsements, show_names AS showNames FROM issuer WHERE id = ?',
    )
    .get(id) as {
    token: string
    name: string
    email: string
    url: string
    description: string
    endorsements: string
    showNames: 0 | 1
  }
  const publicKeys = catalog.db
    .prepare(
      `SELECT kind, public_multibase AS publicMultibase, retired_at AS retiredAt, retired_reason AS retiredReason
       FROM signing_key WHERE issuer_id = ? ORDER BY created_at, id`,
    )
    .all(id) as PublishedKey[]
  return {
    ...row,
    endorsements: storedEndorsements.parse(JSON.parse(endorsements)),
    showNames: showNames === 1,
    publicKeys,
  }
}

/** The signed assertions of an issuer at a site that were revoked, in the order of their revocation. */
export const readRevokedAssertions = (catalog: Catalog, siteId: string, issuerId: string): RevokedJws[] =>
  catalog.db
    .prepare(
      `SELECT document.assertion, award.revoked_reason AS reason
       FROM signing_key JOIN award ON award.assertion_key_id = signing_key.id JOIN award_document AS document ON document.award_id = award.id
       WHERE signing_key.issuer_id = ? AND signing_key.kind = 'rsa' AND award.site_id = ? AND award.revoked_at IS NOT NULL
         AND document.assertion IS NOT NULL
       ORDER BY award.revoked_at, award.id`,
    )
    .all(issuerId, siteId) as RevokedJws[]

/** An award whose published documents are missing or out of date. */
export type PendingAward = Omit<SiteAward, 'version' | 'recipientName'> & {
  id: string
  rev: number
  /** Names the version and the issuer in `readSiteVersions`. */
  versionKey: string
  personName: string
}

/** The library's last change: publishing looks at what was there when it began. */
export const currentRev = (catalog: Catalog): number =>
  catalog.db.prepare("SELECT value FROM counter WHERE name = 'rev'").pluck().get() as number

/**
 * The next pending awards of a site after a place in the order of changes and up to one; at most `limit`. `isWhole`: the documents are those
 * that were issued. SQLite itself does not notice changed bytes (F8).
 */
export function readPendingAwards(
  catalog: Catalog,
  siteId: string,
  after: { rev: number; id: string },
  upTo: number,
  limit: number,
): (PendingAward & { isWhole: boolean })[] {
  const rows = catalog.db
    .prepare(
      `SELECT award.id, award.rev, award.token, award.badge_version_id || ' ' || award.issuer_id AS versionKey, award.awarded_at AS awardedAt, award.expires_at AS expiresAt,
         award.revoked_at AS revokedAt, award.revoked_reason AS revokedReason, award.suspended_at AS suspendedAt, award.narrative, award.evidence, document.assertion, document.credential,
         award.documents_sha256 AS sha256, person.name AS personName
       FROM award JOIN person ON person.id = award.person_id JOIN award_document AS document ON document.award_id = award.id
       WHERE award.site_id = @siteId AND award.rev > award.published_rev AND award.withdrawn_at IS NULL AND award.rev <= @upTo AND (award.rev, award.id) > (@rev, @id)
       ORDER BY award.rev, award.id LIMIT @limit`,
    )
    .all({ siteId, ...after, upTo, limit }) as (Omit<PendingAward, 'evidence'> & { evidence: string; sha256: string })[]
  const met = metOfAwards(
    catalog,
    rows.map(({ id }) => id),
  )
  return rows.map(({ sha256, ...row }) => ({
    ...row,
    evidence: JSON.parse(row.evidence) as PendingAward['evidence'],
    met: met.get(row.id),
    // A restore from the journal alone may have none.
    isWhole: (row.assertion === null && row.credential === null) || documentsHash(row) === sha256,
  }))
}

/** One published-format award by its token, whatever its state of publishing; null for another's token or a withdrawn one. */
export function readAwardByToken(catalog: Catalog, token: string): (PendingAward & { siteId: string | null }) | null {
  const row = catalog.db
    .prepare(
      `SELECT award.id, award.rev, award.token, award.site_id AS siteId, award.badge_version_id || ' ' || award.issuer_id AS versionKey, award.awarded_at AS awardedAt,
         award.expires_at AS expiresAt, award.revoked_at AS revokedAt, award.revoked_reason AS revokedReason, award.suspended_at AS suspendedAt, award.narrative, award.evidence,
         document.assertion, document.credential, person.name AS personName
       FROM award JOIN person ON person.id = award.person_id JOIN award_document AS document ON document.award_id = award.id
       WHERE award.token = ? AND award.withdrawn_at IS NULL`,
    )
    .get(token) as (Omit<PendingAward, 'evidence'> & { evidence: string; siteId: string | null }) | undefined
  return row
    ? {
        ...row,
        evidence: JSON.parse(row.evidence) as PendingAward['evidence'],
        met: metOfAwards(catalog, [row.id]).get(row.id),
      }
    : null
}

/** A status list as publishing sees it. */
export type StatusListFacts = {
  id: string
  token: string
  issuerId: string
  size: number
  purpose: StatusPurpose
}

/** Which awards whose documents are out of date may have changed their entry. That a suspension ended stands in the history only. */
const changesEntry = {
  revocation: 'award.revoked_at IS NOT NULL',
  suspension: `(award.suspended_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM award_history WHERE award_history.award_id = award.id AND fact = 'reinstated'))`,
} as const satisfies Record<StatusPurpose, string>

/** The status lists that awards of a site refer to; `stale` where a revocation, a suspension or the end of one is not public yet. */
export const readSiteStatusLists = (catalog: Catalog, siteId: string): (StatusListFacts & { stale: boolean })[] =>
  (['revocation', 'suspension'] as const).flatMap((purpose) => {
    const [list] = statusColumns[purpose]
    const rows = catalog.db
      .prepare(
        `SELECT id, token, issuer_id AS issuerId, size, purpose,
           EXISTS (SELECT 1 FROM award WHERE award.site_id = @siteId AND award.rev > award.published_rev AND award.withdrawn_at IS NULL
             AND ${changesEntry[purpose]} AND award.${list} = status_list.id) AS stale
         FROM status_list WHERE purpose = @purpose
           AND EXISTS (SELECT 1 FROM award WHERE award.${list} = status_list.id AND award.site_id = @siteId)
         ORDER BY id`,
      )
      .all({ siteId, purpose }) as (StatusListFacts & { stale: 0 | 1 })[]
    return rows.map((row) => ({ ...row, stale: row.stale === 1 }))
  })

/** One status list by its public name; null for another's. */
export const readStatusList = (catalog: Catalog, token: string): StatusListFacts | null =>
  (catalog.db
    .prepare('SELECT id, token, issuer_id AS issuerId, size, purpose FROM status_list WHERE token = ?')
    .get(token) as StatusListFacts | undefined) ?? null

/** The entries of a status list that are set: those of awards that are revoked, or that are on hold. */
export function readSetIndexes(catalog: Catalog, { id, purpose }: Pick<StatusListFacts, 'id' | 'purpose'>): number[] {
  const [list, index] = statusColumns[purpose]
  const since = purpose === 'revocation' ? 'revoked_at' : 'suspended_at'
  return catalog.db
    .prepare(`SELECT ${index} FROM award WHERE ${list} = ? AND ${since} IS NOT NULL`)
    .pluck()
    .all(id) as number[]
}

/** What the manifest knows of a path. */
export const readLiveFile = (catalog: Catalog, siteId: string, path: string): LiveFile | undefined =>
  catalog.db.prepare('SELECT sha256, bytes FROM site_file WHERE site_id = ? AND path = ?').get(siteId, path) as
    LiveFile | undefined

/** One live file of each kind that checkers and people come for, the last that was put; in the order of the site. */
export function readLiveSample(catalog: Catalog, siteId: string): { path: string; sha256: string }[] {
  const newest = catalog.db.prepare(
    'SELECT path, sha256 FROM site_file WHERE site_id = ? AND path GLOB ? ORDER BY published_at DESC, path LIMIT 1',
  )
  const kinds = [
    'index.html',
    'issuers/*/issuer.json',
    'issuers/*/did.json',
    'badges/*/v*.json',
    'badges/*/v*.png',
    'status/*.json',
    'credentials/*/*.json',
    'credentials/*/*.jwt',
    'assertions/*/*.json',
    'assertions/*/*.html',
  ]
  return kinds.flatMap((kind) => newest.all(siteId, kind) as { path: string; sha256: string }[])
}

/** How many files are live. */
export const countLiveFiles = (catalog: Catalog, siteId: string): number =>
  catalog.db.prepare('SELECT count(*) FROM site_file WHERE site_id = ?').pluck().get(siteId) as number

/** Notes files that were put and read back, and the awards whose documents are now live, in one transaction. */
export function notePublished(
  catalog: Catalog,
  siteId: string,
  files: readonly { path: string; sha256: string; bytes: number }[],
  awards: readonly { id: string; rev: number }[],
): void {
  const { db } = catalog
  const file = db.prepare(
    'INSERT INTO site_file (site_id, path, sha256, bytes, published_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes, published_at = excluded.published_at',
  )
  const award = db.prepare('UPDATE award SET published_rev = ?, published_at = coalesce(published_at, ?) WHERE id = ?')
  catalog.notePassing((tx) => {
    const at = catalog.now()
    for (const { path, sha256, bytes } of files) file.run(siteId, path, sha256, bytes, at)
    for (const { id, rev } of awards) {
      award.run(rev, at, id)
    }
    const ids = awards.map(({ id }) => id)
    noteHistory(catalog, ids, at, 'published')
    journalFacts(tx, ids, { published_at: at })
    db.prepare('UPDATE site SET last_published_at = ? WHERE id = ?').run(at, siteId)
  })
}
