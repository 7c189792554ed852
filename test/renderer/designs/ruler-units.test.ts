import { describe, expect, it } from 'vitest'
import { rulerStep, unitsPer } from '../../../src/renderer/designs/canvas/ruler-units'

describe('row 17: the numbers of a ruler', () => {
  it('stand on round steps, with room between them at every zoom', () => {
    for (const unit of ['px', 'mm'] as const)
      for (const zoom of [0.1, 0.3, 0.59, 1, 2.7, 8, 32]) {
        const step = rulerStep(unit, zoom)
        expect(step * unitsPer(unit) * zoom).toBeGreaterThanOrEqual(56)
        expect(['1', '2', '5']).toContain(String(step).replace(/[.0]/g, ''))
      }
  })

  it('count 58 mm across the artboard', () => {
    expect(600 / unitsPer('mm')).toBeCloseTo(58)
    expect(unitsPer('px')).toBe(1)
  })
})
