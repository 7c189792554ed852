import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { refusalsFor } from '../../../src/main/catalog/award-rules'
import { erasePerson } from '../../../src/main/catalog/erase-person'
import { savePerson } from '../../../src/main/catalog/people'
import { restoreLibrary } from '../../../src/main/catalog/restore'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { aPicture, smallPng } from '../../support/badges'
import { failureOf } from '../../support/catalog-calls'
import { awardWorld, temporaryLibrary } from '../../support/library'

/** Acts that are fine by themselves and meet in an order that nobody plans. */

let app: TestApp
beforeEach(async () => {
  app = await temporaryApp()
})
const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }

const award = async (badgeId: string, ...personIds: string[]) => {
  const people = personIds.map((personId) => ({ personId }))
  return (await resultOf(app.client.awards.create({ badgeId, people }))).awarded.map(({ awardId }) => awardId)
}
const keep = (badgeId: string, keeping: Parameters<typeof app.client.badges.save>[0]['keeping']) =>
  app.client.badges.save({ id: badgeId, keeping })
const cell = (sql: string, ...values: unknown[]) => {
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  const value: unknown = db
    .prepare(sql)
    .pluck()
    .get(...values)
  db.close()
  return value
}

describe('removing', () => {
  it('takes the applications of a person who holds nothing along', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save(ada)
    await app.client.applications.create({ badgeId: badge.id, person: { personId: id } })
    expect(await app.client.people.remove({ ids: [id] })).toEqual({ removed: [id], kept: [] })
    expect((await app.client.applications.list({})).total).toBe(0)
  })

  it('keeps a group that a badge asks for', async () => {
    const badge = await readyBadge(app)
    await app.client.badges.deactivate({ id: badge.id })
    const group = await app.client.people.saveGroup({ name: 'Reds', kind: 'team' })
    await app.client.criteria.save({
      badgeId: badge.id,
      criterion: { type: 'cohort', params: [{ groupId: group.id }] },
    })
    expect(await failureOf(app.client.people.removeGroup({ id: group.id }))).toMatchObject({
      code: 'conflict',
      data: { reason: 'used_by_criterion', badges: 1 },
    })
  })
})

describe('awarding', () => {
  it('passes over somebody who was removed while the award was being signed', () => {
    const library = temporaryLibrary()
    onTestFinished(() => library.remove())
    const { catalog } = library
    const { badgeId } = awardWorld(catalog)
    const gone = catalog.newId()
    expect(refusalsFor(catalog, { id: badgeId }, [gone], { onlyKnown: true }).get(gone)).toBe('unknown_person')
    expect(refusalsFor(catalog, { id: badgeId }, [gone]).size).toBe(0)
  })
})

describe('a clock that jumps', () => {
  const monthly = async () => {
    const badge = await readyBadge(app)
    const expiry = { kind: 'period', amount: 1, unit: 'months' } as const
    return app.client.badges.save({ id: badge.id, details: { expiry } })
  }
  const awardNow = async (badgeId: string, number: number) => {
    const people = [{ name: `Person ${number}`, email: `p${number}@example.org` }]
    const { awarded } = await resultOf(app.client.awards.create({ badgeId, people }))
    return app.client.awards.read({ id: awarded[0]!.awardId })
  }

  it('F11: keeps what was done in its order, and no award ends before it began', async () => {
    const badge = await monthly()
    const times = ['2026-06-20T13:05:09Z', '2026-06-20T12:05:09Z', '2036-06-20T13:05:09Z', '1970-01-01T00:00:10Z']
    const awards: Awaited<ReturnType<typeof awardNow>>[] = []
    for (const [number, time] of times.entries()) {
      app.time.set(time)
      awards.push(await awardNow(badge.id, number))
    }
    expect(awards.map(({ awardedAt }) => awardedAt)).toEqual(times)
    for (const { awardedAt, expiresAt } of awards) expect(expiresAt! > awardedAt).toBe(true)
    expect(awards.map(({ id }) => id).toSorted()).toEqual(awards.map(({ id }) => id))
    await app.client.awards.markHandedOut({ ids: [awards[2]!.id], how: 'handed_over' })
    await app.client.awards.revoke({ ids: [awards[2]!.id], reason: 'A mistake' })
    const { history } = await app.client.awards.read({ id: awards[2]!.id })
    expect(history.map(({ fact }) => fact)).toEqual(['awarded', 'handed_over', 'revoked'])
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof app.client.awards.list>> = await app.client.awards.list({
        ...{ state: 'all', limit: 1, cursor },
      })
      seen.push(...page.rows.map(({ awardedAt }) => awardedAt))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(times.toSorted().toReversed())
    await app.reopen()
    expect((await app.client.awards.list({ state: 'all' })).total).toBe(4)
  })

  it('F11: writes the time of an award and its end in UTC, in forty zones and on the night when clocks change', async () => {
    const badge = await monthly()
    const zones = Intl.supportedValuesOf('timeZone').filter((_, at) => at % 11 === 0)
    zones.push('Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu')
    expect(zones.length).toBeGreaterThanOrEqual(40)
    const before = process.env['TZ']
    onTestFinished(() => {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    })
    const offsets = new Set<number>()
    // The last evening of a month in one zone is the first morning of the next in another; at 01:30 clocks were just put forward in Berlin.
    const nights = { '2026-01-31T23:30:00Z': '2026-02-28T23:30:00Z', '2026-03-29T01:30:00Z': '2026-04-29T01:30:00Z' }
    for (const [number, zone] of zones.entries()) {
      process.env['TZ'] = zone
      offsets.add(new Date('2026-03-29T01:30:00Z').getTimezoneOffset())
      const [night, end] = Object.entries(nights)[number % 2]!
      app.time.set(night)
      const { awardedAt, expiresAt } = await awardNow(badge.id, number)
      expect([awardedAt, expiresAt], zone).toEqual([night, end])
    }
    expect(offsets.size).toBeGreaterThan(10)
  })
})

