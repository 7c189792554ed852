import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AwardFacts } from '../../../src/core/openbadges/facts'
import { proofOptions, signDocument } from '../../../src/core/openbadges/proof'
import { quickProofs } from '../../../src/core/openbadges/quick-proof'
import { credential, verificationMethodOf } from '../../../src/core/openbadges/v3/build'
import { verifyProof } from '../../../src/core/openbadges/verify-proof'
import { sha256, sha256OfBinary, verifyEd25519 } from '../../../src/main/signing/ports'
import { example, examplePlace, exampleSigner } from '../../support/openbadges'

type Document = Record<string, unknown>
type Quick = ReturnType<typeof quickProofs>

const places = [examplePlace, { ...examplePlace, base: null }]
const options = (base: string | null) =>
  proofOptions('2026-06-20T13:05:09Z', verificationMethodOf({ ...examplePlace, base }))

async function issued(facts: Partial<AwardFacts> = {}, base: string | null = example.base): Promise<Document> {
  const document = credential({ ...examplePlace, base }, example.badge, { ...example.award, ...facts })
  return resigned(document, base)
}
async function resigned(document: Document, base: string | null = example.base): Promise<Document> {
  const { proof: _, ...unsigned } = document
  return signDocument({ '@context': unsigned['@context'], ...unsigned }, options(base), exampleSigner, sha256)
}

const proofOf = (document: Document) => (document['proof'] as Document[])[0] ?? {}
const quickly = (quick: Quick, document: Document) => quick(document, proofOf(document), exampleSigner.publicKey)
const generally = async (document: Document) =>
  (
    await verifyProof(
      document,
      proofOf(document),
      { ed25519: exampleSigner.publicKey },
      { digest: sha256, verifyEd25519 },
    )
  ).outcome === 'verified'
const verifier = () => quickProofs({ digest: sha256OfBinary, verifyEd25519 })
/** A verifier that has met a document's shape often enough to know it. */
async function knowing(document: Document): Promise<Quick> {
  const quick = verifier()
  for (let time = 0; time < 2; time++) await quickly(quick, document)
  return quick
}

const token = fc.string({ minLength: 26, maxLength: 26, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567') })
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\u007f', '<', 'é', '漢', '🎉', '_:a', '//'),
    maxLength: 9,
  }),
)
const facts = fc.record({
  token,
  salt: token,
  identityHash: token,
  awardedAt: fc.constantFrom('2026-06-20T13:05:09Z', '2026-06-21T00:00:00Z'),
  expiresAt: fc.constantFrom(null, '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
  narrative: words,
  status: fc.option(fc.nat(131_071).map((index) => ({ listToken: example.award.status.listToken, index }))),
})

/** Every string of a document with a way to put another in its place. */
function strings(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return [at]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => strings(part, [...at, key]))
}
const valueAt = (document: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Document)[key], document)
function changed(document: Document, path: readonly (string | number)[], value: unknown): Document {
  const copy = structuredClone(document)
  const holder = valueAt(copy, path.slice(0, -1)) as Document
  const last = String(path.at(-1))
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return copy
}

