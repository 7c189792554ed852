import { describe, expect, it } from 'vitest'
import { missingOf } from '../../../src/core/badges/missing'
import { isLongName } from '../../../src/core/badges/name-length'
import { badgeDetails } from '../../../src/core/contract/badges'

const complete = {
  name: 'Knots',
  description: 'Ties five knots.',
  criteria: 'Five knots, eyes shut.',
  altText: 'A rope.',
  pictureSha256: 'a'.repeat(64),
  issuerId: '0190a000-0000-7000-8000-000000000000',
}

describe('what a badge lacks', () => {
  it('finds nothing in a complete badge', () => {
    expect(missingOf(complete)).toEqual([])
  })

  it('row 45: names everything that a blank draft lacks', () => {
    const blank = { name: ' ', description: '\n', criteria: '', altText: '', pictureSha256: null, issuerId: null }
    expect(missingOf(blank)).toEqual([
      'name_missing',
      'description_missing',
      'criteria_missing',
      'picture_missing',
      'alt_text_missing',
      'issuer_missing',
    ])
  })
})

describe('the length of a name', () => {
  const takes = (length: number) => badgeDetails.shape.name.safeParse('n'.repeat(length)).success

  it('row 44: takes 255 characters, refuses more, and points out more than 128', () => {
    expect([128, 129, 255, 256, 1333].map(takes)).toEqual([true, true, true, false, false])
    expect([128, 129, 255].map((length) => isLongName('n'.repeat(length)))).toEqual([false, true, true])
  })
})
