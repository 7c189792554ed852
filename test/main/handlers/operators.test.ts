import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Grant } from '../../../src/core/operators/capabilities'
import { presetGrants } from '../../../src/core/operators/presets'
import { pinFits } from '../../../src/main/catalog/operators-pin'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

const pins = { vera: '48213', otto: '90817', lena: 'correct horse battery' }

/** A library at which Vera is the administrator (signed in), and others work with these grants. */
async function staffed(app: TestApp, others: Record<string, Grant[]> = {}) {
  const vera = await app.client.operators.save({
    username: 'vera',
    displayName: 'Vera Ødegård',
    isAdmin: true,
    pin: pins.vera,
  })
  const made: Record<string, string> = { vera: vera.id }
  for (const [username, grants] of Object.entries(others)) {
    const pin = username === 'otto' ? pins.otto : pins.lena
    made[username] = (await app.client.operators.save({ username, displayName: `${username} Berg`, grants, pin })).id
  }
  return made
}
const signIn = ({ client }: TestApp, username: keyof typeof pins) =>
  client.operators.signIn({ username, pin: pins[username] })

const failure = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (it: { code: string; data?: Record<string, unknown> }) => it,
  )
  return error && { code: error.code, ...(error.data?.['reason'] ? { reason: error.data['reason'] } : {}) }
}
const named = ({ id, username, displayName }: { id: string; username: string; displayName: string }) => ({
  id,
  username,
  displayName,
})
const audit = async ({ client }: TestApp) => (await client.audit.list({ limit: 500 })).rows

test('a library at which nobody works by name asks nobody for one', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  expect(await app.client.operators.current()).toEqual({ isOn: false, operator: null, names: [] })
  await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ada', email: 'ada@example.org' }] }))
})

test('the first is an administrator, is signed in at once, and from then on nobody gets in without a PIN', async () => {
  const app = await temporaryApp()
  expect(await failure(app.client.operators.save({ username: 'otto', displayName: 'Otto', pin: '1234' }))).toEqual({
    code: 'conflict',
    reason: 'first_administrator',
  })
  await staffed(app)
  expect(await app.client.operators.current()).toMatchObject({
    isOn: true,
    operator: { username: 'vera', isAdmin: true },
  })
  await app.client.operators.signOut()
  for (const call of [
    app.client.badges.list({}),
    app.client.people.list({}),
    app.client.settings.read(),
    app.client.library.changes(),
    app.client.operators.save({ username: 'eve', displayName: 'Eve', isAdmin: true, pin: '1111' }),
  ])
    expect(await failure(call)).toEqual({ code: 'sign_in_needed' })
  await app.client.library.describe()
  await app.reopen()
  expect(await failure(app.client.badges.list({}))).toEqual({ code: 'sign_in_needed' })
  await signIn(app, 'vera')
  await app.client.badges.list({})
})

test('row 77: an operator who lacks the authorization is refused and the refusal is logged, not merely hidden', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const { otto } = await staffed(app, { otto: presetGrants('looks', { type: 'library', id: '' }) })
  await signIn(app, 'otto')
  const people = [{ name: 'Ada', email: 'ada@example.org' }]
  expect(await failure(app.client.awards.create({ badgeId: badge.id, people }))).toEqual({ code: 'not_allowed' })
  expect((await app.client.awards.list({})).total).toBe(0)

  await signIn(app, 'vera')
  const refused = (await audit(app)).find(({ action }) => action === 'refused')
  expect(refused).toMatchObject({
    operatorId: otto,
    target: { call: 'awards.create', badgeId: badge.id },
    names: { [otto!]: 'otto Berg', [badge.id]: 'Reading Star' },
  })
  // Nothing of the people whom the call named.
  expect(JSON.stringify(refused)).not.toMatch(/Ada|example\.org/)
})

test('the same refusal again within a minute is one row: a page that was left open goes on asking', async () => {
  const app = await temporaryApp()
  await staffed(app, { otto: [] })
  await signIn(app, 'otto')
  for (let tries = 0; tries < 5; tries += 1) await failure(app.client.awards.list({}))
  app.time.set('2026-06-20T13:07:00Z')
  await failure(app.client.awards.list({}))
  await signIn(app, 'vera')
  expect((await audit(app)).filter(({ action }) => action === 'refused')).toHaveLength(2)
})

