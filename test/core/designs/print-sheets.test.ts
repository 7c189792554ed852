import { describe, expect, it } from 'vitest'
import { sheet as sheetSchema, type Mark, type Sheet } from '../../../src/core/contract/printing'
import { buttonSheet, contactSheet, stickerSheet } from '../../../src/core/designs/print-sheets'

const marksOf = <Kind extends Mark['kind']>({ pages }: Sheet, kind: Kind, page = 0): Extract<Mark, { kind: Kind }>[] =>
  (pages[page] ?? []).filter((mark): mark is Extract<Mark, { kind: Kind }> => mark.kind === kind)

describe('a sheet for paper', () => {
  it('row 32: has a ruler of exactly 100 mm on every page, with its words', () => {
    const sheet = buttonSheet({ paper: 'a4', title: 'Buttons', count: 20, cutMm: 54 })
    expect(sheet.pages).toHaveLength(2)
    for (const page of [0, 1]) {
      const longest = Math.max(...marksOf(sheet, 'line', page).map(({ from, to }) => Math.abs(to[0] - from[0])))
      expect(longest).toBe(100)
      expect(marksOf(sheet, 'picture', page).filter(({ picture }) => picture === 1)).toHaveLength(1)
    }
  })

  it('row 32: cuts a button where its machine cuts, round the middle of its picture', () => {
    const sheet = buttonSheet({ paper: 'letter', title: 'Buttons', count: 1, cutMm: 43 })
    const [picture] = marksOf(sheet, 'picture')
    const [cut] = marksOf(sheet, 'circle')
    expect(picture?.width).toBe(43)
    expect(cut?.radius).toBe(21.5)
    expect([cut?.x, cut?.y]).toEqual([(picture?.x ?? 0) + 21.5, (picture?.y ?? 0) + 21.5])
  })

  it('row 32: lets the colour of a sticker reach beyond the cut on every side', () => {
    const wish = { paper: 'a4', title: 'Stickers', count: 1, diameterMm: 50, bleedMm: 1.5 } as const
    const sheet = stickerSheet({ ...wish, cutLine: true })
    expect(marksOf(sheet, 'picture')[0]?.width).toBe(53)
    expect(marksOf(sheet, 'circle')[0]?.radius).toBe(25)
    expect(marksOf(stickerSheet({ ...wish, cutLine: false }), 'circle')).toEqual([])
  })

  it('lays every picture of a contact sheet over its own caption, none over another', () => {
    const sheet = contactSheet({ paper: 'a4', title: 'Contact sheet', count: 45 })
    const pictures = sheet.pages.flatMap((_, page) =>
      marksOf(sheet, 'picture', page).map((mark) => ({ ...mark, page })),
    )
    expect(pictures.filter(({ picture }) => picture < 45)).toHaveLength(45)
    for (let index = 0; index < 45; index++) {
      const art = pictures.find(({ picture }) => picture === index)
      const caption = pictures.find(({ picture }) => picture === 45 + index)
      expect(caption?.page).toBe(art?.page)
      expect((caption?.x ?? 0) + (caption?.width ?? 0) / 2).toBeCloseTo((art?.x ?? 0) + (art?.width ?? 0) / 2)
      expect(caption?.y).toBeGreaterThanOrEqual((art?.y ?? 0) + (art?.height ?? 0))
    }
  })

  it('fits what the contract takes', () => {
    for (const sheet of [
      buttonSheet({ paper: 'a4', title: 'Buttons', count: 500, cutMm: 35 }),
      contactSheet({ paper: 'letter', title: 'Contact sheet', count: 300 }),
    ])
      expect(sheetSchema.safeParse(sheet).success).toBe(true)
  })
})
