import { describe, expect, test } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

const ids = async ({ client }: TestApp, ...names: string[]) => {
  const saved = []
  for (const name of names)
    saved.push((await client.people.save({ name, email: `${name.toLowerCase()}@example.org` })).id)
  return saved as [string, string, string, string]
}

/** A badge for ten hours. */
async function hoursBadge(app: TestApp) {
  const { client } = app
  const counter = await client.progress.saveCounter({ name: 'Hours helped', unit: 'hours' })
  const badge = await readyBadge(app, { name: 'Ten Hours' })
  await client.badges.deactivate({ id: badge.id })
  await client.criteria.save({
    badgeId: badge.id,
    criterion: { type: 'social', params: [{ counterId: counter.id, atLeast: 10 }] },
  })
  await client.badges.activate({ id: badge.id })
  const set = (personId: string, value: number, add = false) =>
    client.progress.setValue({ counterId: counter.id, personIds: [personId], value, add })
  return { counter, badge, set }
}

describe('counters', () => {
  test('they are set and added to, and a threshold that is reached earns the badge', async () => {
    const app = await temporaryApp()
    const { counter, badge, set } = await hoursBadge(app)
    const [ann, ben] = await ids(app, 'Ann', 'Ben')
    await set(ann, 6)
    await set(ben, 9.5)
    expect(await app.client.criteria.pending()).toEqual([])
    await set(ann, 4, true)
    expect(await app.client.criteria.pending()).toMatchObject([{ badgeId: badge.id, count: 1 }])
    expect(await app.client.progress.values({ counterId: counter.id })).toMatchObject({
      total: 2,
      rows: [
        { personId: ann, value: 10 },
        { personId: ben, value: 9.5 },
      ],
    })
  })

  test('tenths add up to the number that they make, and nothing is counted beyond what is kept', async () => {
    const app = await temporaryApp()
    const { badge, counter, set } = await hoursBadge(app)
    const [ann] = await ids(app, 'Ann')
    await set(ann, 9)
    for (let turn = 0; turn < 10; turn++) await set(ann, 0.1, true)
    expect(await app.client.criteria.pending()).toMatchObject([{ badgeId: badge.id, count: 1 }])
    await set(ann, 9e11)
    await expect(set(ann, 9e11, true)).rejects.toMatchObject({
      code: 'invalid_input',
      data: { field: 'value', reason: 'too_large' },
    })
    expect(await app.client.progress.values({ counterId: counter.id })).toMatchObject({ rows: [{ value: 9e11 }] })
  })

  test('row 60: a counter that is lowered after the threshold leaves the award, and says so', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, set } = await hoursBadge(app)
    const [ann] = await ids(app, 'Ann')
    expect((await set(ann, 12)).kept).toBe(0)
    await resultOf(client.criteria.awardReviewed({ badgeId: badge.id }))
    expect((await set(ann, 3)).kept).toBe(1)
    expect(await client.awards.list({ badgeId: badge.id })).toMatchObject({ total: 1, rows: [{ state: 'awarded' }] })
  })

  test('attendance counts', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { counter } = await hoursBadge(app)
    const [ann, ben] = await ids(app, 'Ann', 'Ben')
    const event = await client.events.save({
      name: 'Camp',
      heldOn: '2026-06-20',
      badgeIds: [(await readyBadge(app, { name: 'Camper' })).id],
    })
    for (const [name, who] of [
      ['Day 1', [ann, ben]],
      ['Day 2', [ann]],
    ] as const) {
      const { id } = await client.progress.saveActivity({ kind: 'activity', name, eventId: event.id })
      await client.progress.complete({ activityId: id, personIds: [...who] })
    }
    expect(await client.progress.countAttendance({ counterId: counter.id, eventId: event.id })).toMatchObject({
      changed: 2,
    })
    expect((await client.progress.values({ counterId: counter.id })).rows.map(({ value }) => value)).toEqual([2, 1])
    expect(await client.progress.countAttendance({ counterId: counter.id })).toMatchObject({ changed: 0 })
  })

  test('a name is taken once, and what a badge asks for cannot be deleted', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { counter } = await hoursBadge(app)
    await expect(client.progress.saveCounter({ name: 'Hours helped' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(client.progress.removeCounter({ id: counter.id })).rejects.toMatchObject({
      code: 'conflict',
      data: { reason: 'used_by_criterion', badges: 1 },
    })
    const other = await client.progress.saveCounter({ name: 'Books' })
    await client.progress.removeCounter({ id: other.id })
    expect(await client.progress.counters()).toMatchObject([{ id: counter.id }])
  })
})

