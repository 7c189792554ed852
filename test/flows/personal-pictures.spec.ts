import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsQr from 'jsqr'
import { PNG } from 'pngjs'
import { filled } from '../../src/core/designs/fields'
import { openDrawing } from '../support/drawing-page'
import { expect, goTo, test, type Blazon } from './support/blazon'
import { resultOf } from './support/ground'
import { layPersonalBadge, namedDesign } from './support/personal'

const pixelsOf = (png: Buffer) => PNG.sync.read(png).data
const qrIn = (png: Buffer) => {
  const { data, width, height } = PNG.sync.read(png)
  return jsQr(new Uint8ClampedArray(data), width, height)?.data
}
const filesOf = ({ documents }: Blazon) =>
  readdirSync(documents, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.png'))
    .map((it) => readFileSync(join(documents, it)))

test('row 26 and 27: a badge with {name} and a QR code is awarded to three people; each file bears its own name and leads to its own award', async ({
  app,
  blazon,
}) => {
  const { client } = blazon
  const badgeId = await layPersonalBadge(client, app)
  await goTo(app, `#/award?badgeId=${badgeId}`)
  await app.getByRole('button', { name: 'Paste a list' }).click()
  await app
    .getByRole('textbox', { name: 'Names and e-mail addresses' })
    .fill('Ada Lovelace, ada@example.org\nBo Nygård, bo@example.org\nمريم العلي, maryam@example.org')
  await app.getByRole('button', { name: 'Add', exact: true }).click()

  const sheet = app.getByRole('region', { name: 'Everybody’s picture' })
  await expect(sheet.getByRole('listitem')).toHaveCount(3)
  await expect(sheet.getByText('3 pictures, as they will be baked')).toBeVisible()
  for (const name of ['Ada Lovelace', 'Bo Nygård', 'مريم العلي'])
    await expect(sheet.getByRole('img', { name: `Picture for ${name}` })).toHaveAttribute('data-drawn', 'true')
  await expect(app.getByText(/The QR code was read back from the picture down to \d+ px/)).toBeVisible()
  expect((await client.awards.list({})).total).toBe(0)

  await app.getByRole('button', { name: 'Award to 3 people' }).click()
  await app.getByRole('button', { name: 'Hand out' }).click()
  await app.getByRole('button', { name: 'Save all to a folder' }).click()
  await expect(app.getByText('3 files were written.')).toBeVisible()

  const { rows: awards } = await client.awards.list({})
  const files = filesOf(blazon)
  expect(files).toHaveLength(3)
  const drawing = await openDrawing()
  try {
    const page = await drawing.open()
    const pictures = new Map(files.map((png) => [qrIn(png), png]))
    for (const { id, personName } of awards) {
      const { publicPage } = await client.awards.read({ id })
      const png = pictures.get(publicPage!)
      if (!png) throw new Error(`no picture leads to the award of ${personName}`)
      const document = filled(namedDesign(), { name: personName, link: publicPage! })
      const expected = await page.evaluate((it) => window.harness.exportBytes(it), document)
      expect(pixelsOf(png).equals(pixelsOf(Buffer.from(expected, 'base64')))).toBe(true)
      const [verdict] = await client.verification.check({
        files: [{ name: 'badge.png', bytes: png.toString('base64') }],
      })
      expect(verdict?.verdict).toBe('valid')
    }
  } finally {
    await drawing.close()
  }
})

test('row 26: a name that does not fit is counted and shown before anybody is awarded', async ({ app, blazon }) => {
  const badgeId = await layPersonalBadge(blazon.client, app)
  const ada = await blazon.client.people.save({ name: 'Ada Lovelace', email: 'ada@example.org' })
  const long = await blazon.client.people.save({
    name: 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Constantine the Younger',
    email: 'hubert@example.org',
  })
  await goTo(app, `#/award?badgeId=${badgeId}&personIds=${ada.id},${long.id}`)
  const sheet = app.getByRole('region', { name: 'Everybody’s picture' })
  await expect(sheet.getByText('1 name does not fit')).toBeVisible()
  const [download] = await Promise.all([
    app.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Everybody’s picture.pdf')
  // Two pictures with two names and the ruler's words, each with its mask.
  const pdf = readFileSync(await download.path(), 'latin1')
  expect(pdf.match(/\/Subtype \/Image/g)).toHaveLength(10)
  await sheet.getByRole('button', { name: 'Show them' }).click()
  await expect(sheet.getByRole('listitem')).toHaveCount(1)
  await expect(sheet.getByText('Name: the words become too small to read.')).toBeAttached()
})

test('at a desk, one person’s picture is drawn when their badge is awarded', async ({ app, blazon }) => {
  const { client } = blazon
  const badgeId = await layPersonalBadge(client, app)
  const other = await client.people.save({ name: 'Grace O’Neill', email: 'grace@example.org' })
  await client.settings.write({ eventSounds: false })
  const event = await client.events.save({ name: 'River day', heldOn: '2026-06-20', badgeIds: [badgeId] })
  await goTo(app, `#/event?eventId=${event.id}`)
  await app.getByRole('combobox', { name: 'Who?' }).fill('gr')
  await expect(app.getByRole('option', { name: /Grace/ })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByText('Grace O’Neill has earned Swimmer.').first()).toBeVisible()
  await app.getByRole('combobox', { name: 'Who?' }).fill('gr')
  await expect(app.getByRole('option', { name: /Grace/ })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByText('Grace O’Neill has this badge already.').first()).toBeVisible()

  const { rows } = await client.awards.list({})
  expect(rows.map((it) => it.personId)).toEqual([other.id])
  const award = await client.awards.read({ id: rows[0]!.id })
  const { pictureSha256 } = await client.badges.read({ id: badgeId })
  expect(award.pictureSha256).not.toBe(pictureSha256)
  const { png } = await client.awards.bake({ id: award.id })
  expect(qrIn(Buffer.from(png, 'base64'))).toBe(award.publicPage)
})

test('own words are typed or pasted for each person, and thirty people get thirty pictures', async ({
  app,
  blazon,
}) => {
  const { client } = blazon
  const badgeId = await layPersonalBadge(client, app, {
    document: {
      ...namedDesign(),
      layers: namedDesign().layers.map((layer) =>
        layer.id === 'name' ? { ...layer, text: '{name}\n{custom}' } : layer,
      ),
    },
  })
  await goTo(app, `#/award?badgeId=${badgeId}`)
  await app.getByRole('button', { name: 'Paste a list' }).click()
  const lines = Array.from({ length: 30 }, (_, at) => `Swimmer ${at + 1}; s${at + 1}@example.org; ${at + 1} lengths`)
  await app.getByRole('textbox', { name: 'Names and e-mail addresses' }).fill(lines.join('\n'))
  await app.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(app.getByText('30 pictures, as they will be baked')).toBeVisible()
  await app
    .getByRole('radio', { name: 'List' })
    .or(app.getByRole('button', { name: 'List', exact: true }))
    .first()
    .click()
  const own = app.getByRole('textbox', { name: 'Own words for Swimmer 1', exact: true })
  await expect(own).toHaveValue('1 lengths')
  await own.fill('one length')
  await app.getByRole('button', { name: 'Award to 30 people' }).click()
  await app.getByRole('button', { name: 'Hand out' }).click()
  const { rows } = await client.awards.list({})
  expect(rows).toHaveLength(30)
  const done = await resultOf(client.awards.export({ ids: rows.map(({ id }) => id), as: 'folder' }))
  expect(done.files).toHaveLength(30)
  const pictures = new Set(rows.map(({ pictureSha256 }) => pictureSha256))
  expect(pictures.size).toBe(30)
})