describe('codes for many', () => {
  it('row 62: are used once by each person, also where a badge may be held twice', async () => {
    const badge = await readyBadge(app)
    await keep(badge.id, { duplicatePolicy: 'allow' })
    const { codes } = await app.client.codes.create({ badgeId: badge.id, name: 'Door', kind: 'multi' })
    const claim = () => app.client.codes.claim({ code: codes[0]!.code, person: ada })
    const { awardId } = await claim()
    expect(await failureOf(claim())).toMatchObject({ code: 'conflict', data: { reason: 'already_has_it' } })
    await app.client.awards.withdraw({ ids: [awardId] })
    const again = await claim()
    expect(again.awardId).not.toBe(awardId)
  })
})

describe('reissuing', () => {
  it('puts nothing in the place of a revoked award where the person holds the badge again', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save(ada)
    const [first] = await award(badge.id, id)
    await app.client.awards.markHandedOut({ ids: [first!], how: 'handed_over' })
    await app.client.awards.revoke({ ids: [first!], reason: 'A mistake' })
    const [second] = await award(badge.id, id)
    expect(await app.client.awards.reissue({ ids: [first!], reason: 'Again' })).toEqual({
      reissued: [],
      refused: [{ id: first, reason: 'already_has_it' }],
    })
    expect(await app.client.awards.read({ id: second! })).toMatchObject({ state: 'awarded' })
  })

  it('renews each of two awards that a merge brought together', async () => {
    const badge = await readyBadge(app)
    const [keepId, mergeId] = [(await app.client.people.save(ada)).id, (await app.client.people.save(bo)).id]
    const [older] = await award(badge.id, keepId)
    app.time.set('2026-06-21T10:00:00Z')
    const [newer] = await award(badge.id, mergeId)
    await app.client.people.merge({ keepId, mergeId })
    const done = await app.client.awards.reissue({ ids: [newer!, older!], reason: 'The picture was wrong' })
    expect(done.refused).toEqual([])
    expect(done.reissued.map(({ id }) => id).toSorted()).toEqual([older!, newer!].toSorted())
  })
})

describe('renewals', () => {
  it('of two people made one are taken back together, and one of the old ones counts', async () => {
    const badge = await readyBadge(app)
    await keep(badge.id, { duplicatePolicy: 'renew' })
    const [keepId, mergeId] = [(await app.client.people.save(ada)).id, (await app.client.people.save(bo)).id]
    const old = await award(badge.id, keepId, mergeId)
    app.time.set('2026-06-21T10:00:00Z')
    const renewals = await award(badge.id, keepId, mergeId)
    await app.client.people.merge({ keepId, mergeId })
    expect((await app.client.awards.withdraw({ ids: renewals })).refused).toEqual([])
    const states = await Promise.all(old.map(async (id) => (await app.client.awards.read({ id })).state))
    expect(states.toSorted()).toEqual(['awarded', 'superseded'])
  })
})

