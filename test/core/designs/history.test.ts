import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allSteps,
  closeMark,
  edit,
  gesture,
  historyAt,
  mostSteps,
  readHistory,
  redo,
  startHistory,
  undo,
  type History,
} from '../../../src/core/designs/history'
import * as op from '../../../src/core/designs/operations'
import { readDesign } from '../../../src/core/designs/versions'
import { anyDocument, everyKind } from '../../support/any-design'
import { anyOperation } from '../../support/any-operation'
import { designOf, shapeLayer } from '../../support/designs'

const small = fc.integer({ min: -50, max: 50 })
const step: fc.Arbitrary<(history: History) => History> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(anyOperation, fc.constantFrom(null, 'm', 'n')).map(
      ([make, mark]) =>
        (history: History) =>
          edit(history, make(history.present), mark),
    ),
  },
  fc.tuple(fc.array(fc.tuple(small, small), { minLength: 1, maxLength: 5 }), fc.subarray(['a', 'b', 'c'])).map(
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
  it('trap 6: comes back to the first document when all is undone, and to the last when all is redone, whatever was done', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(step, { maxLength: 30 }), (first, steps) => {
        const end = steps.reduce((history, make) => make(history), startHistory(first))
        const last = all(end, redo, ({ future }) => future.length)
        const start = all(end, undo, ({ past }) => past.length)
        expect(start.present).toEqual(first)
        expect(all(start, redo, ({ future }) => future.length).present).toEqual(last.present)
      }),
    )
  })

  it('row 18: is whole after it was stored as text and read again beside its document', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(step, { maxLength: 30 }), (first, steps) => {
        const end = steps.reduce((history, make) => make(history), startHistory(first))
        const stored = JSON.parse(JSON.stringify({ document: end.present, steps: allSteps(end) })) as {
          document: unknown
          steps: unknown[]
        }
        const read = readHistory(readDesign(stored.document), { from: 0, steps: stored.steps, at: end.past.length })
        expect([read.past.length, read.future.length]).toEqual([end.past.length, end.future.length])
        expect(all(read, undo, ({ past }) => past.length).present).toEqual(first)
        expect(all(read, redo, ({ future }) => future.length).present).toEqual(
          all(end, redo, ({ future }) => future.length).present,
        )
      }),
    )
  })

  it('drops steps that do not fit a document changed elsewhere, or cannot be read, and never the document', () => {
    const nudge = op.moveLayers(['a'], 1, 0)
    let history = startHistory(first)
    for (let count = 0; count < 5; count++) history = edit(history, nudge)
    history = undo(history)
    const steps: unknown[] = [...allSteps(history)]
    const elsewhere = designOf(shapeLayer('a', { x: 500 }))
    const dropped = readHistory(elsewhere, { from: 10, steps, at: 14 })
    expect(dropped).toEqual({ ...startHistory(elsewhere), dropped: 14 })
    const unreadable = readHistory(history.present, { from: 10, steps: steps.with(1, { wonder: true }), at: 14 })
    expect([unreadable.past.length, unreadable.future.length, unreadable.dropped]).toEqual([2, 1, 12])
    expect(unreadable.present).toBe(history.present)
    expect(readHistory(history.present, { from: 3, steps: [null], at: 900 }).present).toBe(history.present)
  })

  it('drops steps far back that do not fit when one comes to them, and goes on from there', () => {
    let history = startHistory(first)
    for (let count = 0; count < 80; count++) history = edit(history, op.moveLayers(['a'], 1, 0))
    const stranger = edit(startHistory(designOf(shapeLayer('z'))), op.moveLayers(['z'], 1, 0)).past[0]
    const read = readHistory(history.present, { from: 0, steps: [...history.past].with(9, stranger!), at: 80 })
    expect(read.past).toHaveLength(80)
    const back = all(read, undo, ({ past }) => past.length)
    expect([xOf(back), back.dropped, back.future.length]).toEqual([110, 10, 70])
    expect(all(back, redo, ({ future }) => future.length).present).toEqual(history.present)
    const forth = readHistory(first, { from: 0, steps: [...history.past].with(70, stranger!), at: 0 })
    expect(xOf(all(forth, redo, ({ future }) => future.length))).toBe(170)
  })

  it('jumps to any of its steps, and back', () => {
    let history = startHistory(first)
    for (let count = 0; count < 6; count++) history = edit(history, op.moveLayers(['a'], 1, 0))
    expect(xOf(historyAt(history, 2))).toBe(102)
    expect(xOf(historyAt(historyAt(history, 0), 5))).toBe(105)
    expect(historyAt(historyAt(history, 0), 99).present).toEqual(history.present)
    expect(historyAt(history, 6)).toBe(history)
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

  it('can make again what was undone, after a drag or a run of nudges that came back to where it began', () => {
    const first = startHistory(designOf(shapeLayer('a')))
    const undone = undo(edit(first, op.moveLayers(['a'], 5, 0)))
    const drag = (history: History, dx: number, phase: 'start' | 'move' | 'end') =>
      gesture(history, op.moveLayers(['a'], dx, 0), 'drag', phase)
    const away = drag(drag(undone, 1, 'start'), 9, 'move')
    expect(away.future).toHaveLength(0)
    const back = drag(away, 0, 'move')
    expect(back.future).toEqual(undone.future)
    expect(drag(back, 0, 'end')).toMatchObject({ present: undone.present, past: [], future: undone.future })
    // The same drag goes on after it came by: it is a step after all.
    expect(drag(drag(back, 3, 'move'), 3, 'end')).toMatchObject({ past: [{}], future: [], held: [] })
    const nudged = edit(edit(undone, op.moveLayers(['a'], 1, 0), 'key'), op.moveLayers(['a'], -1, 0), 'key')
    expect(redo(nudged).present).toEqual(redo(undone).present)
    // One that was closed is a step: what it undid stays gone.
    const closed = closeMark(edit(undone, op.moveLayers(['a'], 1, 0), 'key'))
    expect(undo(closed).future).toHaveLength(1)
  })

  it('labels a step with what was done and the name of the layer, even of one that is gone', () => {
    const named = designOf(shapeLayer('a', { name: 'Ribbon' }), shapeLayer('b'))
    const history = edit(edit(startHistory(named), op.moveLayers(['a'], 1, 1)), op.removeLayers(['a']))
    expect(history.past.map(({ label }) => label)).toEqual([
      { verb: 'move', layer: 'Ribbon', count: 1 },
      { verb: 'remove', layer: 'Ribbon', count: 1 },
    ])
  })

  it('keeps a thousand steps, drops the oldest, and knows how many those were', () => {
    let history = startHistory(designOf(shapeLayer('a'), shapeLayer('b')))
    for (let count = 0; count < mostSteps + 7; count++) history = edit(history, op.moveLayers(['a'], 1, 0))
    expect(mostSteps).toBeGreaterThanOrEqual(500)
    expect([history.past.length, history.dropped]).toEqual([mostSteps, 7])
    const start = all(history, undo, ({ past }) => past.length)
    expect([xOf(start), start.dropped, start.future.length]).toEqual([307, 7, mostSteps])
  })

  it('trap 5: five hundred steps over a design with a large picture are small: blobs are named by their hash', () => {
    let history = startHistory(everyKind())
    for (let count = 0; count < 500; count++) history = edit(history, op.moveLayers(['layer-6', 'layer-0'], 1, 0))
    expect(history.past).toHaveLength(500)
    expect(JSON.stringify(allSteps(history)).length).toBeLessThan(150_000)
  })
})
