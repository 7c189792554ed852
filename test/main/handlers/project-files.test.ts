import { createHash } from 'node:crypto'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DesignDocument } from '../../../src/core/designs/document'
import { smallPng } from '../../support/badges'
import { everyKind } from '../../support/any-design'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { designOf, shapeLayer, textLayer } from '../../support/designs'
import { madeFont } from '../../support/fonts'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

type Calls = ReturnType<typeof catalogCalls>['calls']
let library: TemporaryLibrary
let elsewhere: TemporaryLibrary
let calls: Calls
let others: Calls
let changes: ReturnType<typeof catalogCalls>['changes']
beforeEach(() => {
  library = temporaryLibrary()
  elsewhere = temporaryLibrary()
  ;({ calls } = catalogCalls(library.catalog))
  ;({ calls: others, changes } = catalogCalls(elsewhere.catalog))
})
afterEach(() => {
  library.remove()
  elsewhere.remove()
})

const details = { name: 'Star', description: 'For readers', criteria: 'Read.', altText: 'A star', tags: [] }
const photo = smallPng(7)
/** A design with every kind of layer, whose picture is kept in the library. */
async function aDesign(): Promise<{ id: string; document: DesignDocument; sha256: string }> {
  const { sha256 } = await calls.pictures.add({ bytes: photo.toString('base64') })
  const whole = everyKind()
  const document = {
    ...whole,
    layers: whole.layers.map((layer) => (layer.kind === 'picture' ? { ...layer, sha256 } : layer)),
  }
  const { id } = await calls.designs.create({ name: 'Star / Moon', document })
  return { id, document, sha256 }
}
const exported = async (id: string) => Buffer.from((await calls.designs.exportProject({ id })).bytes, 'base64')
const imported = (bytes: Uint8Array) => others.designs.importProject({ bytes: Buffer.from(bytes).toString('base64') })
/** A project file with some of its entries changed. */
const changed = (bytes: Uint8Array, change: (entries: Zippable) => void): Uint8Array => {
  const entries: Zippable = { ...unzipSync(bytes) }
  change(entries)
  return zipSync(entries, { level: 0 })
}
const count = (table: string) => elsewhere.catalog.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number

