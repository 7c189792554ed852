import Database from 'better-sqlite3'
import { zipSync } from 'fflate'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { archiveEntries } from '../../../../src/main/handlers/transfer/archive'
import { resultOf, temporaryApp, type TestApp } from '../../../support/app'
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
const xml = (name: string) => readFileSync(transferFixture('moodle', name))
const xmlUsersAsCsv = Buffer.from('id,username,firstname,lastname,email,deleted\r\n2,ann,Ann,Lee,ann@example.org,0\r\n')
const hash = 'a'.repeat(40)
const filesXml = `<?xml version="1.0" encoding="UTF-8"?><files>
  <file id="1"><contenthash>${'b'.repeat(40)}</contenthash><component>badges</component><filearea>badgeimage</filearea><itemid>3</itemid><filename>f2.png</filename><filesize>10</filesize></file>
  <file id="2"><contenthash>${hash}</contenthash><component>badges</component><filearea>badgeimage</filearea><itemid>3</itemid><filename>f3.png</filename><filesize>5000</filesize></file>
</files>`
const backupFiles = (): Record<string, Uint8Array> => ({
  'badges.xml': xml('badges.xml'),
  'users.xml': xml('users.xml'),
  'roles.xml': xml('roles.xml'),
  'files.xml': Buffer.from(filesXml),
  'course/course.xml': Buffer.from(
    '<course id="5" contextid="9"><shortname>FA</shortname><fullname>First aid course</fullname></course>',
  ),
  [`files/aa/${hash}`]: smallPng(),
  'moodle_backup.log': Buffer.from('nothing'),
})

