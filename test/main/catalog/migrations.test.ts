import { rmSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { listKeys } from '../../../src/main/catalog/keys'
import { migrationHash, migrations } from '../../../src/main/catalog/migrations'
import { openCatalog } from '../../../src/main/catalog/open'
import { findOrAddPeople } from '../../../src/main/catalog/people'
import { awardWorld, storeAward, temporaryFolder, testTime } from '../../support/library'

/**
 * A migration that a library has gone through is never edited: the next change is the next file. A new release adds its line here.
 */
const released = ['00dbea163aa5cb3686cbe9f294abb766e13bb7a50a69874c6ab4da4927802ed6']

it('keeps every released migration as it was, numbered from 1 without a gap', () => {
  expect(migrations.slice(0, released.length).map(migrationHash)).toEqual(released)
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})

type Row = Record<string, unknown>

/** Every table's rows in the order in which they lie, but for the note of the steps. */
function contentOf({ db }: Catalog): Record<string, Row[]> {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'schema_migration'",
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all() as Row[]]))
}

/** Awards with a key, a status entry and histories, as a library of the third shape kept them. */
function fill(catalog: Catalog): void {
  const world = awardWorld(catalog)
  const awards = catalog.write((tx) =>
    findOrAddPeople(
      catalog,
      tx,
      ['Ann', 'Bo', 'Cy'].map((name, at) => ({ row: at + 1, name, email: `${name.toLowerCase()}@example.org` })),
    ).map(({ personId }) => storeAward(catalog, tx, world, personId!)),
  )
  const { db } = catalog
  const key = db.prepare("INSERT INTO signing_key VALUES (?, ?, 'ed25519', ?, ?, ?, ?)")
  key.run('old', world.issuerId, 'z6MkOld', 'old.key', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')
  key.run('new', world.issuerId, 'z6MkNew', 'new.key', '2026-02-01T00:00:00Z', null)
  db.prepare("INSERT INTO status_list VALUES ('list', ?, ?, 'revocation', 131072, '2026-01-01T00:00:00Z', 1)").run(
    catalog.newToken(),
    world.issuerId,
  )
  const note = db.prepare('INSERT INTO award_history (award_id, at, fact, detail) VALUES (?, ?, ?, ?)')
  for (const [at, id] of awards.entries()) {
    db.prepare("UPDATE award SET key_id = ?, status_list_id = 'list', status_index = ? WHERE id = ?").run(
      at === 0 ? 'old' : 'new',
      at,
      id,
    )
    note.run(id, '2026-05-17T10:00:00Z', 'awarded', '')
  }
  // The same moment: only the order of the rows tells what came first.
  note.run(awards[1], '2026-05-17T10:00:00Z', 'exported', 'zip')
  note.run(awards[1], '2026-05-17T10:00:00Z', 'revoked', 'Mistake')
}

it('row 116: brings a filled library of the third shape to the fourth with every row, reference and order kept', () => {
  const folder = temporaryFolder()
  let catalog = openCatalog({ folder, now: () => testTime, steps: migrations.slice(0, 3) })
  onTestFinished(() => {
    catalog.close()
    rmSync(folder, { recursive: true, force: true })
  })
  fill(catalog)
  const before = contentOf(catalog)
  expect(before['award']).toHaveLength(3)
  catalog.close()
  catalog = openCatalog({ folder, now: () => testTime, steps: migrations.slice(0, 4) })

  const after = contentOf(catalog)
  for (const [table, rows] of Object.entries(before))
    expect(after[table], table).toEqual(rows.map((row) => expect.objectContaining(row) as Row))
  const added = Object.keys(after).filter((table) => !(table in before))
  expect(added.sort()).toEqual(['endorsement', 'received_badge', 'received_document'])
  for (const table of added) expect(after[table], table).toEqual([])
  expect(listKeys(catalog).map(({ id, retiredAt, retiredReason }) => [id, retiredAt, retiredReason])).toEqual([
    ['new', null, null],
    ['old', '2026-02-01T00:00:00Z', null],
  ])
  expect(catalog.notices).toEqual([])

  const { db } = catalog
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(() => db.exec("DELETE FROM signing_key WHERE id = 'old'")).toThrow('FOREIGN KEY')
  expect(() => db.exec("UPDATE award SET key_id = 'none'")).toThrow('FOREIGN KEY')
  expect(() => db.exec("INSERT INTO award_history VALUES ('none', '2026-05-17T10:00:00Z', 'awarded', '')")).toThrow(
    'FOREIGN KEY',
  )
})
