import assert from 'node:assert/strict'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { generate as generateEc } from '@digitalbazaar/ecdsa-multikey'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { from as keyFrom, generate as generateEd } from '@digitalbazaar/ed25519-multikey'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue, verifyCredential } from '@digitalbazaar/vc'
import { checkStatus, createCredential, createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list'
import { verifyCredential as verifyAtDcc } from '@digitalcredentials/verifier-core'
import Ajv from 'ajv/dist/2019'
import { calculateJwkThumbprint, CompactSign, compactVerify, importJWK, importSPKI, jwtVerify, SignJWT } from 'jose'
import { decodeSync as decodeITxt, encodeSync as encodeITxt } from 'png-chunk-itxt'
import encodeChunks from 'png-chunks-encode'
import extractChunks from 'png-chunks-extract'
import { PNG } from 'pngjs'
import { addressOf, sitePaths } from '../../src/core/openbadges/addresses'
import { canonicalize } from '../../src/core/openbadges/canonical'
import { checkPayload } from '../../src/core/openbadges/check/check-payload'
import type { CheckPorts } from '../../src/core/openbadges/check/ports'
import { issuingContexts } from '../../src/core/openbadges/contexts'
import { hashIdentity } from '../../src/core/openbadges/identity'
import { jwsKeyName } from '../../src/core/openbadges/jws-signer'
import { decodeMultikey } from '../../src/core/openbadges/multikey'
import { proofOptions, proofValue, signDocument, signedBytes } from '../../src/core/openbadges/proof'
import { decodeStatusList } from '../../src/core/openbadges/status-list'
import * as v2 from '../../src/core/openbadges/v2/build'
import * as v3 from '../../src/core/openbadges/v3/build'
import { verifyProof } from '../../src/core/openbadges/verify-proof'
import { bake } from '../../src/main/baking/bake'
import { unbake } from '../../src/main/baking/unbake'
import { gzip, sha256, verifyEd25519 } from '../../src/main/signing/ports'
import { digest384, verifyJws } from '../../src/main/verification/node-ports'
import { portsFor, type Document } from '../support/badges-in'
import { everyField } from '../support/every-field'
import { example, examplePlace, exampleSigner, fixtureJson, fixtureText, signerFromSeed } from '../support/openbadges'
import { everyKindOfPng } from '../support/png'
import { rfc7515A2, rfc7515A3, rfc8037A4, w3cEmptyList } from './vectors'
import {
  award,
  badge,
  base,
  credentialOf,
  did,
  es256,
  issued,
  issuer,
  listUrl,
  loaderOf,
  publishedSite,
  rs256,
  signedAt,
  statusListText,
} from './site'

/** One thing that other people's code says of ours, or ours of theirs. `run` throws where they disagree. */
export type Check = { what: string; by: string[]; run: () => Promise<void> | void }

const verifying = new DataIntegrityProof({ cryptosuite: eddsa })
const now = new Date('2026-07-02T00:00:00Z')
const everything = {
  expiresAt: '2199-01-01T00:00:00Z',
  narrative: 'Read “Momo” twice.\nAnd told us "why".',
  evidence: [{ url: 'https://example.org/talk', name: 'The talk 🎉' }, { narrative: 'A drawing.' }],
}

const db = ['@digitalbazaar/vc', '@digitalbazaar/data-integrity', '@digitalbazaar/eddsa-rdfc-2022-cryptosuite']
const dbStatus = [...db, '@digitalbazaar/vc-bitstring-status-list']
const dbEc = ['@digitalbazaar/vc', '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite', '@digitalbazaar/ecdsa-multikey']
const dcc = ['@digitalcredentials/verifier-core']
const chunkPackages = ['png-chunks-extract', 'png-chunk-itxt']

/** Digital Bazaar's verdict on a credential, with its status, from our site alone. */
async function atDigitalBazaar(credential: object, revoked: number[] = []): Promise<boolean> {
  const documentLoader = loaderOf(await publishedSite(revoked))
  const { verified, statusResult } = await verifyCredential({
    credential,
    suite: verifying,
    documentLoader,
    checkStatus,
    now,
  })
  return verified && !(statusResult?.results ?? []).some(({ status }) => status)
}

/** The Digital Credentials Consortium's log on a credential: its verifier, unchanged, on a web that holds our site and the schemas. */
async function atDcc(credential: object, revoked: number[] = []): Promise<Record<string, boolean>> {
  const site = await publishedSite(revoked)
  site.set(
    'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
    fixtureText('schemas/achievementcredential.json'),
  )
  const headers = { 'content-type': 'application/json' }
  const web = globalThis.fetch
  globalThis.fetch = (input) => {
    const text = site.get(input instanceof Request ? input.url : String(input))
    return Promise.resolve(text === undefined ? new Response('', { status: 404 }) : new Response(text, { headers }))
  }
  try {
    // Its types ask for more than its checks do; a list of nobody trusts nobody, which is another question.
    const said: unknown = await (verifyAtDcc as (what: object) => Promise<unknown>)({
      credential: structuredClone(credential),
      knownDIDRegistries: [],
    })
    const { log = [], additionalInformation = [] } = said as {
      log?: { id: string; valid?: boolean }[]
      additionalInformation?: { id: string; results: { result: { valid: boolean } }[] | string }[]
    }
    const schemas = additionalInformation.flatMap(({ id, results }) =>
      Array.isArray(results) ? results.map(({ result }) => [id, result.valid] as const) : [],
    )
    const steps = log
      .filter(({ id }) => id !== 'registered_issuer')
      .map(({ id, valid }) => [id, valid ?? false] as const)
    return Object.fromEntries([...steps, ...schemas])
  } finally {
    globalThis.fetch = web
  }
}
const dccSaysYes = { valid_signature: true, expiration: true, revocation_status: true, schema_check: true }

/** Our verdict on a document, with its parts from a site. */
async function ours(payload: string | object, site: ReadonlyMap<string, string>): Promise<string> {
  const web = new Map([...site].map(([url, text]) => [url, { status: 200, text }]))
  const ports: CheckPorts = { ...portsFor(web), verifyJws, digest384, now: () => now.getTime() }
  const { verdict, because } = await checkPayload(
    typeof payload === 'string' ? payload : JSON.stringify(payload),
    ports,
  )
  return because === null || because === undefined ? verdict : `${verdict}: ${JSON.stringify(because)}`
}
const oursAgainst = (extra: Record<string, object | string>) =>
  publishedSite().then((site) => {
    for (const [url, document] of Object.entries(extra))
      site.set(url, typeof document === 'string' ? document : JSON.stringify(document))
    return site
  })

/** A DID document with one key of somebody else's making, at our issuer's address. */
const didWith = (multikey: string) => ({
  [addressOf(base, sitePaths.didDocument(issuer.token))]: {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [{ id: `${did}#k`, type: 'Multikey', controller: did, publicKeyMultibase: multikey }],
    assertionMethod: [`${did}#k`],
  },
})
const unsigned = () => v3.credential(examplePlace, badge, { ...award, ...everything, status: null })

/** The same in the data model before VC 2.0. */
function olderUnsigned() {
  const { validFrom, validUntil, awardedDate: _, ...rest } = unsigned()
  const contexts = [
    'https://www.w3.org/2018/credentials/v1',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  ]
  return { ...rest, '@context': contexts, issuanceDate: validFrom, expirationDate: validUntil }
}

const schemaCheck = (schema: string, document: object) => {
  const ajv = new Ajv({ strict: false, logger: false, validateFormats: false })
  assert.ok(ajv.validate(fixtureJson(`schemas/${schema}.json`), document), ajv.errorsText())
}

const assertionBase = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: 'urn:uuid:0197a8c0-9f3e-4a5b-9c1d-2e4f6a8b0c1d',
  recipient: { type: 'email', hashed: false, identity: 'ann@example.org' },
  badge: addressOf(base, sitePaths.badgeClass(badge.token, 1)),
  issuedOn: '2026-06-20T13:05:09Z',
}
const rsaKeyName = jwsKeyName(base, issuer.token, rs256.publicMultibase)
const ecKeyName = jwsKeyName(base, issuer.token, es256.publicMultibase)

