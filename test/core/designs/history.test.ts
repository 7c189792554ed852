import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeMark, edit, gesture, redo, startHistory, undo, type History } from '../../../src/core/designs/history'
import * as op from '../../../src/core/designs/operations'
import { designOf, documents, shapeLayer } from '../../support/designs'

const ids = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 })
const small = fc.integer({ min: -50, max: 50 })
const operations: fc.Arbitrary<op.Operation> = fc.oneof(
  fc.tuple(ids, small, small).map(([them, dx, dy]) => op.moveLayers(them, dx, dy)),
  ids.map((them) => op.removeLayers(them)),
  fc
    .tuple(ids, fc.constantFrom<op.Order>('front', 'forward', 'backward', 'back'))
    .map(([them, way]) => op.reorderLayers(them, way)),
  fc.tuple(ids, fc.boolean()).map(([them, locked]) => op.setLocked(them, locked)),
  fc.tuple(ids, fc.boolean()).map(([them, hidden]) => op.setHidden(them, hidden)),
  fc.constantFrom('x', 'y', 'z').map((id) => op.addLayer(shapeLayer(id))),
  fc.constantFrom('#112233', '#445566').map((hex) => op.setPaletteRole('field', hex)),
  fc.tuple(ids, small).map(([them, degrees]) => op.rotateLayers(them, degrees)),
)
const step: fc.Arbitrary<(history: History) => History> = fc.oneof(
  fc.tuple(operations, fc.constantFrom(null, 'm', 'n')).map(
    ([operation, mark]) =>
      (history: History) =>
        edit(history, operation, mark),
  ),
  fc.tuple(fc.array(fc.tuple(small, small), { minLength: 1, maxLength: 5 }), ids).map(
    ([moves, them]) =>
      (history: History) =>
        moves.reduce(
          (present, [dx, dy], index) =>
            gesture(
              present,
              op.moveLayers(them, dx, dy),
              'drag',
              index === 0 ? 'start' : index === moves.length - 1 ? 'end' : 'move',
            ),
          history,
        ),
  ),
  fc.constant(undo),
  fc.constant(redo),
  fc.constant(closeMark),
)
const all = (history: History, way: (it: History) => History, left: (it: History) => number): History => {
  let present = history
  while (left(present) > 0) present = way(present)
  return present
}

describe('the history of a design', () => {
  it('comes back to the first document when all is undone, and to the last when all is redone (trap 6)', () => {
    fc.assert(
      fc.property(documents, fc.array(step, { maxLength: 40 }), (first, steps) => {
        const end = steps.reduce((history, make) => make(history), startHistory(first))
        const last = all(end, redo, ({ future }) => future.length)
        const start = all(end, undo, ({ past }) => past.length)
        expect(start.present).toEqual(first)
        expect(all(start, redo, ({ future }) => future.length).present).toEqual(last.present)
      }),
    )
  })

  const first = designOf(shapeLayer('a', { x: 100 }))
  const xOf = ({ present }: History): unknown => (present.layers[0] as { x: number } | undefined)?.x

  it('takes a run of nudges under one mark as one step', () => {
    const nudge = op.moveLayers(['a'], 1, 0)
    let history = startHistory(first)
    for (let count = 0; count < 10; count++) history = edit(history, nudge, 'nudge')
    expect([xOf(history), history.past.length]).toEqual([110, 1])
    history = edit(closeMark(history), nudge, 'nudge')
    expect([xOf(history), history.past.length]).toEqual([111, 2])
    expect(xOf(undo(history))).toBe(110)
    expect(xOf(undo(undo(history)))).toBe(100)
  })

  it('takes a drag as one step, each call counted from where the drag began', () => {
    let history = gesture(startHistory(first), op.moveLayers(['a'], 5, 0), 'd1', 'start')
    history = gesture(history, op.moveLayers(['a'], 30, 0), 'd1', 'move')
    history = gesture(history, op.moveLayers(['a'], 30, 0), 'd1', 'move')
    history = gesture(history, op.moveLayers(['a'], 40, 0), 'd1', 'end')
    expect([xOf(history), history.past.length, history.mark]).toEqual([140, 1, null])
    history = gesture(history, op.moveLayers(['a'], 1, 0), 'd2', 'start')
    expect([xOf(history), history.past.length]).toEqual([141, 2])
  })

  it('keeps no step of a drag that came back to where it began', () => {
    let history = gesture(startHistory(first), op.moveLayers(['a'], 5, 0), 'd', 'start')
    history = gesture(history, op.moveLayers(['a'], 0, 0), 'd', 'move')
    expect(history.past).toHaveLength(0)
    history = gesture(history, op.moveLayers(['a'], 7, 0), 'd', 'end')
    expect([xOf(history), history.past.length]).toEqual([107, 1])
  })

  it('clears redo only by an edit that changes something (trap 6)', () => {
    const moved = edit(startHistory(first), op.moveLayers(['a'], 5, 0))
    const undone = undo(moved)
    expect(edit(undone, op.moveLayers(['nobody'], 5, 0)).future).toHaveLength(1)
    expect(edit(undone, op.moveLayers(['a'], 0, 0)).future).toHaveLength(1)
    expect(edit(undone, op.moveLayers(['a'], 1, 0)).future).toHaveLength(0)
  })

  it('labels a step with what was done and the name of the layer, even of one that is gone', () => {
    const named = designOf(shapeLayer('a', { name: 'Ribbon' }), shapeLayer('b'))
    const history = edit(edit(startHistory(named), op.moveLayers(['a'], 1, 1)), op.removeLayers(['a']))
    expect(history.past.map(({ label }) => label)).toEqual([
      { verb: 'move', layer: 'Ribbon', count: 1 },
      { verb: 'remove', layer: 'Ribbon', count: 1 },
    ])
  })

  it('is unlimited, and shares the layers that did not change', () => {
    let history = startHistory(designOf(shapeLayer('a'), shapeLayer('b')))
    for (let count = 0; count < 2000; count++) history = edit(history, op.moveLayers(['a'], 1, 0))
    expect(history.past).toHaveLength(2000)
    expect(history.past[1999]?.after.layers[1]).toBe(history.past[0]?.before.layers[1])
  })
})
