import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readSubject } from '../../../src/core/contract/achievement'
import { unbake } from '../../../src/main/baking/unbake'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { endorsementOf, everyDetail, everySubject } from '../../support/every-field'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const vector =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="60" height="40" fill="#123"/></svg>'

type Issuance = NonNullable<Parameters<TestApp['client']['awards']['create']>[0]['issuance']>

async function awardIn(app: TestApp, badgeId: string, more: object = {}) {
  const { awarded } = await resultOf(app.client.awards.create({ badgeId, people: [ada], ...more }))
  return app.client.awards.read({ id: awarded[0]!.awardId })
}

/** What a file of this library is found to be, with nothing asked of any network. */
async function verdictOf(app: TestApp, name: string, bytes: Uint8Array) {
  const [result] = await app.client.verification.check({
    files: [{ name, bytes: Buffer.from(bytes).toString('base64') }],
  })
  return result
}

describe('ways of issuing', () => {
  const ways: [Issuance, assertion: 'json' | 'jws' | null, credential: 'json' | 'jwt' | null][] = [
    [{}, 'json', 'json'],
    [{ formats: '2.0' }, 'json', null],
    [{ formats: '2.0', assertionProof: 'signed' }, 'jws', null],
    [{ formats: '3.0' }, null, 'json'],
    [{ formats: '3.0', credentialProof: 'jwt' }, null, 'jwt'],
    [{ assertionProof: 'signed', credentialProof: 'jwt' }, 'jws', 'jwt'],
    [{ assertionProof: 'signed' }, 'jws', 'json'],
    [{ credentialProof: 'jwt' }, 'json', 'jwt'],
  ]
  const kind = (text: string | null, compact: string) =>
    text === null ? null : text.startsWith('{') ? 'json' : compact

  it.each(ways)('%j for one award, whatever the issuer’s own is', async (issuance, assertion, credential) => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const award = await awardIn(app, badge.id, { issuance })
    expect([kind(award.assertion, 'jws'), kind(award.credential, 'jwt')]).toEqual([assertion, credential])
    const { fileName, png } = await app.client.awards.bake({ id: award.id })
    expect(await verdictOf(app, fileName, Buffer.from(png, 'base64'))).toMatchObject({ verdict: 'valid' })
  })

  it.each(ways)('%j where the issuer chose it', async (issuance, assertion, credential) => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const [issuer] = await app.client.issuers.list()
    await app.client.issuers.save({ ...issuer!, ...issuance })
    const award = await awardIn(app, badge.id)
    expect([kind(award.assertion, 'jws'), kind(award.credential, 'jwt')]).toEqual([assertion, credential])
  })

  it.each(['data_integrity', 'jwt'] as const)('without a hosting address only 3.0, by %s', async (credentialProof) => {
    const app = await temporaryApp()
    const badge = await readyBadge(app, { baseUrl: null })
    const award = await awardIn(app, badge.id, {
      issuance: { formats: '2.0', assertionProof: 'signed', credentialProof },
    })
    expect(award.assertion).toBeNull()
    const { fileName, png } = await app.client.awards.bake({ id: award.id })
    expect(await verdictOf(app, fileName, Buffer.from(png, 'base64'))).toMatchObject({
      verdict: 'valid',
      format: '3.0',
    })
  })

  it('says everything of the badge and of the award, and keeps it', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    await app.client.badges.save({ id, details: { achievement: everyDetail } })
    const award = await awardIn(app, id, { subject: everySubject })
    expect(award.subject).toEqual(everySubject)
    expect(JSON.parse(award.credential ?? '')).toMatchObject({
      credentialSubject: { role: 'Reader', result: [{}, {}], achievement: { achievementType: 'ext:ReadingAward' } },
    })
    const { fileName, png } = await app.client.awards.bake({ id: award.id })
    expect(await verdictOf(app, fileName, Buffer.from(png, 'base64'))).toMatchObject({ verdict: 'valid' })
  })

  it('takes fields that were left empty for nothing said, so that the documents are kept in the journal too', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const award = await awardIn(app, id, { subject: readSubject('{}') })
    const db = new Database(join(app.library, 'library.db'), { readonly: true })
    onTestFinished(() => void db.close())
    expect(db.prepare('SELECT subject FROM award WHERE id = ?').pluck().get(award.id)).toBe('{}')
  })

  it('notes the key of the credential, and that of a signed assertion beside it', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const kinds = async (issuance: Issuance, name: string) => {
      const people = [{ name, email: `${name}@example.org` }]
      const { awarded } = await resultOf(app.client.awards.create({ badgeId: id, people, issuance }))
      const db = new Database(join(app.library, 'library.db'), { readonly: true })
      try {
        return db
          .prepare(
            `SELECT credential_key.kind AS credential, assertion_key.kind AS assertion FROM award
             LEFT JOIN signing_key AS credential_key ON credential_key.id = award.key_id
             LEFT JOIN signing_key AS assertion_key ON assertion_key.id = award.assertion_key_id WHERE award.id = ?`,
          )
          .get(awarded[0]!.awardId)
      } finally {
        db.close()
      }
    }
    expect(await kinds({}, 'a')).toEqual({ credential: 'ed25519', assertion: null })
    expect(await kinds({ assertionProof: 'signed' }, 'b')).toEqual({ credential: 'ed25519', assertion: 'rsa' })
    expect(await kinds({ assertionProof: 'signed', credentialProof: 'jwt' }, 'c')).toEqual({
      credential: 'p256',
      assertion: 'rsa',
    })
    expect(await kinds({ formats: '2.0', assertionProof: 'signed' }, 'd')).toEqual({
      credential: 'rsa',
      assertion: 'rsa',
    })
  })

  it('row 2: a 3.0 chunk holds JSON with its proof, or a JWS', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    for (const [at, credentialProof] of (['data_integrity', 'jwt'] as const).entries()) {
      const people = [{ name: `Person ${at}`, email: `p${at}@example.org` }]
      const issuance = { formats: '3.0', credentialProof } as const
      const { awarded } = await resultOf(app.client.awards.create({ badgeId: id, people, issuance }))
      const award = await app.client.awards.read({ id: awarded[0]!.awardId })
      const { png } = await app.client.awards.bake({ id: award.id })
      const [payload, ...more] = unbake(Buffer.from(png, 'base64')).payloads
      expect(more).toEqual([])
      expect(payload).toMatchObject({ keyword: 'openbadgecredential', text: award.credential })
      expect(award.credential).toMatch(credentialProof === 'jwt' ? /^[\w-]+\.[\w-]+\.[\w-]+$/ : /^\{[^]*"proofValue"/)
    }
  })

  it('awards nobody where a result is stated that the badge does not describe', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    await expect(awardIn(app, id, { subject: everySubject })).rejects.toMatchObject({
      code: 'invalid_input',
      data: { field: 'subject', reason: 'unknown_result' },
    })
    expect((await app.client.awards.list({})).total).toBe(0)
  })
})

