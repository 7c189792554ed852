import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, implement } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../../src/core/contract'
import type { BlazonError } from '../../../src/core/errors'
import { openCatalog } from '../../../src/main/catalog/open'
import { savePerson } from '../../../src/main/catalog/people'
import { damagedLibraryHandlers } from '../../../src/main/handlers/library'
import { translateErrors } from '../../../src/main/handlers/translate-errors'
import { failureOf } from '../../support/catalog-calls'
import { awardWorld, storeAward, temporaryLibrary, type AwardWorld, type TemporaryLibrary } from '../../support/library'
import { finished, peopleCalls } from '../../support/people-calls'
import { thrownBy } from '../../support/thrown-by'

let library: TemporaryLibrary
let world: AwardWorld
let made: ReturnType<typeof peopleCalls>
beforeEach(() => {
  library = temporaryLibrary()
  world = awardWorld(library.catalog)
  made = peopleCalls(library.catalog)
})
afterEach(() => library.remove())

function award(more: Parameters<typeof storeAward>[4] = {}): string {
  const { catalog } = library
  const person = savePerson(catalog, { name: 'Ann' })
  return catalog.write((tx) => storeAward(catalog, tx, world, person.id, more))
}
const checked = async () => (await finished(made.calls.library.check())).result

describe('library.describe', () => {
  it('says where everything is and how much of it', async () => {
    award()
    expect(await made.calls.library.describe()).toEqual({
      folder: library.folder,
      version: '0.0.1',
      shell: 'cli',
      secretStore: 'passphrase',
      hasPassphrase: false,
      unlocked: false,
      counts: { badges: 1, people: 1, awards: 1, unpublished: 0, toHandOut: 1, applications: 0, codes: 0 },
      lastBackupAt: null,
      notices: [],
    })
    const { at } = await made.calls.library.backUp()
    expect((await made.calls.library.describe()).lastBackupAt).toBe(at)
    expect(made.changes).toContainEqual({ name: 'library.backed_up', ids: [] })
  })
  it('tells that a backup could not be written', async () => {
    const obstacle = join(library.folder, 'backups', '.writing.db')
    mkdirSync(obstacle)
    await expect(made.calls.library.backUp()).rejects.toThrow()
    expect((await made.calls.library.describe()).notices).toEqual(['backup_failed'])
    rmSync(obstacle, { recursive: true })
    await made.calls.library.backUp()
    expect((await made.calls.library.describe()).notices).toEqual([])
  })
  it('opens the keys with a passphrase that no key contradicts yet', async () => {
    expect(await made.calls.library.unlock({ passphrase: 'long enough' })).toEqual({ unlocked: true })
    expect(made.tried).toEqual([null])
  })
  it('streams what changes', async () => {
    await made.calls.people.save({ name: 'Ann' })
    expect((await finished(made.calls.library.changes())).steps).toMatchObject([{ name: 'people.saved' }])
  })
})

