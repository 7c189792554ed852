import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DesignDocument } from '../../../src/core/designs/document'
import {
  allSteps,
  readHistory,
  startHistory,
  undo,
  type History,
  type HistoryStep,
} from '../../../src/core/designs/history'
import { addLayer, duplicateLayers, moveLayers, removeLayers, renameLayer } from '../../../src/core/designs/operations'
import { BlazonError } from '../../../src/core/errors'
import { ConnectionLost } from '../../../src/core/problem'
import {
  createDesigner,
  pictureAfterMs,
  saveAfterMs,
  type DesignerPorts,
  type DesignSave,
} from '../../../src/renderer/designs/designer-store'
import { designOf, shapeLayer } from '../../support/designs'

const start = designOf(shapeLayer('a'), shapeLayer('b', { x: 100 }))

/** A designer over stores that a test can hold up or make fail. */
function opened(ports: Partial<DesignerPorts> = {}, document = start, picture: string | null = 'old') {
  const saved: DesignSave[] = []
  const drawn: DesignDocument[] = []
  const reported: unknown[] = []
  const designer = createDesigner(
    { name: 'Star', history: startHistory(document), revision: 0, picture },
    {
      save: (input) => Promise.resolve({ revision: saved.push(input) }),
      read: () => Promise.reject(new Error('nobody else is here')),
      keepBeside: () => Promise.reject(new Error('nobody else is here')),
      gaveWay: () => undefined,
      keepPicture: (shown) => Promise.resolve(`picture ${String(drawn.push(shown))}`),
      report: (error) => reported.push(error),
      ...ports,
    },
  )
  return { designer, saved, drawn, reported, state: () => designer.store.getState() }
}
const placeOfA = (document: DesignDocument): unknown => document.layers.find(({ id }) => id === 'a')?.['x' as never]

