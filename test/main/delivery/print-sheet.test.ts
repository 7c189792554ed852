import { inflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { expect, it } from 'vitest'
import type { Sheet } from '../../../src/core/contract/printing'
import { printSheet } from '../../../src/main/delivery/print-sheet'

const madeAt = new Date('2026-11-21T12:00:00Z')
const picture = PNG.sync.write(Object.assign(new PNG({ width: 20, height: 20 }), { data: Buffer.alloc(1600, 0x80) }))
const sheet = (...marks: Sheet['pages'][number]): Sheet => ({
  title: 'Stickers',
  widthMm: 210,
  heightMm: 297,
  pages: [marks],
})
/** What the pages draw: PDF streams are deflated. */
const drawnOn = (pdf: Buffer): string => {
  const text = pdf.toString('latin1')
  return Array.from(text.matchAll(/stream\n([\s\S]*?)\nendstream/g), ([, body]) => {
    try {
      return inflateSync(Buffer.from(body ?? '', 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  }).join('\n')
}

it('row 32: is as large as the paper, and a picture as large as asked, in points of 1/72 inch', async () => {
  const pdf = await printSheet(
    sheet({ kind: 'picture', picture: 0, x: 10, y: 20, width: 25.4, height: 25.4 }),
    [picture],
    madeAt,
  )
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 595\.27\d* 841\.88\d*\]/)
  // A picture is placed by a matrix: 72 points wide is one inch.
  expect(drawnOn(pdf)).toMatch(/72(\.0+)? 0(\.0+)? 0(\.0+)? -72(\.0+)? 28\.34\d* /)
})

it('keeps a picture once however often it is placed, and gives the same bytes for the same sheet', async () => {
  const twelve = Array.from({ length: 12 }, (_, index) => ({
    kind: 'picture' as const,
    picture: 0,
    x: index * 10,
    y: 0,
    width: 9,
    height: 9,
  }))
  const pdf = await printSheet(sheet(...twelve, { kind: 'circle', x: 5, y: 5, radius: 4 }), [picture], madeAt)
  // The colours and, since they are see-through, their mask.
  expect(pdf.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2)
  expect(await printSheet(sheet(...twelve, { kind: 'circle', x: 5, y: 5, radius: 4 }), [picture], madeAt)).toEqual(pdf)
})

it('refuses bytes that are no PNG, a PNG cut short, and a mark without a picture', async () => {
  const mark = { kind: 'picture' as const, picture: 1, x: 0, y: 0, width: 9, height: 9 }
  await expect(printSheet(sheet(mark), [picture], madeAt)).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(printSheet(sheet(), [Buffer.from('<svg/>')], madeAt)).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(printSheet(sheet({ ...mark, picture: 0 }), [picture.subarray(0, 60)], madeAt)).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

it('refuses a PNG whose pixels are damaged, instead of failing outside of the call', async () => {
  const damaged = Buffer.from(picture)
  damaged.fill(0xff, picture.indexOf('IDAT') + 8, picture.indexOf('IDAT') + 20)
  const mark = { kind: 'picture' as const, picture: 0, x: 0, y: 0, width: 9, height: 9 }
  await expect(printSheet(sheet(mark), [damaged], madeAt)).rejects.toMatchObject({ code: 'invalid_input' })
})

it('refuses a small file that promises a huge picture, before anything is decoded', async () => {
  const bomb = Buffer.from(picture)
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  await expect(printSheet(sheet(), [bomb], madeAt)).rejects.toMatchObject({ code: 'png_too_large' })
})
