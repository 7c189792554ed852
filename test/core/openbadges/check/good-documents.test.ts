import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import { digest384, verifyJws } from '../../../../src/main/verification/node-ports'
import {
  assertionUrl,
  badgeUrl,
  base,
  didUrl,
  hostedAssertion,
  hostedBadge,
  hostedDid,
  hostedIssuer,
  issuerUrl,
  jws,
  p256,
  person,
  portsFor,
  rsa,
  signed,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'
import { seeded } from '../../../support/png'

/**
 * Good documents, spelled as other issuers spell them: for every way of issuing a base document and a list of changes, each alone
 * and then in seeded mixtures. Not one may be called bad.
 */

/** What a badge is checked with: the text handed in, and what stands at addresses. */
type Handed = { payload: string; web: Record<string, Document | string> }
/** The documents that a change may touch, before anything is signed. */
type Parts = {
  assertion: Document
  badge: Document
  issuer: Document
  key: Document
  header: Document
  claims: Document
}
type Change = readonly [name: string, change: (parts: Parts) => void]
type Family = {
  name: string
  parts: () => Promise<Parts>
  changes: readonly Change[]
  finish: (parts: Parts) => Promise<Handed>
}

const at = (document: Document, ...path: (string | number)[]) =>
  path.reduce<unknown>((value, key) => (value as Document)[key], document) as Document
/** The subject of a credential, whether it stands in a list or alone. */
const subjectOf = (credential: Document) => [credential.credentialSubject].flat()[0] as Document
const upper = (hash: unknown) => String(hash).replace(/\$.*/, (hex) => hex.toUpperCase())
const hashed = (algorithm: string, salt = '') =>
  `${algorithm}$${createHash(algorithm)
    .update(person + salt)
    .digest('hex')}`
const nothing = (): Parts => ({ assertion: {}, badge: {}, issuer: {}, key: {}, header: {}, claims: {} })

const text = (document: Document, order: number) => JSON.stringify(turned(document, order), null, order % 3)
/** The same document with its keys in another order, all the way down. */
function turned<Value>(value: Value, by: number): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => turned(item, by)) as Value
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  const order = [...keys.slice(by % keys.length), ...keys.slice(0, by % keys.length)]
  return Object.fromEntries(order.map((key) => [key, turned((value as Document)[key], by)])) as Value
}

/** Recipients of 1.0 to 2.0, each the same person. */
const recipients: Change[] = [
  [
    'a recipient in clear',
    ({ assertion }) => (assertion.recipient = { type: 'email', hashed: false, identity: person }),
  ],
  [
    'a recipient hashed without salt',
    ({ assertion }) => (assertion.recipient = { type: 'email', hashed: true, identity: hashed('sha256') }),
  ],
  [
    'a recipient whose salt is empty',
    ({ assertion }) => (assertion.recipient = { type: 'email', hashed: true, salt: '', identity: hashed('sha256') }),
  ],
  [
    'row 29: hex of the hash in upper case',
    ({ assertion }) =>
      (assertion.recipient = { type: 'email', hashed: true, salt: 'ä', identity: upper(hashed('sha256', 'ä')) }),
  ],
  [
    'row 27: a recipient hashed with MD5',
    ({ assertion }) => (assertion.recipient = { type: 'email', hashed: true, salt: 'x', identity: hashed('md5', 'x') }),
  ],
]
const badgeChanges: Change[] = [
  ['tags', ({ badge }) => (badge.tags = ['reading', 'books'])],
  ['one alignment', ({ badge }) => (badge.alignment = [{ targetName: 'R', targetUrl: 'https://skills.example/r' }])],
  ['a badge whose picture is a data URI', ({ badge }) => (badge.image = 'data:image/png;base64,iVBORw0KGgo=')],
  [
    'an issuer with more to say',
    ({ issuer }) => Object.assign(issuer, { description: 'Books.', image: `${base}/logo.png` }),
  ],
  [
    'letters of every script',
    ({ badge, issuer }) => Object.assign(badge, { name: 'Şehir 漢字 🏅' }, void (issuer.name = 'Ødegård')),
  ],
]
const older: Change[] = [
  ['a time in seconds', ({ assertion }) => (assertion.issuedOn = 1_371_000_000)],
  ['a time in seconds, as text', ({ assertion }) => (assertion.issuedOn = '1371000000')],
  ['a time with an offset', ({ assertion }) => (assertion.issuedOn = '2013-06-12T03:20:00+02:00')],
  ['a time with fractions', ({ assertion }) => (assertion.issuedOn = '2013-06-12T01:20:00.000Z')],
  ['a day without a time', ({ assertion }) => (assertion.issuedOn = '2013-06-12')],
  ['an end far away, in seconds', ({ assertion }) => (assertion.expires = 4_070_908_800)],
  ['evidence at an address', ({ assertion }) => (assertion.evidence = 'https://a.example/work')],
  ['a picture of its own', ({ assertion }) => (assertion.image = `${base}/own.png`)],
  ['something that no text defines', ({ assertion }) => (assertion.favourite = { colour: ['blue'] })],
]

