import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../../src/main/app'
import { restoreLibrary } from '../../../src/main/catalog/restore'
import { smallPng } from '../../support/badges'
import { clock, readyBadge, resultOf, temporaryApp, testPlatform, type TestApp } from '../../support/app'
import { failureOf } from '../../support/catalog-calls'

let app: TestApp
beforeEach(async () => {
  app = await temporaryApp()
})

const award = async (badgeId: string, people: object[], more: object = {}) =>
  resultOf(app.client.awards.create({ badgeId, people: people as { personId: string }[], ...more }))
const awardTo = async (badgeId: string, personIds: string[], more: object = {}) =>
  (
    await award(
      badgeId,
      personIds.map((personId) => ({ personId })),
      more,
    )
  ).awarded.map(({ awardId }) => awardId)
const publishAll = async () => {
  const [site] = await app.client.publishing.sites()
  await resultOf(app.client.publishing.run({ siteId: site!.id }))
  return join(app.folder, 'site')
}

describe('identifiers', () => {
  it('one of each type is preferred, and the preferred address is what badges are made out to', async () => {
    const { id } = await app.client.people.save({
      name: 'Ann Lee',
      identifiers: [
        { type: 'email', value: 'ann@work.example' },
        { type: 'email', value: ' ann@Home.example\u00a0', preferred: true },
        { type: 'telephone', value: '+46 (0)8-123 45' },
        { type: 'student_id', value: 'S-1017' },
      ],
    })
    const person = await app.client.people.read({ id })
    expect(person.email).toBe('ann@home.example')
    expect(person.identifiers).toEqual([
      { type: 'email', value: 'ann@home.example', preferred: true },
      { type: 'email', value: 'ann@work.example', preferred: false },
      { type: 'student_id', value: 'S-1017', preferred: true },
      { type: 'telephone', value: '+4608 12345'.replace(' ', ''), preferred: true },
    ])
    const other = await app.client.people.save({ id, name: 'Ann Lee', email: 'ann@work.example' })
    expect(other.email).toBe('ann@work.example')
    expect((await app.client.people.read({ id })).identifiers).toHaveLength(4)
    expect((await app.client.people.save({ id, name: 'Ann Lee', email: null })).email).toBeNull()
    expect((await app.client.people.read({ id })).identifiers.map(({ type }) => type)).toEqual([
      'student_id',
      'telephone',
    ])
  })
  it.each(['ann@work', 's-1017', '123456', 'annie'])('a search finds %s', async (query) => {
    const { id } = await app.client.people.save({
      name: 'Ann Lee',
      nickname: 'Annie',
      identifiers: [
        { type: 'email', value: 'ann@work.example' },
        { type: 'telephone', value: '123456' },
        { type: 'student_id', value: 'S-1017' },
      ],
    })
    expect((await app.client.people.search({ query })).map((it) => it.id)).toEqual([id])
  })
  it.each([
    ['email', 'ann@\u200bexample.org', 'invisible'],
    ['user_name', 'an\u200bn', 'invisible'],
    ['local_id', ' \u00a0', 'missing'],
    ['telephone', 'call me', 'invalid'],
    ['url', 'javascript:alert(1)', 'invalid'],
    ['did', 'did:web', 'invalid'],
  ] as const)('row 25: %s %j is refused: %s', async (type, value, reason) => {
    expect(await failureOf(app.client.people.save({ name: 'Ann', identifiers: [{ type, value }] }))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'identifiers', reason },
    })
    expect((await app.client.people.list({})).total).toBe(0)
  })
  it('row 32: Gmail dots and tags are suggested as twins, never merged or matched', async () => {
    const one = await app.client.people.save({ name: 'Ann Lee', email: 'ann.lee@gmail.com' })
    const two = await app.client.people.save({ name: 'Ann LEE', email: 'annlee+club@googlemail.com' })
    await app.client.people.save({ name: 'Bo Ek', email: 'bo@example.org' })
    await app.client.people.save({ name: 'Ann Lee', email: 'ann@example.org' })
    const badge = await readyBadge(app)
    const { awarded } = await award(badge.id, [{ name: 'Ann Lee', email: 'an.nlee@gmail.com' }])
    expect([one.id, two.id]).not.toContain(awarded[0]!.personId)
    const [suggested, ...others] = await app.client.people.twins({})
    expect(others).toEqual([])
    expect(suggested).toMatchObject({ because: 'same_mailbox' })
    expect(suggested!.people.map(({ id }) => id).sort()).toEqual([one.id, two.id, awarded[0]!.personId].sort())
  })
  it('row 31: people of one name and one mailbox are told apart by the member number of a roster', async () => {
    const bring = (text: string) =>
      resultOf(
        app.client.people.import({
          source: { text },
          mapping: { name: 0, givenName: null, familyName: null, email: 1, group: null, localId: 2 },
          hasHeadings: true,
        }),
      )
    const first = await bring('Name,Mail,Member number\nAnn Lee,lee@example.org,7\nAnn Lee,lee@example.org,8\n')
    expect(first).toMatchObject({ added: 2, matched: 0, skipped: [] })
    // Married since: the number says who it is.
    const again = await bring('Name,Mail,Member number\nAnn Ek,ann@example.org,7\nAnn Lee,lee@example.org,8')
    expect(again).toMatchObject({ added: 0, matched: 2 })
    expect(again.personIds).toEqual(first.personIds)
    const preview = await app.client.people.previewImport({
      source: { text: 'Name,Mail,Member number\nAnn Lee,lee@example.org,9' },
    })
    expect(preview.mapping).toMatchObject({ name: 0, email: 1, localId: 2 })
    expect(preview.rows[0]).toMatchObject({ verdict: 'shared_address' })
  })
})

