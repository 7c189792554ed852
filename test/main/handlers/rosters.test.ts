import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AwardMapping, AwardVerdict } from '../../../src/core/contract/rosters'
import { createApp } from '../../../src/main/app'
import { readyBadge, resultOf, temporaryApp, testPlatform, type TestApp } from '../../support/app'

const people: AwardMapping = {
  name: 0,
  givenName: null,
  familyName: null,
  email: 1,
  group: null,
  badge: null,
  awardedOn: null,
  narrative: null,
}
const made = (app: TestApp, badgeId: string | null, lines: readonly string[], mapping = people) =>
  resultOf(
    app.client.rosters.create({
      name: 'Summer',
      badgeId,
      source: { text: lines.join('\n') },
      mapping,
      hasHeadings: true,
    }),
  )
const awarded = (app: TestApp, id: string) => resultOf(app.client.rosters.award({ id }))
const verdictsOf = async (app: TestApp, id: string): Promise<AwardVerdict[]> =>
  (await app.client.rosters.rows({ id })).rows.map(({ verdict }) => verdict)
const summer = ['Name,E-mail', 'Ann Lee,ann@example.org', 'Bo Ek,bo@example.org', 'Cy Lee,ann@example.org']

it('row 70: guesses the columns of badge, day and words by their headings, and none where nothing says so', async () => {
  const { client } = await temporaryApp()
  const guess = async (text: string) => (await client.rosters.preview({ source: { text } })).mapping
  expect(await guess('Name,E-mail,Badge,Date,Note\nAnn,ann@example.org,Reader,2026-01-02,Well done')).toMatchObject({
    name: 0,
    email: 1,
    badge: 2,
    awardedOn: 3,
    narrative: 4,
  })
  expect(await guess('Name,E-mail,Shoe\nAnn,ann@example.org,42')).toMatchObject({
    badge: null,
    awardedOn: null,
    narrative: null,
  })
})

it('is a dry run: every row gets its verdict, and nobody is awarded or added', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const roster = await made(app, badge.id, [
    ...summer,
    'Ann Lee,ANN@example.org',
    'Di,',
    'Eve,eve at example.org',
    ',fay@example.org',
    '"Gil,gil@example.org',
  ])
  expect(await verdictsOf(app, roster.id)).toEqual([
    'ready',
    'ready',
    'ready',
    'repeated',
    'no_address',
    'invalid_address',
    'no_name',
    'broken',
  ])
  expect(roster).toMatchObject({
    state: 'checked',
    total: 8,
    counts: { ready: 3, repeated: 1, no_address: 1, invalid_address: 1, no_name: 1, broken: 1 },
  })
  expect((await app.client.people.list({})).total).toBe(0)
  expect((await app.client.awards.list({})).total).toBe(0)
  await expect(resultOf(app.client.rosters.judge({ id: roster.id }))).resolves.toMatchObject({ counts: roster.counts })
})

it('awards only the new of a list that has grown, and tells since when the others have it', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await awarded(app, (await made(app, badge.id, summer)).id)
  app.time.set('2026-07-01T08:00:00Z')
  const opted = (await app.client.people.search({ query: 'Bo' }))[0]!
  const grown = await made(app, badge.id, [...summer, 'Di Moss,di@example.org'])
  expect(await verdictsOf(app, grown.id)).toEqual(['already_has_it', 'already_has_it', 'already_has_it', 'ready'])
  const { rows } = await app.client.rosters.rows({ id: grown.id, verdicts: ['already_has_it'] })
  expect(rows[1]).toMatchObject({ personId: opted.id, heldSince: '2026-06-20T13:05:09Z' })
  expect(await awarded(app, grown.id)).toMatchObject({ awarded: 1, roster: { state: 'done' } })
  expect((await app.client.awards.list({})).total).toBe(4)
  // The very same file once more: nothing is left to do, and the library knows the file.
  const again = await made(app, badge.id, [...summer, 'Di Moss,di@example.org'])
  expect(again).toMatchObject({ sameFileAs: grown.id, counts: { already_has_it: 4 } })
})

