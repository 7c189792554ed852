import { describe, expect, it } from 'vitest'
import { foldAddress, readAddress } from '../../../src/core/people/identity'

describe('readAddress', () => {
  it('row 24: lowers the domain, keeps the local part as typed and says so', () => {
    expect(readAddress('Ann@Example.ORG')).toEqual({ address: 'Ann@example.org', warnings: ['upper_case'] })
    expect(readAddress('ann@example.org')).toEqual({ address: 'ann@example.org', warnings: [] })
  })
  it('row 25: trims blanks around an address', () => {
    expect(readAddress(' \tann@example.org\r\n')).toEqual({ address: 'ann@example.org', warnings: [] })
  })
  it.each(['\u00a0ann@example.org', 'ann@example.org\u200b', '\ufeffann@example.org\u3000'])(
    'row 25: trims invisible characters around an address (%j)',
    (typed) => expect(readAddress(typed)).toEqual({ address: 'ann@example.org', warnings: [] }),
  )
  it.each([
    'ann@\u00a0example.org',
    'an\u200bn@example.org',
    'an\u00adn@example.org',
    'ann@exam\u202eple.org',
    'an\u0000n@example.org',
  ])('row 25: refuses an invisible character inside an address (%j)', (typed) =>
    expect(readAddress(typed)).toEqual({ problem: 'invisible' }),
  )
  it('row 30: keeps an international address as typed, composed, with a warning', () => {
    expect(readAddress('jose\u0301@M\u00dcnchen.example')).toEqual({
      address: 'jos\u00e9@m\u00fcnchen.example',
      warnings: ['unicode'],
    })
  })
  it('row 32: never takes dots or +tags away', () => {
    expect(readAddress('a.n.n+club@gmail.com')).toEqual({ address: 'a.n.n+club@gmail.com', warnings: [] })
    expect(foldAddress('a.n.n+club@gmail.com')).not.toBe(foldAddress('ann@gmail.com'))
  })
  it.each([
    'ann',
    'ann@',
    '@example.org',
    'ann@host',
    'a b@example.org',
    'ann@@example.org',
    'Ann <ann@example.org>',
    'ann@example.org, bob@example.org',
    'a@b.c@d.e',
  ])('refuses what is no address: %s', (typed) => expect(readAddress(typed)).toEqual({ problem: 'invalid' }))
  it('tells an empty and an overlong one apart', () => {
    expect(readAddress('  ')).toEqual({ problem: 'missing' })
    expect(readAddress(`${'a'.repeat(250)}@example.org`)).toEqual({ problem: 'too_long' })
  })
})
