import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applicationId, migrations } from '../../../src/main/catalog/migrations'
import { newToken, uuidv7Source } from '../../../src/main/catalog/ids'
import { openCatalog } from '../../../src/main/catalog/open'
import { seededRandom, temporaryFolder, temporaryLibrary, type TemporaryLibrary } from '../../support/library'
import { thrownBy } from '../../support/thrown-by'

let library: TemporaryLibrary
beforeEach(() => {
  library = temporaryLibrary()
})
afterEach(() => library.remove())

const databaseFile = () => join(library.folder, 'library.db')
const refusal = () => thrownBy(() => openCatalog({ folder: library.folder }))

describe('a fresh library', () => {
  it('rests on WAL with full flushes, foreign keys and a wait for other readers', () => {
    const read = (pragma: string) => library.catalog.db.pragma(pragma, { simple: true })
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'cache_size'].map(read)).toEqual([
      'wal',
      2,
      1,
      5000,
      -65_536,
    ])
  })
  it('carries its own mark in the header, so that no other program’s database is taken for it', () => {
    library.catalog.close()
    expect(readFileSync(databaseFile()).readUInt32BE(68)).toBe(applicationId)
  })
  it('is known by one name for its device, in the journal too, at every start', () => {
    const { deviceId } = library.catalog
    expect(library.reopen().deviceId).toBe(deviceId)
    expect(readFileSync(join(library.folder, 'journal.jsonl'), 'utf8')).toContain(`"device":"${deviceId}"`)
  })
  it.skipIf(process.platform === 'win32')('is made in a folder that only its owner may enter', () => {
    const folder = temporaryFolder()
    const own = join(folder, 'library')
    openCatalog({ folder: own }).close()
    expect(statSync(own).mode & 0o777).toBe(0o700)
    rmSync(folder, { recursive: true })
  })
  it.skipIf(process.platform === 'win32')('leaves the rights of a folder that is there as they are', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o750)
    openCatalog({ folder }).close()
    expect(statSync(folder).mode & 0o777).toBe(0o750)
    rmSync(folder, { recursive: true })
  })
  it('is made where half of one was begun: an empty database file and nothing else', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'library.db'), '')
    openCatalog({ folder }).close()
    rmSync(folder, { recursive: true })
  })
})

describe('the index of people’s words', () => {
  const settings = () =>
    library.catalog.db.prepare("SELECT k, v FROM person_search_config WHERE k LIKE '%merge' ORDER BY k").raw().all()
  const wanted = [
    ['automerge', 16],
    ['crisismerge', 64],
  ]
  it('is merged in small steps, in a library that was made before this was known, too', () => {
    expect(settings()).toEqual(wanted)
    library.catalog.db.exec("INSERT INTO person_search (person_search, rank) VALUES ('automerge', 4)")
    library.reopen()
    expect(settings()).toEqual(wanted)
  })
})

