import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decodeBase58, encodeBase58 } from '../../../src/core/openbadges/base58'
import { canonicalize } from '../../../src/core/openbadges/canonical'
import { type ContextSet, issuingContexts } from '../../../src/core/openbadges/contexts'
import { decodeMultikey } from '../../../src/core/openbadges/multikey'
import {
  hashProofOptions,
  proofOptions,
  proofValue,
  signDocument,
  signedBytes,
} from '../../../src/core/openbadges/proof'
import { verifyProof } from '../../../src/core/openbadges/verify-proof'
import { sha256, verifyEd25519 } from '../../../src/main/signing/ports'
import { example, exampleSigner, fixtureJson, fixtureText, signerFromSeed } from '../../support/openbadges'

const ports = { digest: sha256, verifyEd25519 }
const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex')
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const w3c = (name: string) => fixtureText(`vectors/eddsa-rdfc-2022/${name}`)

describe('the golden proof of Open Badges 3.0', () => {
  const signer = signerFromSeed(Buffer.from('6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4', 'hex'))
  const unsigned = fixtureJson('vectors/ob3/unsigned.json') as { '@context': unknown }
  const method = `https://example.edu/issuers/565049#${signer.multikey}`
  const options = proofOptions('2010-01-01T19:23:24Z', method)

  it('row 94: has the published canonical forms and hashes', async () => {
    expect(signer.multikey).toBe('z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi')
    const form = await canonicalize(unsigned)
    expect(form.trim()).toBe(fixtureText('vectors/ob3/document-canon.txt').trim())
    expect(hashOf(form)).toBe('87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773')
    expect(hex(await hashProofOptions(options, unsigned['@context'], sha256))).toBe(
      'd34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19',
    )
  })

  it('row 94: is signed with the published value: options hash first, document hash second', async () => {
    const signed = await signDocument(unsigned, options, signer, sha256)
    expect(signed.proof[0].proofValue).toBe(
      'z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr',
    )
  })

  it('row 94: verifies; one letter changed anywhere and it does not', async () => {
    const signed = fixtureJson('vectors/ob3/signed.json')
    const proof = signed['proof'] as Record<string, unknown>
    const verify = (document: Record<string, unknown>, by = proof) =>
      verifyProof(document, by, { ed25519: signer.publicKey }, ports)
    expect(await verify(signed)).toEqual({ outcome: 'verified' })
    expect(await verify({ ...signed, name: 'Teamwork badge' })).toEqual({ outcome: 'altered' })
    expect(await verify(signed, { ...proof, created: '2010-01-01T19:23:25Z' })).toEqual({ outcome: 'altered' })
    expect(await verifyProof(signed, proof, { ed25519: exampleSigner.publicKey }, ports)).toEqual({
      outcome: 'altered',
    })
    expect(await verifyProof(signed, proof, { ed25519: new Uint8Array(32).fill(255) }, ports)).toEqual({
      outcome: 'altered',
    })
  })

  it('row 94: refuses the misspelt suite, other suites and values that are no signature', async () => {
    const signed = fixtureJson('vectors/ob3/signed.json')
    const proof = signed['proof'] as Record<string, unknown>
    const verify = (change: Record<string, unknown>) =>
      verifyProof(signed, { ...proof, ...change }, { ed25519: signer.publicKey }, ports)
    for (const cryptosuite of ['eddsa-rdf-2022', 'eddsa-jcs-2022', undefined])
      expect(await verify({ cryptosuite })).toEqual({ outcome: 'unsupported' })
    expect(await verify({ type: 'Ed25519Signature2020' })).toEqual({ outcome: 'unsupported' })
    for (const value of ['', 'z', 'u' + 'A'.repeat(86), `z${encodeBase58(new Uint8Array(63).fill(9))}`, 7, null])
      expect(await verify({ proofValue: value })).toEqual({ outcome: 'malformed' })
  })

  it('row 87: a property that no context defines makes the proof uncheckable, and is named', async () => {
    const signed = fixtureJson('vectors/ob3/signed.json')
    const proof = signed['proof'] as Record<string, unknown>
    expect(
      await verifyProof({ ...signed, favouriteColour: 'blue' }, proof, { ed25519: signer.publicKey }, ports),
    ).toEqual({
      outcome: 'not_canonical',
      reason: 'undefined_term',
      term: 'favouriteColour',
    })
    const stranger = { ...signed, '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.org/context'] }
    expect(await verifyProof(stranger, proof, { ed25519: signer.publicKey }, ports)).toEqual({
      outcome: 'not_canonical',
      reason: 'unknown_context',
      term: 'https://example.org/context',
    })
  })
})

