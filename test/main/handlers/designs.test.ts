import { PNG } from 'pngjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { everyKind } from '../../support/any-design'
import { aDocument, smallPng } from '../../support/badges'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let calls: ReturnType<typeof catalogCalls>['calls']
let changes: ReturnType<typeof catalogCalls>['changes']
beforeEach(() => {
  library = temporaryLibrary()
  ;({ calls, changes } = catalogCalls(library.catalog))
})
afterEach(() => library.remove())

describe('designs.*', () => {
  it('autosave keeps the layers of a later version, whole', async () => {
    const later = { id: 'x1', kind: 'hologram', depth: { near: 1, far: [2, 3] }, name: 'Later' }
    const document = { ...aDocument(), layers: [...aDocument().layers, later] }
    const { id } = await calls.designs.create({ name: 'Shield', document })
    const read = await calls.designs.read({ id })
    expect(read.document.layers[1]).toEqual(later)
    await calls.designs.save({ id, document: read.document })
    expect((await calls.designs.read({ id })).document).toEqual(document)
  })

  it('trap 8, trap 9: keeps every kind of layer with every field, unknown and broken ones too, and a picture that is gone', async () => {
    const document = everyKind()
    const { id } = await calls.designs.create({ name: 'Whole', document })
    const read = await calls.designs.read({ id })
    expect(read.document).toEqual(document)
    await calls.designs.save({ id, document: read.document })
    expect((await calls.designs.read({ id })).document).toEqual(document)
    const stored = library.catalog.db.prepare('SELECT document FROM design').pluck().get() as string
    expect(JSON.parse(stored)).toEqual(document)
  })

  it('row 18: autosave takes the steps with the document, and refuses both where a step is none', async () => {
    const { id } = await calls.designs.create({ name: 'Shield', document: aDocument() })
    const step = {
      label: { verb: 'move', layer: 'a', count: 1 },
      patch: { taken: [], put: [], moved: [], changed: [] },
    } as const
    await calls.designs.save({
      id,
      document: aDocument(),
      history: { from: 0, steps: [structuredClone(step) as never], at: 1 },
    })
    expect(await calls.designs.history({ id })).toEqual({ from: 0, steps: [step], at: 1 })
    const wrong = { from: 1, steps: [{ label: { verb: 'explode' } } as never], at: 2 }
    const failed = failureOf(calls.designs.save({ id, document: { ...aDocument(), layers: [] }, history: wrong }))
    expect(await failed).toMatchObject({ code: 'invalid_input' })
    expect((await calls.designs.read({ id })).document).toEqual(aDocument())
    expect(await failureOf(calls.designs.history({ id: library.catalog.newId() }))).toMatchObject({ code: 'not_found' })
  })

  it('refuses a save that is based on what another window has replaced, and changes nothing', async () => {
    const { id, revision } = await calls.designs.create({ name: 'Shield', document: aDocument() })
    const of = (field: string) => ({ ...aDocument(), palette: { field } })
    const saved = await calls.designs.save({ id, document: of('#111111'), basedOn: revision })
    const step = {
      label: { verb: 'move', layer: 'a', count: 1 },
      patch: { taken: [], put: [], moved: [], changed: [] },
    } as const
    const late = calls.designs.save({
      id,
      name: 'Late',
      document: of('#222222'),
      history: { from: 0, steps: [structuredClone(step) as never], at: 1 },
      basedOn: revision,
    })
    expect(await failureOf(late)).toEqual({ code: 'conflict', data: { reason: 'changed_elsewhere' } })
    expect(await calls.designs.read({ id })).toMatchObject({ ...saved, name: 'Shield', document: of('#111111') })
    expect((await calls.designs.history({ id })).steps).toEqual([])
    await calls.designs.setPicture({ id, png: smallPng(40, 600).toString('base64') })
    await calls.designs.save({ id, document: of('#333333'), basedOn: saved.revision })
    await calls.designs.save({ id, document: of('#444444') })
    expect((await calls.designs.read({ id })).document).toEqual(of('#444444'))
  })

  it('takes a version that comes back as a change like any other', async () => {
    const { id } = await calls.designs.create({ name: 'Shield', document: aDocument() })
    const kept = await calls.designs.keepVersion({ id, reason: 'asked' })
    const { revision } = await calls.designs.save({ id, document: { ...aDocument(), layers: [] } })
    const restored = await calls.designs.restoreVersion({ id, versionId: kept!.id })
    expect(restored.revision).toBeGreaterThan(revision)
    const late = calls.designs.save({ id, document: aDocument(), basedOn: revision })
    expect(await failureOf(late)).toMatchObject({ code: 'conflict' })
  })

  it('refuses a document of a newer version, and one whose known layer is wrong', async () => {
    const newer = { ...aDocument(), version: 3 } as unknown as ReturnType<typeof aDocument>
    expect(await failureOf(calls.designs.create({ name: 'A', document: newer }))).toMatchObject({
      code: 'invalid_input',
    })
    const wrong = { ...aDocument(), layers: [{ id: 'a', kind: 'text' }] }
    expect(await failureOf(calls.designs.create({ name: 'A', document: wrong }))).toMatchObject({
      code: 'invalid_input',
    })
    expect(changes).toEqual([])
  })

  it('says so where a stored document is of a newer version', async () => {
    const { id } = await calls.designs.create({ name: 'A', document: aDocument() })
    library.catalog.db.prepare('UPDATE design SET document = ?').run(JSON.stringify({ ...aDocument(), version: 9 }))
    expect(await failureOf(calls.designs.read({ id }))).toMatchObject({
      code: 'unreadable_design',
      data: { reason: 'newer' },
    })
    expect(await calls.designs.list()).toHaveLength(1)
  })

  it('stores the drawn picture smaller, with the same pixels, and shows it on the design', async () => {
    const { id } = await calls.designs.create({ name: 'A', document: aDocument() })
    const png = smallPng(40, 600)
    const picture = await calls.designs.setPicture({ id, png: png.toString('base64') })
    expect(picture).toMatchObject({ mime: 'image/png', width: 600, height: 600 })
    expect(picture.bytes).toBeLessThan(png.length)
    const kept = await calls.pictures.read({ sha256: picture.sha256 })
    const pixels = PNG.sync.read(Buffer.from(kept.base64, 'base64')).data
    expect(pixels.equals(PNG.sync.read(png).data)).toBe(true)
    expect((await calls.designs.list())[0]?.pictureSha256).toBe(picture.sha256)
  })

  it('refuses a picture that is not 600 px square, or no PNG, or of no design', async () => {
    const { id } = await calls.designs.create({ name: 'A', document: aDocument() })
    const set = (bytes: Buffer, design = id) =>
      failureOf(calls.designs.setPicture({ id: design, png: bytes.toString('base64') }))
    expect(await set(smallPng(0, 600, 599))).toEqual({
      code: 'invalid_input',
      data: { field: 'png', reason: 'not_600_square' },
    })
    expect(await set(Buffer.from('<svg/>'))).toMatchObject({ code: 'not_png' })
    expect(await set(smallPng(0, 600).subarray(0, 300))).toMatchObject({ code: 'png_damaged' })
    expect(await set(smallPng(0, 600), library.catalog.newId())).toMatchObject({ code: 'not_found' })
    expect(library.catalog.db.prepare('SELECT count(*) FROM picture').pluck().get()).toBe(0)
  })

  it('announces what was saved and removed', async () => {
    const { id } = await calls.designs.create({ name: 'A', document: aDocument() })
    const copy = await calls.designs.duplicate({ id, name: 'B' })
    await calls.designs.remove({ id: copy.id })
    expect(changes).toEqual([
      { name: 'designs.saved', ids: [id], revision: 0 },
      { name: 'designs.saved', ids: [copy.id], revision: 0 },
      { name: 'designs.removed', ids: [copy.id] },
    ])
  })
})

describe('pictures.*', () => {
  it('keeps a picture letter for letter', async () => {
    const png = smallPng(3)
    const picture = await calls.pictures.add({ bytes: png.toString('base64') })
    expect(picture).toMatchObject({ mime: 'image/png', width: 8, height: 8, bytes: png.length })
    const read = await calls.pictures.read({ sha256: picture.sha256 })
    expect(read).toEqual({ ...picture, base64: png.toString('base64') })
  })

  it('refuses what is no picture', async () => {
    const add = (text: string) => failureOf(calls.pictures.add({ bytes: Buffer.from(text).toString('base64') }))
    expect(await add('hello')).toMatchObject({ code: 'unreadable_file', data: { reason: 'not_a_picture' } })
    expect(await failureOf(calls.pictures.add({ bytes: 'not base64!' }))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'bytes' },
    })
  })
})