describe('activities', () => {
  test('who has done one is listed by name, and can be taken back', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [zoe, ann] = await ids(app, 'Zoe', 'Ann')
    const { id } = await client.progress.saveActivity({ kind: 'course', name: 'Maths' })
    expect(
      await client.progress.complete({
        activityId: id,
        personIds: [zoe, ann],
        level: 71.5,
        completedAt: '2026-05-01T10:00:00Z',
      }),
    ).toMatchObject({ completed: 2 })
    const first = await client.progress.completions({ activityId: id, limit: 1 })
    expect(first).toMatchObject({ total: 2, rows: [{ name: 'Ann', level: 71.5, completedAt: '2026-05-01T10:00:00Z' }] })
    expect(await client.progress.completions({ activityId: id, limit: 1, cursor: first.next })).toMatchObject({
      rows: [{ name: 'Zoe' }],
      next: null,
    })
    // Noted again without saying more, day and grade stay; null takes the grade away.
    await client.progress.complete({ activityId: id, personIds: [ann] })
    const known = async () => (await client.progress.completions({ activityId: id, limit: 1 })).rows
    expect(await known()).toMatchObject([{ name: 'Ann', level: 71.5, completedAt: '2026-05-01T10:00:00Z' }])
    await client.progress.complete({
      activityId: id,
      personIds: [ann],
      level: null,
      completedAt: '2026-05-02T10:00:00Z',
    })
    expect(await known()).toMatchObject([{ level: null, completedAt: '2026-05-02T10:00:00Z' }])
    expect(await client.progress.undo({ activityId: id, personIds: [ann] })).toMatchObject({ completed: 1 })
    await client.progress.removeActivity({ id })
    expect(await client.progress.activities()).toEqual([])
  })
})

