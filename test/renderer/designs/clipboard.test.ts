import { describe, expect, it } from 'vitest'
import { layerOf, type Layer } from '../../../src/core/designs/document'
import { parentOf } from '../../../src/core/designs/groups'
import {
  besides,
  clipOf,
  clipOfStyle,
  groupToPasteInto,
  isStyleClip,
  layersOfClip,
  pasteLayers,
  styleOfClip,
} from '../../../src/renderer/designs/clipboard'
import { arcLayer, shapeLayer } from '../../support/designs'
import { emptyDesign } from '../../../src/core/designs/versions'

const group = (id: string, fields = {}) => layerOf({ id, name: id, kind: 'group', x: 300, y: 300, ...fields })
const designOf = (...layers: Layer[]) => ({
  ...emptyDesign({ field: '#112233', gold: '#ffcc00' }),
  layers,
})
const ids = () => {
  let count = 0
  return () => `new-${String(++count)}`
}

describe('a style on the clipboard', () => {
  const gold = { kind: 'solid', color: { role: 'gold' } } as const
  const from = designOf(shapeLayer('a', { fill: gold, opacity: 0.5 }))
  const plain = { ...emptyDesign({ field: '#000000' }), layers: [] }

  it('comes back as it was, and keeps its colours in a design that does not have them', () => {
    const text = clipOfStyle(from, from.layers[0]!) ?? ''
    expect(styleOfClip(text, from)).toMatchObject({ paint: gold, opacity: 0.5 })
    expect(styleOfClip(text, plain)).toMatchObject({ paint: { kind: 'solid', color: { hex: '#ffcc00' } } })
    expect(isStyleClip(text)).toBe(true)
    expect(layersOfClip(text, from)).toBeNull()
    expect(clipOfStyle(from, { id: 'c', kind: 'hologram' })).toBeNull()
  })

  it('is taken from copied layers too: of the topmost', () => {
    const two = designOf(shapeLayer('b', { parent: 'g' }), shapeLayer('a', { fill: gold, parent: 'g' }), group('g'))
    const text = clipOf(two, ['g'])
    expect(styleOfClip(text, two)).toMatchObject({ paint: gold })
    expect(isStyleClip(text)).toBe(false)
  })

  it.each(['', 'words', '{"blazon":1,"style":{}}', '{"blazon":1,"style":{"effects":[],"opacity":7}}', '{"style":1}'])(
    'is not %j',
    (text) => {
      expect(styleOfClip(text, from)).toBeNull()
    },
  )
})

describe('layers on the clipboard', () => {
  it('come back as they were, with ids of their own', () => {
    const layers = [shapeLayer('a', { x: 12 }), arcLayer('b'), { id: 'c', kind: 'hologram', depth: 3 }]
    const design = designOf(...layers)
    const back = layersOfClip(clipOf(design, ['a', 'b', 'c']), design, ids())
    expect(back).toEqual(layers.map((layer, index) => ({ ...layer, id: `new-${String(index + 1)}` })))
  })

  it('take what is in a group along, and stay together', () => {
    const design = designOf(shapeLayer('a', { parent: 'g' }), shapeLayer('b'), group('g'))
    expect(layersOfClip(clipOf(design, ['g']), design, ids())).toMatchObject([
      { id: 'new-1', kind: 'shape', parent: 'new-2' },
      { id: 'new-2', kind: 'group', parent: null },
    ])
    // A member by itself belongs to no group where it is pasted.
    expect(layersOfClip(clipOf(design, ['a']), design, ids())).toMatchObject([{ id: 'new-1', parent: null }])
  })

  it('keep their looks in a design that does not have their colours or levels', () => {
    const gold = { kind: 'solid', color: { role: 'gold' } } as const
    const from = designOf(shapeLayer('a', { fill: gold, levels: ['bronze'] }))
    const to = { ...emptyDesign({ field: '#000000' }), layers: [] }
    expect(layersOfClip(clipOf(from, ['a']), to)).toMatchObject([
      { fill: { kind: 'solid', color: { hex: '#ffcc00' } }, levels: null },
    ])
    expect(layersOfClip(clipOf(from, ['a']), from)).toMatchObject([{ fill: gold }])
  })

  it.each([
    '',
    'words',
    '{"blazon":1}',
    '{"blazon":1,"layers":[]}',
    '{"blazon":1,"layers":[{"id":"a","kind":"shape"}]}',
    '{"blazon":1,"layers":[{"id":"a","kind":"shape","x":1e999}]}',
    '{"__proto__":{"blazon":1},"layers":[]}',
    '[1]',
    '{"layers":[]}',
    `{"blazon":1,"layers":[${'['.repeat(50_000)}`,
  ])('row 22: takes %j for what it is: no layers', (text) => {
    expect(layersOfClip(text, designOf())).toBeNull()
  })

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

  it('go into the group that is selected, or that the selected layer is in, as long as it is not locked', () => {
    const design = designOf(shapeLayer('a', { parent: 'g' }), group('g'), shapeLayer('b'))
    expect(groupToPasteInto(design, ['g'])).toBe('g')
    expect(groupToPasteInto(design, ['a'])).toBe('g')
    expect(groupToPasteInto(design, ['b'])).toBeNull()
    expect(groupToPasteInto(design, ['a', 'b'])).toBeNull()
    expect(groupToPasteInto(designOf(group('g', { locked: true })), ['g'])).toBeNull()
    const pasted = pasteLayers([shapeLayer('c')], 'g')
    expect(pasted.ids).toEqual(['c'])
    expect(pasted.apply(design).layers.map((it) => [it.id, parentOf(it)])).toEqual([
      ['a', 'g'],
      ['c', 'g'],
      ['g', null],
      ['b', null],
    ])
  })
})