export const checks: Check[] = [
  {
    what: 'OB 3.0 credential, Data Integrity, with status: ours accepted, withdrawn and altered ones refused',
    by: dbStatus,
    run: async () => {
      const quick = await credentialOf({ token: 'a'.repeat(26) })
      for (const credential of [await credentialOf(), quick, await credentialOf(everything)])
        assert.equal(await atDigitalBazaar(credential), true)
      assert.equal(await atDigitalBazaar(quick, [award.status.index]), false)
      assert.equal(await atDigitalBazaar({ ...quick, name: 'Reading Stars' }), false)
    },
  },
  {
    what: 'OB 3.0 credential of the general way (two pieces of evidence that say the same): ours accepted',
    by: dbStatus,
    run: async () => {
      const evidence = [{ narrative: 'Seen.' }, { narrative: 'Seen.' }]
      assert.equal(await atDigitalBazaar(await credentialOf({ ...everything, evidence })), true)
    },
  },
  {
    what: 'OB 3.0 credential in which everything is said that can be said: ours accepted',
    by: [...dbStatus, ...dcc],
    run: async () => {
      const every = await everyField()
      const place = { ...examplePlace, issuer: { ...every.issuer, token: issuer.token } }
      const how = { place, badge: every.badge, formats: '3.0' } as const
      const credential = await credentialOf({ ...every.award, status: award.status, suspension: undefined }, how)
      assert.equal(await atDigitalBazaar(credential), true)
      assert.deepEqual(await atDcc(credential), dccSaysYes)
    },
  },
  {
    what: 'OB 3.0 credential, verified from our published site alone: signature, did:web, status list, expiry, schema',
    by: dcc,
    run: async () => {
      const credential = await credentialOf(everything)
      assert.deepEqual(await atDcc(credential), dccSaysYes)
      assert.deepEqual(await atDcc(credential, [award.status.index]), { ...dccSaysYes, revocation_status: false })
      assert.deepEqual(await atDcc({ ...credential, name: 'Reading Stars' }), {})
    },
  },
  {
    what: 'OB 3.0 credential without a hosting address (did:key, urn:uuid): ours accepted',
    by: [...db, ...dcc],
    run: async () => {
      const credential = await credentialOf({ status: null }, { place: { ...examplePlace, base: null } })
      const { revocation_status: _, ...steps } = dccSaysYes
      assert.deepEqual(await atDcc(credential), steps)
      assert.equal(await ours(credential, new Map()), 'valid')
    },
  },
  {
    what: 'OB 3.0 credential, Data Integrity eddsa-rdfc-2022, of theirs: accepted by us, altered refused',
    by: [...db, '@digitalbazaar/ed25519-multikey'],
    run: async () => {
      const key = await generateEd({ id: `${did}#k`, controller: did })
      const suite = new DataIntegrityProof({ cryptosuite: eddsa, signer: key.signer(), date: signedAt })
      const credential = await issue({ credential: unsigned(), suite, documentLoader: loaderOf(new Map()) })
      const site = await oursAgainst(didWith(key.publicKeyMultibase))
      assert.equal(await ours(credential, site), 'valid')
      assert.match(await ours({ ...credential, name: 'x' }, site), /^altered/)
    },
  },
  ...(['P-256', 'P-384'] as const).map((curve): Check => ({
    what: `OB 3.0 credential, Data Integrity ecdsa-rdfc-2019 on ${curve}, of theirs: accepted by us, altered refused`,
    by: dbEc,
    run: async () => {
      const key = await generateEc({ id: `${did}#k`, controller: did, curve })
      const suite = new DataIntegrityProof({ cryptosuite: ecdsa, signer: key.signer(), date: signedAt })
      const credential = await issue({ credential: unsigned(), suite, documentLoader: loaderOf(new Map()) })
      const site = await oursAgainst(didWith(key.publicKeyMultibase))
      assert.equal(await ours(credential, site), 'valid')
      assert.match(await ours({ ...credential, name: 'x' }, site), /^altered/)
    },
  })),
  {
    what: 'OB 3.0 credential of VC 1.1, Ed25519Signature2020 or Data Integrity, of theirs: accepted by us, altered refused',
    by: [...db, '@digitalbazaar/ed25519-signature-2020'],
    run: async () => {
      const key = await generateEd({ id: `${did}#k`, controller: did })
      const how = { signer: key.signer(), date: signedAt }
      const site = await oursAgainst(didWith(key.publicKeyMultibase))
      for (const suite of [
        new Ed25519Signature2020(how),
        new DataIntegrityProof({ cryptosuite: eddsa, ...how, legacyContext: true }),
        new DataIntegrityProof({ cryptosuite: eddsa, ...how }),
      ]) {
        // Their signer adds the context of its suite.
        const credential = await issue({ credential: olderUnsigned(), suite, documentLoader: loaderOf(new Map()) })
        assert.equal(await ours(credential, site), 'valid')
        assert.match(await ours({ ...credential, name: 'x' }, site), /^altered/)
      }
    },
  },
  {
    what: 'Bitstring status list: ours read entry by entry, its signature accepted',
    by: dbStatus,
    run: async () => {
      const set = [0, 7, 8, 94_567, 131_071]
      const list = JSON.parse(await statusListText(set)) as { credentialSubject: { encodedList: string } }
      const decoded = await decodeList(list.credentialSubject)
      assert.equal(decoded.length, 131_072)
      const found = Array.from({ length: decoded.length }, (_, index) => index).filter((index) =>
        decoded.getStatus(index),
      )
      assert.deepEqual(found, set)
      const documentLoader = loaderOf(await publishedSite())
      assert.equal((await verifyCredential({ credential: list, suite: verifying, documentLoader, now })).verified, true)
    },
  },
  {
    what: 'Bitstring status list of theirs: read by us bit by bit, and believed where it is signed',
    by: dbStatus,
    run: async () => {
      const list = await createList({ length: 131_072 })
      list.setStatus(award.status.index, true)
      const made = (await createCredential({ id: listUrl, list, statusPurpose: 'revocation' })) as Document
      const bits = await decodeStatusList((made.credentialSubject as { encodedList: string }).encodedList, gzip)
      assert.equal(bits?.[award.status.index >> 3], 0x80 >> (award.status.index & 7))
      const unsignedList = { ...made, issuer: did, validFrom: signedAt }
      const options = proofOptions(signedAt, v3.verificationMethodOf(examplePlace))
      const signed = await signDocument(
        { '@context': made['@context'], ...unsignedList },
        options,
        exampleSigner,
        sha256,
      )
      const site = await oursAgainst({ [listUrl]: signed })
      assert.match(await ours(await credentialOf(), site), /^revoked/)
      assert.equal(await ours(await credentialOf({ status: { ...award.status, index: 5 } }), site), 'valid')
    },
  },
  {
    what: 'OB 2.0 signed assertion (JWS, RS256): ours verified with the key that we publish, by its PEM and its JWK',
    by: ['jose'],
    run: async () => {
      const { assertion } = await issued({}, { formats: '2.0', assertionSigner: rs256, signer: undefined })
      const site = await publishedSite()
      const { publicKeyPem } = JSON.parse(site.get(rsaKeyName) ?? '') as { publicKeyPem: string }
      for (const key of [await importSPKI(publicKeyPem, 'RS256'), await importJWK(rs256.publicJwk, 'RS256')]) {
        const { payload, protectedHeader } = await compactVerify(assertion ?? '', key, { algorithms: ['RS256'] })
        assert.equal(protectedHeader.alg, 'RS256')
        const said = JSON.parse(new TextDecoder().decode(payload)) as Document
        assert.equal((said.verification as Document).creator, rsaKeyName)
      }
      assert.equal(await ours(assertion ?? '', site), 'valid')
    },
  },
  {
    what: 'OB 2.0 signed assertion (JWS, RS256) of theirs: accepted by us, altered refused',
    by: ['jose'],
    run: async () => {
      const { key, pem } = await rsaPair()
      const name = 'https://badges.example.org/issuers/theirs/key.json'
      const profile = v2.profile(base, issuer, { twin: false })
      const site = await oursAgainst({
        [profile.id]: { ...profile, publicKey: name },
        [name]: {
          '@context': v2.openBadges2,
          id: name,
          type: 'CryptographicKey',
          owner: profile.id,
          publicKeyPem: pem,
        },
      })
      const said = { ...assertionBase, verification: { type: 'SignedBadge', creator: name } }
      const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(said)))
        .setProtectedHeader({ alg: 'RS256' })
        .sign(key)
      assert.equal(await ours(jws, site), 'valid')
      const [header, , signature] = jws.split('.')
      const other = Buffer.from(JSON.stringify({ ...said, issuedOn: '2026-06-21T13:05:09Z' })).toString('base64url')
      assert.match(await ours([header, other, signature].join('.'), site), /^altered/)
    },
  },
  {
    what: 'OB 3.0 VC-JWT (ES256): ours verified with the key that we publish; claims as the credential says',
    by: ['jose'],
    run: async () => {
      const { credential } = await issued(everything, { formats: '3.0', credentialSigner: es256, signer: undefined })
      const site = await publishedSite()
      const published = JSON.parse(site.get(ecKeyName) ?? '') as { kty: string }
      const key = await importJWK(published, 'ES256')
      const options = { issuer: did, algorithms: ['ES256'], typ: 'JWT', currentDate: now }
      const { payload, protectedHeader } = await jwtVerify(credential ?? '', key, options)
      assert.equal(protectedHeader.kid, ecKeyName)
      assert.equal(payload.jti, payload['id'])
      assert.equal(payload.exp, Date.parse(everything.expiresAt) / 1000)
      assert.equal(await calculateJwkThumbprint(published), await calculateJwkThumbprint(es256.publicJwk))
      assert.equal(await ours(credential ?? '', site), 'valid')
    },
  },
  ...(['ES256', 'RS256'] as const).map((algorithm): Check => ({
    what: `OB 3.0 VC-JWT (${algorithm}) of theirs, with kid: accepted by us, altered refused`,
    by: ['jose'],
    run: async () => {
      const { key, jwk } = algorithm === 'ES256' ? await ecPair() : await rsaPair()
      const document = v3.credential(examplePlace, badge, { ...award, status: null }, 'jwt')
      const method = `${did}#jwk`
      const site = await oursAgainst({
        [addressOf(base, sitePaths.didDocument(issuer.token))]: {
          id: did,
          verificationMethod: [{ id: method, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk }],
          assertionMethod: [method],
        },
      })
      const jwt = await new SignJWT({ ...document })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: method })
        .setIssuer(did)
        .setJti(document.id)
        .setSubject(document.credentialSubject.id ?? '')
        .setNotBefore(Date.parse(document.validFrom) / 1000)
        .sign(key)
      assert.equal(await ours(jwt, site), 'valid')
      assert.match(await ours(`${jwt.slice(0, -6)}${jwt.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`, site), /^altered/)
    },
  })),
  {
    what: 'Multikey of Ed25519: ours read as the key that signed',
    by: ['@digitalbazaar/ed25519-multikey'],
    run: async () => {
      const key = await keyFrom({ type: 'Multikey', publicKeyMultibase: exampleSigner.multikey })
      const data = new TextEncoder().encode('ten books')
      assert.equal(await key.verifier().verify({ data, signature: exampleSigner.sign(data) }), true)
    },
  },
  {
    what: 'PNG of every colour type, depth and kind, both formats baked: both texts found, every CRC right, the same pixels',
    by: [...chunkPackages, 'pngjs'],
    run: async () => {
      const { assertion, credential } = await issued()
      const texts = { openbadges: assertion ?? '', openbadgecredential: credential ?? '' }
      for (const [kind, png] of everyKindOfPng()) {
        const baked = bake(png, texts)
        const found = extractChunks(baked)
          .filter(({ name }) => name === 'iTXt')
          .map(({ data }) => decodeITxt(Buffer.from(data)))
          .filter(({ keyword }) => String(keyword).startsWith('openbadge'))
          .map(({ keyword, text, compressionFlag }) => [keyword, text, compressionFlag])
        const wanted = Object.entries(texts).map(([keyword, text]) => [keyword, text, false])
        assert.deepEqual(found, wanted, kind)
        assert.ok(PNG.sync.read(baked).data.equals(PNG.sync.read(png).data), kind)
      }
    },
  },
  {
    what: 'PNG baked by theirs: both texts read by us, letter for letter, and nothing odd about them',
    by: [...chunkPackages, 'png-chunks-encode'],
    run: async () => {
      const { assertion, credential } = await issued()
      const texts = { openbadges: assertion ?? '', openbadgecredential: credential ?? '' }
      const added = Object.entries(texts).map(([keyword, text]) => ({
        name: 'iTXt',
        data: encodeITxt({
          keyword,
          text,
          compressionFlag: false,
          compressionMethod: 0,
          languageTag: '',
          translatedKeyword: '',
        }),
      }))
      for (const [kind, png] of everyKindOfPng()) {
        const chunks = extractChunks(png)
        chunks.splice(-1, 0, ...added)
        const { payloads } = unbake(encodeChunks(chunks))
        const wanted = Object.entries(texts).map(([keyword, text]) => [keyword, text, []])
        assert.deepEqual(
          payloads.map(({ keyword, text, notes }) => [keyword, text, notes]),
          wanted,
          kind,
        )
      }
    },
  },
  {
    what: '1EdTech’s JSON schemas (strict flavour): our credentials, of the least and of the most that can be said',
    by: ['ajv'],
    run: async () => {
      const every = await everyField()
      const fullest = await credentialOf(
        { ...every.award, suspension: undefined },
        { badge: every.badge, formats: '3.0' },
      )
      const unhosted = await credentialOf({ status: null }, { place: { ...examplePlace, base: null } })
      for (const credential of [await credentialOf(), await credentialOf(everything), unhosted, fullest])
        schemaCheck('achievementcredential', credential)
      schemaCheck('profile', v3.profile(examplePlace))
      assert.throws(() => schemaCheck('achievementcredential', { ...fullest, credentialSubject: {} }))
    },
  },
  {
    what: '1EdTech’s golden proof: written by us letter for letter, and verified',
    by: ['1EdTech implementation guide'],
    run: async () => {
      const seed = '6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4'
      const signer = signerFromSeed(Buffer.from(seed, 'hex'))
      const document = fixtureJson('vectors/ob3/unsigned.json') as { '@context': unknown }
      const options = proofOptions('2010-01-01T19:23:24Z', `https://example.edu/issuers/565049#${signer.multikey}`)
      const [proof] = (await signDocument(document, options, signer, sha256)).proof
      const golden = fixtureJson('vectors/ob3/signed.json')
      assert.equal(proof.proofValue, (golden['proof'] as Document).proofValue)
      await mustVerify(golden, signer.multikey)
    },
  },
  {
    what: 'W3C’s eddsa-rdfc-2022 vector (alumni credential): canonical form and verdict',
    by: ['W3C vc-di-eddsa'],
    run: async () => {
      const form = await canonicalize(fixtureJson('vectors/eddsa-rdfc-2022/unsigned.json'), examplesContexts)
      assert.equal(form.trim(), fixtureText('vectors/eddsa-rdfc-2022/canonDocDataInt.txt').trim())
      const pair = fixtureJson('vectors/eddsa-rdfc-2022/keyPair.json') as { publicKeyMultibase: string }
      await mustVerify(fixtureJson('vectors/eddsa-rdfc-2022/signedDataInt.json'), pair.publicKeyMultibase)
    },
  },
  {
    what: 'W3C’s eddsa-rdfc-2022 vector (employment credential): published hashes signed with the published value',
    by: ['W3C vc-di-eddsa'],
    run: () => {
      const file = (name: string) => fixtureText(`vectors/eddsa-rdfc-2022/employ-${name}.txt`)
      const pair = fixtureJson('vectors/eddsa-rdfc-2022/keyPair.json') as { publicKeyMultibase: string }
      const bytes = signedBytes(
        Buffer.from(file('proofHashDataInt'), 'hex'),
        sha256(Buffer.from(file('canonDocDataInt'))),
      )
      const signature = Buffer.from(file('sigHexDataInt'), 'hex')
      assert.equal(verifyEd25519(decodeMultikey(pair.publicKeyMultibase) ?? new Uint8Array(), bytes, signature), true)
      assert.equal(proofValue(signature), file('sigBTC58DataInt'))
    },
  },
  {
    what: 'W3C’s example of an empty status list: 131,072 entries, none set',
    by: ['W3C vc-bitstring-status-list'],
    run: async () => {
      const bits = await decodeStatusList(w3cEmptyList, gzip)
      assert.equal(bits?.length, 16_384)
      assert.ok(bits.every((byte) => byte === 0))
    },
  },
  ...[rfc7515A2, rfc7515A3, rfc8037A4].map(({ source, algorithm, jwk, jws }): Check => ({
    what: `${source}: the published JWS (${algorithm}) verified by us and by them, altered refused by both`,
    by: [source, 'jose'],
    run: async () => {
      const key = await importJWK(jwk, algorithm)
      const check = (text: string) => {
        const [header, payload, signature = ''] = text.split('.')
        const signed = new TextEncoder().encode(`${String(header)}.${String(payload)}`)
        return verifyJws(algorithm, { jwk }, signed, Buffer.from(signature, 'base64url'))
      }
      assert.equal(check(jws), true)
      await compactVerify(jws, key)
      const altered = jws.replace(/\.(.)/, (_, letter: string) => `.${letter === 'e' ? 'f' : 'S'}`)
      assert.equal(check(altered), false)
      await assert.rejects(compactVerify(altered, key))
    },
  })),
  {
    what: 'The worked example: documents and signatures letter for letter',
    by: ['blazon worked example'],
    run: async () => {
      const { assertion, credential } = await issued({}, { signedAt: example.award.awardedAt })
      const name = `q7/${award.token}.json`
      assert.equal(credential, fixtureText(`example/credentials/${name}`))
      assert.equal(assertion, fixtureText(`example/assertions/${name}`))
    },
  },
  {
    what: 'Recipient hashes of the Open Badges texts: identity first, salt second',
    by: ['published values'],
    run: () => {
      for (const [identity, salt, hex] of [
        ['mayze', '', '7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6'],
        ['a@example.com', 'Kosher', 'b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399'],
        ['jjefferson18@example.com', 'FleurDeSel', '658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc'],
        ['alice@example.org', 'deadsea', 'c934fdacc6242be0277a284970416aa9bfa583241fb85094bc96c504ee0abd4e'],
      ] as const)
        assert.equal(hashIdentity(identity, salt, sha256), `sha256$${hex}`)
    },
  },
]

