import { describe, expect, it } from 'vitest'
import { badgeFindings } from '../../../src/core/badges/badge-findings'
import { unsafeLinks, withoutUnsafeLinks } from '../../../src/core/badges/criteria-links'
import { endorsementIn, formatOfEndorsement, isOfBadge } from '../../../src/core/badges/endorsement-reading'
import {
  extensionFields,
  extensionProblems,
  valueAt,
  withValueAt,
  type Extension,
} from '../../../src/core/badges/extension-fields'
import { plainAddress } from '../../../src/core/badges/plain-address'
import { freeKey, resultProblem } from '../../../src/core/badges/result-problem'
import { achievementDetails, extensionNames, resultDescription } from '../../../src/core/contract/achievement'
import { uuidOfToken } from '../../../src/core/openbadges/addresses'
import { checkDetails } from '../../../src/core/openbadges/check-details'
import { someDetails } from '../../support/badges'

const badge = { token: 'm5n2c7xq4wz3hj6ktb2rvydlfa', version: 2 }
const nothing = achievementDetails.parse({})
const address = (token = badge.token) => `https://badges.example.org/badges/${token}/v1.json`
const endorsement3 = (subject = address()) =>
  JSON.stringify({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: 'urn:uuid:7d444840-9dc0-41d1-b245-5ffdce74fad2',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: { id: 'did:web:council.example', type: ['Profile'], name: 'County Council' },
    validFrom: '2026-05-01T00:00:00Z',
    credentialSubject: { id: subject, type: ['EndorsementSubject'], endorsementComment: 'We know the course.' },
    proof: [],
  })
const endorsement2 = JSON.stringify({
  id: 'https://council.example/e.json',
  verification: { type: 'HostedBadge' },
  type: 'Endorsement',
  issuer: 'https://council.example/issuer.json',
  issuedOn: '2026-05-01T00:00:00Z',
  claim: { id: address(), endorsementComment: 'Good.' },
})

describe('an endorsement that was handed over', () => {
  it('is of the format that it says', () => {
    expect(formatOfEndorsement(endorsement3())).toBe('3.0')
    expect(formatOfEndorsement(endorsement2)).toBe('2.0')
    expect(formatOfEndorsement('nothing')).toBe('3.0')
  })
  it('says who says what of whom, or is none', () => {
    expect(endorsementIn({ format: '3.0', text: endorsement3() })).toMatchObject({
      issuerName: 'County Council',
      comment: 'We know the course.',
      subjectId: address(),
    })
    expect(endorsementIn({ format: '2.0', text: endorsement3() })).toBeNull()
    expect(endorsementIn({ format: '3.0', text: 'e30.e30.AA' })).toBeNull()
  })
  it('is of this badge by its address or by its id, in this version and those before', () => {
    const of = (subjectId: string) => isOfBadge({ subjectId }, badge)
    expect(of(address())).toBe(true)
    expect(of(`urn:uuid:${uuidOfToken(badge.token, 2)}`)).toBe(true)
    expect(of(`urn:uuid:${uuidOfToken(badge.token, 3)}`)).toBe(false)
    expect(of(address('k3v7q2mzt5xw4ycn6hjb2lrdsa'))).toBe(false)
  })
})

describe('an extension', () => {
  it('has fields for each that the contract knows, every path once', () => {
    for (const name of extensionNames) {
      const paths = extensionFields[name].map(({ path }) => path)
      expect(new Set(paths).size, name).toBe(paths.length)
      expect(paths.length, name).toBeGreaterThan(0)
    }
  })
  it('row 87: holds only words that its context defines, every field filled', async () => {
    const sample = {
      line: 'a',
      text: 'a',
      url: 'https://a.example',
      email: 'a@a.example',
      number: 1,
      yes_no: true,
      day: '2026-01-01',
    }
    for (const name of extensionNames) {
      let value: Extension['value'] = {}
      for (const { path, kind, options } of extensionFields[name])
        value = withValueAt(value, path, kind === 'choice' ? options![0] : kind === 'lines' ? ['a', 'b'] : sample[kind])
      expect(extensionProblems({ name, value }).size, name).toBe(0)
      await expect(checkDetails({ ...nothing, extensions: [{ name, value }] }), name).resolves.toBeUndefined()
    }
  })
  it('keeps values below their paths, and drops objects that are empty', () => {
    const one = withValueAt({}, 'geo.latitude', 51.5)
    const both = withValueAt(one, 'geo.longitude', 0)
    expect(both).toEqual({ geo: { latitude: 51.5, longitude: 0 } })
    expect(valueAt(both, 'geo.longitude')).toBe(0)
    expect(valueAt(both, 'geo.height')).toBeUndefined()
    expect(withValueAt(withValueAt(both, 'geo.latitude', undefined), 'geo.longitude', undefined)).toEqual({})
  })
  it('says what it lacks and what is of another kind', () => {
    const value: Extension['value'] = { id: 'GPL', name: '', legalCode: 'nowhere' }
    expect(Object.fromEntries(extensionProblems({ name: 'License', value }))).toEqual({
      id: 'wrong',
      name: 'missing',
      legalCode: 'wrong',
    })
    const whole = { id: 'CC-BY', name: 'Attribution', legalCode: 'https://creativecommons.org/licenses/by/4.0/' }
    expect(extensionProblems({ name: 'License', value: whole }).size).toBe(0)
    expect(extensionProblems({ name: 'Assessment', value: { assessments: { hasGroupEvaluation: 'no' } } })).toEqual(
      new Map([
        ['description', 'missing'],
        ['assessments.description', 'missing'],
        ['assessments.type', 'missing'],
        ['assessments.assessmentOutput', 'missing'],
        ['assessments.hasGroupParticipation', 'missing'],
        ['assessments.hasGroupEvaluation', 'wrong'],
        ['assessments.evaluationMethod', 'missing'],
      ]),
    )
  })
})