test('a refused call cannot write what it likes into the log: no other call’s name, no words, no long lists', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await staffed(app, { otto: [] })
  await signIn(app, 'otto')
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`field${String(number)}`, badge.id]))
  const input = { badgeId: badge.id, people: [], call: badge.id, 'Ada Lovelace has it': badge.id, ...many }
  expect(await failure(app.client.awards.create(input))).toEqual({ code: 'not_allowed' })
  await signIn(app, 'vera')
  const { target } = (await audit(app)).find(({ action }) => action === 'refused')!
  expect(target).toMatchObject({ call: 'awards.create', badgeId: badge.id })
  expect(JSON.stringify(target)).not.toContain('Ada')
  expect(Object.keys(target).length).toBeLessThan(30)
})

test('what asked for two people stays so: no one alone lifts it unseen, or brings a revoked award back', async () => {
  const app = await temporaryApp()
  const star = await readyBadge(app)
  const people = [{ name: 'Ada', email: 'ada@example.org' }]
  const { awarded } = await resultOf(app.client.awards.create({ badgeId: star.id, people }))
  const ids = awarded.map(({ awardId }) => awardId)
  await app.client.awards.markHandedOut({ ids, how: 'handed_over' })
  await app.client.badges.save({ id: star.id, keeping: { doubleEntry: true } })
  const scope = { type: 'badge', id: star.id } as const
  await staffed(app, {
    otto: [...presetGrants('awards', scope), { capability: 'configuredetails', scope }],
  })
  await signIn(app, 'otto')
  expect(await failure(app.client.badges.save({ id: star.id, keeping: { doubleEntry: false } }))).toEqual({
    code: 'not_allowed',
  })
  await app.client.awards.revoke({ ids, reason: 'Not earned' })
  expect(await app.client.awards.reissue({ ids, reason: 'Earned after all' })).toEqual({
    reissued: [],
    refused: [{ id: ids[0], reason: 'needs_second' }],
  })
  await signIn(app, 'vera')
  await app.client.badges.save({ id: star.id, keeping: { doubleEntry: false } })
  expect((await audit(app))[0]).toMatchObject({ action: 'badges.saved', target: { doubleEntry: false } })
})

test('the right to award one badge is the right to award that badge, in bulk calls for every id or for none', async () => {
  const app = await temporaryApp()
  const star = await readyBadge(app)
  const moon = await readyBadge(app, { name: 'Reading Moon' })
  const people = [{ name: 'Ada', email: 'ada@example.org' }]
  const ofMoon = await resultOf(app.client.awards.create({ badgeId: moon.id, people }))
  await staffed(app, { otto: presetGrants('awards', { type: 'badge', id: star.id }) })
  await signIn(app, 'otto')

  const ofStar = await resultOf(app.client.awards.create({ badgeId: star.id, people }))
  expect(await failure(app.client.awards.create({ badgeId: moon.id, people }))).toEqual({ code: 'not_allowed' })
  expect((await app.client.awards.list({ badgeId: star.id })).total).toBe(1)
  expect(await failure(app.client.awards.list({ badgeId: moon.id }))).toEqual({ code: 'not_allowed' })
  expect(await failure(app.client.awards.list({}))).toEqual({ code: 'not_allowed' })

  const [mine, other] = [ofStar.awarded[0]!.awardId, ofMoon.awarded[0]!.awardId]
  expect(await failure(app.client.awards.withdraw({ ids: [mine, other] }))).toEqual({ code: 'not_allowed' })
  expect((await app.client.awards.read({ id: mine })).withdrawnAt).toBeNull()
  expect(await app.client.awards.withdraw({ ids: [mine] })).toMatchObject({ withdrawn: [mine] })
  // An award that is not there is refused like one that is another's.
  expect(await failure(app.client.awards.read({ id: star.id }))).toEqual({ code: 'not_allowed' })
})

