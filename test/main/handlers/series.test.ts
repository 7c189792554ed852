import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { aDocument, smallPng } from '../../support/badges'
import { failureOf } from '../../support/catalog-calls'

const named = async (app: TestApp, ...names: string[]) => {
  const badges: { id: string; name: string }[] = []
  for (const name of names) badges.push(await readyBadge(app, { name }))
  return badges
}
const aPerson = ({ client }: TestApp, name = 'Ada Lovelace') =>
  client.people.save({ name, email: `${name.replace(/\W/g, '.')}@example.org` })
const award = ({ client }: TestApp, badgeId: string, ...personIds: string[]) =>
  resultOf(client.awards.create({ badgeId, people: personIds.map((personId) => ({ personId })) }))
const heldBy = async ({ client }: TestApp, personId: string) =>
  (await client.awards.list({ personId })).rows.map(({ badgeName }) => badgeName).sort()

describe('series', () => {
  it('has ordered steps, a team, tags and a description', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [bronze, silver] = await named(app, 'Bronze', 'Silver')
    const team = await client.series.saveTeam({ name: 'Infrastructure' })
    const series = await client.series.save({
      name: 'Metals',
      description: 'From small.',
      tags: ['a', 'a'],
      teamId: team.id,
    })
    expect(series).toMatchObject({ tags: ['a'], team: { name: 'Infrastructure' }, steps: [] })
    await client.series.addBadge({ seriesId: series.id, badgeId: bronze!.id })
    await client.series.addBadge({ seriesId: series.id, badgeId: silver!.id })
    // One that is in it stays where it is.
    await client.series.addBadge({ seriesId: series.id, badgeId: bronze!.id })
    expect((await client.series.read({ id: series.id })).steps.map(({ name }) => name)).toEqual(['Bronze', 'Silver'])
    expect(await client.series.teams()).toEqual([{ id: team.id, name: 'Infrastructure', series: 1 }])
    expect(await failureOf(client.series.saveTeam({ name: 'infrastructure' }))).toMatchObject({ code: 'conflict' })
    const namesake = client.series.saveTeam({ name: 'Infrastructure' })
    expect(await failureOf(namesake)).toMatchObject({ code: 'conflict', data: { reason: 'name_taken' } })
    await client.series.removeTeam({ id: team.id })
    expect((await client.series.list())[0]).toMatchObject({ name: 'Metals', team: null })
    await client.series.remove({ id: series.id })
    expect(await client.series.list()).toEqual([])
  })

  it('row 54: positions are unique, gaps are allowed, and a move swaps two steps at once', async () => {
    const app = await temporaryApp()
    const { client } = app
    const badges = await named(app, 'One', 'Two', 'Three', 'Four')
    const series = await client.series.save({ name: 'Steps' })
    for (const badge of badges) await client.series.addBadge({ seriesId: series.id, badgeId: badge.id })
    const at = (index: number) => ({ seriesId: series.id, badgeId: badges[index]!.id })
    await client.series.removeBadge(at(1))
    const names = (it: { steps: { name: string }[] }) => it.steps.map(({ name }) => name)
    // Over the gap that Two has left.
    expect(names(await client.series.moveBadge({ ...at(2), direction: 'up' }))).toEqual(['Three', 'One', 'Four'])
    expect(names(await client.series.moveBadge({ ...at(2), direction: 'up' }))).toEqual(['Three', 'One', 'Four'])
    expect(names(await client.series.moveBadge({ ...at(0), direction: 'down' }))).toEqual(['Three', 'Four', 'One'])
    expect(names(await client.series.addBadge(at(1)))).toEqual(['Three', 'Four', 'One', 'Two'])
    expect(names(await client.series.moveBadge({ ...at(1), direction: 'up' }))).toEqual(['Three', 'Four', 'Two', 'One'])
    expect(names(await client.series.moveBadge({ ...at(2), direction: 'down' }))).toEqual([
      'Four',
      'Three',
      'Two',
      'One',
    ])
  })

  it('tells how far a person has come: what stands today counts', async () => {
    const app = await temporaryApp()
    const { client } = app
    const badges = await named(app, 'One', 'Two', 'Three')
    const series = await client.series.save({ name: 'Steps' })
    for (const badge of badges) await client.series.addBadge({ seriesId: series.id, badgeId: badge.id })
    const person = await aPerson(app)
    await award(app, badges[0]!.id, person.id)
    const third = await award(app, badges[2]!.id, person.id)
    const ask = () => client.series.progress({ seriesId: series.id, personId: person.id })
    expect(await ask()).toMatchObject({
      person: { name: 'Ada Lovelace' },
      held: 2,
      next: badges[1]!.id,
      steps: [
        { heldSince: '2026-06-20T13:05:09Z' },
        { heldSince: null, awardId: null },
        { awardId: third.awarded[0]!.awardId },
      ],
    })
    await client.awards.withdraw({ ids: [third.awarded[0]!.awardId] })
    expect(await ask()).toMatchObject({ held: 1 })
  })
})

