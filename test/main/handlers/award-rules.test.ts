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
