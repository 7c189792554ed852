import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { noteAct } from '../../../src/main/catalog/audit'
import { checkAudit } from '../../../src/main/catalog/audit-check'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { temporaryLibrary } from '../../support/library'

/** What somebody does who writes into the file: the log's triggers guard against mistakes, not against them. */
function tamper({ library }: TestApp, sql: string) {
  const db = new Database(join(library, 'library.db'))
  db.exec(`DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened; ${sql}`)
  db.close()
}
const check = (app: TestApp) => resultOf(app.client.audit.check())
const acts = async (app: TestApp, filter = {}) => (await app.client.audit.list({ ...filter, limit: 500 })).rows

test('what is done in a library stands in its log, newest first, page by page, with the names of now', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ada', email: 'ada@example.org' }] }))
  await app.client.badges.save({ id: badge.id, details: { name: 'Reading Sun' }, asNewVersion: true })
  const rows = await acts(app)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => rows.length - at))
  expect(rows.map(({ action }) => action)).toContain('awards.created')
  const [awarded] = await acts(app, { action: 'awards.created', about: badge.id })
  expect(awarded).toMatchObject({ operatorId: null, isThisDevice: true, names: { [badge.id]: 'Reading Sun' } })

  const first = await app.client.audit.list({ limit: 2 })
  const second = await app.client.audit.list({ limit: 2, cursor: first.next })
  expect([...first.rows, ...second.rows]).toEqual(rows.slice(0, 4))
  expect(first.total).toBe(rows.length)
  expect(await app.client.audit.actions()).toEqual([...new Set(rows.map(({ action }) => action))].sort())
})

test('no name and no address of a person stands in the log', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await resultOf(
    app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Zebedee Quirk', email: 'zq@example.org' }] }),
  )
  await app.client.operators.save({ username: 'verax', displayName: 'Vera Voss', isAdmin: true, pin: '4821' })
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  const text = JSON.stringify(db.prepare('SELECT * FROM audit').all())
  db.close()
  expect(text).not.toMatch(/Zebedee|Quirk|zq@|verax|Vera|4821/)
})

