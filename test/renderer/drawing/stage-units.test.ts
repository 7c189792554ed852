import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { furtherIn, leavesOf, meantBy } from '../../../src/renderer/drawing/stage/selecting'
import { standingOf, unitsOf, windowsOf } from '../../../src/renderer/drawing/stage/units'
import { designOf, shapeLayer } from '../../support/designs'

const group = (id: string, fields: Partial<Parameters<typeof layerOf<'group'>>[0]> = {}) =>
  layerOf({ kind: 'group', id, name: id, x: 0, y: 0, ...fields })
const nested = (fields: Partial<Parameters<typeof layerOf<'group'>>[0]> = {}) =>
  designOf(
    shapeLayer('ground'),
    shapeLayer('deep', { parent: 'inner' }),
    group('inner', { parent: 'outer' }),
    shapeLayer('beside', { parent: 'outer' }),
    group('outer', fields),
    shapeLayer('over'),
  )
const ids = (document: ReturnType<typeof nested>) => unitsOf(document).map((unit) => unit.map(({ id }) => id))

describe('what is drawn as one piece', () => {
  it('is each layer by itself where a group only holds them together', () => {
    expect(ids(nested())).toEqual([['ground'], ['deep'], ['beside'], ['over']])
  })

  it('trap 20: is the whole group where its opacity, its effects or its mask count for all of them', () => {
    const whole = [['ground'], ['deep', 'inner', 'beside', 'outer'], ['over']]
    expect(ids(nested({ opacity: 0.5 }))).toEqual(whole)
    expect(ids(nested({ mask: true }))).toEqual(whole)
    expect(ids(nested({ effects: [{ kind: 'outline', width: 4, color: { role: 'cream' } }] }))).toEqual(whole)
  })

  it('is hidden and fixed with the groups round it', () => {
    const { hidden, fixed } = standingOf(nested({ hidden: true, locked: true }))
    expect([...hidden]).toEqual(['deep', 'inner', 'beside', 'outer'])
    expect([...fixed]).toEqual(['deep', 'inner', 'beside', 'outer'])
  })
})

describe('what a masked layer is seen through', () => {
  const seen = (document: ReturnType<typeof nested>) => Object.fromEntries(windowsOf(document))

  it('is the lowest member of its group, with all that this holds', () => {
    expect(seen(nested())).toEqual({})
    expect(seen(nested({ mask: true }))).toEqual({ beside: ['deep'] })
  })

  it('is nothing where the window is hidden, and the outermost of masks within each other', () => {
    const masks = (hidden: boolean) =>
      designOf(
        shapeLayer('window', { parent: 'outer', hidden }),
        shapeLayer('own', { parent: 'inner' }),
        shapeLayer('art', { parent: 'inner' }),
        group('inner', { parent: 'outer', mask: true }),
        group('outer', { mask: true }),
      )
    expect(seen(masks(false))).toEqual({ own: ['window'], art: ['window'] })
    expect(seen(masks(true))).toEqual({ art: ['own'] })
  })
})

describe('what a press means', () => {
  it('is the outermost group, or the part of the group that one is in, or with Ctrl the layer itself', () => {
    expect(meantBy(nested(), 'deep', [], false)).toBe('outer')
    expect(meantBy(nested(), 'deep', ['beside'], false)).toBe('inner')
    expect(meantBy(nested(), 'beside', ['deep'], false)).toBe('beside')
    expect(meantBy(nested(), 'over', ['deep'], false)).toBe('over')
    expect(meantBy(nested(), 'deep', [], true)).toBe('deep')
  })

  it('pressed twice goes one group further in', () => {
    expect(furtherIn(nested(), 'deep', ['outer'])).toBe('inner')
    expect(furtherIn(nested(), 'deep', ['inner'])).toBe('deep')
    expect(furtherIn(nested(), 'deep', ['deep'])).toBe(null)
    expect(furtherIn(nested(), 'over', ['over'])).toBe(null)
  })

  it('takes the layers with ink that it stands for', () => {
    expect(leavesOf(nested(), ['outer', 'over']).map(({ id }) => id)).toEqual(['deep', 'beside', 'over'])
  })
})
