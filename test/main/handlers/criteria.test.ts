import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

/** A badge that is not to be earned yet, so that its criteria can be written. */
async function pausedBadge(app: TestApp, name = 'First Aider') {
  const badge = await readyBadge(app, { name })
  await app.client.badges.deactivate({ id: badge.id })
  return badge
}

const people = async ({ client }: TestApp, ...names: string[]) => {
  const saved = []
  for (const name of names) saved.push((await client.people.save({ name, email: `${name}@example.org` })).id)
  return saved as [string, string, string, string]
}

/** Two sessions of a course, both of which the badge asks for, and the word of a trainer or a librarian. */
async function firstAid(app: TestApp) {
  const { client } = app
  const badge = await pausedBadge(app)
  const day1 = await client.progress.saveActivity({ kind: 'activity', name: 'First aid, day 1' })
  const day2 = await client.progress.saveActivity({ kind: 'activity', name: 'First aid, day 2' })
  await client.criteria.save({
    badgeId: badge.id,
    criterion: { type: 'activity', params: [{ activityId: day1.id }, { activityId: day2.id }] },
  })
  const { criteria } = await client.criteria.save({
    badgeId: badge.id,
    criterion: { type: 'manual', method: 'any', params: [{ role: 'Trainer' }, { role: 'Librarian' }] },
  })
  const [attended, confirmed] = [criteria[0]!, criteria[1]!]
  const attend = async (...personIds: string[]) => {
    for (const { id } of [day1, day2]) await client.progress.complete({ activityId: id, personIds })
  }
  const confirm = (...personIds: string[]) =>
    client.criteria.confirm({ badgeId: badge.id, personIds, role: 'trainer', note: 'Bandaged a knee.' })
  const review = () => resultOf(client.criteria.review({ badgeId: badge.id }))
  const awardReviewed = (personIds?: string[]) =>
    resultOf(client.criteria.awardReviewed({ badgeId: badge.id, ...(personIds ? { personIds } : {}) }))
  return { badge, day1, day2, attended, confirmed, attend, confirm, review, awardReviewed }
}

describe('writing criteria', () => {
  test('they are read back with what they speak of', async () => {
    const app = await temporaryApp()
    const { badge, day1, attended, confirmed } = await firstAid(app)
    const read = await app.client.criteria.read({ badgeId: badge.id })
    expect(read).toMatchObject({
      method: 'all',
      frozen: null,
      criteria: [
        { id: attended.id, type: 'activity', method: 'all' },
        { id: confirmed.id, type: 'manual', method: 'any', params: [{ role: 'Trainer' }, { role: 'Librarian' }] },
      ],
    })
    expect(read.names[day1.id]).toBe('First aid, day 1')

    await app.client.criteria.setMethod({ badgeId: badge.id, method: 'any' })
    await app.client.criteria.remove({ badgeId: badge.id, id: attended.id })
    expect(await app.client.criteria.read({ badgeId: badge.id })).toMatchObject({
      method: 'any',
      criteria: [{ id: confirmed.id }],
    })
  })

  test('row 59: a second criterion of a type is refused, the first one can be changed', async () => {
    const app = await temporaryApp()
    const { badge, confirmed } = await firstAid(app)
    const criterion = { type: 'manual' as const, params: [{ role: 'Captain' }] }
    await expect(app.client.criteria.save({ badgeId: badge.id, criterion })).rejects.toMatchObject({
      code: 'conflict',
      data: { reason: 'type_taken' },
    })
    const { criteria } = await app.client.criteria.save({ badgeId: badge.id, id: confirmed.id, criterion })
    expect(criteria.map(({ type }) => type)).toEqual(['activity', 'manual'])
  })

  test('what was confirmed for a role that is no longer asked for is gone with the question', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, confirmed, confirm } = await firstAid(app)
    const [ann] = await people(app, 'ann')
    const met = async () => (await client.criteria.met({ badgeId: badge.id })).map(({ words }) => words)
    await confirm(ann)
    const save = (criterion: Parameters<typeof client.criteria.save>[0]['criterion']) =>
      client.criteria.save({ badgeId: badge.id, id: confirmed.id, criterion })
    await save({ type: 'manual', method: 'any', params: [{ role: 'Captain' }, { role: 'Trainer' }] })
    expect(await met()).toEqual(['Confirmed by a Trainer'])
    await save({ type: 'profile', params: [{ field: 'bio' }] })
    expect(await met()).toEqual([])
  })

  test('what is not there, or the badge itself, cannot be asked for', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, day1, confirmed } = await firstAid(app)
    const refused = (reason: string) => ({ code: 'invalid_input', data: { field: 'params', reason } })
    const save = (criterion: Parameters<typeof app.client.criteria.save>[0]['criterion']) =>
      app.client.criteria.save({ badgeId: badge.id, criterion })
    await expect(save({ type: 'badge', params: [{ badgeId: badge.id }] })).rejects.toMatchObject(refused('itself'))
    await expect(save({ type: 'cohort', params: [{ groupId: badge.id }] })).rejects.toMatchObject(refused('unknown'))
    await expect(save({ type: 'course', params: [{ activityId: day1.id }] })).rejects.toMatchObject(refused('unknown'))
    await expect(save({ type: 'profile', params: [{ field: 'bio' }, { field: 'bio' }] })).rejects.toMatchObject(
      refused('repeated'),
    )
    // Whoever confirms is known by the role however it is written: a second one could never be met.
    const roles = { type: 'manual' as const, params: [{ role: 'Coach' }, { role: 'coach' }] }
    await expect(client.criteria.save({ badgeId: badge.id, id: confirmed.id, criterion: roles })).rejects.toMatchObject(
      refused('repeated'),
    )
  })

  test('they are fixed while the badge can be earned, and for good once it was awarded', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, confirmed } = await firstAid(app)
    const change = () => client.criteria.setMethod({ badgeId: badge.id, method: 'any' })
    await client.badges.activate({ id: badge.id })
    await expect(change()).rejects.toMatchObject({ code: 'locked', data: { reason: 'active' } })
    await expect(client.criteria.remove({ badgeId: badge.id, id: confirmed.id })).rejects.toMatchObject({
      code: 'locked',
    })
    await client.badges.deactivate({ id: badge.id })
    await change()

    await client.badges.activate({ id: badge.id })
    await resultOf(client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann' }] }))
    await client.badges.deactivate({ id: badge.id })
    await expect(change()).rejects.toMatchObject({ code: 'locked', data: { reason: 'awarded' } })
    expect((await client.criteria.read({ badgeId: badge.id })).frozen).toBe('awarded')
  })
})