test('a right for one issuer is no right to award in the name of another, where a badge belongs to both', async () => {
  const app = await temporaryApp()
  const star = await readyBadge(app)
  const own = (await app.client.issuers.list())[0]!
  const other = await app.client.issuers.save({ name: 'Harbour', email: 'h@example.org', url: 'https://h.example' })
  const program = await app.client.programs.save({ name: 'Both' })
  await app.client.programs.link({ kind: 'issuer_program', parentId: other.id, childId: program.id })
  await app.client.programs.link({ kind: 'program_badge', parentId: program.id, childId: star.id })
  await staffed(app, { otto: presetGrants('awards', { type: 'issuer', id: own.id }) })
  await signIn(app, 'otto')
  const people = [{ name: 'Ada', email: 'ada@example.org' }]
  const award = (issuerId: string) => app.client.awards.create({ badgeId: star.id, issuerId, people })
  expect(await failure(award(other.id))).toEqual({ code: 'not_allowed' })
  await resultOf(award(own.id))
})

test('whoever puts back a backup from before anybody worked by name is nobody to that library', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const { name } = await app.client.library.backUp()
  await staffed(app)
  await app.client.library.restore({ name })
  await app.reopen()
  expect(await app.client.operators.current()).toMatchObject({ isOn: false, operator: null })
  await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ada', email: 'ada@example.org' }] }))
})

test('a right for a program follows the graph: a badge that leaves the program leaves the right', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const program = await app.client.programs.save({ name: 'Summer' })
  const link = { kind: 'program_badge' as const, parentId: program.id, childId: badge.id }
  await app.client.programs.link(link)
  await staffed(app, { otto: presetGrants('awards', { type: 'program', id: program.id }) })
  await signIn(app, 'otto')
  const award = (name: string) =>
    resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name, email: `${name}@example.org` }] }))
  await award('ada')
  // Who awards cannot widen their own right by moving badges about.
  expect(await failure(app.client.programs.unlink(link))).toEqual({ code: 'not_allowed' })
  await signIn(app, 'vera')
  await app.client.programs.unlink(link)
  await signIn(app, 'otto')
  expect(await failure(award('bob'))).toEqual({ code: 'not_allowed' })
})

test('a screen is told beforehand what the call itself would answer, without a row in the log', async () => {
  const app = await temporaryApp()
  const star = await readyBadge(app)
  const moon = await app.client.badges.duplicate({ id: star.id, name: 'Moon' })
  const asks = [
    { call: 'awards.create', input: { badgeId: star.id } },
    { call: 'awards.create', input: { badgeId: moon.id } },
    { call: 'awards.create', input: {} },
    { call: 'operators.list' },
    { call: 'people.list', input: 'no input at all' },
    { call: 'constructor', input: {} },
  ]
  expect(await app.client.operators.may({ asks })).toEqual(asks.map(() => true))
  await staffed(app, { otto: presetGrants('awards', { type: 'badge', id: star.id }) })
  await signIn(app, 'otto')
  expect(await app.client.operators.may({ asks })).toEqual([true, false, false, false, true, false])
  await signIn(app, 'vera')
  expect((await audit(app)).filter(({ action }) => action === 'refused')).toEqual([])
  await app.client.operators.signOut()
  expect(await failure(app.client.operators.may({ asks }))).toEqual({ code: 'sign_in_needed' })
})

test('nobody but an administrator says who works here, and the last administrator stays one', async () => {
  const app = await temporaryApp()
  const { vera, otto } = await staffed(app, { otto: presetGrants('awards', { type: 'library', id: '' }) })
  for (const change of [{ isAdmin: false }, { isActive: false }])
    expect(
      await failure(app.client.operators.save({ id: vera!, username: 'vera', displayName: 'Vera', ...change })),
    ).toEqual({ code: 'conflict', reason: 'last_administrator' })
  expect(await failure(app.client.operators.remove({ id: vera! }))).toEqual({
    code: 'conflict',
    reason: 'last_administrator',
  })
  await signIn(app, 'otto')
  const self = { id: otto!, username: 'otto', displayName: 'Otto', isAdmin: true }
  expect(await failure(app.client.operators.save(self))).toEqual({ code: 'not_allowed' })
  expect(await failure(app.client.operators.setPin({ id: vera!, pin: '5555' }))).toEqual({ code: 'not_allowed' })
  expect(await failure(app.client.audit.list({}))).toEqual({ code: 'not_allowed' })
})

