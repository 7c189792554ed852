import { describe, expect, it } from 'vitest'
import { badgeCentre, opticalCentre } from '../../../src/core/designs/centring'
import { alignLayers, centreLayers } from '../../../src/core/designs/operations'
import { circularArray, firstRadius } from '../../../src/core/designs/circular-array'
import { layerOf, type KnownLayer, type LayerOf } from '../../../src/core/designs/document'
import { boxAround } from '../../../src/core/designs/geometry'
import { edit, startHistory, undo } from '../../../src/core/designs/history'
import { designOf, shapeLayer } from '../../support/designs'

const counting = () => {
  let next = 0
  return () => `new${next++}`
}
const spot = (layer: unknown) => {
  const { x, y, rotation } = layer as KnownLayer
  return { x, y, rotation }
}
const boundsOf = (layer: unknown) => {
  const { x, y, width, height } = layer as LayerOf<'shape'>
  return boxAround(width, height, { x, y })
}

describe('copies round a circle (row 15)', () => {
  const petal = shapeLayer('petal', { x: 300, y: 200, width: 40, height: 80 })
  const document = designOf(petal)

  it('stand evenly round the middle, turned with their place, in one group and one step', () => {
    const operation = circularArray(
      document,
      ['petal'],
      { count: 4, about: { x: 300, y: 300 }, turn: true, name: 'Petals' },
      counting(),
    )
    const history = edit(startHistory(document), operation)
    const { layers } = history.present
    expect(layers.slice(0, 4).map(spot)).toEqual([
      { x: 300, y: 200, rotation: 0 },
      { x: 400, y: 300, rotation: 90 },
      { x: 300, y: 400, rotation: -180 },
      { x: 200, y: 300, rotation: -90 },
    ])
    expect(layers[4]).toMatchObject({ kind: 'group', name: 'Petals', id: operation.ids.at(-1) })
    expect(layers.slice(0, 4).every((it) => it['parent' as keyof typeof it] === operation.ids.at(-1))).toBe(true)
    expect(undo(history).present).toEqual(document)
  })

  it('stand upright when asked', () => {
    const operation = circularArray(
      document,
      ['petal'],
      { count: 2, about: { x: 300, y: 300 }, turn: false, name: 'Two' },
      counting(),
    )
    expect(operation.apply(document).layers.slice(0, 2).map(spot)).toEqual([
      { x: 300, y: 200, rotation: 0 },
      { x: 300, y: 400, rotation: 0 },
    ])
  })

  it('are brought out of the middle first, where all of them would stand on one spot', () => {
    const seal = shapeLayer('seal', { width: 400, height: 500 })
    const star = shapeLayer('star', { x: 300, y: 300, width: 60, height: 60 })
    const middle = { x: 300, y: 300 }
    const found = designOf(seal, star)
    const radius = firstRadius(found, ['star'], middle, boundsOf)
    expect(radius).toBe(144)
    const operation = circularArray(
      found,
      ['star'],
      { count: 4, about: middle, radius, turn: true, name: 'Stars' },
      counting(),
    )
    const { layers } = operation.apply(found)
    expect(layers.slice(1, 5).map(spot)).toEqual([
      { x: 300, y: 156, rotation: 0 },
      { x: 444, y: 300, rotation: 90 },
      { x: 300, y: 444, rotation: -180 },
      { x: 156, y: 300, rotation: -90 },
    ])
    // What stands out already stays there; a number brings it nearer, straight along its way.
    expect(firstRadius(designOf(seal, petal), ['petal'], middle, boundsOf)).toBe(100)
    const nearer = circularArray(
      document,
      ['petal'],
      { count: 2, about: middle, radius: 50, turn: true, name: 'Two' },
      counting(),
    )
    expect(nearer.apply(document).layers.slice(0, 2).map(spot)).toEqual([
      { x: 300, y: 250, rotation: 0 },
      { x: 300, y: 350, rotation: -180 },
    ])
  })

  it('go round the silhouette, and copy whole groups', () => {
    const inGroup = designOf(
      shapeLayer('field', { x: 250, y: 260, width: 500, height: 500, locked: true }),
      shapeLayer('a', { x: 250, y: 100, parent: 'g' }),
      shapeLayer('b', { x: 250, y: 140, parent: 'g' }),
      layerOf({ kind: 'group', id: 'g', name: 'Star', x: 300, y: 300 }),
    )
    const done = circularArray(inGroup, ['g'], { count: 3, turn: true, name: 'Stars' }, counting()).apply(inGroup)
    expect(done.layers.filter(({ kind }) => kind === 'group')).toHaveLength(4)
    expect(done.layers.filter(({ kind }) => kind === 'shape')).toHaveLength(7)
    for (const layer of done.layers) {
      const { id, kind, x, y } = layer as KnownLayer
      const far = Math.hypot(x - 250, y - 260)
      if (kind === 'shape' && id !== 'field')
        expect(Math.min(Math.abs(far - 160), Math.abs(far - 120))).toBeLessThan(0.1)
    }
  })

  it('leave a locked layer alone', () => {
    const locked = designOf({ ...petal, locked: true })
    expect(circularArray(locked, ['petal'], { count: 5, turn: true, name: 'x' }, counting()).apply(locked)).toBe(locked)
  })
})

