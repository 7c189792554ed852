import { addressOf, sitePaths } from '../addresses'
import { BlazonError } from '../../errors'
import { statedEvidence } from '../evidence'
import type { AwardFacts, BadgeFacts, IssuerFacts } from '../facts'

/** The context of Open Badges 2.0. */
export const openBadges2 = 'https://w3id.org/openbadges/v2'
const vocabulary3 = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html'

/** Whether a document links to its OB 3.0 twin; false where no twin is published. The links are https addresses: the official validator refuses did:web here. */
export type TwinLink = { twin: boolean }

function twinLink(type: string, id: string, { twin }: TwinLink) {
  return twin ? { related: [{ type: [`${vocabulary3}#${type}`], id, version: 'Open Badges v3p0' }] } : {}
}

/** OB 2.0 §Profile of the issuer. */
export function profile(base: string, issuer: IssuerFacts, link: TwinLink) {
  return {
    '@context': openBadges2,
    type: 'Profile',
    id: addressOf(base, sitePaths.issuerProfile(issuer.token)),
    name: issuer.name,
    url: issuer.url,
    email: issuer.email,
    ...(issuer.description === '' ? {} : { description: issuer.description }),
    ...twinLink('Profile', addressOf(base, sitePaths.didDocument(issuer.token)), link),
  }
}

/** OB 2.0 §BadgeClass of one version of a badge. */
export function badgeClass(base: string, issuerToken: string, badge: BadgeFacts, link: TwinLink) {
  const { token, version } = badge
  return {
    '@context': openBadges2,
    type: 'BadgeClass',
    id: addressOf(base, sitePaths.badgeClass(token, version)),
    name: badge.name,
    description: badge.description,
    image: addressOf(base, sitePaths.picture(token, version)),
    criteria: {
      id: addressOf(base, sitePaths.badgePage(token, version)),
      ...(badge.criteria === '' ? {} : { narrative: badge.criteria }),
    },
    issuer: addressOf(base, sitePaths.issuerProfile(issuerToken)),
    ...(badge.tags.length === 0 ? {} : { tags: [...badge.tags] }),
    ...twinLink('Achievement', addressOf(base, sitePaths.achievement(token, version)), link),
  }
}

/** OB 2.0 §Assertion, hosted. Only for people with an address: `identityType` must be `emailAddress`. */
export function assertion(
  base: string,
  badge: Pick<BadgeFacts, 'token' | 'version'>,
  award: AwardFacts,
  link: TwinLink,
) {
  const evidence = statedEvidence(award.evidence)
  return {
    '@context': openBadges2,
    type: 'Assertion',
    id: addressOf(base, sitePaths.assertion(award.token)),
    recipient: { type: 'email', hashed: true, salt: award.salt, identity: award.identityHash },
    badge: addressOf(base, sitePaths.badgeClass(badge.token, badge.version)),
    verification: { type: 'HostedBadge' },
    issuedOn: award.awardedAt,
    ...(award.expiresAt === null ? {} : { expires: award.expiresAt }),
    ...(award.narrative === '' ? {} : { narrative: award.narrative.toWellFormed() }),
    ...(evidence.length === 0 ? {} : { evidence: evidence.map((piece) => ({ type: 'Evidence', ...piece })) }),
    ...twinLink('OpenBadgeCredential', addressOf(base, sitePaths.credential(award.token)), link),
  }
}

/**
 * The body that a revoked assertion is published with. A static host cannot answer 410, so `revoked` and the reason
 * stand in the document (OB 2.0 §Assertion). Takes and gives a document as parsed; everything issued stays in it.
 */
export function revokedAssertion<T extends object>(issued: T, reason: string) {
  if (reason.trim() === '') throw new BlazonError('invalid_input', 'revoking needs a reason', { field: 'reason' })
  return { ...issued, revoked: true, revocationReason: reason }
}
