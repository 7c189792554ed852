import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { aDocument, smallPng } from '../../support/badges'
import { failureOf } from '../../support/catalog-calls'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }

async function appWithBadge() {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  return { app, badge, codes: app.client.codes }
}
const awardsIn = async ({ client }: TestApp) => (await client.awards.list({})).rows
const reasonOf = async (call: Promise<unknown>): Promise<unknown[]> => {
  const { code, data } = await failureOf(call)
  return [code, typeof data === 'object' && data !== null && 'reason' in data ? data.reason : undefined]
}

describe('codes.*', () => {
  it('makes a batch whose codes are told once and redeemed however they are typed', async () => {
    const { app, badge, codes } = await appWithBadge()
    const made = await codes.create({ badgeId: badge.id, name: 'Summer fair', kind: 'single', count: 3 })
    expect(made.batch).toMatchObject({ name: 'Summer fair', total: 3, open: 3, claims: 0, badgeName: 'Reading Star' })
    expect(made.codes.map(({ number }) => number)).toEqual([1, 2, 3])
    const typed = made.codes[1]!.code.toUpperCase().replaceAll('-', '  ')
    expect(await codes.find({ code: typed })).toMatchObject({
      what: 'code',
      state: 'open',
      number: 2,
      badgeId: badge.id,
    })
    const claimed = await codes.claim({ code: typed, person: ada })
    expect((await awardsIn(app)).map(({ id, personName }) => [id, personName])).toEqual([
      [claimed.awardId, 'Ada Lovelace'],
    ])
    const { rows, total } = await codes.list({ batchId: made.batch.id })
    expect(total).toBe(3)
    expect(rows.map(({ number, state, claims }) => [number, state, claims[0]?.personName])).toEqual([
      [1, 'open', undefined],
      [2, 'used', 'Ada Lovelace'],
      [3, 'open', undefined],
    ])
    expect((await codes.list({ batchId: made.batch.id, state: 'used' })).rows.map(({ number }) => number)).toEqual([2])
  })

  it('keeps no code in clear, neither in the database nor in the journal', async () => {
    const { app, badge, codes } = await appWithBadge()
    const made = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single', style: 'letters', count: 20 })
    await codes.claim({ code: made.codes[0]!.code, person: ada })
    await app.reopen()
    const files = ['library.db', 'journal.jsonl'].map((name) => readFileSync(join(app.library, name), 'latin1'))
    for (const { code } of made.codes)
      for (const text of files) {
        expect(text).not.toContain(code)
        expect(text.toLowerCase()).not.toContain(code.replace('-', '').toLowerCase())
      }
    expect(await app.client.codes.find({ code: made.codes[1]!.code })).toMatchObject({ number: 2, state: 'open' })
  })

  it('row 61: of two who claim one code at once, one gets the badge and the other reads that it is used', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single' })
    const code = made[0]!.code
    const outcomes = await Promise.allSettled([codes.claim({ code, person: ada }), codes.claim({ code, person: bo })])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.flatMap((it) =>
      it.status === 'rejected' ? [it.reason as { code: string; data: unknown }] : [],
    )
    expect(refused[0]).toMatchObject({ code: 'conflict', data: { reason: 'code_used' } })
    expect(await awardsIn(app)).toHaveLength(1)
  })

  it('row 61: the same person at two windows gets one award of one code', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single' })
    const { id } = await app.client.people.save(ada)
    const claim = () => codes.claim({ code: made[0]!.code, person: { personId: id } })
    const outcomes = await Promise.allSettled([claim(), claim(), claim()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ data: { reason: 'code_used' } })
    expect(await awardsIn(app)).toHaveLength(1)
  })

  it('row 62: a code for many that the same person brings twice gives one award and says that they have it', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { batch, codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'multi', maxUses: 3 })
    const code = made[0]!.code
    await codes.claim({ code, person: ada })
    expect(await reasonOf(codes.claim({ code, person: ada }))).toEqual(['conflict', 'already_has_it'])
    await codes.claim({ code, person: bo })
    expect(await awardsIn(app)).toHaveLength(2)
    expect((await codes.list({ batchId: batch.id })).rows[0]).toMatchObject({ uses: 2, maxUses: 3, state: 'open' })
    await codes.claim({ code, person: { name: 'Cy Young' } })
    expect(await reasonOf(codes.claim({ code, person: { name: 'Di Vine' } }))).toEqual(['conflict', 'code_used'])
  })

  it('row 63: a code that is reserved for another address is refused without a hint of the address', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { codes: made } = await codes.create({
      badgeId: badge.id,
      name: 'A',
      kind: 'reserved',
      reservedFor: ['Ada@Example.org', 'ada@example.org', 'bo@example.org'],
    })
    expect(made.map(({ reservedFor }) => reservedFor)).toEqual(['ada@example.org', 'bo@example.org'])
    const [forAda, forBo] = made.map(({ code }) => code)
    const { id: boId } = await app.client.people.save(bo)
    for (const person of [bo, { personId: boId }, { name: 'Ada Lovelace' }]) {
      const failure = await failureOf(codes.claim({ code: forAda!, person }))
      expect(failure).toMatchObject({ code: 'conflict', data: { reason: 'code_reserved' } })
      expect(JSON.stringify(failure)).not.toContain('ada@')
    }
    expect(JSON.stringify(await codes.find({ code: forAda! }))).not.toContain('@')
    expect(await awardsIn(app)).toEqual([])
    await codes.claim({ code: forAda!, person: { name: 'Ada', email: 'ADA@example.org' } })
    await codes.claim({ code: forBo!, person: { personId: boId } })
    expect(await awardsIn(app)).toHaveLength(2)
  })

  it('forgets for whom a code was reserved with the address itself: erased, or forgotten after its time', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { people, awards } = app.client
    const addresses = [ada.email, bo.email, 'cy@example.org']
    const { batch, codes: made } = await codes.create({
      badgeId: badge.id,
      name: 'A',
      kind: 'reserved',
      reservedFor: addresses,
    })
    const reserved = async () => (await codes.list({ batchId: batch.id })).rows.map((row) => row.reservedFor)
    const first = await codes.claim({ code: made[0]!.code, person: ada })
    const second = await codes.claim({ code: made[1]!.code, person: bo })
    expect(await reserved()).toEqual(addresses)
    // Another address since: the one on the card is theirs all the same.
    await people.save({ id: first.personId, name: ada.name, email: 'new@example.org' })
    await people.erase({ id: first.personId, publicFiles: 'keep' })
    expect(await reserved()).toEqual([null, bo.email, 'cy@example.org'])

    const cy = await people.save({ name: 'Cy Young', email: 'cy@example.org' })
    const { awarded } = await resultOf(
      awards.create({ badgeId: (await readyBadge(app, { name: 'Other' })).id, people: [{ personId: cy.id }] }),
    )
    await awards.markHandedOut({ ids: [second.awardId, awarded[0]!.awardId], how: 'handed_over' })
    app.time.set('2027-06-20T13:05:09Z')
    // A card waits for Cy.
    expect(await resultOf(people.forget({ months: 6 }))).toEqual({ people: 1 })
    expect(await reserved()).toEqual([null, null, 'cy@example.org'])
    await codes.cancel({ ids: [made[2]!.id] })
    expect(await resultOf(people.forget({ months: 6 }))).toEqual({ people: 1 })
    expect(await reserved()).toEqual([null, null, null])
  })

  it('says that a code has expired or was cancelled, and not that there is none', async () => {
    const { app, badge, codes } = await appWithBadge()
    const expiring = await codes.create({
      badgeId: badge.id,
      name: 'A',
      kind: 'single',
      expiresAt: '2026-06-20T14:00:00Z',
    })
    const other = await codes.create({ badgeId: badge.id, name: 'B', kind: 'single', count: 2 })
    expect(await codes.cancel({ ids: other.codes.map(({ id }) => id) })).toEqual({
      cancelled: other.codes.map(({ id }) => id),
    })
    app.time.set('2026-06-20T14:00:00Z')
    const expired = expiring.codes[0]!.code
    const cancelled = other.codes[0]!.code
    expect((await codes.find({ code: expired })).state).toBe('expired')
    expect((await codes.find({ code: cancelled })).state).toBe('cancelled')
    expect(await reasonOf(codes.claim({ code: expired, person: ada }))).toEqual(['conflict', 'code_expired'])
    expect(await reasonOf(codes.claim({ code: cancelled, person: ada }))).toEqual(['conflict', 'code_cancelled'])
    expect(await reasonOf(codes.find({ code: 'never-made-by-anybody' }))).toEqual(['not_found', undefined])
    expect(
      await reasonOf(codes.create({ badgeId: badge.id, name: 'C', kind: 'single', expiresAt: '2026-06-20T14:00:00Z' })),
    ).toEqual(['invalid_input', 'past'])
  })

  it('replaces what nobody claimed, under the same numbers, for a sheet that was lost', async () => {
    const { badge, codes } = await appWithBadge()
    const { batch, codes: first } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single', count: 3 })
    await codes.claim({ code: first[1]!.code, person: ada })
    const { batch: after, codes: second } = await codes.replace({ batchId: batch.id })
    expect(second.map(({ number }) => number)).toEqual([1, 3])
    expect(after).toMatchObject({ total: 3, open: 2, claims: 1 })
    expect(await reasonOf(codes.claim({ code: first[0]!.code, person: bo }))).toEqual(['conflict', 'code_cancelled'])
    await codes.claim({ code: second[0]!.code, person: bo })
    await codes.claim({ code: second[1]!.code, person: { name: 'Cy Young' } })
    expect(await reasonOf(codes.replace({ batchId: batch.id }))).toEqual(['conflict', 'no_open_codes'])
  })

  it('finds what was meant by letters that were misread and words that were misspelt', async () => {
    const { badge, codes } = await appWithBadge()
    const make = async (style: 'words' | 'letters') =>
      (await codes.create({ badgeId: badge.id, name: 'A', kind: 'single', style, count: 100 })).codes
    for (const { code, number } of (await make('letters')).filter(({ code }) => /[V2]/.test(code)).slice(0, 5))
      expect(await codes.find({ code: code.replaceAll('V', 'U').replaceAll('2', 'Z') })).toMatchObject({ number })
    for (const { code, number } of (await make('words')).slice(0, 5)) {
      const short = code.split('-').map((word) => (word.length > 4 ? `${word.slice(0, 4)}x` : word))
      expect(await codes.find({ code: short.join(' ') })).toMatchObject({ number })
    }
  })

  it('says what a code of a paused badge is good for, and takes it once the badge is active again', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single' })
    await app.client.badges.deactivate({ id: badge.id })
    const code = made[0]!.code
    expect(await reasonOf(codes.claim({ code, person: ada }))).toEqual(['conflict', 'inactive'])
    await app.client.badges.activate({ id: badge.id })
    await codes.claim({ code, person: ada })
    expect(await awardsIn(app)).toHaveLength(1)
  })

  it('are good again where the award that they led to is taken back, for whoever brings them', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { batch, codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single' })
    const invited = await app.client.invitations.create({ badgeId: badge.id })
    for (const code of [made[0]!.code, invited.code]) {
      const { awardId } = await codes.claim({ code, person: ada })
      await app.client.awards.withdraw({ ids: [awardId] })
      expect((await codes.find({ code })).state).toBe('open')
    }
    expect((await codes.list({ batchId: batch.id })).rows).toMatchObject([{ state: 'open', uses: 0, claims: [] }])
    await codes.claim({ code: made[0]!.code, person: bo })
    expect(await reasonOf(codes.claim({ code: made[0]!.code, person: ada }))).toEqual(['conflict', 'code_used'])
    await codes.claim({ code: invited.code, person: ada })
    expect((await awardsIn(app)).filter(({ state }) => state !== 'withdrawn')).toHaveLength(2)
  })

  it('makes whoever tries codes wait, also for right ones', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single' })
    for (let turn = 0; turn < 20; turn++)
      expect(await reasonOf(codes.find({ code: `guess ${turn}` }))).toEqual(['not_found', undefined])
    expect(await reasonOf(codes.find({ code: made[0]!.code }))).toEqual(['conflict', 'too_many_tries'])
    app.time.set('2026-06-20T13:20:00Z')
    expect((await codes.find({ code: made[0]!.code })).state).toBe('open')
  })

  it('leaves a code open where the person may not be awarded', async () => {
    const { app, badge, codes } = await appWithBadge()
    const { codes: made } = await codes.create({ badgeId: badge.id, name: 'A', kind: 'single', count: 2 })
    await codes.claim({ code: made[0]!.code, person: ada })
    expect(await reasonOf(codes.claim({ code: made[1]!.code, person: ada }))).toEqual(['conflict', 'already_has_it'])
    expect((await codes.find({ code: made[1]!.code })).state).toBe('open')
    expect(await awardsIn(app)).toHaveLength(1)
  })
})

