import { afterEach, describe, expect, it } from 'vitest'
import { effectPresets, presetOf } from '../../../src/core/designs/effect-presets'
import { layerOf } from '../../../src/core/designs/document'
import { faceFor, knownFamilies, setAddedFaces } from '../../../src/core/designs/faces'
import { missingFamilies, replaceFamily } from '../../../src/core/designs/missing-fonts'
import { emptyDesign } from '../../../src/core/designs/versions'

afterEach(() => setAddedFaces([]))

const text = (id: string, family: string, weight = 700) =>
  layerOf({
    ...{ id, name: id, kind: 'text', x: 300, y: 300, text: 'A' },
    lettering: { family, weight, size: 40 },
    paint: { kind: 'solid', color: { role: 'cream' } },
  })
const design = { ...emptyDesign({}), layers: [text('a', 'Village'), text('b', 'Lora'), text('c', 'Village', 400)] }

describe('families that are not here', () => {
  it('row 6: are named with their layers and their substitute, until the library has them', () => {
    expect(missingFamilies(design)).toEqual([{ family: 'Village', substitute: 'Montserrat', layers: ['a', 'c'] }])
    setAddedFaces([{ family: 'Village', weight: 400, style: 'normal' }])
    expect(missingFamilies(design)).toEqual([])
    expect(faceFor({ family: 'Village', weight: 900 })).toMatchObject({ weight: 400, missing: false })
  })

  it('row 6: are replaced only when asked, each layer in the weight nearest to its own', () => {
    const { layers } = replaceFamily(design, 'Village', 'Nunito').apply(design)
    expect(layers.map((it) => 'lettering' in it && it.lettering)).toMatchObject([
      { family: 'Nunito', weight: 700 },
      { family: 'Lora' },
      { family: 'Nunito', weight: 700 },
    ])
    expect(layers[1]).toBe(design.layers[1])
  })

  it('may be italics, which are families of their own, and never take the place of what ships', () => {
    setAddedFaces([
      { family: 'Lora', weight: 400, style: 'italic' },
      { family: 'Lora', weight: 400, style: 'normal' },
    ])
    const found = knownFamilies().filter(({ family }) => family.startsWith('Lora'))
    expect(found).toEqual([
      { family: 'Lora', weights: [400, 500, 700], bundled: true },
      { family: 'Lora Italic', weights: [400], bundled: false },
    ])
  })
})

it('row 12: knows a preset by its numbers, and one changed as somebody’s own', () => {
  for (const [name, stack] of Object.entries(effectPresets)) expect(presetOf(stack)).toBe(name)
  expect(presetOf([{ ...effectPresets.enamel[0], width: 6 }, effectPresets.enamel[1]])).toBeNull()
})
