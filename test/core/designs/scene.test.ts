import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerOf, type Effect, type Layer } from '../../../src/core/designs/document'
import { sceneOf, sceneOfLayer, type DrawOp, type GroupOp, type SceneContext } from '../../../src/core/designs/scene'
import { pictureFrame } from '../../../src/core/designs/scene/picture-frame'
import { designOf, plainLetters, shapeLayer, textLayer } from '../../support/designs'

const context = (fields: Partial<SceneContext> = {}): SceneContext => ({
  measure: plainLetters,
  glyph: () => null,
  pictureSize: () => null,
  ...fields,
})
const at = (id: string) => ({ id, name: id, x: 300, y: 300 })
const groupLayer = (id: string, fields: object = {}): Layer => layerOf({ ...at(id), kind: 'group', ...fields })
const colours = (ops: readonly DrawOp[]): string[] =>
  ops.flatMap((op) => {
    if (op.kind === 'group') return colours(op.children)
    if (op.kind === 'fill' || op.kind === 'line') return op.style.kind === 'solid' ? [op.style.color] : [op.style.kind]
    return [op.kind]
  })
const filled = (id: string, hex: string, fields: object = {}) =>
  shapeLayer(id, { fill: { kind: 'solid', color: { hex } }, ...fields })
const groupsIn = (ops: readonly DrawOp[]): GroupOp[] =>
  ops.flatMap((op) => (op.kind === 'group' ? [op, ...groupsIn(op.children)] : []))

describe('the display list', () => {
  it('has colours in place of roles, and layers from the lowest up', () => {
    const design = designOf(shapeLayer('a'), filled('b', '#ff0000'))
    expect(colours(sceneOf(design, context()))).toEqual(['#2c6e8f', '#ff0000'])
  })

  it('leaves out what is hidden, and all that a hidden group holds, however deep', () => {
    const design = designOf(
      filled('a', '#111111', { hidden: true }),
      filled('b', '#222222', { parent: 'inner' }),
      groupLayer('inner', { parent: 'outer' }),
      groupLayer('outer', { hidden: true }),
      filled('c', '#333333'),
    )
    expect(colours(sceneOf(design, context()))).toEqual(['#333333'])
  })

  it('draws a layer of a later version, a picture that is gone and a QR code with no room as placeholders', () => {
    const design = designOf(
      { id: 'u', kind: 'hologram' },
      layerOf({ ...at('p'), kind: 'picture', sha256: 'a'.repeat(64), width: 100, height: 80 }),
      layerOf({
        ...at('q'),
        kind: 'qr',
        content: 'é'.repeat(1000),
        level: 'H',
        size: 90,
        dark: { hex: '#000000' },
        light: null,
      }),
    )
    const scene = sceneOf(design, context())
    expect(scene).toHaveLength(3)
    for (const op of scene) expect(new Set(colours([op]))).toEqual(new Set(['#7f7f7f']))
  })

  it('row 9: a masked group shows its members within the lowest one, which is not drawn itself', () => {
    const [op] = sceneOf(
      designOf(
        filled('window', '#000000', { parent: 'm' }),
        filled('inside', '#00ff00', { parent: 'm' }),
        groupLayer('m', { mask: true }),
      ),
      context(),
    )
    const [masked] = op ? groupsIn(op.children) : []
    expect(masked?.mask && colours(masked.mask)).toEqual(['#000000'])
    expect(colours(masked?.children ?? [])).toEqual(['#00ff00'])
  })

  it('a window that is hidden, or that nothing is behind, masks nothing', () => {
    const alone = designOf(filled('window', '#000000', { parent: 'm' }), groupLayer('m', { mask: true }))
    const hidden = designOf(
      filled('window', '#000000', { parent: 'm', hidden: true }),
      filled('inside', '#00ff00', { parent: 'm' }),
      groupLayer('m', { mask: true }),
    )
    for (const design of [alone, hidden])
      expect(groupsIn(sceneOf(design, context())).some(({ mask }) => mask !== null)).toBe(false)
    expect(colours(sceneOf(alone, context()))).toEqual(['#000000'])
    expect(colours(sceneOf(hidden, context()))).toEqual(['#00ff00'])
  })

  it('trap 20: a mask within a mask is cut by the outer one only', () => {
    const scene = sceneOf(
      designOf(
        filled('outerWindow', '#000000', { parent: 'outer' }),
        filled('innerWindow', '#111111', { parent: 'inner' }),
        filled('inside', '#00ff00', { parent: 'inner' }),
        groupLayer('inner', { mask: true, parent: 'outer' }),
        groupLayer('outer', { mask: true }),
      ),
      context(),
    )
    expect(groupsIn(scene).filter(({ mask }) => mask !== null)).toHaveLength(1)
    expect(colours(scene)).toEqual(['#00ff00'])
  })

  it('works a layer out once for each palette, and again when something it lacked has come', () => {
    const here = context()
    const layer = shapeLayer('a')
    const design = designOf(layer)
    expect(sceneOfLayer(layer, design, here)).toBe(sceneOfLayer(layer, design, here))
    expect(sceneOf(design, here)[0]).toBe(sceneOf({ ...design, layers: [layer] }, here)[0])
    expect(sceneOfLayer(layer, designOf(), here)).not.toBe(sceneOfLayer(layer, design, here))
    const glyph = layerOf({
      ...at('g'),
      kind: 'glyph',
      glyph: 'x/y',
      size: 50,
      paint: { kind: 'solid', color: { hex: '#123456' } },
    })
    let there = false
    const late = context({
      glyph: (id) =>
        there ? { id, parts: [{ d: 'M0 0L9 0L9 9Z', tone: 1 }], ink: { left: 0, top: 0, right: 9, bottom: 9 } } : null,
    })
    expect(colours([sceneOfLayer(glyph, design, late)])).toContain('#7f7f7f')
    there = true
    expect(colours([sceneOfLayer(glyph, design, late)])).toEqual(['#123456'])
  })

  it('keeps a group as it is while nothing in it changes', () => {
    const here = context()
    const members = [shapeLayer('a', { parent: 'g' }), shapeLayer('b', { parent: 'g' })]
    const group = groupLayer('g', { opacity: 0.5 })
    const design = designOf(...members, group)
    const [first] = sceneOf(design, here)
    expect(sceneOf({ ...design, layers: [...design.layers, shapeLayer('c')] }, here)[0]).toBe(first)
    const moved = { ...design, layers: [shapeLayer('a', { parent: 'g', x: 10 }), members[1] ?? group, group] }
    expect(sceneOf(moved, here)[0]).not.toBe(first)
  })

  it('draws letters that differ in their own face and paint, all outlines behind all letters', () => {
    const span = { weight: 600, paint: { kind: 'solid' as const, color: { hex: '#ff0000' } } }
    const layer = textLayer('t', {
      text: 'ab',
      boxWidth: 400,
      spans: [{ start: 0, end: 1, ...span }],
      stroke: { paint: { kind: 'solid', color: { hex: '#000000' } }, width: 2 },
    })
    const ops = sceneOfLayer(layer, designOf(), context()).children
    const letters = ops.flatMap((op) => (op.kind === 'letters' ? [op] : []))
    expect(letters.map(({ style, outline }) => [style !== null, outline !== null])).toEqual([
      [false, true],
      [false, true],
      [true, false],
      [true, false],
    ])
    expect(new Set(letters.map(({ face }) => face.weight))).toEqual(new Set([600, 800]))
  })
})

