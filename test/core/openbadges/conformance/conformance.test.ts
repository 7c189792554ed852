import { describe, expect, it } from 'vitest'
import { conformance2 } from '../../../../src/core/openbadges/conformance/conformance-2'
import { conformance3 } from '../../../../src/core/openbadges/conformance/conformance-3'
import { isAssertionId, isProfileEmail, isTelephone } from '../../../../src/core/openbadges/conformance/rules'
import { assertion, badgeClass, profile } from '../../../../src/core/openbadges/v2/build'
import { credential, credentials2, openBadges3 } from '../../../../src/core/openbadges/v3/build'
import { example, examplePlace } from '../../../support/openbadges'

const now = Date.parse('2026-06-21T00:00:00Z')
const link = { twin: true }
type Document = Record<string, unknown>
type Documents2 = { assertion: Document; badgeClass: Document; profile: Document }
const documents2 = (): Documents2 => ({
  assertion: assertion(example.base, example.badge, example.award, link),
  badgeClass: badgeClass(example.base, example.issuer.token, example.badge, link),
  profile: profile(example.base, example.issuer, link),
})

/** The faults of the example's OB 2.0 documents after a change, as `rule at`. */
const faults2 = (change: (documents: Documents2) => void = () => undefined) => {
  const documents = documents2()
  change(documents)
  return conformance2(documents, now).map(({ rule, at }) => `${rule} ${at}`)
}
/** The same of its OB 3.0 credential, with another value at a path (none: what stood there is gone). */
const faults3 = (at?: string, value?: unknown, options = {}) => {
  const document: Document = structuredClone(credential(examplePlace, example.badge, example.award))
  if (at !== undefined) put(document, at.split('.'), value)
  return conformance3(document, now, options).map(({ rule, at: place }) => `${rule} ${place}`)
}
function put(inside: Document, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length > 0) put(inside[key] as Document, rest, value)
  else if (value === undefined) Reflect.deleteProperty(inside, key)
  else inside[key] = value
}

