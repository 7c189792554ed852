import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readAchievement, readSubject } from '../../src/core/contract/achievement'
import { documentText } from '../../src/core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace, IssuerFacts } from '../../src/core/openbadges/facts'
import type { JwsSigner } from '../../src/core/openbadges/jws-signer'
import { encodeEcMultikey } from '../../src/core/openbadges/multikey'
import { proofOptions, signDocument } from '../../src/core/openbadges/proof'
import { verificationMethodOf } from '../../src/core/openbadges/v3/build'
import { endorsementCredential } from '../../src/core/openbadges/v3/endorsement'
import { sha256 } from '../../src/main/signing/ports'
import { example, signerFromSeed } from './openbadges'

/** An award of which everything is said that can be said: what every writer must be able to state. */

/** Somebody else, without a hosting address, whose key is their name. */
const endorser = signerFromSeed(createHash('sha256').update('an endorser').digest())
const endorserPlace: DocumentPlace = {
  base: null,
  issuer: {
    token: 'e'.repeat(26),
    name: 'Readers’ Council',
    url: 'https://council.example/',
    email: 'hello@council.example',
    description: '',
  },
  multikey: endorser.multikey,
}

/** A signed endorsement of whatever bears an id. */
export async function endorsementOf(subjectId: string, comment = 'We know it and stand by it.'): Promise<string> {
  const facts = {
    uuid: '0197a8c0-9f3e-8a5b-9c1d-2e4f6a8b0c1d',
    subjectId,
    subjectName: 'Reading Star',
    comment,
    madeAt: '2026-05-01T08:00:00Z',
  }
  const options = proofOptions(facts.madeAt, verificationMethodOf(endorserPlace))
  return documentText(await signDocument(endorsementCredential(endorserPlace, facts), options, endorser, sha256))
}

/** An OB 2.0 endorsement, hosted by who made it. */
export const hostedEndorsementOf = (id: string) =>
  documentText({
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Endorsement',
    id: 'https://council.example/endorsements/1.json',
    claim: { id, endorsementComment: 'We know it.' },
    issuer: 'https://council.example/issuer.json',
    issuedOn: '2026-05-01T08:00:00Z',
    verification: { type: 'HostedBadge' },
  })

export const everyDetail = readAchievement(
  JSON.stringify({
    achievementType: 'ext:ReadingAward',
    language: 'nb-no',
    humanCode: 'READ-10',
    fieldOfStudy: 'Literature',
    specialization: 'Children’s books',
    creditsAvailable: 2.5,
    alignments: [
      {
        targetName: 'Reads at length',
        targetUrl: 'https://skills.example/reading',
        targetDescription: 'Reads whole books.',
        targetFramework: 'Skills',
        targetCode: 'R.1',
      },
      { targetName: 'Talks about books', targetUrl: 'https://skills.example/talking' },
    ],
    related: [
      { id: 'https://badges.example.org/other badge', language: 'en-GB', version: '2' },
      { id: 'https://badges.example.org/plain' },
    ],
    resultDescriptions: [
      { key: 'books', name: 'Books read', resultType: 'RawScore', requiredValue: '10', valueMin: '0', valueMax: '99' },
      { key: 'grade', name: 'Grade', resultType: 'LetterGrade', allowedValues: ['C', 'B', 'A'] },
      {
        key: 'talk',
        name: 'The talk',
        resultType: 'RubricCriterionLevel',
        levels: [
          { key: 'shy', name: 'Shy', description: 'Said something.', points: '1' },
          { key: 'bold', name: 'Bold' },
        ],
        requiredLevel: 'shy',
      },
    ],
    extensions: [
      {
        name: 'ApplyLink',
        value: { url: 'https://example.org/apply', type: 'Lie', '@context': 'https://evil.example' },
      },
      {
        name: 'GeoCoordinates',
        value: { name: 'Main desk', description: '', geo: { latitude: 59.9, longitude: 10.7 }, gaps: [null, ''] },
      },
      {
        name: 'License',
        value: { id: 'CC-BY', name: 'Attribution', legalCode: 'https://creativecommons.org/licenses/by/4.0/legalcode' },
      },
    ],
  }),
)

export const everySubject = readSubject(
  JSON.stringify({
    role: 'Reader',
    term: 'Summer 2026',
    licenseNumber: 'N-17',
    creditsEarned: 2,
    activityStart: '2026-06-01T00:00:00Z',
    activityEnd: '2026-06-20T00:00:00Z',
    results: [
      { result: 'books', value: '12', status: 'Completed' },
      { result: 'talk', level: 'bold' },
    ],
  }),
)

/** The worked example with everything in it. */
export async function everyField(): Promise<{ issuer: IssuerFacts; badge: BadgeFacts; award: AwardFacts }> {
  const { issuer, badge, award } = example
  const [aboutBadge, aboutIssuer] = await Promise.all([
    endorsementOf(`${example.base}/badges/${badge.token}/v1.achievement.json`),
    endorsementOf(`${example.base}/issuers/${issuer.token}/issuer.json`, 'They keep their word.'),
  ])
  return {
    issuer: {
      ...issuer,
      description: 'A library in the north.',
      endorsements: [
        { format: '3.0', text: aboutIssuer },
        { format: '2.0', text: hostedEndorsementOf(`${example.base}/issuers/${issuer.token}/issuer.json`) },
      ],
    },
    badge: {
      ...badge,
      achievement: {
        ...everyDetail,
        endorsements: [
          { format: '3.0', text: aboutBadge },
          { format: '2.0', text: hostedEndorsementOf(`${example.base}/badges/${badge.token}/v1.json`) },
        ],
      },
    },
    award: {
      ...award,
      expiresAt: '2031-06-20T13:05:09Z',
      narrative: 'Read “Momo” twice.',
      evidence: [
        {
          url: 'https://example.org/talk',
          name: 'The talk',
          narrative: 'Ten minutes on time.',
          description: 'A recording.',
          genre: 'Audio',
          audience: 'Everybody',
        },
        { narrative: 'A drawing, kept at the desk.' },
      ],
      suspension: { listToken: 's'.repeat(26), index: 7 },
      subject: everySubject,
    },
  }
}

/** A key of P-256 that signs JWTs. */
export function es256Signer(): JwsSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const { x, y } = jwk
  if (x === undefined || y === undefined) throw new Error('no point')
  return {
    keyId: '01980000-0000-7000-8000-0000000000e2',
    algorithm: 'ES256',
    publicMultibase: encodeEcMultikey({ kty: 'EC', crv: 'P-256', x, y }),
    publicJwk: { kty: 'EC', crv: 'P-256', x, y },
    sign: (bytes) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }
}

/** A key of RSA that signs assertions, and its public half as OB 2.0 publishes it. */
export function rs256Signer(): JwsSigner & { pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { kty = 'RSA', n = '', e = '' } = publicKey.export({ format: 'jwk' })
  return {
    keyId: '01980000-0000-7000-8000-0000000000a1',
    algorithm: 'RS256',
    publicMultibase: `u${Buffer.concat([Buffer.of(0x85, 0x24), publicKey.export({ format: 'der', type: 'pkcs1' })]).toString('base64url')}`,
    publicJwk: { kty, n, e },
    pem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    sign: (bytes) => sign('sha256', bytes, privateKey),
  }
}