describe('confirming', () => {
  test('only in a role that is asked for, once, and it can be taken back until there is an award', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, confirm } = await firstAid(app)
    const [ann, ben] = await people(app, 'ann', 'ben')
    expect(await confirm(ann, ben, ann)).toEqual({ role: 'Trainer', confirmed: 2, passedOver: 0 })
    expect(await confirm(ann)).toEqual({ role: 'Trainer', confirmed: 0, passedOver: 1 })
    await expect(
      client.criteria.confirm({ badgeId: badge.id, personIds: [ann], role: 'Captain' }),
    ).rejects.toMatchObject({ code: 'invalid_input', data: { field: 'role', roles: ['Trainer', 'Librarian'] } })
    // Nobody is signed in and two roles are asked for: which one is meant?
    await expect(client.criteria.confirm({ badgeId: badge.id, personIds: [ann] })).rejects.toMatchObject({
      code: 'invalid_input',
    })

    expect(await client.criteria.met({ badgeId: badge.id, personId: ann })).toMatchObject([
      { words: 'Confirmed by a Trainer', role: 'Trainer', note: 'Bandaged a knee.', awardId: null },
    ])
    expect(await client.criteria.takeBack({ badgeId: badge.id, personIds: [ann], role: 'Trainer' })).toEqual({
      takenBack: 1,
    })
    expect(await client.criteria.met({ badgeId: badge.id })).toMatchObject([{ personId: ben }])
  })
})