describe('lists of numbers', () => {
  const look = async (app: TestApp, text: string | Buffer, more: object = {}) =>
    app.client.progress.previewImport({
      source: typeof text === 'string' ? { text } : { bytes: text.toString('base64') },
      into: { kind: 'counters' },
      ...more,
    })

  test('every row has its verdict, and the good ones come in', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { counter, set } = await hoursBadge(app)
    const [ann, ben, cleo] = await ids(app, 'Ann', 'Ben', 'Cleo')
    await client.people.save({ name: 'Cleo', email: 'other@example.org' })
    await set(ann, 20)
    await set(ben, 5)
    const text = [
      'name,email,counter,value',
      ',ann@example.org,Hours helped,12',
      'Ben,,hours HELPED,5',
      ',CLEO@example.org,Hours helped,"7,5"',
      'Cleo,,Hours helped,3',
      'Nobody,,Hours helped,3',
      ',,Hours helped,3',
      ',ann@example.org,Books,3',
      ',ben@example.org,Hours helped,a lot',
      ',ben@example.org,Hours helped,"1,234"',
      ',cleo@example.org,Hours helped,9',
      ',other@example.org,Hours helped,',
    ].join('\n')
    const preview = await look(app, text)
    const verdicts = new Map(preview.rows.map(({ row, verdict }) => [row, verdict]))
    const expected = [
      'lower',
      'same',
      'new',
      'ambiguous',
      'unknown_person',
      'no_person',
      'unknown_what',
      'bad_value',
      'bad_value',
      'repeated',
      'no_value',
    ]
    expect(expected.map((_, index) => verdicts.get(index + 1))).toEqual(expected)
    expect(preview).toMatchObject({ total: 11, counts: { lower: 1, new: 1, same: 1 } })

    const { mapping, hasHeadings } = preview
    const done = await resultOf(
      client.progress.import({ source: { text }, into: { kind: 'counters' }, mapping, hasHeadings }),
    )
    expect(done).toMatchObject({ stored: 2, same: 1, kept: 0 })
    expect(done.skipped).toHaveLength(8)
    const values = (await client.progress.values({ counterId: counter.id })).rows
    expect(values.map(({ personId, value }) => [personId, value])).toEqual([
      [ann, 12],
      [cleo, 7.5],
      [ben, 5],
    ])
  })

  test.each([
    ['a byte order mark', Buffer.from('\ufeffname;counter;value\nØystein;Hours helped;12\n', 'utf8')],
    ['UTF-16', Buffer.from('\ufeffname\tcounter\tvalue\nØystein\tHours helped\t12\n', 'utf16le')],
    ['a legacy code page', Buffer.from('name;counter;value\r\nØystein;Hours helped;12\r\n', 'latin1')],
    ['a quoted line break', Buffer.from('name,counter,value,note\nØystein,Hours helped,12,"two\nlines"\n', 'utf8')],
  ])('row 69: %s is detected, and looked at before anything comes in', async (_what, bytes) => {
    const app = await temporaryApp()
    await hoursBadge(app)
    await ids(app, 'Øystein')
    const preview = await look(app, bytes)
    expect(preview.rows).toMatchObject([{ person: 'Øystein', what: 'Hours helped', value: '12', verdict: 'new' }])
  })

  test('row 70: without headings nothing is guessed; the mapping says which column is which, in any order', async () => {
    const app = await temporaryApp()
    const { counter } = await hoursBadge(app)
    await ids(app, 'Ann')
    const text = '12,extra,ann@example.org\n'
    const nothing = { localId: null, email: null, name: null, what: null, value: null, on: null }
    const unknown = await look(app, text)
    expect(unknown).toMatchObject({ hasHeadings: false, mapping: nothing, rows: [{ verdict: 'no_person' }] })
    const into = { kind: 'counters', counterId: counter.id }
    expect(await look(app, text, { into, mapping: { ...nothing, email: 2, value: 0 } })).toMatchObject({
      rows: [{ verdict: 'new', value: '12' }],
    })
    expect(await look(app, text, { into, mapping: { ...nothing, email: 0, value: 2 } })).toMatchObject({
      rows: [{ verdict: 'bad_value' }],
    })
    // An unknown heading names no column.
    expect(await look(app, 'email,hours helped\nann@example.org,12\n')).toMatchObject({
      mapping: { email: 0, value: null },
    })
  })

  test('row 73: a cell that a spreadsheet would run is text', async () => {
    const app = await temporaryApp()
    await hoursBadge(app)
    await app.client.people.save({ name: '=1+1', email: 'sum@example.org' })
    const preview = await look(app, "name,counter,value\n'=1+1,Hours helped,12\n=1+1,Hours helped,+13\n")
    expect(preview.rows.map(({ person, verdict }) => [person, verdict]).sort()).toEqual([
      ['=1+1', 'new'],
      ['=1+1', 'repeated'],
    ])
  })

  test('people are found by their local id, and who did what comes in the same way', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [ann] = await ids(app, 'Ann')
    await client.people.save({ id: ann, name: 'Ann', identifiers: [{ type: 'local_id', value: 'M-17' }] })
    const { id } = await client.progress.saveActivity({ kind: 'course', name: 'Maths' })
    const source = { text: 'id,course,grade,date\nm-17,Maths,71,2026-05-01\nm-17,Maths,72,31.5.2026\nm-18,Maths,,\n' }
    const into = { kind: 'activities' as const }
    const { mapping, hasHeadings, rows } = await client.progress.previewImport({ source, into })
    expect(rows.map(({ verdict }) => verdict).sort()).toEqual(['bad_date', 'new', 'unknown_person'])
    await resultOf(client.progress.import({ source, into, mapping, hasHeadings }))
    expect((await client.progress.completions({ activityId: id })).rows).toMatchObject([
      { personId: ann, level: 71, completedAt: '2026-05-01T12:00:00Z' },
    ])
    // A list that only says who took part says nothing of grades.
    const again = { source: { text: 'id,course,date\nm-17,Maths,2026-05-02' }, into }
    const seen = await client.progress.previewImport(again)
    expect(seen.rows.map(({ verdict }) => verdict)).toEqual(['changed'])
    await resultOf(client.progress.import({ ...again, mapping: seen.mapping, hasHeadings: true }))
    const without = await client.progress.previewImport({ source: { text: 'id,course\nm-17,Maths' }, into })
    expect(without.rows.map(({ verdict }) => verdict)).toEqual(['same'])
    expect((await client.progress.completions({ activityId: id })).rows).toMatchObject([
      { level: 71, completedAt: '2026-05-02T12:00:00Z' },
    ])
  })
})
