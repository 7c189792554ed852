import { describe, expect, it } from 'vitest'
import { readAchievement } from '../../../src/core/contract/achievement'
import { checkDetails, checkEndorsements } from '../../../src/core/openbadges/check-details'
import { readEndorsement } from '../../../src/core/openbadges/endorsements'
import { endorsementOf, everyDetail, hostedEndorsementOf } from '../../support/every-field'

const badge = 'https://badges.example.org/badges/a/v1.json'
const details = (more: object) => readAchievement(JSON.stringify(more))
const refusal = (field: string, reason: string) => ({ code: 'invalid_input', details: { field, reason } })

describe('details of a badge', () => {
  it('may say everything that the standard has a word for', async () => {
    await expect(checkDetails(everyDetail)).resolves.toBeUndefined()
    await expect(checkDetails(details({}))).resolves.toBeUndefined()
  })

  it('row 87: may not hold a word in an extension that its context does not define', async () => {
    const extensions = [{ name: 'ApplyLink', value: { url: 'https://example.org', colour: 'blue' } }]
    await expect(checkDetails(details({ extensions }))).rejects.toMatchObject(refusal('extensions', 'undefined_term'))
  })

  it('may describe each result and each of its levels once, and require a level that there is', async () => {
    const [books, , talk] = everyDetail.resultDescriptions
    const field = 'resultDescriptions'
    const check = (...resultDescriptions: unknown[]) => checkDetails(details({ resultDescriptions }))
    await expect(check(books, talk)).resolves.toBeUndefined()
    await expect(check(books, books)).rejects.toMatchObject(refusal(field, 'repeated'))
    const [level] = talk!.levels
    await expect(check({ ...talk, levels: [level, level] })).rejects.toMatchObject(refusal(field, 'repeated'))
    await expect(check({ ...talk, levels: [] })).rejects.toMatchObject(refusal(field, 'unknown_level'))
  })

  it('may hold each extension once', async () => {
    const one = { name: 'ApplyLink', value: { url: 'https://example.org' } }
    await expect(checkDetails(details({ extensions: [one, one] }))).rejects.toMatchObject(
      refusal('extensions', 'repeated'),
    )
  })
})

describe('an endorsement that somebody handed over', () => {
  it('is read: what it says, of whom, and who says it', async () => {
    expect(readEndorsement({ format: '3.0', text: await endorsementOf(badge) })).toMatchObject({
      subjectId: badge,
      comment: 'We know it and stand by it.',
      issuerName: 'Readers’ Council',
    })
    expect(readEndorsement({ format: '2.0', text: hostedEndorsementOf(badge) })).toMatchObject({
      subjectId: badge,
      comment: 'We know it.',
      issuerId: 'https://council.example/issuer.json',
    })
  })

  it('may stand in documents where it is whole', async () => {
    const both = [
      { format: '3.0' as const, text: await endorsementOf(badge) },
      { format: '2.0' as const, text: hostedEndorsementOf(badge) },
    ]
    await expect(checkEndorsements(both)).resolves.toBeUndefined()
  })

  it('is refused where it is something else, of the other format, unsigned, or a JWT', async () => {
    const whole = await endorsementOf(badge)
    const { proof: _, ...unsigned } = JSON.parse(whole) as Record<string, unknown>
    const none = refusal('endorsements', 'not_an_endorsement')
    for (const [format, text] of [
      ['3.0', '{}'],
      ['3.0', 'hello'],
      ['2.0', whole],
      ['3.0', hostedEndorsementOf(badge)],
      ['3.0', JSON.stringify(unsigned)],
      ['3.0', whole.replace('EndorsementCredential', 'OpenBadgeCredential')],
    ] as const)
      await expect(checkEndorsements([{ format, text }])).rejects.toMatchObject(none)
    await expect(checkEndorsements([{ format: '3.0', text: 'eyJhbGciOiJFUzI1NiJ9.eyJ9.c2ln' }])).rejects.toMatchObject(
      refusal('endorsements', 'endorsement_as_jwt'),
    )
  })

  it('row 87: is refused where its contexts are others than those of our credentials, or lack a word', async () => {
    const whole = await endorsementOf(badge)
    const refused = (text: string) => checkEndorsements([{ format: '3.0', text }])
    await expect(refused(whole.replace('"endorsementComment"', '"praise"'))).rejects.toMatchObject({
      details: { reason: 'undefined_term' },
    })
    await expect(refused(whole.replace('context-3.0.3', 'context-9.9.9'))).rejects.toMatchObject({
      details: { reason: 'unknown_context' },
    })
  })
})