describe('library.check', () => {
  it('finds nothing in a sound library, and says how much it looked at', async () => {
    award()
    award()
    await made.calls.library.backUp()
    const { result, steps } = await finished(made.calls.library.check())
    expect(result).toEqual({ awards: 2, pictures: 1, damaged: [] })
    const { done, total } = steps.at(-1)!
    expect(done).toBe(total)
    expect(steps.map((step) => step.done)).toEqual(steps.map((step) => step.done).sort((a, b) => a - b))
  })
  it('F8: names the award whose document was changed, and the one whose signature is not ours', async () => {
    const [altered, forged] = [award(), award({ credential: '{"forged":1}' })]
    library.catalog.db
      .prepare(
        "UPDATE award_document SET credential = replace(credential, 'credential', 'credentiaI') WHERE award_id = ?",
      )
      .run(altered)
    const { damaged } = await checked()
    expect(damaged).toContainEqual({ kind: 'document', id: altered, reason: 'altered' })
    expect(damaged).toContainEqual({ kind: 'signature', id: forged, reason: 'signature_invalid' })
    expect(damaged).toHaveLength(2)
  })
  it('F8: finds bytes that were flipped on the disk, which SQLite does not notice', async () => {
    const id = award({ credential: `{"text":"${'blazon '.repeat(2000)}"}` })
    library.catalog.close()
    const file = join(library.folder, 'library.db')
    const bytes = readFileSync(file)
    const at = bytes.indexOf('blazon blazon')
    bytes.write('BLAZON', at)
    writeFileSync(file, bytes)
    made = peopleCalls(library.reopen())
    expect((await checked()).damaged).toContainEqual({ kind: 'document', id, reason: 'altered' })
  })
  it('names a picture that is gone or changed', async () => {
    const file = join(library.folder, 'pictures', world.picture.slice(0, 2), world.picture)
    writeFileSync(file, 'other')
    expect((await checked()).damaged).toEqual([{ kind: 'picture', id: world.picture, reason: 'altered' }])
    rmSync(file)
    expect((await checked()).damaged).toEqual([{ kind: 'picture', id: world.picture, reason: 'missing' }])
  })
  it('names a journal line that was altered, documents included, and lines that are missing', async () => {
    award()
    award()
    const file = join(library.folder, 'journal.jsonl')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('Reader', 'Raeder'))
    expect((await checked()).damaged).toMatchObject([{ kind: 'journal' }])
    writeFileSync(file, text.replace('\\"credential\\"', '\\"credentiaI\\"'))
    expect((await checked()).damaged).toMatchObject([{ kind: 'journal' }])
    writeFileSync(file, text.split('\n').slice(0, -2).join('\n') + '\n')
    expect((await checked()).damaged).toMatchObject([
      { kind: 'journal', reason: expect.stringContaining('missing') as string },
    ])
  })
  it('names the newest backup when it cannot be read', async () => {
    award()
    const { name } = await made.calls.library.backUp()
    truncateSync(join(library.folder, 'backups', name), 9000)
    expect((await checked()).damaged).toEqual([{ kind: 'backup', id: name, reason: 'unreadable' }])
  })
  it('stops when told', async () => {
    award()
    const stop = new AbortController()
    const stream = await made.calls.library.check(undefined, { signal: stop.signal })
    await stream.next()
    stop.abort()
    await stream.return?.(undefined)
    expect((await stream.next()).done).toBe(true)
  })
})

describe('library.restore', () => {
  it('puts a backup back with everything that was awarded since', async () => {
    const { name } = await made.calls.library.backUp()
    award()
    const { awards, setAside } = await made.calls.library.restore({ name })
    expect(awards).toBe(1)
    expect(existsSync(join(setAside, 'library.db'))).toBe(true)
    library.reopen()
  })
  it('keeps the library open where the backup is none or does not hold', async () => {
    const { name } = await made.calls.library.backUp()
    expect(await failureOf(made.calls.library.restore({ name: 'x' }))).toMatchObject({ code: 'not_found' })
    truncateSync(join(library.folder, 'backups', name), 5000)
    expect(await failureOf(made.calls.library.restore({ name }))).toMatchObject({ code: 'library_damaged' })
    expect((await made.calls.library.describe()).counts.badges).toBe(1)
  })
  const offered = () => {
    const refused = thrownBy(() => openCatalog({ folder: library.folder })) as BlazonError
    const router = implement({ library: contract.library })
      .use(translateErrors)
      .router({ library: damagedLibraryHandlers(library.folder, refused) })
    return createRouterClient(router, { context: {} }).library
  }
  it('F7: over a damaged library, lists the backups, puts one back and refuses the rest', async () => {
    award()
    const { name } = await made.calls.library.backUp()
    library.catalog.close()
    truncateSync(join(library.folder, 'library.db'), 5000)
    const calls = offered()
    expect(await failureOf(calls.describe())).toMatchObject({ code: 'library_damaged', data: { backups: 1 } })
    expect((await calls.backups()).map((backup) => backup.name)).toEqual([name])
    expect((await calls.restore({ name })).awards).toBe(1)
    library.reopen()
  })
  it('F7: over a damaged library without a backup, offers the journal', async () => {
    award()
    award()
    library.catalog.close()
    rmSync(join(library.folder, 'library.db'))
    const calls = offered()
    const [journal] = await calls.backups()
    expect(journal).toMatchObject({ name: 'journal', awards: 2 })
    expect((await calls.restore({ name: 'journal' })).awards).toBe(2)
    library.reopen()
  })
})
