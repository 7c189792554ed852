import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { migrate, migrationHash, migrations } from '../../../src/main/catalog/migrations'
import { openCatalog } from '../../../src/main/catalog/open'
import { temporaryFolder, testTime } from '../../support/library'

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
function contentOf(db: Database.Database): Record<string, Row[]> {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_search*' AND name <> 'schema_migration'",
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all() as Row[]]))
}

const at = '2026-05-17T10:00:00Z'
const picture = 'a'.repeat(64)

/** A little of everything that the first shape could hold, in SQL: no later program wrote it. */
const filling = `
INSERT INTO setting VALUES ('device.id', 'device');
INSERT INTO site (id, base_url, created_at) VALUES ('site', 'https://badges.example.org', '${at}');
INSERT INTO issuer (id, token, name, email, url, site_id, hosting_decided, created_at, updated_at, rev)
  VALUES ('issuer', 'issuertoken', 'Library', 'l@example.org', 'https://l.example', 'site', 1, '${at}', '${at}', 1);
INSERT INTO signing_key (id, issuer_id, kind, public_multibase, secret_ref, created_at, retired_at) VALUES
  ('old', 'issuer', 'ed25519', 'z6MkOld', 'old.key', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'),
  ('new', 'issuer', 'ed25519', 'z6MkNew', 'new.key', '2026-02-01T00:00:00Z', NULL);
INSERT INTO picture (sha256, mime, width, height, bytes, created_at) VALUES ('${picture}', 'image/png', 600, 600, 7, '${at}');
INSERT INTO design (id, name, document, created_at, updated_at) VALUES ('design', 'Star', '{}', '${at}', '${at}');
INSERT INTO badge (id, token, slug, issuer_id, design_id, status, current_version_id, awarded_count, created_at, updated_at)
  VALUES ('badge', 'badgetoken', 'reader', 'issuer', 'design', 'active_locked', 'version', 2, '${at}', '${at}');
INSERT INTO badge_version (id, badge_id, number, name, tags, picture_sha256, frozen_at, created_at, rev)
  VALUES ('version', 'badge', 1, 'Reader', '["reading","summer"]', '${picture}', '${at}', '${at}', 2);
INSERT INTO person (id, name, sort_name, awarded_count, created_at, updated_at) VALUES
  ('ann', 'Ann', 'ann', 1, '${at}', '${at}'), ('bo', 'Bo', 'bo', 1, '${at}', '${at}');
INSERT INTO person_identifier (id, person_id, type, value, value_folded, created_at) VALUES
  ('ann-mail', 'ann', 'email', 'Ann@example.org', 'ann@example.org', '${at}'), ('bo-mail', 'bo', 'email', 'family@example.org', 'family@example.org', '${at}');
INSERT INTO person_group VALUES ('group', 'Readers', '${at}');
INSERT INTO group_member VALUES ('group', 'ann');
INSERT INTO event VALUES ('event', 'Fair', '2026-05-17', '${at}');
INSERT INTO event_badge VALUES ('event', 'badge', 1);
INSERT INTO status_list (id, token, issuer_id, purpose, created_at, rev) VALUES ('list', 'listtoken', 'issuer', 'revocation', '${at}', 3);
INSERT INTO batch (id, badge_version_id, event_id, state, total, created_at) VALUES ('batch', 'version', 'event', 'done', 2, '${at}');
INSERT INTO award (id, token, badge_id, badge_version_id, person_id, batch_id, site_id, key_id, identity_hash, salt, awarded_at, status_list_id, status_index, documents_sha256, picture_sha256, rev)
  VALUES ('first', 'firsttoken', 'badge', 'version', 'ann', 'batch', 'site', 'old', 'sha256$1', 's', '${at}', 'list', 1, 'd', '${picture}', 4),
         ('second', 'secondtoken', 'badge', 'version', 'bo', 'batch', 'site', 'new', 'sha256$2', 's', '${at}', 'list', 2, 'd', '${picture}', 5);
INSERT INTO award_document VALUES ('first', '{"a":1}', '{"b":2}'), ('second', NULL, '{"b":3}');
-- The same moment: only the order of the rows tells what came first.
INSERT INTO award_history VALUES ('first', '${at}', 'awarded', ''), ('second', '${at}', 'awarded', ''), ('first', '${at}', 'exported', 'zip'), ('first', '${at}', 'revoked', 'Mistake');
INSERT INTO site_file VALUES ('site', 'index.html', 'f', 10, '${at}');
UPDATE counter SET value = 5 WHERE name = 'rev';
`

/** A library as the program left it whose newest step was `version`. */
function oldLibrary(version: number): { folder: string; before: Record<string, Row[]> } {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'pictures', 'aa'), { recursive: true })
  const db = new Database(join(folder, 'library.db'))
  db.pragma('journal_mode = WAL')
  migrate(db, at, migrations.slice(0, version))
  db.exec(filling)
  const before = contentOf(db)
  db.close()
  return { folder, before }
}

for (const version of migrations.slice(0, -1).map((step) => step.version))
  it(`row 116, F9: brings a filled library of shape ${version} to the newest with every row, reference and order kept`, () => {
    const { folder, before } = oldLibrary(version)
    const catalog = openCatalog({ folder, now: () => testTime })
    onTestFinished(catalog.close)
    const { db } = catalog

    const after = contentOf(db)
    for (const [table, rows] of Object.entries(before))
      expect(after[table], table).toEqual(rows.map((row) => expect.objectContaining(row) as Row))
    // What no row was in before is empty, but for what is read off rows that were there.
    const added = Object.keys(after).filter((table) => !(table in before))
    for (const table of added)
      expect(after[table], table).toEqual(
        table === 'badge_tag'
          ? [
              { tag: 'reading', badge_id: 'badge' },
              { tag: 'summer', badge_id: 'badge' },
            ]
          : [],
      )
    expect(after['award']).toMatchObject([{ issuer_id: 'issuer', once: 1 }, { issuer_id: 'issuer' }])
    expect(catalog.notices).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

it('row 116: every rebuilt table still holds on to what it refers to, and one current award per person', () => {
  const { folder } = oldLibrary(1)
  const catalog = openCatalog({ folder, now: () => testTime })
  onTestFinished(catalog.close)
  const { db } = catalog
  const refused = (sql: string, words: string) => expect(() => db.exec(sql), sql).toThrow(words)
  refused("DELETE FROM signing_key WHERE id = 'old'", 'FOREIGN KEY')
  refused("UPDATE award SET key_id = 'none'", 'FOREIGN KEY')
  refused(`INSERT INTO award_history VALUES ('none', '${at}', 'awarded', '')`, 'FOREIGN KEY')
  refused("UPDATE person_identifier SET person_id = 'none'", 'FOREIGN KEY')
  refused("UPDATE badge SET context_activity_id = 'none'", 'FOREIGN KEY')
  refused("UPDATE award SET person_id = 'bo'", 'UNIQUE')
  refused("INSERT INTO audit VALUES (9, '', NULL, '', '', '', '', ''); UPDATE audit SET at = 'x'", 'append-only')
  refused('DELETE FROM audit', 'append-only')
})
