/**
 * Documents of a batch: both formats built, the OB 3.0 credential canonicalised and signed, as texts ready to be stored;
 * beside nothing but the raw Ed25519 signatures of 64 bytes each.
 */
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { median, medianRatio, takeTurns } from './measure.mjs'

export const goals = { share: ['>=', 0.6] }

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
/** A text of that alphabet that nobody else gets. */
const text = (seed, length) =>
  Array.from(createHash('sha256').update(seed).digest().subarray(0, length), (byte) => alphabet[byte & 31]).join('')

const badge = {
  token: text('badge', 26),
  version: 1,
  name: 'Reading Star',
  description: 'Ten books in a summer.',
  criteria: 'Read ten books and tell us about one of them.',
  altText: 'A gold star over an open book.',
  tags: ['reading'],
}
const issuer = {
  token: text('issuer', 26),
  name: 'Ødegård Library',
  url: 'https://example.org/',
  email: 'badges@example.org',
  description: '',
}

export async function run({ json }) {
  const { documentIssuer } = await import(pathToFileURL(await bundle('src/main/signing/issue.ts', 'sign-code')).href)
  const seed = createHash('sha256').update('blazon worked example').digest()
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const multikey = 'z6MkvhCrn1F5rd9TJZaZ6W613qeoQS2sA266zaK3cs6Fc6Un'
  const { issue } = documentIssuer({
    place: { base: 'https://badges.example.org', issuer, multikey },
    badge,
    formats: 'both',
    signer: { multikey, sign: (bytes) => sign(null, bytes, key) },
    signedAt: '2026-06-20T13:05:09Z',
  })
  const listToken = text('list', 26)
  const awards = Array.from({ length: 5000 }, (_, index) => ({
    token: text(`award ${index}`, 26),
    identityType: 'emailAddress',
    identityHash: `sha256$${createHash('sha256').update(`person ${index}`).digest('hex')}`,
    salt: text(`salt ${index}`, 16),
    awardedAt: '2026-06-20T13:05:09Z',
    expiresAt: null,
    status: { listToken, index },
    narrative: '',
    evidence: [],
  }))
  await issue(awards[0])

  let next = 0
  const message = Buffer.alloc(64, 7)
  const rates = takeTurns({
    ours: () => issue(awards[next++ % awards.length]),
    raw: () => sign(null, message, key),
  })
  const figures = {
    ours_per_s: Math.round(median(rates.ours)),
    raw_ed25519_per_s: Math.round(median(rates.raw)),
    share: Number(medianRatio(rates, 'ours', 'raw').toFixed(3)),
  }
  if (!json)
    console.error(
      `  ${(1e6 / figures.ours_per_s - 1e6 / figures.raw_ed25519_per_s).toFixed(1)} µs each besides the signature`,
    )
  return { sign: figures }
}
