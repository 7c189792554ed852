import { describe, expect, it } from 'vitest'
import type { DesignDocument, Layer } from '../../../src/core/designs/document'
import { boxAround, type Box } from '../../../src/core/designs/geometry'
import { layerBox } from '../../../src/core/designs/layer-bounds'
import * as op from '../../../src/core/designs/operations'
import { arcLayer, designOf, plainLetters, shapeLayer } from '../../support/designs'

const bounds = (layer: Layer): Box => layerBox(layer, plainLetters, () => null)
const order = ({ layers }: DesignDocument): string => layers.map(({ id }) => id).join('')
const place = (document: DesignDocument, id: string): [unknown, unknown] => {
  const layer = op.layerById(document, id)
  return layer && 'x' in layer && 'y' in layer ? [layer.x, layer.y] : [null, null]
}
const three = designOf(
  shapeLayer('a', { x: 100, y: 100 }),
  shapeLayer('b', { x: 200, y: 250 }),
  shapeLayer('c', { x: 500, y: 500 }),
)

describe('operations on a design', () => {
  it('share every layer that they do not touch, and give back the same document when nothing changes', () => {
    const moved = op.moveLayers(['a'], 5, 0).apply(three)
    expect(moved.layers[1]).toBe(three.layers[1])
    expect(place(moved, 'a')).toEqual([105, 100])
    expect(op.moveLayers(['a'], 0, 0).apply(three)).toBe(three)
    expect(op.updateLayer('a', { x: 100 }).apply(three)).toBe(three)
    expect(op.moveLayers(['nobody'], 5, 5).apply(three)).toBe(three)
    expect(op.setPalette({ field: '#2c6e8f' }).apply(three)).toBe(three)
    expect(op.reorderLayers(['c'], 'front').apply(three)).toBe(three)
  })

  it('leave locked and unknown layers where they are', () => {
    const held = designOf(shapeLayer('a', { locked: true }), { id: 'u', kind: 'hologram', x: 1 })
    expect(op.moveLayers(['a', 'u'], 5, 5).apply(held)).toBe(held)
    expect(op.removeLayers(['a']).apply(held)).toBe(held)
    expect(op.rotateLayers(['a', 'u'], 30).apply(held)).toBe(held)
    expect(op.resizeLayers(['a', 'u'], 2, 2).apply(held)).toBe(held)
    expect(op.alignLayers(['a'], 'left', bounds).apply(held)).toBe(held)
    expect(order(op.removeLayers(['u']).apply(held))).toBe('a')
  })

  it('never change the id or kind of a layer', () => {
    const changed = op.updateLayer('a', { id: 'z', kind: 'ring', x: 1 }).apply(three)
    expect(changed.layers[0]).toMatchObject({ id: 'a', kind: 'shape', x: 1 })
  })

  it('refuse a layer whose id is taken', () => {
    expect(op.addLayer(shapeLayer('a')).apply(three)).toBe(three)
    expect(order(op.addLayer(shapeLayer('d'), 1).apply(three))).toBe('adbc')
  })

  it('move several layers in the order without mixing them up', () => {
    const four = designOf(...'abcd'.split('').map((id) => shapeLayer(id)))
    expect(order(op.reorderLayers(['a', 'c'], 'front').apply(four))).toBe('bdac')
    expect(order(op.reorderLayers(['b', 'd'], 'back').apply(four))).toBe('bdac')
    expect(order(op.reorderLayers(['a', 'b'], 'forward').apply(four))).toBe('cabd')
    expect(order(op.reorderLayers(['c', 'd'], 'forward').apply(four))).toBe('abcd')
    expect(order(op.reorderLayers(['c', 'd'], 'backward').apply(four))).toBe('acdb')
  })

  it('align by what is drawn: a turned layer by the box round its corners', () => {
    const turned = designOf(shapeLayer('a', { rotation: 90, x: 300 }))
    expect(place(op.alignLayers(['a'], 'left', bounds).apply(turned), 'a')[0]).toBe(30)
    expect(place(op.alignLayers(['a'], 'bottom', bounds).apply(turned), 'a')[1]).toBe(550)
    const all = op.alignLayers(['a', 'b', 'c'], 'right', bounds).apply(three)
    expect(['a', 'b', 'c'].map((id) => place(all, id)[0])).toEqual([500, 500, 500])
    const middle = op.alignLayers(['a', 'b'], 'middle', bounds, 'artboard').apply(three)
    expect([place(middle, 'a')[1], place(middle, 'b')[1]]).toEqual([300, 300])
  })

  it('centre text on an arc by its circle, and several layers as one piece', () => {
    const arc = designOf(arcLayer('t', { x: 10, y: 20 }))
    expect(place(op.centreLayers(['t'], bounds).apply(arc), 't')).toEqual([300, 300])
    const both = op.centreLayers(['a', 'b'], bounds).apply(three)
    expect([place(both, 'a'), place(both, 'b')]).toEqual([
      [250, 225],
      [350, 375],
    ])
  })

  it('make the gaps between layers equal and leave the outermost alone', () => {
    const spread = op.distributeLayers(['a', 'b', 'c'], 'horizontal', (layer) =>
      boxAround(layer.id === 'b' ? 200 : 100, 60, { x: Number(place(three, layer.id)[0]), y: 0 }),
    )
    const [a, b, c] = ['a', 'b', 'c'].map((id) => place(spread.apply(three), id)[0])
    expect([a, b, c]).toEqual([100, 300, 500])
    expect(op.distributeLayers(['a', 'b'], 'vertical', bounds).apply(three)).toBe(three)
  })

  it('copy layers above themselves, unlocked, and may be applied again to the same end', () => {
    let count = 0
    const copy = op.duplicateLayers(designOf(shapeLayer('a', { locked: true })), ['a'], () => `n${++count}`)
    const once = copy.apply(designOf(shapeLayer('a', { locked: true })))
    expect(order(once)).toBe('an1')
    expect(once.layers[1]).toMatchObject({ locked: false, x: 312, y: 312 })
    expect(copy.apply(once)).toBe(once)
  })

  it('turn several layers round a point together', () => {
    const turned = op.rotateLayers(['a'], 90, { x: 100, y: 200 }).apply(three)
    expect(turned.layers[0]).toMatchObject({ x: 200, y: 200, rotation: 90 })
  })

  it('resize a bordered shape so that its outer edge grows by the factor, and its border does not', () => {
    const bordered = shapeLayer('a', { stroke: { width: 20, paint: { kind: 'solid', color: { role: 'frame' } } } })
    const grown = op.resizeLayers(['a'], 2, 1).apply(designOf(bordered)).layers[0]
    expect(grown).toMatchObject({ width: 220, height: 60, stroke: { width: 20 } })
  })

  it('recolour the whole design by role', () => {
    expect(op.setPalette({ field: '#000000' }).apply(three).palette).toMatchObject({
      field: '#000000',
      cream: '#fdf3d3',
    })
  })
})