describe('row 12: effects', () => {
  const shadow: Effect = { kind: 'shadow', dx: 10, dy: 0, blur: 0, color: { hex: '#000001' }, opacity: 0.5 }
  const outline: Effect = { kind: 'outline', width: 6, color: { hex: '#000002' } }
  const gloss: Effect = { kind: 'gloss', height: 0.5, opacity: 0.5 }
  const of = (effects: Effect[], fields: object = {}): GroupOp =>
    sceneOfLayer(filled('a', '#ff0000', { effects, ...fields }), designOf(), context())

  it('lie behind or upon the layer in the order of the list', () => {
    expect(colours(of([gloss, outline, shadow]).children)).toEqual(
      [['#000002', '#000002'], ['#000001'], ['#ff0000'], ['linear']].flat(),
    )
    const widths = of([shadow, outline]).children.map((op) => (op.kind === 'group' ? groupsIn([op]).length : op.kind))
    expect(widths).toEqual([1, 'fill', 'line', 'fill'])
  })

  it('a shadow is also that of the outlines drawn over it', () => {
    const [cast] = groupsIn(of([shadow, outline]).children)
    const line = cast?.children.find((op) => op.kind === 'line')
    expect(line).toMatchObject({ width: 12 })
  })

  it('shadow and light keep their direction on the artboard when the layer is turned', () => {
    const [cast] = groupsIn(of([shadow], { rotation: 90 }).children)
    expect(cast?.transform?.slice(4).map((value) => Math.round(value) + 0)).toEqual([0, -10])
  })

  it('a thread has whole stitches all round, inside of the edge', () => {
    const stitch: Effect = { kind: 'stitch', inset: 10, width: 2, dash: 9, gap: 5, color: { hex: '#000003' } }
    const lines = of([stitch], { shape: 'circle', width: 200, height: 200 }).children.flatMap((op) =>
      op.kind === 'line' ? [op] : [],
    )
    const [line] = lines
    const [mark = 0, space = 0] = line?.dash ?? []
    const length = 2 * Math.PI * 89
    expect(length / (mark + space)).toBeCloseTo(Math.round(length / (mark + space)), 1)
  })

  it('hold their reach in the bounds, so that nothing is cut off', () => {
    const plain = of([]).bounds
    expect(of([outline]).bounds.left).toBeCloseTo(plain.left - 6)
    expect(of([{ ...shadow, blur: 20 }]).bounds.right).toBeGreaterThanOrEqual(plain.right + 10 + 20)
  })
})

describe('row 9: a picture in its frame', () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 4096 }), height: fc.integer({ min: 1, max: 4096 }) })
  const frame = fc.record({ width: fc.integer({ min: 1, max: 600 }), height: fc.integer({ min: 1, max: 600 }) })
  const crop = fc.record({
    x: fc.double({ min: 0, max: 0.5, noNaN: true }),
    y: fc.double({ min: 0, max: 0.5, noNaN: true }),
    width: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
    height: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
  })
  it('keeps its proportions unless it is stretched, and shows no more than its crop', () => {
    fc.assert(
      fc.property(sizes, frame, crop, fc.constantFrom('cover', 'contain', 'stretch'), (size, box, part, fit) => {
        const { source, target } = pictureFrame({ ...box, crop: part, fit }, size)
        const [wide, tall] = [target.right - target.left, target.bottom - target.top]
        const [sx, sy] = [(source.right - source.left) * size.width, (source.bottom - source.top) * size.height]
        if (fit !== 'stretch') expect(wide / sx / (tall / sy)).toBeCloseTo(1, 5)
        if (fit !== 'contain') expect([wide, tall]).toEqual([box.width, box.height])
        expect(wide).toBeLessThanOrEqual(box.width + 1e-9)
        expect(tall).toBeLessThanOrEqual(box.height + 1e-9)
        expect(source.left).toBeGreaterThanOrEqual(part.x)
        expect(source.right).toBeLessThanOrEqual(part.x + part.width + 1e-9)
      }),
    )
  })
})