describe('opting out', () => {
  it('hides a person from lists, search and the leaderboard, and nobody can award them', async () => {
    const badge = await readyBadge(app)
    const second = await readyBadge(app, { name: 'Second' })
    const { id } = await app.client.people.save({ name: 'Ann Lee', email: 'ann@example.org' })
    await awardTo(badge.id, [id])
    await app.client.people.optOut({ ids: [id], reason: 'asked by mail' })
    expect(await app.client.people.list({})).toMatchObject({ rows: [], total: 0 })
    expect(await app.client.people.list({ query: 'ann' })).toMatchObject({ rows: [], total: 0 })
    expect(await app.client.people.search({ query: 'ann' })).toEqual([])
    expect((await app.client.statistics.leaderboard({})).rows).toEqual([])
    expect((await app.client.library.describe()).counts.people).toBe(0)
    expect(await app.client.people.list({ includeOptedOut: true })).toMatchObject({ total: 1, rows: [{ id }] })
    expect(await app.client.people.search({ query: 'ann', includeOptedOut: true })).toHaveLength(1)
    expect(await app.client.people.read({ id })).toMatchObject({ optedOutReason: 'asked by mail' })
    expect((await award(second.id, [{ personId: id }])).skipped).toEqual([{ row: 1, reason: 'opted_out' }])
    // Somebody who types the name does not get round it.
    expect((await award(second.id, [{ name: 'Ann Lee', email: 'ann@example.org' }])).skipped).toEqual([
      { row: 1, reason: 'opted_out' },
    ])
    await app.client.people.optIn({ ids: [id] })
    expect((await awardTo(second.id, [id])).length).toBe(1)
  })
  it('keeps who may not be awarded what, by scope, with the reason', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save({ name: 'Ann Lee' })
    await app.client.people.forbidAward({ personId: id, scopeType: 'badge', scopeId: badge.id, reason: 'under age' })
    await app.client.people.forbidAward({ personId: id, scopeType: 'library' })
    expect((await app.client.people.read({ id })).doNotAward).toMatchObject([
      { scopeType: 'library', scopeName: '', reason: '' },
      { scopeType: 'badge', scopeName: 'Reading Star', reason: 'under age' },
    ])
    expect(await app.client.people.allowAward({ personId: id, scopeType: 'library' })).toHaveLength(1)
    expect(
      await failureOf(app.client.people.forbidAward({ personId: id, scopeType: 'program', scopeId: badge.id })),
    ).toMatchObject({ code: 'not_found' })
    expect(await failureOf(app.client.people.forbidAward({ personId: id, scopeType: 'badge' }))).toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('merging', () => {
  it('moves everything to one person and parts the two again, nothing lost', async () => {
    const badge = await readyBadge(app)
    const other = await readyBadge(app, { name: 'Second' })
    const group = await app.client.people.saveGroup({ name: 'Reds', kind: 'team' })
    const keep = await app.client.people.save({ name: 'Ann Lee', email: 'ann@example.org', groupIds: [group.id] })
    const merge = await app.client.people.save({
      name: 'A. Lee',
      identifiers: [
        { type: 'email', value: 'ann@example.org' },
        { type: 'email', value: 'a.lee@work.example', preferred: true },
        { type: 'local_id', value: '7' },
      ],
      nickname: 'Annie',
      groupIds: [group.id],
    })
    const [older] = await awardTo(badge.id, [keep.id])
    app.time.set('2026-06-21T10:00:00Z')
    const [newer] = await awardTo(badge.id, [merge.id])
    await awardTo(other.id, [merge.id])
    const before = [await app.client.people.read({ id: keep.id }), await app.client.people.read({ id: merge.id })]
    const documents = await app.client.awards.read({ id: newer! })

    expect(await app.client.people.previewMerge({ keepId: keep.id, mergeId: merge.id })).toMatchObject({
      awards: 2,
      bothHold: [{ badgeId: badge.id, badgeName: 'Reading Star' }],
      filled: ['nickname'],
      groups: [],
      identifiers: [{ value: 'a.lee@work.example' }, { value: '7' }],
    })
    const { mergeId, person } = await app.client.people.merge({ keepId: keep.id, mergeId: merge.id })
    expect(person).toMatchObject({ name: 'Ann Lee', nickname: 'Annie', email: 'ann@example.org', awardedCount: 3 })
    expect(person.identifiers.map(({ value }) => value)).toEqual(['ann@example.org', 'a.lee@work.example', '7'])
    expect(person.merges).toMatchObject([{ id: mergeId, name: 'A. Lee' }])
    expect(await failureOf(app.client.people.read({ id: merge.id }))).toMatchObject({ code: 'not_found' })
    expect((await app.client.awards.list({ personId: keep.id })).total).toBe(3)
    // What was issued stays, and both awards of the one badge with it.
    expect(await app.client.awards.read({ id: newer! })).toMatchObject({
      credential: documents.credential,
      assertion: documents.assertion,
      state: 'awarded',
    })
    expect(await app.client.awards.read({ id: older! })).toMatchObject({ state: 'awarded' })

    const parted = await app.client.people.split({ mergeId })
    expect([parted.person, parted.other]).toEqual(before)
    expect((await app.client.people.search({ query: 'a.lee' })).map(({ id }) => id)).toEqual([merge.id])
    expect(await failureOf(app.client.people.split({ mergeId }))).toMatchObject({ code: 'conflict' })
  })
  it('is done again after a restore from a backup that knows nothing of it', async () => {
    const keep = await app.client.people.save({ name: 'Ann Lee', email: 'ann@example.org' })
    const merge = await app.client.people.save({ name: 'A. Lee' })
    const badge = await readyBadge(app)
    await awardTo(badge.id, [merge.id])
    const backup = await app.client.library.backUp()
    await app.client.people.merge({ keepId: keep.id, mergeId: merge.id })
    const restored = await restoredFrom(backup.name)
    expect(await restored.people.read({ id: keep.id })).toMatchObject({ awardedCount: 1 })
    expect((await restored.people.list({})).total).toBe(1)
  })
  it('refuses one and the same person', async () => {
    const { id } = await app.client.people.save({ name: 'Ann Lee' })
    expect(await failureOf(app.client.people.merge({ keepId: id, mergeId: id }))).toMatchObject({
      code: 'invalid_input',
      data: { reason: 'same_person' },
    })
  })
})

/** The library on the backup of a name, opened anew. */
async function restoredFrom(name: string) {
  const copy = mkdtempSync(join(tmpdir(), 'blazon-restored-'))
  execFileSync('cp', ['-r', `${app.library}/.`, copy])
  rmSync(join(copy, 'lock'), { recursive: true, force: true })
  restoreLibrary(copy, name)
  const restored = await createApp({
    folder: copy,
    platform: testPlatform(copy),
    now: clock('2026-06-25T10:00:00Z').now,
  })
  onTestFinished(async () => {
    await restored.close()
    rmSync(copy, { recursive: true, force: true })
  })
  return restored.client
}

/** Files below a folder that hold a text. */
function filesWith(folder: string, text: string, skip: readonly string[] = []): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (skip.includes(name)) return []
    if (statSync(path).isDirectory()) return filesWith(path, text, skip)
    return readFileSync(path).includes(text) ? [path] : []
  })
}

