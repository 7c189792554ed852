import { type Page } from '@playwright/test'
import { expect, goTo, test } from './support/blazon'
import { layBadges } from './support/ground'

const summer = 'Name,E-mail\nAnn Lee,ann@example.org\nBo Ek,bo at example.org\nCy Lee,ann@example.org'

/** Puts a list in by the keyboard alone: paste, next, which badge, look through. */
async function putIn(app: Page, list: string) {
  await app.getByRole('textbox', { name: 'Paste names and e-mail addresses' }).fill(list)
  await app.keyboard.press('Tab')
  await app.getByRole('button', { name: 'Next' }).press('Enter')
  await app.getByRole('dialog').getByRole('button', { name: /Badge/ }).press('Enter')
  await app.getByRole('option', { name: 'Reading Star' }).press('Enter')
  await app.getByRole('button', { name: 'Look through the rows' }).press('Enter')
}

test('a list is looked through, mended, awarded, and put in again when it has grown, by the keyboard alone', async ({
  app,
  blazon,
}) => {
  await layBadges(blazon.client, app, { count: 1 })
  await goTo(app, '#/rosters?dialog=new')
  await putIn(app, summer)
  await expect(app.getByRole('heading', { level: 1, name: 'Pasted list' })).toBeVisible()
  // What needs somebody stands first.
  const wrong = app.getByRole('row', { name: /Bo Ek/ })
  await expect(wrong).toContainText('This is not an e-mail address.')
  await expect(app.getByRole('row', { name: /Ann Lee/ })).toBeHidden()
  await wrong.click()
  await app.keyboard.press('Enter')
  const dialog = app.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.org')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await app.getByRole('button', { name: 'Award 3 people' }).press('Enter')
  await expect(app.getByRole('row', { name: /Bo Ek/ })).toContainText('Awarded.')
  expect((await blazon.client.awards.list({})).total).toBe(3)

  await goTo(app, '#/rosters?dialog=new')
  await putIn(app, `${summer.replace('bo at example', 'bo@example')}\nDi Moss,di@example.org`)
  await expect(app.getByRole('row', { name: /Cy Lee/ })).toContainText('Has it already, since')
  await app.getByRole('button', { name: 'Award 1 person' }).press('Enter')
  await expect(app.getByRole('row', { name: /Di Moss/ })).toContainText('Awarded.')
  expect((await blazon.client.awards.list({})).total).toBe(4)
})
