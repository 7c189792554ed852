import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { croppedTo, cropRoom, dragCrop, leastCrop } from '../../../src/core/designs/crop'
import { layerOf, type LayerOf } from '../../../src/core/designs/document'

const size = { width: 800, height: 400 }
const picture = (fields: Partial<LayerOf<'picture'>> = {}) => ({
  ...layerOf({
    kind: 'picture',
    id: 'p',
    name: 'p',
    x: 300,
    y: 300,
    sha256: 'a'.repeat(64),
    width: 400,
    height: 200,
  }),
  ...fields,
})

describe('row 9: cropping a picture', () => {
  it('lays the whole picture open round the part that is seen', () => {
    const layer = picture({ crop: { x: 0.5, y: 0, width: 0.5, height: 1 }, width: 200 })
    expect(cropRoom(layer, size)).toEqual({
      picture: { left: -300, top: -100, right: 100, bottom: 100 },
      seen: { left: -100, top: -100, right: 100, bottom: 100 },
    })
  })

  it('begins with what is really seen where the picture fills or fits its frame', () => {
    const cover = cropRoom(picture({ fit: 'cover', width: 200 }), size)
    expect(cover.picture).toEqual({ left: -200, top: -100, right: 200, bottom: 100 })
    const contain = cropRoom(picture({ fit: 'contain', height: 400 }), size)
    expect(contain.seen).toEqual({ left: -200, top: -100, right: 200, bottom: 100 })
  })

  it('leaves the picture where it lies on the artboard, turned or not', () => {
    const layer = picture({ rotation: 90 })
    const room = cropRoom(layer, size)
    const next = croppedTo(layer, room, { ...room.seen, left: 0 })
    expect(next).toMatchObject({
      x: 300,
      y: 400,
      width: 200,
      height: 200,
      crop: { x: 0.5, width: 0.5 },
      fit: 'stretch',
    })
    const again = cropRoom(next, size)
    expect(again.picture.right - again.picture.left).toBeCloseTo(400)
    expect(croppedTo(next, again, again.picture)).toMatchObject({ x: 300, y: 300, crop: null })
  })

  it('keeps the frame within the picture and never empties it, however far its edges are dragged', () => {
    const side = fc.constantFrom(-1 as const, 0 as const, 1 as const)
    const by = fc.integer({ min: -2000, max: 2000 })
    const room = cropRoom(picture({ crop: { x: 0.2, y: 0.2, width: 0.5, height: 0.5 } }), size)
    fc.assert(
      fc.property(side, side, by, by, (x, y, dx, dy) => {
        const seen = dragCrop(room, { x, y }, dx, dy)
        expect(seen.left).toBeGreaterThanOrEqual(room.picture.left - 1e-9)
        expect(seen.right).toBeLessThanOrEqual(room.picture.right + 1e-9)
        expect(seen.top).toBeGreaterThanOrEqual(room.picture.top - 1e-9)
        expect(seen.bottom).toBeLessThanOrEqual(room.picture.bottom + 1e-9)
        expect(seen.right - seen.left).toBeGreaterThanOrEqual(leastCrop - 1e-9)
        expect(seen.bottom - seen.top).toBeGreaterThanOrEqual(leastCrop - 1e-9)
      }),
    )
  })
})
