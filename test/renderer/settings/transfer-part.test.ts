import { readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, type OpenBlazon, openBlazon } from '../../support/page'
import { transferFixture } from '../../support/transfer'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
})
afterAll(closeBrowser)

describe.skipIf(!can)(can ? 'moving in and out' : noBrowser, () => {
  it('shows what would come in and why the rest would not, brings it in, and says what to do next', async () => {
    blazon = await openBlazon({ at: '#/settings?section=transfer' })
    const { page, client, accessibility } = blazon
    await page.getByRole('button', { name: 'Bring in…' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'tahrir.sql',
      mimeType: 'text/plain',
      buffer: readFileSync(transferFixture('tahrir.sql')),
    })
    const counts = dialog.getByRole('table', { name: 'What comes in' })
    await counts.getByRole('row', { name: 'Past awards 1 0 8' }).waitFor()
    await dialog.getByRole('button', { name: /Times without a time zone are in/ }).press('Enter')
    await page.getByRole('option', { name: 'UTC', exact: true }).press('Enter')
    await counts.getByRole('row', { name: 'Past awards 3 0 6' }).waitFor()
    await dialog.getByText('The person opted out').waitFor()
    expect(await accessibility()).toEqual([])
    expect((await client.people.list({})).total).toBe(0)
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).press('Enter')
    await dialog.getByText('It is in the library.').waitFor()
    // Five, one of whom opted out and is not listed.
    expect((await client.people.list({})).total).toBe(4)
    expect(await accessibility()).toEqual([])
  })
})
