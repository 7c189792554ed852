import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isKnownLayer, layerOf, type DesignDocument } from '../../../src/core/designs/document'
import {
  boundsWith,
  groupLayers,
  groupsAround,
  maskWith,
  membersOf,
  outermost,
  parentOf,
  releaseMask,
  reparent,
  ungroup,
  withMembers,
  withNewIds,
} from '../../../src/core/designs/groups'
import { boxAround } from '../../../src/core/designs/geometry'
import * as op from '../../../src/core/designs/operations'
import { readDesign } from '../../../src/core/designs/versions'
import { anyDocument, everyKind } from '../../support/any-design'
import { anyOperation, stamps } from '../../support/any-operation'
import { designOf, shapeLayer } from '../../support/designs'

const group = (id: string, parent: string | null = null) => layerOf({ kind: 'group', id, name: id, x: 0, y: 0, parent })
const document = designOf(
  shapeLayer('ground'),
  shapeLayer('deep', { parent: 'inner', x: 100, hidden: false }),
  group('inner', 'outer'),
  shapeLayer('beside', { parent: 'outer', x: 400 }),
  shapeLayer('unseen', { parent: 'outer', x: 4000, hidden: true }),
  group('outer'),
)

describe('groups', () => {
  it('row 14: a layer knows the groups round it, from the nearest outwards', () => {
    expect(groupsAround(document, 'deep')).toEqual(['inner', 'outer'])
    expect(outermost(document, 'deep')).toBe('outer')
    expect(outermost(document, 'ground')).toBe('ground')
  })

  it('holds its members however deep, and no groups among them', () => {
    expect(membersOf(document, 'outer').map(({ id }) => id)).toEqual(['deep', 'beside', 'unseen'])
    expect(membersOf(document, 'ground')).toEqual([])
  })

  it('takes everything that it holds along, in drawing order', () => {
    expect(withMembers(document, ['outer', 'ground'])).toEqual(['ground', 'deep', 'inner', 'beside', 'unseen', 'outer'])
  })

  it('is as large as what is seen of its members', () => {
    const boundsOf = (layer: { id: string }) => boxAround(100, 60, { x: Number(Reflect.get(layer, 'x')), y: 300 })
    expect(boundsWith(document, 'outer', boundsOf)).toEqual({ left: 50, top: 270, right: 450, bottom: 330 })
  })

  it('ends where parents are broken: unknown, no group, or going round', () => {
    const broken = designOf(
      shapeLayer('a', { parent: 'gone' }),
      shapeLayer('b', { parent: 'a' }),
      shapeLayer('c', { parent: 'one' }),
      group('one', 'two'),
      group('two', 'one'),
    )
    expect(groupsAround(broken, 'a')).toEqual([])
    expect(groupsAround(broken, 'b')).toEqual([])
    expect(groupsAround(broken, 'c')).toEqual(['one', 'two'])
  })
})

/** What is wrong with the order of a document: members that do not stand directly beneath their group, groups that are none. */
function disorder({ layers }: DesignDocument): string[] {
  const at = new Map(layers.map(({ id }, index) => [id, index]))
  return layers.flatMap((layer, index) => {
    const parent = parentOf(layer)
    if (parent === null || !isKnownLayer(layer)) return []
    const group = at.get(parent)
    if (group === undefined || layers[group]?.kind !== 'group') return [`${layer.id}: no group ${parent}`]
    const between = layers.slice(index + 1, group)
    const strangers = between.filter(({ id }) => !groupsAround({ layers } as DesignDocument, id).includes(parent))
    return group < index || strangers.length > 0 ? [`${layer.id}: apart from ${parent}`] : []
  })
}
const order = ({ layers }: DesignDocument): string => layers.map(({ id }) => id).join(' ')
const placesOf = (it: DesignDocument, ...ids: string[]) =>
  ids.map((id) => {
    const layer = op.layerById(it, id)
    return layer && isKnownLayer(layer) ? [layer.x, layer.y] : null
  })

