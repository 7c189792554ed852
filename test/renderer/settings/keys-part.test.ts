import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
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

const profile = { name: 'Riverside Library', email: 'desk@library.example', url: 'https://library.example' }
const people = [{ name: 'Ada Lovelace', email: 'ada@example.org' }]

/** A library with a badge that was awarded once: its key is made. */
const withAward = async (client: OpenBlazon['client']) => {
  const issuer = await client.issuers.save(profile)
  await client.issuers.setHosting({ id: issuer.id, baseUrl: 'https://badges.example.org' })
  const badge = await client.badges.create({
    details: {
      name: 'Reading Star',
      description: 'Ten books in a summer.',
      criteria: 'Read ten books.',
      altText: 'A gold star over an open book.',
      tags: [],
      expiry: { kind: 'none' },
    },
    picture: Buffer.from(smallPng()).toString('base64'),
    issuerId: issuer.id,
  })
  await resultOf(client.awards.create({ badgeId: badge.id, people }))
}
const open = async () => {
  blazon = await openBlazon({ at: '#/settings?section=keys', before: withAward })
  const { page, client } = blazon
  const part = page.getByRole('region', { name: 'Signing keys' })
  await part.getByText('signed 1 award').waitFor()
  const loseKey = async () => {
    const { folder } = await client.library.describe()
    rmSync(join(folder, 'keys'), { recursive: true })
    await page.reload()
    await part.getByText('This key cannot be opened here').waitFor()
  }
  return { ...blazon, part, loseKey, keys: async () => (await client.keys.list())[0]!.keys }
}

describe.skipIf(!can)(can ? 'the signing keys' : noBrowser, () => {
  it('row 119: are printed as a sheet that is checked, lost, and brought back from its words by keyboard alone', async () => {
    const { page, client, part, loseKey, keys, accessibility } = await open()
    await part.getByText('This key has no backup').waitFor()
    await part.getByRole('button', { name: 'Print a recovery sheet' }).click()
    // What the printer gets is looked at while the browser prints.
    await page.evaluate(() => {
      window.print = () => {
        document.title = document.querySelector('body > [aria-hidden] ol')?.textContent ?? ''
        window.dispatchEvent(new Event('afterprint'))
      }
    })
    await page.getByRole('button', { name: 'Print the sheet' }).click()
    const printed = /^1[a-z]+2[a-z]+/
    await expect.poll(() => page.title()).toMatch(printed)
    const words = (await page.title()).split(/\d+/).slice(1)
    expect(words).toHaveLength(24)
    expect(await page.locator('body > [aria-hidden] ol').count()).toBe(0)

    await page.getByRole('button', { name: 'Check the sheet' }).click()
    const typed = page.getByRole('textbox', { name: 'The 24 words' })
    const wrong = words.with(6, words[6] === 'zoo' ? 'zone' : 'zoo')
    await typed.fill(wrong.map((word, at) => `${at + 1}. ${word}`).join('\n'))
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.getByText('Word 7 is not right.').waitFor()
    expect((await keys())[0]?.rehearsedAt).toBeNull()
    await typed.fill(words.join(', '))
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.getByText('The sheet works.').waitFor()
    await page.keyboard.press('Enter')
    await part.getByText(/Sheet checked on/).waitFor()
    expect(await part.getByText('This key has no backup').count()).toBe(0)

    await loseKey()
    await page.getByText('A signing key is not on this computer').waitFor()
    expect(await accessibility()).toEqual([])
    await part.getByRole('button', { name: 'Bring it back' }).press('Enter')
    await page.getByRole('radio', { name: 'A recovery sheet' }).press('Space')
    await typed.fill(words.join('\n'))
    await page.getByRole('button', { name: 'Bring it back', exact: true }).press('Enter')
    await page.getByText('1 key is back.').waitFor()
    await part.getByText('Ready to sign').last().waitFor()
    const [badge] = (await client.badges.list({})).rows
    await resultOf(client.awards.create({ badgeId: badge!.id, people: [{ name: 'Bo', email: 'bo@example.org' }] }))
    await part.getByText('signed 2 awards').waitFor()
  })

  it('are backed up to a file under a passphrase that is typed twice, and come back from it', async () => {
    const { page, part, loseKey, keys } = await open()
    await part.getByRole('button', { name: 'Back up to a file' }).click()
    const dialog = page.getByRole('dialog', { name: 'Back up to a file' })
    const [first, again] = [dialog.getByLabel('Passphrase of the file'), dialog.getByLabel('The same again')]
    await first.fill('short')
    await dialog.getByRole('button', { name: 'Save the file' }).click()
    await dialog.getByText('Use at least 8 characters.').waitFor()
    await first.fill('correct horse battery staple')
    await dialog.getByText('Strong').waitFor()
    await again.fill('correct horse battery stable')
    await dialog.getByText('The two are not the same.').waitFor()
    await again.fill('correct horse battery staple')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    const saved = await download
    expect(saved.suggestedFilename()).toMatch(/^Riverside Library signing keys .+\.blazon-keys$/)
    const file = readFileSync(await saved.path())
    await part.getByText(/Backed up on/).waitFor()

    await loseKey()
    await part.getByRole('button', { name: 'Bring it back' }).click()
    const restore = page.getByRole('dialog', { name: 'Bring a key back' })
    const choose = async (buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser')
      await restore.getByRole('button', { name: /^Choose the file/ }).click()
      await (await chooser).setFiles({ name: 'my.blazon-keys', mimeType: 'application/json', buffer })
    }
    await choose(Buffer.from('{}'))
    await restore.getByText('This file is no backup of signing keys.').waitFor()
    await choose(file)
    await restore.getByText(/1 key of Riverside Library\./).waitFor()
    const passphrase = restore.getByLabel('Passphrase of the file')
    await passphrase.fill('correct horse battery')
    await page.keyboard.press('Enter')
    await restore.getByText('That passphrase does not open the signing key.').waitFor()
    await passphrase.fill('correct horse battery staple')
    await page.keyboard.press('Enter')
    await page.getByText('1 key is back.').waitFor()
    expect(await keys()).toMatchObject([{ opens: 'yes', awards: 1 }])
  })

  it('say what replacing means, for a lost and for a stolen one, and keep the old one folded away', async () => {
    const { page, part, loseKey, keys, accessibility } = await open()
    await part.getByRole('button', { name: /^More for Key/ }).click()
    await page.getByRole('menuitem', { name: 'Replace' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Replace this key' })
    await dialog.getByText(/what the old one signed stays valid/).waitFor()
    expect(await accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Make a new key' }).click()
    await page.getByText('A new key is in use. Back it up.').waitFor()
    await part.getByText('1 earlier key').click()
    await part.getByText(/^Replaced on/).waitFor()

    await loseKey()
    await part.getByRole('button', { name: 'There is no backup' }).click()
    await dialog.getByRole('radio', { name: /^It is lost/, checked: true }).waitFor()
    await dialog.getByRole('button', { name: 'Put the lost key away' }).click()
    await page.getByText('The key is put away. The next award makes a new one.').waitFor()
    await part.getByText('No key yet: the first award makes it.').waitFor()
    expect((await keys()).map(({ retiredReason }) => retiredReason).toSorted()).toEqual(['lost', 'rotated'])
  })
})
