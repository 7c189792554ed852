import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { moveLayers } from '../../../src/core/designs/operations'
import { BlazonError } from '../../../src/core/errors'
import { emitChange } from '../../../src/renderer/api/changes'
import { saveAfterMs } from '../../../src/renderer/designs/designer-store'
import { designerOf, followLibrary, leave, storedDesign } from '../../../src/renderer/designs/open-designers'
import { designOf, shapeLayer } from '../../support/designs'

const calls = vi.hoisted(() => ({
  designs: { read: vi.fn(), history: vi.fn(), keepVersion: vi.fn(), save: vi.fn(), create: vi.fn() },
  library: {},
}))
vi.mock('../../../src/renderer/api/client', () => ({ client: calls }))
vi.mock('../../../src/renderer/designs/levels/draw-linked', () => ({
  keepOwnPicture: () => Promise.resolve('picture'),
  drawLinked: () => Promise.resolve({ drawn: 0, kept: 0 }),
}))

const document = designOf(shapeLayer('a', { x: 0 }))
const told = { report: () => undefined, followed: () => undefined, gaveWay: vi.fn() }
type Based = { id: string; basedOn: number }
let isFull = false
type Kept = { name: string; document: typeof document; revision: number }
let stored = new Map<string, Kept>()
const open = async (id: string) => designerOf(await storedDesign(id), told)
const xOf = ({ layers }: typeof document): unknown => layers[0]?.['x' as never]
const leaveNow = async (id: string, designer: Awaited<ReturnType<typeof open>>) => {
  leave(id, designer)
  await vi.advanceTimersByTimeAsync(0)
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  isFull = false
  stored = new Map()
  const at = (id: string): Kept => stored.get(id) ?? { name: 'Star', document, revision: 0 }
  calls.designs.read.mockImplementation(({ id }: { id: string }) =>
    Promise.resolve({ id, ...at(id), pictureSha256: 'old', badgeId: null }),
  )
  calls.designs.history.mockResolvedValue({ from: 0, steps: [], at: 0 })
  calls.designs.keepVersion.mockResolvedValue(null)
  calls.designs.save.mockImplementation(({ id, basedOn, ...kept }: Omit<Kept, 'revision'> & Based) => {
    if (isFull) return Promise.reject(new Error('full'))
    const { revision } = at(id)
    if (basedOn !== revision)
      return Promise.reject(new BlazonError('conflict', 'changed', { reason: 'changed_elsewhere' }))
    stored.set(id, { ...kept, revision: revision + 1 })
    return Promise.resolve({ revision: revision + 1 })
  })
  calls.designs.create.mockImplementation((made: Omit<Kept, 'revision'>) => {
    stored.set('copy', { ...made, revision: 0 })
    return Promise.resolve({ id: 'copy' })
  })
})
afterEach(() => {
  emitChange({ name: 'designs.removed', ids: ['one', ...many] })
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const many = Array.from({ length: 12 }, (_, index) => `design-${String(index)}`)
/** Whether the browser would ask before it closes the window. */
const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

describe('the designers of a session', () => {
  it('loses nothing of a design that could not be stored when it was left: it comes back as it was, and is stored later', async () => {
    const designer = await open('one')
    isFull = true
    designer.act(moveLayers(['a'], 5, 0))
    await leaveNow('one', designer)
    const again = await open('one')
    expect(xOf(again.document())).toBe(5)
    expect(again.store.getState().saved).toBe('failed')
    isFull = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(again.store.getState().saved).toBe('saved')
    expect(xOf(stored.get('one')?.document ?? document)).toBe(5)
  })

  it('goes on trying to store a design that was left, without its page', async () => {
    const designer = await open('one')
    isFull = true
    designer.act(moveLayers(['a'], 5, 0))
    await leaveNow('one', designer)
    isFull = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(xOf(stored.get('one')?.document ?? document)).toBe(5)
  })

  it('keeps a design that is not stored, however many are opened after it', async () => {
    const designer = await open('one')
    isFull = true
    designer.act(moveLayers(['a'], 5, 0))
    await leaveNow('one', designer)
    for (const id of many) await leaveNow(id, await open(id))
    expect(await open('one')).toBe(designer)
  })

  it('asks before the window closes for as long as something could not be stored, and nothing of what only waits', async () => {
    const designer = await open('one')
    expect(asks()).toBe(false)
    isFull = true
    designer.act(moveLayers(['a'], 5, 0))
    expect(asks()).toBe(false)
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    expect(asks()).toBe(true)
    await leaveNow('one', designer)
    expect(asks()).toBe(true)
    isFull = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asks()).toBe(false)
  })

  it('asks nothing, and tries no more, once the design was deleted', async () => {
    const designer = await open('one')
    designer.act(moveLayers(['a'], 5, 0))
    calls.designs.save.mockRejectedValue(Object.assign(new Error('no such design'), { code: 'not_found' }))
    await leaveNow('one', designer)
    emitChange({ name: 'designs.removed', ids: ['one'] })
    expect(asks()).toBe(false)
    const { length } = calls.designs.save.mock.calls
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls.designs.save.mock.calls).toHaveLength(length)
  })

  /** What another window stores. */
  const elsewhere = (x: number, revision: number) =>
    void stored.set('one', { name: 'Star', document: designOf(shapeLayer('a', { x })), revision })

  it('keep both where two windows change the same design: what was stored first, and the other as a design beside it', async () => {
    const designer = await open('one')
    designer.act(moveLayers(['a'], 5, 0))
    elsewhere(40, 1)
    await vi.advanceTimersByTimeAsync(saveAfterMs)
    expect([xOf(stored.get('one')!.document), xOf(designer.document())]).toEqual([40, 40])
    expect(stored.get('copy')).toMatchObject({ name: 'Star (2)', document: { layers: [{ x: 5 }] } })
    expect(told.gaveWay).toHaveBeenCalledWith('Star', 'Star (2)')
    designer.act(moveLayers(['a'], 1, 0))
    expect(await designer.flush()).toBe(true)
    expect(stored.get('one')).toMatchObject({ document: { layers: [{ x: 41 }] }, revision: 2 })
  })

  it('show what another window has stored, unless something is in hand that is not stored', async () => {
    const designer = await open('one')
    elsewhere(40, 1)
    await followLibrary('one', designer, 1)
    expect([xOf(designer.document()), designer.store.getState().saved]).toEqual([40, 'saved'])
    // Another right after it, as windows do that store while one draws.
    elsewhere(50, 2)
    await followLibrary('one', designer, 2)
    expect(xOf(designer.document())).toBe(50)
    const { length } = calls.designs.read.mock.calls
    await followLibrary('one', designer, 2)
    expect(calls.designs.read.mock.calls).toHaveLength(length)
    designer.act(moveLayers(['a'], 5, 0))
    elsewhere(60, 3)
    await followLibrary('one', designer, 3)
    expect(xOf(designer.document())).toBe(55)
  })

  it('are read anew where another window has stored the design since it was left', async () => {
    await leaveNow('one', await open('one'))
    elsewhere(40, 1)
    expect(xOf((await open('one')).document())).toBe(40)
  })
})