describe('the order that groups ask for', () => {
  it('is there after any operations on any document', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyOperation, { maxLength: 25 }), (first, makings) => {
        expect(disorder(first)).toEqual([])
        makings.reduce((present, make) => {
          const next = make(present).apply(present)
          expect(disorder(next)).toEqual([])
          expect(new Set(next.layers.map(({ id }) => id)).size).toBe(next.layers.length)
          return next
        }, first)
      }),
      { numRuns: 300 },
    )
  })

  it('is brought to a stored document whose groups are damaged, and nothing is lost by it', () => {
    const read = readDesign({
      ...designOf(
        shapeLayer('far', { parent: 'g' }),
        shapeLayer('stranger', { parent: 'far' }),
        group('g'),
        shapeLayer('above', { parent: 'g' }),
        shapeLayer('lost', { parent: 'gone' }),
        group('one', 'two'),
        shapeLayer('in', { parent: 'one' }),
        group('two', 'one'),
      ),
    })
    expect(disorder(read)).toEqual([])
    expect(read.layers).toHaveLength(8)
    expect(membersOf(read, 'g').map(({ id }) => id)).toEqual(['far', 'above'])
    expect(read.layers.filter(({ id }) => id === 'lost' || id === 'stranger').map(parentOf)).toEqual([null, null])
    expect([groupsAround(read, 'in'), groupsAround(read, 'two')]).toEqual([['one'], ['one']])
  })
})