test('whoever was let go is out at once, can sign in no more, and keeps a name in the log', async () => {
  const app = await temporaryApp()
  const { otto } = await staffed(app, { otto: [], lena: [] })
  await app.client.operators.remove({ id: otto! })
  expect(await failure(signIn(app, 'otto'))).toEqual({ code: 'not_allowed', reason: 'wrong_pin' })
  expect((await app.client.operators.list()).find(({ id }) => id === otto)).toMatchObject({ isActive: false })
  expect((await app.client.operators.current()).names.map(({ username }) => username)).toEqual(['lena', 'vera'])
  expect((await audit(app))[0]).toMatchObject({ action: 'operators.removed', names: { [otto!]: 'otto Berg' } })
})

test('after five wrong PINs there is a wait, which a restart does not end and the right PIN neither', async () => {
  const app = await temporaryApp()
  await staffed(app)
  await app.client.operators.signOut()
  const wrong = () => failure(app.client.operators.signIn({ username: 'VERA', pin: '0000' }))
  // All at once: each is counted before it is looked at.
  const tries = await Promise.all(Array.from({ length: 8 }, wrong))
  expect(tries.filter((it) => it?.reason === 'wrong_pin')).toHaveLength(5)
  expect(tries.filter((it) => it?.reason === 'wait')).toHaveLength(3)
  await app.reopen()
  expect(await failure(signIn(app, 'vera'))).toEqual({ code: 'not_allowed', reason: 'wait' })
  app.time.set('2026-06-20T13:05:40Z')
  await signIn(app, 'vera')
  expect((await audit(app)).filter(({ action }) => action === 'operators.sign_in_failed')).toHaveLength(5)
  // The right one begins the count anew.
  await app.client.operators.signOut()
  expect(await wrong()).toEqual({ code: 'not_allowed', reason: 'wrong_pin' })
  expect(await wrong()).toEqual({ code: 'not_allowed', reason: 'wrong_pin' })
  await signIn(app, 'vera')
})

test('a clock that was set back keeps nobody out for longer than the wait', async () => {
  const app = await temporaryApp()
  await staffed(app)
  await app.client.operators.signOut()
  for (let tries = 0; tries < 5; tries += 1)
    await failure(app.client.operators.signIn({ username: 'vera', pin: '0000' }))
  app.time.set('2020-01-01T00:00:00Z')
  const error = await app.client.operators.signIn({ username: 'vera', pin: pins.vera }).catch((it: unknown) => it)
  expect(error).toMatchObject({ data: { reason: 'wait', seconds: 30 } })
  // Not for years of the clock: after that wait the right PIN is looked at.
  app.time.set('2020-01-01T00:00:31Z')
  await signIn(app, 'vera')
})

test('a clock that was set back does not keep an abandoned desk open', async () => {
  const app = await temporaryApp()
  await staffed(app)
  await app.client.settings.write({ lockAfterMinutes: 5 })
  app.time.set('2020-01-01T00:00:00Z')
  // What looks now and then whether the desk was left.
  await app.client.operators.current()
  app.time.set('2020-01-01T00:06:00Z')
  expect(await failure(app.client.settings.read())).toEqual({ code: 'sign_in_needed' })
})

test('rights that are taken away end what runs on them', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const { vera } = await staffed(app, { otto: [] })
  const otto = (await app.client.operators.list()).find(({ username }) => username === 'otto')!
  await app.client.operators.save({ ...named(otto), isAdmin: true })
  const people = Array.from({ length: 2000 }, (_, at) => ({
    name: `P${String(at)}`,
    email: `p${String(at)}@example.org`,
  }))
  const awarding = await app.client.awards.create({ badgeId: badge.id, people })
  await awarding.next()
  await app.client.operators.save({ id: vera!, username: 'vera', displayName: 'Vera', isAdmin: false, grants: [] })
  expect(await failure(awarding.next())).toEqual({ code: 'not_allowed' })
  await signIn(app, 'otto')
  expect((await app.client.awards.list({})).total).toBeLessThan(2000)
})

