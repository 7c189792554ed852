import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBadge } from '../../../src/main/catalog/badges'
import type { Catalog } from '../../../src/main/catalog/catalog'
import {
  createDesign,
  duplicateDesign,
  listDesigns,
  readDesign,
  removeDesign,
  saveDesign,
  setPictureOfDesign,
} from '../../../src/main/catalog/designs'
import { aDocument, aPicture } from '../../support/badges'
import { temporaryLibrary, testTime, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
let now: number
beforeEach(() => {
  now = testTime
  library = temporaryLibrary({ now: () => now })
  catalog = library.catalog
})
afterEach(() => library.remove())

const fails = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as object }) as Error

describe('designs', () => {
  it('are read as they were stored, with every layer', () => {
    const stored = createDesign(catalog, { name: 'Shield', document: aDocument() })
    expect(stored).toMatchObject({ name: 'Shield', pictureSha256: null, badgeId: null, document: aDocument() })
    const document = { ...aDocument(), palette: { field: '#abcdef' } }
    expect(saveDesign(catalog, { id: stored.id, document }).name).toBe('Shield')
    expect(saveDesign(catalog, { id: stored.id, name: 'Crest', document }).name).toBe('Crest')
    expect(readDesign(catalog, stored.id).document).toEqual(document)
  })

  it('list the last changed first, and still when a document cannot be read', () => {
    const [one, two] = ['one', 'two'].map((name) => {
      now += 1000
      return createDesign(catalog, { name, document: aDocument() }).id
    })
    now += 1000
    saveDesign(catalog, { id: one ?? '', document: aDocument() })
    catalog.db.prepare("UPDATE design SET document = '{' WHERE id = ?").run(two)
    expect(listDesigns(catalog).map(({ name }) => name)).toEqual(['one', 'two'])
    expect(() => readDesign(catalog, two ?? '')).toThrow(fails('unreadable_design', { reason: 'damaged' }))
  })

  it('of a newer document version are refused and left as they are', () => {
    const { id } = createDesign(catalog, { name: 'Future', document: aDocument() })
    const text = JSON.stringify({ ...aDocument(), version: 3, wonder: true })
    catalog.db.prepare('UPDATE design SET document = ? WHERE id = ?').run(text, id)
    expect(() => readDesign(catalog, id)).toThrow(fails('unreadable_design', { reason: 'newer' }))
    expect(catalog.db.prepare('SELECT document FROM design').pluck().get()).toBe(text)
  })

  it('are copied with their picture and then live apart', async () => {
    const source = createDesign(catalog, { name: 'Shield', document: aDocument() })
    const { sha256 } = await aPicture(catalog)
    setPictureOfDesign(catalog, source.id, sha256)
    const copy = duplicateDesign(catalog, source.id, 'Copy')
    expect(copy).toMatchObject({ name: 'Copy', pictureSha256: sha256, document: source.document })
    saveDesign(catalog, { id: copy.id, document: { ...aDocument(), layers: [] } })
    expect(readDesign(catalog, source.id).document.layers).toHaveLength(1)
  })

  it('are deleted only where no badge uses them', () => {
    const [free, used] = ['free', 'used'].map((name) => createDesign(catalog, { name, document: aDocument() }).id)
    createBadge(catalog, { details: { name: 'A' }, designId: used })
    removeDesign(catalog, free ?? '')
    expect(() => removeDesign(catalog, used ?? '')).toThrow(fails('conflict', { reason: 'used_by_badge', badges: 1 }))
    expect(listDesigns(catalog).map(({ name }) => name)).toEqual(['used'])
  })

  it('that are unknown are not found', () => {
    const id = catalog.newId()
    const notFound = fails('not_found', { field: 'designId' })
    expect(() => readDesign(catalog, id)).toThrow(notFound)
    expect(() => saveDesign(catalog, { id, document: aDocument() })).toThrow(notFound)
    expect(() => setPictureOfDesign(catalog, id, '0'.repeat(64))).toThrow(notFound)
    expect(() => duplicateDesign(catalog, id, 'Copy')).toThrow(notFound)
    expect(() => removeDesign(catalog, id)).toThrow(notFound)
  })
})
