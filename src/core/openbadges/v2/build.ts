import { addressOf, assertionUuid, sitePaths } from '../addresses'
import { statedAlignment } from '../alignment'
import type { AchievementDetails } from '../../contract/achievement'
import { BlazonError } from '../../errors'
import { statedEndorsements } from '../endorsements'
import { statedEvidence } from '../evidence'
import type { AwardFacts, BadgeFacts, IssuerFacts } from '../facts'
import { languageCode } from '../language'
import { listed, written } from '../stated'
import { asUri } from '../uri'
import { statedExtensions } from './extensions'

/** The context of Open Badges 2.0. */
export const openBadges2 = 'https://w3id.org/openbadges/v2'
const vocabulary3 = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html'

/** Whether a document links to its OB 3.0 twin; false where no twin is published. The links are https addresses: the official validator refuses did:web here. */
export type TwinLink = { twin: boolean }

/** How an assertion is proved, and what its twin is. */
export type AssertionForm = TwinLink & {
  /** The address of the RSA key that the assertion is signed with (OB 2.0 §SignedBadge); absent where it is hosted. */
  creator?: string | undefined
  /** Whether the twin is a VC-JWT. */
  jwt?: boolean | undefined
}

const twinOf = (type: string, id: string, { twin }: TwinLink) =>
  twin ? [{ type: [`${vocabulary3}#${type}`], id, version: 'Open Badges v3p0' }] : []

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
    ...listed('related', twinOf('Profile', addressOf(base, sitePaths.didDocument(issuer.token)), link)),
    ...listed('endorsement', statedEndorsements(issuer.endorsements, '2.0')),
  }
}

/** OB 2.0 §BadgeClass of one version of a badge. */
export function badgeClass(base: string, issuerToken: string, badge: BadgeFacts, link: TwinLink) {
  const { token, version, achievement } = badge
  const twin = twinOf('Achievement', addressOf(base, sitePaths.achievement(token, version)), link)
  return {
    '@context': openBadges2,
    type: 'BadgeClass',
    id: addressOf(base, sitePaths.badgeClass(token, version)),
    ...written('@language', achievement?.language ?? ''),
    name: badge.name,
    description: badge.description,
    image: addressOf(base, sitePaths.picture(token, version)),
    criteria: {
      id: addressOf(base, sitePaths.badgePage(token, version)),
      ...(badge.criteria === '' ? {} : { narrative: badge.criteria }),
    },
    issuer: addressOf(base, sitePaths.issuerProfile(issuerToken)),
    ...listed('tags', badge.tags),
    ...listed('related', [...twin, ...relatedBadges(achievement?.related ?? [])]),
    ...listed('alignment', (achievement?.alignments ?? []).map(statedAlignment)),
    ...listed('endorsement', statedEndorsements(achievement?.endorsements, '2.0')),
    ...statedExtensions(achievement?.extensions ?? []),
  }
}

const relatedBadges = (related: AchievementDetails['related']) =>
  related.map(({ id, language, version }) => ({
    type: ['BadgeClass'],
    id: asUri(id),
    ...written('@language', languageCode(language) && language),
    ...written('version', version),
  }))

/** OB 2.0 §Assertion, hosted or to be signed. Only for people with an address: `identityType` must be `emailAddress`. */
export function assertion(
  base: string,
  badge: Pick<BadgeFacts, 'token' | 'version'>,
  award: AwardFacts,
  form: AssertionForm,
) {
  const { creator, jwt } = form
  const twinPath = jwt ? sitePaths.credentialJwt(award.token) : sitePaths.credential(award.token)
  return {
    '@context': openBadges2,
    type: 'Assertion',
    // A signed assertion stands at no address: it promises none.
    id:
      creator === undefined
        ? addressOf(base, sitePaths.assertion(award.token))
        : `urn:uuid:${assertionUuid(award.token)}`,
    recipient: { type: 'email', hashed: true, salt: award.salt, identity: award.identityHash },
    badge: addressOf(base, sitePaths.badgeClass(badge.token, badge.version)),
    verification: creator === undefined ? { type: 'HostedBadge' } : { type: 'SignedBadge', creator },
    issuedOn: award.awardedAt,
    ...(award.expiresAt === null ? {} : { expires: award.expiresAt }),
    ...(award.narrative === '' ? {} : { narrative: award.narrative.toWellFormed() }),
    ...listed(
      'evidence',
      statedEvidence(award.evidence).map((piece) => ({ type: 'Evidence', ...piece })),
    ),
    ...listed('related', twinOf('OpenBadgeCredential', addressOf(base, twinPath), form)),
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
