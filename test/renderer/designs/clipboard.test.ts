import { describe, expect, it } from 'vitest'
import { besides, clipOf, layersOfClip } from '../../../src/renderer/designs/clipboard'
import { arcLayer, shapeLayer } from '../../support/designs'

describe('layers on the clipboard', () => {
  it('come back as they were, with ids of their own', () => {
    const layers = [shapeLayer('a', { x: 12 }), arcLayer('b'), { id: 'c', kind: 'hologram', depth: 3 }]
    let count = 0
    const back = layersOfClip(clipOf(layers), () => `new-${String(++count)}`)
    expect(back).toEqual(layers.map((layer, index) => ({ ...layer, id: `new-${String(index + 1)}` })))
  })

  it.each(['', 'words', '{"blazon":1}', '{"blazon":1,"layers":[{"id":"a","kind":"shape"}]}', '[1]', '{"layers":[]}'])(
    'takes %j for what it is: no layers',
    (text) => {
      expect(layersOfClip(text)).toBeNull()
    },
  )

  it('are put beside what they would cover exactly, however often', () => {
    const here = shapeLayer('a')
    const once = besides([{ ...here, id: 'b' }], [here])
    const twice = besides([{ ...here, id: 'c' }], [here, ...once])
    expect([...once, ...twice]).toMatchObject([
      { x: 312, y: 312 },
      { x: 324, y: 324 },
    ])
    expect(besides([shapeLayer('d', { x: 5 })], [here])).toMatchObject([{ x: 5, y: 300 }])
  })
})