describe('an application', () => {
  it('that is declined while it is being awarded does not lead to an award', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.applications.create({ badgeId: badge.id, person: ada })
    await app.client.applications.review({ id, decision: 'approve' })
    await Promise.allSettled([
      app.client.applications.approve({ id }),
      app.client.applications.review({ id, decision: 'decline' }),
    ])
    const { state, awardId } = await app.client.applications.read({ id })
    expect({ state, awardId }).toEqual({ state: 'declined', awardId: null })
    expect((await app.client.awards.list({})).total).toBe(0)
  })
})

describe('a list', () => {
  it('row 75: awards a person who stands in it twice once, also when it is gone on with', async () => {
    const badge = await readyBadge(app)
    await keep(badge.id, { duplicatePolicy: 'allow' })
    const mapping = { name: 0, givenName: null, familyName: null, email: 1, group: null }
    const roster = await resultOf(
      app.client.rosters.create({
        name: 'Summer',
        badgeId: badge.id,
        source: { text: 'Name,E-mail\nAda,ada@example.org\nAda,ada@example.org\nDi,' },
        mapping: { ...mapping, badge: null, awardedOn: null, narrative: null },
        hasHeadings: true,
      }),
    )
    const run = () => resultOf(app.client.rosters.award({ id: roster.id }))
    expect((await run()).awarded).toBe(1)
    await app.client.rosters.fixRow({ id: roster.id, row: 3, accept: true })
    expect((await run()).awarded).toBe(1)
    const { rows } = await app.client.rosters.rows({ id: roster.id })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['awarded', 'repeated', 'awarded'])
  })
})

describe('asking twice at once', () => {
  it('awards each row of a list once, also of a badge that may be held twice', async () => {
    const badge = await readyBadge(app)
    await keep(badge.id, { duplicatePolicy: 'allow' })
    const mapping = { name: 0, givenName: null, familyName: null, email: 1, group: null }
    const roster = await resultOf(
      app.client.rosters.create({
        name: 'Summer',
        badgeId: badge.id,
        source: { text: 'Name,E-mail\nAda,ada@example.org\nBo,bo@example.org' },
        mapping: { ...mapping, badge: null, awardedOn: null, narrative: null },
        hasHeadings: true,
      }),
    )
    const run = () => resultOf(app.client.rosters.award({ id: roster.id }))
    await Promise.allSettled([run(), run()])
    expect((await app.client.awards.list({})).total).toBe(2)
    expect((await app.client.rosters.read({ id: roster.id })).counts).toEqual({ awarded: 2 })
  })

  it('awards whoever has earned a badge once, also one that may be held twice', async () => {
    const badge = await readyBadge(app)
    await app.client.badges.deactivate({ id: badge.id })
    await keep(badge.id, { duplicatePolicy: 'allow' })
    await app.client.criteria.save({
      badgeId: badge.id,
      criterion: { type: 'profile', params: [{ field: 'email' }] },
    })
    await app.client.badges.activate({ id: badge.id })
    await app.client.people.save(ada)
    const run = () => resultOf(app.client.criteria.awardReviewed({ badgeId: badge.id }))
    await Promise.allSettled([run(), run()])
    expect((await app.client.awards.list({})).total).toBe(1)
  })
})

describe('a long list for a limited badge', () => {
  it('row 65: gives the places to those who come first', async () => {
    const badge = await readyBadge(app)
    await keep(badge.id, { issueLimit: 260, duplicatePolicy: 'renew' })
    const { id } = await app.client.people.save({ name: 'P 0', email: 'p0@example.org' })
    await award(badge.id, id)
    const lines = Array.from({ length: 280 }, (_, index) => `P ${index},p${index}@example.org`)
    const roster = await resultOf(
      app.client.rosters.create({
        name: 'Summer',
        badgeId: badge.id,
        source: { text: ['Name,E-mail', ...lines].join('\n') },
        mapping: {
          ...{ name: 0, givenName: null, familyName: null, email: 1, group: null },
          ...{ badge: null, awardedOn: null, narrative: null },
        },
        hasHeadings: true,
      }),
    )
    expect(roster.counts).toEqual({ ready: 260, limit_reached: 20 })
    const { rows } = await app.client.rosters.rows({ id: roster.id, verdicts: ['limit_reached'], limit: 1 })
    expect(rows[0]?.row).toBe(261)
  })
})

