import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { aDocument, smallPng, someDetails } from '../../support/badges'
import { failureOf } from '../../support/catalog-calls'
import { openDatabase } from '../../../src/main/catalog/sqlite'

const award = ({ client }: TestApp, badgeId: string, name = 'Ann Bell') =>
  resultOf(client.awards.create({ badgeId, people: [{ name, email: `${name.replace(' ', '.')}@example.org` }] }))

/** Writes rows of parts that have calls of their own, straight into the library. */
const inLibrary = ({ library }: TestApp, sql: string) => {
  const db = openDatabase(`${library}/library.db`)
  db.exec(sql)
  db.close()
}
const at = '2026-06-20T13:05:09Z'
const uuid = (number: number) => `0197a8c0-9f3e-7a5b-9c1d-${String(number).padStart(12, '0')}`

describe('the life of a badge', () => {
  it('is paused and activated again, whether it was awarded or not', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id } = await readyBadge(app)
    expect(await badges.deactivate({ id })).toMatchObject({ status: 'inactive', paused: true })
    expect(await failureOf(award(app, id))).toMatchObject({ code: 'conflict', data: { reason: 'inactive' } })
    expect(await badges.save({ id, details: { description: 'New.' } })).toMatchObject({ status: 'inactive' })
    expect(await badges.activate({ id })).toMatchObject({ status: 'active', paused: false })
    expect((await award(app, id)).awarded).toHaveLength(1)
    expect(await badges.deactivate({ id })).toMatchObject({ status: 'inactive_locked' })
    expect(await failureOf(award(app, id, 'Bo Ek'))).toMatchObject({ code: 'conflict', data: { reason: 'inactive' } })
    expect(await badges.activate({ id })).toMatchObject({ status: 'active_locked' })
  })

  it('stays paused over being archived', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id } = await readyBadge(app)
    await badges.deactivate({ id })
    await badges.archive({ id })
    expect(await failureOf(badges.activate({ id }))).toMatchObject({ code: 'conflict', data: { reason: 'archived' } })
    expect(await badges.unarchive({ id })).toMatchObject({ status: 'inactive', paused: true })
  })

  it.each([
    ['description', 'description_missing'],
    ['criteria', 'criteria_missing'],
    ['altText', 'alt_text_missing'],
  ])('rows 45, 50: is not activated with a blank %s; a draft it may be', async (field, missing) => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id } = await readyBadge(app)
    expect(await badges.save({ id, details: { [field]: ' ' } })).toMatchObject({ status: 'inactive' })
    expect(await failureOf(badges.activate({ id }))).toMatchObject({
      code: 'conflict',
      data: { reason: 'incomplete', missing: [missing] },
    })
  })

  it('row 45: is not activated without a picture', async () => {
    const { client } = await temporaryApp()
    const { id } = await client.badges.create({ details: someDetails })
    expect((await failureOf(client.badges.activate({ id }))).data).toMatchObject({
      missing: ['picture_missing', 'issuer_missing'],
    })
  })

  it('may be changed while nobody can be on the way to it, and is fixed until it is paused where somebody may be', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id } = await readyBadge(app)
    expect((await badges.save({ id, details: { description: 'One.' } })).beingEarned).toBe(false)
    inLibrary(app, `INSERT INTO criterion VALUES ('${uuid(1)}', '${id}', 'manual', 'any', '', '[]')`)
    const change = { id, details: { description: 'Two.' } }
    expect((await badges.read({ id })).beingEarned).toBe(true)
    expect(await failureOf(badges.save(change))).toMatchObject({ code: 'locked', data: { reason: 'being_earned' } })
    expect(await badges.save({ id, mailBody: 'Hello', keeping: { issueLimit: 3 } })).toMatchObject({
      mailBody: 'Hello',
    })
    await badges.deactivate({ id })
    expect((await badges.save(change)).details.description).toBe('Two.')
  })

  it('counts only codes, invitations and applications that are open as being on the way', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    const person = (await app.client.people.save({ name: 'Ann Bell' })).id
    inLibrary(
      app,
      `INSERT INTO code_batch VALUES ('b', '${id}', 'Open day', 'single', 'words', NULL, NULL, '${at}');
       INSERT INTO claim_code VALUES ('c', 'b', '${id}', 1, 'd', '', 1, 1, NULL, NULL, '${at}'),
         ('e', 'b', '${id}', 2, 'f', '', 1, 0, '2020-01-01T00:00:00Z', NULL, '${at}'), ('g', 'b', '${id}', 3, 'h', '', 1, 0, NULL, '${at}', '${at}');
       INSERT INTO invitation VALUES ('i', '${id}', 'j', NULL, '2020-01-01T00:00:00Z', NULL, '${at}', NULL, NULL, NULL, NULL);
       INSERT INTO application (id, badge_id, person_id, state, source, created_at, updated_at) VALUES ('k', '${id}', '${person}', 'declined', 'typed', '${at}', '${at}')`,
    )
    const isEarned = async () => (await app.client.badges.read({ id })).beingEarned
    expect(await isEarned()).toBe(false)
    for (const [open, close] of [
      ["UPDATE claim_code SET max_uses = 2 WHERE id = 'c'", "UPDATE claim_code SET uses = 2 WHERE id = 'c'"],
      ["UPDATE invitation SET expires_at = '2030-01-01T00:00:00Z'", `UPDATE invitation SET used_at = '${at}'`],
      ["UPDATE application SET state = 'submitted'", "UPDATE application SET state = 'awarded'"],
    ] as const) {
      inLibrary(app, open)
      expect(await isEarned(), open).toBe(true)
      inLibrary(app, close)
      expect(await isEarned(), close).toBe(false)
    }
  })

  it('row 49: is not changed once it was awarded but by a new version; what was awarded keeps its words and its picture', async () => {
    const app = await temporaryApp()
    const { badges, awards } = app.client
    const { id } = await readyBadge(app)
    const [given] = (await award(app, id)).awarded
    const fileOf = async (awardId: string) => {
      const { folder, files } = await resultOf(awards.export({ ids: [awardId], as: 'folder' }))
      return readFileSync(join(folder, files[0]!))
    }
    const before = await fileOf(given!.awardId)
    const design = await app.client.designs.create({ name: 'Sun', document: aDocument() })
    const picture = (await app.client.designs.setPicture({ id: design.id, png: smallPng(9, 600).toString('base64') }))
      .sha256
    const details = { name: 'Reading Sun', criteria: 'Read twenty.' }
    const change = { id, details, designId: design.id, usePictureOfDesign: true }
    expect(await failureOf(badges.save(change))).toMatchObject({ code: 'locked' })
    expect(await badges.save({ ...change, asNewVersion: true })).toMatchObject({ version: 2, pictureSha256: picture })
    const [later] = (await award(app, id, 'Bo Ek')).awarded
    const [old, fresh] = await Promise.all([given, later].map((it) => awards.read({ id: it!.awardId })))
    expect([old, fresh].map((it) => [it!.badgeName, it!.badgeVersion])).toEqual([
      ['Reading Star', 1],
      ['Reading Sun', 2],
    ])
    expect((await fileOf(given!.awardId)).equals(before)).toBe(true)
    expect((await fileOf(later!.awardId)).equals(before)).toBe(false)
  })

  it('row 51: is archived with live awards, which stay', async () => {
    const app = await temporaryApp()
    const { id } = await readyBadge(app)
    await award(app, id)
    expect(await app.client.badges.archive({ id })).toMatchObject({ status: 'archived', awardedCount: 1 })
    expect((await app.client.awards.list({ badgeId: id })).total).toBe(1)
  })

  it('row 52: is not deleted while something needs it; the refusal says how many of what', async () => {
    const app = await temporaryApp()
    const { badges, people } = app.client
    const [{ id }, other] = [await readyBadge(app), await readyBadge(app, { name: 'Other' })]
    const person = (await people.save({ name: 'Ann Bell' })).id
    await badges.save({ id: other.id, prerequisiteIds: [id] })
    inLibrary(
      app,
      `INSERT INTO application (id, badge_id, person_id, state, source, created_at, updated_at) VALUES ('k', '${id}', '${person}', 'declined', 'typed', '${at}', '${at}');
       INSERT INTO code_batch VALUES ('b', '${id}', 'Open day', 'single', 'words', NULL, NULL, '${at}');
       INSERT INTO claim_code VALUES ('c', 'b', '${id}', 1, 'd', '', 1, 0, NULL, NULL, '${at}');
       INSERT INTO invitation VALUES ('i', '${id}', 'j', NULL, '2030-01-01T00:00:00Z', NULL, '${at}', NULL, NULL, NULL, NULL);
       INSERT INTO criterion VALUES ('m', '${id}', 'manual', 'any', '', '[]'), ('n', '${other.id}', 'badge', 'any', '', '[["${id}"]]');
       INSERT INTO criterion_met (id, criterion_id, person_id, met_at) VALUES ('o', 'm', '${person}', '${at}');
       INSERT INTO series (id, name, created_at, updated_at) VALUES ('s', 'Steps', '${at}', '${at}');
       INSERT INTO milestone VALUES ('t', 's', '${id}', 1);
       INSERT INTO milestone_rule VALUES ('u', '${other.id}', 1, 'award', '${at}');
       INSERT INTO milestone_rule_member VALUES ('u', '${id}');
       INSERT INTO roster VALUES ('r', 'List', '${id}', 'checked', '', NULL, '${at}', '${at}')`,
    )
    expect(await failureOf(badges.remove({ id }))).toMatchObject({
      code: 'conflict',
      data: {
        ...{ reason: 'in_use', applications: 1, codes: 1, invitations: 1, confirmations: 1, rules: 1, series: 1 },
        ...{ prerequisites: 1, criteria: 1, rosters: 1 },
      },
    })
    expect((await badges.read({ id })).id).toBe(id)
    const awarded = await readyBadge(app, { name: 'Awarded' })
    await award(app, awarded.id)
    await award(app, awarded.id, 'Bo Ek')
    expect((await failureOf(badges.remove({ id: awarded.id }))).data).toMatchObject({ reason: 'has_awards', awards: 2 })
  })

  it('is deleted with what is its own alone', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const [{ id }, other] = [await readyBadge(app), await readyBadge(app, { name: 'Other' })]
    const category = await badges.saveCategory({ name: 'Summer' })
    const person = (await app.client.people.save({ name: 'Ann Bell' })).id
    await badges.save({ id, prerequisiteIds: [other.id], relatedIds: [other.id], categoryIds: [category.id] })
    inLibrary(
      app,
      `INSERT INTO criterion VALUES ('m', '${id}', 'manual', 'any', '', '[]');
       INSERT INTO rubric_item VALUES ('r', '${id}', 1, 'Reads aloud', '', 1);
INSERT INTO do_not_award VALUES ('${person}', 'badge', '${id}', '', '${at}')`,
    )
    await badges.remove({ id })
    expect((await badges.read({ id: other.id })).relatedBadges).toEqual([])
    const db = openDatabase(`${app.library}/library.db`)
    const left = db.prepare('SELECT (SELECT count(*) FROM criterion) + (SELECT count(*) FROM do_not_award)').pluck()
    expect(left.get()).toBe(0)
    db.close()
  })

  it('row 56: a copy of an archived badge is new, inactive and paused, with all that is its own, and without awards and codes', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const [{ id }, needed] = [await readyBadge(app), await readyBadge(app, { name: 'Needed' })]
    const category = await badges.saveCategory({ name: 'Summer' })
    const keeping = { issueLimit: 7, duplicatePolicy: 'renew', visible: false } as const
    await badges.save({ id, prerequisiteIds: [needed.id], categoryIds: [category.id], keeping })
    inLibrary(
      app,
      `INSERT INTO criterion VALUES ('m', '${id}', 'manual', 'any', 'A leader says so', '[]');
       INSERT INTO rubric_item VALUES ('r', '${id}', 1, 'Reads aloud', '', 1);
       INSERT INTO code_batch VALUES ('b', '${id}', 'Open day', 'single', 'words', NULL, NULL, '${at}');
       INSERT INTO claim_code VALUES ('c', 'b', '${id}', 1, 'd', '', 1, 0, NULL, NULL, '${at}');
       DELETE FROM badge_prerequisite`,
    )
    await award(app, id)
    await badges.save({ id, prerequisiteIds: [needed.id] })
    await badges.archive({ id })
    const copy = await badges.duplicate({ id, name: 'Copy' })
    const original = await badges.read({ id })
    expect(copy).toMatchObject({
      ...{ status: 'inactive', paused: true, missing: [], awardedCount: 0, version: 1 },
      ...{ details: { ...original.details, name: 'Copy' }, pictureSha256: original.pictureSha256 },
      ...{ categories: [category], prerequisites: [{ id: needed.id, name: 'Needed' }], keeping },
    })
    const db = openDatabase(`${app.library}/library.db`)
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table} WHERE badge_id = ?`).pluck().get(copy.id)
    expect(['criterion', 'rubric_item', 'claim_code', 'code_batch', 'award'].map(count)).toEqual([1, 1, 0, 0, 0])
    db.close()
    expect(await badges.activate({ id: copy.id })).toMatchObject({ status: 'active' })
  })

  it('leaves a trace of what was done to it, and none of a draft that is being written', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id } = await badges.create({ details: { name: 'Draft' }, picture: smallPng().toString('base64') })
    await badges.save({ id, details: { description: 'One.' } })
    await badges.archive({ id })
    await badges.remove({ id })
    const db = openDatabase(`${app.library}/library.db`)
    const actions = db.prepare('SELECT action FROM audit ORDER BY seq').pluck().all()
    db.close()
    expect(actions).toEqual(['badges.created', 'badges.archived', 'badges.removed'])
  })

  it('is activated or paused once; the same again is no change and leaves no trace', async () => {
    const app = await temporaryApp()
    const { audit, badges } = app.client
    const { id, updatedAt } = await readyBadge(app)
    app.time.set('2026-06-20T14:00:00Z')
    expect(await badges.activate({ id })).toMatchObject({ status: 'active', updatedAt })
    for (const _ of [1, 2]) expect(await badges.deactivate({ id })).toMatchObject({ status: 'inactive' })
    const actions = (await audit.list({ about: id })).rows.map(({ action }) => action)
    expect(actions.filter((action) => action !== 'badges.created')).toEqual(['badges.deactivated'])
  })
})

describe('how a badge is kept', () => {
  it('is as a new badge is until somebody says otherwise, and changes piece by piece, awarded or not', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id, keeping } = await readyBadge(app)
    expect(keeping).toEqual({
      ...{ issueLimit: null, duplicatePolicy: 'deny', doubleEntry: false, notifyCreator: false },
      ...{ attachBaked: true, visible: true, courseId: null },
    })
    await award(app, id)
    await badges.save({ id, keeping: { duplicatePolicy: 'allow', doubleEntry: true } })
    const saved = await badges.save({ id, keeping: { issueLimit: 10 } })
    expect(saved.keeping).toEqual({ ...keeping, duplicatePolicy: 'allow', doubleEntry: true, issueLimit: 10 })
    expect(saved.version).toBe(1)
  })

  it('refuses a limit below one and a course that is none', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const { id } = await readyBadge(app)
    expect(await failureOf(badges.save({ id, keeping: { issueLimit: 0 } }))).toMatchObject({ code: 'invalid_input' })
    inLibrary(
      app,
      `INSERT INTO activity (id, kind, name, created_at) VALUES ('${uuid(1)}', 'course', 'Reading', '${at}'), ('${uuid(2)}', 'activity', 'Walk', '${at}')`,
    )
    const save = (courseId: string) => badges.save({ id, keeping: { courseId } })
    expect((await save(uuid(1))).keeping.courseId).toBe(uuid(1))
    expect(await failureOf(save(uuid(2)))).toMatchObject({ code: 'not_found', data: { field: 'keeping.courseId' } })
  })

  it('row 53: refuses prerequisites that lead back to it, with the way by name', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const [a, b, c] = [
      await readyBadge(app, { name: 'A' }),
      await readyBadge(app, { name: 'B' }),
      await readyBadge(app, { name: 'C' }),
    ]
    await badges.save({ id: a.id, prerequisiteIds: [b.id] })
    await badges.save({ id: b.id, prerequisiteIds: [c.id, c.id] })
    expect(await failureOf(badges.save({ id: c.id, prerequisiteIds: [a.id] }))).toMatchObject({
      code: 'conflict',
      data: { reason: 'cycle', path: ['C', 'A', 'B', 'C'] },
    })
    expect((await failureOf(badges.save({ id: c.id, prerequisiteIds: [c.id] }))).data).toMatchObject({
      path: ['C', 'C'],
    })
    expect((await badges.read({ id: b.id })).prerequisites).toEqual([{ id: c.id, name: 'C' }])
  })

  it('is near the badges that it is said to be near, and they are near it', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const [a, b] = [await readyBadge(app, { name: 'A' }), await readyBadge(app, { name: 'B' })]
    await badges.save({ id: b.id, relatedIds: [a.id] })
    expect((await badges.read({ id: a.id })).relatedBadges).toEqual([{ id: b.id, name: 'B' }])
    await badges.save({ id: a.id, relatedIds: [] })
    expect((await badges.read({ id: b.id })).relatedBadges).toEqual([])
    expect(await failureOf(badges.save({ id: a.id, relatedIds: [a.id] }))).toMatchObject({ code: 'invalid_input' })
  })
})

describe('tags and categories', () => {
  it('row 47: a tag is found whole, whatever its capitals; any or all of several', async () => {
    const { client } = await temporaryApp()
    const { badges } = client
    const make = (name: string, tags: string[]) => badges.create({ details: { name, tags } })
    await make('A', ['test', 'Outdoors'])
    await make('B', ['latest'])
    const { id } = await make('C', ['outdoors', 'OUTDOORS'])
    const names = async (tags: string[], tagMatch: 'any' | 'all' = 'all') =>
      (await badges.list({ tags, tagMatch, sort: 'name' })).rows.map(({ name }) => name)
    expect(await names(['test'])).toEqual(['A'])
    expect(await names(['OUTDOORS'])).toEqual(['A', 'C'])
    expect(await names(['test', 'outdoors'])).toEqual(['A'])
    expect(await names(['test', 'latest'], 'any')).toEqual(['A', 'B'])
    expect(await badges.tags()).toEqual([
      { tag: 'latest', count: 1 },
      { tag: 'Outdoors', count: 2 },
      { tag: 'test', count: 1 },
    ])
    await badges.save({ id, details: { tags: ['indoors', 'Öko', 'öko'] } })
    await make('D', ['ÖKO'])
    expect((await badges.read({ id })).details.tags).toEqual(['indoors', 'Öko'])
    expect(await names(['öko'])).toEqual(['C', 'D'])
    expect(await names(['oko', 'indoor'], 'any')).toEqual([])
    expect((await badges.tags()).flatMap(({ tag, count }) => (/^öko$/i.test(tag) ? [count] : []))).toEqual([2])
    expect(await names(['outdoors'])).toEqual(['A'])
    await badges.archive({ id })
    expect((await badges.tags()).map(({ tag }) => tag)).not.toContain('indoors')
  })

  it('lists the badges of a category, an issuer and a program', async () => {
    const app = await temporaryApp()
    const { badges } = app.client
    const [a] = [await readyBadge(app, { name: 'A' }), await badges.create({ details: { name: 'B' } })]
    const category = await badges.saveCategory({ name: 'Summer' })
    await badges.save({ id: a.id, categoryIds: [category.id] })
    inLibrary(
      app,
      `INSERT INTO program (id, slug, name, created_at, updated_at) VALUES ('${uuid(1)}', 'p', 'P', '${at}', '${at}');
       INSERT INTO program_badge VALUES ('${uuid(1)}', '${a.id}', 1)`,
    )
    for (const filter of [{ categoryId: category.id }, { issuerId: a.issuerId ?? '' }, { programId: uuid(1) }])
      expect((await badges.list(filter)).rows.map(({ name }) => name)).toEqual(['A'])
    expect(await badges.categories()).toEqual([{ ...category, count: 1 }])
  })

  it('refuses two categories of one name, and keeps the badges of one that is deleted', async () => {
    const { client } = await temporaryApp()
    const { badges } = client
    const category = await badges.saveCategory({ name: 'Summer' })
    const other = await badges.saveCategory({ name: 'Winter' })
    const taken = { code: 'conflict', data: { reason: 'name_taken' } }
    expect(await failureOf(badges.saveCategory({ name: 'SUMMER' }))).toMatchObject(taken)
    await badges.saveCategory({ name: 'Élan' })
    expect(await failureOf(badges.saveCategory({ name: 'élan' }))).toMatchObject(taken)
    expect(await failureOf(badges.saveCategory({ id: other.id, name: 'Summer' }))).toMatchObject(taken)
    expect(await badges.saveCategory({ id: category.id, name: 'summer' })).toMatchObject({ name: 'summer' })
    const { id } = await badges.create({ details: { name: 'A' } })
    await badges.save({ id, categoryIds: [category.id] })
    await badges.removeCategory({ id: category.id })
    expect((await badges.read({ id })).categories).toEqual([])
    expect(await failureOf(badges.save({ id, categoryIds: [category.id] }))).toMatchObject({ code: 'not_found' })
  })
})
