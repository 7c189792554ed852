import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { presetGrants } from '../../../src/core/operators/presets'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, type OpenBlazon, openBlazon } from '../../support/page'

const everywhere = { type: 'library', id: '' } as const
const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
})
afterAll(closeBrowser)

describe.skipIf(!can)(can ? 'who works here' : noBrowser, () => {
  it('is set up, others are taken in by a job, and each signs in and does what is theirs', async () => {
    blazon = await openBlazon({ at: '#/settings?section=operators' })
    const { page, client, accessibility } = blazon
    const part = page.getByRole('region', { name: 'Who works here' })
    await part.getByText('Everybody at this computer may do everything.').waitFor()
    await part.getByRole('button', { name: 'Set up operators' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Vera Ødegård')
    await dialog.getByLabel('PIN', { exact: true }).fill('12')
    await dialog.getByRole('button', { name: 'Begin' }).click()
    await dialog.getByText('4 to 12 digits, or 8 characters or more.').waitFor()
    await dialog.getByLabel('PIN', { exact: true }).fill('48213')
    await dialog.getByRole('button', { name: 'Begin' }).click()
    await part.getByText('You are signed in as Vera Ødegård.').waitFor()
    await page.getByRole('contentinfo').getByText('Vera Ødegård').waitFor()

    await part.getByRole('button', { name: 'Add an operator' }).click()
    await dialog.getByLabel('Name', { exact: true }).fill('Otto Berg')
    expect(await dialog.getByLabel('Name to sign in with').inputValue()).toBe('otto')
    await dialog.getByLabel('PIN', { exact: true }).fill('90817')
    await dialog.getByText('Only looks').click()
    await dialog.getByRole('button', { name: 'Exactly what they may do' }).click()
    expect(await accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await part.getByText('Only looks').waitFor()
    expect((await client.operators.list()).find(({ username }) => username === 'otto')?.grants).toEqual(
      expect.arrayContaining(presetGrants('looks', everywhere)),
    )

    // Out, and in as somebody else, by keys alone.
    await page.getByRole('contentinfo').getByRole('button', { name: 'Switch or sign out' }).click()
    await page.getByRole('heading', { name: 'Hello Vera Ødegård' }).waitFor()
    expect(await accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Somebody else' }).click()
    await page.getByRole('heading', { name: 'Who is at the desk?' }).waitFor()
    await page.getByRole('button', { name: 'Otto Berg' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Your PIN').waitFor()
    await page.keyboard.type('1111')
    await page.keyboard.press('Enter')
    await page.getByText('That is not the right PIN.').waitFor()
    for (const digit of '90817') await page.getByRole('button', { name: digit, exact: true }).click()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await part.getByText('You are signed in as Otto Berg.').waitFor()
    await expect.poll(() => part.getByRole('button', { name: 'Add an operator' }).count()).toBe(0)

    // What is not his is not offered: no part of the settings, no place in the rail, no act on the pages.
    expect(await page.getByRole('region', { name: 'Event mode' }).count()).toBe(0)
    const rail = page.getByRole('navigation', { name: 'Places' })
    expect(await rail.getByRole('link').allTextContents()).toEqual([
      'Library',
      'People',
      'Ledger',
      'Verify',
      'Settings',
    ])
    await rail.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    expect(await page.getByRole('button', { name: 'New badge' }).count()).toBe(0)
    // Opened by its address, a place says whose it is.
    await page.evaluate(() => (location.hash = '#/publish'))
    await page.getByRole('heading', { name: 'This is for others here' }).waitFor()
    await page.getByText('“Award, hand out, review, publish”').waitFor()
    expect(await accessibility()).toEqual([])

    // What an administrator gives is there at once.
    await client.operators.signIn({ username: 'vera', pin: '48213' })
    const otto = (await client.operators.list()).find(({ username }) => username === 'otto')!
    const { id, username, displayName } = otto
    await client.operators.save({ id, username, displayName, grants: presetGrants('awards', everywhere) })
    await client.operators.signIn({ username: 'otto', pin: '90817' })
    await rail.getByRole('link', { name: 'Publish' }).waitFor()
    await page.getByRole('heading', { name: 'Publish' }).waitFor()
  })

  it('leaves a log that reads as sentences and says that it is whole', async () => {
    blazon = await openBlazon({
      at: '#/settings?section=audit',
      theme: 'dark',
      before: async (client) => {
        await client.issuers.save({ name: 'Riverside', email: 'desk@library.example', url: 'https://library.example' })
        await client.operators.save({ username: 'vera', displayName: 'Vera Voss', isAdmin: true, pin: '48213' })
      },
    })
    const { page, accessibility } = blazon
    const part = page.getByRole('region', { name: 'What was done here' })
    await part.getByRole('button', { name: 'Show the log' }).click()
    await part.getByText('Vera Voss · Signed in').waitFor()
    await part.getByText('Changed who awards · Riverside').waitFor()
    await part.getByRole('button', { name: 'Check the log' }).click()
    await part.getByText('The log is whole').waitFor()
    expect(await accessibility()).toEqual([])
    await part.getByRole('button', { name: 'Save as a table (CSV)' }).click()
    await part.getByText(/^Saved as What was done/).waitFor()
  })
})
