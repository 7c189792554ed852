import { expect, goTo, test } from './support/blazon'
import { layAwards, layBadges, layPeople, resultOf } from './support/ground'
import { look } from './support/screens'

test.use({ viewport: { width: 1280, height: 800 } })

test('the screens of belonging, earning, people and rosters hold together', async ({ app, blazon }) => {
  test.setTimeout(240_000)
  const { client } = blazon
  const [star, hand, nature, code] = await layBadges(client, app)
  const { personIds, groupId } = await layPeople(client)
  await layAwards(client, star!.id, personIds.slice(0, 6))
  await layAwards(client, hand!.id, personIds.slice(0, 3))

  const [issuer] = await client.issuers.list()
  const system = await client.programs.saveSystem({ name: 'County libraries' })
  const program = await client.programs.save({ name: 'Summer programme' })
  await client.programs.link({ kind: 'system_issuer', parentId: system.id, childId: issuer!.id })
  await client.programs.link({ kind: 'issuer_program', parentId: issuer!.id, childId: program.id })
  for (const badge of [star!, hand!])
    await client.programs.link({ kind: 'program_badge', parentId: program.id, childId: badge.id })
  const series = await client.series.save({ name: 'Readers' })
  for (const badge of [star!, hand!, nature!]) await client.series.addBadge({ seriesId: series.id, badgeId: badge.id })

  await client.badges.deactivate({ id: code!.id })
  await client.criteria.save({
    badgeId: code!.id,
    criterion: { type: 'badge', method: 'all', params: [{ badgeId: star!.id }], description: '' },
  })
  await client.criteria.save({
    badgeId: code!.id,
    criterion: { type: 'cohort', method: 'any', params: [{ groupId }], description: '' },
  })
  await client.badges.activate({ id: code!.id })
  await client.codes.create({ badgeId: nature!.id, name: 'Fair', kind: 'single', count: 12 })
  const application = await client.applications.create({
    badgeId: nature!.id,
    person: { personId: personIds[5]! },
    statement: 'I kept a diary of the birds for a whole season, and drew each of them.',
  })
  const roster = await resultOf(
    client.rosters.create({
      name: 'Summer',
      badgeId: nature!.id,
      source: {
        text: 'Name,E-mail\nAda Lovelace,ada@example.org\nZed Young,zed at example.org\nNew Reader,new@example.org',
      },
      mapping: { name: 0, givenName: null, familyName: null, email: 1, group: null },
      hasHeadings: true,
    }),
  )

  const places: Record<string, [at: string, words: string | RegExp]> = {
    programs: ['programs', 'Summer programme'],
    series: [`series?seriesId=${series.id}&personId=${personIds[0]!}`, 'Readers: 2 of 3'],
    earning: [`earning?badgeId=${code!.id}`, /holds/],
    'earning-codes': [`earning?badgeId=${nature!.id}&part=codes`, 'Fair'],
    'earning-applications': [`earning?badgeId=${nature!.id}&part=applications`, 'What reviewers look at'],
    applications: [`applications?applicationId=${application.id}`, 'I kept a diary'],
    redeem: ['redeem', 'Scan the card'],
    activities: ['activities', 'Activities and counters'],
    person: [`person?personId=${personIds[0]!}`, '2 badges'],
    statistics: ['statistics', '6 people have an award.'],
    compare: [`statistics?personIds=${personIds[0]!},${personIds[4]!}`, 'Side by side'],
    rosters: ['rosters', 'Looked through'],
    roster: [`rosters?rosterId=${roster.id}`, 'This is not an e-mail address.'],
    'award-earned': [`award?badgeId=${code!.id}`, 'Award from a list'],
  }
  for (const [name, [at, words]] of Object.entries(places)) {
    await goTo(app, `#/${at}`)
    await expect(app.locator('main').getByText(words).first()).toBeVisible()
    await look(app, name)
  }
})