describe('a code for a badge whose picture shows the name', () => {
  it('is refused without the picture, and redeemed with it', async () => {
    const { app, badge } = await appWithBadge()
    const document = aDocument()
    const [layer] = document.layers
    const design = await app.client.designs.create({
      name: 'With a name',
      document: { ...document, layers: [{ ...layer!, text: '{name}' }] },
    })
    const png = smallPng(200, 600).toString('base64')
    await app.client.designs.setPicture({ id: design.id, png })
    const personal = await app.client.badges.create({
      details: { ...badge.details, name: 'With a name' },
      designId: design.id,
      issuerId: badge.issuerId!,
    })
    const { codes: made } = await app.client.codes.create({ badgeId: personal.id, name: 'A', kind: 'single' })
    const code = made[0]!.code
    expect(await app.client.codes.find({ code })).toMatchObject({ personal: true })
    expect(await reasonOf(app.client.codes.claim({ code, person: ada }))).toEqual(['conflict', 'needs_pictures'])
    const { preparedId } = await app.client.awards.prepare({ badgeId: personal.id, people: [ada] })
    await app.client.awards.keepPicture({ preparedId, row: 1, png })
    await app.client.codes.claim({ code, person: ada, preparedId })
    expect((await awardsIn(app)).map(({ badgeName }) => badgeName)).toEqual(['With a name'])
  })
})