test('one changes one’s own PIN with the present one; an administrator gives another a new one', async () => {
  const app = await temporaryApp()
  const { otto } = await staffed(app, { otto: [] })
  await app.client.operators.setPin({ id: otto!, pin: '777777' })
  await app.client.operators.signIn({ username: 'otto', pin: '777777' })
  expect(await failure(app.client.operators.setPin({ id: otto!, pin: pins.otto, presentPin: '1234' }))).toEqual({
    code: 'not_allowed',
    reason: 'wrong_pin',
  })
  await app.client.operators.setPin({ id: otto!, pin: pins.otto, presentPin: '777777' })
  await signIn(app, 'otto')
  for (const pin of ['123', '1234567890123', 'passwo', ''])
    expect(await failure(app.client.operators.setPin({ id: otto!, pin, presentPin: pins.otto }))).toMatchObject({
      code: 'invalid_input',
    })
})

test('a desk that is left alone signs out by itself; what is running is no desk left alone', async () => {
  const app = await temporaryApp()
  await staffed(app)
  await app.client.settings.write({ lockAfterMinutes: 5 })
  app.time.set('2026-06-20T13:10:00Z')
  await app.client.settings.read()
  app.time.set('2026-06-20T13:14:59Z')
  await app.client.settings.read()
  app.time.set('2026-06-20T13:20:00Z')
  expect(await failure(app.client.settings.read())).toEqual({ code: 'sign_in_needed' })
  await signIn(app, 'vera')
  expect((await audit(app)).map(({ action }) => action)).toContain('operators.locked')
  await app.client.settings.write({ lockAfterMinutes: 0 })
  app.time.set('2026-06-21T13:20:00Z')
  await app.client.settings.read()
})

test('streams of whoever is signed out end: nobody hears more, and nothing is done in another’s name', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await staffed(app, { otto: presetGrants('awards', { type: 'library', id: '' }) })
  const changes = await app.client.library.changes()
  const heard = changes.next()
  const people = Array.from({ length: 5000 }, (_, at) => ({
    name: `P${String(at)}`,
    email: `p${String(at)}@example.org`,
  }))
  const awarding = await app.client.awards.create({ badgeId: badge.id, people })
  await awarding.next()
  await signIn(app, 'otto')
  expect(await failure(awarding.next())).toEqual({ code: 'sign_in_needed' })
  // It may hear of what was done before; then it ends.
  let step = await heard
  while (!step.done) step = await changes.next()
  const { total } = await app.client.awards.list({})
  expect(total).toBeGreaterThan(0)
  expect(total).toBeLessThan(5000)
})

test('a long list stops where whoever awards it is signed out: no award of it is anybody else’s', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const { vera } = await staffed(app)
  const lines = Array.from({ length: 400 }, (_, number) => `P${String(number)},p${String(number)}@example.org`)
  const columns = { name: 0, givenName: null, familyName: null, email: 1, group: null }
  const { id } = await resultOf(
    app.client.rosters.create({
      name: 'Summer',
      badgeId: badge.id,
      source: { text: ['Name,E-mail', ...lines].join('\n') },
      mapping: { ...columns, badge: null, awardedOn: null, narrative: null },
      hasHeadings: true,
    }),
  )
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  const of = () => db.prepare('SELECT DISTINCT operator_id FROM award').pluck().all()
  const count = () => db.prepare('SELECT count(*) FROM award').pluck().get() as number
  const step = (await app.client.rosters.award({ id })).next()
  while (count() === 0) await new Promise((resolve) => setImmediate(resolve))
  await app.client.operators.signOut()
  expect(await failure(step)).toEqual({ code: 'sign_in_needed' })
  expect(of()).toEqual([vera])
  expect(count()).toBeLessThan(400)
  db.close()
})

