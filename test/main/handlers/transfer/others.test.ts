import Database from 'better-sqlite3'
import { zipSync } from 'fflate'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../../support/app'
import { smallPng } from '../../../support/badges'
import { countsOf, preview, rowsOf, run, takeFiles, transferFixture } from '../../../support/transfer'

const query = (app: TestApp, sql: string) => {
  const db = new Database(join(app.library, 'library.db'), { readonly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}
const badgekit = transferFixture('badgekit')
const badgekitFiles = readdirSync(badgekit).map((name) => join(badgekit, name))

describe('coming from BadgeKit', () => {
  it('brings in systems, issuers, programs and badges, rubrics, rules, applications and what was awarded', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, ...badgekitFiles, { name: 'reader.png', bytes: smallPng() })
    const report = await run(app, { sourceId, origin: 'badgekit' })
    expect(countsOf(report)).toEqual({
      system: [1, 0, 0],
      issuer: [1, 0, 0],
      program: [1, 0, 0],
      badge: [3, 0, 1],
      person: [3, 0, 0],
      rule: [1, 0, 2],
      rubric: [2, 0, 0],
      application: [1, 0, 1],
      award: [1, 0, 3],
      code: [0, 0, 1],
    })
    expect(rowsOf(report, 'left_out')).toEqual([
      'badge broken ',
      'rule bad_number bookworm',
      'rule cycle bookworm',
      'application unknown_badge lost',
      'award repeated reader',
      'award no_zone reader',
      'award unknown_badge lost',
      'code not_carried reader',
    ])
    const { rows } = await app.client.badges.list({ query: 'Reader' })
    expect(await app.client.badges.read({ id: rows[0]?.id ?? '' })).toMatchObject({
      details: {
        description: 'Has read ten books.',
        criteria: '- Names ten books\n- Tells about one\n\n<https://library.example.org/reader>',
        tags: ['books'],
        achievement: {
          strapline: 'Ten books',
          earnerDescription: 'Read ten books.',
          timeToEarn: { amount: 3, unit: 'weeks' },
          evidenceType: 'Text',
        },
      },
      keeping: { issueLimit: 100, duplicatePolicy: 'deny' },
      categories: [{ name: 'Reading' }],
    })
    expect((await app.client.badges.list({ filter: 'archived' })).rows.map(({ name }) => name)).toEqual(['Writer'])
    expect(
      query(
        app,
        'SELECT (SELECT count(*) FROM system_issuer) AS a, (SELECT count(*) FROM issuer_program) AS b, (SELECT count(*) FROM program_badge) AS c',
      ),
    ).toEqual([{ a: 1, b: 1, c: 1 }])
    expect(
      query(
        app,
        'SELECT state, kind, url, text FROM application JOIN application_evidence ON application_id = application.id',
      ),
    ).toEqual([{ state: 'reviewed', kind: 'link', url: 'https://ann.example.org/books', text: 'My list' }])
    expect(
      query(
        app,
        'SELECT author, decision, is_satisfied FROM review JOIN review_item ON review_id = review.id ORDER BY rubric_item_id',
      ),
    ).toEqual([
      { author: 'lib@example.org', decision: 'approve', is_satisfied: 1 },
      { author: 'lib@example.org', decision: 'approve', is_satisfied: 1 },
    ])
    expect(countsOf(await run(app, { sourceId, origin: 'badgekit' }))).toMatchObject({
      system: [0, 1, 0],
      badge: [0, 3, 1],
      rule: [0, 1, 2],
      application: [0, 1, 1],
      award: [0, 1, 3],
    })
  })

  it('row 40: a day without a clock time is read in the zone that is chosen', async () => {
    const app = await temporaryApp()
    const report = await run(app, { sourceId: await takeFiles(app, ...badgekitFiles), origin: 'badgekit', zone: 'UTC' })
    expect(countsOf(report)['award']).toEqual([2, 0, 2])
    expect(query(app, "SELECT met_at FROM criterion_met WHERE met_at LIKE '%T00:00:00Z'")).toEqual([
      { met_at: '2014-06-01T00:00:00Z' },
    ])
  })

  it('a badge that several answers tell of is one, a review is what its criteria make it, and a file of which nothing is known is named', async () => {
    const app = await temporaryApp()
    const json = (name: string, value: unknown) => ({ name, bytes: Buffer.from(JSON.stringify(value)) })
    const reader = {
      slug: 'reader',
      name: 'Reader',
      criteria: [
        { id: 1, description: 'Ten books', required: true },
        { id: 2, description: 'One told', required: true },
      ],
      alignments: [{ name: 'No address', url: 'ftp://x' }],
    }
    const sourceId = await takeFiles(
      app,
      json('all.json', { badges: [reader] }),
      json('one.json', { badge: reader }),
      json('applications.json', {
        applications: [
          {
            slug: 'a',
            learner: 'ann@example.org',
            badge: 'reader',
            created: '2014-01-01T00:00:00Z',
            processed: '2014-01-02T00:00:00Z',
            evidence: [{ url: 'file:///c:/x', mediaType: 'link', reflection: 'Mine' }],
            reviews: [
              { author: 'x@example.org', comment: 'Only a word', reviewItems: [] },
              { author: 'y@example.org', comment: '', reviewItems: [{ criterionId: 1, satisfied: true }] },
              {
                author: 'z@example.org',
                comment: '',
                reviewItems: [
                  { criterionId: 1, satisfied: true },
                  { criterionId: 2, satisfied: true },
                  { criterionId: 7, satisfied: false },
                ],
              },
            ],
          },
        ],
      }),
      json('webhooks.json', { webhooks: [{ url: 'https://x.example.org' }] }),
    )
    const report = await run(app, { sourceId, origin: 'badgekit' })
    expect(countsOf(report)).toEqual({
      badge: [1, 0, 0],
      person: [1, 0, 0],
      rubric: [2, 0, 0],
      application: [1, 0, 0],
      table: [0, 0, 1],
    })
    expect(rowsOf(report, 'left_out')).toEqual(['table unknown_table webhooks.json'])
    expect(rowsOf(report, 'changed')).toEqual(
      expect.arrayContaining([
        'badge bad_web_address Reader',
        'application bad_web_address reader',
        'application unknown_criterion reader',
      ]),
    )
    expect(query(app, 'SELECT author, decision FROM review ORDER BY author')).toEqual([
      { author: 'x@example.org', decision: 'ask_for_more' },
      { author: 'y@example.org', decision: 'ask_for_more' },
      { author: 'z@example.org', decision: 'approve' },
    ])
    expect((await app.client.badges.list({})).total).toBe(1)
  })
})

