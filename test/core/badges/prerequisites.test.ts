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
