import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reinstateAwards, supersedeAwards, suspendAwards, withdrawAwards } from '../../../src/main/catalog/award-facts'
import { createBadge, freezeVersion } from '../../../src/main/catalog/badges'
import { createDesign } from '../../../src/main/catalog/designs'
import { backUp, listBackups } from '../../../src/main/catalog/backup'
import { checkLibrary } from '../../../src/main/catalog/check'
import { journalGone, journalRow } from '../../../src/main/catalog/journal-lines'
import { openCatalog } from '../../../src/main/catalog/open'
import { findOrAddPeople, readPerson, searchPeople } from '../../../src/main/catalog/people'
import { fromJournalOnly, restoreLibrary } from '../../../src/main/catalog/restore'
import { recoveredName } from '../../../src/main/catalog/replay'
import {
  awardWorld,
  storeAward,
  temporaryLibrary,
  testTime,
  type AwardWorld,
  type TemporaryLibrary,
} from '../../support/library'
import { designOf, textLayer } from '../../support/designs'
import { thrownBy } from '../../support/thrown-by'

let library: TemporaryLibrary
let world: AwardWorld
beforeEach(() => {
  library = temporaryLibrary()
  world = awardWorld(library.catalog)
})
afterEach(() => library.remove())

const journalFile = () => join(library.folder, 'journal.jsonl')
const databaseFile = () => join(library.folder, 'library.db')
const lines = () => readFileSync(journalFile(), 'utf8').trimEnd().split('\n')

/** Adds people and awards them, one write each; the award ids, as a caller was told them. */
function award(names: string[], more: Parameters<typeof storeAward>[4] = {}): string[] {
  const { catalog } = library
  return names.map((name) =>
    catalog.write((tx) => {
      const [person] = findOrAddPeople(catalog, tx, [{ row: 1, name, email: `${name.toLowerCase()}@example.org` }])
      return storeAward(catalog, tx, world, person!.personId!, more)
    }),
  )
}
const awardRows = () =>
  library.catalog.db
    .prepare('SELECT * FROM award JOIN award_document ON award_id = award.id ORDER BY id')
    .all() as Record<string, unknown>[]

async function checked() {
  const run = checkLibrary(library.catalog, { verifyDocument: async () => true })
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
  }
}

describe('journal', () => {
  it('holds a line for every award when the write returns, with its documents', () => {
    const [id] = award(['Ann'])
    const last = JSON.parse(lines().at(-1)!) as { body: { row: { id: string }; documents: { credential: string } } }
    expect(last.body.row.id).toBe(id)
    expect(last.body.documents.credential).toContain(id)
  })
  it('F54: holds no name, no address and no free text about a person', () => {
    award(['Annabel'], {
      narrative: 'She saved the day',
      credential: 'She saved the day',
      assertion: 'She saved the day',
    })
    const text = readFileSync(journalFile(), 'utf8')
    expect(text).not.toMatch(/annabel/i)
    expect(text).not.toContain('saved')
  })
  it('lets only the columns of its list through, and documents only where nothing personal is in them', () => {
    const { catalog } = library
    catalog.write((tx) => {
      journalRow(tx, 'event', {
        id: 'e',
        name: 'Fair',
        held_on: '2026-05-17',
        created_at: catalog.now(),
        notes: 'Ann was late',
      })
      journalRow(
        tx,
        'award',
        { id: 'a', narrative: '', evidence: '[]', credential: 'about Ann', salt: '0' },
        { personal: true },
      )
    })
    expect(lines().slice(-2).join()).not.toContain('Ann')
    expect(lines().at(-1)).not.toContain('documents')
  })
  it('is written in one piece for a whole transaction', () => {
    const { catalog } = library
    const before = lines().length
    catalog.write((tx) => {
      for (let at = 0; at < 2500; at += 1) tx.journal('test', { at })
    })
    expect(lines().length - before).toBe(2500)
    expect(JSON.parse(lines().at(-1)!)).toMatchObject({ kind: 'test', body: { at: 2499 } })
  })
  it('is caught up at the next start from the table, after a last line that was torn', () => {
    award(['Ann', 'Bo'])
    library.catalog.close()
    const whole = readFileSync(journalFile())
    truncateSync(journalFile(), whole.length - 200)
    library.reopen()
    expect(readFileSync(journalFile()).equals(whole)).toBe(true)
  })
  it('is written anew where the file is gone', () => {
    award(['Ann', 'Bo'])
    library.catalog.close()
    const whole = readFileSync(journalFile())
    rmSync(journalFile())
    library.reopen()
    expect(readFileSync(journalFile()).equals(whole)).toBe(true)
  })
  it('keeps a copy where more than a torn line has to be cut off', () => {
    award(['Ann'])
    library.catalog.close()
    appendFileSync(journalFile(), 'rubbish\nmore rubbish\n')
    library.reopen()
    expect(lines().at(-1)).not.toContain('rubbish')
    const [aside = ''] = readdirSync(join(library.folder, 'set-aside'))
    expect(readFileSync(join(library.folder, 'set-aside', aside, 'journal.jsonl'), 'utf8')).toContain('more rubbish')
  })
})

