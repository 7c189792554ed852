import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
beforeEach(() => {
  library = temporaryLibrary()
})
afterEach(() => library.remove())

describe('settings.*', () => {
  it('changes one setting and leaves the others as they were chosen', async () => {
    const { calls, changes } = catalogCalls(library.catalog)
    await calls.settings.write({ language: 'de', eventSounds: false })
    const all = await calls.settings.write({ theme: 'dark' })
    expect(all).toMatchObject({ theme: 'dark', language: 'de', eventSounds: false })
    expect(await calls.settings.read()).toEqual(all)
    expect(changes).toHaveLength(2)
  })

  it('refuses a value that does not fit', async () => {
    const { calls } = catalogCalls(library.catalog)
    expect(await failureOf(calls.settings.write({ eventPin: '12a' }))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'eventPin' },
    })
  })
})