describe('erasing', () => {
  const erasable = async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save({
      name: 'Zyxwina Qvist',
      email: 'zyxwina@example.org',
      nickname: 'Zyxi',
      bio: 'Zyxobiography',
    })
    const [plain] = await awardTo(badge.id, [id])
    const second = await readyBadge(app, { name: 'Second' })
    const [told] = await awardTo(second.id, [id], {
      narrative: 'Zyxwina told us about it.',
      evidence: [{ url: 'https://zyxwina.example/book', narrative: 'Zyxwina wrote it.' }],
    })
    return { id, plain: plain!, told: told!, badge }
  }

  it('row 120: an anonymous file takes the place of a public one at the next publish; counts stay', async () => {
    const { id, told, badge } = await erasable()
    const site = await publishAll()
    const token = (await app.client.awards.read({ id: told })).token
    const path = (folder: string, ending: string) => join(site, folder, token.slice(0, 2), `${token}.${ending}`)
    expect(readFileSync(path('assertions', 'json'), 'utf8')).toContain('Zyxwina')
    expect(await app.client.people.previewErase({ id })).toMatchObject({ awards: 2, published: 2, emptied: 1 })

    expect(await app.client.people.erase({ id, publicFiles: 'anonymise' })).toMatchObject({ awards: 2, toPublish: 2 })
    await publishAll()
    for (const [folder, ending] of [
      ['assertions', 'json'],
      ['assertions', 'html'],
      ['credentials', 'json'],
    ] as const) {
      const text = readFileSync(path(folder, ending), 'utf8')
      expect(text).not.toMatch(/Zyxwina|"salt"|"identityHash"|proofValue/)
      expect(text).toContain(`badges/`)
    }
    expect(filesWith(site, 'Zyxwina')).toEqual([])
    const { rows } = await app.client.awards.list({})
    expect(rows).toHaveLength(2)
    expect(rows.map(({ personName, email }) => [personName, email])).toEqual([
      ['', null],
      ['', null],
    ])
    expect((await app.client.badges.read({ id: badge.id })).awardedCount).toBe(1)
  })
  it('there is nothing to hand to whoever was erased, and the number says so', async () => {
    const badge = await readyBadge(app)
    const names = ['Ann Lee', 'Bo Lee', 'Cy Ek', 'Di Ek']
    const saved = await Promise.all(names.map((name) => app.client.people.save({ name })))
    const ids = await awardTo(
      badge.id,
      saved.map(({ id }) => id),
    )
    await app.client.awards.markHandedOut({ ids: [ids[3]!], how: 'exported' })
    await app.client.people.erase({ id: saved[0]!.id, publicFiles: 'keep' })
    const toHandOut = async (more: object = {}) => {
      const { rows, total } = await app.client.awards.list({ state: 'to_hand_out', ...more })
      return [rows.map(({ personName }) => personName).toSorted(), total]
    }
    expect(await toHandOut()).toEqual([['Bo Lee', 'Cy Ek'], 2])
    expect(await toHandOut({ badgeId: badge.id })).toEqual([['Bo Lee', 'Cy Ek'], 2])
    expect(await toHandOut({ query: 'lee' })).toEqual([['Bo Lee'], 1])
    expect(await toHandOut({ personId: saved[0]!.id })).toEqual([[], 0])
  })

  it('row 120: public files are kept by choice, and a later revocation still reaches them', async () => {
    const { id, told } = await erasable()
    const site = await publishAll()
    const { token } = await app.client.awards.read({ id: told })
    const file = join(site, 'assertions', token.slice(0, 2), `${token}.json`)
    const live = readFileSync(file, 'utf8')
    expect(await app.client.people.erase({ id, publicFiles: 'keep' })).toMatchObject({ toPublish: 0 })
    await publishAll()
    expect(readFileSync(file, 'utf8')).toBe(live)
    // The library itself holds nothing of it any more.
    const left = await app.client.awards.read({ id: told })
    expect(JSON.stringify(left)).not.toMatch(/Zyx/i)
    expect((await app.client.awards.revoke({ ids: [told], reason: 'a mistake' })).revoked).toEqual([told])
    await publishAll()
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ revoked: true, revocationReason: 'a mistake' })
  })
  it('leaves not a word of the person in the library’s folder', async () => {
    const { id } = await erasable()
    await app.client.people.save({ name: 'Somebody Else', email: 'else@example.org' })
    await app.client.people.erase({ id, publicFiles: 'keep' })
    expect(filesWith(app.library, 'yxwina', ['backups'])).toEqual([])
    expect(filesWith(app.library, 'Zyxobio', ['backups'])).toEqual([])
    expect(await app.client.people.read({ id })).toMatchObject({
      name: '',
      identifiers: [],
      email: null,
      bio: '',
      nickname: '',
      erasedAt: '2026-06-20T13:05:09Z',
      awardedCount: 2,
    })
    expect(await app.client.people.list({ includeOptedOut: true })).toMatchObject({ total: 1 })
    expect(await app.client.people.search({ query: 'zyx', includeOptedOut: true })).toEqual([])
  })
  it('leaves not a word either of what was changed, removed or written in a list before', async () => {
    const badge = await readyBadge(app)
    const crowd = (from: number) =>
      Array.from({ length: 150 }, (_, n) => `Other${(n * 37) % 101} N${from + n},other${from + n}@example.org`).join(
        '\n',
      )
    const everybody = (from: number) =>
      resultOf(
        app.client.people.previewImport({ source: { text: `Name,E-mail\n${crowd(from)}` } }).then(({ mapping }) =>
          app.client.people.import({
            source: { text: `Name,E-mail\n${crowd(from)}` },
            mapping,
            hasHeadings: true,
          }),
        ),
      )
    const { id } = await app.client.people.save({ name: 'Zyxold Maidenname', email: 'zyxold@example.org' })
    await everybody(0)
    const list = { text: 'Name,E-mail\nZyxwina Qvist,\nZyxwina Qvist,zyxwina@example.org' }
    const { mapping } = await app.client.rosters.preview({ source: list })
    const rosters: string[] = []
    for (const name of ['One', 'Two'])
      rosters.push(
        (
          await resultOf(
            app.client.rosters.create({ name, badgeId: badge.id, source: list, mapping, hasHeadings: true }),
          )
        ).id,
      )
    await app.client.people.save({
      id,
      name: 'Zyxwina Qvist',
      email: 'zyxwina@example.org',
      bio: 'Zyxobiography '.repeat(50),
    })
    await everybody(1000)
    const twin = await app.client.people.save({ name: 'Zyxtwin Qvist', email: 'zyxtwin@example.org' })
    const { mergeId } = await app.client.people.merge({ keepId: id, mergeId: twin.id })
    await app.client.people.split({ mergeId })
    await app.client.people.merge({ keepId: id, mergeId: twin.id })
    await app.client.people.save({ id, name: 'Zyxwina Qvist', bio: '' })
    await app.client.rosters.remove({ id: rosters[0]! })
    await app.client.people.erase({ id, publicFiles: 'keep' })
    for (const word of ['zyx', 'Zyx', 'Qvist', 'qvist', 'Maiden'])
      expect([word, filesWith(app.library, word, ['backups'])]).toEqual([word, []])
    expect((await app.client.rosters.rows({ id: rosters[1]! })).rows).toMatchObject([
      { name: '', email: '' },
      { name: '', email: '' },
    ])
  })
  it('an erased person can be neither changed, awarded, handed anything nor erased again', async () => {
    const { id, plain } = await erasable()
    await app.client.people.erase({ id, publicFiles: 'keep' })
    const third = await readyBadge(app, { name: 'Third' })
    expect((await award(third.id, [{ personId: id }])).skipped).toMatchObject([{ row: 1 }])
    expect(await failureOf(app.client.people.save({ id, name: 'Back' }))).toMatchObject({ code: 'not_found' })
    expect(await failureOf(app.client.people.erase({ id, publicFiles: 'keep' }))).toMatchObject({ code: 'not_found' })
    expect(await failureOf(app.client.awards.bake({ id: plain }))).toMatchObject({ code: 'not_found' })
    expect((await app.client.awards.handOutList({ pendingOnly: true })).rows).toEqual([])
    expect((await app.client.library.describe()).counts.toHandOut).toBe(0)
    expect(await resultOf(app.client.library.check())).toMatchObject({ damaged: [] })
  })
  it.each(['keep', 'anonymise'] as const)(
    'is done again after a restore from an older backup (%s)',
    async (publicFiles) => {
      const { id, told } = await erasable()
      const backup = await app.client.library.backUp()
      await app.client.people.erase({ id, publicFiles })
      const restored = await restoredFrom(backup.name)
      expect(await restored.people.read({ id })).toMatchObject({ name: '', identifiers: [], awardedCount: 2 })
      expect(JSON.stringify(await restored.awards.read({ id: told }))).not.toMatch(/Zyx/i)
      expect(await restored.people.search({ query: 'zyx', includeOptedOut: true })).toEqual([])
      expect(await resultOf(restored.library.check())).toMatchObject({ damaged: [] })
    },
  )
  it('is done again where only the journal is left', async () => {
    const { id } = await erasable()
    await app.client.people.erase({ id, publicFiles: 'keep' })
    const restored = await restoredFrom('journal')
    expect(await restored.people.read({ id })).toMatchObject({ name: '', awardedCount: 2 })
    expect((await restored.people.list({})).total).toBe(0)
  })
  it('tells which kept badges of other issuers speak of the person', async () => {
    const { id } = await erasable()
    const elsewhere = await temporaryApp()
    const badge = await readyBadge(elsewhere, { name: 'Of another house' })
    const { awarded } = await resultOf(
      elsewhere.client.awards.create({ badgeId: badge.id, people: [{ name: 'Z', email: 'z@example.org' }] }),
    )
    const { png } = await elsewhere.client.awards.bake({ id: awarded[0]!.awardId })
    const kept = await app.client.received.keep({ file: { name: 'Zyxwina Qvist - First aid.png', bytes: png } })
    expect((await app.client.people.previewErase({ id })).receivedIds).toEqual([
      { id: kept.id, badgeName: 'Of another house' },
    ])
  })
})