describe('project files', () => {
  it('row 31: carry a design whole to another library, every kind of layer and field, with its picture', async () => {
    const { id, document, sha256 } = await aDesign()
    const { fileName } = await calls.designs.exportProject({ id })
    expect(fileName).toBe('Star - Moon.blazon')
    const made = await imported(await exported(id))
    expect(made).toMatchObject({ name: 'Star / Moon', badgeId: null })
    expect(made.document).toEqual(document)
    expect((await others.designs.read({ id: made.id })).document).toEqual(document)
    expect((await others.pictures.read({ sha256 })).base64).toBe(photo.toString('base64'))
    // The placeholder was lost before it was packed, and is said again.
    expect(made.lost).toEqual([{ what: 'layer', name: 'layer-10' }])
  })

  it('carry the words of the badge and the drawn picture, and make a draft of them', async () => {
    const { id } = await calls.designs.create({ name: 'Star', document: designOf(shapeLayer('a')) })
    const drawn = await calls.designs.setPicture({ id, png: smallPng(3, 600).toString('base64') })
    await calls.badges.create({ details, designId: id })
    const made = await imported(await exported(id))
    expect(made).toMatchObject({ pictureSha256: drawn.sha256, lost: [] })
    expect(await others.badges.read({ id: made.badgeId ?? '' })).toMatchObject({
      details,
      status: expect.stringContaining('active') as string,
      pictureSha256: drawn.sha256,
    })
  })

  it('are the same bytes for the same design', async () => {
    const { id } = await aDesign()
    expect((await exported(id)).equals(await exported(id))).toBe(true)
  })

  it('open with what they have where a picture is gone or is not what it claims: its place is kept and it is named', async () => {
    const { id, document, sha256 } = await aDesign()
    const file = await exported(id)
    const gone = await imported(changed(file, (entries) => delete entries[`pictures/${sha256}`]))
    expect(gone.lost).toContainEqual({ what: 'picture', name: 'Photo' })
    expect(gone.document).toEqual(document)
    const swapped = changed(file, (entries) => (entries[`pictures/${sha256}`] = smallPng(99)))
    expect((await imported(swapped)).lost).toContainEqual({ what: 'picture', name: 'Photo' })
    expect(count('picture')).toBe(0)
  })

  it('take no file that is no picture, though its hash is right', async () => {
    const page = Buffer.from('<script>alert(1)</script>')
    const hash = createHash('sha256').update(page).digest('hex')
    const { id, sha256 } = await aDesign()
    const file = changed(await exported(id), (entries) => {
      const text = Buffer.from(entries['design.json'] as Uint8Array).toString()
      entries['design.json'] = strToU8(text.replaceAll(sha256, hash))
      entries[`pictures/${hash}`] = page
    })
    expect((await imported(file)).lost).toContainEqual({ what: 'picture', name: 'Photo' })
    expect(count('picture')).toBe(0)
  })

  it('cut short still open where the design itself is whole', async () => {
    const { id, document } = await aDesign()
    const file = await exported(id)
    const made = await imported(file.subarray(0, file.indexOf(`pictures/`) + 80))
    expect(made.document).toEqual(document)
    expect(made.lost).toContainEqual({ what: 'picture', name: 'Photo' })
    expect(await failureOf(imported(file.subarray(0, 120)))).toMatchObject({
      code: 'unreadable_file',
      data: { reason: 'project_damaged' },
    })
  })

  it('of a newer version are refused, and nothing is stored', async () => {
    const { id } = await aDesign()
    const file = await exported(id)
    const edit = (change: (raw: Record<string, unknown>) => void) =>
      changed(file, (entries) => {
        const raw = JSON.parse(Buffer.from(entries['design.json'] as Uint8Array).toString()) as Record<string, unknown>
        change(raw)
        entries['design.json'] = strToU8(JSON.stringify(raw))
      })
    const newer = { code: 'unreadable_design', data: { reason: 'newer' } }
    expect(await failureOf(imported(edit((raw) => (raw['version'] = 2))))).toMatchObject(newer)
    const later = edit((raw) => (raw['document'] = { ...everyKind(), version: 9 }))
    expect(await failureOf(imported(later))).toMatchObject(newer)
    expect([count('design'), count('picture')]).toEqual([0, 0])
  })

  it('that are none are refused: other files, other ZIPs, damaged words', async () => {
    const reason = async (bytes: Uint8Array) => (await failureOf(imported(bytes))).data
    expect(await reason(Buffer.from('hello'))).toEqual({ reason: 'not_a_project' })
    expect(await reason(new Uint8Array(0))).toEqual({ reason: 'not_a_project' })
    expect(await reason(smallPng(1))).toEqual({ reason: 'not_a_project' })
    expect(await reason(zipSync({ 'design.json': strToU8('{}') }))).toEqual({ reason: 'not_a_project' })
    expect(await reason(zipSync({ 'a.txt': strToU8('a') }))).toEqual({ reason: 'project_damaged' })
    expect(await reason(zipSync({ 'design.json': strToU8('{') }))).toEqual({ reason: 'project_damaged' })
    expect(count('design')).toBe(0)
  })

  it('F29: that would fill the memory are refused before they do: bombs, and thousands of entries', async () => {
    const large = { code: 'unreadable_file', data: { reason: 'project_too_large' } }
    const bomb = zipSync({ 'design.json': new Uint8Array(64 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await failureOf(imported(bomb))).toMatchObject(large)
    const zeros = new Uint8Array(30 * 1024 * 1024)
    const many = zipSync(Object.fromEntries('0123'.split('').map((digit) => [`pictures/${digit.repeat(64)}`, zeros])), {
      level: 9,
    })
    expect(await failureOf(imported(many))).toMatchObject(large)
    const entries = Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`n${String(at)}`, new Uint8Array(0)]))
    expect(await failureOf(imported(zipSync(entries)))).toMatchObject(large)
  })

  it('F29: never make a path of a name in them, wherever it points', async () => {
    const { id, document } = await aDesign()
    const file = changed(await exported(id), (entries) => {
      entries['../../outside'] = strToU8('x')
      entries['/etc/outside'] = strToU8('x')
      entries['pictures/../../outside'] = strToU8('x')
    })
    expect((await imported(file)).document).toEqual(document)
  })

  it('carry the added fonts that the design writes in, italics too, and the other library is told of them', async () => {
    const upright = await calls.fonts.add({ bytes: madeFont({ family: 'Handmade' }).toString('base64') })
    const italic = await calls.fonts.add({ bytes: madeFont({ family: 'Handmade', selection: 1 }).toString('base64') })
    const written = textLayer('t', { lettering: { ...textLayer('t').lettering, family: 'Handmade Italic' } })
    const { id } = await calls.designs.create({ name: 'Star', document: designOf(written) })
    expect((await imported(await exported(id))).lost).toEqual([])
    expect((await others.fonts.list()).map(({ sha256 }) => sha256)).toEqual([italic.sha256])
    expect(changes.filter(({ name }) => name === 'fonts.saved')).toEqual([
      { name: 'fonts.saved', ids: [italic.sha256] },
    ])
    expect(upright.family).toBe('Handmade')
  })

  it('leave nothing half behind where the badge cannot be stored', async () => {
    const { id } = await calls.designs.create({ name: 'Star', document: designOf(shapeLayer('a')) })
    await calls.badges.create({ details, designId: id })
    const file = await exported(id)
    elsewhere.catalog.db.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON main.badge BEGIN SELECT raise(ABORT, 'database or disk is full'); END",
    )
    await expect(imported(file)).rejects.toThrow()
    expect([count('design'), count('badge')]).toEqual([0, 0])
  })

  it('open without a date of expiry that is past by now, and say so', async () => {
    const { id } = await calls.designs.create({ name: 'Star', document: designOf(shapeLayer('a')) })
    await calls.badges.create({ details, designId: id })
    const past = changed(await exported(id), (entries) => {
      const project = JSON.parse(Buffer.from(entries['design.json'] as Uint8Array).toString()) as { details: object }
      const expiry = { kind: 'date', date: '2020-01-01' }
      entries['design.json'] = strToU8(JSON.stringify({ ...project, details: { ...project.details, expiry } }))
    })
    const made = await imported(past)
    expect(made.lost).toEqual([{ what: 'details', name: 'Star' }])
    expect((await others.badges.read({ id: made.badgeId ?? '' })).details).toMatchObject({
      criteria: 'Read.',
      expiry: { kind: 'none' },
    })
  })

  it('keep a picture that the library has already where the file lost it', async () => {
    const { id, sha256 } = await aDesign()
    await others.pictures.add({ bytes: photo.toString('base64') })
    const file = changed(await exported(id), (entries) => delete entries[`pictures/${sha256}`])
    expect((await imported(file)).lost.filter(({ what }) => what === 'picture')).toEqual([])
  })
})