describe('milestone rules', () => {
  it('whoever holds so many of some badges gets another, and a chain of rules settles', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, b, c, gold, crown] = await named(app, 'A', 'B', 'C', 'Gold', 'Crown')
    await client.series.saveRule({ targetBadgeId: crown!.id, numberRequired: 1, action: 'award', badgeIds: [gold!.id] })
    const rule = await client.series.saveRule({
      targetBadgeId: gold!.id,
      numberRequired: 2,
      action: 'award',
      badgeIds: [a!.id, b!.id, c!.id],
    })
    expect(rule).toMatchObject({ target: { name: 'Gold' }, members: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] })
    const [ada, bob] = [await aPerson(app), await aPerson(app, 'Bob')]
    await award(app, a!.id, ada.id, bob.id)
    expect(await heldBy(app, ada.id)).toEqual(['A'])
    await award(app, c!.id, ada.id)
    expect(await heldBy(app, ada.id)).toEqual(['A', 'C', 'Crown', 'Gold'])
    expect(await heldBy(app, bob.id)).toEqual(['A'])
    await award(app, b!.id, ada.id)
    expect(await heldBy(app, ada.id)).toEqual(['A', 'B', 'C', 'Crown', 'Gold'])
  })

  it('row 53: cycles, more than are named and none at all are refused, the path by name', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, b] = await named(app, 'A', 'B')
    const rule = (target: string, badgeIds: string[], numberRequired = 1) =>
      client.series.saveRule({ targetBadgeId: target, numberRequired, action: 'award', badgeIds })
    expect(await failureOf(rule(a!.id, [a!.id]))).toMatchObject({
      code: 'conflict',
      data: { reason: 'cycle', path: ['A', 'A'] },
    })
    await rule(b!.id, [a!.id])
    expect(await failureOf(rule(a!.id, [b!.id]))).toMatchObject({
      code: 'conflict',
      data: { reason: 'cycle', path: ['A', 'B', 'A'] },
    })
    expect(await failureOf(rule(b!.id, [a!.id], 2))).toMatchObject({
      code: 'invalid_input',
      data: { field: 'numberRequired' },
    })
    expect(await failureOf(rule(b!.id, [a!.id], 0))).toMatchObject({ code: 'invalid_input' })
    expect(await client.series.rules()).toHaveLength(1)
  })

  it('a rule made later is previewed, chain and all, and done once', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, gold, crown] = await named(app, 'A', 'Gold', 'Crown')
    const people = [await aPerson(app), await aPerson(app, 'Bob')]
    await award(app, a!.id, ...people.map(({ id }) => id))
    await client.series.saveRule({ targetBadgeId: crown!.id, numberRequired: 1, action: 'award', badgeIds: [gold!.id] })
    await client.series.saveRule({ targetBadgeId: gold!.id, numberRequired: 1, action: 'award', badgeIds: [a!.id] })
    const preview = await client.series.previewRules()
    expect(preview.map(({ counts }) => counts.award)).toEqual([2, 2])
    expect(preview[0]!.people.map(({ name }) => name).sort()).toEqual(['Ada Lovelace', 'Bob'])
    expect(await heldBy(app, people[0]!.id)).toEqual(['A'])
    // Awarding Gold leads on to Crown by itself.
    await resultOf(client.series.runRules())
    expect(await heldBy(app, people[0]!.id)).toEqual(['A', 'Crown', 'Gold'])
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 0, queued: 0 })
    expect((await client.series.previewRules()).map(({ people: due }) => due.length)).toEqual([0, 0])
  })

  it('an application is queued once, and not again when it was decided', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, b, gold] = await named(app, 'A', 'B', 'Gold')
    const person = await aPerson(app)
    await client.series.saveRule({
      targetBadgeId: gold!.id,
      numberRequired: 1,
      action: 'queue_application',
      badgeIds: [a!.id, b!.id],
    })
    await award(app, a!.id, person.id)
    await award(app, b!.id, person.id)
    const [application] = (await client.applications.list({})).rows
    expect(application).toMatchObject({
      badgeId: gold!.id,
      personId: person.id,
      state: 'submitted',
      source: 'milestone',
    })
    await client.applications.withdraw({ id: application!.id })
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 0, queued: 0 })
    expect(await heldBy(app, person.id)).toEqual(['A', 'B'])
    expect((await client.series.previewRules())[0]!.people).toEqual([])
  })

  it('what was taken back from somebody is not given again, but told', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, gold] = await named(app, 'A', 'Gold')
    const person = await aPerson(app)
    await client.series.saveRule({ targetBadgeId: gold!.id, numberRequired: 1, action: 'award', badgeIds: [a!.id] })
    await award(app, a!.id, person.id)
    const given = (await client.awards.list({ badgeId: gold!.id })).rows[0]!
    await client.awards.withdraw({ ids: [given.id] })
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 0 })
    expect((await client.series.previewRules())[0]).toMatchObject({
      counts: { award: 0, taken_back: 1 },
      people: [{ personId: person.id, outcome: 'taken_back', reason: null }],
    })
  })

  it('who may not be awarded is told with the reason, and not tried', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, gold] = await named(app, 'A', 'Gold')
    const person = await aPerson(app)
    await award(app, a!.id, person.id)
    await client.people.optOut({ ids: [person.id], reason: 'Asked at the desk.' })
    await client.series.saveRule({ targetBadgeId: gold!.id, numberRequired: 1, action: 'award', badgeIds: [a!.id] })
    expect(await client.series.previewRules()).toMatchObject([
      { counts: { award: 0, refused: 1 }, people: [{ personId: person.id, outcome: 'refused', reason: 'opted_out' }] },
    ])
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 0, queued: 0, refused: [] })
  })

  it('what has expired is not held', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a, gold] = await named(app, 'A', 'Gold')
    const person = await aPerson(app)
    await resultOf(
      client.awards.create({ badgeId: a!.id, people: [{ personId: person.id }], expiresAt: '2026-07-01T00:00:00Z' }),
    )
    await client.series.saveRule({ targetBadgeId: gold!.id, numberRequired: 1, action: 'award', badgeIds: [a!.id] })
    expect((await client.series.previewRules())[0]!.counts.award).toBe(1)
    app.time.set('2026-07-02T00:00:00Z')
    expect((await client.series.previewRules())[0]!.people).toEqual([])
  })

  it('a badge that is not ready keeps its rule waiting, and awarding goes on', async () => {
    const app = await temporaryApp()
    const { client } = app
    const [a] = await named(app, 'A')
    const draft = await client.badges.create({ details: { name: 'Draft' } })
    await client.series.saveRule({ targetBadgeId: draft.id, numberRequired: 1, action: 'award', badgeIds: [a!.id] })
    const person = await aPerson(app)
    expect((await award(app, a!.id, person.id)).awarded).toHaveLength(1)
    expect(await client.series.previewRules()).toMatchObject([{ hindrance: 'not_ready', counts: { hindered: 1 } }])
  })

  it('row 38: a badge whose day is over keeps its rule waiting, too, until it has another', async () => {
    const app = await temporaryApp()
    const { client, time } = app
    const [a, gold] = await named(app, 'A', 'Gold')
    await client.badges.save({ id: gold!.id, details: { expiry: { kind: 'date', date: '2026-06-30' } } })
    await client.series.saveRule({ targetBadgeId: gold!.id, numberRequired: 1, action: 'award', badgeIds: [a!.id] })
    const person = await aPerson(app)
    time.set('2026-07-01T00:00:00Z')
    await award(app, a!.id, person.id)
    expect(await client.series.previewRules()).toMatchObject([{ hindrance: 'not_ready', counts: { hindered: 1 } }])
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 0, refused: [] })
    await client.badges.save({ id: gold!.id, details: { expiry: { kind: 'date', date: '2026-12-31' } } })
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 1 })
  })

  it('a badge whose every award has a picture of its own is not awarded by a rule: an application waits instead', async () => {
    const app = await temporaryApp()
    const { client } = app
    const plain = await readyBadge(app, { name: 'A' })
    const document = aDocument()
    const design = await client.designs.create({
      name: 'With a name',
      document: { ...document, layers: [{ ...document.layers[0]!, text: '{name}' }] },
    })
    await client.designs.setPicture({ id: design.id, png: smallPng(200, 600).toString('base64') })
    const personal = await client.badges.create({
      details: { ...plain.details, name: 'With a name' },
      designId: design.id,
      issuerId: plain.issuerId!,
    })
    const [ada, bob] = [await aPerson(app), await aPerson(app, 'Bob')]
    await award(app, plain.id, ada.id)
    await client.series.saveRule({
      targetBadgeId: personal.id,
      numberRequired: 1,
      action: 'award',
      badgeIds: [plain.id],
    })
    expect(await client.series.previewRules()).toMatchObject([
      { hindrance: 'needs_pictures', counts: { award: 0, queue_application: 1 }, people: [{ personId: ada.id }] },
    ])
    await award(app, plain.id, bob.id)
    expect(await resultOf(client.series.runRules())).toMatchObject({ awarded: 0, queued: 1 })
    expect(await client.series.previewRules()).toMatchObject([{ counts: { queue_application: 0 } }])
  })
})