describe('what the OB 2.0 validator refuses', () => {
  it('is nothing in what Blazon writes', () => {
    expect(faults2()).toEqual([])
  })

  it.each([
    ['an id that is no web address, blank node or UUID', 'did:web:example.org', false],
    ['a version of UUID that it does not know', 'urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057', false],
    ['', 'urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2', true],
    ['', '_:b0', true],
    ['', 'https://example.org/a', true],
    ['a space in an address', 'https://example.org/a b', false],
  ])('ids: %s %s', (_, id, isAllowed) => {
    expect(isAssertionId(id)).toBe(isAllowed)
  })

  it('addresses and telephones of an issuer that are none', () => {
    expect(['a@example.org', 'a.b+c@mail.example.org'].every(isProfileEmail)).toBe(true)
    expect(['o’brien@example.org', "o'brien@example.org", 'ü@example.org', 'a@b', 'a'].some(isProfileEmail)).toBe(false)
    expect(['+441632960000', '441632960000;ext=12'].every(isTelephone)).toBe(true)
    expect(['0044 1632 960000', '+44-1632-960000', ''].some(isTelephone)).toBe(false)
    expect(faults2((it) => Object.assign(it.profile, { email: "o'brien@example.org" }))).toEqual(['email issuer.email'])
    expect(faults2((it) => Object.assign(it.profile, { telephone: '0044 1632' }))).toEqual(['shape issuer.telephone'])
  })

  it('row 33: a time without a zone', () => {
    expect(faults2((it) => (it.assertion.issuedOn = '2026-06-20T13:05:09'))).toEqual(['shape assertion.issuedOn'])
  })

  it('row 34: a day of issue that is to come', () => {
    expect(faults2((it) => (it.assertion.issuedOn = '2027-01-01T00:00:00Z'))).toEqual(['in_future assertion.issuedOn'])
  })

  it.each(['2026-06-20T13:05:09Z', '2025-01-01T00:00:00Z'])('row 35: an end at or before its beginning: %s', (end) => {
    expect(faults2((it) => (it.assertion.expires = end))).toEqual(['ends_before_start assertion.expires'])
  })

  it('an end that is over', () => {
    expect(faults2((it) => (it.assertion.expires = '2026-06-20T23:59:59Z'))).toEqual(['expired assertion.expires'])
  })

  it('a hash that is said to be plain, a plain address that is said to be hashed, and another kind of hash', () => {
    const recipient = (change: Document) =>
      faults2((it) => (it.assertion.recipient = { ...(it.assertion.recipient as Document), ...change }))
    const fault = ['shape assertion.recipient.identity']
    expect(recipient({ hashed: false })).toEqual(fault)
    expect(recipient({ identity: 'ada@example.org' })).toEqual(fault)
    expect(recipient({ identity: `sha1$${'0'.repeat(40)}` })).toEqual(fault)
    expect(recipient({ identity: `md5$${'0'.repeat(32)}` })).toEqual([])
  })

  it('a picture inside the assertion; inside the badge it may stand', () => {
    const image = 'data:image/png;base64,iVBORw0KGgo='
    expect(faults2((it) => (it.assertion.image = image))).toEqual(['shape assertion.image'])
    expect(faults2((it) => (it.badgeClass.image = image))).toEqual([])
  })

  it.each([
    [{}],
    [{ id: 'javascript:alert(1)' }],
    [{ id: 'ftp://example.org/criteria' }],
    [{ id: 'criteria.html' }],
    ['ftp://example.org/criteria'],
  ])('row 46: criteria without text and a web address: %j', (criteria) => {
    expect(faults2((it) => (it.badgeClass.criteria = criteria))[0]).toMatch(/badge\.criteria/)
  })

  it('row 44: a name of more than 255 letters', () => {
    expect(faults2((it) => (it.badgeClass.name = 'x'.repeat(255)))).toEqual([])
    expect(faults2((it) => (it.badgeClass.name = 'x'.repeat(256)))).toEqual(['shape badge.name'])
  })

  it('a key that the issuer does not list', () => {
    const creator = `${example.base}/issuers/k/keys/1.json`
    const signed = (publicKey?: unknown) =>
      faults2((it) => {
        it.assertion.verification = { type: 'SignedBadge', creator }
        if (publicKey !== undefined) it.profile.publicKey = publicKey
      })
    expect(signed()).toEqual(['shape assertion.verification.creator'])
    expect(signed(['https://other.example/key'])).toEqual(['shape assertion.verification.creator'])
    expect(signed(creator)).toEqual([])
    expect(signed([{ id: creator }])).toEqual([])
  })

  it.each([
    'https://localhost/b',
    'https://intranet/b',
    'https://192.168.1.20',
    'https://[::1]/b',
    'https://badges.example.org:8443',
  ])('row 98: an issuer at %s', (base) => {
    const documents = {
      assertion: assertion(base, example.badge, example.award, link),
      badgeClass: badgeClass(base, example.issuer.token, example.badge, link),
      profile: profile(base, example.issuer, link),
    }
    expect(conformance2(documents, now)).toContainEqual({ rule: 'host', at: 'issuer.id' })
  })

  it('row 99: an assertion on another host than its issuer, unless the issuer allows it', () => {
    const elsewhere = (verification?: Document) =>
      faults2((it) => {
        it.assertion.id = 'https://other.example/a.json'
        if (verification) it.profile.verification = verification
      })
    expect(elsewhere()).toEqual(['other_host assertion.id'])
    expect(elsewhere({ allowedOrigins: ['other.example'] })).toEqual([])
    expect(elsewhere({ startsWith: 'https://other.example/' })).toEqual([])
    expect(elsewhere({ startsWith: 'https://other.example/assertions/' })).toEqual(['other_host assertion.id'])
  })

  it('row 89: nothing where something should be', () => {
    expect(faults2((it) => (it.badgeClass.tags = []))).toEqual(['shape badgeClass.tags'])
    expect(faults2((it) => (it.assertion.narrative = null))).toContain('shape assertion.narrative')
  })
})

