import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unbake } from '../../../src/main/baking/unbake'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }

describe('awarding', () => {
  it('stores an award with both documents, each naming the same address by its hash only', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app, { suspendable: true })
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const award = await app.client.awards.read({ id: awarded[0]!.awardId })
    const assertion = JSON.parse(award.assertion!) as { recipient: { identity: string } }
    const credential = JSON.parse(award.credential!) as {
      credentialSubject: { identifier: { identityHash: string }[] }
      credentialStatus: { statusListIndex: string; statusPurpose: string }[]
    }
    expect(assertion.recipient.identity).toBe(credential.credentialSubject.identifier[0]!.identityHash)
    expect(`${award.assertion}${award.credential}`).not.toMatch(/\bada\b|lovelace/i)
    expect(credential.credentialStatus.map(({ statusPurpose }) => statusPurpose)).toEqual(['revocation', 'suspension'])
    for (const entry of credential.credentialStatus) expect(Number(entry.statusListIndex)).toBeLessThan(131_072)
    expect(award).toMatchObject({ state: 'awarded', withdrawable: true, unpublished: true, personName: 'Ada Lovelace' })
    expect(award.publicPage).toBe(
      `https://badges.example.org/assertions/${award.token.slice(0, 2)}/${award.token}.html`,
    )
  })

  it('row 68: refuses the same badge twice for one person and says why', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const again = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo, bo] }))
    expect(again.awarded.map((row) => row.row)).toEqual([2])
    expect(again.skipped).toEqual([
      { row: 1, reason: 'already_has_it' },
      { row: 3, reason: 'repeated' },
    ])
  })

  it('row 68: gives two calls at the same time one award', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const person = await app.client.people.save(ada)
    const create = () => resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ personId: person.id }] }))
    const results = await Promise.all([create(), create(), create()])
    expect(results.flatMap((result) => result.awarded)).toHaveLength(1)
    expect(results.flatMap((result) => result.skipped.map((row) => row.reason))).toEqual([
      'already_has_it',
      'already_has_it',
    ])
  })

  it('row 31: keeps two people of one address apart', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const family = [ada, { name: 'Byron Lovelace', email: 'ada@example.org' }]
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: family }))
    expect(new Set(awarded.map((row) => row.personId)).size).toBe(2)
  })

  it('row 75: keeps what was awarded before a cancel, and going on awards only the rest', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const people = Array.from({ length: 300 }, (_, index) => ({
      name: `Person ${index}`,
      email: `p${index}@example.org`,
    }))
    const abort = new AbortController()
    const stream = await app.client.awards.create({ badgeId: badge.id, people }, { signal: abort.signal })
    await stream.next()
    abort.abort()
    await stream.next().catch(() => undefined)
    const before = (await app.client.awards.list({ limit: 500 })).total
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(300)
    const rest = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    expect(rest.awarded).toHaveLength(300 - before)
    expect(rest.skipped.every((row) => row.reason === 'already_has_it')).toBe(true)
    expect((await app.client.awards.list({ limit: 500 })).total).toBe(300)
  })

  it('row 72: keeps several badges for one address', async () => {
    const app = await temporaryApp()
    const [reading, swimming] = [await readyBadge(app), await readyBadge(app, { name: 'Swimmer' })]
    for (const badge of [reading, swimming])
      await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const { rows } = await app.client.awards.list({ query: 'ada@example.org' })
    expect(rows.map((row) => row.badgeName).sort()).toEqual(['Reading Star', 'Swimmer'])
    expect(new Set(rows.map((row) => row.personId)).size).toBe(1)
  })

  it('row 74: passes over somebody who is not in the library, with the reason, and goes on', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const people = [{ personId: '01980000-0000-7000-8000-000000000000' }, ada]
    const { awarded, skipped } = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    expect(skipped).toEqual([{ row: 1, reason: 'unknown_person' }])
    expect(awarded.map((row) => row.row)).toEqual([2])
    await expect(
      resultOf(app.client.awards.create({ badgeId: '01980000-0000-7000-8000-000000000000', people })),
    ).rejects.toMatchObject({ code: 'not_found', data: { field: 'badgeId' } })
  })

  it('row 82: gives every award a status entry of its own, withdrawn ones included', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app, { suspendable: true })
    const people = Array.from({ length: 200 }, (_, index) => ({
      name: `Person ${index}`,
      email: `p${index}@example.org`,
    }))
    const first = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    await app.client.awards.withdraw({ ids: first.awarded.map((row) => row.awardId) })
    await app.reopen()
    const second = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    const entries = new Set<string>()
    for (const { awardId } of [...first.awarded, ...second.awarded]) {
      const { credential } = await app.client.awards.read({ id: awardId })
      const { credentialStatus } = JSON.parse(credential!) as { credentialStatus: { id: string }[] }
      for (const { id } of credentialStatus) entries.add(id)
    }
    expect(entries.size).toBe(800)
  })

  it('row 34: refuses years that cannot be meant and warns of days to come', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const create = (awardedAt: string) =>
      resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada], awardedAt }))
    await expect(create('1492-01-01T00:00:00Z')).rejects.toMatchObject({
      code: 'invalid_input',
      data: { field: 'awardedAt' },
    })
    await expect(create('2201-01-01T00:00:00Z')).rejects.toMatchObject({ code: 'invalid_input' })
    const findings = await app.client.awards.preflight({
      badgeId: badge.id,
      people: [ada],
      awardedAt: '2027-01-01T00:00:00Z',
    })
    expect(findings).toContainEqual(expect.objectContaining({ level: 'warn', code: 'date_in_future' }))
  })

  it('row 35: refuses an end that is not after the award', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const awardedAt = '2026-06-20T13:05:09Z'
    await expect(
      resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada], awardedAt, expiresAt: awardedAt })),
    ).rejects.toMatchObject({ code: 'invalid_input', data: { field: 'expiresAt' } })
  })

  it('asks for the hosting address before the first bake, and for what a badge lacks', async () => {
    const app = await temporaryApp()
    const issuer = await app.client.issuers.save({
      name: 'Club',
      email: 'club@example.org',
      url: 'https://example.org',
    })
    const draft = await app.client.badges.create({ details: { name: 'Draft' }, issuerId: issuer.id })
    await expect(resultOf(app.client.awards.create({ badgeId: draft.id, people: [ada] }))).rejects.toMatchObject({
      code: 'conflict',
      data: { reason: 'incomplete' },
    })
    const findings = await app.client.awards.preflight({ badgeId: draft.id, people: [] })
    expect(findings.filter((it) => it.level === 'block').map((it) => it.code)).toContain('hosting_undecided')
  })

  it('makes a badge without a hosting address out to a key of its own: 3.0 only, no status entry', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app, { baseUrl: null })
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const award = await app.client.awards.read({ id: awarded[0]!.awardId })
    expect(award.assertion).toBeNull()
    const credential = JSON.parse(award.credential!) as { issuer: { id: string }; credentialStatus?: unknown }
    expect(credential.issuer.id).toMatch(/^did:key:z6Mk/)
    expect(credential.credentialStatus).toBeUndefined()
    expect(award.publicPage).toBeNull()
  })

  it('makes a badge out to a name where somebody has no address (3.0 knows names, 2.0 does not)', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Walk In' }] }))
    const award = await app.client.awards.read({ id: awarded[0]!.awardId })
    expect(award.assertion).toBeNull()
    expect(award.credential).toContain('"identityType": "name"')
    expect(award.credential).not.toContain('Walk In')
  })

  it('locks the version with its first award and keeps what old awards say', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const change = { id: badge.id, details: { description: 'Eleven books.' } }
    await expect(app.client.badges.save(change)).rejects.toMatchObject({ code: 'locked' })
    await app.client.badges.save({ ...change, asNewVersion: true })
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo] }))
    const { rows } = await app.client.awards.list({})
    const documents = await Promise.all(rows.map((row) => app.client.awards.read({ id: row.id })))
    expect(documents.find((it) => it.personName === 'Ada Lovelace')!.credential).toContain('Ten books in a summer.')
    expect(documents.find((it) => it.personName === 'Bo Ek')!.credential).toContain('Eleven books.')
  })
})

