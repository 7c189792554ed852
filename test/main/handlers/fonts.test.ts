import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFontFile } from '../../../src/core/designs/font-file'
import { isBlazonError } from '../../../src/core/errors'
import { replayJournal } from '../../../src/main/catalog/replay'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { fontFile, madeFont } from '../../support/fonts'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let calls: ReturnType<typeof catalogCalls>['calls']
let changes: ReturnType<typeof catalogCalls>['changes']
beforeEach(() => {
  library = temporaryLibrary()
  ;({ calls, changes } = catalogCalls(library.catalog))
})
afterEach(() => library.remove())

const add = (bytes: Buffer) => calls.fonts.add({ bytes: bytes.toString('base64') })
const refusal = async (bytes: Buffer) => (await failureOf(add(bytes))).data
const pathOf = (sha256: string) => join(library.catalog.folder, 'fonts', sha256.slice(0, 2), sha256)

describe('fonts.*', () => {
  it.each(['woff', 'woff2'] as const)(
    'row 6: keeps a %s file as it came, with the family and weight it names',
    async (format) => {
      const bytes = fontFile('lora', 700, format)
      const font = await add(bytes)
      expect(font).toMatchObject({ family: 'Lora', weight: 700, style: 'normal', format, embedding: 'installable' })
      expect(font.bytes).toBe(bytes.length)
      expect(Buffer.from((await calls.fonts.read({ sha256: font.sha256 })).base64, 'base64').equals(bytes)).toBe(true)
      expect(await calls.fonts.list()).toEqual([font])
      expect(changes).toEqual([{ name: 'fonts.saved', ids: [font.sha256] }])
    },
  )

  it('keeps the same file once, and heals it where its bytes were lost', async () => {
    const bytes = madeFont({ family: 'Handmade' })
    const { sha256 } = await add(bytes)
    rmSync(pathOf(sha256))
    expect((await failureOf(calls.fonts.read({ sha256 }))).data).toEqual({ reason: 'font_missing' })
    await add(bytes)
    expect(await calls.fonts.list()).toHaveLength(1)
    expect((await calls.fonts.read({ sha256 })).family).toBe('Handmade')
    writeFileSync(pathOf(sha256), 'something else')
    expect((await failureOf(calls.fonts.read({ sha256 }))).data).toEqual({ reason: 'font_damaged' })
  })

  it('forgets a font with its file', async () => {
    const { sha256 } = await add(madeFont({ family: 'Handmade' }))
    await calls.fonts.remove({ sha256 })
    expect(await calls.fonts.list()).toEqual([])
    expect(existsSync(pathOf(sha256))).toBe(false)
    expect(await failureOf(calls.fonts.read({ sha256 }))).toMatchObject({ code: 'not_found' })
  })

  it('row 6: refuses a font whose licence forbids embedding, names the licence, and keeps nothing', async () => {
    const licence = 'For use on one computer only.'
    for (const type of [0x0002, 0x0200])
      expect(await refusal(madeFont({ family: 'Closed', type, licence }))).toEqual({
        reason: 'font_restricted',
        ...{ family: 'Closed', licence },
      })
    expect(await calls.fonts.list()).toEqual([])
    expect(existsSync(join(library.catalog.folder, 'fonts'))).toBe(false)
  })

  it('takes what a licence allows for preview or editing, and notes it; of several bits the freest counts', async () => {
    expect((await add(madeFont({ family: 'A', type: 0x0004 }))).embedding).toBe('preview')
    expect((await add(madeFont({ family: 'B', type: 0x0008 }))).embedding).toBe('editable')
    expect((await add(madeFont({ family: 'C', type: 0x0006 }))).embedding).toBe('preview')
  })

  it('says what is wrong with a text file, a cut font, a collection and one that is too large, and keeps nothing', async () => {
    const whole = fontFile('lora', 700)
    expect(await refusal(Buffer.from('This is a letter, not a font.'))).toEqual({ reason: 'font_unknown' })
    expect(await refusal(Buffer.alloc(0))).toMatchObject({ reason: 'font_unknown' })
    expect(await refusal(whole.subarray(0, 9000))).toEqual({ reason: 'font_damaged' })
    expect(await refusal(fontFile('lora', 700, 'woff2').subarray(0, 9000))).toEqual({ reason: 'font_damaged' })
    expect(await refusal(madeFont({ family: 'Cut' }).subarray(0, 200))).toEqual({ reason: 'font_damaged' })
    expect(await refusal(Buffer.concat([Buffer.from('ttcf'), Buffer.alloc(40)]))).toEqual({ reason: 'font_collection' })
    const large = Buffer.concat([madeFont({ family: 'Large' }), Buffer.alloc(16 * 1024 * 1024)])
    expect(await failureOf(add(large))).toMatchObject({ data: { reason: 'font_large' } })
    expect(await calls.fonts.list()).toEqual([])
  })

  it('does not unpack more than the file’s own header asks for', async () => {
    // A WOFF table that says 60 bytes and holds far more.
    const bomb = fontFile('lora', 700)
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength)
    for (let at = 44; at < 44 + view.getUint16(12) * 20; at += 20)
      if (view.getUint32(at + 12) > view.getUint32(at + 8)) view.setUint32(at + 12, view.getUint32(at + 8) + 1)
    expect(await refusal(bomb)).toEqual({ reason: 'font_damaged' })
  })

  it('never throws anything but its own refusals, whatever bytes come', async () => {
    const whole = [madeFont({ family: 'Mutant', licence: 'Any' }), fontFile('bebas-neue', 400, 'woff2')]
    const unpackers = { inflate: async () => new Uint8Array(0), unbrotli: async () => new Uint8Array(0) }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 12 }),
        fc.nat(700),
        async (font, changes, cut) => {
          const bytes = Buffer.from(font.subarray(0, font.length - cut))
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          await readFontFile(bytes, unpackers).catch((error: unknown) => {
            if (!isBlazonError(error, 'unreadable_file')) throw error
          })
        },
      ),
    )
  })

  it('tells an italic, and a name that would break out of CSS becomes a plain one', async () => {
    const font = await add(madeFont({ family: 'Evil"; src: url(x)\\\n', weight: 710, selection: 1 }))
    expect(font).toMatchObject({ family: 'Evil ; src: url(x)', weight: 700, style: 'italic' })
  })

  it('comes back from the journal when a backup is older than the font, and stays gone once removed', async () => {
    const kept = await add(madeFont({ family: 'Kept' }))
    const gone = await add(madeFont({ family: 'Gone' }))
    await calls.fonts.remove({ sha256: gone.sha256 })
    const { db } = library.catalog
    db.exec('DELETE FROM font; DELETE FROM journal')
    replayJournal(library.catalog)
    expect(await calls.fonts.list()).toEqual([kept])
    expect((await calls.fonts.read({ sha256: kept.sha256 })).family).toBe('Kept')
  })
})
