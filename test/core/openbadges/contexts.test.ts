import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalize, NotCanonical } from '../../../src/core/openbadges/canonical'
import { issuingContexts } from '../../../src/core/openbadges/contexts'
import { hostedBadgeContexts, olderCredentialContexts } from '../../../src/core/openbadges/older-contexts'
import { fixtureJson } from '../../support/openbadges'

const file = (name: string) => readFileSync(new URL(`../../../resources/contexts/${name}`, import.meta.url), 'utf8')
const index = JSON.parse(file('index.json')) as Record<string, string>

describe('bundled contexts', () => {
  it('each address names the file that the standard published there', () => {
    const all = { ...issuingContexts, ...olderCredentialContexts, ...hostedBadgeContexts }
    for (const [address, document] of Object.entries(all))
      expect(document, address).toEqual(JSON.parse(file(index[address] ?? '')))
  })

  it('hold every context of a whole document there is; extensions are not signed over', () => {
    const all = { ...issuingContexts, ...olderCredentialContexts, ...hostedBadgeContexts }
    const missing = Object.keys(index).filter((address) => !(address in all))
    expect(missing.filter((address) => !/extensions\/|schema\//.test(address))).toEqual([])
  })

  it('an address that differs by a letter is not known', async () => {
    const document = fixtureJson('vectors/ob3/unsigned.json')
    for (const address of [
      'https://www.w3.org/ns/credentials/v2/',
      'http://www.w3.org/ns/credentials/v2',
      'toString',
      '__proto__',
    ])
      await expect(canonicalize({ ...document, '@context': [address] })).rejects.toThrow(NotCanonical)
  })

  it('what is no JSON-LD has no canonical form', async () => {
    const context = 'https://www.w3.org/ns/credentials/v2'
    for (const document of [{ '@context': context, id: 7 }, { '@context': 7 }, { '@context': context, id: {} }])
      await expect(canonicalize(document)).rejects.toMatchObject({ name: 'NotCanonical' })
  })
})