describe('coming from Badgr', () => {
  it('brings in issuers, badge classes and who holds them, and leaves out what was revoked or names nobody', async () => {
    const app = await temporaryApp()
    const report = await run(app, { sourceId: await takeFiles(app, transferFixture('badgr.json')), origin: 'badgr' })
    expect(countsOf(report)).toEqual({ issuer: [1, 0, 0], badge: [2, 0, 0], person: [2, 0, 0], award: [1, 0, 3] })
    expect(rowsOf(report, 'left_out')).toEqual(['award not_carried as2', 'award unknown_person as3', 'award broken '])
    expect(rowsOf(report, 'changed')).toEqual(
      expect.arrayContaining([
        'badge bad_web_address Solderer',
        'badge bad_period Short',
        'badge picture_missing Solderer',
      ]),
    )
    const { rows } = await app.client.badges.list({ query: 'Solderer' })
    expect((await app.client.badges.read({ id: rows[0]?.id ?? '' })).details).toMatchObject({
      criteria: 'Solder *one* board.',
      expiry: { kind: 'period', amount: 2, unit: 'years' },
    })
    expect(query(app, 'SELECT note FROM criterion_met')).toEqual([
      { note: 'At the fair\nhttps://makers.example.org/board' },
    ])
  })
})

describe('a list of past awards', () => {
  const columns = { awardedAt: 0, name: 1, email: 2, badge: 3, expiresAt: 4, narrative: 5, evidence: null }
  const wish = { origin: 'awards_csv', columns, zone: 'UTC' } as const

  it('row 70: nothing comes in before somebody has said what the columns hold', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, transferFixture('awards.csv'))
    const report = await preview(app, { sourceId, origin: 'awards_csv' })
    expect(report.counts).toEqual([])
    expect(report.headings).toEqual(['When', 'Who', 'Mail', 'Badge', 'Until', 'Why'])
    expect(report.sample[0]).toEqual(['2019-05-01', 'Ann Lee', 'ann@example.org', 'Swimmer', '', 'swam\n1 km'])
  })

  it('row 72: one address with several badges keeps them all, and row 71: under another name it is another person', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, transferFixture('awards.csv'))
    const report = await run(app, { ...wish, sourceId })
    expect(countsOf(report)).toEqual({ badge: [2, 0, 0], person: [3, 0, 0], award: [3, 0, 5] })
    expect(rowsOf(report, 'left_out')).toEqual([
      'award repeated Swimmer: Ann Lee',
      'award bad_date Swimmer: Bo Ek',
      'award no_name Swimmer',
      'award unknown_badge Cas',
      'award ends_before_award Swimmer',
    ])
    expect(
      query(
        app,
        'SELECT person.name, note FROM criterion_met JOIN person ON person.id = person_id ORDER BY person.name, note',
      ),
    ).toEqual([
      { name: 'Ann Lee', note: '' },
      { name: 'Ann Lee', note: 'swam\n1 km' },
      { name: 'Bea Lee', note: '' },
    ])
  })

  it('row 70: a row that fell apart, the day number of a spreadsheet and evidence that is none are named', async () => {
    const app = await temporaryApp()
    const text = [
      'When,Who,Mail,Badge,Until,Why,Shown',
      '2019-05-01,Lee, Ann,ann@example.org,Swimmer,,,Mine',
      '2019-05-01,Lee, Ann,ann@example.org,Swimmer,,,',
      '43586,Bo Ek,bo@example.org,Swimmer,,,',
      '20190501,Cai Ng,cai@example.org,Swimmer,,,',
      '2019-05-01,Dee Oh,dee@example.org,Swimmer,,,see the desk',
      '2019-05-01,Eva Po,eva@example.org,Swimmer,,,,,,',
    ].join('\r\n')
    const sourceId = await takeFiles(app, { name: 'list.csv', bytes: Buffer.from(text) })
    const report = await run(app, { ...wish, columns: { ...columns, evidence: 6 }, sourceId })
    expect(rowsOf(report, 'left_out')).toEqual([
      'award broken ',
      'award bad_date ann@example.org: Lee',
      'award bad_date Swimmer: Bo Ek',
      'award bad_date Swimmer: Cai Ng',
    ])
    expect(rowsOf(report, 'changed')).toContain('award bad_web_address Swimmer: Dee Oh')
    // Nothing of a row that stays behind comes in: no badge by the name of somebody's address.
    expect(countsOf(report)).toEqual({ badge: [1, 0, 0], person: [2, 0, 0], award: [2, 0, 4] })
  })

  it('row 69: any common encoding and separator is read', async () => {
    const app = await temporaryApp()
    const text = 'Who\tBadge\tWhen\nZoë\tŞwimmer\t2019-05-01\n'
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const only = { name: 0, badge: 1, awardedAt: 2, email: null, expiresAt: null, narrative: null, evidence: null }
    await run(app, { ...wish, columns: only, sourceId: await takeFiles(app, { name: 'list.txt', bytes }) })
    expect(query(app, 'SELECT name FROM person')).toEqual([{ name: 'Zoë' }])
  })

  it('row 74: somebody who opted out is left out with the reason, the others come in', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, transferFixture('awards.csv'))
    await run(app, { ...wish, sourceId })
    const db = new Database(join(app.library, 'library.db'))
    db.exec("UPDATE person SET opted_out_at = '2026-01-01T00:00:00Z' WHERE name = 'Bea Lee'; DELETE FROM criterion_met")
    db.close()
    const report = await run(app, { ...wish, sourceId })
    expect(rowsOf(report, 'left_out')).toContain('award opted_out Swimmer')
    expect(countsOf(report)['award']).toEqual([2, 0, 6])
  })

  it('a badge of the library is found by its name under its issuer, and past awards of it are issued anew', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app, { name: 'Swimmer' })
    const sourceId = await takeFiles(app, transferFixture('awards.csv'))
    const report = await run(app, { ...wish, sourceId, issuerId: badge.issuerId ?? '', awardAgain: true })
    expect(countsOf(report)).toMatchObject({ badge: [1, 1, 0], award: [2, 0, 6] })
    expect(rowsOf(report, 'left_out')).toContain('award not_ready Diver')
    expect(
      (await app.client.awards.list({})).rows.map(({ personName, awardedAt }) => [personName, awardedAt]).sort(),
    ).toEqual([
      ['Ann Lee', '2019-05-01T00:00:00Z'],
      ['Bea Lee', '2019-05-01T00:00:00Z'],
    ])
  })
})

