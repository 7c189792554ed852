import { createHash, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }
const crowd = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `Person ${index}`, email: `p${index}@example.org` }))

/** Writes what other rooms of the library write: how a badge is kept, who opted out. */
function write(app: TestApp, sql: string, ...values: unknown[]) {
  const db = new Database(join(app.library, 'library.db'))
  db.prepare(sql).run(...values)
  db.close()
}
function rows(app: TestApp, sql: string, ...values: unknown[]) {
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  const found = db.prepare(sql).all(...values)
  db.close()
  return found
}
const setBadge = (app: TestApp, badgeId: string, column: string, value: unknown) =>
  write(app, `UPDATE badge SET ${column} = ? WHERE id = ?`, value, badgeId)
const now = '2026-06-01T00:00:00Z'

describe('who may be awarded', () => {
  it('row 65: refuses the eleventh award of a badge that allows ten, however the calls meet', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    setBadge(app, badge.id, 'issue_limit', 10)
    const people = crowd(12)
    const calls = [people.slice(0, 6), people.slice(6)].map((part) =>
      resultOf(app.client.awards.create({ badgeId: badge.id, people: part })),
    )
    const results = await Promise.all(calls)
    expect(results.flatMap((result) => result.awarded)).toHaveLength(10)
    expect(results.flatMap((result) => result.skipped.map((row) => row.reason))).toEqual([
      'limit_reached',
      'limit_reached',
    ])
  })

  it('row 65: counts what was revoked, and gives the place of an award that was taken back again', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    setBadge(app, badge.id, 'issue_limit', 1)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    await app.client.awards.withdraw({ ids: [awarded[0]!.awardId] })
    const second = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo] }))
    const id = second.awarded[0]!.awardId
    await app.client.awards.markHandedOut({ ids: [id], how: 'handed_over' })
    await app.client.awards.revoke({ ids: [id], reason: 'by mistake' })
    const third = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    expect(third.skipped).toEqual([{ row: 1, reason: 'limit_reached' }])
  })

  it('row 74: passes over people who opted out or are not to be awarded, with the reason, and goes on', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const [optedOut, barred, erased, fine] = await Promise.all(crowd(4).map((person) => app.client.people.save(person)))
    write(app, 'UPDATE person SET opted_out_at = ? WHERE id = ?', now, optedOut!.id)
    write(app, 'UPDATE person SET erased_at = ? WHERE id = ?', now, erased!.id)
    write(app, "INSERT INTO do_not_award VALUES (?, 'issuer', ?, 'As agreed', ?)", barred!.id, badge.issuerId, now)
    const people = [optedOut, barred, erased, fine].map((person) => ({ personId: person!.id }))
    const { awarded, skipped } = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    expect(awarded.map(({ row }) => row)).toEqual([4])
    expect(skipped).toEqual([
      { row: 1, reason: 'opted_out' },
      { row: 2, reason: 'do_not_award' },
      { row: 3, reason: 'unknown_person' },
    ])
  })

  it('passes over somebody on the list of a program or a system that the badge is in, and of no other', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const other = await readyBadge(app, { name: 'Writing Star' })
    write(app, "INSERT INTO program (id, slug, name, created_at, updated_at) VALUES ('p', 'p', 'P', ?, ?)", now, now)
    write(app, "INSERT INTO system (id, slug, name, created_at, updated_at) VALUES ('s', 's', 'S', ?, ?)", now, now)
    write(app, "INSERT INTO program_badge VALUES ('p', ?, 0)", badge.id)
    const [one, two] = await Promise.all(crowd(2).map((person) => app.client.people.save(person)))
    write(app, "INSERT INTO do_not_award VALUES (?, 'program', 'p', '', ?)", one!.id, now)
    write(app, "INSERT INTO do_not_award VALUES (?, 'system', 's', '', ?)", two!.id, now)
    const people = [{ personId: one!.id }, { personId: two!.id }]
    const { skipped } = await resultOf(app.client.awards.create({ badgeId: badge.id, people }))
    expect(skipped).toEqual([{ row: 1, reason: 'do_not_award' }])
    write(app, "INSERT INTO system_issuer VALUES ('s', ?, 0)", badge.issuerId)
    const next = await resultOf(app.client.awards.create({ badgeId: other.id, people }))
    expect(next.skipped).toEqual([{ row: 2, reason: 'do_not_award' }])
  })

  it('wants the badges that are needed first, which newcomers cannot have', async () => {
    const app = await temporaryApp()
    const first = await readyBadge(app)
    const second = await readyBadge(app, { name: 'Writing Star' })
    write(app, 'INSERT INTO badge_prerequisite VALUES (?, ?)', second.id, first.id)
    await resultOf(app.client.awards.create({ badgeId: first.id, people: [ada] }))
    const { awarded, skipped } = await resultOf(app.client.awards.create({ badgeId: second.id, people: [ada, bo] }))
    expect(awarded.map(({ row }) => row)).toEqual([1])
    expect(skipped).toEqual([{ row: 2, reason: 'prerequisite_missing' }])
  })
})

