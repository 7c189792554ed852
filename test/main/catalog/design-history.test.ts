import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DesignDocument } from '../../../src/core/designs/document'
import {
  allSteps,
  edit,
  mostSteps,
  readHistory,
  startHistory,
  undo,
  type History,
} from '../../../src/core/designs/history'
import { moveLayers, replaceDocument } from '../../../src/core/designs/operations'
import { createBadge, saveBadge } from '../../../src/main/catalog/badges'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { readSteps } from '../../../src/main/catalog/design-history'
import {
  keepVersion,
  listVersions,
  mostVersions,
  readVersion,
  restoreVersion,
} from '../../../src/main/catalog/design-versions'
import { addTemplate, listTemplates, removeTemplate } from '../../../src/main/catalog/design-templates'
import { createDesign, readDesign, saveDesign, setPictureOfDesign } from '../../../src/main/catalog/designs'
import { aPicture } from '../../support/badges'
import { designOf, shapeLayer } from '../../support/designs'
import { temporaryLibrary, testTime, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
let now: number
let id: string
const start = designOf(shapeLayer('a', { x: 100 }))
beforeEach(() => {
  now = testTime
  library = temporaryLibrary({ now: () => now })
  catalog = library.catalog
  ;({ id } = createDesign(catalog, { name: 'Star', document: start }))
})
afterEach(() => library.remove())

const nudged = (history: History, times: number): History =>
  Array.from({ length: times }).reduce<History>((made) => edit(made, moveLayers(['a'], 1, 0)), history)
/** Stores a history as the designer does: whole steps from a position on. */
const store = (history: History, from = 0) =>
  saveDesign(catalog, {
    id,
    document: history.present,
    history: {
      from,
      steps: allSteps(history).slice(from - history.dropped),
      at: history.dropped + history.past.length,
    },
  })
const reopened = (): History => readHistory(readDesign(catalog, id).document, readSteps(catalog, id))
const xOf = ({ layers }: DesignDocument): unknown => layers[0]?.['x' as never]

describe('the history of a design in the library', () => {
  it('row 18: is there again with what was undone when the library is opened again', () => {
    store(undo(undo(nudged(startHistory(start), 5))))
    const read = reopened()
    expect([read.past.length, read.future.length, xOf(read.present)]).toEqual([3, 2, 103])
    expect(xOf(undo(undo(undo(read))).present)).toBe(100)
  })

  it('takes only the steps since the last save, and forgets what a real edit cleared', () => {
    const five = nudged(startHistory(start), 5)
    store(five)
    const other = nudged(undo(undo(five)), 1)
    store(other, 3)
    const read = reopened()
    expect([read.past.length, read.future.length]).toEqual([4, 0])
    expect(read).toEqual({ ...other, mark: null, base: null })
  })

  it('keeps a thousand steps, and the positions of those that are kept', () => {
    const many = nudged(startHistory(start), mostSteps + 20)
    store(nudged(startHistory(start), 500))
    saveDesign(catalog, {
      id,
      document: many.present,
      history: { from: 500, steps: allSteps(many).slice(480), at: mostSteps + 20 },
    })
    const read = reopened()
    expect([read.past.length, read.dropped]).toEqual([mostSteps, 20])
  })

  it('is dropped, and the document kept, where the document was changed by something else', () => {
    store(nudged(startHistory(start), 3))
    saveDesign(catalog, { id, document: designOf(shapeLayer('a', { x: 7 })) })
    expect(reopened()).toMatchObject({ past: [], future: [], dropped: 3 })
    expect(xOf(reopened().present)).toBe(7)
  })

  it('loses only what cannot be read', () => {
    store(nudged(startHistory(start), 4))
    catalog.db.prepare("UPDATE design_step SET step = '{' WHERE position = 1").run()
    expect(reopened().past).toHaveLength(2)
    catalog.db.prepare('DELETE FROM design_step WHERE position = 2').run()
    expect(reopened().past).toHaveLength(1)
  })

  it('goes with its design', () => {
    store(nudged(startHistory(start), 4))
    catalog.db.prepare('DELETE FROM design').run()
    expect(catalog.db.prepare('SELECT count(*) FROM design_step').pluck().get()).toBe(0)
  })
})

describe('versions of a design', () => {
  it('row 33: are kept when somebody asks, and when the picture becomes that of a badge', async () => {
    const { sha256 } = await aPicture(catalog)
    setPictureOfDesign(catalog, id, sha256)
    const badge = createBadge(catalog, { details: { name: 'Star' }, designId: id })
    store(nudged(startHistory(start), 1))
    saveBadge(catalog, { id: badge.id, usePictureOfDesign: true, asNewVersion: false })
    store(nudged(startHistory(start), 2))
    keepVersion(catalog, id, 'asked')
    const versions = listVersions(catalog, id)
    expect(versions.map(({ reason }) => reason)).toEqual(['asked', 'used', 'used'])
    expect(versions.map((it) => xOf(readVersion(catalog, id, it.id).document))).toEqual([102, 101, 100])
  })

  it('is kept on opening only where the design was changed since it was made and since the last one', () => {
    expect(keepVersion(catalog, id, 'opened')).toBeNull()
    store(nudged(startHistory(start), 1))
    expect(keepVersion(catalog, id, 'opened')).toMatchObject({ reason: 'opened' })
    expect(keepVersion(catalog, id, 'opened')).toBeNull()
    expect(keepVersion(catalog, id, 'asked')).toMatchObject({ reason: 'asked' })
    expect(listVersions(catalog, id)).toHaveLength(1)
  })

  it('comes back as a step that can be undone, and what it replaced is kept', () => {
    const first = keepVersion(catalog, id, 'asked')
    store(nudged(startHistory(start), 3))
    expect(xOf(restoreVersion(catalog, id, first?.id ?? '').document)).toBe(100)
    expect(listVersions(catalog, id).map(({ reason }) => reason)).toEqual(['restored', 'asked'])
    const read = reopened()
    expect(read.past.map(({ label }) => label.verb)).toEqual(['move', 'move', 'move', 'restore'])
    expect(xOf(undo(read).present)).toBe(103)
    expect(restoreVersion(catalog, id, first?.id ?? '').document).toEqual(start)
    expect(reopened().past).toHaveLength(4)
  })

  it('are thirty at most; the oldest go', () => {
    for (let times = 1; times <= mostVersions + 3; times++) {
      store(nudged(startHistory(start), times))
      keepVersion(catalog, id, 'asked')
    }
    const versions = listVersions(catalog, id)
    expect(versions).toHaveLength(30)
    expect(xOf(readVersion(catalog, id, versions.at(-1)?.id ?? '').document)).toBe(104)
  })

  it('of another design are not found', () => {
    const version = keepVersion(catalog, id, 'asked')
    const other = createDesign(catalog, { name: 'Moon', document: start })
    expect(() => readVersion(catalog, other.id, version?.id ?? '')).toThrow('no such version')
    expect(() => listVersions(catalog, catalog.newId())).toThrow('no such design')
  })
})

describe('templates made in the library', () => {
  it('row 23: are made of a design, with the words of its badge where it has them', () => {
    const bare = addTemplate(catalog, { of: { designId: id }, name: 'Plain', purpose: 'skill' })
    expect(bare.details).toBeNull()
    const words = { name: 'Star', description: 'For readers', criteria: 'Read.', altText: 'A star', tags: ['reading'] }
    createBadge(catalog, { details: words, designId: id })
    const worded = addTemplate(catalog, { of: { designId: id }, name: 'Worded', purpose: 'reading' })
    expect(worded.details).toEqual(words)
    expect(listTemplates(catalog)).toEqual([worded, bare])
    removeTemplate(catalog, bare.id)
    expect(listTemplates(catalog)).toEqual([worded])
    const back = addTemplate(catalog, { ...worded, name: 'Back', of: worded })
    expect(listTemplates(catalog)[0]).toEqual({ ...worded, id: back.id, name: 'Back' })
    removeTemplate(catalog, back.id)
    expect(() => removeTemplate(catalog, bare.id)).toThrow('no such template')
  })

  it('are brought to the present version; one that cannot be read is left out and not deleted', () => {
    const made = addTemplate(catalog, { of: { designId: id }, name: 'Plain', purpose: 'skill' })
    const older = { ...made, document: { version: 1, size: 600, palette: {}, layers: [] } }
    catalog.db.prepare('UPDATE template SET template = ?').run(JSON.stringify(older))
    expect(listTemplates(catalog)[0]?.document.version).toBe(2)
    catalog.db.prepare("UPDATE template SET template = '{'").run()
    expect(listTemplates(catalog)).toEqual([])
    expect(catalog.db.prepare('SELECT count(*) FROM template').pluck().get()).toBe(1)
  })
})

describe('a disk that fills during autosave', () => {
  it('keeps what was stored last, document and steps, says that the disk is full, and takes all of it afterwards', () => {
    const five = nudged(startHistory(start), 5)
    store(five)
    const { db } = catalog
    const before = readSteps(catalog, id)
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
    const large = designOf(...start.layers, ...Array.from({ length: 900 }, (_, at) => shapeLayer(`n${String(at)}`)))
    const full = edit(five, replaceDocument(large))
    const saving = () => store(full, 5)
    expect(saving).toThrow(expect.objectContaining({ code: 'disk_full' }) as Error)
    expect(readDesign(catalog, id).document).toEqual(five.present)
    expect(readSteps(catalog, id)).toEqual(before)
    db.pragma('max_page_count = 1073741823')
    store(full, 5)
    expect(reopened().past).toHaveLength(6)
    expect(reopened().present).toEqual(large)
  })
})