describe('invitations.*', () => {
  it('are good for an hour, for whoever brings them', async () => {
    const { app, badge } = await appWithBadge()
    const { invitation, code } = await app.client.invitations.create({ badgeId: badge.id })
    expect(invitation).toMatchObject({ state: 'open', person: null, expiresAt: '2026-06-20T14:05:09Z' })
    expect(await app.client.codes.find({ code })).toMatchObject({
      what: 'invitation',
      state: 'open',
      badgeId: badge.id,
    })
    const { awardId } = await app.client.codes.claim({ code: code.toLowerCase(), person: ada })
    const { rows } = await app.client.invitations.list({ badgeId: badge.id })
    expect(rows).toMatchObject([{ state: 'used', usedBy: { name: 'Ada Lovelace' }, awardId }])
    expect(await reasonOf(app.client.codes.claim({ code, person: bo }))).toEqual(['conflict', 'code_used'])
  })

  it('are for nobody who was erased', async () => {
    const { app, badge } = await appWithBadge()
    const { id } = await app.client.people.save(ada)
    await app.client.people.erase({ id, publicFiles: 'keep' })
    expect(await reasonOf(app.client.invitations.create({ badgeId: badge.id, personId: id }))).toEqual([
      'not_found',
      undefined,
    ])
  })

  it('row 64: one that has expired says so, and not that there is none', async () => {
    const { app, badge } = await appWithBadge()
    const { invitation, code } = await app.client.invitations.create({ badgeId: badge.id })
    app.time.set('2026-06-20T14:05:09Z')
    expect((await app.client.codes.find({ code })).state).toBe('expired')
    expect(await reasonOf(app.client.codes.claim({ code, person: ada }))).toEqual(['conflict', 'code_expired'])
    const longer = await app.client.invitations.changeExpiry({ id: invitation.id, expiresAt: '2026-06-21T00:00:00Z' })
    expect(longer.state).toBe('open')
    await app.client.codes.claim({ code, person: ada })
    expect(await awardsIn(app)).toHaveLength(1)
  })

  it('are for one person where one is named, and can be cancelled', async () => {
    const { app, badge } = await appWithBadge()
    const { id } = await app.client.people.save(ada)
    const first = await app.client.invitations.create({ badgeId: badge.id, personId: id, lifeMinutes: 10 })
    expect(await app.client.codes.find({ code: first.code })).toMatchObject({ person: { id, name: 'Ada Lovelace' } })
    expect(await reasonOf(app.client.codes.claim({ code: first.code, person: bo }))).toEqual([
      'conflict',
      'code_for_another',
    ])
    const second = await app.client.invitations.create({ badgeId: badge.id })
    expect((await app.client.invitations.cancel({ id: second.invitation.id })).state).toBe('cancelled')
    expect(await reasonOf(app.client.codes.claim({ code: second.code, person: bo }))).toEqual([
      'conflict',
      'code_cancelled',
    ])
    await app.client.codes.claim({ code: first.code, person: { personId: id } })
    expect(await reasonOf(app.client.invitations.cancel({ id: first.invitation.id }))).toEqual([
      'conflict',
      'code_used',
    ])
    expect(await awardsIn(app)).toHaveLength(1)
  })
})
