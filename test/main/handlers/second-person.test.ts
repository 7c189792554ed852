import { expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'

it('asks for the second person wherever a badge of two is awarded: codes, applications, what was earned, lists', async () => {
  const app = await temporaryApp()
  const { client } = app
  const held = await readyBadge(app, { name: 'Reader' })
  const badge = await readyBadge(app, { name: 'Keyholder' })
  const ann = await client.people.save({ name: 'Ann', email: 'ann@example.org' })
  await resultOf(client.awards.create({ badgeId: held.id, people: [{ personId: ann.id }] }))
  await client.operators.save({ username: 'vera', displayName: 'Vera', isAdmin: true, pin: '48213' })
  await client.operators.save({ username: 'otto', displayName: 'Otto', isAdmin: true, pin: '90817' })
  await client.badges.deactivate({ id: badge.id })
  await client.criteria.save({ badgeId: badge.id, criterion: { type: 'badge', params: [{ badgeId: held.id }] } })
  await client.badges.activate({ id: badge.id })
  await client.badges.save({ id: badge.id, keeping: { doubleEntry: true, duplicatePolicy: 'allow' } })

  const { codes } = await client.codes.create({ badgeId: badge.id, name: 'Fair', kind: 'single' })
  const application = await client.applications.create({ badgeId: badge.id, person: { personId: ann.id } })
  await client.applications.review({ id: application.id, decision: 'approve', comment: '', items: [] })
  const roster = await resultOf(
    client.rosters.create({
      name: 'Keys',
      badgeId: badge.id,
      source: { text: 'Name,E-mail\nBo,bo@example.org' },
      mapping: { name: 0, givenName: null, familyName: null, email: 1, group: null },
      hasHeadings: true,
    }),
  )
  type Second = { confirmation?: { username: string; pin: string } }
  const acts: Record<string, (second: Second) => Promise<unknown>> = {
    earned: (second) => resultOf(client.criteria.awardReviewed({ badgeId: badge.id, ...second })),
    code: (second) =>
      client.codes.claim({ code: codes[0]!.code, person: { name: 'Cy', email: 'cy@example.org' }, ...second }),
    application: (second) => client.applications.approve({ id: application.id, ...second }),
    roster: (second) => resultOf(client.rosters.award({ id: roster.id, ...second })),
  }
  for (const [name, act] of Object.entries(acts)) {
    const before = (await client.awards.list({ badgeId: badge.id })).total
    await expect(act({}), name).rejects.toMatchObject({ data: { reason: 'confirmation_missing' } })
    await expect(act({ confirmation: { username: 'otto', pin: '11111' } }), name).rejects.toMatchObject({
      code: 'not_allowed',
    })
    expect((await client.awards.list({ badgeId: badge.id })).total, name).toBe(before)
    await act({ confirmation: { username: 'otto', pin: '90817' } })
    const { rows, total } = await client.awards.list({ badgeId: badge.id })
    expect(total, name).toBe(before + 1)
    expect((await client.awards.read({ id: rows[0]!.id })).confirmedBy, name).not.toBeNull()
  }
})