it('row 72, row 74: names a badge in each row; several for one address are all kept, one that nobody knows is said', async () => {
  const app = await temporaryApp()
  await readyBadge(app, { name: 'Reader' })
  await readyBadge(app, { name: 'Writer' })
  const mapping = { ...people, badge: 2, awardedOn: 3, narrative: 4 }
  const roster = await made(
    app,
    null,
    [
      'Name,E-mail,Badge,Date,Note',
      'Ann,ann@example.org,reader,2026-01-31,',
      'Ann,ann@example.org,WRITER,2026-02-01,For the long story.',
      'Bo,bo@example.org,Rider,,',
      'Cy,cy@example.org,Reader,2026-02-30,',
      'Di,di@example.org,Reader,2026-05-01T10:00,',
      'Ed,ed@example.org,Reader,3/4/2026,',
      'Flo,flo@example.org,Reader,2031-01-01,',
      'Gil,gil@example.org,Reader,2026-05-01T10:00+02:00,',
    ],
    mapping,
  )
  const bad = 'bad_date'
  expect(await verdictsOf(app, roster.id)).toEqual(['ready', 'ready', 'unknown_badge', bad, bad, bad, bad, 'ready'])
  await awarded(app, roster.id)
  const { rows } = await app.client.awards.list({})
  expect(rows.map((row) => `${row.personName} ${row.badgeName} ${row.awardedAt}`).sort()).toEqual([
    'Ann Reader 2026-01-31T12:00:00Z',
    'Ann Writer 2026-02-01T12:00:00Z',
    'Gil Reader 2026-05-01T08:00:00Z',
  ])
  const writer = rows.find((row) => row.badgeName === 'Writer')!
  expect(await app.client.awards.read({ id: writer.id })).toMatchObject({ narrative: 'For the long story.' })
})

it('row 71: asks who a row is whose address the library knows under another name; who says nothing awards somebody new', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const ann = await app.client.people.save({ name: 'Ann Lee', email: 'Family@example.org' })
  const lines = [
    'Anne Lee,FAMILY@example.org',
    'Bo Lee,family@example.org',
    'ann lee,family@example.org',
    'Cy,cy@example.org',
  ]
  const roster = await made(app, badge.id, ['Name,E-mail', ...lines])
  const { rows } = await app.client.rosters.rows({ id: roster.id })
  const known = [{ id: ann.id, name: 'Ann Lee' }]
  expect(rows.map(({ verdict, sharesAddressWith }) => [verdict, sharesAddressWith])).toEqual([
    ['ready', known],
    ['ready', known],
    ['ready', []],
    ['ready', []],
  ])
  await app.client.rosters.fixRow({ id: roster.id, row: 3, leaveOut: true })
  const mended = await app.client.rosters.fixRow({ id: roster.id, row: 1, personId: ann.id })
  expect(mended).toMatchObject({ verdict: 'ready', personId: ann.id, sharesAddressWith: [] })
  await awarded(app, roster.id)
  const given = (await app.client.awards.list({})).rows.map(({ personName, personId }) => [
    personName,
    personId === ann.id,
  ])
  expect(given.toSorted()).toEqual([
    ['Ann Lee', true],
    ['Bo Lee', false],
    ['Cy', false],
  ])
})

it('row 74: says of each row whose person may not have the badge why not, and awards the others', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const save = (name: string, email: string) => app.client.people.save({ name, email })
  const [ann, bo] = [await save('Ann Lee', 'ann@example.org'), await save('Bo Ek', 'bo@example.org')]
  await app.client.people.optOut({ ids: [ann.id], reason: 'Asked at the desk.' })
  await app.client.people.forbidAward({ personId: bo.id, scopeType: 'issuer', scopeId: badge.issuerId! })
  const roster = await made(app, badge.id, summer)
  expect(await verdictsOf(app, roster.id)).toEqual(['opted_out', 'do_not_award', 'ready'])
  expect(await awarded(app, roster.id)).toMatchObject({ awarded: 1, roster: { state: 'done' } })
  expect((await app.client.awards.list({})).rows.map(({ personName }) => personName)).toEqual(['Cy Lee'])
})

it('however often and in whatever order a list comes in again, grown or not, everybody is awarded once', async () => {
  const app = await temporaryApp()
  const line = fc.constantFrom(
    ...summer.slice(1),
    'Di Moss,di@example.org',
    'ANN LEE,Ann@Example.org',
    'Eve Ray,eve@example.org',
  )
  const list = fc.array(line, { minLength: 1, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(fc.array(list, { minLength: 2, maxLength: 3 }), async (lists) => {
      const badge = await readyBadge(app)
      const people = new Set<string>()
      for (const lines of lists) {
        const before = people.size
        for (const it of lines) people.add(it.toLowerCase())
        const roster = await made(app, badge.id, ['Name,E-mail', ...lines])
        expect(await awarded(app, roster.id)).toMatchObject({ awarded: people.size - before })
        const { total } = await app.client.awards.list({ badgeId: badge.id })
        expect(total).toBe(people.size)
      }
    }),
    { numRuns: 5 },
  )
})

it('mends a row in place: an address, a day, who it is, awarding without an address, leaving out', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const twins = [await app.client.people.save({ name: 'Kim Oh' }), await app.client.people.save({ name: 'Kim Oh' })]
  const roster = await made(app, badge.id, [
    'Name,E-mail',
    'Ann,ann at example.org',
    'Bo,',
    'Kim Oh,',
    'Di,di@example.org',
  ])
  const fix = (row: number, more: object) => app.client.rosters.fixRow({ id: roster.id, row, ...more })
  expect(await fix(1, { email: 'ann@example.org' })).toMatchObject({ verdict: 'ready', email: 'ann@example.org' })
  expect(await fix(2, { accept: true })).toMatchObject({ verdict: 'ready' })
  expect(await fix(3, { accept: true })).toMatchObject({ verdict: 'ambiguous', personId: null })
  expect(await fix(3, { personId: twins[1]!.id })).toMatchObject({ verdict: 'ready', personId: twins[1]!.id })
  expect(await fix(4, { leaveOut: true })).toMatchObject({ verdict: 'left_out' })
  expect(await awarded(app, roster.id)).toMatchObject({ awarded: 3, roster: { counts: { awarded: 3, left_out: 1 } } })
  await expect(fix(1, { name: 'Anna' })).rejects.toMatchObject({ code: 'locked' })
  const { rows } = await app.client.awards.list({})
  expect(rows.map(({ personId }) => personId)).toContain(twins[1]!.id)
  expect(await fix(4, { leaveOut: false })).toMatchObject({ verdict: 'ready' })
})

