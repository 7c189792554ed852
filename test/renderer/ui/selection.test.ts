import { describe, expect, it } from 'vitest'
import { extendTo, nothingSelected, selectOne, toggle } from '../../../src/renderer/ui/selection'

const order = ['a', 'b', 'c', 'd', 'e']
const idsOf = (selection: { ids: ReadonlySet<string> }) => [...selection.ids]

describe('choosing rows', () => {
  it('extends from where the range began, forwards and backwards, again and again', () => {
    const start = selectOne('c')
    const down = extendTo(start, 'e', order)
    expect(idsOf(down)).toEqual(['c', 'd', 'e'])
    expect(idsOf(extendTo(down, 'b', order))).toEqual(['b', 'c'])
  })
  it('begins a range where a row was toggled last', () => {
    const two = toggle(toggle(nothingSelected, 'a'), 'd')
    expect(idsOf(two)).toEqual(['a', 'd'])
    expect(idsOf(extendTo(two, 'e', order))).toEqual(['d', 'e'])
  })
  it('takes a row out again', () => {
    expect(idsOf(toggle(selectOne('a'), 'a'))).toEqual([])
  })
  it('chooses one row where the range began at a row that is gone', () => {
    expect(idsOf(extendTo(selectOne('gone'), 'b', order))).toEqual(['b'])
    expect(idsOf(extendTo(nothingSelected, 'b', order))).toEqual(['b'])
  })
})
