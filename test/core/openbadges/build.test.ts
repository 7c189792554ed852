import Ajv from 'ajv/dist/2019'
import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { canonicalize } from '../../../src/core/openbadges/canonical'
import { documentText } from '../../../src/core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../../src/core/openbadges/facts'
import { proofOptions, signDocument } from '../../../src/core/openbadges/proof'
import * as v2 from '../../../src/core/openbadges/v2/build'
import * as v3 from '../../../src/core/openbadges/v3/build'
import { sha256 } from '../../../src/main/signing/ports'
import { example, examplePlace, exampleSigner, fixtureJson, fixtureText } from '../../support/openbadges'

const { base, issuer, badge, award } = example
const twin = { twin: true }
const bareBadge: BadgeFacts = { ...badge, description: 'x', criteria: '', altText: '', tags: [] }
const fullAward: AwardFacts = {
  ...award,
  expiresAt: '2027-06-20T13:05:09Z',
  narrative: 'Read “Momo” twice.\nAnd told us why.',
  evidence: [
    { url: 'https://example.org/talk', name: 'The talk', narrative: 'Ten minutes on time.' },
    { narrative: 'A drawing, kept at the desk.' },
  ],
}
const unhosted: DocumentPlace = { ...examplePlace, base: null }

describe('Open Badges 2.0 documents', () => {
  it('are the worked example, letter for letter', () => {
    const file = (path: string) => fixtureText(`example/${path}`)
    expect(documentText(v2.profile(base, issuer, twin))).toBe(file(`issuers/${issuer.token}/issuer.json`))
    expect(documentText(v2.badgeClass(base, issuer.token, badge, twin))).toBe(file(`badges/${badge.token}/v1.json`))
    expect(documentText(v2.assertion(base, badge, award, twin))).toBe(file(`assertions/q7/${award.token}.json`))
  })

  it('say expiry, narrative and evidence where there are any', () => {
    expect(v2.assertion(base, badge, fullAward, twin)).toMatchObject({
      expires: '2027-06-20T13:05:09Z',
      narrative: fullAward.narrative,
      evidence: [
        { type: 'Evidence', id: 'https://example.org/talk', name: 'The talk', narrative: 'Ten minutes on time.' },
        { type: 'Evidence', narrative: 'A drawing, kept at the desk.' },
      ],
    })
  })

  it('link to no twin where none is published', () => {
    expect(v2.assertion(base, badge, award, { twin: false })).not.toHaveProperty('related')
    expect(v2.profile(base, issuer, { twin: false })).not.toHaveProperty('related')
  })

  it('write evidence without its empty parts, and its address as a URI', async () => {
    const typed = [
      { url: '', name: '' },
      { url: 'https://example.org/my talk?"x"', narrative: '' },
      { url: 'https://a.b/?q=(1)#z' },
    ]
    const stated = [{ id: 'https://example.org/my%20talk?%22x%22' }, { id: 'https://a.b/?q=(1)#z' }]
    const document = v3.credential(examplePlace, badge, { ...award, evidence: typed })
    expect(document.evidence).toEqual(stated.map((piece) => ({ ...piece, type: ['Evidence'] })))
    expect(await canonicalize(document)).toContain('<https://example.org/my%20talk?%22x%22>')
    expect(v2.assertion(base, badge, { ...award, evidence: typed }, twin)).toMatchObject({ evidence: stated })
  })

  it('row 13: half a character is never written', () => {
    const broken = { ...award, narrative: 'a\ud83d', evidence: [{ name: '\udf89', narrative: 'x\ud800' }] }
    for (const document of [v2.assertion(base, badge, broken, twin), v3.credential(examplePlace, badge, broken)]) {
      expect(JSON.stringify(document)).not.toMatch(/\\ud/i)
      expect(JSON.stringify(document)).toContain('a\ufffd')
    }
  })

  it('row 79: a revoked assertion keeps all it said and adds that it is revoked and why', () => {
    const issued = v2.assertion(base, badge, award, twin)
    expect(v2.revokedAssertion(issued, 'Awarded by mistake')).toEqual({
      ...issued,
      revoked: true,
      revocationReason: 'Awarded by mistake',
    })
  })

  it('row 78: revoking without a reason is refused', () => {
    expect(() => v2.revokedAssertion({}, '  ')).toThrow(BlazonError)
  })
})

