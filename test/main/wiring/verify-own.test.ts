import { describe, expect, it } from 'vitest'
import { documentIssuer, type IssueRequest } from '../../../src/main/signing/issue'
import { ownVerifier } from '../../../src/main/wiring/verify-own'
import { keyFrom } from '../../support/badges-in'
import { es256, issued, rs256 } from '../../interop/site'
import { example, examplePlace, exampleSigner } from '../../support/openbadges'

const own = [exampleSigner.multikey, es256.publicMultibase, rs256.publicMultibase]
const verify = ownVerifier((name) => own.find((multibase) => multibase.slice(0, 80) === name) ?? null)

const ways: [name: string, request: Partial<IssueRequest>][] = [
  ['a credential with its proof', { formats: '3.0' }],
  ['a VC-JWT', { formats: '3.0', credentialSigner: es256, signer: undefined }],
  ['a signed assertion', { formats: '2.0', assertionSigner: rs256, signer: undefined }],
  ['a credential without a hosting address', { place: { ...examplePlace, base: null } }],
]
const textOf = async (request: Partial<IssueRequest>, facts = {}) => {
  const { assertion, credential } = await issued(facts, request)
  return (request.formats === '2.0' ? assertion : credential) ?? ''
}
/** The same text with one letter of what it says changed. */
const altered = (text: string) => {
  if (text.startsWith('{')) return text.replace('Reading Star', 'Reading Stan')
  const [header, payload = '', signature] = text.split('.')
  const said = Buffer.from(payload, 'base64url').toString().replace('2026', '2025')
  return [header, Buffer.from(said).toString('base64url'), signature].join('.')
}

describe('checking a library’s own documents', () => {
  it.each(ways)('knows %s by its own key, and not where a letter was changed', async (_, request) => {
    for (const token of ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(26))) {
      const text = await textOf(request, { token })
      expect(altered(text)).not.toBe(text)
      expect([await verify(text), await verify(altered(text))]).toEqual([true, false])
    }
  })

  it('knows no other key, however good its signature', async () => {
    const stranger = keyFrom('a stranger')
    const place = { ...examplePlace, multikey: stranger.multikey }
    const request = {
      place,
      badge: example.badge,
      signedAt: example.award.awardedAt,
      formats: '3.0',
      signer: stranger,
    } as const
    const { credential } = await documentIssuer(request).issue(example.award)
    expect(await verify(credential ?? '')).toBe(false)
    const strict = ownVerifier((name) => (name === exampleSigner.multikey ? exampleSigner.multikey : null))
    for (const [name, way] of ways.slice(1, 3)) expect([name, await strict(await textOf(way))]).toEqual([name, false])
  })

  it('says no to what names no key, and throws where there is no document', async () => {
    expect(await verify('{}')).toBe(false)
    expect(await verify('{"proof":[{"verificationMethod":7}]}')).toBe(false)
    await expect(verify('no document')).rejects.toThrow(SyntaxError)
  })
})
