import { expect, goTo, test } from './support/blazon'
import { layAwards, layBadges, layPeople } from './support/ground'
import { look } from './support/screens'

test('an award is put on hold and released again, and whoever checks it reads so after each publish', async ({
  app,
  blazon,
}) => {
  const [badge] = await layBadges(blazon.client, app, { count: 1 })
  const [issuer] = await blazon.client.issuers.list()
  await blazon.client.issuers.save({ ...issuer!, suspendable: true })
  const { personIds } = await layPeople(blazon.client)
  const [ada, bo] = await layAwards(blazon.client, badge!.id, personIds.slice(0, 3))
  const { png } = await blazon.client.awards.bake({ id: ada! })
  const publish = async () => {
    await goTo(app, '#/publish')
    await app.getByRole('button', { name: /^Publish \d+ files?$/ }).click()
    await expect(app.getByText(/(was|were) written and read back/)).toBeVisible()
  }
  const verified = async (words: string) => {
    await goTo(app, '#/verify')
    const file = { name: 'ada.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') }
    await app.locator('main input[type=file]').setInputFiles([file])
    await expect(app.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(words)
  }
  await publish()

  await goTo(app, `#/ledger?awardId=${ada!}`)
  const sheet = app.getByRole('complementary', { name: 'The award' })
  await sheet.getByRole('button', { name: 'Put on hold' }).click()
  const dialog = app.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await expect(dialog.getByText('Write why')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The fee is due.')
  await expect(dialog.getByText('Open Badges 2.0, do not see this')).toBeVisible()
  await look(app, 'suspend-dialog')
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await expect(dialog).toBeHidden()
  await expect(sheet.getByText('The fee is due.')).toBeVisible()
  await expect(sheet.getByText('The web still says what was true before.')).toBeVisible()
  await look(app, 'ledger-on-hold')
  await sheet.getByRole('button', { name: 'Close' }).click()

  await goTo(app, '#/publish')
  await expect(app.getByText('1 award will be shown as on hold.')).toBeVisible()
  await publish()
  await verified('Suspended')

  await goTo(app, '#/ledger')
  await app.getByRole('button', { name: 'All awards' }).click()
  await app.getByRole('option', { name: 'On hold' }).click()
  const table = app.getByRole('grid', { name: 'Ledger' })
  await expect(table.getByText('Ada Lovelace')).toBeVisible()
  await expect(table.getByText('Bo Nygård')).toBeHidden()
  await table.getByText('Ada Lovelace').click()
  await sheet.getByRole('button', { name: 'End the hold' }).click()
  await expect(sheet.getByText('Hold ended')).toBeVisible()
  await expect(sheet.getByText('The fee is due.')).toHaveCount(1)
  await publish()
  await verified('Valid')

  // Several at once, from the list.
  await goTo(app, '#/ledger')
  await table.focus()
  await app.keyboard.press('ControlOrMeta+a')
  await app.getByRole('button', { name: /^Put 3 on hold$/ }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A look at the list.')
  await dialog.getByRole('button', { name: /on hold$/ }).click()
  await expect(table.getByText('On hold')).toHaveCount(3)
  await look(app, 'ledger-all-on-hold')
  expect((await blazon.client.awards.read({ id: bo! })).state).toBe('suspended')
})