/** The awards of a badge, oldest first. */
const awardsOf = async (app: TestApp, badgeId: string) =>
  (await app.client.awards.list({ badgeId, state: 'all', limit: 100 })).rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

async function awardTwice(policy: string, { handOut = false, publish = false } = {}) {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  setBadge(app, badge.id, 'duplicate_policy', policy)
  const create = () => resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
  const first = (await create()).awarded[0]!.awardId
  if (handOut) await app.client.awards.markHandedOut({ ids: [first], how: 'handed_over' })
  if (publish) {
    const [site] = await app.client.publishing.sites()
    await app.client.publishing.chooseFolder({ siteId: site!.id })
    await resultOf(app.client.publishing.run({ siteId: site!.id }))
  }
  app.time.set('2026-07-01T10:00:00Z')
  const second = await create()
  return { app, badge, first, second }
}

describe('row 68: the same badge twice to one person', () => {
  it('row 68: allow gives a second one beside the first', async () => {
    const { app, badge } = await awardTwice('allow')
    expect((await awardsOf(app, badge.id)).map(({ state }) => state)).toEqual(['awarded', 'awarded'])
  })

  it('row 68: replace revokes what was handed out, says why, and links the two', async () => {
    const { app, first, second } = await awardTwice('replace', { handOut: true })
    const [old, fresh] = await Promise.all(
      [first, second.awarded[0]!.awardId].map((id) => app.client.awards.read({ id })),
    )
    expect(old).toMatchObject({ state: 'superseded', revokedReason: 'Replaced by a newer award of this badge.' })
    expect(old!.supersededAt).toBe('2026-07-01T10:00:00Z')
    expect(old!.replacedBy?.id).toBe(fresh!.id)
    expect(old!.history.map(({ fact }) => fact)).toEqual(['awarded', 'handed_over', 'revoked', 'superseded'])
    expect(fresh).toMatchObject({ state: 'awarded', replaces: { id: first } })
  })

  it('row 68: replace takes back what nobody has seen', async () => {
    const { app, badge, first } = await awardTwice('replace')
    const old = await app.client.awards.read({ id: first })
    expect(old).toMatchObject({ state: 'withdrawn', revokedAt: null })
    expect((await app.client.badges.read({ id: badge.id })).awardedCount).toBe(1)
  })

  it('row 68: renew lets the old one run on until it ends, and what is public stays as it is', async () => {
    const { app, badge, first, second } = await awardTwice('renew', { publish: true })
    const old = await app.client.awards.read({ id: first })
    expect(old).toMatchObject({ state: 'superseded', revokedAt: null, unpublished: false })
    const third = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    expect((await app.client.awards.read({ id: third.awarded[0]!.awardId })).replaces?.id).toBe(
      second.awarded[0]!.awardId,
    )
  })

  it('counts the old one again when its renewal is taken back', async () => {
    const { app, first, second } = await awardTwice('renew', { handOut: true })
    await app.client.awards.withdraw({ ids: [second.awarded[0]!.awardId] })
    const old = await app.client.awards.read({ id: first })
    expect(old).toMatchObject({ state: 'handed_out', supersededAt: null, replacedBy: null })
    expect(old.history.at(-1)!.fact).toBe('restored')
  })

  it('takes no second place of a limited badge', async () => {
    const { app, badge } = await awardTwice('renew')
    setBadge(app, badge.id, 'issue_limit', 1)
    const again = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    expect(again.awarded.map(({ row }) => row)).toEqual([1])
    expect(again.skipped).toEqual([{ row: 2, reason: 'limit_reached' }])
  })

  it('is what the library refuses where nobody asked for a second one, whoever writes', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    const [one, other] = awarded
    expect(() => write(app, 'UPDATE award SET person_id = ? WHERE id = ?', one!.personId, other!.awardId)).toThrow(
      'award.badge_id, award.person_id',
    )
  })
})

