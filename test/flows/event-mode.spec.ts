import { expect, goTo, test } from './support/blazon'
import { layBadges, layPeople } from './support/ground'

test('at a desk: two letters and Enter award, a walk-in is added, a mistake undone, and a PIN keeps visitors in', async ({
  app,
  blazon,
}) => {
  const badges = await layBadges(blazon.client, app, { count: 2 })
  await layPeople(blazon.client)
  await blazon.client.settings.write({ eventPin: '2468', eventSounds: false })

  await goTo(app, '#/event')
  await app.getByRole('button', { name: 'New event' }).first().click()
  await app.getByRole('textbox', { name: 'Name of the event' }).fill('Summer fair')
  for (const { name } of badges) await app.getByRole('dialog').locator('label').filter({ hasText: name }).click()
  await app.getByRole('button', { name: 'Begin' }).click()

  // From here on the desk speaks to nothing but its own socket, which is open already.
  const requests: string[] = []
  app.on('request', (request) => requests.push(request.url()))

  const who = app.getByRole('combobox', { name: 'Who?' })
  await expect(who).toBeFocused()
  let presses = 0
  for (const key of ['g', 'r']) {
    await app.keyboard.press(key)
    presses++
  }
  await expect(app.getByRole('option', { name: /Grace/ })).toHaveAttribute('aria-selected', 'true')
  await app.keyboard.press('Enter')
  presses++
  await expect(app.getByText('Grace O’Neill has earned Reading Star.').first()).toBeVisible()
  expect(presses).toBeLessThanOrEqual(3)
  await expect(who).toBeFocused()
  await expect(who).toHaveValue('')

  // The same again is refused, in words.
  await app.keyboard.type('gr')
  await expect(app.getByRole('option', { name: /Grace/ })).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByText('Grace O’Neill has this badge already.').first()).toBeVisible()

  // Somebody new, with the other badge, by keyboard alone.
  await app.keyboard.press('Alt+2')
  await expect(app.getByRole('radio', { name: /Helping Hand/ })).toBeChecked()
  await app.keyboard.type('Wanda Walker')
  await expect(app.getByText('Nobody begins with “Wanda Walker”')).toBeVisible()
  await app.keyboard.press('Enter')
  await expect(app.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toHaveValue('Wanda Walker')
  await app.keyboard.press('Enter')
  await expect(app.getByText('Wanda Walker has earned Helping Hand.').first()).toBeVisible()

  const last = app.getByRole('region', { name: 'The last ten' })
  await expect(last.getByRole('listitem')).toHaveCount(2)
  await last.getByRole('button', { name: 'Undo the award of Grace O’Neill' }).click()
  await expect(last.getByText('Taken back')).toBeVisible()

  const awards = await blazon.client.awards.list({})
  expect(awards.rows.map((it) => [it.personName, it.withdrawnAt === null])).toEqual([
    ['Wanda Walker', true],
    ['Grace O’Neill', false],
  ])
  // The page's own code, once loaded, needs nothing more: only pictures that it made itself.
  expect(requests.filter((url) => !/^(blob|data):/.test(url))).toEqual([])

  await app.getByRole('button', { name: 'Leave event mode' }).click()
  const dialog = app.getByRole('dialog')
  await dialog.getByLabel('PIN').fill('1111')
  await app.keyboard.press('Enter')
  await expect(dialog.getByText('This is not the PIN.')).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(who).toBeFocused()
  await app.getByRole('button', { name: 'Leave event mode' }).click()
  await dialog.getByLabel('PIN').fill('2468')
  await app.keyboard.press('Enter')
  await expect(app.getByRole('navigation', { name: 'Places' })).toBeVisible()
})