describe('Open Badges 3.0 documents', () => {
  it('are the worked example, letter for letter', async () => {
    const file = (path: string) => fixtureText(`example/${path}`)
    expect(documentText(v3.achievementDocument(base, badge))).toBe(file(`badges/${badge.token}/v1.achievement.json`))
    const options = proofOptions(award.awardedAt, v3.verificationMethodOf(examplePlace))
    const signed = await signDocument(v3.credential(examplePlace, badge, award), options, exampleSigner, sha256)
    expect(documentText(signed)).toBe(file(`credentials/q7/${award.token}.json`))
  })

  it('row 86: contexts stand in the one order that validators accept', () => {
    expect(v3.credential(examplePlace, badge, award)['@context']).toEqual([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ])
  })

  it('without a hosting address the issuer is its key, ids are UUIDs, and nothing points anywhere', () => {
    const document = v3.credential(unhosted, badge, award)
    expect(document.issuer.id).toBe(`did:key:${exampleSigner.multikey}`)
    expect(v3.verificationMethodOf(unhosted)).toBe(`did:key:${exampleSigner.multikey}#${exampleSigner.multikey}`)
    expect(document.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect(document.credentialSubject.achievement.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect(document).not.toHaveProperty('credentialStatus')
    expect(JSON.stringify(document)).not.toContain(base)
    expect(() => v3.credential(unhosted, bareBadge, award)).toThrow(BlazonError)
  })

  it('two versions of a badge without an address are two achievements', () => {
    const id = (version: number) => v3.achievement(null, { ...badge, version }).id
    expect(new Set([id(1), id(2), id(3)]).size).toBe(3)
  })

  it('somebody without an address is identified by the hash of the name', () => {
    const { identifier } = v3.credential(examplePlace, badge, { ...award, identityType: 'name' }).credentialSubject
    expect(identifier[0]).toMatchObject({ identityType: 'name', hashed: true })
  })
})

/** Every kind of document there is, with everything in it and with as little as can be. */
const documents = {
  'hosted, plain': v3.credential(examplePlace, badge, award),
  'hosted, everything': v3.credential(
    { ...examplePlace, issuer: { ...issuer, description: 'A library.' } },
    badge,
    fullAward,
  ),
  'hosted, bare': v3.credential(examplePlace, bareBadge, { ...award, status: null }),
  'not hosted': v3.credential(unhosted, badge, fullAward),
  'by name': v3.credential(examplePlace, badge, { ...fullAward, identityType: 'name' }),
}

describe('every credential', () => {
  const ajv = new Ajv({ strict: false, logger: false, validateFormats: false })
  const validate = ajv.compile(fixtureJson('schemas/achievementcredential.json'))

  it.each(Object.entries(documents))('row 87: holds only terms that its contexts define (%s)', async (_, document) => {
    expect(await canonicalize(document)).toContain('vocab.html#OpenBadgeCredential')
  })

  it.each(Object.entries(documents))('row 89: holds no null, no empty text and no empty list (%s)', (_, document) => {
    expect(holes(document)).toEqual([])
  })

  it.each(Object.entries(documents))(
    'row 88: fits the formal schema of 1EdTech, once signed (%s)',
    async (_, document) => {
      const place = document.issuer.id.startsWith('did:key') ? unhosted : examplePlace
      const options = proofOptions(award.awardedAt, v3.verificationMethodOf(place))
      const signed = await signDocument(document, options, exampleSigner, sha256)
      expect(validate(JSON.parse(documentText(signed))), JSON.stringify(validate.errors)).toBe(true)
      expect(validate({ ...signed, type: 'VerifiableCredential' })).toBe(false)
    },
  )

  it('row 90: names its person by hash; there is always an identifier', () => {
    for (const { credentialSubject } of Object.values(documents))
      expect(credentialSubject.identifier[0]?.identityHash).toBe(award.identityHash)
  })
})

describe('2.0 documents', () => {
  it.each(
    Object.entries({
      assertion: v2.assertion(base, badge, award, twin),
      everything: v2.assertion(base, badge, fullAward, twin),
      badge: v2.badgeClass(base, issuer.token, bareBadge, twin),
      profile: v2.profile(base, issuer, twin),
    }),
  )('row 89: hold no null, no empty text and no empty list (%s)', (_, document) => {
    expect(holes(document)).toEqual([])
  })
})

/** Paths of nulls, undefineds, empty texts, empty lists and empty objects. */
function holes(value: unknown, path = ''): string[] {
  if (value === null || value === undefined || value === '') return [path]
  if (typeof value !== 'object') return []
  const entries = Object.entries(value)
  return entries.length === 0 ? [path] : entries.flatMap(([key, inner]) => holes(inner, `${path}/${key}`))
}
