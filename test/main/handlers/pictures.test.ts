import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { picturePath } from '../../../src/main/catalog/pictures'
import { smallPng } from '../../support/badges'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'
import { gifOf, phoneJpeg, realJpeg, secretPlace } from '../../support/picture-files'

let library: TemporaryLibrary
let calls: ReturnType<typeof catalogCalls>['calls']
beforeEach(() => {
  library = temporaryLibrary()
  ;({ calls } = catalogCalls(library.catalog))
})
afterEach(() => library.remove())

const add = (bytes: Buffer) => calls.pictures.add({ bytes: bytes.toString('base64') })

describe('kept pictures', () => {
  it('row 8: hold no place and no name, whoever hands them in, and are one with the picture that never did', async () => {
    const kept = await add(phoneJpeg(1))
    const { base64 } = await calls.pictures.read({ sha256: kept.sha256 })
    expect(Buffer.from(base64, 'base64').includes(secretPlace)).toBe(false)
    expect(await add(realJpeg)).toEqual(kept)
  })

  it('that are cut short, or that no badge can be made of, are refused', async () => {
    expect(await failureOf(add(realJpeg.subarray(0, 700)))).toMatchObject({ code: 'unreadable_file' })
    expect(await failureOf(add(gifOf([[1, 2, 3]])))).toMatchObject({ data: { reason: 'not_a_picture' } })
  })

  it('trap 8: that are gone, or were never there, are named', async () => {
    const [kept, gone] = [await add(smallPng(1)), await add(smallPng(2))]
    rmSync(picturePath(library.catalog, gone.sha256))
    const never = 'f'.repeat(64)
    expect(await calls.pictures.missing({ sha256s: [kept.sha256, gone.sha256, never] })).toEqual([gone.sha256, never])
    await add(smallPng(2))
    expect(await calls.pictures.missing({ sha256s: [gone.sha256] })).toEqual([])
  })
})
