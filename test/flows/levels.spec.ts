import { PNG } from 'pngjs'
import { expect, goTo, test, type Client } from './support/blazon'
import { riverside } from './support/ground'
import { namedDesign } from './support/personal'

const pixelsOf = async (client: Client, sha256: string) => {
  const { base64 } = await client.pictures.read({ sha256 })
  return PNG.sync.read(Buffer.from(base64, 'base64')).data
}
/** Red, green and blue of the disc, away from everything that stands on it. */
const fieldOf = async (client: Client, sha256: string) => {
  const data = await pixelsOf(client, sha256)
  const at = (560 * 600 + 300) * 4
  return [data[at], data[at + 1], data[at + 2]]
}

test('row 25: bronze, silver and gold from one design; a change of the master changes all three', async ({
  app,
  blazon,
}) => {
  const { client } = blazon
  const document = { ...namedDesign(), layers: namedDesign().layers.filter(({ id }) => id === 'disc') }
  const design = await client.designs.create({ name: 'Rower', document })
  await client.issuers.save(riverside)
  await goTo(app, `#/designer?designId=${design.id}`)
  await app.getByRole('tab', { name: 'Levels' }).click()
  await app.getByRole('button', { name: 'Bronze, silver, gold' }).click()
  await expect(app.getByRole('textbox', { name: /^Name of level \d$/ })).toHaveCount(3)
  await app.getByRole('button', { name: 'Make badges of the levels' }).click()
  await expect(app.getByText('3 levels have their badges.')).toBeVisible()

  const { linked } = await client.levels.read({ designId: design.id })
  expect(linked.map(({ badge }) => badge?.name)).toEqual(['Rower – Bronze', 'Rower – Silver', 'Rower – Gold'])
  const colors = await Promise.all(linked.map(({ badge }) => fieldOf(client, badge!.pictureSha256!)))
  expect(new Set(colors.map(String)).size).toBe(3)

  // The master goes on: its levels with it, pictures and badges too.
  await app
    .getByRole('textbox', { name: /^Name of level \d$/ })
    .first()
    .fill('Copper')
  await app.getByRole('button', { name: 'To the library' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toBeVisible()
  await goTo(app, `#/designer?designId=${design.id}`)
  await app.getByRole('textbox', { name: 'Width', exact: true }).or(app.getByRole('application')).first().waitFor()
  await app.getByRole('application').focus()
  await app.keyboard.press('Control+a')
  for (let press = 0; press < 8; press++) await app.keyboard.press('Shift+ArrowUp')
  await app.getByRole('button', { name: 'To the library' }).click()
  await expect(async () => {
    const now = await client.levels.read({ designId: design.id })
    for (const [index, { badge }] of now.linked.entries())
      expect(badge!.pictureSha256).not.toBe(linked[index]!.badge!.pictureSha256)
  }).toPass()

  await goTo(app, `#/designer?designId=${linked[1]!.designId}`)
  await expect(app.getByText('This design follows “Rower”')).toBeVisible()
  await app.getByRole('button', { name: 'Cut the link' }).click()
  await expect(app.getByRole('application')).toBeVisible()
  expect((await client.levels.read({ designId: design.id })).linked).toHaveLength(2)
})

test('row 26: the designer shows any real person’s name and stores none', async ({ app, blazon }) => {
  const { client } = blazon
  await client.people.save({ name: 'Grace O’Neill', email: 'grace@example.org' })
  const design = await client.designs.create({ name: 'Swimmer', document: namedDesign() })
  await goTo(app, `#/designer?designId=${design.id}`)
  const preview = app.getByRole('region', { name: 'Preview as' })
  await preview.getByRole('button').click()
  await app.getByRole('menuitem', { name: 'Somebody of the library …' }).click()
  await app.getByRole('combobox', { name: 'Name' }).fill('gr')
  await app.getByRole('option', { name: /Grace/ }).click()
  await expect(preview.getByRole('button', { name: 'Grace O’Neill' })).toBeVisible()

  // What is dragged is the shown name; what is stored is the field.
  const canvas = app.getByRole('application')
  const box = (await canvas.boundingBox())!
  const scale = Math.min(box.width, box.height) / 600
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 - 110 * scale * 0.88 }
  await app.mouse.move(at.x, at.y)
  await app.mouse.down()
  await app.mouse.move(at.x + 10, at.y - 12, { steps: 4 })
  await app.mouse.move(at.x + 20, at.y - 25, { steps: 4 })
  await app.mouse.up()
  await expect(async () => {
    const { document } = await client.designs.read({ id: design.id })
    const name = document.layers.find(({ id }) => id === 'name')
    expect(name).toMatchObject({ text: '{name}' })
    expect(name).not.toMatchObject({ x: 300, y: 190 })
    expect(JSON.stringify(document)).not.toContain('Grace')
  }).toPass({ timeout: 60_000 })
})