describe('awards.reissue', () => {
  it('puts an award of the current version in the place of the old one, with its date and words', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const people = [ada, bo]
    const { awarded } = await resultOf(
      app.client.awards.create({
        badgeId: badge.id,
        people,
        awardedAt: '2026-05-02T12:00:00Z',
        narrative: 'Well done',
      }),
    )
    const [first, second] = awarded.map(({ awardId }) => awardId)
    await app.client.awards.markHandedOut({ ids: [first!], how: 'handed_over' })
    await app.client.badges.save({ id: badge.id, details: { criteria: 'Read ten books.' }, asNewVersion: true })
    app.time.set('2026-07-01T10:00:00Z')
    const done = await app.client.awards.reissue({ ids: [first!, second!], reason: 'The criteria were wrong.' })
    expect(done.refused).toEqual([])
    const fresh = await app.client.awards.read({ id: done.reissued[0]!.awardId })
    expect(fresh).toMatchObject({
      badgeVersion: 2,
      awardedAt: '2026-05-02T12:00:00Z',
      narrative: 'Well done',
      replaces: { id: first },
    })
    expect(await app.client.awards.read({ id: first! })).toMatchObject({
      state: 'superseded',
      revokedReason: 'The criteria were wrong.',
    })
    expect(await app.client.awards.read({ id: second! })).toMatchObject({ state: 'withdrawn', revokedAt: null })
    const again = await app.client.awards.reissue({ ids: [first!], reason: 'Once more' })
    expect(again).toEqual({ reissued: [], refused: [{ id: first, reason: 'gone' }] })
  })

  it('row 78: wants a reason', async () => {
    const app = await temporaryApp()
    await expect(app.client.awards.reissue({ ids: [crypto.randomUUID()], reason: ' ' })).rejects.toThrow()
  })
})

describe('prerequisites', () => {
  it('are overridden with a reason, which is kept with the award and noted in the audit log', async () => {
    const app = await temporaryApp()
    const first = await readyBadge(app)
    const second = await readyBadge(app, { name: 'Writing Star' })
    write(app, 'INSERT INTO badge_prerequisite VALUES (?, ?)', second.id, first.id)
    await resultOf(app.client.awards.create({ badgeId: first.id, people: [ada] }))
    const request = { badgeId: second.id, people: [ada, bo] }
    const found = (await app.client.awards.preflight(request)).find(({ code }) => code === 'prerequisite_missing')
    expect(found).toMatchObject({ rows: [2], needs: [{ badgeName: 'Reading Star', rows: [2] }] })
    const override = { reason: 'Read them at school' }
    const { awarded } = await resultOf(app.client.awards.create({ ...request, override }))
    const reasons = await Promise.all(
      awarded.map(async ({ awardId }) => (await app.client.awards.read({ id: awardId })).overrideReason),
    )
    expect(reasons).toEqual(['', 'Read them at school'])
    const audited = rows(app, "SELECT target FROM audit WHERE action = 'awards.prerequisites_waived'")
    expect(audited).toEqual([{ target: JSON.stringify({ badgeId: second.id, awards: [awarded[1]!.awardId] }) }])
    const after = await app.client.awards.preflight({ ...request, people: [{ name: 'Cy', email: null }], override })
    expect(after.map(({ code }) => code)).toContain('prerequisite_waived')
  })
})

describe('preflight', () => {
  it('tells who is passed over by the rules and what becomes of what people hold', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const out = await app.client.people.save(bo)
    write(app, 'UPDATE person SET opted_out_at = ? WHERE id = ?', now, out.id)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    setBadge(app, badge.id, 'duplicate_policy', 'renew')
    setBadge(app, badge.id, 'issue_limit', 2)
    const people = [ada, bo, { name: 'Cy', email: 'cy@example.org' }, { name: 'Di', email: 'di@example.org' }]
    const findings = await app.client.awards.preflight({ badgeId: badge.id, people })
    const told = (code: string) => findings.find((it) => it.code === code)?.rows
    expect(told('held_renewed')).toEqual([1])
    expect(told('opted_out')).toEqual([2])
    expect(told('limit_reached')).toEqual([4])
  })
})