const old = { assertion: `${base}/old.json`, badge: `${base}/old-badge.json`, issuer: `${base}/old-issuer.json` }
const oldParts = (): Parts => ({
  ...nothing(),
  assertion: {
    uid: 'abc',
    recipient: { type: 'email', hashed: true, salt: 's', identity: hashed('sha256', 's') },
    badge: old.badge,
    verify: { type: 'hosted', url: old.assertion },
    issuedOn: '2013-06-12T01:20:00Z',
  },
  badge: { name: 'Old', description: 'd', image: `${base}/x.png`, criteria: `${base}/c.html`, issuer: old.issuer },
  issuer: { name: 'Old Library', url: 'https://example.org' },
})
const oldHanded = (parts: Parts): Handed => ({
  payload: JSON.stringify(parts.assertion),
  web: { [old.assertion]: parts.assertion, [old.badge]: parts.badge, [old.issuer]: parts.issuer },
})

const keyUrl = `${base}/issuers/k3v7q2mzt5xw4ycn6hjb2lrdsa/keys/1.json`
const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()

const spelled2: Change[] = [
  ...recipients,
  ...badgeChanges,
  ['the context in a list', ({ assertion }) => (assertion['@context'] = ['https://w3id.org/openbadges/v2'])],
  [
    'the type in a list',
    ({ assertion, badge, issuer }) => [assertion, badge, issuer].forEach((one) => (one.type = [String(one.type)])),
  ],
  ['a time with an offset', ({ assertion }) => (assertion.issuedOn = '2026-06-20T15:05:09+02:00')],
  ['a time with fractions', ({ assertion }) => (assertion.issuedOn = '2026-06-20T13:05:09.000001Z')],
  ['a time with letters in lower case', ({ assertion }) => (assertion.issuedOn = '2026-06-20t13:05:09z')],
  ['an end far away', ({ assertion }) => (assertion.expires = '2099-12-31T23:59:59Z')],
  ['evidence at an address', ({ assertion }) => (assertion.evidence = 'https://a.example/work')],
  ['evidence as an object', ({ assertion }) => (assertion.evidence = { type: 'Evidence', narrative: 'Read.' })],
  [
    'evidence of several kinds',
    ({ assertion }) =>
      (assertion.evidence = ['https://a.example/1', { type: ['Evidence'], id: 'https://a.example/2', genre: 'Talk' }]),
  ],
  ['a narrative', ({ assertion }) => (assertion.narrative = 'Read *ten* books.')],
  [
    'a picture of its own, with a caption',
    ({ assertion }) => (assertion.image = { id: `${base}/own.png`, type: 'Image', caption: 'A star' }),
  ],
  ['not revoked, in so many words', ({ assertion }) => (assertion.revoked = false)],
  ['criteria that are an address', ({ badge }) => (badge.criteria = `${base}/criteria.html`)],
  ['a badge with the issuer inside', ({ badge, issuer }) => (badge.issuer = structuredClone(issuer))],
  ['an issuer with several types', ({ issuer }) => (issuer.type = ['Issuer', 'Profile'])],
  ['the older name of the issuer’s type', ({ issuer }) => (issuer.type = 'Issuer')],
  [
    'no links to a twin',
    ({ assertion, badge, issuer }) => [assertion, badge, issuer].forEach((one) => delete one.related),
  ],
  [
    'an extension',
    ({ assertion }) =>
      (assertion['extensions:apply'] = {
        '@context': 'https://openbadgespec.org/extensions/applyLinkExtension/context.json',
        type: ['Extension', 'extensions:ApplyLink'],
        url: 'https://a.example/apply',
      }),
  ],
]

