import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }

async function awardedApp(options: { baseUrl?: string | null; formats?: '2.0' } = {}) {
  const { formats, ...hosting } = options
  const app = await temporaryApp()
  const badge = await readyBadge(app, { ...hosting, suspendable: true })
  const [issuer] = await app.client.issuers.list()
  if (formats) await app.client.issuers.save({ ...issuer!, formats })
  const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
  return { app, ids: awarded.map((row) => row.awardId) as [string, string] }
}

describe('putting awards on hold', () => {
  it('notes the time and the reason, and ends with reinstating; both stand in the history', async () => {
    const { app, ids } = await awardedApp()
    const [id, other] = ids
    expect(await app.client.awards.suspend({ ids: [id], reason: 'Fees are due' })).toEqual({
      suspended: [id],
      refused: [],
    })
    expect(await app.client.awards.read({ id })).toMatchObject({
      state: 'suspended',
      suspendedReason: 'Fees are due',
      suspendable: true,
    })
    expect((await app.client.awards.list({ state: 'suspended' })).rows.map((row) => row.id)).toEqual([id])
    expect(await app.client.awards.suspend({ ids, reason: 'Twice' })).toEqual({ suspended: [other], refused: [id] })
    expect(await app.client.awards.reinstate({ ids: [id] })).toEqual({ reinstated: [id], refused: [] })
    const award = await app.client.awards.read({ id })
    expect(award).toMatchObject({ state: 'awarded', suspendedAt: null, suspendedReason: null })
    expect(award.history.map(({ fact, detail }) => [fact, detail])).toEqual([
      ['awarded', ''],
      ['suspended', 'Fees are due'],
      ['reinstated', ''],
    ])
    expect(await app.client.awards.reinstate({ ids: [id] })).toEqual({ reinstated: [], refused: [id] })
  })

  it('keeps the reason, which may tell of a person, out of the journal', async () => {
    const { app, ids } = await awardedApp()
    await app.client.awards.suspend({ ids, reason: 'Fees are due' })
    const journal = readFileSync(join(app.library, 'journal.jsonl'), 'utf8')
    expect(journal).toContain('suspended_at')
    expect(journal).not.toContain('Fees')
  })

  it('revokes for good what is on hold, and then neither holds nor releases it', async () => {
    const { app, ids } = await awardedApp()
    const [id] = ids
    await app.client.awards.bake({ id })
    await app.client.awards.suspend({ ids: [id], reason: 'Fees are due' })
    expect(await app.client.awards.revoke({ ids: [id], reason: 'Left the club' })).toEqual({
      revoked: [id],
      refused: [],
    })
    expect(await app.client.awards.read({ id })).toMatchObject({ state: 'revoked', suspendable: false })
    expect(await app.client.awards.suspend({ ids: [id], reason: 'x' })).toEqual({ suspended: [], refused: [id] })
    expect(await app.client.awards.reinstate({ ids: [id] })).toEqual({ reinstated: [], refused: [id] })
    expect((await app.client.awards.list({ state: 'suspended' })).rows).toEqual([])
  })

  it.each([
    ['no hosting address', { baseUrl: null }],
    ['a 2.0 document only, which knows no suspension', { formats: '2.0' as const }],
  ])('is refused where an award has %s', async (_, options) => {
    const { app, ids } = await awardedApp(options)
    expect(await app.client.awards.read({ id: ids[0] })).toMatchObject({ suspendable: false })
    expect(await app.client.awards.suspend({ ids, reason: 'x' })).toEqual({ suspended: [], refused: ids })
  })

  it('is refused without a reason', async () => {
    const { app, ids } = await awardedApp()
    await expect(app.client.awards.suspend({ ids, reason: ' ' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
