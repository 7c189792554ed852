import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDocument, smallPng, someDetails } from '../../support/badges'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'
import { insertBefore, itxt } from '../../support/png'

let library: TemporaryLibrary
let calls: ReturnType<typeof catalogCalls>['calls']
let changes: ReturnType<typeof catalogCalls>['changes']
beforeEach(() => {
  library = temporaryLibrary()
  ;({ calls, changes } = catalogCalls(library.catalog))
})
afterEach(() => library.remove())

describe('badges.*', () => {
  it('goes from a draft to a badge that can be awarded', async () => {
    const draft = await calls.badges.create({ details: { name: 'First aid' } })
    expect(draft.status).toBe('inactive')
    const issuer = await calls.issuers.save({ name: 'L', email: 'a@l.example', url: 'https://l.example' })
    const design = await calls.designs.create({ name: 'Shield', document: aDocument() })
    const picture = await calls.designs.setPicture({ id: design.id, png: smallPng(1, 600).toString('base64') })
    const badge = await calls.badges.save({
      ...{ id: draft.id, details: someDetails, issuerId: issuer.id, designId: design.id },
      usePictureOfDesign: true,
    })
    expect(badge).toMatchObject({ status: 'active', missing: [], pictureSha256: picture.sha256, version: 1 })
    expect((await calls.badges.list({})).rows).toEqual([expect.objectContaining({ id: badge.id, status: 'active' })])
    expect((await calls.designs.read({ id: design.id })).badgeId).toBe(badge.id)
  })

  it('keeps a picture of its own without the badge data that was in it', async () => {
    const baked = insertBefore(smallPng(1, 32), [itxt('openbadges', '{"id":"https://example.org/1"}')])
    const badge = await calls.badges.create({ details: { name: 'A' }, picture: baked.toString('base64') })
    const kept = await calls.pictures.read({ sha256: badge.pictureSha256 ?? '' })
    expect(Buffer.from(kept.base64, 'base64').includes('openbadges')).toBe(false)
    expect(kept).toMatchObject({ mime: 'image/png', width: 32, height: 32 })
  })

  it('refuses a picture that is no PNG, and makes no badge', async () => {
    const picture = Buffer.from('GIF89a').toString('base64')
    expect(await failureOf(calls.badges.create({ details: { name: 'A' }, picture }))).toMatchObject({ code: 'not_png' })
    expect((await calls.badges.list({})).total).toBe(0)
    expect(changes).toEqual([])
  })

  it('row 44: refuses a name of 256 characters and names the field', async () => {
    const create = (length: number) => calls.badges.create({ details: { name: 'n'.repeat(length) } })
    expect((await create(255)).name).toHaveLength(255)
    expect(await failureOf(create(256))).toMatchObject({ code: 'invalid_input', data: { field: 'details.name' } })
  })

  it('row 38: refuses a period of none and an endless one', async () => {
    for (const amount of [0, -1, 1e9]) {
      const details = { name: 'A', expiry: { kind: 'period', amount, unit: 'days' } } as const
      expect(await failureOf(calls.badges.create({ details }))).toMatchObject({ code: 'invalid_input' })
    }
  })

  it('refuses two translations into one language, for its page would say it twice', async () => {
    const into = (...languages: string[]) => ({
      name: 'A',
      achievement: {
        ...someDetails.achievement,
        translations: languages.map((language) => ({ language, name: 'B', description: '', criteria: '' })),
      },
    })
    expect((await calls.badges.create({ details: into('de', 'fr') })).details.achievement.translations).toHaveLength(2)
    expect(await failureOf(calls.badges.create({ details: into('de', 'fr', 'de') }))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'translations', reason: 'repeated' },
    })
  })

  it('saving one detail leaves the others alone', async () => {
    const { id } = await calls.badges.create({ details: someDetails })
    const saved = await calls.badges.save({ id, details: { name: 'Second aid' } })
    expect(saved.details).toEqual({ ...someDetails, name: 'Second aid' })
  })

  it('announces what was saved, copied and removed', async () => {
    const design = await calls.designs.create({ name: 'Shield', document: aDocument() })
    const badge = await calls.badges.create({ details: { name: 'A' }, designId: design.id })
    changes.length = 0
    const copy = await calls.badges.duplicate({ id: badge.id, name: 'B' })
    await calls.badges.archive({ id: copy.id })
    await calls.badges.unarchive({ id: copy.id })
    await calls.badges.remove({ id: copy.id })
    expect(changes).toEqual([
      { name: 'designs.saved', ids: [copy.designId] },
      { name: 'badges.saved', ids: [copy.id] },
      { name: 'badges.saved', ids: [copy.id] },
      { name: 'badges.saved', ids: [copy.id] },
      { name: 'badges.removed', ids: [copy.id] },
    ])
  })
})