it('row 75: a roster that is stopped midway goes on with the rows that are left, and awards nobody twice', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const many = ['Name,E-mail', ...Array.from({ length: 1200 }, (_, at) => `Person ${at},p${at}@example.org`)]
  const roster = await made(app, badge.id, many)
  const stop = new AbortController()
  const run = await app.client.rosters.award({ id: roster.id }, { signal: stop.signal })
  await run.next()
  stop.abort()
  await run.return?.(undefined)
  const after = await app.client.rosters.read({ id: roster.id })
  expect(after.counts.awarded).toBeGreaterThan(0)
  expect(after.counts.ready).toBeGreaterThan(0)
  expect((await app.client.awards.list({})).total).toBe(after.counts.awarded)
  await app.reopen()
  expect(await awarded(app, roster.id)).toMatchObject({ roster: { state: 'done', counts: { awarded: 1200 } } })
  expect((await app.client.awards.list({})).total).toBe(1200)
})

it('takes back what it awarded as far as nobody has it yet, and tells of what was taken back elsewhere', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const roster = await made(app, badge.id, summer)
  await awarded(app, roster.id)
  const { rows } = await app.client.rosters.rows({ id: roster.id })
  await app.client.awards.markHandedOut({ ids: [rows[0]!.awardId!], how: 'printed' })
  await app.client.awards.withdraw({ ids: [rows[1]!.awardId!] })
  expect(await verdictsOf(app, roster.id)).toEqual(['awarded', 'withdrawn', 'awarded'])
  expect(await app.client.rosters.withdraw({ id: roster.id })).toEqual({ withdrawn: 1, refused: 1 })
  expect(await verdictsOf(app, roster.id)).toEqual(['awarded', 'withdrawn', 'withdrawn'])
  await app.client.rosters.remove({ id: roster.id })
  expect((await app.client.rosters.list({})).total).toBe(0)
  expect((await app.client.awards.list({ state: 'withdrawn' })).total).toBe(2)
})

it('refuses a list in which nobody is, or nothing says which badge', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await expect(made(app, badge.id, ['Name,E-mail'])).rejects.toMatchObject({ code: 'unreadable_roster' })
  await expect(made(app, null, summer)).rejects.toMatchObject({ code: 'invalid_input', data: { reason: 'no_badge' } })
  expect((await app.client.rosters.list({})).total).toBe(0)
})

it('row 75: of a list whose putting in was cut off, no half passes for the whole', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const text = ['Name,E-mail', ...Array.from({ length: 600 }, (_, n) => `Person ${n},p${n}@example.org`)].join('\n')
  const { mapping } = await app.client.rosters.preview({ source: { text } })
  const steps = await app.client.rosters.create({
    name: 'List',
    badgeId: badge.id,
    source: { text },
    mapping,
    hasHeadings: true,
  })
  await steps.next()
  expect(await app.client.rosters.list({})).toMatchObject({ rows: [], total: 0 })
  // What a power cut leaves is what lies in the folder now.
  const copy = `${app.library}-copy`
  cpSync(app.library, copy, { recursive: true })
  const after = await createApp({ folder: copy, platform: testPlatform(copy) })
  expect(await after.client.rosters.list({})).toMatchObject({ rows: [], total: 0 })
  await after.close()
  const db = new Database(join(copy, 'library.db'), { readonly: true })
  expect(db.prepare('SELECT count(*) FROM roster_row').pluck().get()).toBe(0)
  db.close()
  for (let step = await steps.next(); !step.done; step = await steps.next());
  expect(await app.client.rosters.list({})).toMatchObject({ rows: [{ total: 600 }], total: 1 })
})