describe('optical centring (row 7)', () => {
  const picture = (width: number, height: number, inked: (x: number, y: number) => boolean): Uint8ClampedArray =>
    Uint8ClampedArray.from({ length: width * height }, (_, at) => (inked(at % width, Math.floor(at / width)) ? 255 : 0))

  it('is the middle of what is even, and of nothing', () => {
    const square = picture(20, 20, (x, y) => x >= 4 && x < 10 && y >= 6 && y < 16)
    expect(opticalCentre(square, 20, 20)).toEqual({ x: 7, y: 11 })
    expect(
      opticalCentre(
        picture(8, 6, () => false),
        8,
        6,
      ),
    ).toEqual({ x: 4, y: 3 })
  })
  it('lies between the weight and the box: a triangle is moved up, since its foot is heavy', () => {
    const triangle = picture(60, 60, (x, y) => Math.abs(x + 0.5 - 30) <= (y + 0.5) / 2)
    const { x, y } = opticalCentre(triangle, 60, 60)
    expect(x).toBeCloseTo(30, 1)
    expect(y).toBeGreaterThan(33)
    expect(y).toBeLessThan(40)
  })

  it('puts layers on a point by the middle that the eye sees', () => {
    const document = designOf(
      shapeLayer('field', { width: 400, height: 400, x: 280, y: 300 }),
      shapeLayer('a', { x: 90, y: 80 }),
    )
    expect(badgeCentre(document)).toEqual({ x: 280, y: 300 })
    const move = (optical: { x: number; y: number } | null) =>
      spot(centreLayers(['a'], boundsOf, 'silhouette', () => optical).apply(document).layers[1])
    expect(move(null)).toMatchObject({ x: 280, y: 300 })
    expect(move({ x: 90, y: 92 })).toMatchObject({ x: 280, y: 288 })
    const aligned = (to: 'artboard' | 'silhouette', alignment: 'centre' | 'middle' | 'top') =>
      spot(alignLayers(['a'], alignment, boundsOf, to, () => ({ x: 95, y: 92 })).apply(document).layers[1])
    expect(aligned('silhouette', 'centre')).toMatchObject({ x: 275, y: 80 })
    expect(aligned('artboard', 'middle')).toMatchObject({ x: 90, y: 288 })
    // An edge is an edge.
    expect(aligned('silhouette', 'top')).toMatchObject({ y: 130 })
  })
  it('moves several layers as one piece', () => {
    const document = designOf(shapeLayer('a', { x: 100, y: 100 }), shapeLayer('b', { x: 200, y: 100 }))
    const done = centreLayers(['a', 'b'], boundsOf).apply(document)
    expect(done.layers.map(spot)).toMatchObject([
      { x: 250, y: 300 },
      { x: 350, y: 300 },
    ])
  })
})
