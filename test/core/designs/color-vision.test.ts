import { describe, expect, it } from 'vitest'
import { contrastRatio, rgbOf } from '../../../src/core/designs/colors'
import { colorMatrixOf, seenWith, visions } from '../../../src/core/designs/color-vision'

const far = (one: string, other: string): number => {
  const [a, b] = [rgbOf(one), rgbOf(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

describe('row 29: a design as other eyes see it', () => {
  it('leaves black, white and greys as they are for every eye', () => {
    for (const vision of visions.filter((it) => it !== 'greyPrint'))
      for (const grey of ['#000000', '#808080', '#ffffff']) expect(far(seenWith(vision, grey), grey)).toBeLessThan(0.02)
  })

  it('brings together what each eye confuses, and leaves apart what it tells', () => {
    // Red and olive for those without long cones, red and green without middle ones, blue and green without short ones.
    expect(far(seenWith('protan', '#a02020'), seenWith('protan', '#404000'))).toBeLessThan(0.2)
    expect(far(seenWith('deutan', '#d06020'), seenWith('deutan', '#8a8a20'))).toBeLessThan(0.25)
    expect(far(seenWith('tritan', '#2060c0'), seenWith('tritan', '#207080'))).toBeLessThan(0.25)
    for (const vision of ['protan', 'deutan'] as const)
      expect(far(seenWith(vision, '#2040c0'), seenWith(vision, '#c0a020'))).toBeGreaterThan(0.5)
    expect(far(seenWith('tritan', '#c02020'), seenWith('tritan', '#20a0a0'))).toBeGreaterThan(0.5)
  })

  it('makes greys of the same brightness without colours', () => {
    const grey = seenWith('achromat', '#c8553d')
    expect(new Set([grey.slice(1, 3), grey.slice(3, 5), grey.slice(5, 7)]).size).toBe(1)
    expect(contrastRatio(grey, '#c8553d')).toBeLessThan(1.02)
  })

  it('prints neither quite white nor quite black on office paper', () => {
    expect(contrastRatio(seenWith('greyPrint', '#ffffff'), seenWith('greyPrint', '#000000'))).toBeLessThan(13)
    expect(seenWith('greyPrint', '#000000')).not.toBe('#000000')
  })

  it('is handed to the page as a matrix of twenty numbers that leaves opacity alone', () => {
    for (const vision of visions) {
      const numbers = colorMatrixOf(vision).trim().split(/\s+/).map(Number)
      expect(numbers).toHaveLength(20)
      expect(numbers.every(Number.isFinite)).toBe(true)
      expect(numbers.slice(15)).toEqual([0, 0, 0, 1, 0])
    }
  })
})
