import { expect, it } from 'vitest'
import { layerOf } from '../../../src/core/designs/document'
import { reparent } from '../../../src/core/designs/groups'
import { dropPlace, placeAbove } from '../../../src/renderer/designs/layers/drop-place'
import { designOf, shapeLayer } from '../../support/designs'

const group = (id: string, parent: string | null = null) =>
  layerOf({ id, name: id, kind: 'group', x: 300, y: 300, parent })
/** As the list shows it: d, g (b, a), c. */
const document = designOf(
  shapeLayer('c'),
  shapeLayer('a', { parent: 'g' }),
  shapeLayer('b', { parent: 'g' }),
  group('g'),
  shapeLayer('d'),
)
const dropped = (ids: string[], target: string, where: 'before' | 'after' | 'on') => {
  const place = dropPlace(document, ids, target, where)
  if (!place) return null
  return reparent(ids, place.parent, place.above)
    .apply(document)
    .layers.toReversed()
    .map((it) => ('parent' in it && it.parent ? `${it.id} in ${String(it.parent)}` : it.id))
}

it('row 14: a drop before or after a row takes its place there, in whatever group that row is', () => {
  expect(dropped(['c'], 'd', 'before')).toEqual(['c', 'd', 'g', 'b in g', 'a in g'])
  expect(dropped(['c'], 'd', 'after')).toEqual(['d', 'c', 'g', 'b in g', 'a in g'])
  expect(dropped(['d'], 'a', 'before')).toEqual(['g', 'b in g', 'd in g', 'a in g', 'c'])
  expect(dropped(['a'], 'c', 'after')).toEqual(['d', 'g', 'b in g', 'c', 'a'])
  expect(dropped(['c', 'd'], 'g', 'before')).toEqual(['d', 'c', 'g', 'b in g', 'a in g'])
})
it('row 14: a drop on a group goes into it, on top', () => {
  expect(dropped(['c'], 'g', 'on')).toEqual(['d', 'g', 'c in g', 'b in g', 'a in g'])
  expect(dropped(['d'], 'c', 'on')).toBeNull()
})
it('a group does not go into itself', () => {
  expect(dropped(['g'], 'a', 'before')).toBeNull()
  expect(dropped(['g'], 'g', 'on')).toBeNull()
})
it('the place above a group is in what the group itself is in', () => {
  expect(placeAbove(document, 'g')).toEqual({ parent: null, above: 2 })
})
