import { describe, expect, it } from 'vitest'
import type { BadgeCard } from '../../../src/core/contract/badges'
import { followed, incomplete, patchOf, unsavable } from '../../../src/renderer/badges/details-check'
import { type DesignCard, shelf } from '../../../src/renderer/badges/shelf'
import { addTags } from '../../../src/renderer/badges/tags-field'
import { someDetails } from '../../support/badges'

const today = '2026-11-21'

describe('the details as typed', () => {
  it('sends only what differs, as it will be stored', () => {
    expect(patchOf(someDetails, { ...someDetails, name: ' First aid ' }, today)).toBeUndefined()
    expect(patchOf(someDetails, { ...someDetails, description: 'New ' }, today)).toEqual({ description: 'New' })
  })
  it('holds back the field that is wrong and saves the others', () => {
    const typed = { ...someDetails, name: '', criteria: 'x'.repeat(20_001), altText: 'A cross' }
    expect(patchOf(someDetails, typed, today)).toEqual({ altText: 'A cross' })
    expect(unsavable(typed, today)).toEqual({ name: 'name', criteria: 'criteriaLong' })
  })
  it('row 44: takes a name of 255 letters and none of 256', () => {
    expect(unsavable({ ...someDetails, name: 'x'.repeat(255) }, today)).toEqual({})
    expect(unsavable({ ...someDetails, name: 'x'.repeat(256) }, today)).toEqual({ name: 'name' })
  })
  it('refuses a day that is over, an unfinished one, and a period of nothing', () => {
    for (const date of ['2026-11-20', '', '2026-02-30'])
      expect(unsavable({ ...someDetails, expiry: { kind: 'date', date } }, today), date).toEqual({ expiry: 'date' })
    expect(unsavable({ ...someDetails, expiry: { kind: 'date', date: today } }, today)).toEqual({})
    for (const amount of [0, 1001, 1.5, Number.NaN])
      expect(unsavable({ ...someDetails, expiry: { kind: 'period', amount, unit: 'years' } }, today)).toEqual({
        expiry: 'amount',
      })
  })
  it('row 45: lets a draft lack what an award may not', () => {
    const blank = { ...someDetails, description: ' ', criteria: '', altText: '' }
    expect(unsavable(blank, today)).toEqual({})
    expect(Object.keys(incomplete(blank))).toEqual(['description', 'criteria', 'altText'])
  })
})

describe('a badge that two windows show', () => {
  const draft = (details: Partial<typeof someDetails> = {}, mailSubject = '') => ({
    details: { ...someDetails, ...details },
    mailSubject,
    mailBody: '',
  })
  const says = (change: Partial<typeof someDetails.achievement>) => ({
    achievement: { ...someDetails.achievement, ...change },
  })

  it('is shown as the other one saved it where nobody typed, so that nothing of it is taken back', () => {
    const fresh = draft({ description: 'Theirs', tags: ['theirs'], ...says({ strapline: 'Theirs' }) }, 'Theirs')
    expect(followed(draft(), draft(), fresh)).toEqual(fresh)
    expect(followed(draft(), draft({ name: `${someDetails.name} ` }), draft({ name: 'Theirs' }))).toEqual(
      draft({ name: 'Theirs' }),
    )
  })
  it('keeps what is typed here, part by part', () => {
    const typed = draft({ criteria: 'Mine', ...says({ humanCode: 'MINE-1' }) }, 'Mine')
    const fresh = draft({ description: 'Theirs', criteria: 'Theirs', ...says({ strapline: 'Theirs' }) }, 'Theirs')
    const both = says({ humanCode: 'MINE-1', strapline: 'Theirs' })
    expect(followed(draft(), typed, fresh)).toEqual(draft({ description: 'Theirs', criteria: 'Mine', ...both }, 'Mine'))
  })
  it('leaves a space alone that is typed while the word before it is saved', () => {
    const typed = draft({ name: 'First aid for ' })
    expect(followed(draft({ name: 'First aid for' }), typed, draft({ name: 'First aid for' }))).toEqual(typed)
  })
})

describe('tags', () => {
  it('are parted by commas, trimmed, each there once whatever its capitals', () => {
    expect(addTags(['Health'], ' health,  First   aid ,,course; a\nb')).toEqual([
      'Health',
      'First aid',
      'course',
      'a',
      'b',
    ])
  })
  it('are fifty at most, of sixty letters at most', () => {
    const many = addTags([], Array.from({ length: 80 }, (_, it) => `tag ${String(it)}`).join())
    expect(many).toHaveLength(50)
    expect(addTags([], 'x'.repeat(99))[0]).toHaveLength(60)
  })
})

describe('the shelf', () => {
  const badge = (name: string, updatedAt: string) => ({ id: name, name, updatedAt }) as BadgeCard
  const draft = (name: string, updatedAt: string, badgeId: string | null = null): DesignCard => ({
    id: name,
    name,
    revision: 0,
    updatedAt,
    badgeId,
    pictureSha256: null,
  })
  const names = (...given: Parameters<typeof shelf>) =>
    shelf(...given).map((it) => (it.kind === 'badge' ? it.badge.name : it.design.name))
  const badges = [badge('Beta', '2026-02-01'), badge('Alpha', '2026-01-01')]
  const designs = [draft('Ölberg', '2026-01-15'), draft('Used', '2026-03-01', 'Beta')]
  const asked = { query: '', filter: 'all', sort: 'changed', language: 'en' } as const
  it('puts designs that are no badge yet among the badges, in order', () => {
    expect(names(badges, designs, asked)).toEqual(['Beta', 'Ölberg', 'Alpha'])
    expect(names(badges, designs, { ...asked, sort: 'name' })).toEqual(['Alpha', 'Beta', 'Ölberg'])
  })
  it('shows them under All and Drafts only', () => {
    expect(names([], designs, { ...asked, filter: 'live' })).toEqual([])
    expect(names([], designs, { ...asked, filter: 'drafts' })).toEqual(['Ölberg'])
  })
  it('finds them without their accents', () => {
    expect(names([], designs, { ...asked, query: 'ol BERG' })).toEqual(['Ölberg'])
    expect(names([], designs, { ...asked, query: 'alpha' })).toEqual([])
  })
})
