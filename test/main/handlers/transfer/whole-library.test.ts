import Database from 'better-sqlite3'
import type * as fs from 'node:fs'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { families, leftOut } from '../../../../src/main/catalog/transfer-tables'
import { isLibraryPath } from '../../../../src/main/catalog/transfer-library'
import { sealer, unsealed } from '../../../../src/main/handlers/transfer/sealed-file'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../../support/app'
import { run, takeFiles, transferFixture } from '../../../support/transfer'

const passphrase = 'three wet otters'

/** A disk that has no room for a library that is unpacked. */
const disk = vi.hoisted(() => ({ isFull: false }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  return {
    ...real,
    openSync: (path: string, ...more: [string, number]) => {
      if (disk.isFull && path.includes('.restoring')) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      return real.openSync(path, ...more)
    },
  }
})

/** A library with somebody in it, and its sealed file. */
async function exported(before?: (app: TestApp) => Promise<unknown>) {
  const app = await temporaryApp()
  await before?.(app)
  const badge = await readyBadge(app)
  await resultOf(
    app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann Lee', email: 'ann@example.org' }] }),
  )
  const written = await resultOf(app.client.transfer.exportLibrary({ passphrase }))
  const path = join(app.folder, 'export', written.files[0] ?? '')
  return { app, path, bytes: readFileSync(path) }
}
const restore = async (app: TestApp, bytes: Uint8Array, phrase = passphrase) =>
  resultOf(
    app.client.transfer.restoreLibrary({
      sourceId: await takeFiles(app, { name: 'all.blazon-library', bytes }),
      passphrase: phrase,
    }),
  )
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code: string; data?: { reason?: string } }) => `${error.code} ${error.data?.reason ?? ''}`,
  )