/** A ustar archive as Moodle writes them. */
function tarOf(files: Record<string, Uint8Array>): Buffer {
  const parts: Buffer[] = []
  for (const [name, bytes] of Object.entries(files)) {
    const head = Buffer.alloc(512)
    head.write(name, 0)
    head.write('0000644\0', 100)
    head.write(bytes.length.toString(8).padStart(11, '0') + '\0', 124)
    head.write('        ', 148)
    head.write('0', 156)
    head.write('ustar\0', 257)
    head.write(
      head
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0') + '\0 ',
      148,
    )
    parts.push(head, Buffer.from(bytes), Buffer.alloc((512 - (bytes.length % 512)) % 512))
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}
const tables = transferFixture('moodle-tables')
const tableFiles = readdirSync(tables).map((name) => join(tables, name))

describe('coming from Moodle', () => {
  it.each([
    ['a gzipped tar', () => gzipSync(tarOf(backupFiles()))],
    ['a ZIP', () => Buffer.from(zipSync(backupFiles()))],
  ])('reads a course backup that is %s, with pictures, criteria and who was confirmed', async (_form, made) => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, { name: 'backup-course-5.mbz', bytes: made() })
    const report = await run(app, { sourceId, origin: 'moodle' })
    expect(countsOf(report)).toEqual({
      issuer: [1, 0, 0],
      badge: [4, 0, 0],
      person: [1, 0, 1],
      criterion: [3, 0, 1],
      met: [1, 0, 1],
    })
    expect(rowsOf(report, 'left_out')).toEqual([
      'person not_carried Gone Away',
      'criterion unknown_type 77',
      'met unknown_person manual',
    ])
    const { rows } = await app.client.badges.list({ query: 'First Aider' })
    const badge = await app.client.badges.read({ id: rows[0]?.id ?? '' })
    expect(badge).toMatchObject({
      details: {
        description: 'Knows & does first aid.',
        altText: 'A red cross in a circle',
        expiry: { kind: 'period', amount: 365, unit: 'days' },
        achievement: {
          language: 'en',
          alignments: [{ targetName: 'Keep calm', targetUrl: 'https://skills.example.org/calm', targetCode: 'K1' }],
        },
      },
      mailSubject: 'Your badge',
      mailBody: 'Well done {name}, here is "{badge}": {link}',
      keeping: { notifyCreator: true, attachBaked: true },
    })
    expect(badge.pictureSha256).toMatch(/^[0-9a-f]{64}$/)
    const course = query(app, 'SELECT id FROM activity').map((row) => (row as { id: string }).id)
    expect(query(app, 'SELECT type, method, params FROM criterion ORDER BY type')).toEqual([
      { type: 'course', method: 'all', params: JSON.stringify([{ activityId: course[0], minLevel: 60 }]) },
      { type: 'manual', method: 'any', params: '[{"role":"editingteacher"}]' },
      { type: 'overall', method: 'all', params: '[]' },
    ])
    expect(query(app, 'SELECT kind, name FROM activity')).toEqual([{ kind: 'course', name: 'First aid course' }])
    expect(query(app, 'SELECT met_at, role FROM criterion_met')).toEqual([
      { met_at: '2020-02-01T00:00:00Z', role: 'editingteacher' },
    ])
    expect(countsOf(await run(app, { sourceId, origin: 'moodle' }))).toMatchObject({
      badge: [0, 4, 0],
      criterion: [0, 3, 1],
      met: [0, 1, 1],
    })
  })

  it('reads the XML files alone', async () => {
    const app = await temporaryApp()
    const sourceId = await takeFiles(app, ...['badges.xml', 'users.xml'].map((name) => transferFixture('moodle', name)))
    expect(countsOf(await preview(app, { sourceId, origin: 'moodle' }))).toMatchObject({
      badge: [4, 0, 0],
      met: [1, 0, 1],
    })
  })

  it('row 48: 2 and 3 are read by where they come from', async () => {
    const app = await temporaryApp()
    const states = async (origin: 'moodle' | 'moodle_spec') => {
      const report = await preview(app, { sourceId: await takeFiles(app, ...tableFiles), origin })
      return rowsOf(report, 'changed').filter((row) => row.includes('was_active'))
    }
    expect(await states('moodle_spec')).toEqual(['badge was_active Locked and on'])
    expect(await states('moodle')).toEqual(['badge was_active Locked and off'])
  })

  it('row 39: a period of 30 is 30 days where the specification counts, and 30 seconds where Moodle does', async () => {
    const expiry = async (origin: 'moodle' | 'moodle_spec') => {
      const app = await temporaryApp()
      await run(app, { sourceId: await takeFiles(app, ...tableFiles), origin })
      const { rows } = await app.client.badges.list({})
      const badge = rows.find(({ name }) => name === 'Locked and on')
      return (await app.client.badges.read({ id: badge?.id ?? '' })).details.expiry
    }
    expect(await expiry('moodle_spec')).toEqual({ kind: 'period', amount: 30, unit: 'days' })
    // Half a minute is rounded up to the smallest unit there is here.
    expect(await expiry('moodle')).toEqual({ kind: 'period', amount: 1, unit: 'days' })
  })

  it('reads the tables of the specification, wrong rows left out with their reasons', async () => {
    const app = await temporaryApp()
    const report = await run(app, { sourceId: await takeFiles(app, ...tableFiles), origin: 'moodle_spec' })
    expect(rowsOf(report, 'left_out').sort()).toEqual([
      'award bad_date 2',
      'award ends_before_award 3',
      'award unknown_person 2',
      'criterion repeated manual',
    ])
    expect(rowsOf(report, 'changed')).toContain('badge bad_period Locked and off')
    expect(countsOf(report)).toMatchObject({ award: [1, 0, 3], criterion: [2, 0, 1] })
    expect(query(app, 'SELECT name FROM person ORDER BY name')).toEqual([{ name: '=Bo Ek' }, { name: 'Ann Lee' }])
    // Its badge asks for more than a confirmation: the fact stands with the whole of it.
    expect(
      query(app, 'SELECT criterion.type, role FROM criterion_met JOIN criterion ON criterion.id = criterion_id'),
    ).toEqual([{ type: 'overall', role: 'Moodle' }])
  })

  it('row 57: a criterion that is met stands without an award', async () => {
    const app = await temporaryApp()
    await run(app, {
      sourceId: await takeFiles(app, ...['badges.xml', 'users.xml'].map((name) => transferFixture('moodle', name))),
      origin: 'moodle',
    })
    expect(query(app, 'SELECT award_id FROM criterion_met')).toEqual([{ award_id: null }])
    expect((await app.client.awards.list({})).total).toBe(0)
  })

  it('a backup and the tables of the whole site tell of the same badges: each comes in once', async () => {
    const app = await temporaryApp()
    const badgeRows =
      'id,name,description,issuername,issuerurl,issuercontact,status\r\n3,First Aider,Knows,Red Cross,https://rc.example.org,rc@example.org,1\r\n'
    const sourceId = await takeFiles(
      app,
      { name: 'backup.mbz', bytes: gzipSync(tarOf(backupFiles())) },
      { name: 'mdl_badge.csv', bytes: Buffer.from(badgeRows) },
      { name: 'mdl_user.csv', bytes: xmlUsersAsCsv },
      { name: 'mdl_badge_issued (1).csv', bytes: Buffer.from('badgeid,userid,dateissued\r\n3,2,1580515200\r\n') },
    )
    const report = await run(app, { sourceId, origin: 'moodle' })
    expect(countsOf(report)).toMatchObject({ badge: [4, 0, 0], criterion: [3, 0, 1] })
    // A file that is not called like its table brings nothing, and that is said.
    expect(rowsOf(report, 'left_out')).toContain('table unknown_table badge_issued (1)')
    expect((await app.client.badges.list({ query: 'First Aider' })).total).toBe(1)
  })

  it('badges that are related, and what others said of one, come in; what nobody signed stands in no document', async () => {
    const app = await temporaryApp()
    const csv = (name: string, ...lines: string[]) => ({ name, bytes: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) })
    const sourceId = await takeFiles(
      app,
      csv(
        'mdl_badge.csv',
        'id;name;description;issuername;issuerurl;issuercontact;status;expireperiod;image',
        '1;One;First;School;https://school.example.org;b@school.example.org;0;0;one.png',
        '2;Two;Second;School;https://school.example.org;b@school.example.org;0;0;',
      ),
      { name: 'one.png', bytes: smallPng() },
      csv('mdl_badge_related.csv', 'id;badgeid;relatedbadgeid', '1;2;1', '2;1;2', '3;1;9', '4;1;1', '5;1;'),
      csv(
        'mdl_badge_endorsement.csv',
        'id;badgeid;issuername;issuerurl;issueremail;claimid;claimcomment;dateissued',
        '1;1;Guild;https://guild.example.org;g@guild.example.org;https://guild.example.org/claims/1;<p>Worth having</p>;1580515200',
        '2;9;Nobody;;;;;0',
        '3;2;;https://x.example.org;;;;0',
        '4;2;Bad;javascript:alert(1);;;;12',
        '5;2;Torn;https://x.example.org;;;a;b;c',
      ),
    )
    const dry = await preview(app, { sourceId, origin: 'moodle' })
    const report = await run(app, { sourceId, origin: 'moodle' })
    expect(countsOf(report)).toEqual(countsOf(dry))
    expect(countsOf(report)).toEqual({
      issuer: [1, 0, 0],
      badge: [2, 0, 0],
      related: [1, 0, 3],
      endorsement: [2, 0, 3],
    })
    expect(rowsOf(report, 'left_out')).toEqual([
      'related unknown_badge 1 9',
      'related cycle 1 1',
      'related broken 1',
      'endorsement unknown_badge Nobody',
      'endorsement no_name 2',
      'endorsement no_name ',
    ])
    expect(rowsOf(report, 'changed').filter((row) => row.startsWith('endorsement'))).toEqual([
      'endorsement not_signed Guild',
      'endorsement bad_web_address Bad',
      'endorsement bad_date Bad',
      'endorsement not_signed Bad',
    ])
    const { rows } = await app.client.badges.list({})
    const one = await app.client.badges.read({ id: rows.find(({ name }) => name === 'One')?.id ?? '' })
    expect(one.relatedBadges.map(({ name }) => name)).toEqual(['Two'])
    expect(one.details.achievement).toMatchObject({
      endorsements: [],
      unsignedEndorsements: [
        {
          issuerName: 'Guild',
          issuerUrl: 'https://guild.example.org',
          issuerEmail: 'g@guild.example.org',
          claimUrl: 'https://guild.example.org/claims/1',
          comment: 'Worth having',
          saidOn: '2020-02-01',
        },
      ],
    })
    expect(countsOf(await run(app, { sourceId, origin: 'moodle' }))).toMatchObject({
      related: [0, 1, 3],
      endorsement: [0, 2, 3],
    })
    // Nothing of it reaches what is handed out.
    await app.client.badges.save({
      id: one.id,
      details: { criteria: 'Do it.' },
    })
    await app.client.issuers.setHosting({ id: one.issuerId ?? '', baseUrl: 'https://badges.example.org' })
    await app.client.badges.activate({ id: one.id })
    await resultOf(app.client.awards.create({ badgeId: one.id, people: [{ name: 'Ann', email: 'ann@example.org' }] }))
    const documents = JSON.stringify(query(app, 'SELECT * FROM award_document'))
    expect(documents).toContain('First')
    expect(documents).not.toMatch(/Guild|Worth having/)
    // An awarded badge says what it says: another endorsement stays behind.
    const later = await takeFiles(
      app,
      csv('mdl_badge.csv', 'id;name;issuername;status', '1;One;School;0'),
      csv('mdl_badge_endorsement.csv', 'id;badgeid;issuername;dateissued', '9;1;Later;0'),
    )
    expect(rowsOf(await run(app, { sourceId: later, origin: 'moodle' }), 'left_out')).toEqual([
      'endorsement not_carried Later',
    ])
  })

  it('a backup that was cut, and XML that declares entities, are refused', async () => {
    const app = await temporaryApp()
    const failing = async (name: string, bytes: Uint8Array) =>
      preview(app, { sourceId: await takeFiles(app, { name, bytes }), origin: 'moodle' }).then(
        () => null,
        (error: { data?: { reason?: string } }) => error.data?.reason,
      )
    const whole = gzipSync(tarOf(backupFiles()))
    expect(await failing('cut.mbz', whole.subarray(0, whole.length - 200))).toBe('archive_damaged')
    const bomb =
      '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><badges><badge id="1"><name>&b;</name></badge></badges>'
    expect(await failing('badges.xml', Buffer.from(bomb))).toBe('not_xml')
  })

  it('elements called like what every object has are elements without meaning', async () => {
    const app = await temporaryApp()
    const hostile = '<constructor id="1"/><toString/><__proto__><name>x</name></__proto__><valueOf>y</valueOf>'
    const badges = xml('badges.xml').toString('utf8')
    const read = async (text: string) => {
      const files = { ...backupFiles(), 'badges.xml': Buffer.from(text) }
      const sourceId = await takeFiles(app, { name: 'backup.mbz', bytes: gzipSync(tarOf(files)) })
      return countsOf(await preview(app, { sourceId, origin: 'moodle' }))
    }
    expect(await read(badges.replace('<badges>', `<badges>${hostile}`))).toEqual(await read(badges))
  })

  it('an archive that grows without end is refused before it fills the disk', async () => {
    const grows = gzipSync(
      tarOf({ 'badges.xml': Buffer.alloc(4_000_000, 32), 'users.xml': Buffer.alloc(4_000_000, 32) }),
    )
    const zipped = Buffer.from(
      zipSync({ 'badges.xml': new Uint8Array(4_000_000), 'users.xml': new Uint8Array(4_000_000) }),
    )
    const app = await temporaryApp()
    const drained = async (entries: AsyncIterable<unknown>) => {
      for await (const _entry of entries);
    }
    for (const [name, bytes] of [
      ['bomb.mbz', grows],
      ['bomb.zip', zipped],
    ] as const) {
      const path = join(app.folder, name)
      writeFileSync(path, bytes)
      const entries = archiveEntries({ name, path, bytes: bytes.length }, bytes.subarray(0, 16), () => true, 6_000_000)
      const outcome = await drained(entries).catch((error: { details?: unknown }) => error.details)
      expect(outcome).toEqual({ reason: 'too_large' })
    }
  })
})
