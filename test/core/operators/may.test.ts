import { expect, test } from 'vitest'
import type { Grant } from '../../../src/core/operators/capabilities'
import { capabilitiesFor, mayByRights } from '../../../src/core/operators/may'

const of = (...grants: Grant[]) => ({ isAdmin: false, grants })
const everywhere = of({ capability: 'awardbadge', scope: { type: 'library', id: '' } })
const somewhere = of({ capability: 'awardbadge', scope: { type: 'program', id: 'p' } })
const admin = { isAdmin: true, grants: [] }

test('rights alone tell what is theirs everywhere, nowhere, and somewhere; of a thing in between the graph has to be asked', () => {
  const input = { badgeId: 'b' }
  expect([everywhere, somewhere, of()].map((it) => mayByRights(it, 'awards.create'))).toEqual([true, true, false])
  expect([everywhere, somewhere, of()].map((it) => mayByRights(it, 'awards.create', input))).toEqual([
    true,
    null,
    false,
  ])
  // What names nothing is wanted for the whole library.
  expect(mayByRights(somewhere, 'codes.batches', {})).toBe(false)
  expect(mayByRights(somewhere, 'publishing.run')).toBe(false)
})

test('a call that wants two rights is told from the one that is lacking, without the graph', () => {
  const reissue = { ids: ['a'] }
  expect(mayByRights(somewhere, 'awards.reissue', reissue)).toBe(false)
  expect(mayByRights(somewhere, 'awards.reissue')).toBe(false)
})

test('an administrator may do everything, and nobody else what is not named', () => {
  for (const call of ['keys.make', 'transfer.run', 'inventedLater'])
    expect([admin, everywhere].map((it) => mayByRights(it, call, {}))).toEqual([true, false])
})

test('for whom a call is can be said by its capabilities, each once', () => {
  expect(capabilitiesFor('awards.reissue')).toEqual(['awardbadge', 'revokebadge'])
  expect(capabilitiesFor('operators.save')).toEqual([])
})
