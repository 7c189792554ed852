import { didDocument } from '../openbadges/did'
import { documentText } from '../openbadges/document-text'
import { addressOf, sitePaths } from '../openbadges/addresses'
import { keyDocument, revokedAt } from '../openbadges/published-keys'
import { badgeClass, profile } from '../openbadges/v2/build'
import { revocationList, type RevokedJws } from '../openbadges/v2/revocation-list'
import { achievementDocument } from '../openbadges/v3/build'
import { publishedAssertion, publishedCredential } from './award-documents'
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

/** The front page: the newest version of each badge that is listed. */
export function frontPage(versions: readonly SiteVersion[], base: string): SiteFile {
  const newest = new Map<string, SiteVersion>()
  for (const version of versions)
    if ((newest.get(version.token)?.version ?? 0) < version.version) newest.set(version.token, version)
  const listed = [...newest.values()].filter(({ isListed }) => isListed !== false)
  return file('index.html', 'page', indexPage(listed, base))
}

/**
 * What is published of an issuer: its DID document, the documents of its keys, its OB 2.0 Profile, and, once it has a key
 * for signed assertions, the list of those that were revoked. What the Profile points to comes before it.
 */
export function issuerFiles(issuer: SiteIssuer, base: string, revoked: readonly RevokedJws[]): SiteFile[] {
  const { token, publicKeys } = issuer
  const document = (path: string, body: object) => file(path, 'issuer', documentText(body))
  const p256 = publicKeys.filter((key) => key.kind === 'p256' && revokedAt(key) === null)
  // A stolen key is listed no longer: an assertion's own date would be the thief's word, and OB 2.0 has no other.
  const rsa = publicKeys.filter((key) => key.kind === 'rsa' && revokedAt(key) === null)
  const [rsaKey, ...olderRsaKeys] = rsa.map((key) => addressOf(base, sitePaths.key(token, key.publicMultibase)))
  const signs = publicKeys.some((key) => key.kind === 'rsa')
  return [
    ...publicKeys.flatMap((key) => {
      const body = keyDocument(base, token, key)
      return body === null ? [] : [document(sitePaths.key(token, key.publicMultibase), body)]
    }),
    ...(p256.length === 0
      ? []
      : [document(sitePaths.keySet(token), { keys: p256.map((key) => keyDocument(base, token, key)) })]),
    document(sitePaths.didDocument(token), didDocument(base, token, publicKeys)),
    ...(signs ? [document(sitePaths.revocationList(token), revocationList(base, token, revoked))] : []),
    document(sitePaths.issuerProfile(token), {
      ...profile(base, issuer, { twin: true }),
      // One address, or several: the official validator takes no list of one.
      ...(rsaKey === undefined ? {} : { publicKey: olderRsaKeys.length === 0 ? rsaKey : [rsaKey, ...olderRsaKeys] }),
      ...(signs ? { revocationList: addressOf(base, sitePaths.revocationList(token)) } : {}),
    }),
  ]
}

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

/** An award's documents and its page. */
export const awardFiles = (award: SiteAward, base: string): SiteFile[] => {
  const [credential, assertion] = [publishedCredential(award), publishedAssertion(award)]
  return [
    ...(credential === null ? [] : [file(credential.path, 'credential', credential.text)]),
    ...(assertion === null ? [] : [file(assertion.path, 'assertion', assertion.text)]),
    file(sitePaths.awardPage(award.token), 'page', awardPage(award, base)),
  ]
}

/** A signed status list. */
export const statusFile = (token: string, signed: string): SiteFile =>
  file(sitePaths.statusList(token), 'status', signed)