describe('retention', () => {
  it('forgets addresses so many months after the last award; the hashes stay, and so does who waits for a badge', async () => {
    const badge = await readyBadge(app)
    const second = await readyBadge(app, { name: 'Second' })
    const people = await Promise.all(
      ['Ann', 'Bo', 'Cy'].map((name) =>
        app.client.people.save({
          name,
          identifiers: [
            { type: 'email', value: `${name}@example.org` },
            { type: 'local_id', value: name },
          ],
        }),
      ),
    )
    const [ann, bo, cy] = people.map(({ id }) => id) as [string, string, string]
    const [awardId, , waiting] = await awardTo(badge.id, [ann, bo, cy])
    const { credential } = await app.client.awards.read({ id: awardId! })
    const ids = (await app.client.awards.list({})).rows.map(({ id }) => id).filter((id) => id !== waiting)
    await app.client.awards.markHandedOut({ ids, how: 'handed_over' })
    app.time.set('2026-12-31T10:00:00Z')
    const later = await awardTo(second.id, [bo])
    await app.client.awards.markHandedOut({ ids: later, how: 'handed_over' })

    expect(await app.client.people.previewForget({ months: 6 })).toMatchObject({
      before: '2026-06-30T10:00:00Z',
      people: 1,
      sample: [{ id: ann, name: 'Ann' }],
    })
    expect(await resultOf(app.client.people.forget({ months: 6 }))).toEqual({ people: 1 })
    expect((await app.client.people.read({ id: ann })).identifiers).toEqual([
      { type: 'local_id', value: 'Ann', preferred: true },
    ])
    expect((await app.client.people.read({ id: bo })).email).toBe('Bo@example.org')
    expect((await app.client.people.read({ id: cy })).email).toBe('Cy@example.org')
    expect((await app.client.awards.read({ id: awardId! })).credential).toBe(credential)
    expect(await app.client.people.search({ query: 'ann@example' })).toEqual([])
    expect(await app.client.people.previewForget({ months: 6 })).toMatchObject({ people: 0 })
  })
  it('forgets the addresses that stand in lists to award, too', async () => {
    const badge = await readyBadge(app)
    const list = { text: 'Name,E-mail\nAnn Lee,ann@example.org' }
    const { mapping } = await app.client.rosters.preview({ source: list })
    const { id } = await resultOf(
      app.client.rosters.create({ name: 'List', badgeId: badge.id, source: list, mapping, hasHeadings: true }),
    )
    await resultOf(app.client.rosters.award({ id }))
    const ids = (await app.client.awards.list({})).rows.map((row) => row.id)
    await app.client.awards.markHandedOut({ ids, how: 'handed_over' })
    app.time.set('2027-12-31T10:00:00Z')
    expect(await resultOf(app.client.people.forget({ months: 6 }))).toEqual({ people: 1 })
    expect((await app.client.rosters.rows({ id })).rows).toMatchObject([
      { name: 'Ann Lee', email: '', verdict: 'awarded' },
    ])
    expect(filesWith(app.library, 'ann@example', ['backups'])).toEqual([])
  })
})