describe('the whole library in one file', () => {
  it('holds everything, says nothing, and is restored in the place of another, which is set aside', async () => {
    const { app, bytes } = await exported()
    expect(bytes.includes('Ann Lee')).toBe(false)
    expect(bytes.includes('ann@example.org')).toBe(false)
    expect(readdirSync(app.library)).not.toContain('.exporting.db')
    const original = await app.client.awards.list({})

    const other = await temporaryApp()
    await other.client.people.save({ name: 'Somebody Else' })
    const { awards, setAside } = await restore(other, bytes)
    expect(awards).toBe(1)
    await other.reopen()
    expect((await other.client.awards.list({})).rows).toEqual(original.rows)
    // The log is that of the other library now; it says since when.
    expect((await other.client.audit.list({ limit: 1 })).rows).toMatchObject([
      { action: 'transfer.restored', target: { awards: 1 } },
    ])
    expect((await other.client.people.list({})).rows.map(({ name }) => name)).toEqual(['Ann Lee'])
    expect(await resultOf(other.client.library.check())).toMatchObject({ damaged: [] })
    // It can go on awarding under the key that it had.
    const badge = (await other.client.badges.list({})).rows[0]
    await resultOf(
      other.client.awards.create({ badgeId: badge?.id ?? '', people: [{ name: 'Bo', email: 'bo@example.org' }] }),
    )
    const aside = new Database(join(setAside, 'library.db'), { readonly: true })
    expect(aside.prepare('SELECT name FROM person').all()).toEqual([{ name: 'Somebody Else' }])
    aside.close()
  })

  it('a wrong passphrase, a cut file, a flipped byte and another file say which they are, and nothing is lost', async () => {
    const { app, bytes } = await exported()
    const flipped = Buffer.from(bytes)
    const at = Math.floor(bytes.length / 2)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    expect(await reasonOf(restore(app, bytes, 'three dry otters'))).toBe('secret_unavailable wrong_passphrase')
    expect(await reasonOf(restore(app, flipped))).toBe('unreadable_file library_changed')
    expect(await reasonOf(restore(app, bytes.subarray(0, bytes.length - 1)))).toBe('unreadable_file library_cut')
    expect(await reasonOf(restore(app, Buffer.from('{"format":"blazon-keys"}\n')))).toBe(
      'unreadable_file not_a_library',
    )
    expect(await reasonOf(restore(app, Buffer.alloc(10_000, 1)))).toBe('unreadable_file not_a_library')
    expect((await app.client.awards.list({})).total).toBe(1)
    expect(existsSync(join(app.library, '.restoring'))).toBe(false)
  })

  it('carries every row of every table', async () => {
    const { app, bytes } = await exported(async (fresh) => {
      for (const [origin, ...path] of [
        ['tahrir', 'tahrir.sql'],
        ['badgekit', 'badgekit', 'badges.json'],
        ['badgekit', 'badgekit', 'applications.json'],
        ['moodle', 'moodle', 'badges.xml'],
      ] as const)
        await run(fresh, { sourceId: await takeFiles(fresh, transferFixture(...path)), origin, zone: 'UTC' })
    })
    const other = await temporaryApp()
    await restore(other, bytes)
    const rowsOf = (library: string) => {
      const db = new Database(join(library, 'library.db'), { readonly: true })
      const tables = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
        .pluck()
        .all() as string[]
      const rows = tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()] as const)
      db.close()
      // What was noted after the file was made: that it was, here; that it was brought back, there.
      return Object.fromEntries(rows.filter(([table]) => table !== 'audit'))
    }
    expect(rowsOf(other.library)).toEqual(rowsOf(app.library))
  })

  it('an earlier state of the same library goes on by the journal: who was awarded since is there, who was erased is not', async () => {
    const { app, bytes } = await exported()
    const [ann] = (await app.client.people.list({})).rows
    const badgeId = (await app.client.badges.list({})).rows[0]?.id ?? ''
    await resultOf(app.client.awards.create({ badgeId, people: [{ name: 'Bo', email: 'bo@example.org' }] }))
    await app.client.people.erase({ id: ann?.id ?? '', publicFiles: 'keep' })
    const { awards } = await restore(app, bytes)
    expect(awards).toBe(2)
    await app.reopen()
    expect((await app.client.people.list({})).rows.map(({ name }) => name)).toEqual(['Recovered person'])
    expect(readFileSync(join(app.library, 'library.db')).includes('ann@example.org')).toBe(false)
    expect(await resultOf(app.client.library.check())).toMatchObject({ damaged: [] })
  })

  it('who was erased here stays erased, also where the file comes from a library that went its own way', async () => {
    const { app, bytes } = await exported()
    const other = await temporaryApp()
    await restore(other, bytes)
    await other.reopen()
    await other.client.issuers.save({ name: 'Another', email: 'a@example.org', url: 'https://example.org/' })
    const written = await resultOf(other.client.transfer.exportLibrary({ passphrase }))
    const [ann] = (await app.client.people.list({})).rows
    await app.client.people.erase({ id: ann?.id ?? '', publicFiles: 'keep' })
    await app.client.issuers.save({ name: 'One More', email: 'b@example.org', url: 'https://example.org/' })
    await restore(app, readFileSync(join(other.folder, 'export', written.files[0] ?? '')))
    await app.reopen()
    expect((await app.client.people.list({})).total).toBe(0)
    expect((await app.client.issuers.list()).map(({ name }) => name)).toContain('Another')
    expect(readFileSync(join(app.library, 'library.db')).includes('ann@example.org')).toBe(false)
  })

  it('a file of a newer version says so, whatever else it holds', async () => {
    const { app } = await exported()
    const newer = Buffer.from('{"format":"blazon-library","version":2,"kdf":"argon2id"}\n and more')
    expect(await reasonOf(restore(app, newer))).toBe('unreadable_file library_newer_file')
  })

  it('F4: a full disk is told as one while it is unpacked, and the library stays as it was', async () => {
    const { app, bytes } = await exported()
    disk.isFull = true
    const outcome = await reasonOf(restore(app, bytes))
    disk.isFull = false
    expect(outcome).toBe('disk_full ')
    expect((await app.client.awards.list({})).total).toBe(1)
    expect(existsSync(join(app.library, '.restoring'))).toBe(false)
  })

  it('making one tells how far it is from the first moment on, and leaves nothing where it was cancelled', async () => {
    const { app } = await exported()
    const abort = new AbortController()
    const stream = await app.client.transfer.exportLibrary({ passphrase }, { signal: abort.signal })
    const first = await stream.next()
    expect(first.value).toMatchObject({ done: expect.any(Number) as number, total: expect.any(Number) as number })
    abort.abort()
    await stream.next().catch(() => undefined)
    await stream.return?.().catch(() => undefined)
    expect(readdirSync(join(app.folder, 'export')).filter((name) => !name.endsWith('.blazon-library'))).toEqual([])
    expect(readdirSync(join(app.folder, 'export'))).toHaveLength(1)
    expect(readdirSync(app.library)).not.toContain('.exporting.db')
  })

  it('F7: takes the place of a library that cannot be opened, which is kept aside', async () => {
    const { app, bytes } = await exported()
    const badgeId = (await app.client.badges.list({})).rows[0]?.id ?? ''
    await resultOf(app.client.awards.create({ badgeId, people: [{ name: 'Bo', email: 'bo@example.org' }] }))
    await app.close()
    rmSync(join(app.library, 'backups'), { recursive: true })
    const damaged = Buffer.alloc(5000, 'no library')
    writeFileSync(join(app.library, 'library.db'), damaged)
    await app.reopen()
    await expect(app.client.people.list({})).rejects.toMatchObject({ code: 'library_damaged' })
    expect(await reasonOf(restore(app, bytes, 'three dry otters'))).toBe('secret_unavailable wrong_passphrase')
    expect(readFileSync(join(app.library, 'library.db')).equals(damaged)).toBe(true)
    const { awards, setAside } = await restore(app, bytes)
    // What was awarded after the file was made is in the journal.
    expect(awards).toBe(2)
    expect(readFileSync(join(setAside, 'library.db')).equals(damaged)).toBe(true)
    await app.reopen()
    expect((await app.client.awards.list({})).total).toBe(2)
    expect(await resultOf(app.client.library.check())).toMatchObject({ damaged: [] })
    expect(readdirSync(join(app.library, 'incoming'))).toHaveLength(1)
  })

  it('memory holds a piece at a time, and pieces cannot be left out, moved or ended early', async () => {
    const app = await temporaryApp()
    const path = join(app.folder, 'sealed')
    const cheap = { N: 2, r: 1, p: 1 }
    const parts: Uint8Array[] = []
    const sealed = await sealer(passphrase, '2026-06-20T13:05:09Z', (bytes) => parts.push(Buffer.from(bytes)), cheap)
    const clear = Buffer.alloc(3_500_000, 'blazon')
    for (let from = 0; from < clear.length; from += 300_000) sealed.add(clear.subarray(from, from + 300_000))
    sealed.end()
    expect(parts).toHaveLength(5)
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(1024 * 1024 + 100)
    const [head, one, two, three, last] = parts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const read = async (...pieces: Uint8Array[]) => {
      writeFileSync(path, Buffer.concat(pieces))
      const read: Buffer[] = []
      for await (const part of unsealed(path, passphrase)) read.push(part)
      return Buffer.concat(read)
    }
    expect((await read(head, one, two, three, last)).equals(clear)).toBe(true)
    await expect(read(head, one, two, three)).rejects.toMatchObject({ details: { reason: 'library_cut' } })
    await expect(read(head, one, three, last)).rejects.toMatchObject({ details: { reason: 'library_changed' } })
    await expect(read(head, two, one, three, last)).rejects.toMatchObject({ details: { reason: 'library_changed' } })
    await expect(read(head, one, two, three, last, last)).rejects.toMatchObject({
      details: { reason: 'library_changed' },
    })
    const otherTime = Buffer.from(Buffer.from(head).toString().replace('2026', '2027'))
    await expect(read(otherTime, one, two, three, last)).rejects.toMatchObject({
      details: { reason: 'library_changed' },
    })
  })

  it('row 43: a path out of the library is refused', () => {
    const fine = ['library.db', 'journal.jsonl', `pictures/ab/${'a'.repeat(64)}`, 'keys/key-1.json']
    const outside = [
      '../x',
      'pictures/../../x',
      '/etc/passwd',
      'pictures/a/b/c',
      'backups/a.db',
      'pictures\\x',
      'keys/..',
      '',
    ]
    expect(fine.filter((path) => !isLibraryPath(path))).toEqual([])
    expect(outside.filter(isLibraryPath)).toEqual([])
  })
})

