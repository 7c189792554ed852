import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buttonSizes,
  paperOf,
  papers,
  pixelsOf,
  rulerMm,
  sheetLayout,
  type Paper,
} from '../../../src/core/designs/print-layout'

describe('the paper that is begun with', () => {
  it('is Letter in the United States and Canada, and A4 elsewhere', () => {
    expect(['en-US', 'fr-CA', 'en-CA-u-ca-gregory'].map(paperOf)).toEqual(['letter', 'letter', 'letter'])
    expect(['en-GB', 'en', 'de', 'ca-ES'].map(paperOf)).toEqual(['a4', 'a4', 'a4', 'a4'])
  })
})

describe('a sheet', () => {
  it('row 32: takes twelve buttons of 44 mm on A4, cut at 54 mm, in the middle of the paper', () => {
    const { columns, rows, pages, places } = sheetLayout('a4', { widthMm: 54, heightMm: 54, gapMm: 2 }, 13)
    expect([columns, rows, pages]).toEqual([3, 4, 2])
    const right = (places[2]?.x ?? 0) + 54
    expect(places[0]?.x).toBeCloseTo(210 - right)
    expect(places[12]).toMatchObject({ page: 1, y: places[0]?.y })
  })

  it('never lays two cells over each other, over the edge or over the ruler', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Paper>('a4', 'letter'),
        fc.double({ min: 5, max: 250, noNaN: true }),
        fc.double({ min: 5, max: 250, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (paper, widthMm, heightMm, gapMm, count) => {
          const { places, pages, ruler, columns, rows } = sheetLayout(paper, { widthMm, heightMm, gapMm }, count)
          expect(places).toHaveLength(columns * rows === 0 ? 0 : count)
          expect(pages).toBe(places.length === 0 ? 0 : (places.at(-1)?.page ?? -1) + 1)
          expect(ruler.x + rulerMm).toBeLessThan(papers[paper].widthMm)
          places.forEach(({ page, x, y }, index) => {
            expect(x).toBeGreaterThan(0)
            expect(x + widthMm).toBeLessThan(papers[paper].widthMm)
            expect(y + heightMm).toBeLessThanOrEqual(ruler.y - 2)
            const next = places[index + 1]
            if (next && next.page === page && Math.abs(next.y - y) < 1e-6)
              expect(next.x - x).toBeGreaterThanOrEqual(widthMm + gapMm - 1e-6)
          })
        },
      ),
    )
  })

  it('draws 300 dots per inch, and lets the paper of every button wrap round its edge', () => {
    expect(pixelsOf(25.4)).toBe(300)
    for (const { faceMm, cutMm } of buttonSizes) expect(cutMm).toBeGreaterThan(faceMm + 8)
  })
})
