import { expect, it } from 'vitest'
import { isOfIssuer } from '../../../src/core/badges/endorsement-reading'

const issuer = { token: 'm5n2c7xq4wz3hj6ktb2rvydlfa', publicKey: 'z6MkOwn' }

it.each([
  [`https://badges.example.org/b/issuers/${issuer.token}/issuer.json`, true],
  [`did:web:badges.example.org:b:issuers:${issuer.token}`, true],
  ['did:key:z6MkOwn', true],
  ['did:key:z6MkOther', false],
  [`did:web:badges.example.org:issuers:${'e'.repeat(26)}`, false],
  ['https://badges.example.org/', false],
])('knows whether %s is the issuer: %s', (subjectId, is) => expect(isOfIssuer({ subjectId }, issuer)).toBe(is))

it('takes nobody’s key for that of an issuer that has none yet', () =>
  expect(isOfIssuer({ subjectId: 'did:key:null' }, { ...issuer, publicKey: null })).toBe(false))
