import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalize } from '../../../../src/core/openbadges/canonical'
import { documentText } from '../../../../src/core/openbadges/document-text'
import type { AwardFacts, BadgeFacts, DocumentPlace } from '../../../../src/core/openbadges/facts'
import { proofOptions } from '../../../../src/core/openbadges/proof'
import { compileShape } from '../../../../src/core/openbadges/v3/batch'
import { credential, verificationMethodOf } from '../../../../src/core/openbadges/v3/build'
import { readAchievement, type SubjectDetails } from '../../../../src/core/contract/achievement'
import { sha256OfBinary } from '../../../../src/main/signing/ports'
import { endorsementOf, everyDetail, everyField } from '../../../support/every-field'
import { example, examplePlace } from '../../../support/openbadges'

const endorsement = await endorsementOf('urn:x:badge')

const token = fc.string({ minLength: 26, maxLength: 26, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567') })
const salt = fc.string({ minLength: 16, maxLength: 16, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567') })
/** Anything a person may write, and everything that N-Quads and JSON escape. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      '\n',
      '\r',
      '\t',
      '\b',
      '\f',
      '\u0000',
      '\u007f',
      '<',
      '>',
      'é',
      '漢',
      '🎉',
      '_:a',
      ' .\n',
    ),
    maxLength: 12,
  }),
)
const words = text.map((words) => `x${words}`)
const time = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/\.\d+Z$/, 'Z'))
const base = fc.constantFrom(null, 'https://badges.example.org', 'https://a.example:8443/x/ÿ', 'https://z.example')

const place: fc.Arbitrary<DocumentPlace> = fc.record({
  base,
  issuer: fc.record({ token, name: words, url: fc.webUrl(), email: fc.constant('a@example.org'), description: text }),
  multikey: fc.constant(examplePlace.multikey),
})
const badge: fc.Arbitrary<BadgeFacts> = fc.record({
  token,
  version: fc.integer({ min: 1, max: 30 }),
  name: words,
  description: words,
  criteria: words,
  altText: text,
  tags: fc.uniqueArray(words, { maxLength: 4 }),
  achievement: fc.option(
    fc
      .record({
        achievementType: fc.constantFrom('Badge', 'Course', 'ext:Own'),
        language: fc.constantFrom('', 'nb-NO'),
        humanCode: text,
        fieldOfStudy: text,
        specialization: text,
        creditsAvailable: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
        alignments: fc.array(
          fc.record({
            targetName: words,
            targetUrl: fc.webUrl(),
            targetDescription: text,
            targetFramework: text,
            targetCode: text,
          }),
          { maxLength: 2 },
        ),
        related: fc.array(fc.record({ id: fc.webUrl(), language: fc.constant('en'), version: text }), { maxLength: 1 }),
        resultDescriptions: fc.record({ name: words, value: words, level: words }).map(({ name, value, level }) => [
          { ...everyDetail.resultDescriptions[0]!, name, allowedValues: [value, 'z'] },
          {
            ...everyDetail.resultDescriptions[2]!,
            levels: [{ key: 'bold', name: level, description: '', points: '' }],
          },
        ]),
        endorsements: fc.subarray([{ format: '3.0' as const, text: endorsement }]).map((some) => [...some]),
      })
      .map((said) => ({ ...readAchievement('{}'), ...said })),
    { nil: undefined },
  ),
})
const subject: fc.Arbitrary<SubjectDetails> = fc.record({
  role: text,
  term: text,
  licenseNumber: text,
  creditsEarned: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true })),
  activityStart: fc.oneof(fc.constant(''), time),
  activityEnd: fc.oneof(fc.constant(''), time),
  results: fc.record({ value: words, status: fc.constantFrom('', 'Completed', 'Failed') }).map((said) => [
    { result: 'books', level: '', ...said },
    { result: 'talk', level: 'bold', value: '', status: '' },
  ]),
})
const evidence = fc.array(
  fc.record({
    url: fc.option(fc.webUrl(), { nil: undefined }),
    name: fc.option(text, { nil: undefined }),
    narrative: text,
    genre: fc.option(text, { nil: undefined }),
  }),
  { maxLength: 3 },
)
const suspension = fc.option(fc.record({ listToken: fc.constant('s'.repeat(26)), index: fc.nat(131_071) }))
const status = fc.option(fc.record({ listToken: fc.constant(example.award.status.listToken), index: fc.nat(131_071) }))
const award: fc.Arbitrary<AwardFacts> = fc.record({
  token,
  identityType: fc.constantFrom('emailAddress', 'name'),
  identityHash: fc.string().map((seed) => `sha256$${createHash('sha256').update(seed).digest('hex')}`),
  salt,
  awardedAt: time,
  expiresAt: fc.option(time),
  status,
  narrative: text,
  evidence,
  suspension,
  subject: fc.option(subject, { nil: undefined }),
})

const signedAt = '2026-06-20T13:05:09Z'
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** An award of the same shape, with the values of another. */
function ofShape(shape: AwardFacts, values: AwardFacts): AwardFacts {
  return {
    ...shape,
    token: values.token,
    identityHash: values.identityHash,
    salt: values.salt,
    awardedAt: values.awardedAt,
    expiresAt: shape.expiresAt === null ? null : (values.expiresAt ?? shape.expiresAt),
    status: shape.status && { ...shape.status, index: values.status?.index ?? 1 },
    suspension: shape.suspension && { ...shape.suspension, index: values.suspension?.index ?? 2 },
    narrative: shape.narrative === '' ? '' : `y${values.narrative}`,
  }
}

describe('issuing a batch the fast way', () => {
  it(
    'equals the general way for every award of a shape: hash of the canonical form and JSON text',
    { timeout: 120_000 },
    async () => {
      let quick = 0
      let all = 0
      await fc.assert(
        fc.asyncProperty(
          place,
          badge,
          award,
          fc.array(award, { minLength: 2, maxLength: 4 }),
          async (place, badge, award, others) => {
            // Results are stated only of what the badge describes.
            const first = badge.achievement ? award : { ...award, subject: undefined }
            const shape = await compileShape({ place, badge, signedAt }, first, sha256OfBinary)
            all++
            if (shape === null) return
            quick++
            for (const facts of [first, ...others.map((other) => ofShape(first, other))]) {
              const unsigned = credential(place, badge, facts)
              expect(shape.hash(facts)).toBe(hashOf(await canonicalize(unsigned)))
              const proof = [{ ...proofOptions(signedAt, verificationMethodOf(place)), proofValue: 'zValue' }]
              expect(shape.text(facts, 'zValue')).toBe(documentText({ ...unsigned, proof }))
            }
          },
        ),
        { numRuns: 100 },
      )
      // Awkward texts and repeated evidence may ask for the general way; if most did, the fast way would be broken.
      expect(quick).toBeGreaterThan(all * 0.7)
    },
  )

  it('takes the fast way for the worked example, and gives its hash for a thousand other awards', async () => {
    const shape = await compileShape(
      { place: examplePlace, badge: example.badge, signedAt },
      example.award,
      sha256OfBinary,
    )
    expect(shape).not.toBeNull()
    const orders = new Set<string>()
    await fc.assert(
      fc.asyncProperty(award, async (other) => {
        const facts = ofShape(example.award, other)
        const form = await canonicalize(credential(examplePlace, example.badge, facts))
        expect(shape?.hash(facts)).toBe(hashOf(form))
        orders.add(
          [...form.matchAll(/^_:c14n\d .*#(IdentityObject|AchievementSubject|IdentifierEntry)>/gm)].map(String).join(),
        )
      }),
      { numRuns: 200 },
    )
    // Blank nodes changed places: the labels really follow the hashes.
    expect(orders.size).toBeGreaterThan(3)
  })

  it('takes the fast way where everything is said that can be said', async () => {
    const { issuer, badge, award } = await everyField()
    const place = { ...examplePlace, issuer }
    const shape = await compileShape({ place, badge, signedAt }, award, sha256OfBinary)
    const other = { ...award, suspension: award.suspension && { ...award.suspension, index: 90_000 } }
    for (const facts of [award, other])
      expect(shape?.hash(facts)).toBe(hashOf(await canonicalize(credential(place, badge, facts))))
  })

  it('leaves two pieces of evidence that say the same to the general way', async () => {
    const twins = { ...example.award, evidence: [{ narrative: 'Seen.' }, { narrative: 'Seen.' }] }
    expect(
      await compileShape({ place: examplePlace, badge: example.badge, signedAt }, twins, sha256OfBinary),
    ).toBeNull()
  })

  it('leaves a badge whose words look like a slot to the general way', async () => {
    const badge = { ...example.badge, criteria: 'Learn ~slot:identityHash~ by heart.' }
    expect(await compileShape({ place: examplePlace, badge, signedAt }, example.award, sha256OfBinary)).toBeNull()
  })
})
