import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { design } from '../../../src/core/designs/document'
import { hostingAddress } from '../../../src/renderer/app/hosting-dialog'
import { issuerProblems, withScheme } from '../../../src/renderer/app/issuer-dialog'
import { designOfPicture } from '../../../src/renderer/app/take-files'

describe('a design of an imported picture', () => {
  it('is a correct document and shows the whole picture, as large as fits', () => {
    const side = fc.integer({ min: 1, max: 4096 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const document = designOfPicture({ sha256: 'a'.repeat(64), width, height }, 'Logo')
        expect(design.safeParse(document).success).toBe(true)
        const [layer] = document.layers as { width: number; height: number }[]
        expect(Math.max(layer!.width, layer!.height)).toBe(600)
      }),
    )
  })
})

describe('the issuer as typed', () => {
  it('names each field that is wrong, in their order', () => {
    expect(issuerProblems({ name: ' ', email: 'x', url: '' })).toEqual(['name', 'email', 'url'])
    expect(issuerProblems({ name: 'Lib', email: ' a@example.org ', url: 'example.org' })).toEqual([])
  })
  it('row 46: takes no address but a web address', () => {
    for (const url of ['javascript:alert(1)', 'ftp://example.org', '/badges', 'mailto:a@example.org'])
      expect(issuerProblems({ name: 'Lib', email: 'a@example.org', url }), url).toEqual(['url'])
  })
  it('gives an address its scheme where it has none', () => {
    expect(withScheme(' example.org ')).toBe('https://example.org')
    expect(withScheme('http://example.org')).toBe('http://example.org')
    expect(withScheme('')).toBe('')
    expect(withScheme('example.org:8443')).toBe('https://example.org:8443')
  })
})

describe('the hosting address as typed', () => {
  it('row 104: loses its trailing slash, and is refused with a query or fragment', () => {
    expect(hostingAddress('https://example.org/b//')).toBe('https://example.org/b')
    expect(hostingAddress('badges.example.org')).toBe('https://badges.example.org')
    for (const text of ['', 'http://example.org', 'https://example.org/?a=1', 'https://example.org/#x', 'two words'])
      expect(hostingAddress(text), text).toBeNull()
  })
})
