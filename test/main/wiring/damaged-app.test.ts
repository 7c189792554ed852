import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { backUp } from '../../../src/main/catalog/backup'
import { damagedApp } from '../../../src/main/wiring/damaged-app'
import { failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
beforeEach(() => {
  library = temporaryLibrary()
})
afterEach(() => library.remove())

describe('damagedApp', () => {
  it('F7: answers every call with what is wrong, but lists the backups and puts one back', async () => {
    const { name } = await backUp(library.catalog)
    library.catalog.close()
    truncateSync(join(library.folder, 'library.db'), 4000)
    rmSync(join(library.folder, 'library.db-wal'), { force: true })
    const { client } = damagedApp(library.folder, new BlazonError('library_damaged', 'cut', { reason: 'truncated' }))
    for (const call of [
      client.library.describe(),
      client.people.list({}),
      client.awards.withdraw({ ids: [] as never }),
    ])
      expect(await failureOf(call)).toMatchObject({
        code: expect.stringMatching('library_damaged|invalid_input') as string,
      })
    expect(await failureOf(client.settings.read())).toEqual({ code: 'library_damaged', data: { reason: 'truncated' } })
    expect((await client.library.backups()).map((backup) => backup.name)).toEqual([name])
    expect((await client.library.restore({ name })).awards).toBe(0)
    library.reopen()
  })
})
