import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashIdentity, matchIdentity, newSalt } from '../../../src/core/openbadges/identity'

const digestOf = (name: string) => (bytes: Uint8Array) => new Uint8Array(createHash(name).update(bytes).digest())
const digests = { sha256: digestOf('sha256'), md5: digestOf('md5'), sha1: digestOf('sha1') }
const hexOf = (name: string, text: string) => createHash(name).update(text).digest('hex')

describe('hashing an identity', () => {
  it.each([
    ['mayze', '', '7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6'],
    ['a@example.com', 'Kosher', 'b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399'],
    ['jjefferson18@example.com', 'FleurDeSel', '658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc'],
    ['alice@example.org', 'deadsea', 'c934fdacc6242be0277a284970416aa9bfa583241fb85094bc96c504ee0abd4e'],
  ])('row 23: gives the published hash of %s, identity before salt', (identity, salt, hex) => {
    expect(hashIdentity(identity, salt, digests.sha256)).toBe(`sha256$${hex}`)
  })

  it('hashes the UTF-8 of both parts, and gives a promise where the digest does', async () => {
    const later = hashIdentity('żółć@example.org', 'sól', (bytes) => Promise.resolve(digests.sha256(bytes)))
    expect(later).toBeInstanceOf(Promise)
    expect(await later).toBe(`sha256$${hexOf('sha256', 'żółć@example.orgsól')}`)
  })

  it('row 28: salts are 16 characters of a-z2-7, each from its own random byte', () => {
    const salt = newSalt((length) => Uint8Array.from({ length }, (_, at) => at * 17))
    expect(salt).toMatch(/^[a-z2-7]{16}$/)
    expect(new Set(salt).size).toBeGreaterThan(8)
    expect(newSalt((length) => new Uint8Array(length))).not.toBe(salt)
  })
})

describe('matching an identity', () => {
  const sha256 = (text: string) => `sha256$${hexOf('sha256', text)}`

  it('row 24: finds the spelling that was hashed and says which', async () => {
    const lower = { value: sha256('ann@example.orgsalt'), hashed: true, salt: 'salt' }
    expect(await matchIdentity(' Ann@Example.org ', lower, digests)).toEqual({
      outcome: 'match',
      as: 'ann@example.org',
      exact: false,
      weak: false,
    })
    const mixed = { value: sha256('Ann@example.orgsalt'), hashed: true, salt: 'salt' }
    expect(await matchIdentity('Ann@EXAMPLE.org', mixed, digests)).toMatchObject({
      as: 'Ann@example.org',
      exact: false,
    })
    expect(await matchIdentity('Ann@example.org', mixed, digests)).toMatchObject({ outcome: 'match', exact: true })
    expect(await matchIdentity('ben@example.org', mixed, digests)).toEqual({ outcome: 'no_match' })
  })

  it('row 26: a plain address that claims to be hashed, or a hash that claims not to be, is a contradiction', async () => {
    const contradiction = { outcome: 'unreadable', reason: 'contradiction' }
    expect(await matchIdentity('a@b.c', { value: 'a@b.c', hashed: true }, digests)).toEqual(contradiction)
    expect(await matchIdentity('a@b.c', { value: sha256('a@b.c'), hashed: false }, digests)).toEqual(contradiction)
  })

  it('row 30: an address with letters of its own is the same however they were typed, and is never rewritten', async () => {
    const composed = 'zo\u00eb@b\u00fccher.example'
    const stated = { value: hashIdentity(composed, 'salt', digests.sha256), hashed: true, salt: 'salt' }
    for (const typed of [composed, composed.normalize('NFD'), 'zo\u00eb@B\u00dcCHER.example'])
      expect(await matchIdentity(typed, stated, digests), typed).toMatchObject({ outcome: 'match', as: composed })
    expect(await matchIdentity('zo\u00eb@xn--bcher-kva.example', stated, digests)).toEqual({ outcome: 'no_match' })
  })

  it('row 27: MD5 and SHA-1 are read, and said to be weak', async () => {
    for (const name of ['md5', 'sha1'] as const) {
      const stated = { value: `${name}$${hexOf(name, 'a@b.cs')}`, hashed: true, salt: 's' }
      expect(await matchIdentity('a@b.c', stated, digests)).toMatchObject({ outcome: 'match', weak: true })
      expect(await matchIdentity('a@b.c', stated, { sha256: digests.sha256 })).toEqual({
        outcome: 'unreadable',
        reason: 'unknown_algorithm',
      })
    }
    const sha512 = { value: `sha512$${'0'.repeat(128)}`, hashed: true }
    expect(await matchIdentity('a@b.c', sha512, digests)).toMatchObject({ reason: 'unknown_algorithm' })
  })

  it.each([undefined, null, ''])('row 28: without a salt (%s) the identity alone was hashed', async (salt) => {
    const stated = { value: sha256('a@b.c'), hashed: true, salt }
    expect(await matchIdentity('a@b.c', stated, digests)).toMatchObject({ outcome: 'match', weak: false })
  })

  it('row 29: compares hex whatever its case, and reads hex without its prefix', async () => {
    const hex = hexOf('sha256', 'a@b.c')
    expect(await matchIdentity('a@b.c', { value: `sha256$${hex.toUpperCase()}`, hashed: true }, digests)).toMatchObject(
      {
        outcome: 'match',
      },
    )
    expect(await matchIdentity('a@b.c', { value: hex, hashed: true }, digests)).toMatchObject({ outcome: 'match' })
  })

  it('compares an address in clear, and says where only its case differs', async () => {
    expect(await matchIdentity('a@b.c', { value: 'a@b.c', hashed: false }, digests)).toMatchObject({ exact: true })
    expect(await matchIdentity('a@b.c', { value: 'A@B.C', hashed: false }, digests)).toMatchObject({
      outcome: 'match',
      as: 'A@B.C',
      exact: false,
    })
    expect(await matchIdentity('a@b.c', { value: 'x@b.c', hashed: false }, digests)).toEqual({ outcome: 'no_match' })
  })
})
