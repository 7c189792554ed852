import { createHash } from 'node:crypto'
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

  it('are those that signers used, byte for byte, where their hashes are published', () => {
    const published = {
      'w3c-credentials-v1': 'ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc',
      'w3c-credentials-v2': '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
      'w3c-data-integrity-v1': 'b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554',
      'w3c-data-integrity-v2': '67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4',
      'w3c-ed25519-2020-v1': 'b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588',
    }
    for (const [name, hash] of Object.entries(published))
      expect(
        createHash('sha256')
          .update(file(`${name}.json`))
          .digest('hex'),
        name,
      ).toBe(hash)
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
