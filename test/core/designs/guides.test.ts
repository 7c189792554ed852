import { describe, expect, it } from 'vitest'
import { addGuide, mostGuides, moveGuide, removeGuide } from '../../../src/core/designs/guides'
import { edit, startHistory, undo } from '../../../src/core/designs/history'
import { designOf } from '../../support/designs'

describe('user guides', () => {
  it('row 17: a line is added, moved and taken away, one step each', () => {
    let history = startHistory(designOf())
    history = edit(history, addGuide({ axis: 'x', at: 100.123 }))
    history = edit(history, addGuide({ axis: 'y', at: 20 }))
    expect(history.present.guides).toEqual([
      { axis: 'x', at: 100.12 },
      { axis: 'y', at: 20 },
    ])
    history = edit(history, moveGuide(0, 50))
    expect(history.present.guides[0]).toEqual({ axis: 'x', at: 50 })
    history = edit(history, removeGuide(0))
    expect(history.present.guides).toEqual([{ axis: 'y', at: 20 }])
    expect(history.past).toHaveLength(4)
    expect(undo(undo(undo(undo(history)))).present.guides).toEqual([])
  })

  it('changes nothing where there is nothing to change', () => {
    const document = designOf()
    expect(moveGuide(3, 5).apply(document)).toBe(document)
    expect(removeGuide(0).apply(document)).toBe(document)
    const full = { ...document, guides: Array.from({ length: mostGuides }, () => ({ axis: 'x' as const, at: 1 })) }
    expect(addGuide({ axis: 'x', at: 5 }).apply(full)).toBe(full)
  })
})
