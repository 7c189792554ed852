import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { keepPicture, picturePath, pictureRow, readPicture } from '../../../src/main/catalog/pictures'
import { aPicture, smallPng } from '../../support/badges'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
beforeEach(() => {
  library = temporaryLibrary()
  catalog = library.catalog
})
afterEach(() => library.remove())

const facts = { mime: 'image/png', width: 8, height: 8 } as const

describe('kept pictures', () => {
  it('lie under their hash and are read back letter for letter', async () => {
    const bytes = smallPng(5)
    const kept = await keepPicture(catalog, bytes, { ...facts, pixelDigest: 'a'.repeat(64) })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(kept).toEqual({ sha256, ...facts, bytes: bytes.length })
    expect(existsSync(join(library.folder, 'pictures', sha256.slice(0, 2), sha256))).toBe(true)
    const read = readPicture(catalog, sha256)
    expect(read.content.equals(bytes)).toBe(true)
    expect(read.pixelDigest).toBe('a'.repeat(64))
  })

  it('are kept once, however often they are given', async () => {
    const [one, two] = [await aPicture(catalog, 1), await aPicture(catalog, 1)]
    expect(two).toEqual(one)
    expect(catalog.db.prepare('SELECT count(*) FROM picture').pluck().get()).toBe(1)
    expect(readdirSync(join(library.folder, 'pictures', one.sha256.slice(0, 2)))).toEqual([one.sha256])
    const lines = catalog.db.prepare('SELECT count(*) FROM journal WHERE body LIKE \'%"picture"%\'').pluck().get()
    expect(lines).toBe(1)
  })

  it('are not handed out damaged or missing, and are healed when given again', async () => {
    const { sha256 } = await aPicture(catalog, 1)
    writeFileSync(picturePath(catalog, sha256), smallPng(2))
    const damaged = expect.objectContaining({
      code: 'unreadable_file',
      details: { reason: 'picture_damaged' },
    }) as Error
    expect(() => readPicture(catalog, sha256)).toThrow(damaged)
    await aPicture(catalog, 1)
    expect(readPicture(catalog, sha256).content.equals(smallPng(1))).toBe(true)
    rmSync(picturePath(catalog, sha256))
    const missing = expect.objectContaining({
      code: 'unreadable_file',
      details: { reason: 'picture_missing' },
    }) as Error
    expect(() => readPicture(catalog, sha256)).toThrow(missing)
    await aPicture(catalog, 1)
    expect(readPicture(catalog, sha256).content.equals(smallPng(1))).toBe(true)
  })

  it('have no row where the file could not be written', async () => {
    const bytes = smallPng(9)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    writeFileSync(join(library.folder, 'pictures', sha256.slice(0, 2)), 'in the way')
    await expect(keepPicture(catalog, bytes, facts)).rejects.toThrow()
    expect(pictureRow(catalog, sha256)).toBeNull()
  })

  it('that are unknown are not found', () => {
    expect(() => readPicture(catalog, '0'.repeat(64))).toThrow(expect.objectContaining({ code: 'not_found' }))
  })
})
