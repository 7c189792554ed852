import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng } from '../../support/badges'
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

/** Badges that can be awarded. */
async function badges(client: App['client'], ...names: string[]) {
  const issuer = await client.issuers.save({
    name: 'Riverside Library',
    email: 'desk@library.example',
    url: 'https://library.example/',
  })
  await client.issuers.setHosting({ id: issuer.id, baseUrl: null })
  const details = { description: 'Ten books.', criteria: 'Read ten books.', altText: 'A gold star.' }
  const made: { id: string }[] = []
  for (const name of names)
    made.push(
      await client.badges.create({
        details: { ...details, name },
        picture: smallPng().toString('base64'),
        issuerId: issuer.id,
      }),
    )
  return made.map(({ id }) => id)
}

describe.skipIf(!can)(can ? 'programs and series' : noBrowser, () => {
  it('a program is made, filled and read as a list, by keyboard', async () => {
    blazon = await openBlazon({
      at: '#/programs',
      before: async (client) => void (await badges(client, 'Reading Star')),
    })
    const { page, client } = blazon
    await page.getByRole('button', { name: 'New program' }).click()
    await page.getByLabel('Name').fill('Summer reading')
    await page.getByLabel('Name').press('Enter')
    const panel = page.getByRole('complementary', { name: 'Summer reading' })
    await panel.getByRole('combobox', { name: 'Add a badge' }).fill('read')
    await page.getByRole('option', { name: 'Reading Star' }).click()
    await panel.getByRole('combobox', { name: 'Add an issuer that runs it' }).fill('river')
    await page.getByRole('option', { name: 'Riverside Library' }).click()

    // What the lines show stands in words in the things.
    const program = page.getByRole('button', {
      name: 'Summer reading Belongs to Riverside Library. Holds Reading Star.',
    })
    await program.focus()
    await page.keyboard.press('ArrowRight')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    expect(await focused()).toContain('Reading Star')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toContain('Riverside Library')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Riverside Library' }).waitFor()
    expect(await blazon.accessibility()).toEqual([])
    expect((await client.programs.graph()).links).toHaveLength(2)
  })

  it('a series leads to a milestone: a circle is refused by name, who has reached it gets the badge, and the way is shown', async () => {
    let personId = ''
    blazon = await openBlazon({
      at: '#/series',
      before: async (client) => {
        const [bronze = '', silver = '', gold = ''] = await badges(client, 'Bronze', 'Silver', 'Gold')
        const series = await client.series.save({ name: 'Metals' })
        for (const badgeId of [bronze, silver, gold]) await client.series.addBadge({ seriesId: series.id, badgeId })
        personId = (await client.people.save({ name: 'Ada Lovelace' })).id
        const steps = await client.awards.create({ badgeId: bronze, people: [{ personId }] })
        while (!(await steps.next()).done);
        await client.series.saveRule({ targetBadgeId: bronze, numberRequired: 1, action: 'award', badgeIds: [gold] })
      },
    })
    const { page, client } = blazon
    await page.getByRole('row', { name: 'Metals' }).click()
    await page.getByRole('button', { name: 'New rule' }).click()
    const dialog = page.getByRole('dialog')
    const only = async (name: string, target: string) => {
      for (const other of ['Bronze', 'Silver', 'Gold'].filter((it) => it !== name))
        if (await dialog.getByRole('button', { name: `Remove ${other}` }).count())
          await dialog.getByRole('button', { name: `Remove ${other}` }).click()
      await dialog.getByRole('combobox', { name: 'Gets' }).fill(target)
      await page.getByRole('option', { name: target }).click()
    }
    await only('Bronze', 'Gold')
    await dialog.getByText('Whoever holds Bronze gets Gold.').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Gold → Bronze → Gold').waitFor()
    await dialog.getByRole('button', { name: 'Remove Gold' }).click()
    await dialog.getByRole('combobox', { name: 'Gets' }).fill('Silver')
    await page.getByRole('option', { name: 'Silver' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()

    await page.getByRole('heading', { name: 'Who has reached a milestone' }).waitFor()
    await page.getByRole('button', { name: 'Award 1 badge' }).click()
    await page.getByText('1 badge was awarded.').waitFor()
    expect((await client.awards.list({ personId })).total).toBe(2)

    await page.getByRole('combobox', { name: 'Person' }).fill('ada')
    await page.getByRole('option', { name: 'Ada Lovelace' }).click()
    await page
      .getByRole('img', { name: /^Ada Lovelace: 2 of 3 badges of Metals Bronze: held since .* Gold: next\.$/ })
      .waitFor()
    expect(await blazon.accessibility()).toEqual([])
  })
})
