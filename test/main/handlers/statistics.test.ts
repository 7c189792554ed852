import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

let app: TestApp
let people: Record<'Ann' | 'Bo' | 'Cy' | 'Di' | 'Ed', string>
let badges: string[]
beforeEach(async () => {
  app = await temporaryApp()
  badges = []
  for (const name of ['First', 'Second', 'Third']) badges.push((await readyBadge(app, { name })).id)
  const saved = await Promise.all(['Ann', 'Bo', 'Cy', 'Di', 'Ed'].map((name) => app.client.people.save({ name })))
  people = Object.fromEntries(saved.map(({ name, id }) => [name, id])) as typeof people
  // Ann has three, Bo and Cy two each, Di one, Ed none.
  await award(badges[0]!, ['Ann', 'Bo', 'Cy', 'Di'], '2026-01-15T10:00:00Z')
  await award(badges[1]!, ['Ann', 'Bo'], '2026-03-02T10:00:00Z')
  await award(badges[2]!, ['Ann', 'Cy'], '2026-03-31T23:30:00Z')
})

const award = (badgeId: string, names: (keyof typeof people)[], awardedAt: string) =>
  resultOf(app.client.awards.create({ badgeId, people: names.map((name) => ({ personId: people[name] })), awardedAt }))
const ranks = async (input: Parameters<TestApp['client']['statistics']['leaderboard']>[0] = {}) =>
  (await app.client.statistics.leaderboard(input)).rows.map(({ rank, name, awards }) => `${rank} ${name} ${awards}`)

describe('the leaderboard', () => {
  it('row 121: ties share a rank and the next is skipped: 1, 2, 2, 4; nobody without awards is ranked', async () => {
    expect(await ranks()).toEqual(['1 Ann 3', '2 Bo 2', '2 Cy 2', '4 Di 1'])
    expect(await app.client.statistics.rank({ personId: people.Ed })).toEqual({ rank: null, of: 4, awards: 0 })
    expect(await app.client.statistics.rank({ personId: people.Di })).toEqual({ rank: 4, of: 4, awards: 1 })
  })
  it('row 121: ranks are others as soon as somebody opts out, and again when they come back', async () => {
    await app.client.people.optOut({ ids: [people.Ann] })
    expect(await ranks()).toEqual(['1 Bo 2', '1 Cy 2', '3 Di 1'])
    expect(await app.client.statistics.rank({ personId: people.Ann })).toMatchObject({ rank: null, of: 3 })
    expect(await ranks({ from: '2026-01-01' })).toEqual(['1 Bo 2', '1 Cy 2', '3 Di 1'])
    await app.client.people.optIn({ ids: [people.Ann] })
    expect(await ranks()).toHaveLength(4)
  })
  it('row 121: whatever people have, a rank is one more than how many have more, on every page and for each alone', async () => {
    const db = new Database(join(app.library, 'library.db'))
    const ids = Object.values(people)
    const setCount = db.prepare('UPDATE person SET awarded_count = ?, opted_out_at = ? WHERE id = ?')
    const person = fc.record({ awards: fc.nat(3), isOut: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        async (all, limit) => {
          for (const [at, { awards, isOut }] of all.entries())
            setCount.run(awards, isOut ? '2026-01-01T00:00:00Z' : null, ids[at])
          const ranked = all.filter(({ awards, isOut }) => awards > 0 && !isOut)
          const rankOf = ({ awards }: { awards: number }) => 1 + ranked.filter((other) => other.awards > awards).length
          const found = new Map<string, number>()
          for (let cursor: string | null | undefined; cursor !== null;) {
            const page: Awaited<ReturnType<TestApp['client']['statistics']['leaderboard']>> =
              await app.client.statistics.leaderboard({ limit, cursor })
            for (const row of page.rows) found.set(row.personId, row.rank)
            cursor = page.next
          }
          for (const [at, each] of all.entries()) {
            const rank = ranked.includes(each) ? rankOf(each) : null
            expect(found.get(ids[at]!) ?? null).toBe(rank)
            expect((await app.client.statistics.rank({ personId: ids[at]! })).rank).toBe(rank)
          }
        },
      ),
      { numRuns: 25 },
    )
    db.close()
  })
  it.each([{}, { from: '2026-01-01', to: '2026-12-31' }])(
    'goes on from page to page with the same ranks (%j)',
    async (period) => {
      const rows: string[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<TestApp['client']['statistics']['leaderboard']>> =
          await app.client.statistics.leaderboard({ ...period, limit: 1, cursor })
        expect(page.total).toBe(4)
        rows.push(...page.rows.map(({ rank, name }) => `${rank} ${name}`))
        cursor = page.next
      } while (cursor !== null)
      expect(rows).toEqual(['1 Ann', '2 Bo', '2 Cy', '4 Di'])
    },
  )
  it('counts the awards of a period alone, its last day included', async () => {
    expect(await ranks({ from: '2026-03-01', to: '2026-03-31' })).toEqual(['1 Ann 2', '2 Bo 1', '2 Cy 1'])
    expect(await ranks({ to: '2026-02-28' })).toEqual(['1 Ann 1', '1 Bo 1', '1 Cy 1', '1 Di 1'])
  })
  it('an award that was taken back counts no longer', async () => {
    const { rows } = await app.client.awards.list({ personId: people.Ann })
    await app.client.awards.withdraw({ ids: [rows[0]!.id] })
    expect((await ranks())[0]).toBe('1 Ann 2')
    expect(await app.client.statistics.months({})).toMatchObject([{ awards: 4 }, { awards: 3 }])
  })
})

