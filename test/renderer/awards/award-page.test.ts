import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { achievementDetails } from '../../../src/core/contract/achievement'
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

const open = async (details: Partial<typeof someDetails> = {}, url = 'https://library.example') => {
  let id = ''
  blazon = await openBlazon({
    before: async (client) => {
      const issuer = await client.issuers.save({ name: 'Riverside Library', email: 'desk@library.example', url })
      await client.issuers.setHosting({ id: issuer.id, baseUrl: 'https://badges.library.example' })
      const picture = smallPng().toString('base64')
      const made = await client.badges.create({
        details: { ...someDetails, ...details },
        picture,
        issuerId: issuer.id,
      })
      id = made.id
    },
  })
  const { page } = blazon
  await page.evaluate((badgeId) => location.replace(`#/award?badgeId=${badgeId}`), id)
  await page.reload()
  await page.getByRole('region', { name: 'Before you award' }).waitFor()
  return { ...blazon, id }
}

describe.skipIf(!can)(can ? 'the page where one awards' : noBrowser, () => {
  it('mends what it finds at a click each, ticks it off, and leads to the field that only a person can fill', async () => {
    const { page, client, id, accessibility } = await open(
      { criteria: '', name: 'x'.repeat(129) },
      'http://library.example',
    )
    const findings = page.getByRole('region', { name: 'Before you award' })
    await findings.getByRole('button', { name: 'Take the description' }).press('Enter')
    await findings.getByText('Mended: The badge does not say how it is earned.').waitFor()
    await findings.getByRole('button', { name: 'Use https' }).press('Enter')
    await findings.getByText(/^Mended: The address of your web site/).waitFor()
    expect((await client.badges.read({ id })).details.criteria).toBe(someDetails.description)
    expect((await client.issuers.list())[0]?.url).toBe('https://library.example')
    expect(await accessibility()).toEqual([])
    await findings.getByRole('button', { name: 'Open that field' }).press('Enter')
    await page.locator('#badge-name:focus').waitFor()
  })

  it('says more of an award and issues it in another way, for these people only', async () => {
    const achievement = achievementDetails.parse({
      resultDescriptions: [{ key: 'r1', name: 'Points in the test', resultType: 'RawScore', valueMax: '10' }],
    })
    const { page, client, accessibility } = await open({ achievement })
    await page.getByRole('combobox', { name: 'To' }).fill('Ada Lovelace Ada@example.org')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Use small letters' }).click()
    await page.getByRole('row', { name: /ada@example.org/ }).waitFor()
    await page.getByRole('button', { name: /^More about this award/ }).press('Enter')
    await page.getByRole('textbox', { name: 'Points in the test' }).fill('9')
    await page.getByRole('textbox', { name: 'Role' }).fill('Helper')
    await page.getByRole('button', { name: /^How it is issued/ }).press('Enter')
    await page.getByRole('radio', { name: 'Open Badges 3.0 only' }).check({ force: true })
    await page.getByRole('button', { name: /For these awards: 3.0 with Data Integrity/ }).waitFor()
    expect(await accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Award to 1 person' }).click()
    await page.getByText('1 badge is signed and stored.').waitFor()
    const { rows } = await client.awards.list({})
    const award = await client.awards.read({ id: rows[0]!.id })
    expect(award).toMatchObject({ email: 'ada@example.org', assertion: null })
    expect(award.subject).toMatchObject({ role: 'Helper', results: [{ result: 'r1', value: '9' }] })
    expect((await client.issuers.list())[0]?.formats).toBe('both')
    await page.evaluate((awardId) => location.replace(`#/ledger?awardId=${awardId}`), award.id)
    await page.reload()
    await page.getByRole('definition').filter({ hasText: 'Helper' }).waitFor()
    await page.getByRole('definition').filter({ hasText: 'Points in the test: 9' }).waitFor()
  })
})
