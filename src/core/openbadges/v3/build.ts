import { addressOf, sitePaths, uuidOfToken } from '../addresses'
import { statedAlignment } from '../alignment'
import type { AchievementDetails, ResultDescription, SubjectDetails } from '../../contract/achievement'
import { BlazonError } from '../../errors'
import { didKey, issuerDid, verificationMethod } from '../did'
import { statedEndorsements } from '../endorsements'
import { statedEvidence } from '../evidence'
import type { AwardFacts, BadgeFacts, DocumentPlace, StatusFacts } from '../facts'
import { languageCode } from '../language'
import { listed, written } from '../stated'
import { asUri } from '../uri'

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

/** How a credential is proved: with a Data Integrity proof inside it, or as the payload of a VC-JWT. */
export type CredentialForm = 'data_integrity' | 'jwt'

/** A credential's id: its address on a site, `urn:uuid:` without one. */
export function credentialId(base: string | null, token: string, form: CredentialForm = 'data_integrity'): string {
  if (base === null) return `urn:uuid:${uuidOfToken(token)}`
  return addressOf(base, form === 'jwt' ? sitePaths.credentialJwt(token) : sitePaths.credential(token))
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
    ...listed('endorsement', statedEndorsements(issuer.endorsements, '3.0')),
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
  const id = achievementId(base, badge)
  return {
    id,
    type: ['Achievement'],
    achievementType: badge.achievement?.achievementType ?? 'Badge',
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
    ...listed('tag', badge.tags),
    version: String(version),
    ...listed('related', [...twinOf(base, badge), ...relatedAchievements(badge.achievement?.related ?? [])]),
    ...(badge.achievement === undefined ? {} : achievementDetails(id, badge.achievement)),
  }
}

const achievementId = (base: string | null, { token, version }: Pick<BadgeFacts, 'token' | 'version'>): string =>
  base === null ? `urn:uuid:${uuidOfToken(token, version)}` : addressOf(base, sitePaths.achievement(token, version))

const twinOf = (base: string | null, { token, version }: BadgeFacts) =>
  base === null
    ? []
    : [
        {
          type: ['Related', 'https://w3id.org/openbadges#BadgeClass'],
          id: addressOf(base, sitePaths.badgeClass(token, version)),
          version: 'Open Badges v2p0',
        },
      ]

const relatedAchievements = (related: AchievementDetails['related']) =>
  related.map(({ id, language, version }) => ({
    type: ['Related'],
    id: asUri(id),
    ...written('inLanguage', languageCode(language)),
    ...written('version', version),
  }))

/**
 * What an achievement says besides. Not here: endorsements as JWT and extensions, for which no context of OB 3.0 has a
 * term, and targetType of alignments, which nobody is asked for.
 */
function achievementDetails(id: string, details: AchievementDetails) {
  return {
    ...written('inLanguage', languageCode(details.language)),
    ...written('humanCode', details.humanCode),
    ...written('fieldOfStudy', details.fieldOfStudy),
    ...written('specialization', details.specialization),
    ...(details.creditsAvailable === null ? {} : { creditsAvailable: details.creditsAvailable }),
    ...listed(
      'alignment',
      details.alignments.map((alignment) => ({ type: ['Alignment'], ...statedAlignment(alignment) })),
    ),
    ...listed(
      'resultDescription',
      details.resultDescriptions.map((description) => resultDescription(id, description)),
    ),
    ...listed('endorsement', statedEndorsements(details.endorsements, '3.0')),
  }
}

/** The ids of a result description and of its levels: parts of the achievement's document. */
const resultId = (achievement: string, key: string) => `${achievement}#result-${key}`
const levelId = (achievement: string, key: string, level: string) => `${resultId(achievement, key)}-${level}`