describe('erasing', () => {
  it('empties rows of lists that nobody was found for', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save(ada)
    await resultOf(
      app.client.rosters.create({
        name: 'Summer',
        badgeId: badge.id,
        source: { text: 'Name,E-mail,Day\nAda L.,ADA@example.org,some day' },
        mapping: {
          ...{ name: 0, givenName: null, familyName: null, email: 1, group: null },
          ...{ badge: null, awardedOn: 2, narrative: null },
        },
        hasHeadings: true,
      }),
    )
    expect(cell('SELECT verdict FROM roster_row')).toBe('bad_date')
    await app.client.people.erase({ id, publicFiles: 'keep' })
    expect(cell('SELECT name || email FROM roster_row')).toBe('')
  })

  it('takes the portrait of whoever was merged into the person', async () => {
    const picture = await app.client.pictures.add({ bytes: Buffer.from(smallPng()).toString('base64') })
    const other = await app.client.pictures.add({ bytes: Buffer.from(smallPng(2)).toString('base64') })
    const one = await app.client.people.save({ ...ada, pictureSha256: other.sha256 })
    const two = await app.client.people.save({ ...bo, pictureSha256: picture.sha256 })
    await app.client.people.merge({ keepId: one.id, mergeId: two.id })
    await app.client.people.erase({ id: one.id, publicFiles: 'keep' })
    for (const { sha256 } of [picture, other])
      expect(existsSync(join(app.library, 'pictures', sha256.slice(0, 2), sha256))).toBe(false)
  })
})

describe('a power cut while somebody is erased', () => {
  it('leaves no portrait behind that nothing knows of', async () => {
    const library = temporaryLibrary()
    onTestFinished(() => library.remove())
    const { catalog } = library
    const { sha256 } = await aPicture(catalog)
    const { id } = savePerson(catalog, { ...ada, pictureSha256: sha256 })
    const cut: typeof catalog = {
      ...catalog,
      write: (work) => {
        catalog.write(work)
        throw new Error('power cut')
      },
    }
    expect(() => erasePerson(cut, id, { anonymise: false })).toThrow('power cut')
    expect(existsSync(join(library.folder, 'pictures', sha256.slice(0, 2), sha256))).toBe(false)
  })
})

describe('forgetting addresses', () => {
  it('forgets those that a merge keeps aside, too', async () => {
    const badge = await readyBadge(app)
    const one = await app.client.people.save({ name: 'Ada', identifiers: [{ type: 'email', value: ada.email }] })
    const two = await app.client.people.save({ name: 'A. L.', identifiers: [{ type: 'email', value: ada.email }] })
    const given = await award(badge.id, one.id)
    await app.client.awards.markHandedOut({ ids: given, how: 'handed_over' })
    const { mergeId } = await app.client.people.merge({ keepId: one.id, mergeId: two.id })
    app.time.set('2027-12-31T10:00:00Z')
    expect(await resultOf(app.client.people.forget({ months: 6 }))).toEqual({ people: 1 })
    expect(cell('SELECT merged FROM person_merge')).not.toContain(ada.email)
    const { other } = await app.client.people.split({ mergeId })
    expect(other.identifiers).toEqual([])
  })

  it('does not wait for an award to be handed out that another stands in the place of', async () => {
    const badge = await readyBadge(app)
    await keep(badge.id, { duplicatePolicy: 'renew' })
    const { id } = await app.client.people.save(ada)
    await award(badge.id, id)
    const renewal = await award(badge.id, id)
    await app.client.awards.markHandedOut({ ids: renewal, how: 'handed_over' })
    app.time.set('2027-12-31T10:00:00Z')
    expect(await app.client.people.previewForget({ months: 6 })).toMatchObject({ people: 1 })
  })
})

describe('a restore from an older backup', () => {
  const restored = async (backup: string) => {
    await app.close()
    restoreLibrary(app.library, backup)
    await app.reopen()
  }

  it('erases whoever was merged into somebody that the backup did not know', async () => {
    const merged = await app.client.people.save(ada)
    const { name } = await app.client.library.backUp()
    const kept = await app.client.people.save(bo)
    await app.client.people.merge({ keepId: kept.id, mergeId: merged.id })
    await app.client.people.erase({ id: kept.id, publicFiles: 'keep' })
    await restored(name)
    expect(await app.client.people.search({ query: 'ada', includeOptedOut: true })).toEqual([])
    expect(await app.client.people.read({ id: kept.id })).toMatchObject({ name: '', identifiers: [] })
  })

  it('removes whoever had an application then', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save(ada)
    await app.client.applications.create({ badgeId: badge.id, person: { personId: id } })
    const { name } = await app.client.library.backUp()
    await app.client.people.remove({ ids: [id] })
    await restored(name)
    expect(await app.client.people.search({ query: 'ada', includeOptedOut: true })).toEqual([])
  })
})
