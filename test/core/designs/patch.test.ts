import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, fits, inverse, isEmptyPatch, patch, patchOf } from '../../../src/core/designs/patch'
import { design } from '../../../src/core/designs/document'
import { anyDocument, everyKind } from '../../support/any-design'
import { designOf, shapeLayer } from '../../support/designs'

describe('a patch', () => {
  it('makes the later document of the earlier one, and back, whatever the two are', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const change = patchOf(before, after)
        expect(applied(before, change)).toEqual(after)
        expect(applied(after, inverse(change))).toEqual(before)
        expect(fits(before, change)).toBe(true)
        expect(fits(after, inverse(change))).toBe(true)
      }),
    )
  })

  it('does the same after it was stored as text and read again', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const read = patch.parse(JSON.parse(JSON.stringify(patchOf(before, after))))
        expect(applied(before, read)).toEqual(after)
        expect(applied(after, inverse(read))).toEqual(before)
      }),
    )
  })

  it('holds only the fields that differ, and shares every other layer', () => {
    const before = designOf(shapeLayer('a'), shapeLayer('b'))
    const after = designOf(before.layers[0] ?? shapeLayer('a'), shapeLayer('b', { x: 310 }))
    const change = patchOf(before, after)
    expect(change).toEqual({
      taken: [],
      put: [],
      moved: [],
      changed: [{ id: 'b', before: { x: 300 }, after: { x: 310 } }],
    })
    expect(applied(before, change).layers[0]).toBe(before.layers[0])
  })

  it('names one layer where one of many was moved in the order', () => {
    const before = designOf(...'abcdefgh'.split('').map((id) => shapeLayer(id)))
    const after = { ...before, layers: [...before.layers.slice(1), ...before.layers.slice(0, 1)] }
    expect(patchOf(before, after).moved).toEqual([{ id: 'a', from: 0, to: 7 }])
  })

  it('is empty for the same document, whatever the order of its fields', () => {
    const document = everyKind()
    const copy = design.parse(JSON.parse(JSON.stringify(document)))
    const turned = { ...copy, layers: copy.layers.map((it) => Object.fromEntries(Object.entries(it).toReversed())) }
    expect(isEmptyPatch(patchOf(document, turned as typeof copy))).toBe(true)
  })

  it('does not fit a document that was changed elsewhere, or one that it would make unreadable', () => {
    const before = designOf(shapeLayer('a'), shapeLayer('b'))
    const after = designOf(shapeLayer('a', { x: 310 }), shapeLayer('b'))
    const change = patchOf(before, after)
    expect(fits(after, change)).toBe(false)
    expect(fits(designOf(shapeLayer('b')), change)).toBe(false)
    const broken = { ...change, changed: [{ id: 'a', before: { x: 300 }, after: { x: 'far' } }] }
    expect(fits(before, broken)).toBe(false)
    const renamed = { ...change, changed: [{ id: 'a', before: { id: 'a' }, after: { id: 'z' } }] }
    expect(fits(before, renamed)).toBe(false)
    expect(fits(designOf(shapeLayer('b')), patchOf(before, designOf(shapeLayer('b'))))).toBe(false)
  })
})
