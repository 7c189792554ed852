import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHash, type Route, toHash } from '../../../src/renderer/app/routes'

const id = fc.uuid()
const words = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((it) => it.isWellFormed())
const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>({ page: 'library' }, { page: 'people' }, { page: 'publish' }, { page: 'verify' }),
  fc.record({ page: fc.constant('designer' as const), designId: id }),
  fc.record({ page: fc.constant('badge' as const), badgeId: id }),
  fc.record(
    { page: fc.constant('award' as const), badgeId: id, personIds: fc.array(id, { minLength: 1, maxLength: 30 }) },
    { requiredKeys: ['page'] },
  ),
  fc.record(
    { page: fc.constant('handOut' as const), awardIds: fc.array(id, { minLength: 1, maxLength: 30 }), batchId: id },
    { requiredKeys: ['page'] },
  ),
  fc.record({ page: fc.constant('event' as const), eventId: id }, { requiredKeys: ['page'] }),
  fc.record({ page: fc.constant('ledger' as const), query: words, personId: id }, { requiredKeys: ['page'] }),
  fc.record({ page: fc.constant('settings' as const), section: words }, { requiredKeys: ['page'] }),
)

describe('the address of a place', () => {
  it('leads back to the same place, whatever is in it', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        expect(fromHash(toHash(route))).toEqual(route)
      }),
    )
  })
  it('is the library for anything that is no place', () => {
    for (const hash of [
      '',
      '#',
      '#/',
      '#/nowhere',
      '#/constructor',
      '#/toString?x=1',
      '#/designer',
      '#/badge?badgeId=',
    ])
      expect(fromHash(hash), hash).toEqual({ page: 'library' })
  })
  it('takes only the parts that the page knows', () => {
    expect(fromHash('#/people?page=verify&__proto__=x&x=1')).toEqual({ page: 'people' })
  })
})