describe('the proofs of W3C’s eddsa-rdfc-2022', () => {
  const key = decodeMultikey(
    (fixtureJson('vectors/eddsa-rdfc-2022/keyPair.json') as { publicKeyMultibase: string }).publicKeyMultibase,
  )
  // Seven bytes of multicodec and length aside, a private Multikey is the seed.
  const privateKey = decodeBase58(
    (fixtureJson('vectors/eddsa-rdfc-2022/keyPair.json') as { privateKeyMultibase: string }).privateKeyMultibase.slice(
      1,
    ),
  )
  const signer = signerFromSeed((privateKey ?? new Uint8Array()).slice(2))
  /** W3C's example vocabulary, as the vector's page shows it. */
  const contexts: ContextSet = {
    ...issuingContexts,
    'https://www.w3.org/ns/credentials/examples/v2': {
      '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
    },
  }

  it('has every intermediate value of the alumni credential', async () => {
    const unsigned = fixtureJson('vectors/eddsa-rdfc-2022/unsigned.json')
    const { '@context': context, ...options } = fixtureJson('vectors/eddsa-rdfc-2022/proofConfigDataInt.json')
    const form = await canonicalize(unsigned, contexts)
    expect(form.trim()).toBe(w3c('canonDocDataInt.txt').trim())
    const optionsHash = await hashProofOptions(options, context, sha256, contexts)
    expect(hex(optionsHash)).toBe(w3c('proofHashDataInt.txt'))
    const bytes = signedBytes(optionsHash, sha256(Buffer.from(form)))
    expect(hex(bytes)).toBe(w3c('combinedHashDataInt.txt'))
    expect(hex(signer.sign(bytes))).toBe(w3c('sigHexDataInt.txt'))
    expect(proofValue(signer.sign(bytes))).toBe(w3c('sigBTC58DataInt.txt'))
  })

  it('verifies the alumni credential', async () => {
    const signed = fixtureJson('vectors/eddsa-rdfc-2022/signedDataInt.json')
    const proof = signed['proof'] as Record<string, unknown>
    expect(await verifyProof(signed, proof, { ed25519: key ?? new Uint8Array() }, ports, contexts)).toEqual({
      outcome: 'verified',
    })
  })

  it('signs the employment credential’s published hashes with the published value', () => {
    const optionsHash = Buffer.from(w3c('employ-proofHashDataInt.txt'), 'hex')
    const documentHash = sha256(Buffer.from(w3c('employ-canonDocDataInt.txt')))
    expect(hex(documentHash)).toBe(w3c('employ-docHashDataInt.txt'))
    expect(proofValue(signer.sign(signedBytes(optionsHash, documentHash)))).toBe(w3c('employ-sigBTC58DataInt.txt'))
  })
})

describe('the worked example', () => {
  it.each(['credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json', `status/${example.award.status.listToken}.json`])(
    '%s verifies with the issuer’s key',
    async (path) => {
      const document = fixtureJson(`example/${path}`)
      const [proof] = document['proof'] as [Record<string, unknown>]
      expect(await verifyProof(document, proof, { ed25519: exampleSigner.publicKey }, ports)).toEqual({
        outcome: 'verified',
      })
    },
  )
})