describe('open formats', () => {
  it('every table is written, or left out on purpose', async () => {
    const app = await temporaryApp()
    const db = new Database(join(app.library, 'library.db'), { readonly: true })
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%search%'",
      )
      .pluck()
      .all() as string[]
    db.close()
    const named = [...Object.values(families).flat(), ...leftOut] as string[]
    expect(tables.filter((table) => !named.includes(table))).toEqual([])
    expect(named.filter((table) => !tables.includes(table))).toEqual([])
  })

  it('JSON tells everything but secrets, with the pictures beside it', async () => {
    const { app } = await exported()
    const written = await resultOf(app.client.transfer.exportOpen({ format: 'json', as: 'zip' }))
    const files = unzipSync(new Uint8Array(readFileSync(join(app.folder, 'export', written.files[0] ?? ''))))
    const tables = (name: string) =>
      (JSON.parse(Buffer.from(files[name] ?? '').toString()) as { tables: Record<string, Record<string, unknown>[]> })
        .tables
    expect(tables('people.json')['person']).toMatchObject([{ name: 'Ann Lee' }])
    expect(tables('badges.json')['badge_version']).toMatchObject([{ name: 'Reading Star', tags: ['reading'] }])
    expect(tables('awards.json')['award_document']).toHaveLength(1)
    expect(tables('issuers.json')['signing_key']?.[0]).not.toHaveProperty('secret_ref')
    expect(Object.keys(files).filter((name) => name.startsWith('picture-'))).toHaveLength(1)
  })

  it('files of evidence are among it, and one file that is missing keeps nothing else back', async () => {
    const { app } = await exported()
    const badgeId = (await app.client.badges.list({})).rows[0]?.id ?? ''
    const [person] = (await app.client.people.list({})).rows
    const evidence = Buffer.from('%PDF-1.4 ten books')
    const sha256 = createHash('sha256').update(evidence).digest('hex')
    const folder = join(app.library, 'evidence', sha256.slice(0, 2))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, sha256), evidence)
    const db = new Database(join(app.library, 'library.db'))
    db.exec(`INSERT INTO application (id, badge_id, person_id, state, source, created_at, updated_at) VALUES ('a', '${badgeId}', '${person?.id ?? ''}', 'submitted', 'typed', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
      INSERT INTO application_evidence (id, application_id, kind, sha256, file_name, created_at) VALUES ('e', 'a', 'file', '${sha256}', 'books.pdf', '2026-01-01T00:00:00Z')`)
    const [picture] = db.prepare('SELECT sha256 FROM picture').pluck().all() as string[]
    db.close()
    rmSync(join(app.library, 'pictures', picture?.slice(0, 2) ?? '', picture ?? ''))
    const written = await resultOf(app.client.transfer.exportOpen({ format: 'json', as: 'zip' }))
    const files = unzipSync(new Uint8Array(readFileSync(join(app.folder, 'export', written.files[0] ?? ''))))
    expect(Buffer.from(files[`evidence-${sha256}.pdf`] ?? '').equals(evidence)).toBe(true)
    expect(Object.keys(files).filter((name) => name.startsWith('picture-'))).toEqual([])
    expect(Buffer.from(files['missing.json'] ?? '').toString()).toContain(picture)
  })

  it('row 73: a cell that a spreadsheet would run is guarded', async () => {
    const app = await temporaryApp()
    await app.client.people.save({ name: '=HYPERLINK("x")', email: 'ann@example.org' })
    const written = await resultOf(app.client.transfer.exportOpen({ format: 'csv' }))
    expect(written.files).toHaveLength(1)
    const csv = readFileSync(join(app.folder, 'export', written.files[0] ?? ''), 'utf8')
    expect(csv).toBe(
      '\ufeffName,Given name,Family name,Nickname,E-mail,Groups,Badges,Opted out\r\n"\'=HYPERLINK(""x"")",,,,ann@example.org,,0,\r\n',
    )
  })
})
