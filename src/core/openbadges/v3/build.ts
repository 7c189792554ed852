import { addressOf, sitePaths, uuidOfToken } from '../addresses'
import { BlazonError } from '../../errors'
import { didKey, issuerDid, verificationMethod } from '../did'
import { statedEvidence } from '../evidence'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../facts'

/** The contexts of a credential, in the one order that validators accept. */
export const credentials2 = 'https://www.w3.org/ns/credentials/v2'
export const openBadges3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** The issuer's DID: did:web on a site, did:key without a hosting address. */
export function issuerDidOf(place: DocumentPlace): string {
  return place.base === null ? didKey(place.multikey) : issuerDid(place.base, place.issuer.token)
}

/** The verification method that a proof made at this place names. */
export function verificationMethodOf(place: DocumentPlace): string {
  return verificationMethod(issuerDidOf(place), place.multikey)
}

/** A document's id: its address on a site, `urn:uuid:` without one. */
export function credentialId(base: string | null, token: string): string {
  return base === null ? `urn:uuid:${uuidOfToken(token)}` : addressOf(base, sitePaths.credential(token))
}

/** OB 3.0 §Profile of the issuer as it stands inside a credential. */
export function profile(place: DocumentPlace) {
  const { base, issuer } = place
  return {
    id: issuerDidOf(place),
    type: ['Profile'],
    name: issuer.name,
    url: issuer.url,
    email: issuer.email,
    ...(issuer.description === '' ? {} : { description: issuer.description }),
    ...(base === null
      ? {}
      : {
          otherIdentifier: [
            {
              type: 'IdentifierEntry',
              identifier: addressOf(base, sitePaths.issuerProfile(issuer.token)),
              identifierType: 'identifier',
            },
          ],
        }),
  }
}

/**
 * OB 3.0 §Achievement of one version of a badge, as it stands inside a credential. Without a hosting address it has
 * no picture (there is nothing to point at: the picture is the file that holds the credential) and needs criteria text.
 * Throws `invalid_input` where neither a page nor a text would say the criteria.
 */
export function achievement(base: string | null, badge: BadgeFacts) {
  const { token, version } = badge
  if (base === null && badge.criteria === '')
    throw new BlazonError('invalid_input', 'criteria have neither an address nor a text', { field: 'criteria' })
  return {
    id:
      base === null
        ? `urn:uuid:${uuidOfToken(token, version)}`
        : addressOf(base, sitePaths.achievement(token, version)),
    type: ['Achievement'],
    achievementType: 'Badge',
    name: badge.name,
    description: badge.description,
    criteria: {
      ...(base === null ? {} : { id: addressOf(base, sitePaths.badgePage(token, version)) }),
      ...(badge.criteria === '' ? {} : { narrative: badge.criteria }),
    },
    ...(base === null
      ? {}
      : {
          image: {
            id: addressOf(base, sitePaths.picture(token, version)),
            type: 'Image',
            ...(badge.altText === '' ? {} : { caption: badge.altText }),
          },
        }),
    ...(badge.tags.length === 0 ? {} : { tag: [...badge.tags] }),
    version: String(version),
    ...(base === null
      ? {}
      : {
          related: [
            {
              type: ['Related', 'https://w3id.org/openbadges#BadgeClass'],
              id: addressOf(base, sitePaths.badgeClass(token, version)),
              version: 'Open Badges v2p0',
            },
          ],
        }),
  }
}

/** The achievement as a published document of its own. */
export function achievementDocument(base: string, badge: BadgeFacts) {
  return { '@context': openBadges3, ...achievement(base, badge) }
}

/** W3C Bitstring Status List §BitstringStatusListEntry; the index is a string. */
export function statusEntry(listAddress: string, index: number) {
  return {
    id: `${listAddress}#${String(index)}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: listAddress,
  }
}

/** OB 3.0 §OpenBadgeCredential, unsigned. A status entry is written where the place has an address and the award an entry. */
export function credential(place: DocumentPlace, badge: BadgeFacts, award: AwardFacts) {
  const { base } = place
  const evidence = statedEvidence(award.evidence)
  return {
    '@context': [credentials2, openBadges3],
    id: credentialId(base, award.token),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.name,
    issuer: profile(place),
    validFrom: award.awardedAt,
    ...(award.expiresAt === null ? {} : { validUntil: award.expiresAt }),
    awardedDate: award.awardedAt,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: award.identityHash,
          identityType: award.identityType,
          salt: award.salt,
        },
      ],
      ...(award.narrative === '' ? {} : { narrative: award.narrative.toWellFormed() }),
      achievement: achievement(base, badge),
    },
    ...(evidence.length === 0
      ? {}
      : { evidence: evidence.map(({ id, ...said }) => ({ ...(id && { id }), type: ['Evidence'], ...said })) }),
    ...(base === null || award.status === null
      ? {}
      : {
          credentialStatus: statusEntry(
            addressOf(base, sitePaths.statusList(award.status.listToken)),
            award.status.index,
          ),
        }),
  }
}