describe('coming from a Backpack', () => {
  it('keeps baked pictures as they are, out of a ZIP too, and says what is no badge', async () => {
    const other = await temporaryApp()
    const badge = await readyBadge(other)
    await resultOf(
      other.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann', email: 'ann@example.org' }] }),
    )
    const [award] = (await other.client.awards.list({})).rows
    const { png } = await other.client.awards.bake({ id: award?.id ?? '' })
    const baked = Buffer.from(png, 'base64')

    const app = await temporaryApp()
    const zip = zipSync({ 'badges/star.png': baked, 'badges/plain.png': smallPng(), '__MACOSX/._star.png': baked })
    const collections = Buffer.from(JSON.stringify({ userId: 1, groups: [{ groupId: 1, name: 'My best', badges: 1 }] }))
    const sourceId = await takeFiles(
      app,
      { name: 'backpack.zip', bytes: zip },
      { name: 'groups.json', bytes: collections },
    )
    const first = await preview(app, { sourceId, origin: 'backpack' })
    expect(countsOf(first)).toEqual({ group: [0, 0, 1], received: [1, 0, 1] })
    expect((await app.client.received.list({})).total).toBe(0)
    const report = await run(app, { sourceId, origin: 'backpack' })
    expect(rowsOf(report, 'left_out')).toEqual(['received no_badge_data plain.png', 'group not_carried My best'])
    const { rows } = await app.client.received.list({})
    expect(rows).toMatchObject([{ fileName: 'star.png', issuerName: 'Ødegård Library' }])
    expect(Buffer.from((await app.client.received.file({ id: rows[0]?.id ?? '' })).bytes, 'base64').equals(baked)).toBe(
      true,
    )
    expect(countsOf(await run(app, { sourceId, origin: 'backpack' }))['received']).toEqual([0, 1, 1])

    // In the library that awarded it, it is an award and not a badge of somebody else.
    const own = await takeFiles(other, { name: 'star.png', bytes: baked })
    expect(rowsOf(await preview(other, { sourceId: own, origin: 'backpack' }), 'left_out')).toEqual([
      'received own_award star.png',
    ])
  })
})

describe('the importers', () => {
  it('leave a line in the audit log that names no person', async () => {
    const app = await temporaryApp()
    await run(app, { sourceId: await takeFiles(app, transferFixture('badgr.json')), origin: 'badgr' })
    const rows = query(app, "SELECT target FROM audit WHERE action = 'transfer.imported'") as { target: string }[]
    expect(JSON.parse(rows[0]?.target ?? '')).toEqual({ origin: 'badgr', issuer: 1, badge: 2, person: 2, award: 1 })
    expect(readFileSync(join(app.library, 'journal.jsonl'), 'utf8')).not.toContain('ann@example.org')
  })
})