describe('checking own documents the quick way', () => {
  it('knows a shape from its second document on, whatever the award’s texts', async () => {
    for (const { base } of places) {
      const quick = verifier()
      expect(await quickly(quick, await issued({}, base))).toBe(false)
      for (const narrative of ['', ''])
        expect(await quickly(quick, await issued({ token: 'a'.repeat(26), salt: 'b', narrative }, base))).toBe(true)
      const other = { awardedAt: '2027-01-01T00:00:00Z', identityHash: 'sha256$é', token: 'z'.repeat(26) }
      expect(await quickly(quick, await issued(other, base))).toBe(true)
    }
  })

  it('says yes to nothing that the general way does not, and to nearly all that it does', async () => {
    const quick = verifier()
    let yes = 0
    let all = 0
    await fc.assert(
      fc.asyncProperty(facts, fc.constantFrom(...places), async (one, { base }) => {
        const document = await issued(one, base)
        expect(await generally(document)).toBe(true)
        all++
        if (await quickly(quick, document)) yes++
      }),
      { numRuns: 150 },
    )
    // Two places, with and without end, status and narrative: sixteen shapes at most, each met twice before it is known.
    expect(yes).toBeGreaterThanOrEqual(all - 32)
  })

  it('says yes to no document of which a text was changed, taken out or swapped with another', async () => {
    const document = await issued({ narrative: 'Read “Momo” twice.', expiresAt: '2027-01-01T00:00:00Z' })
    const quick = await knowing(document)
    expect(await quickly(quick, document)).toBe(true)
    const { proof: _, ...unsigned } = document
    const paths = strings(unsigned)
    expect(paths.length).toBeGreaterThan(30)
    for (const path of paths) {
      const value = String(valueAt(document, path))
      const elsewhere = valueAt(document, paths[(paths.indexOf(path) + 7) % paths.length] ?? [])
      for (const other of [`${value}x`, '', value.slice(1), value.toUpperCase(), ` ${value}`, elsewhere, undefined]) {
        if (other === value) continue
        const altered = changed(document, path, other)
        // Twice: what it may have learnt from the altered one must not matter either.
        const said = [await quickly(quick, altered), await quickly(quick, altered), await quickly(quick, altered)]
        const is = said.includes(true) ? await generally(altered) : false
        expect([path.join('.'), other, said.includes(true) && !is]).toEqual([path.join('.'), other, false])
      }
    }
    expect(await quickly(quick, document)).toBe(true)
  })

  it('says yes to no document with something added, another proof or another key', async () => {
    const document = await issued()
    const quick = await knowing(document)
    const proof = proofOf(document)
    for (const altered of [
      { ...document, description: 'more' },
      { ...document, validUntil: '2030-01-01T00:00:00Z' },
      { ...document, type: 'OpenBadgeCredential' },
      { ...document, proof: [{ ...proof, created: '2026-06-20T13:05:10Z' }] },
      { ...document, proof: [{ ...proof, cryptosuite: 'eddsa-jcs-2022' }] },
      { ...document, proof: [{ ...proof, proofPurpose: 'authentication' }] },
      {
        ...document,
        proof: [{ ...proof, proofValue: proofOf(await issued({ token: 'a'.repeat(26) }))['proofValue'] }],
      },
      { ...document, proof: [{ ...proof, '@context': document['@context'] }] },
    ])
      for (let time = 0; time < 3; time++) expect(await quickly(quick, altered)).toBe(false)
    expect(await quick(document, proof, new Uint8Array(32).fill(7))).toBe(false)
  })

  it('leaves proofs to the general way that have to cover another, and say that they do', async () => {
    const document = await issued()
    const quick = await knowing(document)
    const chained = { ...options(example.base), previousProof: 'urn:uuid:another' }
    const alone = await signDocument(
      { '@context': document['@context'], ...document, proof: undefined },
      chained,
      exampleSigner,
      sha256,
    )
    expect(await generally(alone)).toBe(false)
    for (let time = 0; time < 3; time++) expect(await quickly(quick, alone)).toBe(false)
  })

  it('leaves documents to the general way that hold its own marks, or texts where a plain one belongs', async () => {
    for (const change of [
      (document: Document) => (document['description'] = '//slot.invalid/1/'),
      (document: Document) => (document['name'] = { '@value': 'x', '@language': 'en' }),
      (document: Document) => (document['id'] = 'https://badges.example.org/a b/c'),
      (document: Document) => (document['salt'] = 'no context knows it here'),
    ]) {
      const document = await issued()
      change(document)
      const quick = await knowing(document)
      expect(await quickly(quick, document)).toBe(false)
    }
  })

  it('tells two documents apart that say the same with their ids exchanged', async () => {
    const evidence = [
      { url: 'https://a.example/x/1', narrative: 'one' },
      { url: 'https://a.example/x/2', narrative: 'two' },
    ]
    const document = await issued({ evidence })
    const quick = await knowing(document)
    const exchanged = await issued({
      evidence: evidence.map((piece, at) => ({ ...piece, url: evidence[1 - at]?.url })),
    })
    expect(await quickly(quick, exchanged)).toBe(true)
    expect(await quickly(quick, { ...exchanged, proof: document['proof'] })).toBe(false)
    // One address for both: the statements fall together, which only the general way sees.
    const same = await issued({ evidence: evidence.map((piece) => ({ ...piece, url: 'https://a.example/x/1' })) })
    expect(await generally(same)).toBe(true)
    await quickly(quick, same)
    expect(await quickly(quick, { ...same, proof: document['proof'] })).toBe(false)
  })

  it('forgets shapes rather than pile them up, and is right all the same', async () => {
    const quick = verifier()
    for (let number = 0; number < 450; number++)
      await quickly(quick, { ...(await issuedOnce), name: `Badge ${String(number)}` })
    const document = await issuedOnce
    await quickly(quick, document)
    expect(await quickly(quick, document)).toBe(true)
  })
  const issuedOnce = issued()
})
