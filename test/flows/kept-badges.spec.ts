import { crc32 } from 'node:zlib'
import { PNG } from 'pngjs'
import { expect, goTo, test } from './support/blazon'

/** A hosted badge of an issuer whose site is gone for ever: nothing below `.invalid` is ever answered (RFC 6761). */
const assertion = {
  '@context': 'https://w3id.org/openbadges/v2',
  id: 'https://badges.gone.invalid/assertions/1.json',
  type: 'Assertion',
  recipient: { type: 'email', hashed: false, identity: 'ada@example.org' },
  issuedOn: '2019-05-04T10:00:00Z',
  verification: { type: 'HostedBadge' },
  badge: {
    type: 'BadgeClass',
    name: 'River Ranger',
    description: 'Cleaned the river bank.',
    criteria: { narrative: 'Come to four of the clean-up days.' },
    issuer: { type: 'Issuer', name: 'Friends of the River', url: 'https://badges.gone.invalid/' },
  },
}

/** A PNG with a text chunk of the keyword `openbadges` (OB 2.0 baking). */
function baked(payload: object): Buffer {
  const png = PNG.sync.write(new PNG({ width: 32, height: 32 }))
  const body = Buffer.from(`iTXtopenbadges\0\0\0\0\0${JSON.stringify(payload)}`)
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

test('a badge whose issuer is gone is looked for online, kept, made into a badge of one’s own, and forgotten', async ({
  app,
}) => {
  await goTo(app, '#/verify')
  const card = app.getByRole('article')
  const verdict = card.getByRole('heading', { level: 2 })
  await expect(app.getByText('None yet. Check a badge and press “Keep it”.')).toBeVisible()

  // An address, typed: the button is what allows the network.
  const field = app.getByRole('textbox', { name: /address of a badge/ })
  await field.fill('a badge')
  await app.keyboard.press('Enter')
  await expect(app.getByText('That is not a web address.')).toBeVisible()
  await field.fill('badges.gone.invalid/assertions/1.json')
  await app.getByRole('button', { name: 'Look online' }).click()
  await expect(verdict).toHaveText('Cannot be checked without the network')
  await card.getByText('Asked online: 1 address').click()
  await expect(card.getByText('Nobody answers there.')).toBeVisible()
  await expect(card.getByRole('button', { name: 'Keep it' })).toHaveCount(0)

  // A file asks nobody until that is wanted, and says whom it would ask.
  await app
    .locator('main input[type=file]')
    .setInputFiles([{ name: 'ranger.png', mimeType: 'image/png', buffer: baked(assertion) }])
  await expect(card.getByRole('heading', { name: 'River Ranger' })).toBeVisible()
  await expect(card.getByText(/^Asks badges\.gone\.invalid for the issuer’s documents/)).toBeVisible()
  await expect(card.getByText(/Asked online/)).toHaveCount(0)
  await card.getByRole('button', { name: 'Check online now' }).click()
  await expect(card.getByText('Asked online: 1 address')).toBeVisible()
  await expect(card.getByRole('button', { name: 'Try online again' })).toBeVisible()

  await card.getByRole('button', { name: 'Keep it' }).click()
  await app.getByRole('button', { name: 'Show it' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText('Kept badges')
  await expect(app.getByText('Its issuer could not be reached')).toBeVisible()
  const download = app.waitForEvent('download')
  await card.getByRole('button', { name: 'Save a copy' }).click()
  expect((await download).suggestedFilename()).toBe('ranger.png')

  // What was checked is still there behind it, and so is the list.
  await app.getByRole('button', { name: 'Back' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText('Verify')
  await expect(card.getByRole('button', { name: 'Keep it' })).toBeVisible()
  const kept = app.getByRole('button', { name: /River Ranger.*Friends of the River.*Rescued/ })
  await kept.focus()
  await app.keyboard.press('Enter')
  await card.getByRole('button', { name: 'Make a badge like it' }).click()
  await expect(app.getByText('A draft, modelled on “River Ranger” by Friends of the River')).toBeVisible()
  await expect(app.getByRole('textbox', { name: 'Name' })).toHaveValue('River Ranger')

  await goTo(app, '#/verify')
  await kept.click()
  await card.getByRole('button', { name: 'Remove' }).click()
  const dialog = app.getByRole('alertdialog', { name: 'Remove “River Ranger”?' })
  await dialog.getByRole('button', { name: 'Remove it' }).click()
  await expect(app.getByText('None yet. Check a badge and press “Keep it”.')).toBeVisible()
  await goTo(app, '#/library')
  await expect(app.getByText('River Ranger').first()).toBeVisible()
})