test('who is in which group, what is said for others and a sheet with the words of a key are acts, too', async () => {
  const app = await temporaryApp()
  const issuer = await app.client.issuers.save({ name: 'Riverside', email: 'r@example.org', url: 'https://r.example' })
  const person = await app.client.people.save({ name: 'Zebedee Quirk' })
  const group = await app.client.people.saveGroup({ name: 'Quirks' })
  await app.client.people.setMembership({ groupId: group.id, personIds: [person.id], member: true })
  await app.client.people.setMembership({ groupId: group.id, personIds: [person.id], member: false })
  await app.client.people.removeGroup({ id: group.id })
  const key = await app.client.keys.make({ issuerId: issuer.id, kind: 'ed25519' })
  await app.client.keys.recoverySheet({ id: key.id })
  const { id } = await app.client.endorsements.make({
    issuerId: issuer.id,
    subjectId: 'https://quirk.example/badge',
    subjectName: 'Quirk',
    comment: 'Good',
  })
  const rows = (await acts(app)).map(({ action, target }) => ({ action, ...target }))
  expect(rows).toMatchObject([
    { action: 'endorsements.made', endorsementId: id, issuerId: issuer.id },
    { action: 'keys.sheet_shown', keyId: key.id },
    { action: 'keys.made' },
    { action: 'people.group_removed', groupId: group.id },
    { action: 'people.ungrouped', groupId: group.id, ids: [person.id], count: 1 },
    { action: 'people.grouped', groupId: group.id, ids: [person.id], count: 1 },
    { action: 'people.group_saved', groupId: group.id },
    { action: 'people.saved' },
    { action: 'issuers.saved' },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Quirk|quirk/)
})

test('the log holds: nobody can change or shorten it by a slip, and a whole one is found whole', async () => {
  const app = await temporaryApp()
  await readyBadge(app)
  const db = new Database(join(app.library, 'library.db'))
  expect(() => db.exec("UPDATE audit SET action = 'x'")).toThrow('append-only')
  expect(() => db.exec('DELETE FROM audit')).toThrow('append-only')
  db.close()
  const { rows, problems, lastHash } = await check(app)
  expect(rows).toBe((await acts(app)).length)
  expect(problems).toEqual([])
  expect(lastHash).toMatch(/^[0-9a-f]{64}$/)
})

test.each([
  ['changed', "UPDATE audit SET target = '{}' WHERE seq = 3", 'altered', 3],
  ['taken out', 'DELETE FROM audit WHERE seq = 3', 'missing', 3],
  ['given another time', "UPDATE audit SET at = '2026-06-20T13:05:10Z' WHERE seq = 2", 'altered', 2],
  ['forged with a hash of its own', "UPDATE audit SET hash = printf('%064d', 7) WHERE seq = 3", 'altered', 3],
  ['put in the place of another', 'UPDATE audit SET seq = 90 WHERE seq = 3', 'missing', 3],
])('a row that was %s is told, the first one only, by both checks', async (_what, sql, kind, seq) => {
  const app = await temporaryApp()
  await readyBadge(app)
  await readyBadge(app, { name: 'Reading Moon' })
  tamper(app, sql)
  const { problems } = await check(app)
  expect(problems.filter((it) => it.kind !== 'clock_back')).toMatchObject([{ kind, seq }])
  const { damaged } = await resultOf(app.client.library.check())
  expect(damaged).toContainEqual({ kind: 'audit', id: String(seq), reason: kind })
})

test('whichever cell of the log is another, the row that it stands in is told', async () => {
  const library = temporaryLibrary()
  onTestFinished(() => library.remove())
  const { db } = library.catalog
  for (let act = 0; act < 8; act += 1) noteAct(library.catalog, 'badges.saved', { badgeId: `badge ${String(act)}` })
  const rows = db.prepare('SELECT count(*) FROM audit').pluck().get() as number
  db.exec('DROP TRIGGER audit_is_never_changed')
  const column = fc.constantFrom('at', 'operator_id', 'device_id', 'action', 'target', 'prev_hash', 'hash')
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: rows }), column, fc.string(), async (seq, column, text) => {
      db.exec('BEGIN')
      try {
        const before = db.prepare(`SELECT ${column} FROM audit WHERE seq = ?`).pluck().get(seq)
        fc.pre(before !== text)
        db.prepare(`UPDATE audit SET ${column} = ? WHERE seq = ?`).run(text, seq)
        const { problems } = await resultOf(Promise.resolve(checkAudit(library.catalog)))
        expect(problems.filter(({ kind }) => kind !== 'clock_back')).toMatchObject([{ kind: 'altered', seq }])
      } finally {
        db.exec('ROLLBACK')
      }
    }),
    { numRuns: 40 },
  )
})

test('row 34, F11: a clock that was set back is noticed from the log; it is no damage', async () => {
  const app = await temporaryApp()
  await readyBadge(app)
  app.time.set('2026-06-18T13:05:09Z')
  await readyBadge(app, { name: 'Reading Moon' })
  const { problems } = await check(app)
  expect(problems).toMatchObject([{ kind: 'clock_back', at: '2026-06-18T13:05:09Z', seconds: 172_800 }])
  expect((await resultOf(app.client.library.check())).damaged).toEqual([])
})

test('the log goes out as JSON lines that hash as they did, and as CSV that no spreadsheet runs', async () => {
  const app = await temporaryApp()
  await readyBadge(app)
  await app.client.operators.save({ username: 'vera', displayName: '=1+1', isAdmin: true, pin: '4821' })
  const lines = async (as: 'csv' | 'jsonl') => {
    const { files } = await resultOf(app.client.audit.export({ as }))
    return readFileSync(join(app.folder, 'export', files[0]!), 'utf8')
      .trimEnd()
      .split(/\r?\n/)
  }
  const rows = (await lines('jsonl')).map((line) => JSON.parse(line) as Record<string, unknown>)
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  expect(rows).toEqual(db.prepare('SELECT * FROM audit ORDER BY seq').all())
  db.close()
  const [head, ...csv] = await lines('csv')
  expect(head).toBe('seq,at,operator_id,operator,device_id,action,target,prev_hash,hash')
  expect(csv).toHaveLength(rows.length)
  expect(csv.at(-1)).toContain(",'=1+1,")
})