describe('operations on groups', () => {
  const flat = designOf(
    shapeLayer('a', { x: 100, y: 100 }),
    shapeLayer('b', { x: 200, y: 100 }),
    shapeLayer('c', { x: 300, y: 400 }),
    shapeLayer('d', { x: 500, y: 500, locked: true }),
  )
  const both = groupLayers(['a', 'c', 'd'], 'g', 'Pair').apply(flat)

  it('puts layers into a group where the topmost is; what is locked stays out', () => {
    expect(order(both)).toBe('b a c g d')
    expect(op.layerById(both, 'g')).toMatchObject({ kind: 'group', name: 'Pair', parent: null, mask: false })
    expect(membersOf(both, 'g').map(({ id }) => id)).toEqual(['a', 'c'])
    expect(groupLayers(['d'], 'x', '').apply(flat)).toBe(flat)
    expect(groupLayers(['a'], 'b', '').apply(flat)).toBe(flat)
  })

  it('groups within a group stay in it, and groups of groups keep theirs', () => {
    const inner = groupLayers(['a'], 'h', 'Inner').apply(both)
    expect(groupsAround(inner, 'a')).toEqual(['h', 'g'])
    const outer = groupLayers(['g', 'b'], 'o', 'Outer').apply(inner)
    expect(groupsAround(outer, 'a')).toEqual(['h', 'g', 'o'])
    expect(order(outer)).toBe('b a h c g o d')
  })

  it('are undone by ungrouping, which keeps how the members looked', () => {
    const seen = op.updateLayer('g', { opacity: 0.5, hidden: true }).apply(both)
    const freed = ungroup(['g']).apply(seen)
    expect(order(freed)).toBe('b a c d')
    expect(op.layerById(freed, 'a')).toMatchObject({ parent: null, opacity: 0.5, hidden: true })
    const locked = op.setLocked(['g'], true).apply(both)
    expect(ungroup(['g']).apply(locked)).toBe(locked)
  })

  it('make a mask of two layers, whose lowest is the window, or of a group that is there', () => {
    const masked = maskWith(['c', 'b'], 'm', 'Mask').apply(flat)
    expect(order(masked)).toBe('a b c m d')
    expect(op.layerById(masked, 'm')).toMatchObject({ mask: true })
    expect(op.layerById(maskWith(['g'], 'm', 'Mask').apply(both), 'g')).toMatchObject({ mask: true })
    expect(maskWith(['a'], 'm', 'Mask').apply(flat)).toBe(flat)
    expect(op.layerById(releaseMask(['m']).apply(masked), 'm')).toMatchObject({ kind: 'group', mask: false })
  })

  it('move, turn and grow a group as what is in it', () => {
    expect(placesOf(op.moveLayers(['g'], 5, 7).apply(both), 'a', 'c', 'b', 'g')).toEqual([
      [105, 107],
      [305, 407],
      [200, 100],
      [300, 300],
    ])
    const turned = op.rotateLayers(['g'], 180, undefined, stamps).apply(both)
    expect(placesOf(turned, 'a', 'c')).toEqual([
      [300, 400],
      [100, 100],
    ])
    expect(op.layerById(turned, 'a')).toMatchObject({ rotation: -180 })
    expect(placesOf(op.resizeLayers(['g'], 2, 1, undefined, stamps).apply(both), 'a', 'c')).toEqual([
      [0, -50],
      [400, 550],
    ])
  })

  it('move a member once where its group is meant too, and a locked one with its group but not alone', () => {
    const held = op.setLocked(['c'], true).apply(both)
    expect(placesOf(op.moveLayers(['g', 'a'], 5, 0).apply(held), 'a', 'c')).toEqual([
      [105, 100],
      [305, 400],
    ])
    expect(op.moveLayers(['c'], 5, 0).apply(held)).toBe(held)
    const locked = op.setLocked(['g'], true).apply(both)
    expect(op.moveLayers(['a'], 5, 0).apply(locked)).toBe(locked)
    expect(op.removeLayers(['a', 'g']).apply(locked)).toBe(locked)
  })

  it('line a group up as one box', () => {
    expect(placesOf(op.alignLayers(['g'], 'left', stamps).apply(both), 'a', 'c')).toEqual([
      [40, 100],
      [240, 400],
    ])
    expect(placesOf(op.alignLayers(['g', 'b'], 'top', stamps).apply(both), 'a', 'c', 'b')).toEqual([
      [100, 100],
      [300, 400],
      [200, 100],
    ])
  })

  it('copy a group with all that is in it, under new ids', () => {
    let count = 0
    const made = op.duplicateLayers(both, ['g'], () => `n${String(count++)}`)
    const copied = made.apply(both)
    expect(order(copied)).toBe('b a c g n0 n1 n2 d')
    expect(made.ids).toEqual(['n2'])
    expect(membersOf(copied, 'n2').map(({ id }) => id)).toEqual(['n0', 'n1'])
    expect(placesOf(copied, 'n0')).toEqual([[112, 112]])
    expect(made.apply(copied)).toBe(copied)
  })

  it('take a group away with all that is in it, and a group that is left empty', () => {
    expect(order(op.removeLayers(['g']).apply(both))).toBe('b d')
    expect(order(op.removeLayers(['a', 'c']).apply(both))).toBe('b d')
    const nested = groupLayers(['a', 'c'], 'h', '').apply(both)
    expect(order(op.removeLayers(['a', 'c']).apply(nested))).toBe('b d')
  })

  it('reorder a group whole, and a member within its group', () => {
    expect(order(op.reorderLayers(['g'], 'back').apply(both))).toBe('a c g b d')
    expect(order(op.reorderLayers(['a'], 'front').apply(both))).toBe('b c a g d')
  })

  it('move layers into a group and out of it, but no group into itself', () => {
    expect(order(reparent(['b'], 'g', 1).apply(both))).toBe('a b c g d')
    expect(order(reparent(['a'], null).apply(both))).toBe('b c g d a')
    expect(order(reparent(['a', 'c'], null, 0).apply(both))).toBe('a c b d')
    const nested = groupLayers(['a'], 'h', '').apply(both)
    expect(reparent(['g'], 'h').apply(nested)).toBe(nested)
    expect(reparent(['b'], 'a').apply(both)).toBe(both)
  })

  it('give pasted layers new ids with their groups kept together', () => {
    let count = 0
    const pasted = withNewIds([...both.layers.filter(({ id }) => id !== 'b'), shapeLayer('x', { parent: 'b' })], () =>
      String(count++),
    )
    expect(pasted.map((it) => [it.id, parentOf(it)])).toEqual([
      ['0', '2'],
      ['1', '2'],
      ['2', null],
      ['3', null],
      ['4', null],
    ])
  })

  it('row 15: set gaps to a number, match sizes to the first, and line up with the silhouette', () => {
    const row = designOf(
      shapeLayer('s', { x: 250, y: 250, width: 400, height: 400 }),
      shapeLayer('a', { x: 100, width: 40, height: 40 }),
      shapeLayer('b', { x: 160, width: 80, height: 20 }),
      shapeLayer('c', { x: 400, width: 40, height: 40, rotation: 90 }),
    )
    const box = (layer: Parameters<op.BoundsOf>[0]) => {
      const it = layer as ReturnType<typeof shapeLayer>
      const isTurned = it.rotation === 90
      return boxAround(isTurned ? it.height : it.width, isTurned ? it.width : it.height, it)
    }
    const gaps = op.equalGaps(['c', 'a', 'b'], 'horizontal', 10, box).apply(row)
    expect(placesOf(gaps, 'a', 'b', 'c').map((it) => it?.[0])).toEqual([100, 170, 240])
    const sized = op.matchSize(['b', 'a', 'c'], 'both', box).apply(row)
    expect(['a', 'c'].map((id) => op.layerById(sized, id))).toMatchObject([
      { width: 80, height: 20 },
      { width: 20, height: 80 },
    ])
    const centred = op.centreLayers(['a', 's'], box, 'silhouette').apply(row)
    expect(placesOf(centred, 's', 'a')).toEqual([
      [250, 250],
      [250, 250],
    ])
    expect(placesOf(op.alignLayers(['a'], 'left', box, 'silhouette').apply(row), 'a')).toEqual([[70, 300]])
  })

  it('hold for layers of every kind', () => {
    const whole = everyKind()
    expect(disorder(whole)).toEqual([])
    expect(membersOf(whole, 'layer-8')).toHaveLength(3)
  })
})