describe('what others said', () => {
  it('is kept with a badge and an issuer where it is an endorsement, and refused where it is none', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const [issuer] = await app.client.issuers.list()
    const endorsements = [{ format: '3.0' as const, text: await endorsementOf('https://badges.example.org/x') }]
    await app.client.issuers.save({ ...issuer!, endorsements })
    await app.client.badges.save({ id, details: { achievement: { ...everyDetail, endorsements } } })
    const award = await awardIn(app, id)
    const credential = JSON.parse(award.credential ?? '') as { issuer: object }
    expect(credential).toMatchObject({
      issuer: { endorsement: [{}] },
      credentialSubject: { achievement: { endorsement: [{}] } },
    })

    const none = [{ format: '2.0' as const, text: '{"type":"Assertion"}' }]
    const refusal = { code: 'invalid_input', data: { field: 'endorsements', reason: 'not_an_endorsement' } }
    await expect(app.client.issuers.save({ ...issuer!, endorsements: none })).rejects.toMatchObject(refusal)
    const details = { achievement: { ...everyDetail, endorsements: none } }
    await expect(app.client.badges.save({ id, details, asNewVersion: true })).rejects.toMatchObject(refusal)
  })
})

describe('exporting', () => {
  const exported = async (
    app: TestApp,
    id: string,
    fileType: 'png' | 'svg' | 'document',
    as: 'folder' | 'zip' = 'folder',
  ) => {
    const { files } = await resultOf(app.client.awards.export({ ids: [id], as, fileType }))
    return files.map((name) => ({ name, bytes: readFileSync(join(app.folder, 'export', name)) }))
  }

  it('bakes into the SVG of the badge, which is valid as the PNG is', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    await app.client.badges.save({ id, vector })
    const award = await awardIn(app, id)
    const [file, ...more] = await exported(app, award.id, 'svg')
    expect(more).toEqual([])
    expect(file!.name).toMatch(/^Ada Lovelace - Reading Star - \w{8}\.svg$/)
    expect(unbake(file!.bytes).payloads.map(({ keyword }) => keyword)).toEqual(['openbadges', 'openbadgecredential'])
    expect(await verdictOf(app, file!.name, file!.bytes)).toMatchObject({ verdict: 'valid', format: 'both' })
    expect(await app.client.awards.read({ id: award.id })).toMatchObject({ withdrawable: false })
  })

  it('bakes compact texts into SVG as well', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    await app.client.badges.save({ id, vector })
    const award = await awardIn(app, id, { issuance: { assertionProof: 'signed', credentialProof: 'jwt' } })
    const [file] = await exported(app, award.id, 'svg')
    expect(await verdictOf(app, file!.name, file!.bytes)).toMatchObject({ verdict: 'valid', format: 'both' })
  })

  it('refuses an SVG where there is none, in words, and hands nothing out', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const award = await awardIn(app, id)
    await expect(exported(app, award.id, 'svg')).rejects.toMatchObject({
      code: 'conflict',
      data: { reason: 'no_vector' },
    })
    expect(await app.client.awards.read({ id: award.id })).toMatchObject({ withdrawable: true })
  })

  it.each([
    [{}, ['.json', '.ob2.json']],
    [{ formats: '2.0' }, ['.json']],
    [{ formats: '2.0', assertionProof: 'signed' }, ['.jws']],
    [{ assertionProof: 'signed', credentialProof: 'jwt' }, ['.jwt', '.jws']],
    [{ credentialProof: 'jwt' }, ['.jwt', '.json']],
  ] satisfies [Issuance, string[]][])(
    'writes the documents alone of %j as %j, letter for letter',
    async (issuance, endings) => {
      const app = await temporaryApp()
      const { id } = await readyBadge(app)
      const award = await awardIn(app, id, { issuance })
      const files = await exported(app, award.id, 'document')
      expect(files.map(({ name }) => /\w{8}(\..*)$/.exec(name)?.[1])).toEqual(endings)
      const texts = [award.credential, award.assertion].filter((text) => text !== null)
      expect(files.map(({ bytes }) => bytes.toString())).toEqual(texts)
      for (const { name, bytes } of files) expect(await verdictOf(app, name, bytes)).toMatchObject({ verdict: 'valid' })
      expect(await app.client.awards.read({ id: award.id })).toMatchObject({ withdrawable: false })
    },
  )

  it('puts documents into a ZIP', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const award = await awardIn(app, id)
    const [zip] = await exported(app, award.id, 'document', 'zip')
    expect(zip!.bytes.includes('.ob2.json')).toBe(true)
    expect(readdirSync(join(app.folder, 'export'))).toEqual([zip!.name])
  })
})

describe('the SVG of a badge', () => {
  it.each([
    ['a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'svg_unsafe'],
    ['an event', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 'svg_unsafe'],
    [
      'an address',
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/x.png"/></svg>',
      'svg_unsafe',
    ],
    ['a document type', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', 'svg_doctype'],
    ['no SVG', '<html/>', 'xml'],
  ])('is refused with %s', async (_, svg, reason) => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    await expect(app.client.badges.save({ id, vector: svg })).rejects.toMatchObject({
      code: 'unreadable_file',
      data: { reason },
    })
  })

  it('is refused with somebody’s badge in it', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:b="http://openbadges.org"><b:assertion verify="https://x.example"/></svg>`
    await expect(app.client.badges.save({ id, vector: svg })).rejects.toMatchObject({ code: 'already_baked' })
  })
})