describe('who has earned a badge', () => {
  test('row 57: ALL with one unmet earns nothing, and what was met is kept without an award', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, attended, confirmed, attend, confirm, review, awardReviewed } = await firstAid(app)
    const [ann, ben, cleo] = await people(app, 'ann', 'ben', 'cleo', 'dora')
    await attend(ann, ben)
    await confirm(ann, cleo)
    await client.badges.activate({ id: badge.id })

    expect(await review()).toMatchObject({
      count: 1,
      people: [{ personId: ann, missing: [] }],
      nearlyCount: 2,
      nearly: expect.arrayContaining([
        expect.objectContaining({ personId: ben, since: null, missing: [confirmed.id] }),
        expect.objectContaining({ personId: cleo, missing: [attended.id] }),
      ]) as unknown,
    })
    expect((await awardReviewed()).awarded).toMatchObject([{ personId: ann }])
    expect(await client.criteria.met({ badgeId: badge.id, personId: ben })).toMatchObject([
      { criterionId: attended.id, awardId: null },
    ])
    expect(await client.criteria.met({ badgeId: badge.id, personId: cleo })).toMatchObject([{ awardId: null }])
  })

  test('awarding ends where whoever asked for it stops listening, as on signing out', async () => {
    const app = await temporaryApp()
    const { badge, attend, confirm } = await firstAid(app)
    const ids = await people(app, ...Array.from({ length: 400 }, (_, number) => `p${String(number)}`))
    await attend(...ids)
    await confirm(...ids)
    await app.client.badges.activate({ id: badge.id })
    const stream = await app.client.criteria.awardReviewed({ badgeId: badge.id })
    // It looks first, then it awards.
    while ((await app.client.awards.list({})).total === 0 && (await stream.next()).done !== true);
    await stream.return?.()
    // Nothing goes on behind: later work of the same kind would have to come after what was begun.
    const { total } = await app.client.awards.list({})
    for (let turn = 0; turn < 2000; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect((await app.client.awards.list({})).total).toBe(total)
    expect(total).toBeLessThan(400)
  })

  test('row 57: ANY with none earns nothing', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, day1, attend, confirm, review } = await firstAid(app)
    await client.criteria.setMethod({ badgeId: badge.id, method: 'any' })
    const [ann, ben, cleo] = await people(app, 'ann', 'ben', 'cleo', 'dora')
    await attend(ann)
    await confirm(ben)
    await client.progress.complete({ activityId: day1.id, personIds: [cleo] })
    const { people: earned, nearly } = await review()
    expect(earned.map(({ personId }) => personId).sort()).toEqual([ann, ben].sort())
    expect(nearly).toMatchObject([{ personId: cleo }])
  })

  test('row 58: criteria that were met before a badge is active lead to an award only after the review', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, attend, confirm, awardReviewed } = await firstAid(app)
    const [ann] = await people(app, 'ann')
    await attend(ann)
    await confirm(ann)
    expect(await client.criteria.pending()).toEqual([])
    await expect(awardReviewed()).rejects.toMatchObject({ code: 'conflict' })

    await client.badges.activate({ id: badge.id })
    expect(await client.criteria.pending()).toMatchObject([{ badgeId: badge.id, badgeName: 'First Aider', count: 1 }])
    expect((await client.awards.list({ badgeId: badge.id })).total).toBe(0)

    const { awarded, batchId } = await awardReviewed()
    expect(awarded).toMatchObject([{ personId: ann }])
    expect(batchId).not.toBeNull()
    expect(await client.criteria.pending()).toEqual([])
    expect(await client.criteria.met({ awardId: awarded[0]!.awardId })).toMatchObject([
      { words: 'Took part in “First aid, day 1” and “First aid, day 2”', role: '' },
      { words: 'Confirmed by a Trainer', note: 'Bandaged a knee.' },
    ])
  })

  test('an active badge is looked at again when something changes, and at the next start', async () => {
    const app = await temporaryApp()
    const { badge, attend, confirm } = await firstAid(app)
    const [ann, ben] = await people(app, 'ann', 'ben')
    await app.client.badges.activate({ id: badge.id })
    await attend(ann, ben)
    await confirm(ann)
    expect(await app.client.criteria.pending()).toMatchObject([{ count: 1 }])
    // Asked again with nothing to look at, it goes on looking afterwards.
    expect(await app.client.criteria.pending()).toMatchObject([{ count: 1 }])
    await confirm(ben)
    expect(await app.client.criteria.pending()).toMatchObject([{ count: 2 }])
    await app.reopen()
    expect(await app.client.criteria.pending()).toMatchObject([{ count: 2 }])
    await app.client.criteria.takeBack({ badgeId: badge.id, personIds: [ben], role: 'Trainer' })
    expect(await app.client.criteria.pending()).toMatchObject([{ count: 1 }])
  })

  test('who opted out is left out, and it is said how many', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, attend, confirm, review } = await firstAid(app)
    const [ann, ben] = await people(app, 'ann', 'ben')
    await attend(ann, ben)
    await confirm(ann, ben)
    await client.badges.activate({ id: badge.id })
    await client.people.optOut({ ids: [ben] })
    expect(await review()).toMatchObject({ count: 1, people: [{ personId: ann }], leftOut: { opted_out: 1 } })
    expect(await client.criteria.pending()).toMatchObject([{ count: 1 }])
  })

  test('an award that somebody makes by hand takes what was met with it', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, confirm } = await firstAid(app)
    const [ann] = await people(app, 'ann')
    await confirm(ann)
    await client.badges.activate({ id: badge.id })
    const { awarded } = await resultOf(client.awards.create({ badgeId: badge.id, people: [{ personId: ann }] }))
    expect(await client.criteria.met({ awardId: awarded[0]!.awardId })).toMatchObject([{ role: 'Trainer' }])
    // Nothing is left to confirm for somebody who holds it.
    expect(await confirm(ann)).toMatchObject({ confirmed: 0, passedOver: 1 })
  })

  test('what was confirmed counts again where the award is taken back', async () => {
    const app = await temporaryApp()
    const { client } = app
    const { badge, attend, confirm, awardReviewed } = await firstAid(app)
    const [ann] = await people(app, 'ann')
    await attend(ann)
    await confirm(ann)
    await client.badges.activate({ id: badge.id })
    const { awarded } = await awardReviewed()
    await client.awards.withdraw({ ids: [awarded[0]!.awardId] })
    expect(await client.criteria.pending()).toMatchObject([{ count: 1 }])
    expect((await awardReviewed()).awarded).toMatchObject([{ personId: ann }])
  })

  test('badges, groups, profiles, courses with grades and competencies are seen by themselves', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [ann, ben] = await people(app, 'ann', 'ben')
    const first = await readyBadge(app, { name: 'First' })
    const group = await client.people.saveGroup({ name: 'Crew' })
    const maths = await client.progress.saveActivity({ kind: 'course', name: 'Maths' })
    const knots = await client.progress.saveActivity({ kind: 'competency', name: 'Knots' })
    const badge = await pausedBadge(app, 'All of it')
    const criterion = [
      { type: 'badge' as const, params: [{ badgeId: first.id }] },
      { type: 'cohort' as const, params: [{ groupId: group.id }] },
      { type: 'profile' as const, params: [{ field: 'email' as const }] },
      { type: 'course' as const, params: [{ activityId: maths.id, minLevel: 60, by: '2026-06-30' }] },
      { type: 'competency' as const, params: [{ activityId: knots.id, minLevel: 2 }] },
    ]
    for (const it of criterion) await client.criteria.save({ badgeId: badge.id, criterion: it })
    await client.badges.activate({ id: badge.id })
    const grade = (personId: string, level: number, completedAt: string) =>
      client.progress.complete({ activityId: maths.id, personIds: [personId], level, completedAt })
    await resultOf(client.awards.create({ badgeId: first.id, people: [{ personId: ann }, { personId: ben }] }))
    await client.people.setMembership({ groupId: group.id, personIds: [ann, ben], member: true })
    await client.progress.complete({ activityId: knots.id, personIds: [ann, ben], level: 2 })
    await grade(ann, 60, '2026-06-30T20:00:00Z')
    await grade(ben, 90, '2026-07-01T08:00:00Z')
    expect(await client.criteria.pending()).toMatchObject([{ badgeId: badge.id, count: 1 }])
    const { people: earned } = await resultOf(client.criteria.review({ badgeId: badge.id }))
    expect(earned).toMatchObject([{ personId: ann, since: '2026-06-30T20:00:00Z' }])

    // What was seen by itself and is over is forgotten again.
    await client.people.setMembership({ groupId: group.id, personIds: [ann], member: false })
    expect(await client.criteria.pending()).toEqual([])
    expect((await client.criteria.met({ badgeId: badge.id, personId: ann })).map(({ type }) => type)).not.toContain(
      'cohort',
    )
  })
})

test('the award’s public page lists the criteria that were met, in which role, and names nobody', async () => {
  const app = await temporaryApp()
  const { client } = app
  const { badge, attend, confirm, awardReviewed } = await firstAid(app)
  const [ann] = await people(app, 'ann')
  await attend(ann)
  await confirm(ann)
  await client.badges.activate({ id: badge.id })
  const { awarded } = await awardReviewed()
  const { token } = await client.awards.read({ id: awarded[0]!.awardId })
  const [site] = await client.publishing.sites()
  await client.publishing.chooseFolder({ siteId: site!.id })
  await resultOf(client.publishing.run({ siteId: site!.id }))
  const page = readFileSync(join(app.folder, 'site', 'assertions', token.slice(0, 2), `${token}.html`), 'utf8')
  expect(page).toContain('<li>Took part in “First aid, day 1” and “First aid, day 2”, <time')
  expect(page).toContain('<li>Confirmed by a Trainer, <time')
  expect(page).not.toMatch(/ann@|>ann<|Bandaged/)
})