/** What could not be checked here, and why. */
export const unchecked: { what: string; why: string }[] = [
  {
    what: '1EdTech’s public validators (OB 2.0 and OB 3.0)',
    why: 'online services; the worked example was valid in both when its layout was decided',
  },
  {
    what: 'WebCrypto of a browser',
    why: 'exercised by the tests of the visitor’s page in Chromium, not by this script',
  },
  {
    what: 'registered_issuer of the Digital Credentials Consortium’s verifier',
    why: 'it asks registries on the network whom they trust; signature, DID, status, expiry and schema are checked',
  },
  {
    what: 'VC-JWT and ecdsa-rdfc-2019 at the Digital Credentials Consortium’s verifier',
    why: 'it reads Data Integrity of Ed25519 only; jose and Digital Bazaar stand in',
  },
  {
    what: 'A credential that can be suspended, in 1EdTech’s strict JSON schema',
    why: 'its `credentialStatus` is a list of two, as VC 2.0 allows and the schema of July 2024 does not; with one entry it fits',
  },
  {
    what: 'SVG by another baker',
    why: 'openbadges-bakery, the only one on npm, does not start on Node 20 and later; ours is read back by namespace with xmldom',
  },
]

/** W3C's example vocabulary, as the vector's page shows it. */
const examplesContexts = {
  ...issuingContexts,
  'https://www.w3.org/ns/credentials/examples/v2': {
    '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
  },
}

async function mustVerify(document: Document, multikey: string): Promise<void> {
  const ed25519 = decodeMultikey(multikey)
  const [proof] = [document.proof].flat() as Document[]
  assert.ok(ed25519 && proof)
  const ports = { digest: sha256, verifyEd25519 }
  const verdict = (of: Document) => verifyProof(of, proof, { ed25519 }, ports, examplesContexts)
  assert.deepEqual(await verdict(document), { outcome: 'verified' })
  assert.deepEqual(await verdict({ ...document, name: 'another' }), { outcome: 'altered' })
}

async function rsaPair() {
  const { generateKeyPair, exportJWK, exportSPKI } = await import('jose')
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  return { key: privateKey, pem: await exportSPKI(publicKey), jwk: await exportJWK(publicKey) }
}
async function ecPair() {
  const { generateKeyPair, exportJWK } = await import('jose')
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return { key: privateKey, jwk: await exportJWK(publicKey) }
}
