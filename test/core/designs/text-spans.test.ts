import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextSpan } from '../../../src/core/designs/document'
import { retyped, spansAfterEdit, styleAt, styleLetters } from '../../../src/core/designs/text-spans'
import { arcLayer, textLayer } from '../../support/designs'

const gold = { kind: 'solid', color: { hex: '#aa7700' } } as const
const bold: TextSpan[] = [{ start: 4, end: 8, weight: 800 }]

describe('letters that differ', () => {
  it('row 5: take a weight and a colour apart from each other', () => {
    const spans = styleLetters(bold, { start: 6, end: 10, length: 12 }, { paint: gold })
    expect(spans).toEqual([
      { start: 4, end: 6, weight: 800 },
      { start: 6, end: 8, weight: 800, paint: gold },
      { start: 8, end: 10, paint: gold },
    ])
    expect(styleLetters(spans, { start: 0, end: 12, length: 12 }, { weight: null, paint: null })).toEqual([])
    expect(styleLetters(bold, { start: 8, end: 12, length: 12 }, { weight: 800 })).toEqual([
      { start: 4, end: 12, weight: 800 },
    ])
  })

  it('keep their look where typing moves them, and share it with what is typed among them', () => {
    const before = 'the best day'
    expect(spansAfterEdit(bold, before, 'on the best day')).toEqual([{ start: 7, end: 11, weight: 800 }])
    expect(spansAfterEdit(bold, before, 'the brightest day')).toEqual([{ start: 4, end: 13, weight: 800 }])
    expect(spansAfterEdit(bold, before, 'the day')).toEqual([])
    expect(spansAfterEdit(bold, before, 'the best days')).toEqual(bold)
    expect(spansAfterEdit(bold, before, '')).toEqual([])
  })

  it('are kept by whoever types, and asked of no layer that has none', () => {
    const plain = textLayer('t')
    expect(retyped({ ...plain, text: 'the best day', spans: bold }, 'On the best day')).toEqual({
      text: 'On the best day',
      spans: [{ start: 7, end: 11, weight: 800 }],
    })
    expect(retyped(plain, 'Hello')).toEqual({ text: 'Hello' })
    expect(retyped(arcLayer('a'), 'Hello')).toEqual({ text: 'Hello' })
  })

  it('never lie outside of the text, overlap or stand empty, whatever is styled and typed', () => {
    const text = fc.string({ maxLength: 20 })
    const range = fc.tuple(fc.nat(20), fc.nat(20), fc.constantFrom(400, 800, null))
    fc.assert(
      fc.property(text, text, fc.array(range, { maxLength: 6 }), (before, after, ranges) => {
        const styledSpans = ranges.reduce<TextSpan[]>(
          (spans, [a, b, weight]) =>
            styleLetters(
              spans,
              {
                start: Math.min(a, b, before.length),
                end: Math.min(Math.max(a, b), before.length),
                length: before.length,
              },
              { weight },
            ),
          [],
        )
        for (const [spans, length] of [
          [styledSpans, before.length],
          [spansAfterEdit(styledSpans, before, after), after.length],
        ] as const) {
          let last = 0
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(length)
            last = end
          }
        }
        const kept = spansAfterEdit(styledSpans, before, before)
        for (let at = 0; at < before.length; at += 1) expect(styleAt(kept, at)).toEqual(styleAt(styledSpans, at))
      }),
    )
  })
})
