import fc from 'fast-check'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { describe, expect, it } from 'vitest'
import schema from '../../../../resources/schemas/ob3-achievementcredential.json'
import { firstMisfit } from '../../../../src/core/openbadges/check/json-schema'
import { fixtureJson } from '../../../support/openbadges'

const published = fixtureJson('schemas/achievementcredential.json')
const example = fixtureJson('example/credentials/q7/q7w2n5kx3vz6tmh4cjb2ryldse.json')

/** A schema without what only people read. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  const words = ([key, inner]: [string, unknown]) =>
    !(['description', '$comment', 'title'].includes(key) && typeof inner === 'string')
  return Object.fromEntries(
    Object.entries(value)
      .filter(words)
      .map(([key, inner]) => [key, bare(inner)]),
  )
}

describe('the strict schema of Open Badges 3.0', () => {
  it('is what 1EdTech published', () => {
    expect(schema).toEqual(bare(published))
  })

  it('says what ajv says, of the worked example and of whatever becomes of it', () => {
    const valid = new Ajv2019({ strict: false, validateFormats: false }).compile(published)
    const places = (value: unknown, path: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...places(inner, [...path, key])])
        : []
    const strange = fc.oneof(
      fc.constantFrom(null, true, 7, 1.5, '', 'x', 'Profile', 'OpenBadgeCredential', [], {}, ['x'], [{}], { id: 'x' }),
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 2 }),
    )
    let refused = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 3 }), (changes) => {
        const document = structuredClone(example)
        for (const [seed, value] of changes) {
          const all = places(document)
          const path = all[seed % all.length] ?? []
          const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document)
          if (value === undefined) Reflect.deleteProperty(holder as object, path.at(-1) ?? '')
          else Reflect.set(holder as object, path.at(-1) ?? '', value)
        }
        const read = JSON.parse(JSON.stringify(document)) as object
        const misfit = firstMisfit(schema, read)
        expect(misfit === null, String(misfit)).toBe(valid(read))
        if (misfit !== null) refused++
      }),
      { numRuns: 1000, seed: 7 },
    )
    expect(valid(example)).toBe(true)
    expect(refused).toBeGreaterThan(200)
  })

  it('names the place that does not fit', () => {
    const subject = example.credentialSubject as Record<string, unknown>
    const achievement = { ...(subject.achievement as object), criteria: 'Read.' }
    expect(firstMisfit(schema, { ...example, credentialSubject: { ...subject, achievement } })).toBe(
      'credentialSubject.achievement.criteria',
    )
    const { validFrom: _, ...without } = example
    expect(firstMisfit(schema, without)).toBe('validFrom')
    expect(firstMisfit(schema, 7)).toBe('')
    const issuer = { ...(example.issuer as object), type: ['Person'] }
    expect(firstMisfit(schema, { ...example, issuer })).toBe('issuer.type')
  })
})