describe('write', () => {
  it('takes back everything where the work throws, journal and revision included', () => {
    const { catalog } = library
    const before = readFileSync(join(library.folder, 'journal.jsonl'), 'utf8')
    const failing = () =>
      catalog.write((tx) => {
        tx.nextRev()
        tx.journal('row', { table: 'event', row: {} })
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(catalog.write((tx) => tx.nextRev())).toBe(1)
    expect(readFileSync(join(library.folder, 'journal.jsonl'), 'utf8')).toBe(before)
  })
  it('counts revisions on from one write to the next', () => {
    const { catalog } = library
    expect(catalog.write((tx) => [tx.nextRev(), tx.nextRev()])).toEqual([1, 2])
    expect(library.reopen().write((tx) => tx.nextRev())).toBe(3)
  })
  it('is never nested and never asynchronous', () => {
    const { catalog } = library
    expect(() => catalog.write(() => catalog.write(() => 1))).toThrow('nested')
    expect(() => catalog.write(async () => 1)).toThrow('asynchronous')
  })
})

describe('ids', () => {
  it('rise even while the clock stands still or goes back (F11)', () => {
    let ms = 1_000_000
    const newId = uuidv7Source(() => ms, seededRandom('ids'))
    const ids = Array.from({ length: 5000 }, () => newId())
    ms -= 3_600_000
    ids.push(newId())
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids.slice(-2))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it('tokens use all of their alphabet in every place', () => {
    const random = seededRandom('tokens')
    const tokens = Array.from({ length: 2000 }, () => newToken(random))
    for (let place = 0; place < 26; place += 1) expect(new Set(tokens.map((token) => token[place])).size).toBe(32)
    expect(tokens.every((token) => /^[a-z2-7]{26}$/.test(token))).toBe(true)
  })
})

describe('a second process', () => {
  it('row 117, F10: is told at once that the library is in use', () => {
    expect(refusal()).toMatchObject({ code: 'library_in_use' })
  })
  it('F10: a process that was killed leaves no lock behind', () => {
    library.catalog.close()
    const script = `const Database = require(${JSON.stringify(join(process.cwd(), 'node_modules/better-sqlite3'))})
      const db = new Database(process.argv[1]); db.exec('BEGIN EXCLUSIVE'); process.kill(process.pid, 'SIGKILL')`
    const { signal } = spawnSync(process.execPath, ['-e', script, join(library.folder, 'library.lock')])
    expect(signal).toBe('SIGKILL')
    library.reopen()
  })
})

describe('shapes of the library', () => {
  it('row 116: a newer library is refused, byte for byte untouched', () => {
    library.catalog.db.pragma('user_version = 999')
    library.catalog.close()
    const before = readFileSync(databaseFile())
    expect(refusal()).toMatchObject({ code: 'library_newer', details: { version: 999 } })
    expect(readFileSync(databaseFile()).equals(before)).toBe(true)
  })
  it('F9: a library whose steps differ from the known ones is refused', () => {
    library.catalog.db.prepare("UPDATE schema_migration SET sha256 = 'other'").run()
    library.catalog.close()
    expect(refusal()).toMatchObject({ code: 'library_newer' })
  })
  const next = {
    version: migrations.length + 1,
    sql: 'ALTER TABLE event ADD COLUMN place TEXT; CREATE TABLE extra (id TEXT) STRICT;',
  }
  it('row 116, F9: an older library is backed up, then brought to the new shape', () => {
    library.catalog.close()
    const catalog = openCatalog({ folder: library.folder, steps: [...migrations, next] })
    expect(catalog.db.pragma('user_version', { simple: true })).toBe(migrations.length + 1)
    expect(catalog.db.pragma('foreign_keys', { simple: true })).toBe(1)
    catalog.close()
    const [backup = ''] = readdirSync(join(library.folder, 'backups'))
    const copy = new Database(join(library.folder, 'backups', backup), { readonly: true })
    expect(copy.pragma('user_version', { simple: true })).toBe(migrations.length)
    copy.close()
  })
  it('row 116, F9: a step that fails half-way leaves the old shape', () => {
    library.catalog.close()
    const broken = {
      version: migrations.length + 1,
      sql: 'CREATE TABLE half (id TEXT) STRICT; CREATE TABLE half (id TEXT) STRICT;',
    }
    expect(() => openCatalog({ folder: library.folder, steps: [...migrations, broken] })).toThrow('half')
    const catalog = library.reopen()
    expect(catalog.db.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(catalog.db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined()
  })
  it('steps that are not numbered one by one are refused', () => {
    library.catalog.close()
    expect(() =>
      openCatalog({ folder: library.folder, steps: [...migrations, { version: migrations.length + 2, sql: '' }] }),
    ).toThrow('order')
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })
})

describe('a damaged library', () => {
  const damages: [string, () => void][] = [
    ['deleted', () => rmSync(databaseFile())],
    ['emptied', () => truncateSync(databaseFile())],
    ['cut short', () => truncateSync(databaseFile(), 8192)],
    ['cut within a page', () => truncateSync(databaseFile(), 10_001)],
    ['zeroed in its header', () => overwrite(0, 100, 0)],
    ['overwritten in the middle', () => overwrite(8192, 40_000, 0xa5)],
    [
      'replaced by a JPEG',
      () => writeFileSync(databaseFile(), Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.alloc(5000)])),
    ],
    ['replaced by another program’s database', replaceByOther],
  ]
  it.each(damages)('F7: %s is refused with the number of backups, and left as it is', (_, damage) => {
    library.catalog.close()
    mkdirSync(join(library.folder, 'backups'), { recursive: true })
    writeFileSync(join(library.folder, 'backups', 'library-2026-05-17T09-00-00Z-12-awards.db'), '')
    damage()
    const before = existsSync(databaseFile()) ? readFileSync(databaseFile()) : null
    expect(refusal()).toMatchObject({ code: 'library_damaged', details: { backups: 1 } })
    expect(existsSync(databaseFile()) ? readFileSync(databaseFile()) : null).toEqual(before)
  })
  it('F7: rubbish in the shared-memory file does no harm', () => {
    library.catalog.close()
    writeFileSync(`${databaseFile()}-shm`, Buffer.alloc(32_768, 0xa5))
    writeFileSync(`${databaseFile()}-wal`, Buffer.alloc(5000, 0xa5))
    expect(library.reopen().deviceId).not.toBe('')
  })
  it.each([
    'library (Ann’s conflicted copy 2026-05-17).db',
    'library-DESK.db',
    'library 2.db',
    'library (1).db',
    'library.sync-conflict-20260517-100000-ABCDEFG.db',
  ])('F12: the copy %s that a sync program left beside the database is told and not opened', (name) => {
    library.catalog.close()
    writeFileSync(join(library.folder, name), 'x')
    expect(library.reopen().notices).toEqual(['conflicted_copy'])
    expect(readFileSync(join(library.folder, name), 'utf8')).toBe('x')
  })

  function overwrite(from: number, length: number, byte: number) {
    const bytes = readFileSync(databaseFile())
    bytes.fill(byte, from, from + length)
    writeFileSync(databaseFile(), bytes)
  }
  function replaceByOther() {
    rmSync(databaseFile())
    const other = new Database(databaseFile())
    other.exec('CREATE TABLE notes (text TEXT)')
    other.close()
  }
})
