import { describe, expect, it } from 'vitest'
import { clipInto, isClippedInto, shapeBeneath, unclip } from '../../../src/core/designs/clip-into'
import { layerOf } from '../../../src/core/designs/document'
import { moveLayers } from '../../../src/core/designs/operations'
import { designOf, shapeLayer } from '../../support/designs'

const picture = (fields: object = {}) =>
  layerOf({
    id: 'p',
    kind: 'picture',
    name: 'Photo',
    x: 200,
    y: 200,
    sha256: 'a'.repeat(64),
    width: 400,
    height: 300,
    ...fields,
  })

describe('row 9: a picture clipped into the silhouette beneath it', () => {
  it('is known to be so until one of the two is moved, and may have its whole frame back', () => {
    const design = designOf(shapeLayer('s', { shape: 'star', params: {} }), picture())
    expect(isClippedInto(design, 'p')).toBe(false)
    const after = clipInto(design, 'p')?.apply(design) ?? design
    expect(isClippedInto(after, 'p')).toBe(true)
    expect(isClippedInto(moveLayers(['s'], 5, 0).apply(after), 'p')).toBe(false)
    expect(unclip('p').apply(after).layers[1]).toMatchObject({ clip: null, width: 100, height: 60 })
  })

  it('takes its outline, size, place and turn, covers it, and keeps its own crop and filters', () => {
    const shape = shapeLayer('s', {
      shape: 'star',
      params: { points: 7 },
      x: 310,
      y: 290,
      width: 220,
      height: 240,
      rotation: 15,
    })
    const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 }
    const design = designOf(shape, picture({ crop, filters: [{ kind: 'greyscale', amount: 1 }] }))
    const after = clipInto(design, 'p')?.apply(design)
    expect(after?.layers[1]).toMatchObject({
      clip: { shape: 'star', params: { points: 7 } },
      ...{ x: 310, y: 290, width: 220, height: 240, rotation: 15, fit: 'cover', crop },
      filters: [{ kind: 'greyscale', amount: 1 }],
    })
    expect(after?.layers[0]).toBe(shape)
  })

  it('takes the nearest shape below that it overlaps; hidden ones, shades and shapes above do not count', () => {
    const design = designOf(
      shapeLayer('far', { x: 210, y: 200 }),
      shapeLayer('near', { x: 200, y: 210 }),
      shapeLayer('aside', { x: 590, y: 590, width: 10, height: 10 }),
      shapeLayer('hidden', { x: 200, y: 200, hidden: true }),
      shapeLayer('shade', { x: 200, y: 200, params: { part: 1 } }),
      picture(),
      shapeLayer('above', { x: 200, y: 200 }),
    )
    expect(shapeBeneath(design, 'p')?.id).toBe('near')
  })

  it('is not to be had without a shape beneath, and leaves a locked picture alone', () => {
    expect(clipInto(designOf(picture(), shapeLayer('s')), 'p')).toBeNull()
    expect(clipInto(designOf(shapeLayer('s')), 's')).toBeNull()
    const locked = designOf(shapeLayer('s'), picture({ locked: true }))
    expect(clipInto(locked, 'p')?.apply(locked)).toBe(locked)
  })
})
