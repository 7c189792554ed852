import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { achievementDetails } from '../../../src/core/contract/achievement'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const codes = async (app: TestApp, badgeId: string, more: object = {}) =>
  (await app.client.awards.preflight({ badgeId, people: [ada], ...more })).map(({ code }) => code)
const nothing = achievementDetails.parse({})

it('finds nothing to mend in an ordinary award, in any format', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  for (const formats of ['both', '2.0', '3.0'] as const)
    for (const assertionProof of ['hosted', 'signed'] as const)
      for (const credentialProof of ['data_integrity', 'jwt'] as const) {
        const issuance = { formats, assertionProof, credentialProof }
        expect(await codes(app, id, { issuance }), JSON.stringify(issuance)).toEqual(['hosting_set', 'ready'])
      }
})

it('row 34: tells that a day to come is refused until then, once', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  expect(await codes(app, id, { awardedAt: '2027-01-01T00:00:00Z' })).toEqual([
    'hosting_set',
    'date_in_future',
    'ready',
  ])
})

it('row 35: blocks a badge that would end before it is awarded, and leads to the day', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  await app.client.badges.save({ id, details: { expiry: { kind: 'date', date: '2026-06-20' } } })
  app.time.set('2026-06-25T00:00:00Z')
  expect(await app.client.awards.preflight({ badgeId: id, people: [ada] })).toContainEqual({
    level: 'block',
    code: 'expires_before',
    repair: 'edit_badge',
    field: 'expiry',
  })
})

it('row 45: mends blank criteria and a blank picture text at a click each', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await app.client.badges.save({ id: badge.id, details: { criteria: '', altText: '' } })
  expect(await codes(app, badge.id)).toEqual(['criteria_missing', 'alt_text_missing', 'hosting_set'])
  await app.client.awards.repair({ badgeId: badge.id, repair: 'write_criteria_from_description' })
  await app.client.awards.repair({ badgeId: badge.id, repair: 'fill_alt_text' })
  const { details } = await app.client.badges.read({ id: badge.id })
  expect(details).toMatchObject({ criteria: badge.details.description, altText: badge.details.name })
  expect(await codes(app, badge.id)).toEqual(['hosting_set', 'ready'])
  await expect(app.client.awards.repair({ badgeId: badge.id, repair: 'fill_alt_text' })).rejects.toMatchObject({
    code: 'conflict',
    data: { reason: 'nothing_to_repair' },
  })
})

it('row 46: takes links that lead nowhere out of the criteria, in a new version where the badge was awarded', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await app.client.badges.save({ id: badge.id, details: { criteria: 'Read [this](ftp://example.org/a).' } })
  await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
  expect(await codes(app, badge.id)).toContain('criteria_link_unsafe')
  expect(await app.client.awards.repair({ badgeId: badge.id, repair: 'unlink_criteria' })).toEqual({
    badgeId: badge.id,
    version: 2,
  })
  expect((await app.client.badges.read({ id: badge.id })).details.criteria).toBe('Read this.')
  expect(await codes(app, badge.id)).not.toContain('criteria_link_unsafe')
})

it('mends addresses: https for the site, plain signs for alignments', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const [issuer] = await app.client.issuers.list()
  await app.client.issuers.save({ ...issuer!, url: 'http://library.example/Ödegård' })
  const alignments = [{ targetName: 'Reading', targetUrl: 'https://example.org/a b' }]
  await app.client.badges.save({ id: badge.id, details: { achievement: achievementDetails.parse({ alignments }) } })
  expect(await codes(app, badge.id)).toEqual(expect.arrayContaining(['address_malformed', 'issuer_url_insecure']))
  await app.client.awards.repair({ badgeId: badge.id, repair: 'https_url' })
  await app.client.awards.repair({ badgeId: badge.id, repair: 'plain_addresses' })
  expect(await codes(app, badge.id)).toEqual(['hosting_set', 'ready'])
  expect((await app.client.issuers.list())[0]!.url).toBe('https://library.example/%C3%96deg%C3%A5rd')
})

it('warns of an endorsement of something else and takes it out', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const about = (id: string) =>
    JSON.stringify({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: 'urn:uuid:7d444840-9dc0-41d1-b245-5ffdce74fad2',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: { id: 'did:web:council.example', type: ['Profile'], name: 'Council' },
      validFrom: '2026-05-01T00:00:00Z',
      credentialSubject: { id, type: ['EndorsementSubject'], endorsementComment: 'Good.' },
      proof: { type: 'DataIntegrityProof' },
    })
  const own = {
    format: '3.0' as const,
    text: about(`https://badges.example.org/badges/${badge.token}/v1.achievement.json`),
  }
  const other = { format: '3.0' as const, text: about('https://badges.example.org/badges/x/v1.achievement.json') }
  await app.client.badges.save({ id: badge.id, details: { achievement: { ...nothing, endorsements: [own, other] } } })
  expect(await codes(app, badge.id)).toContain('endorsement_of_other')
  await app.client.awards.repair({ badgeId: badge.id, repair: 'drop_foreign_endorsements' })
  expect((await app.client.badges.read({ id: badge.id })).details.achievement.endorsements).toEqual([own])
})