describe('what the OB 3.0 validator refuses', () => {
  it('is nothing in what Blazon writes', () => {
    expect(faults3()).toEqual([])
    const place = { ...examplePlace, base: null }
    expect(conformance3(credential(place, example.badge, { ...example.award, status: null }), now)).toEqual([])
  })

  it('row 86: contexts in another order, or without that of Open Badges', () => {
    expect(faults3('@context', [openBadges3, credentials2])).toEqual(['shape credential.@context'])
    expect(faults3('@context', [credentials2])).toEqual(['shape credential.@context'])
  })

  it.each([
    ['credential', 'type', ['VerifiableCredential']],
    ['credential.issuer', 'issuer.type', ['Issuer']],
    ['credential.credentialSubject', 'credentialSubject.type', ['Person']],
    ['credential.credentialSubject.identifier.0', 'credentialSubject.identifier.0.type', 'Identity'],
    ['achievement', 'credentialSubject.achievement.type', 'Achievement'],
    ['credential.evidence.0', 'evidence', [{ type: ['Proof'], narrative: 'x' }]],
    ['credential.credentialSubject.result.0', 'credentialSubject.result', [{ type: ['Score'] }]],
  ])('another type at %s', (at, path, value) => {
    expect(faults3(path, value)).toEqual([`shape ${at}.type`])
  })

  it('an issuer that is only an address', () => {
    expect(faults3('issuer', 'https://example.org/issuer')).toContain('shape credential.issuer')
  })

  it('row 90: a subject without id and identifier', () => {
    expect(faults3('credentialSubject.identifier')).toEqual(['shape credential.credentialSubject'])
  })

  it('no proof, where one is due', () => {
    expect(faults3(undefined, undefined, { secured: 'proof' })).toEqual(['shape credential.proof'])
    const proof = [{ type: 'DataIntegrityProof', proofValue: 'z1' }]
    expect(faults3('proof', proof, { secured: 'proof' })).toEqual([])
  })

  it('rows 33, 34, 35: times without a zone, to come, over, and ends before their beginning', () => {
    expect(faults3('validFrom', '2026-06-20T13:05:09')).toEqual(['shape credential.validFrom'])
    expect(faults3('validFrom', '2027-01-01T00:00:00Z')).toEqual(['in_future credential.validFrom'])
    expect(faults3('validUntil', '2026-06-20T23:59:59Z')).toEqual(['expired credential.validUntil'])
    expect(faults3('validUntil', example.award.awardedAt)).toEqual(['ends_before_start credential.validUntil'])
  })

  it('an issuer’s site without https, and addresses that are not written as a URI', () => {
    expect(faults3('issuer.url', 'http://example.org/')).toEqual(['insecure issuer.url'])
    expect(faults3('issuer.url', 'https://example.org/Ödegård')).toEqual(['malformed_address issuer.url'])
    const alignment = [{ type: ['Alignment'], targetName: 'B', targetUrl: 'https://example.org/a b' }]
    expect(faults3('credentialSubject.achievement.alignment', alignment)).toEqual([
      'malformed_address achievement.alignment.0.targetUrl',
    ])
  })

  it('row 98: a did:web on an IP address or localhost; a port it may have', () => {
    expect(faults3('issuer.id', 'did:web:192.168.1.20:issuers:k')).toEqual(['host issuer.id'])
    expect(faults3('issuer.id', 'did:web:localhost%3A8443:issuers:k')).toEqual(['host issuer.id'])
    expect(faults3('issuer.id', 'did:web:example.org%3A8443:issuers:k')).toEqual([])
  })

  it.each([{}, { id: 'ftp://example.org' }, { id: 'javascript:alert(1)', narrative: 'x' }])(
    'row 46: criteria as %j',
    (criteria) => {
      expect(faults3('credentialSubject.achievement.criteria', criteria)[0]).toMatch(/achievement\.criteria/)
    },
  )
})