const credentialChanges: Change[] = [
  [
    'a single type of the achievement as text',
    ({ assertion }) => (at(subjectOf(assertion), 'achievement').type = 'Achievement'),
  ],
  ['the type of the issuer as text', ({ assertion }) => (at(assertion, 'issuer').type = 'Profile')],
  ['the subject in a list', ({ assertion }) => (assertion.credentialSubject = [assertion.credentialSubject])],
  [
    'a subject with a DID besides',
    ({ assertion, claims }) => (claims.sub = subjectOf(assertion).id = 'did:example:ann'),
  ],
  [
    'one identity outside of a list',
    ({ assertion }) => (subjectOf(assertion).identifier = [subjectOf(assertion).identifier].flat()[0]),
  ],
  [
    'row 29: hex of the hash in upper case',
    ({ assertion }) => {
      const identity = [subjectOf(assertion).identifier].flat()[0] as Document
      identity.identityHash = upper(identity.identityHash)
    },
  ],
  [
    'a second identity, of another kind',
    ({ assertion }) =>
      (subjectOf(assertion).identifier = [subjectOf(assertion).identifier as Document].flat().concat({
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'ann-17',
        identityType: 'userName',
      })),
  ],
  [
    'an identity in clear',
    ({ assertion }) =>
      (subjectOf(assertion).identifier = [
        { type: 'IdentityObject', hashed: false, identityHash: person, identityType: 'emailAddress' },
      ]),
  ],
  ['the status in a list', ({ assertion }) => (assertion.credentialStatus &&= [assertion.credentialStatus])],
  ['no status', ({ assertion }) => delete assertion.credentialStatus],
  ['a description', ({ assertion }) => (assertion.description = 'For reading. 漢 🏅 "quoted" \\ <b>')],
  [
    'evidence',
    ({ assertion }) => (assertion.evidence = [{ type: ['Evidence'], id: 'https://a.example/1', narrative: 'Read.' }]),
  ],
  [
    'one piece of evidence outside of a list',
    ({ assertion }) => (assertion.evidence = { type: 'Evidence', narrative: 'Read.' }),
  ],
  [
    'an alignment and a result',
    ({ assertion }) => {
      const subject = subjectOf(assertion)
      at(subject, 'achievement').alignment = [
        { type: ['Alignment'], targetName: 'R', targetUrl: 'https://skills.example/r' },
      ]
      subject.result = [{ type: ['Result'], value: '12' }]
    },
  ],
  ['types in another order', ({ assertion }) => (assertion.type as string[]).reverse()],
  [
    'AchievementCredential as its type',
    ({ assertion }) => (assertion.type = ['VerifiableCredential', 'AchievementCredential']),
  ],
  [
    'no twins',
    ({ assertion }) => (
      delete at(assertion, 'issuer').otherIdentifier,
      delete at(subjectOf(assertion), 'achievement').related
    ),
  ],
]
const dates3: Change[] = [
  ['a time with an offset', ({ assertion }) => (assertion.validFrom = '2026-06-20T15:05:09+02:00')],
  ['a time with fractions', ({ assertion }) => (assertion.validFrom = '2026-06-20T13:05:09.123Z')],
  ['an end far away', ({ assertion }) => (assertion.validUntil = '2099-01-01T00:00:00Z')],
  ['no date of award', ({ assertion }) => delete assertion.awardedDate],
  [
    'row 86: version 3.0.2 of the context, which has no awardedDate',
    ({ assertion }) => {
      delete assertion.awardedDate
      assertion['@context'] = [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
      ]
    },
  ],
]

