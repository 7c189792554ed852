import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eraseApplications } from '../../../src/main/catalog/applications'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { smallPng } from '../../support/badges'
import { failureOf } from '../../support/catalog-calls'
import { temporaryLibrary } from '../../support/library'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }
const base64 = (text: string) => Buffer.from(text).toString('base64')
const photo = { kind: 'file' as const, fileName: 'me.jpg', bytes: smallPng().toString('base64') }
const pathIn = (folder: string, bytes: Buffer) => {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return join(folder, 'evidence', sha256.slice(0, 2), sha256)
}

async function appWithBadge() {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  return { app, badge, applications: app.client.applications }
}
const awardsIn = async ({ client }: TestApp) => (await client.awards.list({})).rows
const reasonOf = async (call: Promise<unknown>): Promise<unknown> => {
  const { data } = await failureOf(call)
  return typeof data === 'object' && data !== null && 'reason' in data ? data.reason : undefined
}

describe('applications.*', () => {
  it('takes an application in with links, words and files, and says what they are by their bytes', async () => {
    const { app, badge, applications } = await appWithBadge()
    const made = await applications.create({
      badgeId: badge.id,
      person: ada,
      statement: 'I read ten books.',
      evidence: [
        { kind: 'link', url: 'https://example.org/diary', text: 'My diary' },
        { kind: 'text', text: 'The best was about whales.' },
        photo,
        { kind: 'file', fileName: 'notes.html', bytes: base64('<script>alert(1)</script>') },
      ],
    })
    expect(made).toMatchObject({ state: 'submitted', source: 'typed', personName: 'Ada Lovelace', evidenceCount: 4 })
    expect(made.evidence.map(({ kind, mediaType }) => [kind, mediaType])).toEqual([
      ['link', ''],
      ['text', ''],
      ['photo', 'image/png'],
      ['file', 'application/octet-stream'],
    ])
    const file = await applications.readEvidence({ evidenceId: made.evidence[3]!.id })
    expect(Buffer.from(file.bytes, 'base64').toString()).toBe('<script>alert(1)</script>')
    expect(existsSync(pathIn(app.library, smallPng()))).toBe(true)
    const { rows } = await applications.list({ query: 'lovel' })
    expect(rows.map(({ id }) => id)).toEqual([made.id])
    expect(await applications.counts({})).toMatchObject({ submitted: 1, awarded: 0 })
  })

  it('row 66: cannot be approved while a required item is unanswered or unsatisfied, and then awards once', async () => {
    const { app, badge, applications } = await appWithBadge()
    const rubric = await applications.saveRubric({
      badgeId: badge.id,
      items: [
        { description: 'Ten books' },
        { description: 'Told about one' },
        { description: 'Neat', required: false },
      ],
    })
    const [ten, told] = rubric.map(({ id }) => id)
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    const review = (items: { rubricItemId: string; satisfied: boolean }[]) =>
      applications.review({ id, decision: 'approve', items })
    expect(await reasonOf(review([]))).toBe('rubric_unsatisfied')
    expect(await reasonOf(review([{ rubricItemId: ten!, satisfied: true }]))).toBe('rubric_unsatisfied')
    expect(
      await reasonOf(
        review([
          { rubricItemId: ten!, satisfied: true },
          { rubricItemId: told!, satisfied: false },
        ]),
      ),
    ).toBe('rubric_unsatisfied')
    expect(await reasonOf(applications.approve({ id }))).toBe('not_approved')
    const reviewed = await review([
      { rubricItemId: ten!, satisfied: true },
      { rubricItemId: told!, satisfied: true },
    ])
    expect(reviewed).toMatchObject({ state: 'reviewed', awardId: null, reviews: [{ decision: 'approve' }] })
    const [first, again] = await Promise.all([applications.approve({ id }), applications.approve({ id })])
    const later = await applications.approve({ id })
    expect(first).toMatchObject({ state: 'awarded' })
    expect([again.awardId, later.awardId]).toEqual([first.awardId, first.awardId])
    expect((await awardsIn(app)).map((award) => award.id)).toEqual([first.awardId])
  })

  it('row 66: a rubric that grew after the review has to be answered first', async () => {
    const { badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    await applications.review({ id, decision: 'approve' })
    await applications.saveRubric({ badgeId: badge.id, items: [{ description: 'Ten books' }] })
    expect(await reasonOf(applications.approve({ id }))).toBe('rubric_unsatisfied')
  })

  it('row 67: of two reviewers who take an application at once one gets it, and after its time it is free again', async () => {
    const { app, badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    const take = (reviewer: string) => applications.assign({ id, reviewer, minutes: 30 })
    const outcomes = await Promise.allSettled([take('Kim'), take('Lou')])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const [row] = (await applications.list({ state: 'assigned', reviewer: 'Lou' })).rows
    expect(row?.assigned).toEqual({ name: 'Kim', until: '2026-06-20T13:35:09Z', isMine: false })
    expect(await reasonOf(applications.review({ id, decision: 'decline', reviewer: 'Lou' }))).toBe('assigned')
    expect(await reasonOf(applications.release({ id, reviewer: 'Lou' }))).toBe('assigned')
    expect((await take(' kim ')).assigned?.isMine).toBe(true)
    app.time.set('2026-06-20T13:35:09Z')
    expect((await applications.list({ state: 'submitted' })).total).toBe(1)
    expect((await take('Lou')).assigned).toMatchObject({ name: 'Lou', isMine: true })
    expect((await applications.release({ id, reviewer: 'Lou' })).state).toBe('submitted')
    expect(await reasonOf(applications.assign({ id }))).toBe('missing')
  })

  it('is approved by whoever has it, and by nobody else meanwhile', async () => {
    const { app, badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    await applications.review({ id, decision: 'approve', reviewer: 'Kim' })
    await applications.assign({ id, reviewer: 'Kim' })
    expect(await reasonOf(applications.approve({ id, reviewer: 'Lou' }))).toBe('assigned')
    expect(await applications.approve({ id, reviewer: 'Kim' })).toMatchObject({ state: 'awarded' })
    expect(await awardsIn(app)).toHaveLength(1)
  })

  it('waits once for each person and badge, and can be made again once it is decided', async () => {
    const { badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    const twice = await Promise.allSettled([
      applications.create({ badgeId: badge.id, person: bo }),
      applications.create({ badgeId: badge.id, person: bo }),
    ])
    expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await reasonOf(applications.create({ badgeId: badge.id, person: ada, evidence: [photo] }))).toBe(
      'already_applied',
    )
    await applications.withdraw({ id })
    expect((await applications.create({ badgeId: badge.id, person: ada })).state).toBe('submitted')
  })

  it('lets the latest review decide', async () => {
    const { app, badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    await applications.review({ id, decision: 'approve', reviewer: 'Kim' })
    const declined = await applications.review({ id, decision: 'decline', comment: 'Only nine.', reviewer: 'Lou' })
    expect(declined.state).toBe('declined')
    expect(declined.reviews.map(({ author, decision }) => [author, decision])).toEqual([
      ['Lou', 'decline'],
      ['Kim', 'approve'],
    ])
    expect(await reasonOf(applications.approve({ id }))).toBe('not_approved')
    expect((await applications.list({})).total).toBe(0)
    await applications.review({ id, decision: 'ask_for_more', comment: 'Which was the tenth?' })
    expect((await applications.list({})).total).toBe(1)
    await applications.review({ id, decision: 'approve' })
    await applications.approve({ id })
    expect(await awardsIn(app)).toHaveLength(1)
    expect(await reasonOf(applications.review({ id, decision: 'decline' }))).toBe('decided')
  })

  it('waits again where its award is taken back', async () => {
    const { app, badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    await applications.review({ id, decision: 'approve' })
    const { awardId } = await applications.approve({ id })
    await app.client.awards.withdraw({ ids: [awardId!] })
    expect(await applications.read({ id })).toMatchObject({ state: 'reviewed', awardId: null })
    const again = await applications.approve({ id })
    expect(again.awardId).not.toBe(awardId)
  })

  it('puts links and words into the award, never files, and neither where the reviewer says so', async () => {
    const { app, badge, applications } = await appWithBadge()
    const evidence = [
      { kind: 'link' as const, url: 'https://example.org/a', text: 'Diary' },
      { kind: 'text' as const, text: 'Ten.' },
      photo,
    ]
    const approved = async (person: typeof ada, withEvidence: boolean) => {
      const { id } = await applications.create({ badgeId: badge.id, person, evidence })
      await applications.review({ id, decision: 'approve' })
      const { awardId } = await applications.approve({ id, withEvidence })
      return (await app.client.awards.read({ id: awardId! })).evidence
    }
    expect(await approved(ada, true)).toEqual([
      { url: 'https://example.org/a', narrative: 'Diary' },
      { narrative: 'Ten.' },
    ])
    expect(await approved(bo, false)).toEqual([])
  })

  it('stays open where the person has the badge already, and can be withdrawn', async () => {
    const { app, badge, applications } = await appWithBadge()
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [ada] }))
    const { id } = await applications.create({ badgeId: badge.id, person: ada })
    await applications.review({ id, decision: 'approve' })
    expect(await reasonOf(applications.approve({ id }))).toBe('already_has_it')
    expect((await applications.withdraw({ id })).state).toBe('withdrawn')
    expect(await reasonOf(applications.approve({ id }))).toBe('decided')
    expect(await reasonOf(applications.addEvidence({ id, evidence: photo }))).toBe('decided')
  })

  it('keeps a file for as long as some application needs it', async () => {
    const { app, badge, applications } = await appWithBadge()
    const [first, second] = [
      await applications.create({ badgeId: badge.id, person: ada, evidence: [photo] }),
      await applications.create({ badgeId: badge.id, person: bo, evidence: [photo] }),
    ]
    const path = pathIn(app.library, smallPng())
    await applications.removeEvidence({ id: first.id, evidenceId: first.evidence[0]!.id })
    expect(existsSync(path)).toBe(true)
    await applications.removeEvidence({ id: second.id, evidenceId: second.evidence[0]!.id })
    expect(existsSync(path)).toBe(false)
  })

  it('saves files under names that stay in the folder, and finds one that was changed', async () => {
    const { app, badge, applications } = await appWithBadge()
    const { id } = await applications.create({
      badgeId: badge.id,
      person: ada,
      evidence: [
        { kind: 'file', fileName: '../../.bashrc', bytes: base64('a') },
        { kind: 'file', fileName: 'CON.txt', bytes: base64('b') },
        { kind: 'file', fileName: 'CON.txt', bytes: base64('c') },
        { kind: 'file', fileName: 'nul.tar.gz', bytes: base64('d') },
        { kind: 'file', fileName: 'Aux .txt', bytes: base64('e') },
      ],
    })
    const { files } = await applications.saveEvidence({ id })
    expect(readdirSync(join(app.folder, 'export')).toSorted()).toEqual([...files].toSorted())
    for (const name of files) expect(name).not.toMatch(/[/\\]|^\.|^(con|nul|aux) *\./i)
    writeFileSync(pathIn(app.library, Buffer.from('a')), 'changed')
    const { damaged } = await resultOf(app.client.library.check())
    expect(damaged).toMatchObject([{ kind: 'evidence', reason: 'altered' }])
    expect(await reasonOf(applications.saveEvidence({ id }))).toBe('evidence_damaged')
  })

  it('takes a list in with the files that it names, once', async () => {
    const { app, badge, applications } = await appWithBadge()
    await app.client.people.save(bo)
    const csv = base64(
      [
        'name,email,badge,statement,link,file',
        'Ada Lovelace,ada@example.org,reading star,Ten,https://example.org/a,me.png',
        ',bo@example.org,,Nine,,',
        'Cy Young,cy@example.org,No such badge,,,',
        'Di Vine,di@example.org,,,,gone.pdf',
        ',nobody@example.org,,,,',
      ].join('\r\n'),
    )
    const preview = await applications.previewImport({
      bytes: csv,
      badgeId: badge.id,
      fileNames: ['ME.PNG', 'extra.txt'],
    })
    expect(preview.rows.map(({ verdict }) => verdict)).toEqual([
      'good',
      'good',
      'unknown_badge',
      'file_missing',
      'no_name',
    ])
    expect(preview).toMatchObject({ good: 2, unusedFiles: ['extra.txt'] })
    expect((await applications.list({})).total).toBe(0)
    const files = [{ fileName: 'folder/me.png', bytes: photo.bytes }]
    const { ids, skipped } = await resultOf(applications.import({ bytes: csv, badgeId: badge.id, files }))
    expect(skipped.map(({ row }) => row)).toEqual([3, 4, 5])
    const [first, second] = await Promise.all(ids.map((id) => applications.read({ id })))
    expect(first).toMatchObject({ source: 'imported', personName: 'Ada Lovelace', statement: 'Ten' })
    expect(first?.evidence.map(({ kind, fileName }) => [kind, fileName])).toEqual([
      ['link', ''],
      ['photo', 'me.png'],
    ])
    expect(second).toMatchObject({ personName: 'Bo Ek' })
    const again = await resultOf(applications.import({ bytes: csv, badgeId: badge.id, files }))
    expect(again.ids).toEqual([])
    expect(again.skipped.map(({ verdict }) => verdict).slice(0, 2)).toEqual(['already_applied', 'already_applied'])
  })

  it('tells before a list comes in which of its rows are the same application', async () => {
    const { badge, applications } = await appWithBadge()
    const csv = base64(
      'name,email,text\nAda,ada@example.org,One\nada,ADA@example.org,Two\nBo,,Three\nBo,,Four\nAda,,Five',
    )
    const request = { bytes: csv, badgeId: badge.id }
    const verdicts = ['good', 'already_applied', 'good', 'already_applied', 'already_applied']
    expect((await applications.previewImport(request)).rows.map(({ verdict }) => verdict)).toEqual(verdicts)
    const { ids, skipped } = await resultOf(applications.import(request))
    expect([ids.length, skipped.map(({ row }) => row)]).toEqual([2, [2, 4, 5]])
  })

  it('keeps answers for use again, each under a title of its own', async () => {
    const { applications } = await appWithBadge()
    const made = await applications.saveResponse({ title: 'Not yet', text: 'Please tell us more.' })
    expect(await reasonOf(applications.saveResponse({ title: 'Not yet', text: 'Other.' }))).toBe('title_taken')
    await applications.saveResponse({ ...made, text: 'Please add one more.' })
    expect(await applications.responses()).toEqual([{ ...made, text: 'Please add one more.' }])
    await applications.removeResponse({ id: made.id })
    expect(await applications.responses()).toEqual([])
  })

  it('keeps no name, address or word of an application in the journal or the audit log', async () => {
    const { app, badge, applications } = await appWithBadge()
    const { id } = await applications.create({ badgeId: badge.id, person: ada, statement: 'secret words' })
    await applications.review({ id, decision: 'approve', comment: 'secret words', reviewer: 'Kim' })
    await applications.approve({ id })
    const journal = readFileSync(join(app.library, 'journal.jsonl'), 'utf8')
    for (const text of ['Lovelace', 'ada@example.org', 'secret words', 'Kim']) expect(journal).not.toContain(text)
  })
})

describe('erasing a person', () => {
  it('leaves no file behind that nothing points to, as after a restore, and takes nobody else’s', async () => {
    const { app, badge, applications } = await appWithBadge()
    const notes = { kind: 'file' as const, fileName: 'notes.txt', bytes: base64('Bo did it.') }
    const { personId } = await applications.create({ badgeId: badge.id, person: ada, evidence: [photo] })
    await applications.create({ badgeId: badge.id, person: bo, evidence: [notes] })
    const stray = pathIn(app.library, Buffer.from('Ada did it.'))
    mkdirSync(dirname(stray), { recursive: true })
    writeFileSync(stray, 'Ada did it.')
    await app.client.people.erase({ id: personId, publicFiles: 'keep' })
    expect(existsSync(stray)).toBe(false)
    expect(existsSync(pathIn(app.library, smallPng()))).toBe(false)
    expect(existsSync(pathIn(app.library, Buffer.from('Bo did it.')))).toBe(true)
  })

  it('drops what they applied with, and its files', () => {
    const library = temporaryLibrary()
    const { catalog } = library
    try {
      catalog.db.exec(`
        INSERT INTO person (id, name, sort_name, created_at, updated_at) VALUES ('p', 'Ada', 'ada', '', ''), ('q', 'Bo', 'bo', '', '');
        INSERT INTO badge (id, token, slug, status, created_at, updated_at) VALUES ('b', 't', 's', 'inactive', '', '');
      `)
      catalog.db.exec(`
        INSERT INTO application (id, badge_id, person_id, state, source, created_at, updated_at)
          VALUES ('1', 'b', 'p', 'submitted', 'typed', '', ''), ('2', 'b', 'q', 'submitted', 'typed', '', '');
        INSERT INTO application_evidence (id, application_id, kind, sha256, created_at) VALUES ('e', '1', 'file', 'aa', ''), ('f', '2', 'file', 'bb', '');
        INSERT INTO review (id, application_id, decision, created_at) VALUES ('r', '1', 'approve', '');
      `)
      catalog.write((tx) => eraseApplications(catalog, tx, 'p'))
      const count = (table: string) => catalog.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
      expect(['application', 'application_evidence', 'review'].map(count)).toEqual([1, 1, 0])
    } finally {
      library.remove()
    }
  })
})