it('says all that a badge and an award can say, and finds nothing wrong with it', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  const achievement = achievementDetails.parse({
    achievementType: 'Course',
    language: 'en',
    humanCode: 'FA-101',
    fieldOfStudy: 'Health',
    specialization: 'First aid',
    creditsAvailable: 2,
    alignments: [{ targetName: 'Helping', targetUrl: 'https://example.org/a', targetFramework: 'County' }],
    related: [{ id: 'https://example.org/b.json', language: 'de', version: '2' }],
    resultDescriptions: [
      { key: 'r1', name: 'Points', resultType: 'RawScore', valueMin: '0', valueMax: '10' },
      {
        key: 'r2',
        name: 'Level',
        resultType: 'RubricScore',
        levels: [{ key: 'l1', name: 'Good' }],
        requiredLevel: 'l1',
      },
    ],
    extensions: [{ name: 'ApplyLink', value: { url: 'https://example.org/apply' } }],
  })
  await app.client.badges.save({ id, details: { achievement } })
  const results = [
    { result: 'r1', value: '9' },
    { result: 'r2', level: 'l1' },
  ]
  const subject = { role: 'Helper', term: 'Spring', licenseNumber: '7', creditsEarned: 2, results }
  const said = { narrative: 'Well done', evidence: [{ url: 'https://example.org/a b', genre: 'Photo' }], subject }
  expect(await codes(app, id, said)).toEqual(['hosting_set', 'ready'])
  const lost = { subject: { ...subject, results: [{ result: 'r9', value: '1' }] } }
  expect(await app.client.awards.preflight({ badgeId: id, people: [ada], ...lost })).toContainEqual(
    expect.objectContaining({ level: 'block', code: 'credential_refused', at: 'subject' }),
  )
})

it('brings an archived badge back', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  await app.client.badges.archive({ id })
  expect(await codes(app, id)).toContain('badge_archived')
  await app.client.awards.repair({ badgeId: id, repair: 'unarchive' })
  expect(await codes(app, id)).toEqual(['hosting_set', 'ready'])
})

it('row 98: warns of a hosting address that checkers on the web refuse', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app, { baseUrl: 'https://badges.example.org:8443' })
  expect(await codes(app, id, { issuance: { formats: '2.0' } })).toContain('hosting_host_refused')
  expect(await codes(app, id, { issuance: { formats: '3.0' } })).not.toContain('hosting_host_refused')
})

it('row 24: names the rows of addresses with capitals, and of people whom OB 2.0 alone cannot name', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  const people = [ada, { name: 'Bo', email: 'Bo.Smith@example.org' }, { name: 'Cy', email: null }]
  const findings = await app.client.awards.preflight({ badgeId: id, people, issuance: { formats: '2.0' } })
  expect(findings).toContainEqual(expect.objectContaining({ code: 'address_capitals', count: 1, rows: [2] }))
  expect(findings).toContainEqual(expect.objectContaining({ code: 'people_passed_over', count: 1, rows: [3] }))
  expect(await codes(app, id, { people })).toContain('people_without_address')
})

it('row 12: weighs picture and documents together, and tells of more than 262,144 bytes', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  const narrative = 'n'.repeat(5000)
  const evidence = Array.from({ length: 20 }, () => ({ narrative, description: narrative, name: 'e' }))
  expect(await codes(app, id, { evidence })).toContain('too_large')
})

it('row 119: blocks where the file of the key that would sign is gone, and leads to the keys', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  await resultOf(app.client.awards.create({ badgeId: id, people: [{ name: 'Bo Ek', email: 'bo@example.org' }] }))
  rmSync(join(app.library, 'keys'), { recursive: true })
  expect(await app.client.awards.preflight({ badgeId: id, people: [ada] })).toEqual([
    { level: 'block', code: 'key_missing', repair: 'open_keys' },
    { level: 'ok', code: 'hosting_set', repair: null },
  ])
  // Another way of issuing signs with another key, which is made.
  expect(await codes(app, id, { issuance: { formats: '3.0', credentialProof: 'jwt' } })).toEqual([
    'hosting_set',
    'ready',
  ])
  const [issuer] = await app.client.keys.list()
  await app.client.keys.retire({ id: issuer!.keys[0]!.id, reason: 'lost' })
  expect(await codes(app, id)).toEqual(['hosting_set', 'ready'])
})
