import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { localBounds } from '../../../src/core/designs/layer-bounds'
import { ribbonGeometry, ribbonLayout, ribbonStyles, widestRibbon } from '../../../src/core/designs/ribbon'
import { flattened, pathBox } from '../../../src/core/designs/silhouettes/path'
import { plainLetters } from '../../support/designs'

const ribbon = (fields: object = {}) =>
  layerOf({
    kind: 'ribbon',
    id: 'r',
    name: 'Ribbon',
    x: 300,
    y: 300,
    width: 300,
    height: 60,
    sagitta: 0.09,
    face: { kind: 'solid', color: { role: 'accent' } },
    tail: { kind: 'solid', color: { role: 'accent', shade: -33 } },
    text: 'WELL DONE',
    lettering: { family: 'Montserrat', weight: 800, size: 30 },
    textPaint: { kind: 'solid', color: { role: 'frame' } },
    ...fields,
  })

describe('ribbons (row 3)', () => {
  it('come in at least ten styles, each drawn in its own way', () => {
    expect(ribbonStyles.length).toBeGreaterThanOrEqual(10)
    const drawn = ribbonStyles.map((style) => {
      const { tails, folds, face } = ribbonGeometry({ style, width: 500, height: 80, sagitta: 0.08 })
      return tails + folds + face
    })
    expect(new Set(drawn).size).toBe(ribbonStyles.length)
  })

  it('keep to their width, bend as asked, and say truly where their ink is, whatever their measures', () => {
    for (const style of ribbonStyles)
      fc.assert(
        fc.property(
          fc.integer({ min: 60, max: 590 }),
          fc.integer({ min: 10, max: 160 }),
          fc.double({ min: -0.3, max: 0.3, noNaN: true }),
          (width, height, sagitta) => {
            const { bounds, text, face, tails, folds } = ribbonGeometry({ style, width, height, sagitta })
            for (const path of [face, tails, folds].filter((it) => it !== ''))
              expect(path, style).toMatch(/^M[^a-zNI]*Z$/)
            expect(bounds.left, style).toBeGreaterThanOrEqual(-width / 2 - 0.1)
            expect(bounds.right, style).toBeLessThanOrEqual(width / 2 + 0.1)
            const ink = pathBox(face + tails + folds)
            expect(bounds.bottom).toBeCloseTo(ink?.bottom ?? 0, 0)
            if (Math.abs(sagitta) > 0.001) expect(text.side).toBe(sagitta > 0 ? 'top' : 'bottom')
          },
        ),
        { numRuns: 20 },
      )
  })

  it('are the same on both sides, save the one that waves', () => {
    for (const style of ribbonStyles) {
      if (style === 'waved') continue
      const { left, right } = ribbonGeometry({ style, width: 480, height: 70, sagitta: 0.1 }).bounds
      expect(left + right, style).toBeCloseTo(0, 1)
    }
  })

  it('keep their letters on the face', () => {
    for (const style of ribbonStyles)
      for (const sagitta of [-0.12, 0, 0.12]) {
        const { geometry, letters } = ribbonLayout(
          ribbon({ style, sagitta, width: 500, text: 'READING CHAMPION' }),
          plainLetters,
        )
        const face = pathBox(geometry.face)
        expect(letters.ink.left, style).toBeGreaterThan(face?.left ?? 0)
        expect(letters.ink.right, style).toBeLessThan(face?.right ?? 0)
        expect(letters.ink.top, style).toBeGreaterThan(face?.top ?? 0)
        expect(letters.ink.bottom, style).toBeLessThan(face?.bottom ?? 0)
      }
  })

  it('bind letters to the wave of a face that waves', () => {
    const { runs } = ribbonLayout(
      ribbon({ style: 'waved', width: 560, sagitta: 0, text: 'READING CHAMPION 2026' }),
      plainLetters,
    ).letters
    const turns = runs.map(({ rotation }) => rotation)
    expect(Math.min(...turns)).toBeLessThan(-2)
    expect(Math.max(...turns)).toBeGreaterThan(2)
  })

  it('grow with their text up to the artboard, and only then make it smaller', () => {
    const short = ribbon({ grows: true, text: 'HI' })
    expect(ribbonLayout(short, plainLetters).width).toBe(300)
    const longer = ribbon({ grows: true, text: 'VOLUNTEER OF THE YEAR' })
    const grown = ribbonLayout(longer, plainLetters)
    expect(grown.width).toBeGreaterThan(330)
    expect(grown.width).toBeLessThan(widestRibbon)
    expect(grown.letters.size).toBeCloseTo(30)
    expect(localBounds(longer, plainLetters, () => null).right).toBeCloseTo(grown.geometry.bounds.right)
    const most = ribbonLayout(ribbon({ grows: true, text: 'W'.repeat(60) }), plainLetters)
    expect(most.width).toBe(widestRibbon)
    expect(most.letters.size).toBeLessThan(30)
    expect(ribbonLayout(ribbon({ text: 'VOLUNTEER OF THE YEAR' }), plainLetters).width).toBe(300)
  })

  it('lays the highlight on the upper edge of the face', () => {
    const { highlight, face } = ribbonGeometry({ style: 'folded', width: 400, height: 60, sagitta: 0 })
    expect(flattened(highlight)[0]?.[0]).toEqual(flattened(face)[0]?.[0])
  })
})
