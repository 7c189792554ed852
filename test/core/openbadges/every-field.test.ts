import Ajv from 'ajv/dist/2019'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalize } from '../../../src/core/openbadges/canonical'
import { documentText } from '../../../src/core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../../src/core/openbadges/facts'
import { hostedBadgeContexts } from '../../../src/core/openbadges/older-contexts'
import { proofOptions, signDocument } from '../../../src/core/openbadges/proof'
import { extensionContexts } from '../../../src/core/openbadges/v2/extension-contexts'
import * as v2 from '../../../src/core/openbadges/v2/build'
import * as v3 from '../../../src/core/openbadges/v3/build'
import { sha256 } from '../../../src/main/signing/ports'
import { everyDetail, everyField, everySubject } from '../../support/every-field'
import { example, examplePlace, exampleSigner, fixtureJson } from '../../support/openbadges'

const { base } = example
const achievement = `${base}/badges/${example.badge.token}/v1.achievement.json`
let place: DocumentPlace
let badge: BadgeFacts
let award: AwardFacts
beforeAll(async () => {
  const all = await everyField()
  place = { ...examplePlace, issuer: all.issuer }
  badge = all.badge
  award = all.award
})

describe('a credential of which everything is said', () => {
  const ajv = new Ajv({ strict: false, logger: false, validateFormats: false })
  const validate = ajv.compile(fixtureJson('schemas/achievementcredential.json'))
  const signed = (of: DocumentPlace, facts: AwardFacts) =>
    signDocument(
      v3.credential(of, badge, facts),
      proofOptions(facts.awardedAt, v3.verificationMethodOf(of)),
      exampleSigner,
      sha256,
    )

  it('row 87: holds only terms that its contexts define, with and without a site, and as the payload of a JWT', async () => {
    for (const of of [place, { ...place, base: null }])
      for (const form of ['data_integrity', 'jwt'] as const)
        expect(await canonicalize(v3.credential(of, badge, award, form))).toContain('#resultDescription')
    expect(await canonicalize(v3.achievementDocument(base, badge))).toContain('#rubricCriterionLevel')
  })

  it('row 87: a word that no context defines is refused', async () => {
    const document = { ...v3.credential(place, badge, award), colour: 'blue' }
    await expect(
      signDocument(document, proofOptions(award.awardedAt, 'did:x#y'), exampleSigner, sha256),
    ).rejects.toMatchObject({ reason: 'undefined_term' })
  })

  it('row 88: fits the formal schema of 1EdTech with one status entry', async () => {
    for (const of of [place, { ...place, base: null }]) {
      const document: unknown = JSON.parse(documentText(await signed(of, { ...award, suspension: null })))
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true)
    }
  })

  it('row 89: holds no null, no empty text and no empty list', () => {
    for (const document of [
      v3.credential(place, badge, award),
      v2.badgeClass(base, place.issuer.token, badge, { twin: true }),
      v2.profile(base, place.issuer, { twin: true }),
      v2.assertion(base, badge, award, { twin: true }),
    ])
      expect(holes(document)).toEqual([])
  })

  it('says all of the badge under the names of the standard', () => {
    const said = v3.achievement(base, badge)
    expect(said).toMatchObject({
      achievementType: 'ext:ReadingAward',
      inLanguage: 'nb-NO',
      humanCode: 'READ-10',
      fieldOfStudy: 'Literature',
      specialization: 'Children’s books',
      creditsAvailable: 2.5,
      alignment: [
        {
          type: ['Alignment'],
          targetName: 'Reads at length',
          targetUrl: 'https://skills.example/reading',
          targetDescription: 'Reads whole books.',
          targetFramework: 'Skills',
          targetCode: 'R.1',
        },
        { type: ['Alignment'], targetName: 'Talks about books', targetUrl: 'https://skills.example/talking' },
      ],
      related: [
        { id: `${base}/badges/${badge.token}/v1.json`, version: 'Open Badges v2p0' },
        { type: ['Related'], id: 'https://badges.example.org/other%20badge', inLanguage: 'en-GB', version: '2' },
        { type: ['Related'], id: 'https://badges.example.org/plain' },
      ],
      resultDescription: [
        {
          id: `${achievement}#result-books`,
          resultType: 'RawScore',
          requiredValue: '10',
          valueMin: '0',
          valueMax: '99',
        },
        { id: `${achievement}#result-grade`, allowedValue: ['C', 'B', 'A'] },
        {
          id: `${achievement}#result-talk`,
          requiredLevel: `${achievement}#result-talk-shy`,
          rubricCriterionLevel: [
            { id: `${achievement}#result-talk-shy`, name: 'Shy', description: 'Said something.', points: '1' },
            { id: `${achievement}#result-talk-bold`, name: 'Bold' },
          ],
        },
      ],
      endorsement: [{ type: ['VerifiableCredential', 'EndorsementCredential'] }],
    })
    // Of others only what belongs into this format.
    expect(said.endorsement).toHaveLength(1)
    expect(JSON.stringify(said)).not.toContain('extensions:')
  })

  it('says all of the award, its results by the ids of the badge', () => {
    const { credentialSubject, evidence } = v3.credential(place, badge, award)
    expect(credentialSubject).toMatchObject({
      role: 'Reader',
      term: 'Summer 2026',
      licenseNumber: 'N-17',
      creditsEarned: 2,
      activityStartDate: '2026-06-01T00:00:00Z',
      activityEndDate: '2026-06-20T00:00:00Z',
      result: [
        { type: ['Result'], resultDescription: `${achievement}#result-books`, value: '12', status: 'Completed' },
        {
          type: ['Result'],
          resultDescription: `${achievement}#result-talk`,
          achievedLevel: `${achievement}#result-talk-bold`,
        },
      ],
    })
    expect(evidence?.[0]).toEqual({
      id: 'https://example.org/talk',
      type: ['Evidence'],
      name: 'The talk',
      narrative: 'Ten minutes on time.',
      description: 'A recording.',
      genre: 'Audio',
      audience: 'Everybody',
    })
  })

  it('refuses a result, or a level of one, that the badge does not describe', () => {
    const stating = (result: object) => ({
      ...award,
      subject: {
        ...everySubject,
        results: [{ result: 'books', value: '', level: '', status: '' as const, ...result }],
      },
    })
    expect(() => v3.credential(place, badge, stating({ result: 'films' }))).toThrow(
      expect.objectContaining({ code: 'invalid_input', details: { field: 'subject', reason: 'unknown_result' } }),
    )
    expect(() => v3.credential(place, badge, stating({ level: 'bold' }))).toThrow()
    expect(() => v3.credential(place, badge, stating({ value: '3' }))).not.toThrow()
  })

  it('keeps an endorsement as it was signed, and names two status entries, the second for suspension', () => {
    const { issuer, credentialStatus } = v3.credential(place, badge, award)
    expect(issuer.endorsement).toEqual([JSON.parse(place.issuer.endorsements?.[0]?.text ?? '')])
    const entry = (list: string, index: number, statusPurpose: string) => ({
      id: `${base}/status/${list}.json#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose,
      statusListIndex: String(index),
      statusListCredential: `${base}/status/${list}.json`,
    })
    expect(credentialStatus).toEqual([
      entry(award.status?.listToken ?? '', 94567, 'revocation'),
      entry('s'.repeat(26), 7, 'suspension'),
    ])
    expect(v3.credential(place, badge, { ...award, suspension: null }).credentialStatus).toMatchObject({
      statusPurpose: 'revocation',
    })
    expect(v3.credential({ ...place, base: null }, badge, award)).not.toHaveProperty('credentialStatus')
  })

  it('without a site gives results ids of their own as well', () => {
    const { credentialSubject } = v3.credential({ ...place, base: null }, badge, award)
    const [description] = credentialSubject.achievement.resultDescription ?? []
    expect(description?.id).toMatch(/^urn:uuid:[0-9a-f-]{36}#result-books$/)
    expect(credentialSubject.result?.[0]?.resultDescription).toBe(description?.id)
    expect(JSON.stringify(credentialSubject)).not.toContain(`${base}/issuers`)
  })
})

describe('2.0 documents of which everything is said', () => {
  it('say alignment, language, related badges, endorsements and extensions', () => {
    expect(v2.badgeClass(base, place.issuer.token, badge, { twin: true })).toMatchObject({
      '@language': 'nb-no',
      alignment: [
        {
          targetName: 'Reads at length',
          targetUrl: 'https://skills.example/reading',
          targetDescription: 'Reads whole books.',
          targetFramework: 'Skills',
          targetCode: 'R.1',
        },
        { targetName: 'Talks about books', targetUrl: 'https://skills.example/talking' },
      ],
      related: [
        { id: achievement },
        { id: 'https://badges.example.org/other%20badge', '@language': 'en-GB', version: '2' },
        { id: 'https://badges.example.org/plain' },
      ],
      endorsement: [{ type: 'Endorsement' }],
      'extensions:ApplyLink': {
        '@context': 'https://w3id.org/openbadges/extensions/applyLinkExtension/context.json',
        type: ['Extension', 'extensions:ApplyLink'],
        url: 'https://example.org/apply',
      },
      'extensions:LicenseExtension': { id: 'CC-BY', name: 'Attribution' },
    })
    expect(v2.profile(base, place.issuer, { twin: true }).endorsement).toEqual([
      JSON.parse(place.issuer.endorsements?.[1]?.text ?? ''),
    ])
  })

  it('row 87: hold only terms that their contexts define', async () => {
    const contexts = { ...hostedBadgeContexts, ...extensionContexts }
    // The short name of a licence (its schema asks for one) is not an address, which safe mode minds.
    const { 'extensions:LicenseExtension': _, ...badgeClass } = v2.badgeClass(base, place.issuer.token, badge, {
      twin: true,
    }) as Record<string, unknown>
    for (const document of [
      badgeClass,
      v2.profile(base, place.issuer, { twin: true }),
      v2.assertion(base, badge, award, { twin: true }),
      v2.assertion(base, badge, award, { twin: true, creator: `${base}/key.json`, jwt: true }),
    ])
      expect(await canonicalize(document, contexts)).not.toBe('')
  })

  it.each(['German', 'en_GB', 'deutsch, bitte', 'x'])('say no language that is none: %s', (language) => {
    const id = 'https://badges.example.org/other'
    const related = { ...badge, achievement: { ...everyDetail, related: [{ id, language, version: '' }] } }
    const twins = [v2.badgeClass(base, place.issuer.token, related, { twin: false }), v3.achievement(null, related)]
    expect(twins.map((document) => document.related)).toEqual([
      [{ type: ['BadgeClass'], id }],
      [{ type: ['Related'], id }],
    ])
  })

  it('link an assertion to a twin that is a JWT at the address where that stands', () => {
    const document = v2.assertion(base, badge, award, { twin: true, jwt: true })
    expect(document.related?.[0]?.id).toBe(v3.credential(place, badge, award, 'jwt').id)
    expect(document.related?.[0]?.id).toMatch(/\/credentials\/q7\/q7w2n5kx3vz6tmh4cjb2ryldse\.jwt$/)
  })
})

it('a badge of which nothing more is said has the documents it always had', () => {
  const blank = { ...example.badge, achievement: { ...everyDetail, ...blankDetails } }
  expect(v3.achievement(base, blank)).toEqual(v3.achievement(base, example.badge))
  expect(v2.badgeClass(base, example.issuer.token, blank, { twin: true })).toEqual(
    v2.badgeClass(base, example.issuer.token, example.badge, { twin: true }),
  )
})
const blankDetails = {
  achievementType: 'Badge' as const,
  language: '',
  humanCode: '',
  fieldOfStudy: '',
  specialization: '',
  creditsAvailable: null,
  alignments: [],
  related: [],
  resultDescriptions: [],
  endorsements: [],
  extensions: [],
}

/** Paths of nulls, undefineds, empty texts, empty lists and empty objects. */
function holes(value: unknown, path = ''): string[] {
  if (value === null || value === undefined || value === '') return [path]
  if (typeof value !== 'object') return []
  const entries = Object.entries(value)
  return entries.length === 0 ? [path] : entries.flatMap(([key, inner]) => holes(inner, `${path}/${key}`))
}