describe('a result that can be stated', () => {
  const described = (more: object) =>
    resultDescription.parse({ key: 'r1', name: 'Points', resultType: 'RawScore', ...more })
  it('contradicts itself nowhere, or is told where', () => {
    expect(resultProblem(described({}))).toBeNull()
    expect(resultProblem(described({ requiredLevel: 'l1' }))).toBe('required_level')
    expect(resultProblem(described({ levels: [{ key: 'l1', name: 'Good' }], requiredLevel: 'l1' }))).toBeNull()
    expect(resultProblem(described({ allowedValues: ['A'], requiredValue: 'B' }))).toBe('required_value')
    expect(resultProblem(described({ valueMin: '10', valueMax: '9' }))).toBe('range')
    expect(resultProblem(described({ valueMin: '9', valueMax: '10' }))).toBeNull()
  })
  it('gets a key that none of the others has', () => {
    expect(freeKey([], 'r')).toBe('r1')
    expect(freeKey([{ key: 'r2' }, { key: 'r1' }], 'r')).toBe('r3')
  })
})

describe('links in the criteria', () => {
  it('row 46: lead to the web or to a mail address, else only their words stay', () => {
    const text =
      'A [page](https://example.org "b"), [mail](mailto:a@b.org), [x](javascript:alert(1)) ![y](pic.png) <ftp://z>'
    expect(unsafeLinks(text)).toEqual(['javascript:alert(1)', 'pic.png', 'ftp://z'])
    expect(unsafeLinks(withoutUnsafeLinks(text))).toEqual([])
    expect(withoutUnsafeLinks(text)).toBe('A [page](https://example.org "b"), [mail](mailto:a@b.org), x y ftp://z')
  })
})

it('an address is written in the signs of a URI', () => {
  expect(plainAddress('https://example.org/a')).toBe('https://example.org/a')
  expect(plainAddress('https://bücher.example/ö d')).toBe('https://xn--bcher-kva.example/%C3%B6%20d')
})

describe('what to look at in a badge before it is awarded', () => {
  it('is nothing in an ordinary one', () => {
    expect(badgeFindings(someDetails, badge)).toEqual([])
  })
  it('row 44: a name of more than 128 letters, which old programs cut', () => {
    const name = (length: number) => badgeFindings({ ...someDetails, name: 'x'.repeat(length) }, badge)
    expect(name(128)).toEqual([])
    expect(name(129)).toEqual([{ level: 'warn', code: 'name_long', repair: 'edit_badge', field: 'name' }])
  })
  it('is told with the number of each', () => {
    const achievement = achievementDetails.parse({
      resultDescriptions: [{ key: 'r1', name: 'Points', resultType: 'RawScore', requiredLevel: 'l9' }],
      extensions: [{ name: 'ApplyLink', value: {} }],
      endorsements: [
        { format: '3.0', text: endorsement3(address('k3v7q2mzt5xw4ycn6hjb2lrdsa')) },
        { format: '3.0', text: endorsement3() },
        { format: '2.0', text: '{}' },
      ],
    })
    const found = badgeFindings({ ...someDetails, criteria: '[a](b)', achievement }, badge)
    expect(found.map(({ code, count }) => [code, count])).toEqual([
      ['criteria_link_unsafe', 1],
      ['results_impossible', 1],
      ['extension_incomplete', 1],
      ['endorsement_unreadable', 1],
      ['endorsement_of_other', 1],
    ])
  })
})