describe('under another issuer', () => {
  /** A badge of one issuer in a program of another, with a site each. */
  async function twoIssuers() {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const other = await app.client.issuers.save({
      name: 'Town',
      email: 'town@example.net',
      url: 'https://example.net/',
    })
    await app.client.issuers.setHosting({ id: other.id, baseUrl: 'https://badges.example.net' })
    for (const id of ['p', 'q'])
      write(
        app,
        'INSERT INTO program (id, slug, name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
        id,
        id,
        id,
        now,
        now,
      )
    write(app, "INSERT INTO program_badge VALUES ('p', ?, 0), ('q', ?, 0)", badge.id, badge.id)
    write(app, "INSERT INTO issuer_program VALUES (?, 'p', 0), (?, 'p', 0)", other.id, badge.issuerId)
    const award = (people: { name: string; email: string }[], issuerId?: string) =>
      resultOf(app.client.awards.create({ badgeId: badge.id, people, ...(issuerId ? { issuerId } : {}) }))
    return { app, badge, other, award }
  }

  it('row 55: awards under the issuer that was chosen: its site, its keys, its public files', async () => {
    const { app, badge, other, award } = await twoIssuers()
    const own = await award([ada])
    const under = await award([bo], other.id)
    const [mine, theirs] = await Promise.all(
      [own, under].map(({ awarded }) => app.client.awards.read({ id: awarded[0]!.awardId })),
    )
    expect(mine).toMatchObject({ issuerId: badge.issuerId })
    expect(theirs).toMatchObject({ issuerId: other.id, issuerName: 'Town' })
    expect(theirs!.publicPage).toContain('https://badges.example.net/')
    const badgeOf = (text: string) => (JSON.parse(text) as { badge: string }).badge
    expect(badgeOf(mine!.assertion!)).toBe(`https://badges.example.org/badges/${badge.token}/v1.json`)
    expect(badgeOf(theirs!.assertion!)).toMatch(/^https:\/\/badges\.example\.net\/badges\/[a-z2-7]{26}\/v1\.json$/)
    expect(theirs!.assertion).not.toContain(badge.token)

    for (const site of await app.client.publishing.sites()) {
      await app.client.publishing.chooseFolder({ siteId: site.id })
      await resultOf(app.client.publishing.run({ siteId: site.id }))
      const { folder } = (await app.client.publishing.sites()).find(({ id }) => id === site.id)!
      const stated = site.baseUrl.endsWith('.net') ? theirs! : mine!
      const path = new URL(badgeOf(stated.assertion!)).pathname
      const published = JSON.parse(readFileSync(join(folder!, path), 'utf8')) as { id: string; issuer: string }
      expect(published.id).toBe(badgeOf(stated.assertion!))
      expect(published.issuer.startsWith(site.baseUrl)).toBe(true)
    }
    for (const { credential } of [mine!, theirs!]) {
      const bytes = Buffer.from(credential!).toString('base64')
      const [checked] = await app.client.verification.check({ files: [{ name: 'a.json', bytes }] })
      expect(checked!.verdict).toBe('valid')
    }
  })

  it('row 55: keeps one way when the other is cut, and what was awarded', async () => {
    const { app, badge, other, award } = await twoIssuers()
    write(app, "INSERT INTO issuer_program VALUES (?, 'q', 0)", other.id)
    const { awarded } = await award([ada], other.id)
    write(app, "DELETE FROM issuer_program WHERE issuer_id = ? AND program_id = 'p'", other.id)
    expect((await award([bo], other.id)).awarded).toHaveLength(1)
    write(app, 'DELETE FROM issuer_program WHERE issuer_id = ?', other.id)
    await expect(award([{ name: 'Cy', email: 'cy@example.org' }], other.id)).rejects.toMatchObject({
      data: { reason: 'issuer_not_allowed' },
    })
    expect(await app.client.awards.read({ id: awarded[0]!.awardId })).toMatchObject({ issuerId: other.id })
    expect((await awardsOf(app, badge.id)).map(({ state }) => state)).toEqual(['awarded', 'awarded'])
  })

  it('refuses an issuer that has nothing to do with the badge', async () => {
    const { app, award } = await twoIssuers()
    const stranger = await app.client.issuers.save({ name: 'S', email: 's@example.net', url: 'https://s.example/' })
    await expect(award([ada], stranger.id)).rejects.toMatchObject({ data: { reason: 'issuer_not_allowed' } })
  })
})

