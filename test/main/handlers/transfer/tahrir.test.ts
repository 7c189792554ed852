import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sqlDumpReader } from '../../../../src/core/transfer/sql-dump'
import { sqliteTables } from '../../../../src/main/catalog/staged-rows'
import { temporaryApp, type TestApp } from '../../../support/app'
import { smallPng } from '../../../support/badges'
import { countsOf, preview, rowsOf, run, takeFiles, transferFixture } from '../../../support/transfer'

const dump = transferFixture('tahrir.sql')
const databaseOf = ({ library }: TestApp) => new Database(join(library, 'library.db'), { readonly: true })
const query = (app: TestApp, sql: string) => {
  const db = databaseOf(app)
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

/** The same database as an SQLite file, made row by row from the dump. */
function sqliteFile(app: TestApp): string {
  const path = join(app.folder, 'tahrir.db')
  const db = new Database(path)
  const read = sqlDumpReader('tahrir.sql')
  const made = new Set<string>()
  for (const line of readFileSync(dump, 'utf8').split('\n'))
    for (const { table, cells } of read(line)) {
      const columns = Object.keys(cells)
      if (columns.length === 0) continue
      if (!made.has(table)) db.exec(`CREATE TABLE ${table} (${columns.map((column) => `"${column}" TEXT`).join(', ')})`)
      made.add(table)
      db.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`).run(Object.values(cells))
    }
  // A view is code of somebody else.
  db.exec('CREATE VIEW teams AS SELECT * FROM team')
  db.close()
  return path
}

const expected = {
  issuer: [1, 0, 1],
  badge: [5, 0, 1],
  person: [5, 0, 0],
  team: [2, 0, 0],
  series: [2, 0, 0],
  milestone: [2, 0, 3],
  counter: [1, 0, 2],
  award: [3, 0, 6],
  authorization: [0, 0, 1],
  invitation: [0, 0, 1],
}

describe('coming from Fedora Badges', () => {
  it('says what of a dump would come in, and why the rest would not, and stores nothing', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, dump)
    const report = await preview(app, { sourceId, origin: 'tahrir', zone: 'UTC' })
    expect(countsOf(report)).toEqual(expected)
    expect(rowsOf(report, 'left_out').sort()).toEqual(
      [
        'authorization not_carried Tester I',
        'award bad_date tester-ii -> 1',
        'award future_date Tester II',
        'award opted_out Tester I',
        'award repeated Tester I',
        'award unknown_badge gone',
        'award unknown_person Tester I',
        'badge broken ',
        'counter bad_number Tester II',
        'counter unknown_person Tester II',
        'invitation not_carried Tester I',
        'issuer invalid_address Nobody',
        'milestone position_taken Testing: C',
        'milestone unknown_badge Testing: gone',
        'milestone unknown_series lost: Tester I',
      ].sort(),
    )
    expect(report.rows).toContainEqual({
      kind: 'award',
      at: 'tahrir.sql, line 37',
      name: 'Tester I',
      reason: 'unknown_person',
      outcome: 'left_out',
    })
    expect(rowsOf(report, 'changed')).toEqual(
      expect.arrayContaining([
        'badge unknown_issuer C',
        'badge same_short_name c',
        'badge bad_web_address Tester II',
        'badge picture_missing Tester I',
        'person invalid_address dee',
        'series unknown_team Orphans',
      ]),
    )
    expect(query(app, 'SELECT (SELECT count(*) FROM badge) + (SELECT count(*) FROM person) AS n')).toEqual([{ n: 0 }])
  })

  it('brings in what it said, and nothing a second time', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, dump, { name: 'tester-i.png', bytes: smallPng() })
    expect(countsOf(await run(app, { sourceId, origin: 'tahrir', zone: 'UTC' }))).toEqual(expected)
    const { rows: badges } = await app.client.badges.list({ sort: 'name' })
    expect(badges.map(({ name, status, paused }) => [name, status, paused])).toEqual([
      ['c', 'inactive', true],
      ['C', 'inactive', true],
      ['C++', 'inactive', true],
      ['Tester I', 'inactive', true],
      ['Tester II', 'inactive', true],
    ])
    const tester = await app.client.badges.read({ id: badges[3]?.id ?? '' })
    expect(tester.details).toMatchObject({
      description: 'Tested one update',
      criteria: '<https://badges.example.org/tester>',
      altText: 'Tester I',
      tags: ['test', 'quality'],
      achievement: { modelUrl: 'https://badges.example.org/stls/tester-i.stl' },
    })
    expect(tester.missing).toEqual([])
    expect(tester.pictureSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(
      query(
        app,
        'SELECT name, nickname, website, bio, created_at, opted_out_at IS NOT NULL AS out FROM person ORDER BY name',
      ),
    ).toEqual([
      {
        name: 'ann',
        nickname: 'ann',
        website: 'https://ann.example.org',
        bio: 'Tests\nthings',
        created_at: '2012-05-05T10:00:00Z',
        out: 0,
      },
      { name: 'anna', nickname: 'anna', website: '', bio: '', created_at: '2012-05-05T10:00:00Z', out: 0 },
      { name: 'bo', nickname: 'bo', website: '', bio: '', created_at: '2012-05-05T10:00:00Z', out: 0 },
      { name: 'cas', nickname: 'cas', website: '', bio: '', created_at: '2012-05-05T10:00:00Z', out: 1 },
      { name: 'dee', nickname: 'dee', website: '', bio: '', created_at: '2012-05-05T10:00:00Z', out: 0 },
    ])
    expect(query(app, 'SELECT name FROM team ORDER BY name')).toEqual([
      { name: "Infra'structure" },
      { name: "Quality's own; team" },
    ])
    expect(
      query(
        app,
        'SELECT value, progress_counter.name FROM progress_value JOIN progress_counter ON progress_counter.id = counter_id',
      ),
    ).toEqual([{ value: 17, name: 'Tester II' }])
    const again = countsOf(await run(app, { sourceId, origin: 'tahrir', zone: 'UTC' }))
    expect(again).toMatchObject({ issuer: [0, 1, 1], badge: [0, 5, 1], person: [0, 5, 0], award: [0, 3, 6] })
    expect(query(app, 'SELECT count(*) AS n FROM badge')).toEqual([{ n: 5 }])
  })

  it('keeps past awards as confirmations, and issues them anew with their own date only when asked to', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, dump, { name: 'tester-i.png', bytes: smallPng() })
    const wish = { sourceId, origin: 'tahrir', zone: 'UTC' } as const
    await run(app, wish)
    expect(query(app, 'SELECT met_at, role, note FROM criterion_met ORDER BY met_at')).toEqual([
      { met_at: '2013-03-01T23:30:00Z', role: 'Fedora Badges', note: 'https://bodhi.example.org/updates/7' },
      { met_at: '2013-04-01T09:00:00Z', role: 'Fedora Badges', note: '' },
      { met_at: '2013-05-01T10:00:00Z', role: 'Fedora Badges', note: 'said\tthanks\\o/' },
    ])
    expect((await app.client.awards.list({})).total).toBe(0)

    // Not before somebody has looked at the badge and decided where its site is.
    expect(rowsOf(await preview(app, { ...wish, awardAgain: true }), 'left_out')).toContain('award not_ready Tester I')
    const [issuer] = await app.client.issuers.list()
    await app.client.issuers.setHosting({ id: issuer?.id ?? '', baseUrl: 'https://badges.example.org' })
    const { rows } = await app.client.badges.list({ query: 'Tester I' })
    const tester = rows.find(({ name }) => name === 'Tester I')
    await app.client.badges.activate({ id: tester?.id ?? '' })
    const before = await preview(app, { ...wish, awardAgain: true })
    expect(countsOf(before)['award']).toEqual([2, 0, 7])
    expect(countsOf(await run(app, { ...wish, awardAgain: true }))['award']).toEqual([2, 0, 7])
    const awards = await app.client.awards.list({})
    expect(awards.rows.map(({ personName, awardedAt }) => [personName, awardedAt])).toEqual([
      ['bo', '2013-04-01T09:00:00Z'],
      ['ann', '2013-03-01T23:30:00Z'],
    ])
    expect(query(app, 'SELECT count(*) AS n FROM criterion_met WHERE award_id IS NOT NULL')).toEqual([{ n: 2 }])
    expect(query(app, 'SELECT DISTINCT source FROM batch')).toEqual([{ source: 'import' }])
    expect(countsOf(await run(app, { ...wish, awardAgain: true }))['award']).toEqual([0, 2, 7])
    expect((await app.client.awards.list({})).total).toBe(2)
  })

  it('reads the same database from an SQLite file, and nothing from its views', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, sqliteFile(app))
    const report = await preview(app, { sourceId, origin: 'tahrir', zone: 'UTC' })
    expect(countsOf(report)).toEqual({ ...expected, badge: [5, 0, 0] })
  })

  it('row 33: a date without zone stays behind until somebody says which zone it is in', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, dump)
    const without = await preview(app, { sourceId, origin: 'tahrir' })
    expect(without.timesWithoutZone).toBe(13)
    expect(rowsOf(without, 'changed')).toContain('person no_zone ann')
    expect(countsOf(without)['award']).toEqual([1, 0, 8])
    await run(app, { sourceId, origin: 'tahrir', zone: 'Europe/Berlin' })
    // Summer time began in between.
    expect(query(app, 'SELECT met_at FROM criterion_met ORDER BY met_at')).toEqual([
      { met_at: '2013-03-01T22:30:00Z' },
      { met_at: '2013-04-01T07:00:00Z' },
      { met_at: '2013-05-01T10:00:00Z' },
    ])
    await expect(preview(app, { sourceId, origin: 'tahrir', zone: 'Atlantis' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it('row 42: two names that the old system took for one are two badges', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, dump)
    await run(app, { sourceId, origin: 'tahrir', zone: 'UTC' })
    expect(query(app, "SELECT slug FROM badge WHERE slug LIKE 'c%' ORDER BY slug")).toEqual([
      { slug: 'c' },
      { slug: 'c-2' },
      { slug: 'c-plus-plus' },
    ])
  })

  it('row 47: a tag is the whole tag', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, dump)
    await run(app, { sourceId, origin: 'tahrir', zone: 'UTC' })
    expect((await app.client.badges.list({ tags: ['test'] })).rows.map(({ name }) => name)).toEqual(['Tester I'])
  })

  it('row 75: what came in before a cancel stays, and running again goes on', async () => {
    const app = await temporaryApp()
    const people = Array.from({ length: 4000 }, (_, index) => `${index + 10}\tp${index}@example.org\tperson ${index}`)
    const many = ['COPY persons (id, email, nickname) FROM stdin;', ...people, '\\.', ''].join('\n')
    const sourceId = await takeFiles(app, { name: 'many.sql', bytes: Buffer.from(many) })
    const abort = new AbortController()
    const stream = await app.client.transfer.run({ sourceId, origin: 'tahrir' }, { signal: abort.signal })
    await stream.next()
    abort.abort()
    await stream.return?.().catch(() => undefined)
    const { total } = await app.client.people.list({})
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(4000)
    expect(countsOf(await run(app, { sourceId, origin: 'tahrir' }))['person']).toEqual([4000 - total, total, 0])
  })

  it('row 69: a dump in another encoding, or with signs that editors break lines at, is read as it was written', async () => {
    const app = await temporaryApp()
    const rowsFrom = (said: string) =>
      [
        said,
        'COPY public.persons (id, email, nickname, bio) FROM stdin;',
        '1\tann@example.org\tÄnne\tone\u2028two',
        '\\.',
        '',
      ].join('\n')
    const latin = (text: string) => Buffer.from(text.replace('\u2028', ' '), 'latin1')
    const dumps: [string, Uint8Array][] = [
      ['utf8.sql', Buffer.from(rowsFrom("SET client_encoding = 'UTF8';"))],
      ['crlf.sql', Buffer.from(`\ufeff${rowsFrom('-- none').replaceAll('\n', '\r\n')}`)],
      ['latin1.sql', latin(rowsFrom("SET client_encoding = 'LATIN1';"))],
      ['silent.sql', latin(rowsFrom('-- says nothing'))],
      ['powershell.sql', Buffer.from(`\ufeff${rowsFrom("SET client_encoding = 'UTF8';")}`, 'utf16le')],
    ]
    for (const [name, bytes] of dumps) {
      const report = await preview(app, { sourceId: await takeFiles(app, { name, bytes }), origin: 'tahrir' })
      expect([name, countsOf(report)]).toEqual([name, { person: [1, 0, 0] }])
    }
    const [[name, bytes]] = [dumps[4]!]
    await run(app, { sourceId: await takeFiles(app, { name, bytes }), origin: 'tahrir' })
    expect(query(app, 'SELECT name, bio FROM person')).toEqual([{ name: 'Änne', bio: 'one\u2028two' }])
  })

  it('whoever opted out there and is here already is named, and gets nothing', async () => {
    const app = await temporaryApp()
    await app.client.people.save({ name: 'ann', email: 'ann@example.org' })
    const text = [
      'COPY persons (id, email, nickname, opt_out) FROM stdin;',
      '1\tann@example.org\tann\tt',
      '\\.',
      'COPY accolades (id, person_id) FROM stdin;',
      '1\t1',
      '\\.',
    ].join('\n')
    const sourceId = await takeFiles(app, { name: 'out.sql', bytes: Buffer.from(text) })
    const report = await run(app, { sourceId, origin: 'tahrir' })
    expect(rowsOf(report, 'changed')).toEqual(['person opted_out ann'])
    // A table that nothing is known of does not go unsaid.
    expect(rowsOf(report, 'left_out')).toEqual(['table unknown_table accolades'])
  })

  it('row 76: an empty file, a file that is none, and one that is something else are told apart', async () => {
    const app = await temporaryApp()
    const failing = async (name: string, bytes: Uint8Array) =>
      preview(app, { sourceId: await takeFiles(app, { name, bytes }), origin: 'tahrir' }).then(
        () => null,
        (error: { data?: { reason?: string } }) => error.data?.reason,
      )
    expect(await failing('empty.sql', Buffer.from('-- nothing\n'))).toBe('nothing_found')
    expect(await failing('cut.db', Buffer.from('SQLite format 3\0 and no more'))).toBe('not_sqlite')
    expect(await failing('picture.bin', Buffer.from([1, 2, 0, 3]))).toBe('unknown_file')
  })

  it('virtual tables and columns that are computed are code of somebody else, however they are written down', async () => {
    const app = await temporaryApp()
    const path = join(app.folder, 'hostile.db')
    const db = new Database(path)
    db.exec(`CREATE TABLE badges (id TEXT, name TEXT, huge TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))));
      INSERT INTO badges (id, name) VALUES ('a', 'A'); CREATE VIRTUAL TABLE persons USING fts5(email)`)
    db.unsafeMode(true)
    db.pragma('writable_schema = ON')
    db.exec("UPDATE sqlite_schema SET sql = replace(sql, 'CREATE VIRTUAL', 'CREATE  VIRTUAL') WHERE name = 'persons'")
    db.close()
    const tables = sqliteTables(path, 'hostile.db')
    expect(tables.names()).toContain('badges')
    expect(tables.names()).not.toContain('persons')
    expect([...tables.rows('badges')].map(({ cells }) => cells)).toEqual([{ id: 'a', name: 'A' }])
    tables.close()
  })

  it('files come in pieces, and are deleted when they are forgotten', async () => {
    const app = await temporaryApp()
    const bytes = readFileSync(dump)
    const half = Math.floor(bytes.length / 2)
    const { sourceId } = await app.client.transfer.take({
      fileName: 'tahrir.sql',
      bytes: bytes.subarray(0, half).toString('base64'),
    })
    const second = { sourceId, fileName: 'tahrir.sql', bytes: bytes.subarray(half).toString('base64') }
    await expect(app.client.transfer.take({ ...second, offset: half + 1 })).rejects.toMatchObject({ code: 'conflict' })
    const taken = await app.client.transfer.take({ ...second, offset: half })
    expect(taken.files).toEqual([{ name: 'tahrir.sql', bytes: bytes.length }])
    expect(countsOf(await preview(app, { sourceId, origin: 'tahrir', zone: 'UTC' }))).toEqual(expected)
    await app.client.transfer.forget({ sourceId })
    await expect(preview(app, { sourceId, origin: 'tahrir' })).rejects.toMatchObject({ code: 'not_found' })
  })
})
