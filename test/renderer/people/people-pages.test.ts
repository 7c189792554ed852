import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng } from '../../support/badges'
import { resultOf } from '../../support/app'
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

/** Three people, two badges; Ann has both, Bo one, Cy none. */
async function furnished(client: App['client']) {
  const issuer = await client.issuers.save({
    name: 'Riverside Library',
    email: 'd@library.example',
    url: 'https://library.example',
  })
  await client.issuers.setHosting({ id: issuer.id, baseUrl: null })
  const save = (name: string) => client.people.save({ name, email: `${name.slice(0, 2).toLowerCase()}@example.org` })
  const [ann, bo] = [await save('Ann Lee'), await save('Bo Ek'), await save('Cy Diaz')]
  const times = ['2026-01-15T10:00:00Z', '2026-03-02T10:00:00Z']
  for (const [at, name] of ['Reading Star', 'First Aid'].entries()) {
    const badge = await client.badges.create({
      details: {
        name,
        description: 'Ten books.',
        criteria: 'Read ten books.',
        altText: 'A star.',
        tags: [],
        expiry: { kind: 'none' },
      },
      picture: Buffer.from(smallPng()).toString('base64'),
      issuerId: issuer.id,
    })
    const people = [ann, ...(at === 0 ? [bo] : [])].map(({ id }) => ({ personId: id }))
    await resultOf(client.awards.create({ badgeId: badge.id, people, awardedAt: times[at]! }))
  }
}

describe.skipIf(!can)(can ? 'people' : noBrowser, () => {
  it('have a page of their own, can opt out there, and are back when they are asked for', async () => {
    const { page, client } = (blazon = await openBlazon({ at: '#/people', before: furnished }))
    await page.getByRole('row', { name: /Ann Lee/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Open their page' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ann Lee' }).waitFor()
    await page.getByRole('grid', { name: 'Badges' }).getByText('First Aid').waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'They opt out …' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('asked by mail')
    await page.getByRole('dialog').getByRole('button', { name: 'Opt out' }).click()
    await page.getByText('hidden, and not to be awarded').waitFor()
    expect((await client.people.list({})).total).toBe(2)
    await page.goto(`${page.url().split('#')[0]!}#/people`)
    await page.getByText('2 people', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Show who opted out' }).click()
    await page.getByRole('row', { name: /Ann Lee.*Opted out/ }).waitFor()
  })

  it('are ranked, and months stand as a plot with a table behind it', async () => {
    const { page } = (blazon = await openBlazon({ at: '#/people', before: furnished }))
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Statistics' }).click()
    await page.getByRole('row', { name: /1 .*Ann Lee 2/ }).waitFor()
    await page.getByRole('row', { name: /2 .*Bo Ek 1/ }).waitFor()
    await page.getByText('2 people have an award.').waitFor()
    await page.getByRole('radio', { name: 'Months' }).click()
    await page.getByRole('img', { name: '3 awards from Jan 2026 to Mar 2026, by month' }).waitFor()
    await page.getByRole('button', { name: 'As a table' }).click()
    await page.getByRole('row', { name: 'Jan 2026 2' }).waitFor()
  })

  it('are erased for good after a look at what that does', async () => {
    const { page, client } = (blazon = await openBlazon({ at: '#/people', before: furnished }))
    const bo = (await client.people.search({ query: 'bo' }))[0]!
    await page.goto(`${page.url().split('#')[0]!}#/person?personId=${bo.id}`)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Erase …' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Erase Bo Ek for good?' })
    await dialog.getByText('1 award stays in the counts, without a name.').waitFor()
    await dialog.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByText('2 people', { exact: true }).waitFor()
    await page.goto(`${page.url().split('#')[0]!}#/ledger`)
    await page.getByRole('row', { name: /Erased person/ }).waitFor()
  })
})