describe('restore', () => {
  const disasters: [string, () => void][] = [
    ['deleted', () => rmSync(databaseFile())],
    ['emptied', () => truncateSync(databaseFile())],
    ['zeroed', () => writeFileSync(databaseFile(), Buffer.alloc(100_000))],
    ['cut short', () => truncateSync(databaseFile(), 20_000)],
    ['replaced by a JPEG', () => writeFileSync(databaseFile(), Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0, 0))],
  ]
  it.each(disasters)('F7: a database that was %s comes back with every acknowledged award', async (_, strike) => {
    award(['Ann', 'Bo'])
    await backUp(library.catalog)
    award(['Cy', 'Di'])
    const before = awardRows()
    library.catalog.close()
    strike()
    const refused = thrownBy(() => openCatalog({ folder: library.folder }))
    expect(refused).toMatchObject({ code: 'library_damaged', details: { backups: 1 } })

    const [backup] = listBackups(library.folder)
    const { awards, setAside } = restoreLibrary(library.folder, backup!.name, { now: () => testTime })
    expect(awards).toBe(4)
    expect(existsSync(join(setAside, 'library.db'))).toBe(_ !== 'deleted')
    library.reopen()
    expect(awardRows()).toEqual(before)
    expect((await checked()).damaged).toEqual([])
  })
  it('gives people whom only the journal knows a name that says so, and finds them', async () => {
    await backUp(library.catalog)
    const [id] = award(['Ann'])
    library.catalog.close()
    restoreLibrary(library.folder, listBackups(library.folder)[0]!.name)
    const catalog = library.reopen()
    const { person_id } = catalog.db.prepare('SELECT person_id FROM award WHERE id = ?').get(id) as {
      person_id: string
    }
    expect(readPerson(catalog, person_id)).toMatchObject({ name: recoveredName, email: null, awardedCount: 1 })
    expect(searchPeople(catalog, 'recov', 5)).toHaveLength(1)
  })
  it('marks an award with free text by its empty documents, keeping their hash', async () => {
    await backUp(library.catalog)
    const [id] = award(['Ann'], { narrative: 'Well done' })
    const [before] = awardRows()
    library.catalog.close()
    restoreLibrary(library.folder, listBackups(library.folder)[0]!.name)
    library.reopen()
    expect(awardRows()).toEqual([{ ...before, narrative: '', assertion: null, credential: null }])
    expect((await checked()).damaged).toEqual([{ kind: 'document', id, reason: 'recovered_without_documents' }])
  })
  it('brings later facts back and keeps the first time of each', async () => {
    const [id] = award(['Ann'])
    await backUp(library.catalog)
    const { catalog } = library
    catalog.write((tx) => {
      journalRow(tx, 'award_facts', { id, handed_out_at: '2026-05-17T10:00:01Z' })
      journalRow(tx, 'award_facts', { id, handed_out_at: '2026-05-17T10:00:02Z' })
      journalRow(tx, 'award_facts', { id, revoked_at: '2026-05-17T10:00:03Z', revoked_reason: 'Mistake', rev: 90 })
    })
    catalog.close()
    restoreLibrary(library.folder, listBackups(library.folder)[0]!.name)
    library.reopen()
    expect(awardRows()[0]).toMatchObject({
      handed_out_at: '2026-05-17T10:00:01Z',
      revoked_at: '2026-05-17T10:00:03Z',
      revoked_reason: 'Mistake',
    })
    expect(library.catalog.write((tx) => tx.nextRev())).toBe(91)
    const facts = library.catalog.db
      .prepare('SELECT fact FROM award_history WHERE award_id = ? ORDER BY at')
      .pluck()
      .all(id)
    expect(facts).toEqual(['handed_over', 'revoked'])
  })
  it('brings suspensions back without their reasons, and that one ended', async () => {
    const [held, released] = award(['Ann', 'Bo'])
    const { catalog } = library
    catalog.db.exec(
      "INSERT INTO status_list SELECT 'l', 'tttttttttttttttttttttttttt', id, 'suspension', 131072, created_at, 1 FROM issuer",
    )
    catalog.db.exec("UPDATE award SET suspension_list_id = 'l', suspension_index = rowid")
    await backUp(catalog)
    suspendAwards(catalog, [held!, released!], 'Fees are due')
    reinstateAwards(catalog, [released!])
    const facts = () =>
      library.catalog.db
        .prepare('SELECT award_id, fact FROM award_history WHERE fact IN (?, ?) ORDER BY award_id, rowid')
        .raw()
        .all('suspended', 'reinstated')
    const [before, noted] = [awardRows(), facts()]
    expect(before.map((row) => row['suspended_reason'])).toEqual(['Fees are due', null])
    catalog.close()
    restoreLibrary(library.folder, listBackups(library.folder)[0]!.name)
    library.reopen()
    expect(awardRows()).toEqual(before.map((row) => ({ ...row, suspended_reason: null })))
    expect(facts()).toEqual(noted)
    expect(noted).toEqual([
      [held, 'suspended'],
      [released, 'suspended'],
      [released, 'reinstated'],
    ])
  })
  it('says of awards in journals of older versions that their badge’s issuer awarded them', async () => {
    award(['Ann'], { olderJournal: true })
    award(['Bo'])
    const before = awardRows()
    library.catalog.close()
    rmSync(databaseFile())
    restoreLibrary(library.folder, fromJournalOnly)
    library.reopen()
    expect(awardRows()).toEqual(before)
    expect(before.map((row) => row['issuer_id'])).toEqual([world.issuerId, world.issuerId])
  })
  it('brings back which awards gave way to others, and which no longer do', async () => {
    const [gone, back] = award(['Ann', 'Bo'])
    const { catalog } = library
    await backUp(catalog)
    catalog.write((tx) => supersedeAwards(catalog, tx, [gone!, back!], null))
    const [renewal] = catalog.write((tx) => {
      const { personId } = catalog.db.prepare('SELECT person_id AS personId FROM award WHERE id = ?').get(back) as {
        personId: string
      }
      const id = storeAward(catalog, tx, world, personId)
      catalog.db.prepare('UPDATE award SET replaces_id = ? WHERE id = ?').run(back, id)
      return [id]
    })
    withdrawAwards(catalog, [renewal])
    const superseded = () =>
      library.catalog.db.prepare('SELECT id, superseded_at AS at FROM award WHERE superseded_at IS NOT NULL').all()
    const before = superseded()
    catalog.close()
    restoreLibrary(library.folder, listBackups(library.folder)[0]!.name)
    library.reopen()
    expect(superseded()).toEqual(before)
    expect(before).toEqual([{ id: gone, at: library.catalog.now() }])
  })
  it('brings keys of every kind back, put away or not', () => {
    const { catalog } = library
    const key = { public_multibase: 'zDnae', secret_ref: 'k.key', created_at: catalog.now(), retired_at: null }
    const rows = [
      { ...key, id: 'k1', kind: 'p256' },
      { ...key, id: 'k2', kind: 'rsa', public_multibase: 'uEgU', retired_at: catalog.now(), retired_reason: 'stolen' },
    ]
    catalog.write((tx) => {
      for (const row of rows) {
        const stored = {
          issuer_id: world.issuerId,
          retired_reason: null,
          backed_up_at: null,
          rehearsed_at: null,
          ...row,
        }
        catalog.db
          .prepare(
            'INSERT INTO signing_key VALUES (@id, @issuer_id, @kind, @public_multibase, @secret_ref, @created_at, @retired_at, @retired_reason, @backed_up_at, @rehearsed_at)',
          )
          .run(stored)
        journalRow(tx, 'signing_key', stored)
      }
    })
    const keys = () => library.catalog.db.prepare('SELECT * FROM signing_key ORDER BY id').all()
    const before = keys()
    catalog.close()
    rmSync(databaseFile())
    restoreLibrary(library.folder, fromJournalOnly)
    library.reopen()
    expect(keys()).toEqual(before)
    expect(before).toHaveLength(2)
  })
  it('deletes again who was deleted: erasing outranks recovery', async () => {
    const { catalog } = library
    const [person] = catalog.write((tx) => findOrAddPeople(catalog, tx, [{ row: 1, name: 'Ann', email: null }]))
    await backUp(catalog)
    catalog.write((tx) => {
      catalog.db.prepare('DELETE FROM person WHERE id = ?').run(person!.personId)
      journalGone(tx, 'person', [person!.personId!])
    })
    catalog.close()
    restoreLibrary(library.folder, listBackups(library.folder)[0]!.name)
    library.reopen()
    expect(library.catalog.db.prepare('SELECT count(*) AS people FROM person').get()).toEqual({ people: 0 })
    expect(searchPeople(library.catalog, 'ann', 5)).toEqual([])
  })
  it('without any backup starts from nothing and the journal', () => {
    award(['Ann', 'Bo'])
    const before = awardRows()
    library.catalog.close()
    rmSync(databaseFile())
    expect(restoreLibrary(library.folder, fromJournalOnly).awards).toBe(2)
    library.reopen()
    expect(awardRows()).toEqual(before)
  })
  it('brings back the art that an awarded version is drawn from for everybody', () => {
    const { catalog } = library
    const document = designOf(textLayer('t', { text: '{name}' }))
    const { id } = createBadge(catalog, {
      details: { name: 'Star' },
      designId: createDesign(catalog, { name: 'Star', document }).id,
    })
    const arts = () => library.catalog.db.prepare('SELECT art FROM badge_version ORDER BY name').pluck().all()
    const versionId = catalog.db.prepare('SELECT current_version_id FROM badge WHERE id = ?').pluck().get(id) as string
    expect(readFileSync(journalFile(), 'utf8')).not.toContain('"art":')
    catalog.write((tx) => freezeVersion(catalog, tx, versionId))
    const before = arts()
    // The other version's lines are as they were written before there was any art.
    expect(before).toEqual([null, expect.stringContaining('{name}')])
    library.catalog.close()
    rmSync(databaseFile())
    restoreLibrary(library.folder, fromJournalOnly)
    library.reopen()
    expect(arts()).toEqual(before)
  })
  it('refuses a backup that is damaged and touches nothing', async () => {
    award(['Ann'])
    await backUp(library.catalog)
    library.catalog.close()
    const [backup] = listBackups(library.folder)
    truncateSync(join(library.folder, 'backups', backup!.name), 10_000)
    const before = readFileSync(databaseFile())
    expect(thrownBy(() => restoreLibrary(library.folder, backup!.name))).toMatchObject({ code: 'library_damaged' })
    expect(readFileSync(databaseFile()).equals(before)).toBe(true)
    library.reopen()
  })
  it('refuses a name that is no backup, and a library that is open', async () => {
    expect(thrownBy(() => restoreLibrary(library.folder, '../library.db'))).toMatchObject({ code: 'not_found' })
    expect(thrownBy(() => restoreLibrary(library.folder, fromJournalOnly))).toMatchObject({ code: 'library_in_use' })
  })
  it('F7: a lost write-ahead log loses nothing: the journal is ahead and is done again at the start', () => {
    library.catalog.db.pragma('wal_checkpoint(TRUNCATE)')
    const ids = award(['Ann', 'Bo'])
    const crashed = readFileSync(databaseFile())
    library.catalog.close()
    writeFileSync(databaseFile(), crashed)
    const catalog = library.reopen()
    expect(catalog.notices).toEqual(['journal_ahead'])
    expect(awardRows().map(({ id }) => id)).toEqual(ids)
    expect(library.reopen().notices).toEqual([])
  })
  it('passes over a journal line that cannot be read, and says so', () => {
    library.catalog.db.pragma('wal_checkpoint(TRUNCATE)')
    const older = readFileSync(databaseFile())
    award(['Ann', 'Bo', 'Cy'])
    library.catalog.close()
    writeFileSync(databaseFile(), older)
    const text = lines()
    text[text.length - 2] = text.at(-2)!.slice(0, 100)
    writeFileSync(journalFile(), `${text.join('\n')}\n`)
    const catalog = library.reopen()
    expect(catalog.notices).toEqual(['journal_ahead', 'journal_damaged'])
    expect(awardRows()).toHaveLength(2)
  })
  it('takes nothing from a journal that does not belong into the library', () => {
    library.catalog.close()
    copyFileSync(journalFile(), `${journalFile()}.copy`)
    const seq = lines().length
    appendFileSync(
      journalFile(),
      `${JSON.stringify({ seq: seq + 1, at: '2026-05-17T10:00:00Z', kind: 'row', body: { table: 'setting', row: { key: 'x', value: 'y' } } })}\n` +
        `${JSON.stringify({ seq: seq + 2, at: '2026-05-17T10:00:00Z', kind: 'row', body: { table: 'issuer', row: { id: 'i', 'name) --': 'x' } } })}\n`,
    )
    const catalog = library.reopen()
    expect(catalog.db.prepare("SELECT 1 FROM setting WHERE key = 'x'").get()).toBeUndefined()
    expect(catalog.notices).toContain('journal_damaged')
  })
})
