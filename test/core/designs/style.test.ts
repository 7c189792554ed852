import { expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { addLayers } from '../../../src/core/designs/operations'
import { layerStyle, pasteStyle, styleOf } from '../../../src/core/designs/style'
import { arcLayer, designOf, shapeLayer } from '../../support/designs'

const gold = { kind: 'solid', color: { hex: '#ffcc00' } } as const
const shadow = { kind: 'shadow', dx: 0, dy: 4, blur: 0, color: { role: 'frame' }, opacity: 0.4 } as const

it('row 22: a style takes paint, line, effects and lettering along, each where both layers have it', () => {
  const from = shapeLayer('a', { fill: gold, stroke: { paint: gold, width: 3 }, effects: [shadow], opacity: 0.5 })
  const text = arcLayer('b', { opacity: 1 })
  const ring = layerOf({ id: 'c', name: 'Ring', kind: 'ring', x: 1, y: 2, radius: 9, width: 3, paint: gold })
  const document = addLayers([from, text, ring]).apply(designOf())
  const style = styleOf(from)!
  expect(layerStyle.parse(JSON.parse(JSON.stringify(style)))).toEqual(style)
  const after = pasteStyle(['b', 'c'], style).apply(document)
  expect(after.layers[1]).toEqual({
    ...text,
    paint: gold,
    stroke: { paint: gold, width: 3 },
    effects: [shadow],
    opacity: 0.5,
  })
  expect(after.layers[2]).toEqual({ ...ring, paint: gold, effects: [shadow], opacity: 0.5 })
  expect(after.layers[0]).toBe(document.layers[0])
})

it('a style’s lettering leaves the size of the letters as it is', () => {
  const from = arcLayer('a', { lettering: { family: 'Bebas Neue', weight: 400, size: 99, tracking: 0.3 } })
  const to = arcLayer('b', { lettering: { family: 'Montserrat', weight: 800, size: 20, tracking: 0 } })
  const after = pasteStyle(['b'], styleOf(from)!).apply(designOf(from, to))
  expect(after.layers[1]).toMatchObject({
    lettering: { family: 'Bebas Neue', weight: 400, size: 20, tracking: 0.3 },
  })
})

it('a style leaves locked layers and those of a later version alone', () => {
  const from = shapeLayer('a', { fill: gold })
  const document = designOf(from, shapeLayer('b', { locked: true }), { id: 'c', kind: 'hologram' })
  expect(pasteStyle(['b', 'c'], styleOf(from)!).apply(document)).toBe(document)
  expect(styleOf({ id: 'c', kind: 'hologram' })).toBeNull()
})