describe('taking back and revoking', () => {
  it('withdraws until the file leaves, then only revokes', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    const [one, other] = awarded.map((row) => row.awardId) as [string, string]
    expect(await app.client.awards.revoke({ ids: [one], reason: 'x' })).toEqual({ revoked: [], refused: [one] })
    expect(await app.client.awards.withdraw({ ids: [one] })).toEqual({ withdrawn: [one], refused: [] })
    await app.client.awards.bake({ id: other })
    expect(await app.client.awards.withdraw({ ids: [other] })).toEqual({ withdrawn: [], refused: [other] })
    expect(await app.client.awards.revoke({ ids: [other], reason: 'Wrong person' })).toEqual({
      revoked: [other],
      refused: [],
    })
    await expect(app.client.awards.bake({ id: one })).rejects.toMatchObject({ code: 'conflict' })
    const again = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    expect(again.awarded).toHaveLength(2)
  })

  it('row 78: refuses to revoke without a reason', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    await expect(app.client.awards.revoke({ ids: [awarded[0]!.awardId], reason: '  ' })).rejects.toMatchObject({
      code: 'invalid_input',
      data: { field: 'reason' },
    })
  })

  it('row 80: shows a revocation that is not public yet', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const [site] = await app.client.publishing.sites()
    await resultOf(app.client.publishing.run({ siteId: site!.id }))
    await app.client.awards.revoke({ ids: [awarded[0]!.awardId], reason: 'Wrong person' })
    expect(await app.client.awards.read({ id: awarded[0]!.awardId })).toMatchObject({
      state: 'revoked',
      unpublished: true,
    })
    await resultOf(app.client.publishing.run({ siteId: site!.id }))
    expect(await app.client.awards.read({ id: awarded[0]!.awardId })).toMatchObject({
      state: 'revoked',
      unpublished: false,
    })
  })
})