describe('an open design', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('makes one step of a whole drag, and takes it back at once', () => {
    const { designer, state } = opened()
    designer.gesture(moveLayers(['a'], 1, 0), 'start', 'drag-1')
    for (let dx = 2; dx < 60; dx++) designer.gesture(moveLayers(['a'], dx, 0), 'move', 'drag-1')
    designer.gesture(moveLayers(['a'], 60, 0), 'end', 'drag-1')
    expect(placeOfA(designer.document())).toBe(360)
    expect(state().history.past).toHaveLength(1)
    designer.undo()
    expect(designer.document()).toEqual(start)
    designer.redo()
    expect(placeOfA(designer.document())).toBe(360)
  })

  it('gathers nudges with one mark into a step until the key is let go', () => {
    const { designer, state } = opened()
    designer.act(moveLayers(['a'], 1, 0), 'key:move')
    designer.act(moveLayers(['a'], 1, 0), 'key:move')
    designer.settle()
    designer.act(moveLayers(['a'], 1, 0), 'key:move')
    expect(state().history.past).toHaveLength(2)
  })

  it('begins a new step when another layer is selected', () => {
    const { designer, state } = opened()
    designer.select(['a'])
    designer.act(moveLayers(['a'], 1, 0), 'key:move')
    designer.select(['b'])
    designer.act(moveLayers(['b'], 1, 0), 'key:move')
    expect(state().history.past).toHaveLength(2)
  })

  it('row 19: stores many changes with one save, within a second of the first', async () => {
    const { designer, saved } = opened()
    for (let step = 0; step < 20; step++) designer.act(moveLayers(['a'], 1, 0))
    expect(saved).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    expect(saveAfterMs).toBeLessThanOrEqual(1000)
    expect(saved).toMatchObject([{ name: 'Star', document: designer.document() }])
  })

  it('is not put off from saving by changes that go on', async () => {
    const { designer, saved } = opened()
    for (let ms = 0; ms < 3 * saveAfterMs; ms += 100) {
      designer.act(moveLayers(['a'], 1, 0))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(saved.length).toBeGreaterThanOrEqual(2)
  })

  it('saves one after another, the newest last, and never twice at once', async () => {
    const waiting: (() => void)[] = []
    let running = 0
    let most = 0
    const stored: DesignDocument[] = []
    const { designer } = opened({
      async save({ document }) {
        most = Math.max(most, ++running)
        await new Promise<void>((done) => waiting.push(done))
        stored.push(document)
        running--
        return { revision: stored.length }
      },
    })
    designer.act(moveLayers(['a'], 1, 0))
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    designer.act(moveLayers(['a'], 1, 0))
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    waiting.shift()?.()
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    waiting.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(most).toBe(1)
    expect(stored).toHaveLength(2)
    expect(stored.at(-1)).toBe(designer.document())
    expect(designer.store.getState().saved).toBe('saved')
  })

  it('does not save back to back while somebody goes on: what comes during a save waits for the next', async () => {
    const waiting: (() => void)[] = []
    const { designer, state } = opened({
      async save() {
        await new Promise<void>((done) => waiting.push(done))
        return { revision: 1 }
      },
    })
    designer.act(moveLayers(['a'], 1, 0))
    // A save that takes longer than the timer.
    for (let ms = 0; ms < 3 * saveAfterMs; ms += 100) {
      await vi.advanceTimersByTimeAsync(100)
      designer.act(moveLayers(['a'], 1, 0))
    }
    expect(waiting).toHaveLength(1)
    waiting[0]?.()
    await vi.advanceTimersByTimeAsync(50)
    expect([waiting.length, state().saved]).toEqual([1, 'unsaved'])
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    expect(waiting).toHaveLength(2)
    // Leaving waits for all of it.
    designer.act(moveLayers(['a'], 1, 0))
    const flushed = designer.flush()
    waiting[1]?.()
    await vi.advanceTimersByTimeAsync(0)
    waiting[2]?.()
    expect([await flushed, state().saved]).toEqual([true, 'saved'])
  })

  it('does not draw pictures back to back either', async () => {
    const drawn: DesignDocument[] = []
    const { designer } = opened({
      keepPicture(shown) {
        drawn.push(shown)
        // Something is done while it is drawn.
        if (drawn.length < 3) designer.act(moveLayers(['a'], 1, 0))
        return Promise.resolve('picture')
      },
    })
    designer.act(moveLayers(['a'], 1, 0))
    await vi.advanceTimersByTimeAsync(pictureAfterMs + 100)
    expect(drawn).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(pictureAfterMs)
    expect(drawn).toHaveLength(2)
    await designer.finish()
    expect(drawn.at(-1)).toBe(designer.document())
  })

  it('keeps the document when saving fails, says so once, and tries again by itself', async () => {
    let isBroken = true
    const stored: DesignDocument[] = []
    const { designer, reported, state } = opened({
      save: ({ document }) =>
        isBroken ? Promise.reject(new Error('full')) : Promise.resolve({ revision: stored.push(document) }),
    })
    designer.act(moveLayers(['a'], 5, 0))
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    expect(state().saved).toBe('failed')
    expect(placeOfA(designer.document())).toBe(305)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(reported).toHaveLength(1)
    isBroken = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(stored).toEqual([designer.document()])
    expect(state().saved).toBe('saved')
  })

  it('stores and draws at once when it is left', async () => {
    const { designer, saved, drawn } = opened()
    designer.act(moveLayers(['a'], 5, 0))
    await designer.leave()
    expect(saved.map(({ document }) => document)).toEqual([designer.document()])
    expect(drawn).toEqual([designer.document()])
    await vi.advanceTimersByTimeAsync(60_000)
    expect([saved.length, drawn.length]).toEqual([1, 1])
  })

  it('draws nothing when it is left looking as it was found, and stores what can be made again', async () => {
    const { designer, saved, drawn } = opened()
    designer.act(moveLayers(['a'], 5, 0))
    designer.undo()
    await designer.leave()
    expect(saved).toMatchObject([
      { document: start, history: { from: 0, steps: [{ label: { verb: 'move' } }], at: 0 } },
    ])
    expect(drawn).toEqual([])
    const untouched = opened()
    await untouched.designer.leave()
    expect([untouched.saved.length, untouched.drawn.length]).toEqual([0, 0])
  })

  it('leaves in peace when neither saving nor drawing works', async () => {
    const broken = () => Promise.reject(new Error('gone'))
    const { designer } = opened({ save: broken, keepPicture: broken })
    designer.act(moveLayers(['a'], 5, 0))
    await expect(designer.leave()).resolves.toBeUndefined()
  })

  it('draws the picture for the library after a few idle seconds', async () => {
    const { designer, drawn } = opened()
    designer.act(moveLayers(['a'], 1, 0))
    await vi.advanceTimersByTimeAsync(pictureAfterMs - 1)
    designer.act(moveLayers(['a'], 1, 0))
    await vi.advanceTimersByTimeAsync(pictureAfterMs - 1)
    expect(drawn).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(drawn).toEqual([designer.document()])
  })

  it('draws a design that came without a picture, but no empty one', async () => {
    const full = opened({}, start, null)
    const empty = opened({}, designOf(), null)
    await vi.advanceTimersByTimeAsync(pictureAfterMs)
    expect([full.drawn.length, empty.drawn.length]).toEqual([1, 0])
  })

  it('hands on a picture of what is shown, and draws none twice', async () => {
    const { designer, saved, drawn } = opened()
    expect(await designer.finish()).toBe('old')
    designer.act(moveLayers(['a'], 5, 0))
    expect(await designer.finish()).toBe('picture 1')
    expect(await designer.finish()).toBe('picture 1')
    expect(saved).toHaveLength(1)
    expect(drawn).toEqual([designer.document()])
  })

  it('does not go on to the badge when the design could not be stored', async () => {
    const { designer, drawn } = opened({ save: () => Promise.reject(new Error('full')) })
    designer.act(moveLayers(['a'], 5, 0))
    await expect(designer.finish()).rejects.toThrow('full')
    expect(drawn).toHaveLength(0)
  })

  it('lets go of layers that are taken away, by an edit or by undo', () => {
    const { designer, state } = opened()
    designer.act(addLayer(shapeLayer('c')))
    designer.select(['a', 'c', 'nobody'])
    expect(state().selection).toEqual(['a', 'c'])
    designer.undo()
    expect(state().selection).toEqual(['a'])
    designer.act(removeLayers(['a']))
    expect(state().selection).toEqual([])
  })

  it('stores a new name, and takes no empty one', async () => {
    const { designer, saved } = opened()
    designer.rename('   ')
    designer.rename(' Moon ')
    await designer.flush()
    expect(saved).toEqual([{ name: 'Moon', document: start, history: { from: 0, steps: [], at: 0 }, basedOn: 0 }])
  })

  it('trap 6: undoing everything brings back the very document that was opened, whatever was done', () => {
    const edits = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('move' as const), id: fc.constantFrom('a', 'b'), dx: fc.integer() }),
        fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom('a', 'b'), dx: fc.constant(0) }),
        fc.record({ kind: fc.constant('rename' as const), id: fc.constantFrom('a', 'b'), dx: fc.integer() }),
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(edits, (list) => {
        const { designer, state } = opened()
        for (const { kind, id, dx } of list)
          designer.act(
            kind === 'move'
              ? moveLayers([id], dx % 500, 0)
              : kind === 'remove'
                ? removeLayers([id])
                : renameLayer(id, String(dx)),
          )
        const last = designer.document()
        while (state().history.past.length > 0) designer.undo()
        expect(designer.document()).toEqual(start)
        while (state().history.future.length > 0) designer.redo()
        expect(designer.document()).toEqual(last)
      }),
    )
  })

  it('row 18: sends only the steps that the library does not have yet', async () => {
    const { designer, saved } = opened()
    const froms = () => saved.map(({ history }) => [history.from, history.steps.length, history.at])
    designer.act(moveLayers(['a'], 1, 0))
    designer.act(moveLayers(['a'], 1, 0))
    await designer.flush()
    designer.act(moveLayers(['a'], 1, 0), 'key:move')
    await designer.flush()
    // The step still gathers: it is sent again as it is now.
    designer.act(moveLayers(['a'], 1, 0), 'key:move')
    await designer.flush()
    designer.undo()
    designer.undo()
    await designer.flush()
    designer.act(moveLayers(['b'], 1, 0))
    await designer.flush()
    expect(froms()).toEqual([
      [0, 2, 2],
      [2, 1, 3],
      [2, 1, 3],
      [3, 0, 1],
      [1, 1, 2],
    ])
  })

  it('row 18: whatever is done and whenever it is stored, the library can bring all of it back', async () => {
    const doing = fc.array(fc.constantFrom('move', 'nudge', 'undo', 'redo', 'flush', 'fail', 'jump'), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(doing, async (list) => {
        let kept: (HistoryStep | undefined)[] = []
        let at = 0
        let isFull = false
        const { designer, state } = opened({
          save({ history }) {
            if (isFull) return Promise.reject(new Error('full'))
            kept = [...kept.slice(0, history.from), ...history.steps]
            at = history.at
            return Promise.resolve({ revision: 1 })
          },
        })
        for (const act of list) {
          if (act === 'move') designer.act(moveLayers(['a'], 3, 0))
          else if (act === 'nudge') designer.act(moveLayers(['b'], 1, 1), 'n')
          else if (act === 'undo') designer.undo()
          else if (act === 'redo') designer.redo()
          else if (act === 'jump') designer.jump(1)
          else {
            isFull = act === 'fail'
            await designer.flush()
          }
        }
        isFull = false
        await designer.flush()
        const { history } = state()
        expect(kept).toEqual(allSteps(history))
        const read = readHistory(history.present, { from: 0, steps: kept, at })
        expect([read.past.length, read.future.length]).toEqual([history.past.length, history.future.length])
        await designer.leave()
      }),
    )
  })

  it('goes on where a later session finds it: what was done can be undone, what was undone made again', () => {
    const { designer, state } = opened()
    designer.act(moveLayers(['a'], 1, 0))
    designer.act(moveLayers(['a'], 1, 0))
    designer.undo()
    const { history } = state()
    const later = opened().designer
    later.adopt({
      name: 'Star',
      revision: 1,
      history: readHistory(designer.document(), { from: 0, steps: [...allSteps(history)], at: 1 }),
    })
    later.redo()
    expect(placeOfA(later.document())).toBe(302)
    later.jump(0)
    expect(placeOfA(later.document())).toBe(300)
  })

  it('takes over what the library holds after something else has changed it, and stores nothing of its own', async () => {
    const { designer, saved, state } = opened()
    designer.select(['a', 'b'])
    const there: History = { ...startHistory(designOf(shapeLayer('b', { x: 7 }))), dropped: 4 }
    designer.adopt({ name: 'Moon', history: there, revision: 3 })
    expect(state()).toMatchObject({ name: 'Moon', selection: ['b'] })
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    expect(saved).toEqual([])
    designer.act(moveLayers(['b'], 1, 0))
    await designer.flush()
    expect(saved[0]).toMatchObject({ history: { from: 4, at: 5 }, basedOn: 3 })
  })

  describe('that another window has changed', () => {
    const changedElsewhere = new BlazonError('conflict', 'changed', { reason: 'changed_elsewhere' })
    const held = { name: 'Star', history: startHistory(designOf(shapeLayer('theirs'))), revision: 7 }

    it('keeps its own work beside the design, says so, and shows what the library holds', async () => {
      const beside: unknown[] = []
      const gaveWay = vi.fn()
      const { designer, reported, state } = opened({
        save: () => Promise.reject(changedElsewhere),
        read: () => Promise.resolve(held),
        keepBeside(kept, own) {
          beside.push([kept, own])
          // Something is done while the first is being kept.
          if (kept === null) designer.act(moveLayers(['a'], 2, 0))
          return Promise.resolve('copy')
        },
        gaveWay,
      })
      designer.act(moveLayers(['a'], 1, 0))
      const first = designer.document()
      expect(await designer.flush()).toBe(true)
      expect(beside).toMatchObject([
        [null, { name: 'Star', document: first }],
        ['copy', { name: 'Star', document: { layers: [{ x: 303 }, {}] } }],
      ])
      expect(designer.document()).toBe(held.history.present)
      expect([state().saved, designer.revision(), gaveWay.mock.calls.length]).toEqual(['saved', 7, 1])
      expect(reported).toEqual([])
    })

    it('keeps its work in hand where it could not be kept beside, and tries again', async () => {
      let isFull = true
      const { designer, state } = opened({
        save: () => Promise.reject(changedElsewhere),
        read: () => Promise.resolve(held),
        keepBeside: () => (isFull ? Promise.reject(new Error('full')) : Promise.resolve('copy')),
      })
      designer.act(moveLayers(['a'], 1, 0))
      expect(await designer.flush()).toBe(false)
      expect([placeOfA(designer.document()), state().saved]).toEqual([301, 'failed'])
      isFull = false
      await vi.advanceTimersByTimeAsync(10_000)
      expect([designer.document(), state().saved]).toEqual([held.history.present, 'saved'])
    })

    it('knows its own save again whose answer was lost, and goes on', async () => {
      const sent: DesignSave[] = []
      const { designer } = opened({
        save(input) {
          sent.push(input)
          if (sent.length === 1) return Promise.reject(new ConnectionLost('gone'))
          return sent.length === 2 ? Promise.reject(changedElsewhere) : Promise.resolve({ revision: 2 })
        },
        read: () => Promise.resolve({ name: 'Star', history: startHistory(sent[0]?.document ?? start), revision: 1 }),
      })
      designer.act(moveLayers(['a'], 1, 0))
      expect(await designer.flush()).toBe(false)
      designer.act(moveLayers(['a'], 1, 0))
      expect(await designer.flush()).toBe(true)
      expect(sent.map(({ basedOn }) => basedOn)).toEqual([0, 0, 1])
      expect([placeOfA(designer.document()), designer.revision()]).toEqual([302, 2])
    })
  })

  it('refuses an edit that makes more layers than can be stored, and says so', async () => {
    const many = designOf(...Array.from({ length: 998 }, (_, index) => shapeLayer(`s${String(index)}`)))
    const { designer, reported, state } = opened({}, many)
    let made = 0
    const twice = (ids: string[]) => duplicateLayers(designer.document(), ids, () => `new${String(made++)}`)
    designer.select(['s0'])
    expect(designer.act(twice(['s0', 's1', 's2']))).toBe(false)
    designer.select(['new0', 'new1', 'new2'])
    expect([designer.document(), state().selection]).toEqual([many, ['s0']])
    expect(reported).toMatchObject([{ code: 'conflict', details: { reason: 'too_many_layers', most: 1000 } }])
    expect(designer.act(twice(['s0', 's1']))).toBe(true)
    expect(designer.document().layers).toHaveLength(1000)
    designer.gesture(twice(['s0']), 'start', 'drag')
    expect([designer.document().layers.length, state().history.past.length, reported.length]).toEqual([1000, 1, 2])
    designer.act(moveLayers(['s0'], 1, 0))
    expect(await designer.flush()).toBe(true)
  })

  it('trap 8: refuses an edit that would lose layers which nobody asked to take away, and says so', async () => {
    const { designer, saved, reported, state } = opened()
    designer.act({ verb: 'move', ids: ['a'], apply: (document) => ({ ...document, layers: [] }) })
    designer.gesture({ verb: 'resize', ids: [], apply: (it) => ({ ...it, layers: it.layers.slice(1) }) }, 'start', 'g')
    expect(designer.document()).toBe(start)
    expect(reported).toMatchObject([{ details: { reason: 'would_lose_layers' } }, { code: 'conflict' }])
    await designer.flush()
    expect([saved.length, state().history.past.length]).toEqual([0, 0])
    designer.act(removeLayers(['a']))
    expect(designer.document().layers).toHaveLength(1)
    expect(undo(state().history).present).toEqual(start)
  })
})