test('who follows the desk hears of every change at it, signed in or not', async () => {
  const app = await temporaryApp()
  const desk = await app.client.operators.follow()
  expect((await desk.next()).value).toEqual({ isOn: false, operator: null, names: [] })
  await staffed(app)
  expect((await desk.next()).value).toMatchObject({ isOn: true, operator: { username: 'vera' } })
  await app.client.operators.signOut()
  expect((await desk.next()).value).toMatchObject({ isOn: true, operator: null, names: [{ username: 'vera' }] })
  await desk.return?.()
})

test('turning it off asks for the PIN of who does it, and gives the library back to everybody', async () => {
  const app = await temporaryApp()
  await staffed(app, { otto: [] })
  expect(await failure(app.client.operators.turnOff({ pin: '0000' }))).toMatchObject({ reason: 'wrong_pin' })
  expect(await app.client.operators.turnOff({ pin: pins.vera })).toEqual({ isOn: false, operator: null, names: [] })
  await app.client.badges.list({})
  expect((await audit(app)).map(({ action }) => action)).toContain('operators.turned_off')
})

test('a second person confirms with their own PIN: another one, who may award that badge', async () => {
  const app = await temporaryApp()
  const star = await readyBadge(app)
  const moon = await readyBadge(app, { name: 'Reading Moon' })
  await app.client.badges.save({ id: star.id, keeping: { doubleEntry: true } })
  const { otto } = await staffed(app, {
    otto: presetGrants('awards', { type: 'badge', id: star.id }),
    lena: presetGrants('awards', { type: 'badge', id: moon.id }),
  })
  const award = (username: keyof typeof pins, pin: string) =>
    failure(
      resultOf(
        app.client.awards.create({
          badgeId: star.id,
          people: [{ name: 'Ada', email: 'ada@example.org' }],
          confirmation: { username, pin },
        }),
      ),
    )
  expect(await award('otto', '0000')).toEqual({ code: 'not_allowed', reason: 'wrong_pin' })
  expect(await award('vera', pins.vera)).toMatchObject({ code: 'not_allowed', reason: 'same_person' })
  expect(await award('lena', pins.lena)).toEqual({ code: 'not_allowed', reason: 'no_right' })
  expect(await award('otto', pins.otto)).toBeNull()
  const [row] = (await app.client.awards.list({})).rows
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  expect(db.prepare('SELECT confirmed_by FROM award WHERE id = ?').pluck().get(row!.id)).toBe(otto)
  db.close()
})

test('no PIN stands in the database, the journal, a backup or the log', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  const { otto } = await staffed(app, { otto: [], lena: [] })
  await signIn(app, 'lena')
  await failure(app.client.operators.signIn({ username: 'vera', pin: '31415926' }))
  await signIn(app, 'vera')
  await app.client.operators.setPin({ id: otto!, pin: '271828182' })
  await app.client.badges.save({ id: badge.id, details: { description: 'Twelve books.' } })
  await app.client.library.backUp()
  const files = readdirSync(app.library, { recursive: true, encoding: 'utf8' }).filter((it) =>
    statSync(join(app.library, it)).isFile(),
  )
  expect(files.some((it) => it.startsWith('backups'))).toBe(true)
  const all = Buffer.concat(files.map((it) => readFileSync(join(app.library, it)))).toString('latin1')
  for (const pin of [...Object.values(pins), '31415926', '271828182']) expect(all.includes(pin), pin).toBe(false)
})

test('a PIN fits its hash and no other, also when typed on another keyboard; a hash that asks for too much is not tried', async () => {
  const app = await temporaryApp()
  await staffed(app, { otto: [] })
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  const hashes = db.prepare('SELECT pin_hash FROM operator ORDER BY username').pluck().all() as string[]
  db.close()
  expect(hashes[0]).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(await pinFits('90817', hashes[0]!)).toBe(true)
  expect(await pinFits('９０８１７', hashes[0]!)).toBe(true)
  expect(await pinFits('48213', hashes[0]!)).toBe(false)
  for (const stored of ['', 'scrypt$40$8$1$AA$AA', 'md5$1$1$1$AA$AA', hashes[0]!.replace('$15$', '$NaN$')])
    expect(await pinFits('90817', stored)).toBe(false)
})
