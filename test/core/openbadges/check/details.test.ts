import { describe, expect, it } from 'vitest'
import { badgeSummary } from '../../../../src/core/contract/verification'
import { checkPayload } from '../../../../src/core/openbadges/check/check-payload'
import { knownExtensions } from '../../../../src/core/openbadges/check/v2/known-extensions'
import {
  assertionUrl,
  badgeUrl,
  hostedAssertion,
  hostedBadge,
  portsFor,
  signed,
  unsignedCredential,
  webOf,
  type Document,
} from '../../../support/badges-in'

async function check(badge: Document, web: Parameters<typeof webOf>[0] = {}) {
  const ports = portsFor(await webOf(web), { extensionSchemas: knownExtensions })
  const { verdict, summary, checks } = await checkPayload(JSON.stringify(badge), ports)
  // Whatever a stranger wrote, the summary fits through the contract.
  expect(badgeSummary.parse(summary)).toEqual(summary)
  return { verdict, summary, schema: checks.filter(({ name }) => name === 'schema') }
}

/** The worked example with more in its achievement, its subject and itself. */
async function credential(more: { achievement?: Document; subject?: Document; whole?: Document }): Promise<Document> {
  const document = await unsignedCredential()
  const subject = document.credentialSubject as Document
  Object.assign(subject.achievement as Document, more.achievement)
  Object.assign(subject, more.subject)
  return signed(Object.assign(document, more.whole))
}

describe('what a 3.0 credential says beside the badge', () => {
  it('is its type, language, alignments and evidence', async () => {
    const badge = await credential({
      achievement: {
        achievementType: 'Certificate',
        inLanguage: 'nb-NO',
        alignment: [
          {
            type: ['Alignment'],
            targetName: 'Reading',
            targetUrl: 'https://frameworks.example/reading',
            targetFramework: 'Skills',
            targetCode: 'R.1',
          },
        ],
      },
      whole: {
        evidence: [
          { id: 'https://example.org/talk', type: ['Evidence'], name: 'The talk', genre: 'Film' },
          { type: ['Evidence'], narrative: 'She told it by heart.' },
        ],
      },
    })
    expect(await check(badge)).toMatchObject({
      verdict: 'valid',
      summary: {
        achievementType: 'Certificate',
        language: 'nb-NO',
        alignments: [{ name: 'Reading', url: 'https://frameworks.example/reading', framework: 'Skills', code: 'R.1' }],
        evidence: ['https://example.org/talk', 'She told it by heart.'],
        evidenceDetails: [
          { url: 'https://example.org/talk', name: 'The talk', narrative: null, genre: 'Film' },
          { url: null, name: null, narrative: 'She told it by heart.', genre: null },
        ],
      },
    })
  })

  it('is its results, with the names of what was measured and of the level reached', async () => {
    const [books, level] = [
      'urn:uuid:0197a8c0-0000-4000-8000-0000000000a1',
      'urn:uuid:0197a8c0-0000-4000-8000-0000000000a2',
    ]
    const badge = await credential({
      achievement: {
        resultDescription: [
          {
            id: books,
            type: ['ResultDescription'],
            name: 'Books read',
            resultType: 'RubricCriterionLevel',
            rubricCriterionLevel: [{ id: level, type: ['RubricCriterionLevel'], name: 'Bookworm', level: '3' }],
          },
        ],
      },
      subject: {
        result: [
          { type: ['Result'], resultDescription: books, achievedLevel: level, value: '12', status: 'Completed' },
          { type: ['Result'], value: '7' },
        ],
      },
    })
    expect(await check(badge)).toMatchObject({
      verdict: 'valid',
      summary: {
        results: [
          { name: 'Books read', value: '12', status: 'Completed', achievedLevel: 'Bookworm' },
          { name: '', value: '7', status: null, achievedLevel: null },
        ],
      },
    })
  })

  it('is cut where a stranger writes without end', async () => {
    const endless = 'x'.repeat(1500)
    const badge = await unsignedCredential()
    Object.assign((badge.credentialSubject as Document).achievement as Document, {
      achievementType: endless,
      alignment: new Array(300).fill({ targetName: endless, targetUrl: 'https://a.example' }),
      inLanguage: endless,
    })
    badge.evidence = new Array(300).fill({ narrative: endless.slice(0, 300), genre: endless.slice(0, 1200) })
    const { summary } = await check(badge)
    expect(summary?.alignments).toHaveLength(100)
    expect(summary?.evidenceDetails).toHaveLength(100)
  })
})

describe('the strict schema', () => {
  it('is a note where a document is written more loosely, and names the place', async () => {
    const plain = await check(await signed(await unsignedCredential()))
    expect(plain.schema).toEqual([{ name: 'schema', outcome: 'passed', code: 'ok', details: {} }])
    const loose = await credential({ achievement: { type: 'Achievement' } })
    expect(await check(loose)).toMatchObject({
      verdict: 'valid',
      schema: [{ outcome: 'warned', code: 'schema_differs', details: { field: 'credentialSubject.achievement.type' } }],
    })
  })

  it('fails a document that names it as its own', async () => {
    const named = (id: string) => ({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      credentialSchema: [{ id, type: '1EdTechJsonSchemaValidator2019' }],
    })
    const strict = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'
    const loose = { achievement: { type: 'Achievement' } }
    expect(await check(await credential({ whole: named(strict) }))).toMatchObject({
      verdict: 'valid',
      schema: [{ outcome: 'passed' }],
    })
    expect(await check(await credential({ ...loose, whole: named(strict) }))).toMatchObject({
      verdict: 'invalid',
      schema: [{ outcome: 'failed', code: 'schema_differs' }],
    })
    expect(await check(await credential({ whole: named('https://other.example/schema.json') }))).toMatchObject({
      verdict: 'valid',
      schema: [{ outcome: 'warned', code: 'schema_unknown' }],
    })
  })
})

describe('what a 2.0 badge says beside itself', () => {
  const alignment = { targetName: 'Reading', targetUrl: 'https://frameworks.example/reading', targetCode: 'R.1' }
  const geo = {
    '@context': 'https://w3id.org/openbadges/extensions/geoCoordinatesExtension/context.json',
    type: ['Extension', 'extensions:GeoCoordinates'],
    description: 'The library',
    geo: { latitude: 59.9, longitude: 10.7 },
  }

  it('is its alignments, language, evidence and extensions in plain words', async () => {
    const badge = { ...(await hostedAssertion()), evidence: [{ id: 'https://example.org/talk', genre: 'Film' }] }
    const found = await check(badge, {
      [assertionUrl]: badge,
      [badgeUrl]: { ...hostedBadge(), '@language': 'nb', alignment: [alignment], 'schema:location': geo },
    })
    expect(found).toMatchObject({
      verdict: 'valid',
      summary: {
        language: 'nb',
        alignments: [{ name: 'Reading', url: 'https://frameworks.example/reading', framework: null, code: 'R.1' }],
        evidenceDetails: [{ url: 'https://example.org/talk', genre: 'Film' }],
        extensions: [{ type: 'Geo Coordinates', text: 'description: The library\nlatitude: 59.9\nlongitude: 10.7' }],
      },
    })
    expect(found.schema).toEqual([])
  })

  it('an extension that is not what its own schema asks for gets a note, and spoils nothing', async () => {
    const web = { [badgeUrl]: { ...hostedBadge(), location: { ...geo, geo: { latitude: 'north' } } } }
    expect(await check(await hostedAssertion(), web)).toMatchObject({
      verdict: 'valid',
      schema: [{ outcome: 'warned', code: 'schema_differs' }],
    })
  })
})
