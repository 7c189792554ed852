import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBlazonError } from '../../../src/core/errors'
import { normaliseHostingAddress } from '../../../src/core/issuers/hosting-address'

const reasonOf = (typed: string): string | undefined => {
  try {
    normaliseHostingAddress(typed)
  } catch (error) {
    if (isBlazonError(error, 'invalid_input')) return error.details.reason
    throw error
  }
  return undefined
}

describe('the hosting address', () => {
  it.each([
    ['https://Example.ORG', 'https://example.org'],
    ['https://example.org/', 'https://example.org'],
    ['https://example.org///', 'https://example.org'],
    ['https://example.org:443/badges/', 'https://example.org/badges'],
    ['https://example.org:8443/Badges', 'https://example.org:8443/Badges'],
    [' https://example.org/a/../b/ ', 'https://example.org/b'],
    ['https://bücherei.example/', 'https://xn--bcherei-n2a.example'],
  ])('row 104: writes %j one way', (typed, written) => {
    expect(normaliseHostingAddress(typed)).toBe(written)
  })

  it.each([
    ['http://example.org', 'not_https'],
    ['ftp://example.org', 'not_https'],
    ['example.org', 'not_an_address'],
    ['', 'not_an_address'],
    ['https://example.org/?', 'query_or_fragment'],
    ['https://example.org/?a=1', 'query_or_fragment'],
    ['https://example.org/#top', 'query_or_fragment'],
    ['https://me:secret@example.org/', 'user_in_address'],
  ])('row 104: refuses %j', (typed, reason) => {
    expect(reasonOf(typed)).toBe(reason)
  })

  it('row 104: writing an address twice changes nothing', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'] }), (typed) => {
        const once = normaliseHostingAddress(typed)
        expect(normaliseHostingAddress(once)).toBe(once)
        expect(once.endsWith('/')).toBe(false)
      }),
    )
  })
})