/** OB 3.0 §ResultDescription and §RubricCriterionLevel. */
function resultDescription(achievement: string, description: ResultDescription) {
  const { key, name, resultType, allowedValues, levels, requiredLevel } = description
  return {
    id: resultId(achievement, key),
    type: ['ResultDescription'],
    name,
    resultType,
    ...listed('allowedValue', allowedValues),
    ...written('requiredValue', description.requiredValue),
    ...written('requiredLevel', requiredLevel && levelId(achievement, key, requiredLevel)),
    ...written('valueMin', description.valueMin),
    ...written('valueMax', description.valueMax),
    ...listed(
      'rubricCriterionLevel',
      levels.map((level) => ({
        id: levelId(achievement, key, level.key),
        type: ['RubricCriterionLevel'],
        name: level.name,
        ...written('description', level.description),
        ...written('points', level.points),
      })),
    ),
  }
}

/** What OB 3.0 §AchievementSubject says of one award besides. Throws `invalid_input` for a result that the badge does not describe. */
function subjectDetails(base: string | null, badge: BadgeFacts, subject: SubjectDetails) {
  const achievement = achievementId(base, badge)
  const described = badge.achievement?.resultDescriptions ?? []
  return {
    ...written('role', subject.role),
    ...written('term', subject.term),
    ...written('licenseNumber', subject.licenseNumber),
    ...(subject.creditsEarned === null ? {} : { creditsEarned: subject.creditsEarned }),
    ...written('activityStartDate', subject.activityStart),
    ...written('activityEndDate', subject.activityEnd),
    ...listed(
      'result',
      subject.results.map(({ result, value, level, status }) => {
        const description = described.find(({ key }) => key === result)
        if (!description || (level !== '' && !description.levels.some(({ key }) => key === level)))
          throw new BlazonError('invalid_input', 'no such result of the badge', {
            field: 'subject',
            reason: 'unknown_result',
          })
        return {
          type: ['Result'],
          resultDescription: resultId(achievement, result),
          ...written('value', value),
          ...written('achievedLevel', level && levelId(achievement, result, level)),
          ...written('status', status),
        }
      }),
    ),
  }
}

/** The achievement as a published document of its own. */
export function achievementDocument(base: string, badge: BadgeFacts) {
  return { '@context': openBadges3, ...achievement(base, badge) }
}

/** W3C Bitstring Status List §BitstringStatusListEntry; the index is a string. */
export function statusEntry(listAddress: string, index: number, purpose: 'revocation' | 'suspension' = 'revocation') {
  return {
    id: `${listAddress}#${String(index)}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: listAddress,
  }
}

/** An award's entries: one stands alone, several in a list (VC Data Model 2.0 §Status). */
function statusEntries(base: string | null, { status, suspension }: AwardFacts) {
  if (base === null || status === null) return {}
  const addressOfList = ({ listToken }: StatusFacts) => addressOf(base, sitePaths.statusList(listToken))
  const revocation = statusEntry(addressOfList(status), status.index)
  if (!suspension) return { credentialStatus: revocation }
  return { credentialStatus: [revocation, statusEntry(addressOfList(suspension), suspension.index, 'suspension')] }
}

/**
 * OB 3.0 §OpenBadgeCredential, unsigned. A status entry is written where the place has an address and the award an entry.
 * As a JWT its subject has an id (`domain.md` row 91: `sub` is required there), a UUID that is nobody's but this award's.
 * Throws `invalid_input` for a result that the badge does not describe.
 */
export function credential(
  place: DocumentPlace,
  badge: BadgeFacts,
  award: AwardFacts,
  form: CredentialForm = 'data_integrity',
) {
  const { base } = place
  return {
    '@context': [credentials2, openBadges3],
    id: credentialId(base, award.token, form),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: badge.name,
    issuer: profile(place),
    validFrom: award.awardedAt,
    ...(award.expiresAt === null ? {} : { validUntil: award.expiresAt }),
    awardedDate: award.awardedAt,
    credentialSubject: {
      ...(form === 'jwt' ? { id: subjectId(award.token) } : {}),
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
      ...(award.subject === undefined ? {} : subjectDetails(base, badge, award.subject)),
      achievement: achievement(base, badge),
    },
    ...listed(
      'evidence',
      statedEvidence(award.evidence).map(({ id, ...said }) => ({ ...(id && { id }), type: ['Evidence'], ...said })),
    ),
    ...statusEntries(base, award),
  }
}

/** The id of an award's subject: of the token too, but never the credential's own. */
const subjectId = (token: string) => `urn:uuid:${uuidOfToken(token, 1)}`