/** A credential of the data model before VC 2.0. Its proofs stand around it: its contexts know no suite that is read. */
async function older3(): Promise<Document> {
  const { validFrom, awardedDate: _, credentialStatus: __, ...assertion } = await unsignedCredential()
  const contexts = [
    'https://www.w3.org/2018/credentials/v1',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  ]
  return { ...assertion, '@context': contexts, issuanceDate: validFrom }
}
const olderDates3: Change[] = [
  ['an end far away', ({ assertion }) => (assertion.expirationDate = '2099-01-01T00:00:00Z')],
  ['a time with an offset', ({ assertion }) => (assertion.issuanceDate = '2026-06-20T15:05:09+02:00')],
  [
    'the first context of Open Badges 3.0',
    ({ assertion }) =>
      ((assertion['@context'] as string[])[1] = 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'),
  ],
]

const method = `${String(hostedDid().id)}#jwk`
const jwtFamily = (name: string, algorithm: 'ES256' | 'RS256', edition?: 'VC 1.1'): Family => {
  const pair = algorithm === 'ES256' ? p256 : rsa
  const jwk = pair.publicKey.export({ format: 'jwk' }) as Document
  return {
    name,
    parts: async () => {
      const assertion = edition ? await older3() : await unsignedCredential()
      const id = (subjectOf(assertion).id = 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f11')
      return {
        ...nothing(),
        assertion,
        header: { alg: algorithm, typ: 'JWT', kid: method },
        claims: { iss: at(assertion, 'issuer').id, jti: assertion.id, sub: id, wrapped: edition !== undefined },
      }
    },
    changes: [
      ...credentialChanges,
      ...(edition ? olderDates3 : dates3.filter(([change]) => !change.includes('fractions'))),
      ['the key by its fragment', ({ header }) => (header.kid = '#jwk')],
      ['the key in the header', ({ header }) => (delete header.kid, (header.jwk = jwk))],
      ['no typ', ({ header }) => delete header.typ],
      ['another typ', ({ header }) => (header.typ = 'vc+ld+json+jwt')],
      ['a cty', ({ header }) => (header.cty = 'vc')],
      ['no subject claim', ({ claims }) => delete claims.sub],
      ['no jti', ({ claims }) => delete claims.jti],
      ['when it was issued', ({ claims }) => (claims.iat = 1_781_960_709)],
      [
        'the credential in a vc claim, or beside the others',
        ({ claims }) => (claims.wrapped = claims.wrapped !== true),
      ],
    ],
    finish: ({ assertion, header, claims: { wrapped, ...claims } }) => {
      const seconds = (time: unknown) => Math.floor(Date.parse(String(time)) / 1000)
      const end = assertion.validUntil ?? assertion.expirationDate
      const times = {
        nbf: seconds(assertion.validFrom ?? assertion.issuanceDate),
        ...(end === undefined ? {} : { exp: seconds(end) }),
      }
      const said = wrapped === true ? { vc: assertion } : assertion
      const did = hostedDid()
      return Promise.resolve({
        payload: jws(header, { ...said, ...claims, ...times }, pair.privateKey, algorithm),
        web: {
          [didUrl]: {
            ...did,
            verificationMethod: [
              ...(did.verificationMethod as Document[]),
              { id: method, type: 'JsonWebKey', controller: did.id, publicKeyJwk: jwk },
            ],
            assertionMethod: [...(did.assertionMethod as string[]), method],
          },
        },
      })
    },
  }
}

const families: Family[] = [
  {
    name: '0.5',
    parts: () =>
      Promise.resolve({
        ...nothing(),
        assertion: {
          recipient: hashed('sha256', 'Kosher'),
          salt: 'Kosher',
          issued_on: '2012-01-01',
          badge: {
            version: '0.5.0',
            name: 'Early',
            image: `${base}/e.png`,
            description: 'd',
            criteria: `${base}/c`,
            issuer: { origin: base, name: 'Early Library' },
          },
        },
      }),
    changes: [
      ['seconds', ({ assertion }) => (assertion.issued_on = 1_325_376_000)],
      ['seconds as text', ({ assertion }) => (assertion.issued_on = '1325376000')],
      ['no date', ({ assertion }) => delete assertion.issued_on],
      ['an end far away', ({ assertion }) => (assertion.expires = '2099-01-01')],
      ['an end far away, in seconds', ({ assertion }) => (assertion.expires = 4_070_908_800)],
      ['a recipient in clear', ({ assertion }) => (delete assertion.salt, (assertion.recipient = person))],
      ['no salt', ({ assertion }) => (delete assertion.salt, (assertion.recipient = hashed('sha256')))],
      [
        'row 27: SHA-1',
        ({ assertion }) => (assertion.recipient = hashed('sha1', String((assertion.salt ??= 'Kosher')))),
      ],
      ['row 29: upper case', ({ assertion }) => (assertion.recipient = upper(assertion.recipient))],
      ['evidence', ({ assertion }) => (assertion.evidence = 'https://a.example/work')],
      ['evidence on its own site', ({ assertion }) => (assertion.evidence = '/work/1')],
      [
        'addresses on its own site',
        ({ assertion }) => Object.assign(at(assertion, 'badge'), { image: '/e.png', criteria: '/c' }),
      ],
      [
        'an organisation and a contact',
        ({ assertion }) => Object.assign(at(assertion, 'badge', 'issuer'), { org: 'O', contact: 'o@example.org' }),
      ],
      ['an origin with a slash', ({ assertion }) => (at(assertion, 'badge', 'issuer').origin = `${base}/`)],
      ['more than was asked', ({ assertion }) => (assertion.extra = [1, null])],
    ],
    finish: ({ assertion }) => Promise.resolve({ payload: old.assertion, web: { [old.assertion]: assertion } }),
  },
  {
    name: '1.0',
    parts: () => Promise.resolve(oldParts()),
    changes: [...recipients, ...badgeChanges.filter(([name]) => name !== 'one alignment'), ...older],
    finish: (parts) => Promise.resolve(oldHanded(parts)),
  },
  {
    name: '1.1',
    parts: () => {
      const parts = oldParts()
      const context = 'https://w3id.org/openbadges/v1'
      Object.assign(parts.assertion, { '@context': context, type: 'Assertion', id: old.assertion })
      Object.assign(parts.badge, { '@context': context, type: 'BadgeClass', id: old.badge })
      Object.assign(parts.issuer, { '@context': context, type: 'Issuer', id: old.issuer })
      return Promise.resolve(parts)
    },
    changes: [
      ...recipients,
      ...older,
      ['an alignment of its time', ({ badge }) => (badge.alignment = [{ name: 'R', url: 'https://skills.example/r' }])],
      ['the context in a list', ({ assertion }) => (assertion['@context'] = ['https://w3id.org/openbadges/v1'])],
      ['the type in a list', ({ assertion }) => (assertion.type = ['Assertion'])],
    ],
    finish: (parts) => Promise.resolve(oldHanded(parts)),
  },
  {
    name: '2.0 hosted',
    parts: async () => ({
      ...nothing(),
      assertion: await hostedAssertion(),
      badge: hostedBadge(),
      issuer: hostedIssuer(),
    }),
    changes: [
      ...spelled2,
      ['the short name of hosted', ({ assertion }) => (assertion.verification = { type: 'hosted' })],
      ['both names of hosted', ({ assertion }) => (assertion.verification = { type: ['HostedBadge'] })],
    ],
    finish: ({ assertion, badge, issuer }) =>
      Promise.resolve({
        payload: JSON.stringify(assertion),
        web: { [assertionUrl]: assertion, [badgeUrl]: badge, [issuerUrl]: issuer },
      }),
  },
  {
    name: '2.0 signed',
    parts: async () => ({
      ...nothing(),
      assertion: {
        ...(await hostedAssertion()),
        id: 'urn:uuid:5a1e3a44-2c3b-4a5e-9d5f-6b7c8d9e0f11',
        verification: { type: 'SignedBadge', creator: keyUrl },
      },
      badge: hostedBadge(),
      issuer: { ...hostedIssuer(), publicKey: [keyUrl] },
      key: {
        '@context': 'https://w3id.org/openbadges/v2',
        id: keyUrl,
        type: 'CryptographicKey',
        owner: issuerUrl,
        publicKeyPem: pem,
      },
      header: { alg: 'RS256' },
    }),
    changes: [
      ...spelled2,
      ['the short name of signed', ({ assertion }) => (at(assertion, 'verification').type = 'signed')],
      ['no creator', ({ assertion }) => delete at(assertion, 'verification').creator],
      ['the key outside of a list', ({ issuer }) => (issuer.publicKey = keyUrl)],
      ['the key inside of the issuer', ({ issuer, key }) => (issuer.publicKey = structuredClone(key))],
      ['several keys', ({ issuer }) => (issuer.publicKey = [`${base}/other-key.json`, keyUrl])],
      ['the key’s type in a list', ({ key }) => (key.type = ['CryptographicKey'])],
      ['a key with line ends of another system', ({ key }) => (key.publicKeyPem = pem.replaceAll('\n', '\r\n'))],
      ['a typ', ({ header }) => (header.typ = 'JWS')],
      ['another typ', ({ header }) => (header.typ = 'JWT')],
      ['a kid', ({ header }) => (header.kid = keyUrl)],
    ],
    finish: ({ assertion, badge, issuer, key, header }) =>
      Promise.resolve({
        payload: jws(header, assertion, rsa.privateKey),
        web: { [badgeUrl]: badge, [issuerUrl]: issuer, [keyUrl]: key },
      }),
  },
  {
    name: '3.0 Data Integrity',
    parts: async () => ({ ...nothing(), assertion: await unsignedCredential() }),
    changes: [...credentialChanges, ...dates3],
    finish: async ({ assertion }) => ({
      payload: JSON.stringify(await signed({ '@context': assertion['@context'], ...assertion })),
      web: {},
    }),
  },
  jwtFamily('3.0 VC-JWT, ES256', 'ES256'),
  jwtFamily('3.0 VC-JWT, RS256', 'RS256'),
  jwtFamily('VC 1.1', 'RS256', 'VC 1.1'),
]

/** Each change alone, then mixtures of three, for a family: always the same ones. */
function mixtures({ name, changes }: Family): Change[][] {
  const random = seeded([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0))
  const some = () => changes[Math.floor(random() * changes.length)]!
  return [
    [],
    ...changes.map((change) => [change]),
    ...Array.from({ length: 12 }, () => [...new Set([some(), some(), some()])]),
  ]
}

const cases = families.flatMap((family) => mixtures(family).map((changes, number) => ({ family, changes, number })))

describe('good documents', () => {
  it('are more than two hundred, of every edition', () => {
    expect(cases.length).toBeGreaterThan(200)
  })

  it.each(families.map((family) => [family.name, family] as const))('%s: none is called bad', async (_, family) => {
    const refused: unknown[] = []
    for (const { changes, number } of cases.filter((one) => one.family === family)) {
      const parts = await family.parts()
      for (const [, change] of changes) change(parts)
      const { payload, web } = await family.finish(parts)
      // JSON may come in any order of its keys and with any white space: no signature is over its letters.
      const spelled = payload.startsWith('{') ? text(JSON.parse(payload) as Document, number) : payload
      const ports = portsFor(await webOf(web), { verifyJws, digest384 })
      const { verdict, because, checks } = await checkPayload(spelled, ports, { identity: person })
      const failed = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
      if (verdict !== 'valid' || failed.length > 0)
        refused.push([
          changes.map(([name]) => name).join(' + '),
          verdict,
          because?.code,
          failed.map(({ name, code, details }) => ({ name, code, ...details })),
        ])
    }
    expect(refused).toEqual([])
  })
})
