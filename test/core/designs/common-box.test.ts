import { describe, expect, it } from 'vitest'
import { commonBox, resizeTogether } from '../../../src/core/designs/common-box'
import { layerOf, type KnownLayer, type LayerOf } from '../../../src/core/designs/document'
import { boxAround } from '../../../src/core/designs/geometry'
import { designOf, shapeLayer } from '../../support/designs'

const boundsOf = (layer: unknown) => {
  const { x, y, ...rest } = layer as LayerOf<'shape'>
  const size = (rest as unknown as { size?: number }).size
  return boxAround(size ?? rest.width, size ?? rest.height, { x, y })
}
const star = layerOf({
  ...{ id: 'star', name: 'star', x: 400, y: 300, kind: 'glyph', glyph: 'phosphor/star', size: 40 },
  paint: { kind: 'solid', color: { role: 'cream' } },
})
const one = shapeLayer('one', { x: 100, y: 100, width: 40, height: 40 })
const two = shapeLayer('two', { x: 200, y: 200, width: 40, height: 40 })

describe('the common box of several layers (row 27)', () => {
  it('reaches round all of them, leaves locked ones out, and is turned as the lowest one is', () => {
    const locked = shapeLayer('held', { x: 500, y: 500, locked: true })
    const document = designOf(shapeLayer('one', { ...one, rotation: 30 }), two, locked)
    expect(commonBox(document, ['one', 'two', 'held'], boundsOf)).toEqual({
      box: { left: 80, top: 80, right: 220, bottom: 220 },
      rotation: 30,
      stretches: false,
    })
    expect(commonBox(document, ['held'], boundsOf)).toBeNull()
  })

  it('is that of its members for a group', () => {
    const group = layerOf({ id: 'g', name: 'g', kind: 'group', x: 0, y: 0 })
    const document = designOf({ ...one, parent: 'g' }, { ...two, parent: 'g' }, group)
    expect(commonBox(document, ['g'], boundsOf)?.box).toEqual({ left: 80, top: 80, right: 220, bottom: 220 })
  })

  it('is stretched one way where every member can be: places and sizes alike, a member that lies down too', () => {
    const lying = shapeLayer('two', { ...two, rotation: 90 })
    const after = resizeTogether(['one', 'two'], 2, 1, boundsOf).apply(designOf(one, lying))
    expect(after.layers as KnownLayer[]).toMatchObject([
      { x: 50, y: 100, width: 80, height: 40 },
      { x: 250, y: 200, width: 40, height: 80 },
    ])
  })

  it('grows evenly where a member keeps its proportion', () => {
    const document = designOf(one, star)
    const after = resizeTogether(['one', 'star'], 1, 0.5, boundsOf).apply(document)
    expect(commonBox(after, ['one', 'star'], boundsOf)?.box).toEqual({ left: 165, top: 140, right: 335, bottom: 260 })
    expect(after.layers[1]).toMatchObject({ size: 20 })
  })
})
