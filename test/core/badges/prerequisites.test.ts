import fc from 'fast-check'
import { expect, it } from 'vitest'
import { prerequisiteCycle } from '../../../src/core/badges/prerequisites'

const requiredBy = (table: Record<string, string[]>) => (id: string) => table[id] ?? []

it('row 53: finds the way from a badge back to itself, the shortest there is', () => {
  const table = { b: ['c', 'd'], c: ['d'], d: ['a'] }
  expect(prerequisiteCycle('a', ['b'], requiredBy(table))).toEqual(['a', 'b', 'd', 'a'])
  expect(prerequisiteCycle('a', ['a'], requiredBy({}))).toEqual(['a', 'a'])
})

it('finds none where two ways lead to the same badge, nor in a cycle of others', () => {
  expect(prerequisiteCycle('a', ['b', 'c'], requiredBy({ b: ['d'], c: ['d'] }))).toBeNull()
  expect(prerequisiteCycle('a', ['b'], requiredBy({ b: ['c'], c: ['b'] }))).toBeNull()
})

it('row 53: of any badges finds a way round exactly where there is one, along what is required, and none is shorter', () => {
  const badge = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  fc.assert(
    fc.property(
      fc.dictionary(badge, fc.array(badge, { maxLength: 3 })),
      fc.array(badge, { maxLength: 3 }),
      (table, required) => {
        const requires = (id: string) => (id === 'a' ? required : (table[id] ?? []))
        // Everything that n steps lead to, until they lead back or to nothing new.
        let [steps, reached] = [1, new Set(required)]
        for (let size = -1; !reached.has('a') && size < reached.size; steps++) {
          size = reached.size
          reached = new Set([...reached, ...[...reached].flatMap(requires)])
        }
        const way = prerequisiteCycle('a', required, requiredBy(table))
        expect(way?.length ?? null).toBe(reached.has('a') ? steps + 1 : null)
        if (way === null) return
        expect([way[0], way.at(-1)]).toEqual(['a', 'a'])
        for (const [at, id] of way.slice(1).entries()) expect(requires(way[at]!)).toContain(id)
      },
    ),
  )
})
