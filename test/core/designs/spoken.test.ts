import { describe, expect, it } from 'vitest'
import { layerOf, type KnownLayer } from '../../../src/core/designs/document'
import { boxAround } from '../../../src/core/designs/geometry'
import { layerBox } from '../../../src/core/designs/layer-bounds'
import { neighboursOf, placeIn, spokenSize } from '../../../src/core/designs/spoken'
import { designOf, plainLetters, shapeLayer } from '../../support/designs'

const boundsOf = (layer: Parameters<typeof layerBox>[0]) => layerBox(layer, plainLetters, () => null)
const ring = (id: string, radius: number, fields: Partial<KnownLayer> = {}) =>
  layerOf({
    id,
    name: id,
    kind: 'ring',
    x: 300,
    y: 300,
    radius,
    width: 10,
    paint: { kind: 'solid', color: { role: 'accent' } },
    ...(fields as object),
  })

describe('a place in words', () => {
  it('row 34: is the centre where the middle is exactly there', () => {
    expect(placeIn(boxAround(220, 220, { x: 300.2, y: 299.8 }), 600)).toMatchObject({
      isCentredAcross: true,
      isCentredDown: true,
      edges: [],
      isCut: false,
    })
  })
  it('is a ninth of the artboard, with what is centred one way only', () => {
    expect(placeIn(boxAround(50, 50, { x: 90, y: 120 }), 600)).toMatchObject({
      x: 90,
      y: 120,
      across: 'left',
      down: 'upper',
      isCentredAcross: false,
    })
    expect(placeIn(boxAround(50, 50, { x: 300, y: 500 }), 600)).toMatchObject({
      across: 'middle',
      down: 'lower',
      isCentredAcross: true,
      isCentredDown: false,
    })
  })
  it('tells the edges that it lies against, and that some of it is cut off', () => {
    expect(placeIn({ left: 0, right: 600, top: 20, bottom: 90 }, 600).edges).toEqual(['left', 'right'])
    expect(placeIn({ left: -5, right: 90, top: 20, bottom: 90 }, 600)).toMatchObject({ edges: [], isCut: true })
  })
})

describe('what a layer meets', () => {
  it('row 34: rings by their number from the outside, where there are several', () => {
    // A star of 220: its box’s corners are 155.6 from the middle; the inner ring runs from 151 to 161.
    const star = shapeLayer('star', { width: 220, height: 220 })
    const document = designOf(ring('inner', 159), ring('outer', 280), star)
    expect(neighboursOf(document, 'star', boundsOf)).toEqual([{ id: 'inner', ring: 2, how: 'touching' }])
    expect(neighboursOf(designOf(ring('inner', 159), star), 'star', boundsOf)).toMatchObject([{ ring: null }])
  })
  it('nothing, inside of a ring that it stays clear of', () => {
    const dot = shapeLayer('dot', { width: 20, height: 20 })
    expect(neighboursOf(designOf(ring('ring', 200), dot), 'dot', boundsOf)).toEqual([])
  })
  it('others as touching or overlapping, but not what it lies in whole', () => {
    const field = shapeLayer('field', { width: 500, height: 500 })
    const a = shapeLayer('a', { x: 200 })
    const beside = shapeLayer('beside', { x: 300 })
    const over = shapeLayer('over', { x: 230, y: 320 })
    const hidden = shapeLayer('hidden', { x: 210, hidden: true })
    expect(neighboursOf(designOf(field, a, beside, over, hidden), 'a', boundsOf)).toEqual([
      { id: 'beside', ring: null, how: 'touching' },
      { id: 'over', ring: null, how: 'overlapping' },
    ])
  })
  it('a group by all that is in it, its members left out', () => {
    const inside = [shapeLayer('a', { x: 100, parent: 'g' }), shapeLayer('b', { x: 190, parent: 'g' })]
    const group = layerOf({ id: 'g', name: 'g', kind: 'group', x: 0, y: 0 })
    const document = designOf(...inside, group, shapeLayer('c', { x: 260 }))
    expect(neighboursOf(document, 'g', boundsOf)).toMatchObject([{ id: 'c', how: 'overlapping' }])
    expect(spokenSize(document, 'g', boundsOf)).toEqual({ width: 190, height: 60 })
  })
  it('no more than three, the nearest to coming apart first', () => {
    const row = [1, 2, 3, 4, 5].map((index) => shapeLayer(`it-${String(index)}`, { x: 300 + index * 10, height: 200 }))
    expect(neighboursOf(designOf(shapeLayer('a', { height: 200 }), ...row), 'a', boundsOf).map(({ id }) => id)).toEqual(
      ['it-5', 'it-4', 'it-3'],
    )
  })
})
