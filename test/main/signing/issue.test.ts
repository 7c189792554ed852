import { describe, expect, it } from 'vitest'
import { documentIssuer } from '../../../src/main/signing/issue'
import { signStatusList } from '../../../src/main/signing/status-lists'
import { example, examplePlace, exampleSigner, fixtureText } from '../../support/openbadges'

const request = {
  place: examplePlace,
  badge: example.badge,
  formats: 'both',
  signer: exampleSigner,
  signedAt: example.award.awardedAt,
} as const

describe('issuing documents', () => {
  it('writes the worked example letter for letter, both formats, signature included', async () => {
    const issued = await documentIssuer(request).issue(example.award)
    expect(issued.credential).toBe(fixtureText('example/credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json'))
    expect(issued.assertion).toBe(fixtureText('example/assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json'))
  })

  it('signs the worked example of a status list letter for letter', async () => {
    const { text } = await signStatusList({
      base: example.base,
      issuerToken: example.issuer.token,
      token: example.award.status.listToken,
      purpose: 'revocation',
      set: [],
      now: example.award.awardedAt,
      previousValidFrom: null,
      signer: exampleSigner,
    })
    expect(text).toBe(fixtureText(`example/status/${example.award.status.listToken}.json`))
  })
})