describe('as we knew it', () => {
  it('lists what was recorded by a moment in the state of then, back-dated awards from the day they were recorded', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    const first = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    await app.client.awards.markHandedOut({ ids: [first.awarded[0]!.awardId], how: 'handed_over' })
    app.time.set('2026-08-01T10:00:00Z')
    await app.client.awards.revoke({ ids: [first.awarded[0]!.awardId], reason: 'by mistake' })
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo], awardedAt: '2026-05-01T10:00:00Z' }))
    const asOf = async (at: string) =>
      (await app.client.awards.asOf({ at })).rows.map(({ personName, state, reason }) => [personName, state, reason])
    expect(await asOf('2026-06-01T00:00:00Z')).toEqual([])
    expect(await asOf('2026-07-01T00:00:00Z')).toEqual([['Ada Lovelace', 'handed_out', '']])
    expect(await asOf('2026-08-02T00:00:00.000Z')).toEqual([
      ['Ada Lovelace', 'revoked', 'by mistake'],
      ['Bo Ek', 'awarded', ''],
    ])
    const page = await app.client.awards.asOf({ at: '2026-08-02T00:00:00Z', limit: 1 })
    expect(page.total).toBe(2)
    const next = await app.client.awards.asOf({ at: '2026-08-02T00:00:00Z', limit: 1, cursor: page.next })
    expect(next.rows[0]).toMatchObject({ awardedAt: '2026-05-01T10:00:00Z', recordedAt: '2026-08-01T10:00:00Z' })
  })

  it('row 73: writes the list guarded against formulas, with a signature that another program can check', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: '=1+1', email: 'f@example.org' }] }))
    const report = await app.client.awards.asOfReport({ at: '2026-07-01T00:00:00Z' })
    const [csv, proof] = report.files.map((name) => readFileSync(join(report.folder, name)))
    expect(csv!.toString()).toContain(",'=1+1,f@example.org,")
    const { sha256, signatures } = JSON.parse(proof!.toString()) as {
      sha256: string
      signatures: { publicKeyPem: string; signature: string }[]
    }
    const digest = createHash('sha256').update(csv!).digest()
    expect(sha256).toBe(digest.toString('hex'))
    const isGood = (bytes: Uint8Array) =>
      verify(null, bytes, signatures[0]!.publicKeyPem, Buffer.from(signatures[0]!.signature, 'base64'))
    expect([isGood(digest), isGood(digest.toReversed())]).toEqual([true, false])
  })
})

describe('double entry', () => {
  it('asks another operator who may award, and keeps who it was', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    setBadge(app, badge.id, 'double_entry', 1)
    const request = { badgeId: badge.id, people: [ada] }
    const codesOf = async () => (await app.client.awards.preflight(request)).map(({ code }) => code)
    expect(await codesOf()).toContain('confirmation_impossible')
    await app.client.operators.save({ username: 'kim', displayName: 'Kim', isAdmin: true, pin: '481516' })
    await app.client.operators.save({ username: 'lou', displayName: 'Lou', isAdmin: true, pin: '234200' })
    await app.client.operators.signIn({ username: 'kim', pin: '481516' })
    expect(await codesOf()).toContain('confirmation_needed')

    const create = (confirmation?: { username: string; pin: string }) =>
      resultOf(app.client.awards.create({ ...request, ...(confirmation ? { confirmation } : {}) }))
    await expect(create()).rejects.toMatchObject({ data: { reason: 'confirmation_missing' } })
    await expect(create({ username: 'kim', pin: '481516' })).rejects.toMatchObject({ data: { reason: 'same_person' } })
    await expect(create({ username: 'lou', pin: '000000' })).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await app.client.awards.list({ state: 'all' })).total).toBe(0)
    const { awarded } = await create({ username: 'lou', pin: '234200' })
    expect(await app.client.awards.read({ id: awarded[0]!.awardId })).toMatchObject({
      awardedBy: 'Kim',
      confirmedBy: 'Lou',
    })
  })
})

describe('the audit log', () => {
  it('has a row for every act on awards, with ids and words only', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app, { suspendable: true })
    const { awarded } = await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada, bo] }))
    const [first, second] = awarded.map(({ awardId }) => awardId)
    await app.client.awards.markHandedOut({ ids: [first!], how: 'handed_over' })
    await app.client.awards.suspend({ ids: [first!], reason: 'Ada is away' })
    await app.client.awards.reinstate({ ids: [first!] })
    await app.client.awards.reissue({ ids: [first!], reason: 'Ada was misspelt' })
    await app.client.awards.withdraw({ ids: [second!] })
    const log = rows(app, "SELECT action, target FROM audit WHERE action LIKE 'awards.%' ORDER BY seq") as {
      action: string
      target: string
    }[]
    expect(log.map(({ action }) => action)).toEqual([
      'awards.created',
      'awards.handed_out',
      'awards.suspended',
      'awards.reinstated',
      'awards.superseded',
      'awards.created',
      'awards.withdrawn',
    ])
    expect(log.map(({ target }) => target).join()).not.toMatch(/Ada|Bo Ek|example\.org/)
  })
})
