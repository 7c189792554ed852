import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAchievement } from '../../../src/core/contract/achievement'
import { isBlazonError, type ErrorCode } from '../../../src/core/errors'
import {
  archiveBadge,
  createBadge,
  deactivateBadge,
  duplicateBadge,
  freezeVersion,
  listBadges,
  lockStatus,
  readBadge,
  readBadgeForAward,
  removeBadge,
  saveBadge,
  unarchiveBadge,
} from '../../../src/main/catalog/badges'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { createDesign, readDesign, setPictureOfDesign } from '../../../src/main/catalog/designs'
import { saveEvent } from '../../../src/main/catalog/events'
import { aBadge, aDocument, anIssuer, aPicture, someDetails } from '../../support/badges'
import { temporaryLibrary, testTime, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
let now: number
beforeEach(() => {
  now = testTime
  library = temporaryLibrary({ now: () => now })
  catalog = library.catalog
})
afterEach(() => library.remove())

const refusal = (work: () => unknown): { code: ErrorCode; details: object } => {
  try {
    work()
  } catch (error) {
    if (isBlazonError(error)) return { code: error.code, details: error.details }
    throw error
  }
  throw new Error('nothing was refused')
}

/** What the awards part does at the first award, with an award row of its own. */
const award = (badgeId: string) => {
  const badge = readBadgeForAward(catalog, badgeId)
  catalog.write((tx) => {
    freezeVersion(catalog, tx, badge.versionId)
    lockStatus(catalog, tx, badgeId)
    const at = catalog.now()
    const [person, batch] = [catalog.newId(), catalog.newId()]
    const { db } = catalog
    db.prepare('INSERT INTO person (id, name, sort_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)').run(
      ...[person, 'A', 'a', at, at],
    )
    db.prepare('INSERT INTO batch (id, badge_version_id, state, total, created_at) VALUES (?, ?, ?, ?, ?)').run(
      ...[batch, badge.versionId, 'done', 1, at],
    )
    db.prepare(
      `INSERT INTO award (id, token, badge_id, badge_version_id, person_id, batch_id, identity_hash, salt, awarded_at, documents_sha256, picture_sha256, rev)
       VALUES (?, ?, ?, ?, ?, ?, 'sha256$0', '00', ?, '0', ?, ?)`,
    ).run(
      ...[catalog.newId(), catalog.newToken(), badgeId, badge.versionId, person, batch, at],
      ...[badge.pictureSha256, tx.nextRev()],
    )
    db.prepare('UPDATE badge SET awarded_count = awarded_count + 1 WHERE id = ?').run(badgeId)
  })
}

const all = { filter: 'all', sort: 'changed', tagMatch: 'all', limit: 100 } as const
const journal = () =>
  catalog.db.prepare('SELECT kind, body FROM journal ORDER BY seq').all() as { kind: string; body: string }[]

describe('making a badge', () => {
  it('row 45: keeps a blank draft that cannot be awarded and says what it lacks', () => {
    const badge = createBadge(catalog, { details: { name: 'Draft' } })
    expect(badge).toMatchObject({ status: 'inactive', version: 1, frozen: false, awardedCount: 0 })
    expect(badge.details).toEqual({
      name: 'Draft',
      description: '',
      criteria: '',
      altText: '',
      tags: [],
      expiry: { kind: 'none' },
      achievement: readAchievement('{}'),
    })
    expect(badge.missing).toEqual([
      'description_missing',
      'criteria_missing',
      'picture_missing',
      'alt_text_missing',
      'issuer_missing',
    ])
  })

  it('is active at once where nothing is missing', async () => {
    const badge = await aBadge(catalog)
    expect(badge).toMatchObject({ status: 'active', missing: [], details: someDetails })
    expect(badge.token).toMatch(/^[a-z2-7]{26}$/)
  })

  it('takes the picture of its design', async () => {
    const { sha256 } = await aPicture(catalog)
    const design = createDesign(catalog, { name: 'Shield', document: aDocument() })
    setPictureOfDesign(catalog, design.id, sha256)
    expect(createBadge(catalog, { details: { name: 'Shield' }, designId: design.id }).pictureSha256).toBe(sha256)
    expect(readDesign(catalog, design.id).badgeId).not.toBeNull()
  })

  it('row 42: two badges of the same name are two badges', async () => {
    const [first, second] = [await aBadge(catalog), await aBadge(catalog)]
    expect(second.id).not.toBe(first.id)
    expect(second.token).not.toBe(first.token)
    const slugs = catalog.db.prepare('SELECT slug FROM badge ORDER BY slug').pluck().all()
    expect(slugs).toEqual(['first-aid', 'first-aid-2'])
    expect(readBadge(catalog, first.id).details.name).toBe('First aid')
  })

  it('refuses a design or an issuer that is not there, and stores nothing', () => {
    const id = catalog.newId()
    expect(refusal(() => createBadge(catalog, { details: { name: 'A' }, designId: id }))).toMatchObject({
      code: 'not_found',
      details: { field: 'designId' },
    })
    expect(refusal(() => createBadge(catalog, { details: { name: 'A' }, issuerId: id }))).toMatchObject({
      code: 'not_found',
      details: { field: 'issuerId' },
    })
    expect(listBadges(catalog, all).total).toBe(0)
  })

  it('row 38: refuses an expiry date that is over', () => {
    const details = { name: 'A', expiry: { kind: 'date', date: '2026-05-16' } } as const
    expect(refusal(() => createBadge(catalog, { details }))).toEqual({
      code: 'invalid_input',
      details: { field: 'expiry', reason: 'date_past' },
    })
  })

  it('keeps a tag once', () => {
    expect(createBadge(catalog, { details: { name: 'A', tags: ['x', 'y', 'x'] } }).details.tags).toEqual(['x', 'y'])
  })
})

describe('changing a badge', () => {
  it('changes what is named and keeps the rest', async () => {
    const badge = await aBadge(catalog)
    now += 60_000
    const saved = saveBadge(catalog, {
      id: badge.id,
      details: { description: 'New words.', criteria: undefined },
      mailSubject: 'Well done',
      asNewVersion: false,
    })
    expect(saved.details).toEqual({ ...someDetails, description: 'New words.' })
    expect(saved).toMatchObject({ version: 1, mailSubject: 'Well done', mailBody: null })
    expect(saved.updatedAt > badge.updatedAt).toBe(true)
    expect(saveBadge(catalog, { id: badge.id, mailSubject: null, asNewVersion: false }).mailSubject).toBeNull()
  })

  it('becomes a draft again when something goes missing, and active when it is back', async () => {
    const badge = await aBadge(catalog)
    const save = (criteria: string) => saveBadge(catalog, { id: badge.id, details: { criteria }, asNewVersion: false })
    expect(save('')).toMatchObject({ status: 'inactive', missing: ['criteria_missing'] })
    expect(save('Do it.').status).toBe('active')
  })

  it('row 38: an expiry date that passed since does not keep the rest from being saved', async () => {
    const badge = await aBadge(catalog, { details: { expiry: { kind: 'date', date: '2026-05-18' } } })
    now += 5 * 86_400_000
    const details = { ...badge.details, description: 'New words.' }
    expect(saveBadge(catalog, { id: badge.id, details, asNewVersion: false }).details.description).toBe('New words.')
  })

  it('takes the picture of its design anew only when asked', async () => {
    const [one, two] = [await aPicture(catalog, 1), await aPicture(catalog, 2)]
    const design = createDesign(catalog, { name: 'Shield', document: aDocument() })
    const badge = createBadge(catalog, { details: { name: 'A' }, designId: design.id })
    const save = (usePictureOfDesign: boolean) =>
      saveBadge(catalog, { id: badge.id, usePictureOfDesign, asNewVersion: false })
    expect(refusal(() => save(true))).toEqual({ code: 'conflict', details: { reason: 'design_without_picture' } })
    setPictureOfDesign(catalog, design.id, one.sha256)
    expect(save(false).pictureSha256).toBeNull()
    expect(save(true).pictureSha256).toBe(one.sha256)
    setPictureOfDesign(catalog, design.id, two.sha256)
    expect(save(false).pictureSha256).toBe(one.sha256)
  })

  it('keeps the SVG of its picture until the picture is another one', async () => {
    const [one, drawing] = [await aPicture(catalog, 1), await aPicture(catalog, 2)]
    const design = createDesign(catalog, { name: 'Shield', document: aDocument() })
    const badge = createBadge(catalog, { details: { name: 'A' }, designId: design.id })
    const save = (more: object) => saveBadge(catalog, { id: badge.id, asNewVersion: false, ...more })
    const kept = () => catalog.db.prepare('SELECT vector_sha256 FROM badge_version').pluck().get()
    save({ vectorSha256: drawing.sha256 })
    save({ details: { description: 'New words.' } })
    expect(kept()).toBe(drawing.sha256)
    setPictureOfDesign(catalog, design.id, one.sha256)
    save({ usePictureOfDesign: true })
    expect(kept()).toBeNull()
    save({ usePictureOfDesign: true, vectorSha256: drawing.sha256 })
    expect(kept()).toBe(drawing.sha256)
    save({ vectorSha256: null })
    expect(kept()).toBeNull()
  })

  it('journals how it is kept, and that it is paused', async () => {
    const badge = await aBadge(catalog)
    saveBadge(catalog, { id: badge.id, keeping: { issueLimit: 5, duplicatePolicy: 'allow' }, asNewVersion: false })
    deactivateBadge(catalog, badge.id)
    const { row } = JSON.parse(journal().at(-1)?.body ?? '') as { row: object }
    expect(row).toMatchObject({
      ...{ id: badge.id, status: 'inactive', paused: 1, issue_limit: 5, duplicate_policy: 'allow', one_per_person: 0 },
      ...{ attach_baked: 1, is_visible: 1, context: 'site' },
    })
  })

  it('raises the revision of a version that changed, and journals without the search text', async () => {
    const badge = await aBadge(catalog)
    const rev = () => catalog.db.prepare('SELECT rev FROM badge_version').pluck().get() as number
    const before = rev()
    saveBadge(catalog, { id: badge.id, details: { name: 'Second aid' }, asNewVersion: false })
    expect(rev()).toBeGreaterThan(before)
    const lines = journal().map(({ body }) => JSON.parse(body) as { table?: string; row?: Record<string, unknown> })
    expect(lines.findLast(({ table }) => table === 'badge_version')?.row).toMatchObject({
      name: 'Second aid',
      rev: rev(),
    })
    expect(lines.findLast(({ table }) => table === 'badge')?.row).toMatchObject({ id: badge.id, status: 'active' })
  })
})

describe('a badge that was awarded', () => {
  it('row 49: is locked, and a new version leaves the old one as it was', async () => {
    const badge = await aBadge(catalog)
    award(badge.id)
    expect(readBadge(catalog, badge.id)).toMatchObject({ status: 'active_locked', frozen: true, awardedCount: 1 })
    const change = { id: badge.id, details: { description: 'New words.' } }
    expect(refusal(() => saveBadge(catalog, { ...change, asNewVersion: false }))).toMatchObject({ code: 'locked' })
    expect(readBadge(catalog, badge.id).details.description).toBe(someDetails.description)

    const next = saveBadge(catalog, { ...change, asNewVersion: true })
    expect(next).toMatchObject({ version: 2, frozen: false, status: 'active_locked', token: badge.token })
    expect(next.versions.map(({ number, awardedCount }) => [number, awardedCount])).toEqual([
      [1, 1],
      [2, 0],
    ])
    const old = catalog.db
      .prepare('SELECT description FROM badge_version WHERE badge_id = ? AND number = 1')
      .pluck()
      .get(badge.id)
    expect(old).toBe(someDetails.description)
  })

  it('row 49: changes its newest version in place until that is awarded too', async () => {
    const badge = await aBadge(catalog)
    award(badge.id)
    const save = (description: string) =>
      saveBadge(catalog, { id: badge.id, details: { description }, asNewVersion: true }).version
    expect([save('two'), save('still two')]).toEqual([2, 2])
    award(badge.id)
    expect(save('three')).toBe(3)
  })

  it('row 49: is locked in its picture and issuer too, but not in its mail texts, and saving it unchanged is no change', async () => {
    const badge = await aBadge(catalog)
    award(badge.id)
    const other = anIssuer(catalog)
    expect(refusal(() => saveBadge(catalog, { id: badge.id, issuerId: other.id, asNewVersion: false })).code).toBe(
      'locked',
    )
    const saved = saveBadge(catalog, { id: badge.id, details: badge.details, mailBody: 'Hello', asNewVersion: true })
    expect(saved).toMatchObject({ version: 1, mailBody: 'Hello' })
  })

  it('cannot be awarded while its newest version lacks something', async () => {
    const badge = await aBadge(catalog)
    award(badge.id)
    const saved = saveBadge(catalog, { id: badge.id, details: { altText: '' }, asNewVersion: true })
    expect(saved).toMatchObject({ status: 'inactive_locked', missing: ['alt_text_missing'] })
    expect(readBadgeForAward(catalog, badge.id).ready).toBe(false)
  })
})

describe('copying, putting away and deleting', () => {
  it('copies everything but awards, with a design of its own', async () => {
    const { sha256 } = await aPicture(catalog)
    const design = createDesign(catalog, { name: 'Shield', document: aDocument() })
    const badge = createBadge(catalog, {
      details: someDetails,
      designId: design.id,
      issuerId: anIssuer(catalog).id,
      pictureSha256: sha256,
    })
    award(badge.id)
    const copy = duplicateBadge(catalog, badge.id, 'Copy')
    expect(copy).toMatchObject({
      status: 'inactive',
      paused: true,
      missing: [],
      version: 1,
      frozen: false,
      awardedCount: 0,
      pictureSha256: sha256,
    })
    expect(copy.details).toEqual({ ...someDetails, name: 'Copy' })
    expect(copy.token).not.toBe(badge.token)
    expect(copy.designId).not.toBe(design.id)
    expect(readDesign(catalog, copy.designId ?? '')).toMatchObject({ name: 'Copy', document: design.document })
  })

  it('puts a badge away and brings it back as it was', async () => {
    const [draft, awarded] = [createBadge(catalog, { details: { name: 'Draft' } }), await aBadge(catalog)]
    award(awarded.id)
    for (const { id } of [draft, awarded]) expect(archiveBadge(catalog, id).status).toBe('archived')
    expect(archiveBadge(catalog, draft.id).status).toBe('archived')
    expect(refusal(() => catalog.write((tx) => lockStatus(catalog, tx, awarded.id)))).toMatchObject({
      code: 'conflict',
    })
    expect(unarchiveBadge(catalog, draft.id).status).toBe('inactive')
    expect(unarchiveBadge(catalog, awarded.id).status).toBe('active_locked')
  })

  it('deletes only what was never awarded, and what no event needs', async () => {
    const [free, awarded, wanted] = [await aBadge(catalog), await aBadge(catalog), await aBadge(catalog)]
    award(awarded.id)
    saveEvent(catalog, { name: 'Open day', heldOn: '2026-06-01', badgeIds: [wanted.id] })
    // A batch that awarded nobody, because all of them had it already.
    const { versionId } = readBadgeForAward(catalog, free.id)
    catalog.db
      .prepare("INSERT INTO batch (id, badge_version_id, state, total, created_at) VALUES (?, ?, 'done', 0, ?)")
      .run(catalog.newId(), versionId, catalog.now())
    removeBadge(catalog, free.id)
    expect(refusal(() => readBadge(catalog, free.id)).code).toBe('not_found')
    expect(refusal(() => removeBadge(catalog, awarded.id))).toEqual({
      code: 'conflict',
      details: { reason: 'has_awards', awards: 1 },
    })
    expect(refusal(() => removeBadge(catalog, wanted.id))).toEqual({
      code: 'conflict',
      details: { reason: 'in_use', events: 1 },
    })
    expect(listBadges(catalog, { ...all, query: 'first aid' }).total).toBe(2)
    const indexed = catalog.db.prepare("SELECT count(*) FROM badge_search WHERE badge_search MATCH 'first'")
    expect(indexed.pluck().get()).toBe(2)
    expect(journal().at(-1)?.kind).toBe('gone')
  })
})

describe('the list', () => {
  const names = (request: Partial<Parameters<typeof listBadges>[1]> = {}) =>
    listBadges(catalog, { ...all, ...request }).rows.map(({ name }) => name)
  beforeEach(async () => {
    for (const [name, description, tags] of [
      ['Ştefan’s Café', 'Coffee', ['drink']],
      ['Knots 10', 'Ropes', []],
      ['Knots 2', 'Ropes & more', ['outdoors']],
    ] as const) {
      await aBadge(catalog, { details: { name, description, tags: [...tags] } })
      now += 1000
    }
    createBadge(catalog, { details: { name: 'apple' } })
  })

  it('finds the beginnings of words in names, descriptions and tags, whatever their accents', () => {
    expect(names({ query: 'stefan cafe' })).toEqual(['Ştefan’s Café'])
    expect(names({ query: 'ROP' })).toEqual(['Knots 2', 'Knots 10'])
    expect(names({ query: 'outd' })).toEqual(['Knots 2'])
    expect(names({ query: 'nots' })).toEqual([])
  })

  it.each(['" OR 1=1 --', 'knots*', 'NEAR(knots', 'name:knots', '"', '^', '()'])('F46: takes %j as text', (query) => {
    expect(() => names({ query })).not.toThrow()
    expect(names({ query }).length).toBeLessThan(4)
  })

  it('finds nothing for a query without a letter or digit', () => {
    expect(names({ query: ' ** ' })).toEqual([])
    expect(names({ query: '  ' })).toHaveLength(4)
  })

  it('follows a badge that was renamed', () => {
    const id = listBadges(catalog, { ...all, query: 'apple' }).rows[0]?.id ?? ''
    saveBadge(catalog, { id, details: { name: 'pear' }, asNewVersion: false })
    expect(names({ query: 'apple' })).toEqual([])
    expect(names({ query: 'pear' })).toEqual(['pear'])
  })

  it('sorts by change, by name as people do, and by awards', () => {
    expect(names()).toEqual(['apple', 'Knots 2', 'Knots 10', 'Ştefan’s Café'])
    expect(names({ sort: 'name' })).toEqual(['apple', 'Knots 2', 'Knots 10', 'Ştefan’s Café'])
    award(listBadges(catalog, { ...all, query: 'stefan' }).rows[0]?.id ?? '')
    expect(names({ sort: 'awarded' })[0]).toBe('Ştefan’s Café')
  })

  it('filters by state; what was put away shows only when asked for', () => {
    archiveBadge(catalog, listBadges(catalog, { ...all, query: 'knots 10' }).rows[0]?.id ?? '')
    expect(names({ filter: 'drafts' })).toEqual(['apple'])
    expect(names({ filter: 'live' })).toEqual(['Knots 2', 'Ştefan’s Café'])
    expect(names({ filter: 'archived' })).toEqual(['Knots 10'])
    expect(names()).not.toContain('Knots 10')
  })

  it('pages through every badge once', () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: ReturnType<typeof listBadges> = listBadges(catalog, { ...all, sort: 'name', limit: 3, cursor })
      expect(page.total).toBe(4)
      seen.push(...page.rows.map(({ name }) => name))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(names({ sort: 'name' }))
    expect(refusal(() => names({ cursor: 'rubbish' })).code).toBe('invalid_input')
  })
})

describe('what an award needs', () => {
  it('comes whole: version, details, issuer, site and picture', async () => {
    const issuer = anIssuer(catalog, 'https://library.example/badges/')
    const badge = await aBadge(catalog, { issuerId: issuer.id })
    const facts = readBadgeForAward(catalog, badge.id)
    expect(facts).toMatchObject({
      ready: true,
      missing: [],
      version: 1,
      details: someDetails,
      issuer: { id: issuer.id, baseUrl: 'https://library.example/badges' },
      site: { baseUrl: 'https://library.example/badges' },
      picture: { mime: 'image/png', width: 8, height: 8 },
      pictureSha256: badge.pictureSha256,
    })
    expect(facts.pictureBytes).toBeGreaterThan(0)
  })

  it('says what is missing where something is', () => {
    const { id } = createBadge(catalog, { details: { name: 'Draft' } })
    expect(readBadgeForAward(catalog, id)).toMatchObject({ ready: false, issuer: null, site: null, picture: null })
    expect(refusal(() => readBadgeForAward(catalog, catalog.newId())).details).toEqual({ field: 'badgeId' })
  })
})
