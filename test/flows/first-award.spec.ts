import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Blazon, expect, test } from './support/blazon'
import { riverside } from './support/ground'
import { readBaked } from './support/outside-readers'

/** Counts what a person does, so that the promise of a short first award stays one (`ux.md` (d) 1). */
function counting(page: Page) {
  const effort = { clicks: 0, fields: 0 }
  return {
    effort,
    click: async (name: string | RegExp, role: 'button' | 'option' | 'radio' = 'button') => {
      effort.clicks++
      await page.getByRole(role, { name, exact: typeof name === 'string' }).click()
    },
    fill: async (label: string | RegExp, text: string) => {
      effort.fields++
      await page.getByRole('textbox', { name: label }).fill(text)
    },
  }
}

/** The one baked picture below the Documents folder, read by packages that are not ours. */
function bakedFiles({ documents }: Blazon) {
  return readdirSync(documents, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.png'))
    .map((it) => ({ name: it, ...readBaked(readFileSync(join(documents, it))) }))
}

function expectBothFormats(files: ReturnType<typeof bakedFiles>) {
  for (const { width, height, texts } of files) {
    expect([width, height]).toEqual([600, 600])
    expect([...texts.keys()].sort()).toEqual(['openbadgecredential', 'openbadges'])
    expect(JSON.parse(texts.get('openbadgecredential')!)).toMatchObject({
      issuer: { name: riverside.name },
      proof: [{ cryptosuite: 'eddsa-rdfc-2022' }],
    })
    expect(JSON.parse(texts.get('openbadges')!)).toMatchObject({
      type: 'Assertion',
      verification: { type: 'HostedBadge' },
    })
  }
}

test('a volunteer opens it for the first time and has baked pictures for a pasted list', async ({ app, blazon }) => {
  const { effort, click, fill } = counting(app)
  effort.clicks++
  await app.getByText('Reading Star').click()
  await click(/Next: details/)
  await expect(app.getByRole('heading', { level: 1, name: 'Reading Star' })).toBeVisible()
  await click('Award')

  const issuer = app.getByRole('dialog', { name: 'Who awards?' })
  await expect(issuer).toBeVisible()
  await fill('Name of the organisation', riverside.name)
  await fill('E-mail address', riverside.email)
  await fill(/Web site/, riverside.url)
  await click('Save')
  const hosting = app.getByRole('dialog', { name: /Where will your badges live/ })
  await expect(hosting).toBeVisible()
  effort.clicks++
  await hosting.getByText('At this address').click()
  await fill(/Web address of the badge site/, 'badges.riverside.example')
  await click('Save')

  await expect(app.getByRole('heading', { level: 1, name: 'Award' })).toBeVisible()
  await click('Paste a list')
  await fill(
    'Names and e-mail addresses',
    'Ada Lovelace, ada@example.org\nBo Nygård, bo@example.org\nHiro 田中, hiro@example.org',
  )
  await click('Add')
  await click('Award to 3 people')
  await click('Hand out')
  await click('Save all to a folder')
  await expect(app.getByText('3 files were written.')).toBeVisible()

  const files = bakedFiles(blazon)
  expect(files).toHaveLength(3)
  expectBothFormats(files)
  // Two of the clicks and one field are the hosting address, asked once in a library's life.
  expect(effort).toEqual({ clicks: 11, fields: 5 })
})

test('the first award takes ten clicks and four typed fields', async ({ app, blazon }) => {
  const { effort, click, fill } = counting(app)
  effort.clicks++
  await app.getByText('Reading Star').click()
  await click(/Next: details/)
  await click('Award')
  await expect(app.getByRole('dialog', { name: 'Who awards?' })).toBeVisible()
  await fill('Name of the organisation', riverside.name)
  await fill('E-mail address', riverside.email)
  await fill(/Web site/, riverside.url)
  await click('Save')
  effort.clicks++
  await app
    .getByRole('dialog', { name: /Where will your badges live/ })
    .getByText('Not yet', { exact: true })
    .click()
  await click('Save')
  const to = app.getByRole('combobox', { name: 'To' })
  effort.clicks++
  effort.fields++
  await to.click()
  await to.fill('Ada Lovelace ada@example.org')
  await to.press('Enter')
  await click('Award to 1 person')
  await click('Hand out')
  await click('Save all to a folder')
  await expect(app.getByText('1 file was written.')).toBeVisible()
  expect(effort).toEqual({ clicks: 10, fields: 4 })
  // Without an address on the web there is only the signed credential, which needs none.
  const [file] = bakedFiles(blazon)
  expect([...file!.texts.keys()]).toEqual(['openbadgecredential'])
})

test('the same by keyboard alone', async ({ app, blazon }) => {
  /** Tabs to something by its name; a person would do the same, with eyes or a screen reader. */
  const tabTo = async (name: string | RegExp, role: 'button' | 'textbox' | 'radio' | 'option' = 'button') => {
    const wanted = app.getByRole(role, { name, exact: typeof name === 'string' }).first()
    await wanted.waitFor()
    for (let presses = 0; presses < 80; presses++) {
      if (await wanted.evaluate((it) => it === document.activeElement || it.contains(document.activeElement))) return
      await app.keyboard.press('Tab')
    }
    throw new Error(`the Tab key does not reach “${String(name)}”`)
  }
  const type = (text: string) => app.keyboard.type(text)
  const press = (keys: string) => app.keyboard.press(keys)

  await expect(app.getByText('Reading Star')).toBeVisible()
  await tabTo(/Start from a template/)
  await press('Enter')
  // The gallery has the focus; its cards are walked with the arrows or found by their first letters.
  await expect(app.locator('[role="row"]:focus')).toBeVisible()
  await type('Rea')
  await expect(app.getByRole('row', { name: /Reading Star/ })).toBeFocused()
  await press('Enter')
  await expect(app.getByRole('button', { name: /Next: details/ })).toBeVisible()
  await press('Control+Enter')
  await expect(app.getByRole('button', { name: 'Edit design' })).toBeVisible()
  await press('Control+Enter')

  await expect(app.getByRole('dialog', { name: 'Who awards?' })).toBeVisible()
  await tabTo('Name of the organisation', 'textbox')
  await type(riverside.name)
  await press('Tab')
  await type(riverside.email)
  await press('Tab')
  await type(riverside.url)
  await tabTo('Save')
  await press('Enter')
  const hosting = app.getByRole('dialog', { name: /Where will your badges live/ })
  await expect(hosting).toBeVisible()
  await tabTo(/At this address/, 'radio')
  await press('Space')
  await tabTo(/Web address of the badge site/, 'textbox')
  await type('badges.riverside.example')
  await tabTo('Save')
  await press('Enter')

  await expect(app.getByRole('heading', { level: 1, name: 'Award' })).toBeVisible()
  const to = app.getByRole('combobox', { name: 'To' })
  for (let presses = 0; presses < 40 && !(await to.evaluate((it) => it === document.activeElement)); presses++)
    await press('Tab')
  await type('Ada Lovelace ada@example.org')
  await press('Enter')
  await expect(app.getByRole('button', { name: 'Award to 1 person' })).toBeEnabled()
  await press('Control+Enter')
  await expect(app.getByRole('heading', { level: 1, name: '1 person was awarded' })).toBeVisible()
  await tabTo('Hand out')
  await press('Enter')
  await tabTo('Save all to a folder')
  await press('Enter')
  await expect(app.getByText('1 file was written.')).toBeVisible()
  const files = bakedFiles(blazon)
  expect(files).toHaveLength(1)
  expectBothFormats(files)
})