describe('export', () => {
  it('writes everything that is held on a person: a page, JSON and the badges', async () => {
    const badge = await readyBadge(app)
    const { id } = await app.client.people.save({ name: 'Ann <Lee>', email: 'ann@example.org', bio: 'Reads & writes.' })
    await awardTo(badge.id, [id], { narrative: 'Ten books.' })
    const { folder, files } = await app.client.people.export({ id, as: 'folder' })
    expect(files).toEqual([
      'record.html',
      'record.json',
      expect.stringMatching(/^Ann -?Lee.* - Reading Star - .*\.png$/),
    ])
    const page = readFileSync(join(folder, 'record.html'), 'utf8')
    for (const words of ['Ann &lt;Lee&gt;', 'ann@example.org', 'Reads &amp; writes.', 'Ten books.', 'Ødegård Library'])
      expect(page).toContain(words)
    expect(JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8'))).toMatchObject({
      person: { email: 'ann@example.org' },
      awards: [{ badge: 'Reading Star', narrative: 'Ten books.', file: files[2] }],
    })
    const zip = await app.client.people.export({ id, as: 'zip' })
    expect(zip.files).toHaveLength(1)
    expect(existsSync(join(zip.folder, zip.files[0]!))).toBe(true)
    // It left the house: it can only be revoked now.
    expect((await app.client.awards.list({})).rows[0]).toMatchObject({ withdrawable: false })
  })
  it('tells what every table holds that speaks of people', async () => {
    const badge = await readyBadge(app)
    const { client } = app
    const portrait = Buffer.from(smallPng()).toString('base64')
    const { sha256 } = await client.pictures.add({ bytes: portrait })
    const group = await client.people.saveGroup({ name: 'told-group' })
    const { id } = await client.people.save({
      name: 'Ann Lee',
      email: 'ann@told.example',
      groupIds: [group.id],
      pictureSha256: sha256,
    })
    const twin = await client.people.save({
      name: 'told-twin',
      identifiers: [{ type: 'email', value: 'ann@told.example' }],
    })
    await client.people.merge({ keepId: id, mergeId: twin.id })
    await client.people.forbidAward({ personId: id, scopeType: 'badge', scopeId: badge.id, reason: 'told-bar' })
    await client.people.allowAward({ personId: id, scopeType: 'badge', scopeId: badge.id })
    await client.people.forbidAward({ personId: id, scopeType: 'library', reason: 'told-bar' })
    const list = { text: 'Name,E-mail,Reason\nAnn Lee,ann@told.example,told-reason' }
    const { mapping } = await client.rosters.preview({ source: list })
    await resultOf(
      client.rosters.create({
        name: 'told-list',
        badgeId: badge.id,
        source: list,
        mapping: { ...mapping, narrative: 2 },
        hasHeadings: true,
      }),
    )
    const application = await client.applications.create({
      badgeId: badge.id,
      person: { personId: id },
      statement: 'told-statement',
      evidence: [
        { kind: 'file', fileName: 'told-file.txt', bytes: Buffer.from('what I did').toString('base64'), text: '' },
      ],
    })
    await client.invitations.create({ badgeId: badge.id, personId: id })
    await client.codes.create({
      badgeId: badge.id,
      name: 'told-codes',
      kind: 'reserved',
      reservedFor: ['ann@told.example'],
    })
    expect(application.id).toBeTruthy()

    const { folder, files } = await client.people.export({ id, as: 'folder' })
    const record = readFileSync(join(folder, 'record.json'), 'utf8')
    for (const told of ['group', 'twin', 'bar', 'list', 'reason', 'statement', 'file.txt', 'codes'])
      expect(record).toContain(`told-${told}`)
    const { invitations, files: own } = JSON.parse(record) as { invitations: unknown[]; files: string[] }
    expect(invitations).toHaveLength(1)
    expect(own).toEqual([
      expect.stringMatching(/^portrait .*\.png$/),
      expect.stringMatching(/^evidence .* told-file\.txt$/),
    ])
    expect(files).toEqual(expect.arrayContaining(own))
    expect(readFileSync(join(folder, own[1]!), 'utf8')).toBe('what I did')

    // A table that is new and points at people is looked at here, in erasing and in merging.
    await app.close()
    const db = new Database(join(app.library, 'library.db'), { readonly: true })
    const pointing = db
      .prepare(
        `SELECT DISTINCT item.name FROM sqlite_schema AS item, pragma_foreign_key_list(item.name) AS key WHERE item.type = 'table' AND key."table" = 'person' ORDER BY 1`,
      )
      .pluck()
      .all()
    db.close()
    expect(pointing).toEqual([
      'application',
      'award',
      'code_claim',
      'completion',
      'criterion_met',
      'do_not_award',
      'group_member',
      'invitation',
      'person_identifier',
      'person_merge',
      'progress_value',
      'roster_row',
    ])
  })
})
