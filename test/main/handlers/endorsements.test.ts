import Ajv from 'ajv/dist/2019'
import { describe, expect, it } from 'vitest'
import { readAchievement } from '../../../src/core/contract/achievement'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { fixtureJson } from '../../support/openbadges'

const subjectId = 'https://badges.example.org/badges/m5n2c7xq4wz3hj6ktb2rvydlfa/v1.achievement.json'
const asked = { subjectId, subjectName: 'Reading Star', comment: 'We know it and stand by it.' }

async function endorser(app: TestApp, baseUrl: string | null) {
  const { client } = app
  const issuer = await client.issuers.save({
    name: 'Council',
    email: 'hello@council.example',
    url: 'https://council.example/',
  })
  await client.issuers.setHosting({ id: issuer.id, baseUrl })
  return issuer.id
}

describe('endorsing another’s badge', () => {
  it.each([
    ['without a hosting address, by a key that is its own name', null, /^did:key:z6Mk/],
    [
      'on a site, by the issuer of that site',
      'https://council.example/badges',
      /^did:web:council\.example:badges:issuers:/,
    ],
  ])('signs a credential %s', async (_, baseUrl, did) => {
    const app = await temporaryApp()
    const issuerId = await endorser(app, baseUrl)
    const { id } = await app.client.endorsements.make({ issuerId, ...asked })
    const { document, fileName } = await app.client.endorsements.read({ id })
    expect(fileName).toBe('Endorsement - Reading Star.json')
    const credential = JSON.parse(document) as { issuer: { id: string } }
    expect(credential).toMatchObject({
      id: expect.stringMatching(/^urn:uuid:/) as unknown,
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: { type: ['Profile'], name: 'Council' },
      credentialSubject: { id: subjectId, type: ['EndorsementSubject'], endorsementComment: asked.comment },
      proof: [{ cryptosuite: 'eddsa-rdfc-2022' }],
    })
    expect(credential.issuer.id).toMatch(did)
    const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(
      fixtureJson('schemas/endorsementcredential.json'),
    )
    expect(validate(credential), JSON.stringify(validate.errors)).toBe(true)
  })

  it('lists what was made, newest first, of one issuer or of all', async () => {
    const app = await temporaryApp()
    const issuerId = await endorser(app, null)
    const other = await app.client.issuers.save({ name: 'Other', email: 'a@o.example', url: 'https://o.example' })
    const first = await app.client.endorsements.make({ issuerId, ...asked })
    app.time.set('2026-06-21T13:05:09Z')
    const second = await app.client.endorsements.make({ issuerId: other.id, ...asked, subjectId: 'urn:uuid:1' })
    await app.reopen()
    expect((await app.client.endorsements.list({})).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(await app.client.endorsements.list({ issuerId })).toEqual([
      { id: first.id, issuerId, issuerName: 'Council', ...asked, madeAt: '2026-06-20T13:05:09Z' },
    ])
  })

  it('is believed where the other states it in its badge', async () => {
    const [ours, theirs] = [await temporaryApp(), await temporaryApp()]
    const badge = await readyBadge(theirs)
    const endorsedId = `https://badges.example.org/badges/${badge.token}/v1.achievement.json`
    const issuerId = await endorser(ours, null)
    const { id } = await ours.client.endorsements.make({ issuerId, ...asked, subjectId: endorsedId })
    const { document } = await ours.client.endorsements.read({ id })
    const achievement = { ...readAchievement('{}'), endorsements: [{ format: '3.0' as const, text: document }] }
    await theirs.client.badges.save({ id: badge.id, details: { achievement } })
    const people = [{ name: 'Ada', email: 'ada@example.org' }]
    const { awarded } = await resultOf(theirs.client.awards.create({ badgeId: badge.id, people }))
    const { fileName, png } = await theirs.client.awards.bake({ id: awarded[0]!.awardId })
    const [result] = await theirs.client.verification.check({ files: [{ name: fileName, bytes: png }] })
    expect(result).toMatchObject({ verdict: 'valid' })
    expect(result!.checks.filter(({ name }) => name === 'endorsement')).toEqual([
      expect.objectContaining({ outcome: 'passed' }),
    ])
  })

  it('is refused for what is no id, and for an issuer that is not there', async () => {
    const app = await temporaryApp()
    const issuerId = await endorser(app, null)
    for (const wrong of ['Reading Star', 'javascript:alert(1)', 'https://', 'https://a.example/a b'])
      await expect(app.client.endorsements.make({ issuerId, ...asked, subjectId: wrong })).rejects.toMatchObject({
        code: 'invalid_input',
        data: { field: 'subjectId' },
      })
    const nobody = '01980000-0000-7000-8000-000000000000'
    await expect(app.client.endorsements.make({ issuerId: nobody, ...asked })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(app.client.endorsements.read({ id: nobody })).rejects.toMatchObject({ code: 'not_found' })
  })
})
