import { describe, expect, it } from 'vitest'
import { sheet as sheetShape, type Mark } from '../../../src/core/contract/printing'
import { cardSize, codeSheet, codeSheetForms } from '../../../src/core/earning/code-sheets'

const papers = ['a4', 'letter'] as const
const pictures = (marks: readonly Mark[]) => marks.flatMap((mark) => (mark.kind === 'picture' ? [mark] : []))

describe('a sheet of claim codes', () => {
  it.each(codeSheetForms.flatMap((form) => papers.map((paper) => [form, paper] as const)))(
    'has every card once, on the paper, and the badge on each (%s, %s)',
    (form, paper) => {
      const sheet = sheetShape.parse(codeSheet({ form, paper, title: 'Summer fair', count: 23, hasPicture: true }))
      const cards = sheet.pages.flatMap((page) => pictures(page).filter(({ picture }) => picture < 23))
      expect(cards.map(({ picture }) => picture)).toEqual(Array.from({ length: 23 }, (_, index) => index))
      for (const { x, y, width, height } of cards) {
        expect(Math.min(x, y)).toBeGreaterThan(0)
        expect(x + width).toBeLessThan(sheet.widthMm)
        expect(y + height).toBeLessThan(sheet.heightMm)
      }
      expect(sheet.pages.flatMap(pictures).filter(({ picture }) => picture === 23)).toHaveLength(23)
    },
  )

  it('leaves a code that a phone can read beside the words of every card', () => {
    for (const form of codeSheetForms)
      for (const paper of papers) {
        const { widthMm, heightMm, stubMm, qrMm, pictureAt } = cardSize(form, paper)
        expect(qrMm).toBeGreaterThanOrEqual(25)
        expect(qrMm).toBeLessThan(heightMm)
        expect(widthMm - stubMm - pictureAt[0]).toBeGreaterThan(35)
      }
  })

  it('prints no hairlines on labels, which are cut already', () => {
    const lines = (form: 'cards' | 'labels') =>
      codeSheet({ form, paper: 'a4', title: '', count: 1, hasPicture: false }).pages[0]!.filter(
        (mark) => mark.kind === 'line' && mark.from[1] === mark.to[1],
      )
    expect(lines('cards')).toHaveLength(2)
    expect(lines('labels')).toHaveLength(0)
  })
})
