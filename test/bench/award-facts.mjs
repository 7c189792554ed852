/** What the benchmarks of signing and verifying have in common: an issuer, its key, a badge, and the facts of many awards. */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
/** A text of that alphabet that nobody else gets. */
const text = (seed, length) =>
  Array.from(createHash('sha256').update(seed).digest().subarray(0, length), (byte) => alphabet[byte & 31]).join('')

export const badge = {
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
const seed = createHash('sha256').update('blazon worked example').digest()
export const multikey = 'z6MkvhCrn1F5rd9TJZaZ6W613qeoQS2sA266zaK3cs6Fc6Un'
export const place = { base: 'https://badges.example.org', issuer, multikey }
export const signedAt = '2026-06-20T13:05:09Z'

const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
})
export const publicKey = createPublicKey(key)
export const signBytes = (bytes) => sign(null, bytes, key)
export const issuing = { place, badge, formats: 'both', signer: { multikey, sign: signBytes }, signedAt }

const listToken = text('list', 26)
export const awards = Array.from({ length: 5000 }, (_, index) => ({
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
