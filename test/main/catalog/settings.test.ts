import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settings } from '../../../src/core/contract/settings'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { readSettings, writeSettings } from '../../../src/main/catalog/settings'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
beforeEach(() => {
  library = temporaryLibrary()
  catalog = library.catalog
})
afterEach(() => library.remove())

const defaults = settings.parse({})

describe('settings', () => {
  it('have the contract’s defaults until one is chosen', () => {
    expect(readSettings(catalog)).toEqual(defaults)
  })

  it('change one at a time and last', () => {
    writeSettings(catalog, { theme: 'dark', eventSounds: false })
    expect(writeSettings(catalog, { eventPin: '0123' })).toEqual({
      ...defaults,
      ...{ theme: 'dark', eventSounds: false, eventPin: '0123' },
    })
    catalog = library.reopen()
    expect(readSettings(catalog).eventPin).toBe('0123')
  })

  it('fall back to their default where the stored value is broken or no longer understood', () => {
    const store = catalog.db.prepare('INSERT INTO setting (key, value) VALUES (?, ?)')
    store.run('theme', '"sepia"')
    store.run('eventPin', 'not json')
    store.run('eventSounds', 'false')
    store.run('shoeSize', '43')
    expect(readSettings(catalog)).toEqual({ ...defaults, eventSounds: false })
  })
})
