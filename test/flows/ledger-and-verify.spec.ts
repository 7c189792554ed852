import { PNG } from 'pngjs'
import type { Page } from '@playwright/test'
import { alter } from './support/alter'
import { type Blazon, expect, goTo, test } from './support/blazon'
import { layAwards, layBadges, layPeople } from './support/ground'

const bake = async ({ client }: Blazon, id: string) => Buffer.from((await client.awards.bake({ id })).png, 'base64')

/** Drops files on the Verify screen and waits for the words of the first. */
async function verify(app: Page, files: { name: string; buffer: Buffer }[], words: string): Promise<void> {
  await goTo(app, '#/verify')
  await app
    .locator('main input[type=file]')
    .setInputFiles(files.map((it) => ({ ...it, mimeType: it.name.endsWith('.jpg') ? 'image/jpeg' : 'image/png' })))
  await expect(app.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(words)
}

test('an award is taken back while nobody has seen it, and revoked with a reason once somebody may have', async ({
  app,
  blazon,
}) => {
  const [badge] = await layBadges(blazon.client, app, { count: 1 })
  const { personIds } = await layPeople(blazon.client)
  const [ada, bo] = await layAwards(blazon.client, badge!.id, personIds.slice(0, 2))

  await goTo(app, `#/ledger?awardId=${ada!}`)
  const sheet = app.getByRole('complementary', { name: 'The award' })
  await sheet.getByRole('button', { name: 'Take back' }).click()
  await expect(sheet.getByText('Withdrawn')).toBeVisible()

  const png = await bake(blazon, bo!)
  await goTo(app, `#/ledger?awardId=${bo!}`)
  await expect(sheet.getByText('Bo Nygård')).toBeVisible()
  // Its file left the house, so it can no longer be taken back.
  await expect(sheet.getByRole('button', { name: 'Take back' })).toBeHidden()
  await sheet.getByRole('button', { name: 'Revoke' }).click()
  const dialog = app.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(dialog.getByText('Write why')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The list was wrong.')
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(dialog).toBeHidden()
  await expect(sheet.getByText('The list was wrong.')).toBeVisible()

  await goTo(app, '#/publish')
  await app.getByRole('button', { name: /^Publish \d+ files$/ }).click()
  await expect(app.getByText(/were written and read back/)).toBeVisible()

  await verify(app, [{ name: 'bo.png', buffer: png }], 'Revoked')
  await expect(app.getByRole('article').getByText('Reason: The list was wrong.')).toBeVisible()
  await app.getByRole('button', { name: 'Show it in the ledger' }).click()
  await expect(sheet.getByText('Bo Nygård')).toBeVisible()
})

test('revoking an award without an address promises nothing that the world would see', async ({ app, blazon }) => {
  const [badge] = await layBadges(blazon.client, app, { count: 1, baseUrl: null })
  const { personIds } = await layPeople(blazon.client)
  const [ada] = await layAwards(blazon.client, badge!.id, personIds.slice(0, 2))
  await bake(blazon, ada!)

  await goTo(app, '#/ledger')
  const table = app.getByRole('grid', { name: 'Ledger' })
  await table.getByText('Ada Lovelace').click()
  // The row that stands open is marked, and no column is cut off beside the sheet.
  await expect(table.locator('[aria-current]')).toHaveText(/Ada Lovelace/)
  expect(await table.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0)
  const sheet = app.getByRole('complementary', { name: 'The award' })
  await sheet.getByRole('button', { name: 'Revoke' }).click()
  const dialog = app.getByRole('alertdialog')
  await expect(dialog.getByText('Nobody outside can see it')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The list was wrong.')
  await expect(dialog.getByText(/publish|checker/i)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(app.getByText('Revoked here. Nobody outside can see it')).toBeVisible()
})

test('Verify tells the genuine from the altered and from what is no badge, and puts the worst first', async ({
  app,
  blazon,
}) => {
  const [badge] = await layBadges(blazon.client, app, { count: 1 })
  const { personIds } = await layPeople(blazon.client)
  const [ada] = await layAwards(blazon.client, badge!.id, personIds.slice(0, 1))
  const good = await bake(blazon, ada!)
  const altered = alter(good, 'told us about them', 'told us about it! ')
  const plain = PNG.sync.write(new PNG({ width: 8, height: 8 }))
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])
  const card = app.getByRole('article')

  await verify(app, [{ name: 'good.png', buffer: good }], 'Valid')
  await expect(card.getByRole('link', { name: 'Riverside Library' })).toBeVisible()
  await app.getByRole('textbox', { name: /Whose badge is it/ }).fill('ADA@example.org')
  await app.keyboard.press('Enter')
  await expect(card.getByText('The address that you typed', { exact: true })).toBeVisible()
  await app.getByRole('textbox', { name: /Whose badge is it/ }).fill('bo@example.org')
  await app.getByRole('button', { name: 'Compare' }).click()
  await expect(card.getByText('Not the address that you typed')).toBeVisible()
  await app.getByRole('textbox', { name: /Whose badge is it/ }).fill('')

  await verify(app, [{ name: 'plain.png', buffer: plain }], 'No badge data in this file')
  await expect(card.getByText(/Ask for the file as it was first received/)).toBeVisible()
  await verify(app, [{ name: 'photo.jpg', buffer: jpeg }], 'No badge data in this file')
  await expect(card.getByText(/This is a JPEG picture/)).toBeVisible()
  await verify(
    app,
    [
      { name: 'good.png', buffer: good },
      { name: 'plain.png', buffer: plain },
      { name: 'altered.png', buffer: altered },
    ],
    'Something was changed after it was issued',
  )
  await expect(app.getByRole('listitem').getByRole('button')).toHaveText([/altered/, /plain/, /good/])
  await app.getByRole('button', { name: /good\.png/ }).click()
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Valid')

  // The text itself, pasted.
  const { credential } = await blazon.client.awards.read({ id: ada! })
  await goTo(app, '#/library')
  await goTo(app, '#/verify')
  await expect(app.getByText('Is it genuine, and does it still count?')).toBeVisible()
  await app.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
  }, credential!)
  await expect(card.getByRole('heading', { level: 2 })).toHaveText('Valid')
})
