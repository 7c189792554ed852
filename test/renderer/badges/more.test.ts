import { describe, expect, it } from 'vitest'
import { extensionFields } from '../../../src/core/badges/extension-fields'
import { achievementTypes, extensionNames, resultStatuses, resultTypes } from '../../../src/core/contract/achievement'
import { patchOf, unsavable, wrongParts } from '../../../src/renderer/badges/details-check'
import { words } from '../../../src/renderer/words'
import { someDetails } from '../../support/badges'

const today = '2026-11-21'
const nothing = someDetails.achievement

describe('what else a badge can say', () => {
  it('is saved by itself as the rest is', () => {
    const achievement = { ...nothing, achievementType: 'Course', humanCode: ' FA-101 ' }
    expect(patchOf(someDetails, { ...someDetails, achievement }, today)).toEqual({
      achievement: { ...nothing, achievementType: 'Course', humanCode: 'FA-101' },
    })
  })
  it('keeps the part that is wrong to itself and saves the others', () => {
    const achievement = { ...nothing, achievementType: 'ext:', humanCode: 'FA-101' }
    expect(wrongParts(achievement)).toEqual(['achievementType'])
    expect(unsavable({ ...someDetails, achievement }, today)).toEqual({ achievement: 'achievement' })
    expect(patchOf(someDetails, { ...someDetails, achievement }, today)).toEqual({
      achievement: { ...nothing, humanCode: 'FA-101' },
    })
    expect(patchOf(someDetails, { ...someDetails, achievement: { ...nothing, achievementType: 'ext:' } }, today)).toBe(
      undefined,
    )
  })
  it('has plain words for every kind, result, state, extension and field', () => {
    const keys = [
      ...achievementTypes.map((type) => `more:kind.types.${type}`),
      ...resultTypes.map((type) => `more:result.types.${type}`),
      ...resultStatuses.map((status) => `award:more.status.${status}`),
      ...extensionNames.flatMap((name) => [
        `more:extension.${name}.title`,
        `more:extension.${name}.note`,
        ...extensionFields[name].map(({ path }) => `more:extension.${name}.fields.${path.replaceAll('.', '_')}`),
      ]),
      ...Object.values(extensionFields).flatMap((fields) => fields.map(({ kind }) => `more:extension.wrong.${kind}`)),
    ]
    expect(keys.filter((key) => !words.exists(key))).toEqual([])
  })
})
