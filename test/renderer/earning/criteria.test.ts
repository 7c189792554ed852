import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng, someDetails } from '../../support/badges'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, type OpenBlazon, openBlazon } from '../../support/page'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
})
afterAll(closeBrowser)

/** A badge that lacks nothing, and three people. */
async function ground(client: App['client']) {
  const issuer = await client.issuers.save({
    name: 'Riverside Library',
    email: 'desk@library.example',
    url: 'https://library.example',
  })
  await client.issuers.setHosting({ id: issuer.id, baseUrl: null })
  const picture = smallPng().toString('base64')
  const { id } = await client.badges.create({ details: someDetails, picture, issuerId: issuer.id })
  for (const name of ['Ada Lovelace', 'Ben Okri', 'Cleo Vance'])
    await client.people.save({ name, email: `${name.split(' ')[0]!.toLowerCase()}@example.org` })
  return id
}
const open = async (options: Parameters<typeof openBlazon>[0] = {}) => {
  let id = ''
  const opened = await openBlazon({
    ...options,
    before: async (client) => {
      id = await ground(client)
    },
  })
  blazon = opened
  const go = (hash: string) => opened.page.evaluate((to) => location.assign(to), hash)
  return { ...opened, id, go }
}

describe.skipIf(!can)(can ? 'the page of how a badge is earned' : noBrowser, () => {
  it('criteria are written as a tree and read as a sentence', async () => {
    const { page, id, go, accessibility } = await open()
    await go(`#/earning?badgeId=${id}`)
    await page.getByRole('button', { name: 'Pause the badge' }).click()
    await page.getByRole('button', { name: 'Add a criterion' }).click()
    await page.getByRole('menuitem', { name: 'Activities and sessions' }).click()
    const what = page.getByRole('combobox', { name: 'Activity' })
    await what.fill('First aid, day 1')
    await page.getByRole('button', { name: 'Save' }).click()
    const sentence = page.getByRole('status', { name: 'The criteria in one sentence' })
    await expect.poll(() => sentence.textContent()).toBe('Awarded to whoever took part in “First aid, day 1”.')

    // By keyboard alone.
    await page.getByRole('button', { name: 'Add another criterion' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Somebody confirms it' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'In which role' }).waitFor()
    await page.keyboard.type('Trainer')
    await page.getByRole('button', { name: 'Save' }).focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => sentence.textContent())
      .toBe('Awarded to whoever took part in “First aid, day 1”, and is confirmed by a Trainer.')
    expect(await accessibility()).toEqual([])
  })

  it('people are confirmed, seen, and then awarded; who is nearly there is told what is missing', async () => {
    const { page, client, id, go, accessibility } = await open()
    const activity = await client.progress.saveActivity({ kind: 'activity', name: 'First aid, day 1' })
    await client.badges.deactivate({ id })
    await client.criteria.save({
      badgeId: id,
      criterion: { type: 'activity', params: [{ activityId: activity.id }] },
    })
    await client.criteria.save({ badgeId: id, criterion: { type: 'manual', params: [{ role: 'Trainer' }] } })
    const [ada, ben] = (await client.people.list({})).rows
    await client.progress.complete({ activityId: activity.id, personIds: [ada!.id, ben!.id] })
    await go(`#/earning?badgeId=${id}`)
    await page.getByRole('combobox', { name: 'People' }).fill('Ada')
    await page.getByRole('option', { name: 'Ada Lovelace' }).click()
    await page.getByRole('button', { name: 'Confirm as Trainer' }).click()
    await page.getByRole('button', { name: 'Activate the badge' }).click()
    await page.getByRole('button', { name: 'Look who has earned it' }).click()
    await page.getByText('1 person has earned it and does not hold it yet.').waitFor()
    await page.getByRole('list', { name: 'Who has earned it' }).getByText('Ada Lovelace').waitFor()
    await page.getByRole('button', { name: /Nearly there/ }).click()
    await page.getByText('Not yet: is confirmed by a Trainer').waitFor()
    expect(await accessibility()).toEqual([])
    // Nobody is awarded unseen: Ben has earned it since.
    await client.criteria.confirm({ badgeId: id, personIds: [ben!.id] })
    await page.getByRole('button', { name: 'Award 1 person' }).click()
    await page.getByText('1 person was awarded.').waitFor()
    expect((await client.awards.list({ badgeId: id })).rows).toMatchObject([{ personName: 'Ada Lovelace' }])
    await page.getByText('fixed for good').waitFor()
  })

  it('who has earned a badge is told on the library, and a counter is kept on its own page', async () => {
    const { page, client, id, go, accessibility } = await open({ theme: 'dark' })
    await go('#/activities?part=counters')
    await page.getByRole('button', { name: 'New counter' }).click()
    await page.getByRole('textbox', { name: 'What is counted' }).fill('Hours helped')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('list', { name: 'Counters' }).getByText('Hours helped', { exact: true }).waitFor()
    const [counter] = await client.progress.counters()
    await client.badges.deactivate({ id })
    await client.criteria.save({
      badgeId: id,
      criterion: { type: 'social', params: [{ counterId: counter!.id, atLeast: 10 }] },
    })
    await client.badges.activate({ id })

    await page.getByRole('button', { name: 'Import a list' }).click()
    await page
      .getByRole('textbox', { name: 'Paste a list' })
      .fill('name,counter,value\nAda Lovelace,Hours helped,12\nNobody,Hours helped,3\n')
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByText('Not in the library').waitFor()
    expect(await accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Import 1 row' }).click()
    await page.getByText('1 row came in.').waitFor()
    await page.getByRole('button', { name: 'Close' }).last().click()

    // What was counted by hand is not written over by one press.
    await page.getByRole('button', { name: 'People of “Hours helped”' }).click()
    await page.getByRole('button', { name: 'Count activities' }).click()
    await page.getByText('in place of the number that stands here').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Close' }).last().click()
    expect((await client.progress.values({ counterId: counter!.id })).rows).toMatchObject([{ value: 12 }])

    await go('#/library')
    await page.getByText(`1 person has earned “${someDetails.name}”.`).waitFor()
    await page.getByRole('button', { name: 'Look and award' }).click()
    await page.getByText('1 person has earned it and does not hold it yet.').waitFor()
  })
})
