import { didDocument } from '../openbadges/did'
import { documentText } from '../openbadges/document-text'
import { sitePaths } from '../openbadges/addresses'
import { badgeClass, profile, revokedAssertion } from '../openbadges/v2/build'
import { achievementDocument } from '../openbadges/v3/build'
import type { SiteFile } from './diff'
import type { SiteAward, SiteIssuer, SiteVersion } from './facts'
import { awardPage, badgePage, headersFile, htaccessFile, indexPage, siteStyle } from './pages'

/**
 * Every file of a published site, made from facts alone (the layout of `sealed.md`). The same function answers for a file whether it
 * is published, previewed or looked up to verify an award of one's own.
 */

const encoder = new TextEncoder()
const file = (path: string, kind: SiteFile['kind'], text: string): SiteFile => ({
  path,
  kind,
  body: encoder.encode(text),
})

/** The verifier that visitors use, as it was built (`verify-page/`). */
export type VerifyPage = { html: string; script: string; style: string }

/** Files that every site has, whatever it publishes; the front page is `frontPage`. */
export const fixedFiles = (verifyPage: VerifyPage): SiteFile[] => [
  file('.nojekyll', 'asset', ''),
  file('_headers', 'asset', headersFile),
  file('.htaccess', 'asset', htaccessFile),
  file('assets/site.css', 'asset', siteStyle),
  file('assets/verify.js', 'asset', verifyPage.script),
  file('assets/verify.css', 'asset', verifyPage.style),
  file('verify.html', 'asset', verifyPage.html),
]

/** The front page: the newest version of each badge. */
export function frontPage(versions: readonly SiteVersion[], base: string): SiteFile {
  const newest = new Map<string, SiteVersion>()
  for (const version of versions)
    if ((newest.get(version.token)?.version ?? 0) < version.version) newest.set(version.token, version)
  return file('index.html', 'page', indexPage([...newest.values()], base))
}

/** An issuer's OB 2.0 Profile and DID document. */
export const issuerFiles = (issuer: SiteIssuer, base: string): SiteFile[] => [
  file(sitePaths.didDocument(issuer.token), 'issuer', documentText(didDocument(base, issuer.token, issuer.publicKeys))),
  file(sitePaths.issuerProfile(issuer.token), 'issuer', documentText(profile(base, issuer, { twin: true }))),
]

/** A badge version's picture, OB 2.0 BadgeClass, OB 3.0 Achievement and page. */
export const versionFiles = (version: SiteVersion, base: string): SiteFile[] => {
  const { token, version: number } = version
  return [
    { path: sitePaths.picture(token, number), kind: 'picture', body: { pictureSha256: version.pictureSha256 } },
    file(sitePaths.achievement(token, number), 'badge', documentText(achievementDocument(base, version))),
    file(
      sitePaths.badgeClass(token, number),
      'badge',
      documentText(badgeClass(base, version.issuer.token, version, { twin: true })),
    ),
    file(sitePaths.badgePage(token, number), 'badge', badgePage(version, base)),
  ]
}

/** The OB 2.0 document of an award as it stands published: as issued, or with its revocation. Null where none was issued. */
export function publishedAssertion(award: Pick<SiteAward, 'assertion' | 'revokedAt' | 'revokedReason'>): string | null {
  if (award.assertion === null || award.revokedAt === null) return award.assertion
  return documentText(revokedAssertion(JSON.parse(award.assertion) as object, award.revokedReason ?? ''))
}

/** An award's documents and its page. */
export function awardFiles(award: SiteAward, base: string): SiteFile[] {
  const assertion = publishedAssertion(award)
  return [
    ...(award.credential === null ? [] : [file(sitePaths.credential(award.token), 'credential', award.credential)]),
    ...(assertion === null ? [] : [file(sitePaths.assertion(award.token), 'assertion', assertion)]),
    file(sitePaths.awardPage(award.token), 'page', awardPage(award, base)),
  ]
}

/** A signed status list. */
export const statusFile = (token: string, signed: string): SiteFile =>
  file(sitePaths.statusList(token), 'status', signed)
