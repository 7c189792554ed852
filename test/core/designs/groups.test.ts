import { describe, expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { boundsWith, groupsAround, membersOf, outermost, withMembers } from '../../../src/core/designs/groups'
import { boxAround } from '../../../src/core/designs/geometry'
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