describe('counts', () => {
  it('of badges say how often, first and last when, and to what part of the people', async () => {
    await app.client.people.optOut({ ids: [people.Ed] })
    expect(await app.client.statistics.badges({})).toMatchObject([
      {
        name: 'First',
        awards: 4,
        people: 4,
        percent: 100,
        firstAt: '2026-01-15T10:00:00Z',
        lastAt: '2026-01-15T10:00:00Z',
      },
      { name: 'Second', awards: 2, percent: 50 },
      { name: 'Third', awards: 2, percent: 50 },
    ])
    expect(await app.client.statistics.badges({ to: '2026-02-01' })).toHaveLength(1)
  })
  it('never say that more than all people hold a badge: who opted out or was erased is of neither number', async () => {
    await app.client.people.optOut({ ids: [people.Ann] })
    await app.client.people.erase({ id: people.Bo, publicFiles: 'keep' })
    for (const period of [{}, { from: '2026-01-01' }])
      expect(await app.client.statistics.badges(period)).toMatchObject([
        { name: 'First', people: 4, percent: 66.7 },
        { name: 'Second', people: 2, percent: 0 },
        { name: 'Third', people: 2, percent: 33.3 },
      ])
  })
  it('of badges know who got one again after it was taken back, and who did not', async () => {
    const { rows } = await app.client.awards.list({ badgeId: badges[1]! })
    await app.client.awards.withdraw({ ids: rows.map(({ id }) => id) })
    await award(badges[1]!, ['Ann'], '2026-03-02T10:00:00Z')
    for (const period of [{}, { from: '2026-01-01' }])
      expect((await app.client.statistics.badges(period)).find(({ name }) => name === 'Second')).toMatchObject({
        awards: 1,
        people: 1,
        percent: 20,
      })
  })
  it('of months are those of everything, of one badge or of one person', async () => {
    expect(await app.client.statistics.months({})).toEqual([
      { month: '2026-01', awards: 4 },
      { month: '2026-03', awards: 4 },
    ])
    expect(await app.client.statistics.months({ personId: people.Cy })).toMatchObject([{ awards: 1 }, { awards: 1 }])
    expect(await app.client.statistics.months({ badgeId: badges[1]! })).toEqual([{ month: '2026-03', awards: 2 }])
  })
  it('of events are by event, the newest first', async () => {
    const event = await app.client.events.save({ name: 'Fair', heldOn: '2026-06-20', badgeIds: [badges[1]!] })
    await resultOf(
      app.client.awards.create({
        badgeId: badges[1]!,
        people: [{ personId: people.Cy }, { personId: people.Di }],
        eventId: event.id,
      }),
    )
    expect(await app.client.statistics.events()).toEqual([
      { eventId: event.id, name: 'Fair', heldOn: '2026-06-20', awards: 2, people: 2 },
    ])
  })
  it('set two people side by side', async () => {
    const compared = await app.client.statistics.compare({ personIds: [people.Bo, people.Cy] })
    expect(compared.people).toMatchObject([
      { name: 'Bo', awards: 2 },
      { name: 'Cy', awards: 2 },
    ])
    expect(
      [compared.both, compared.onlyFirst, compared.onlySecond].map((list) => list.map(({ name }) => name)),
    ).toEqual([['First'], ['Second'], ['Third']])
  })
})