describe('handing out', () => {
  it('writes baked PNGs that hold the documents as issued, the same bytes each time', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    const ids = awarded.map((row) => row.awardId)
    const { files, folder } = await resultOf(app.client.awards.export({ ids, as: 'folder' }))
    expect(files).toHaveLength(2)
    const award = await app.client.awards.read({ id: ids[0]! })
    const bytes = readFileSync(join(folder, files[0]!))
    expect(unbake(bytes).payloads.map((payload) => payload.text)).toEqual(
      expect.arrayContaining([award.assertion, award.credential]),
    )
    expect(Buffer.from((await app.client.awards.bake({ id: ids[0]! })).png, 'base64').equals(bytes)).toBe(true)
    expect(award).toMatchObject({ state: 'handed_out', withdrawable: false })
    const again = await resultOf(app.client.awards.export({ ids, as: 'folder' }))
    expect(readdirSync(folder).sort()).toEqual([...again.files].sort())
  })

  it('row 115: passes over people without an address when it makes drafts, and says so', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const people = [ada, { name: 'Walk In' }, { name: 'Byron Lovelace', email: 'Ada@example.org' }]
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    const ids = awarded.map((row) => row.awardId)
    const { files, skipped, folder } = await resultOf(app.client.awards.export({ ids, as: 'drafts' }))
    expect(skipped).toEqual([{ awardId: ids[1], reason: 'no_address' }])
    expect(files).toHaveLength(1)
    const draft = readFileSync(join(folder, files[0]!), 'latin1')
    expect(draft).toContain('X-Unsent: 1')
    expect(draft.match(/Content-Type: image\/png/g)).toHaveLength(2)
    const zip = await resultOf(app.client.awards.export({ ids, as: 'zip' }))
    expect(zip.files).toHaveLength(1)
    expect(zip.skipped).toEqual([])
  })

  it('lists what is to be handed out with the words for each person', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded, batchId } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    await app.client.awards.markHandedOut({ ids: [awarded[0]!.awardId], how: 'handed_over' })
    const { rows } = await app.client.awards.handOutList({ batchId, pendingOnly: true })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ personName: 'Bo Ek', subject: 'Your badge: Reading Star', handedOutAt: null })
    expect(rows[0]!.message).toContain('Hello Bo Ek')
    expect(rows[0]!.message).toMatch(/https:\/\/badges\.example\.org\/assertions\/..\/.{26}\.html/)
  })
})
