import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { addressOf, sitePaths, uuidOfToken } from '../../../src/core/openbadges/addresses'
import { example } from '../../support/openbadges'

describe('addresses', () => {
  it('lays the site out as it is sealed', () => {
    const { award, badge, issuer } = example
    expect({
      profile: sitePaths.issuerProfile(issuer.token),
      did: sitePaths.didDocument(issuer.token),
      badge: sitePaths.badgeClass(badge.token, 2),
      achievement: sitePaths.achievement(badge.token, 2),
      picture: sitePaths.picture(badge.token, 2),
      page: sitePaths.badgePage(badge.token, 2),
      assertion: sitePaths.assertion(award.token),
      awardPage: sitePaths.awardPage(award.token),
      credential: sitePaths.credential(award.token),
      status: sitePaths.statusList(award.status.listToken),
    }).toEqual({
      profile: 'issuers/k3v7q2mzt5xw4ycn6hjb2lrdsa/issuer.json',
      did: 'issuers/k3v7q2mzt5xw4ycn6hjb2lrdsa/did.json',
      badge: 'badges/m5n2c7xq4wz3hj6ktb2rvydlfa/v2.json',
      achievement: 'badges/m5n2c7xq4wz3hj6ktb2rvydlfa/v2.achievement.json',
      picture: 'badges/m5n2c7xq4wz3hj6ktb2rvydlfa/v2.png',
      page: 'badges/m5n2c7xq4wz3hj6ktb2rvydlfa/v2.html',
      assertion: 'assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json',
      awardPage: 'assertions/q7/q7w2n5kx3vz6tmh4cjb2ryldse.html',
      credential: 'credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json',
      status: 'status/t4y6j2kd5wq3xz7nmv2hcblrfa.json',
    })
    expect(addressOf(example.base, 'verify.html')).toBe('https://badges.example.org/verify.html')
  })

  it('makes a proper UUID of a token, another for each variation, always the same', () => {
    const uuid = uuidOfToken(example.award.token)
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuidOfToken(example.award.token)).toBe(uuid)
    expect(new Set([uuid, uuidOfToken(example.award.token, 1), uuidOfToken(example.badge.token)]).size).toBe(3)
    expect(uuidOfToken('a'.repeat(26))).toBe('00000000-0000-8000-8000-000000000000')
    expect(() => uuidOfToken('../../etc/passwd')).toThrow(BlazonError)
  })
})
