import { afterAll, afterEach, describe, expect, it } from 'vitest'
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

const open = async () => {
  let badgeId = ''
  blazon = await openBlazon({
    before: async (client) => {
      const issuer = await client.issuers.save({
        name: 'Riverside Library',
        email: 'desk@library.example',
        url: 'https://library.example',
      })
      await client.issuers.setHosting({ id: issuer.id, baseUrl: 'https://badges.library.example' })
      const picture = smallPng().toString('base64')
      badgeId = (await client.badges.create({ details: someDetails, picture, issuerId: issuer.id })).id
    },
  })
  const { page } = blazon
  const go = (hash: string) => page.evaluate((to) => location.assign(to), hash)
  return { ...blazon, badgeId, go }
}

describe.skipIf(!can)(can ? 'the desk' : noBrowser, () => {
  it('prints new codes once, and gives the badge to who brings one, by the keyboard alone', async () => {
    const { page, client, badgeId, go, accessibility } = await open()
    await go(`#/earning?badgeId=${badgeId}&part=codes`)
    await page.getByRole('button', { name: 'Make codes' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Summer fair')
    await page.getByRole('dialog').getByRole('button', { name: 'Make codes' }).press('Enter')
    const codes = page.getByRole('dialog').getByRole('list', { name: 'The new codes' }).getByRole('listitem')
    await codes.nth(19).waitFor()
    expect(await codes.count()).toBe(20)
    const code = (await codes.nth(2).innerText()).trim()
    expect(await accessibility()).toEqual([])
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the sheet as PDF' }).press('Enter')
    expect((await saving).suggestedFilename()).toBe('Summer fair.pdf')
    await page.getByRole('button', { name: 'Done' }).press('Enter')
    await page.getByText('20 of 20 open, 0 claimed').waitFor()

    await page.getByRole('button', { name: 'Redeem codes' }).press('Enter')
    // A scanner types wherever the cursor is.
    const cursor = (id = '') => page.locator(`input${id}:focus`).waitFor()
    await cursor()
    await page.keyboard.type('no such code at all\n')
    await page.getByText(/^There is no such code/).waitFor()
    await page.keyboard.type(`${code.toUpperCase().replaceAll('-', ' ')}\n`)
    await page.getByText('Summer fair, no. 3').waitFor()
    expect(await accessibility()).toEqual([])
    await cursor('#person')
    await page.keyboard.type('Ada Lovelace ada@example.org\n')
    await page.getByRole('button', { name: 'Award it to Ada Lovelace' }).press('Enter')
    await page.getByRole('status').getByText(`Ada Lovelace has earned “${someDetails.name}”`).waitFor()
    expect((await client.awards.list({})).rows.map(({ personName }) => personName)).toEqual(['Ada Lovelace'])
    await cursor()
    await page.keyboard.type(`${code}\n`)
    await page.getByText('This code was used already.').waitFor()
  })

  it('reviews an application item by item, and awards it', async () => {
    const { page, client, badgeId, go, accessibility } = await open()
    await client.applications.saveRubric({
      badgeId,
      items: [{ description: 'Ten books' }, { description: 'Told of one' }],
    })
    await client.applications.create({
      badgeId,
      person: { name: 'Bo Ek', email: 'bo@example.org' },
      statement: 'I read ten books.',
      evidence: [
        { kind: 'link', url: 'https://example.org/diary' },
        { kind: 'file', fileName: 'me.png', bytes: smallPng(9, 60).toString('base64') },
      ],
    })
    await go('#/applications')
    await page.getByRole('img', { name: 'me.png' }).waitFor()
    expect(await accessibility()).toEqual([])
    const approve = page.getByRole('button', { name: 'Approve and award' })
    expect(await approve.isDisabled()).toBe(true)
    for (const item of ['Ten books', 'Told of one'])
      await page
        .getByRole('radiogroup', { name: item })
        .getByRole('radio', { name: 'Satisfied' })
        .check({ force: true })
    await approve.press('Enter')
    await page.getByText('The badge was awarded.').waitFor()
    const { rows } = await client.awards.list({})
    expect(rows.map(({ personName }) => personName)).toEqual(['Bo Ek'])
    expect((await client.awards.read({ id: rows[0]!.id })).evidence).toEqual([{ url: 'https://example.org/diary' }])
  })
})