describe('of many awards', () => {
  it('are the same as if they were counted at once', async () => {
    await app.close()
    const db = new Database(join(app.library, 'library.db'))
    const eventId = '70000000-0000-7000-8000-000000000000'
    // Two thousand people, three awards each, many of them at one moment; a few taken back.
    db.exec(`
      INSERT INTO event (id, name, held_on, created_at) VALUES ('${eventId}', 'Fair', '2026-02-01', '2026-02-01T00:00:00Z');
      WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 1999)
        INSERT INTO person (id, name, sort_name, created_at, updated_at) SELECT printf('00000000-0000-7000-8000-%012d', n), printf('P %04d', n), printf('p %04d', n), '', '' FROM number;
      INSERT INTO award (id, token, badge_id, badge_version_id, person_id, batch_id, event_id, issuer_id, identity_hash, salt, awarded_at, documents_sha256,
          picture_sha256, rev, withdrawn_at)
        SELECT person.id || some.id, person.id || some.id, badge_id, badge_version_id, person.id, batch_id, iif(person.rowid % 2, '${eventId}', NULL), issuer_id, '', '',
          iif(person.rowid % 3, '2026-05-05T10:00:00Z', printf('2026-%02d-05T10:00:00Z', 1 + person.rowid % 12)), '', some.picture_sha256, 1,
          iif(person.rowid % 50 = 0, '2026-06-01T10:00:00Z', NULL)
        FROM person, (SELECT * FROM award WHERE withdrawn_at IS NULL GROUP BY badge_id) AS some WHERE person.id LIKE '00000000-%';
      UPDATE person SET awarded_count = (SELECT count(*) FROM award WHERE person_id = person.id AND withdrawn_at IS NULL);
      UPDATE badge SET awarded_count = (SELECT count(*) FROM award WHERE badge_id = badge.id AND withdrawn_at IS NULL);
    `)
    const counted = (what: string, by: string) =>
      db.prepare(`SELECT ${what} FROM award WHERE withdrawn_at IS NULL AND ${by}`).all()
    const months = counted('substr(awarded_at, 1, 7) AS month, count(*) AS awards', '1 GROUP BY month')
    const ofBadge = counted(
      'substr(awarded_at, 1, 7) AS month, count(*) AS awards',
      `badge_id = '${badges[0]!}' GROUP BY month`,
    )
    const events = counted('count(*) AS awards, count(DISTINCT person_id) AS people', 'event_id IS NOT NULL')
    const perBadge = counted('count(*) AS awards, count(DISTINCT person_id) AS people', '1 GROUP BY badge_id')
    const leaders = counted(
      'person_id AS personId, count(*) AS awards',
      "awarded_at >= '2026-05-01' GROUP BY person_id ORDER BY awards DESC, (SELECT sort_name FROM person WHERE id = person_id)",
    )
    db.close()
    await app.reopen()
    const { statistics } = app.client
    expect(await statistics.months({})).toEqual(months)
    expect(await statistics.months({ badgeId: badges[0]! })).toEqual(ofBadge)
    expect(await statistics.events()).toMatchObject(events)
    for (const period of [{}, { from: '2026-01-01' }])
      expect(await statistics.badges(period)).toEqual(
        expect.arrayContaining(perBadge.map((count) => expect.objectContaining(count as object) as unknown)),
      )
    const found: unknown[] = []
    for (let cursor: string | null = null, page = 0; page < 9 && (page === 0 || cursor !== null); page += 1) {
      const { rows, next, total }: Awaited<ReturnType<typeof statistics.leaderboard>> = await statistics.leaderboard({
        from: '2026-05-01',
        limit: 500,
        cursor,
      })
      expect(total).toBe(leaders.length)
      found.push(...rows.map(({ personId, awards }) => ({ personId, awards })))
      cursor = next
    }
    expect(found).toEqual(leaders)
  })
})
