import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng, someDetails } from '../../support/badges'
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
const openBadge = async (
  details: Partial<typeof someDetails> = {},
  ground: (client: App['client'], badgeId: string) => Promise<void> = async () => undefined,
  theme: 'light' | 'dark' = 'light',
) => {
  let id = ''
  const opened = await openBlazon({
    theme,
    before: async (client) => {
      const picture = smallPng().toString('base64')
      id = (await client.badges.create({ details: { ...someDetails, ...details }, picture })).id
      await ground(client, id)
    },
  })
  blazon = opened
  await opened.page.getByRole('row', { name: details.name ?? someDetails.name }).click()
  await opened.page.getByRole('heading', { name: 'Details' }).waitFor()
  return { ...opened, id }
}
/** Waits until what is stored fits. */
const stored = async <Value>(read: () => Promise<Value>, fits: (value: Value) => boolean): Promise<Value> =>
  expect
    .poll(async () => fits(await read()))
    .toBe(true)
    .then(read)
const withIssuer = async (client: App['client'], id: string) => {
  const issuer = await client.issuers.save(profile)
  await client.issuers.setHosting({ id: issuer.id, baseUrl: null })
  await client.badges.save({ id, issuerId: issuer.id })
}

describe.skipIf(!can)(can ? 'the page of a badge' : noBrowser, () => {
  it('saves by itself what is typed, and shows it on the card as recipients see it', async () => {
    const { page, client, id } = await openBadge()
    await page.getByRole('textbox', { name: 'Criteria' }).fill('Took the **course** <script>alert(1)</script>')
    const card = page.getByRole('complementary', { name: 'As people see it' })
    await card.locator('strong').waitFor()
    expect(await card.locator('strong').textContent()).toBe('course')
    expect(await card.locator('script').count()).toBe(0)
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.criteria.startsWith('Took the **course** <script>'),
    )
    expect(saved.details.name).toBe(someDetails.name)
  })

  it('says more by keyboard alone: a part opens, an entry is asked for, refused while wrong, and saved by itself', async () => {
    const { page, client, id, accessibility } = await openBadge()
    const head = page.locator('#badge-alignments')
    expect(await head.textContent()).toContain('Nothing yet')
    await head.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.type('Keeps calm')
    await dialog.getByRole('button', { name: 'Save', exact: true }).focus()
    await page.keyboard.press('Enter')
    await dialog.getByText('Write a web address').waitFor()
    expect(await accessibility()).toEqual([])
    await dialog.getByRole('textbox', { name: 'Web address of it' }).focus()
    await page.keyboard.type('https://skills.example.org/calm')
    await dialog.getByRole('button', { name: 'Save', exact: true }).focus()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.achievement.alignments.length === 1,
    )
    expect(saved.details.achievement.alignments[0]).toMatchObject({ targetName: 'Keeps calm' })
    expect(await head.textContent()).toContain('Keeps calm')
    await page.getByRole('button', { name: 'Take out Keeps calm' }).press('Enter')
    await page.getByRole('button', { name: 'Undo' }).press('Enter')
    await page.getByRole('button', { name: 'Change Keeps calm' }).waitFor()
    expect(await accessibility()).toEqual([])
  })

  it('keeps a kind of one’s own to itself until it has a name', async () => {
    const { page, client, id } = await openBadge()
    await page.locator('#badge-kind').click()
    await page.getByRole('button', { name: /Kind of achievement/ }).click()
    await page.getByRole('option', { name: 'A kind of your own' }).click()
    const name = page.getByRole('textbox', { name: 'Name of the kind' })
    await name.fill('Ha!')
    await page.getByText('Letters, digits and _ only').waitFor()
    await page.getByRole('textbox', { name: 'Field of study' }).fill('Health')
    const before = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.achievement.fieldOfStudy === 'Health',
    )
    expect(before.details.achievement.achievementType).toBe('Badge')
    await name.fill('Merit badge')
    await stored(
      () => client.badges.read({ id }),
      (it) => it.details.achievement.achievementType === 'ext:Merit_badge',
    )
  })

  it('shows what another window saved, and takes none of it back by what is typed here', async () => {
    const { page, client, id } = await openBadge()
    await client.badges.save({ id, details: { description: 'From another window.' } })
    const shown = page.getByRole('textbox', { name: 'Description', exact: true })
    await expect.poll(() => shown.inputValue()).toBe('From another window.')
    await page.getByRole('textbox', { name: 'Criteria' }).fill('From this one.')
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.criteria === 'From this one.',
    )
    expect(saved.details.description).toBe('From another window.')
  })

  it('row 45: a badge that came without a design is given one, which shows the picture that it has', async () => {
    const { page, client, id } = await openBadge()
    await page.getByRole('button', { name: 'Change its picture' }).click()
    await expect.poll(() => page.url()).toContain('#/designer')
    const { designId, pictureSha256 } = await client.badges.read({ id })
    const { name, document } = await client.designs.read({ id: designId ?? '' })
    expect(name).toBe(someDetails.name)
    expect(document.layers).toMatchObject([{ kind: 'picture', sha256: pictureSha256, width: 600, height: 600 }])
  })

  it('saves what was typed last when the page is left at once', async () => {
    const { page, client, id } = await openBadge()
    await page.getByRole('textbox', { name: 'Picture in words' }).fill('A cross')
    await page.getByRole('link', { name: 'People' }).click()
    await stored(
      () => client.badges.read({ id }),
      (it) => it.details.altText === 'A cross',
    )
  })

  it('keeps an empty name to itself: the sentence stands under the field and the library keeps the name', async () => {
    const { page, client, id } = await openBadge()
    await page.getByRole('textbox', { name: 'Name' }).fill('')
    await page.getByText('A badge needs a name').first().waitFor()
    await page.getByRole('textbox', { name: 'Picture in words' }).fill('A cross')
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.altText === 'A cross',
    )
    expect(saved.name).toBe(someDetails.name)
  })

  it('row 45: lists what an award lacks, each line leading to its field', async () => {
    const { page } = await openBadge({ criteria: '', altText: '' }, async (client) => {
      // Of two that may award it, somebody chooses one.
      for (const name of ['Library', 'Museum']) await client.issuers.save({ ...profile, name })
    })
    await page.getByRole('button', { name: 'Award', exact: true }).click()
    const summary = page.getByRole('alert').filter({ hasText: '3 things need your attention' })
    const focused = () => page.evaluate(() => document.activeElement?.id)
    await summary.getByRole('button', { name: 'Awarded by' }).click()
    expect(await focused()).toBe('badge-issuer')
    await summary.getByRole('button', { name: 'Picture in words' }).click()
    expect(await focused()).toBe('badge-altText')
    expect(await blazon?.accessibility()).toEqual([])
  })

  it('asks who awards and where badges live once, before the first award, and says what "not yet" means', async () => {
    const { page, client, id } = await openBadge()
    await page.getByRole('button', { name: 'Award', exact: true }).click()
    const who = page.getByRole('dialog', { name: 'Who awards?' })
    await who.getByRole('textbox', { name: 'Name of the organisation' }).fill(profile.name)
    await who.getByRole('textbox', { name: 'E-mail address' }).fill('not an address')
    await who.getByRole('textbox', { name: 'Web site' }).fill('library.example')
    await who.getByRole('button', { name: 'Save' }).click()
    await who.getByText('Enter an e-mail address such as').waitFor()
    await who.getByRole('textbox', { name: 'E-mail address' }).fill(profile.email)
    expect(await blazon?.accessibility()).toEqual([])
    await page.keyboard.press('Enter')
    const where = page.getByRole('dialog', { name: 'Where will your badges live on the web?' })
    await where.getByText('they can never be withdrawn publicly').waitFor()
    expect(await blazon?.accessibility()).toEqual([])
    await where.getByText('Not yet', { exact: true }).click()
    await where.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/#\/award\?badgeId=/)
    const [issuer] = await client.issuers.list()
    expect(issuer).toMatchObject({ ...profile, baseUrl: null, hostingDecided: true })
    expect((await client.badges.read({ id })).issuerId).toBe(issuer?.id)
  })

  it('row 49: makes a new version of an awarded badge only when told so, and drops no typed word meanwhile', async () => {
    const { page, client, id } = await openBadge({}, async (main, badgeId) => {
      await withIssuer(main, badgeId)
      for await (const step of await main.awards.create({
        badgeId,
        people: [{ name: 'Ann Bell', email: 'ann@example.org' }],
      }))
        void step
    })
    await page.getByText('Version 1 was awarded 1 time and is sealed').waitFor()
    await page.getByRole('textbox', { name: 'Description' }).fill('Knows even more.')
    await page.getByRole('link', { name: 'People' }).click()
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('button', { name: 'Save as version 2' }).click()
    expect((await client.badges.read({ id })).details.description).toBe(someDetails.description)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Save as version 2' }).click()
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.version === 2,
    )
    expect(saved).toMatchObject({ frozen: false, details: { description: 'Knows even more.' } })
    await page.getByRole('heading', { name: 'Versions' }).waitFor()
  })

  it('is paused and says so, until it is activated', async () => {
    const { page, client, id, accessibility } = await openBadge({}, withIssuer)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Pause' }).click()
    await page.getByText('This badge is paused').waitFor()
    expect(await page.getByRole('button', { name: 'Award', exact: true }).count()).toBe(0)
    expect(await accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('button', { name: 'Award', exact: true }).waitFor()
    expect(await client.badges.read({ id })).toMatchObject({ status: 'active', paused: false })
  })

  it('keeps what is typed while people may be on their way to it, and saves it once it is paused', async () => {
    const { page, client, id } = await openBadge({}, async (main, badgeId) => {
      await withIssuer(main, badgeId)
      await main.invitations.create({ badgeId })
    })
    await page.getByText('People may be on their way to this badge').waitFor()
    await page.getByRole('textbox', { name: 'Description' }).fill('Knows even more.')
    await page.getByRole('button', { name: 'Discard changes' }).waitFor()
    expect((await client.badges.read({ id })).details.description).toBe(someDetails.description)
    await page.getByRole('button', { name: 'Pause it to change it' }).click()
    await stored(
      () => client.badges.read({ id }),
      (it) => it.details.description === 'Knows even more.' && it.paused,
    )
  })

  it('row 53: says by names why a badge cannot be needed first', async () => {
    const { page, client, id } = await openBadge({}, async (main, badgeId) => {
      const other = await main.badges.create({ details: { name: 'Bandaging' } })
      await main.badges.save({ id: other.id, prerequisiteIds: [badgeId] })
    })
    await page.locator('#badge-links').click()
    await page.getByRole('combobox', { name: 'Badges that somebody has to hold before' }).fill('band')
    await page.getByRole('option', { name: 'Bandaging' }).click()
    await page.getByText('First aid → Bandaging → First aid').waitFor()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    expect((await client.badges.read({ id })).prerequisites).toEqual([])
    expect(await blazon?.accessibility()).toEqual([])
  })

  it('takes in a framework from a file and aligns the badge with an entry of it', async () => {
    const { page, client, id, accessibility } = await openBadge()
    await page.locator('#badge-alignments').click()
    await page.getByRole('button', { name: 'Pick from a framework' }).click()
    const buffer = Buffer.from('name,url,code\nStays calm,https://skills.example/2,S2\nNowhere,none,S3\n')
    await page
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles({ name: 'Skills.csv', mimeType: 'text/csv', buffer })
    await page.getByText('Row 2: no web address').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('button', { name: 'Add Stays calm' }).click()
    expect(await accessibility()).toEqual([])
    await page.getByRole('button', { name: 'Done' }).click()
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.achievement.alignments.length === 1,
    )
    expect(saved.details.achievement.alignments[0]).toMatchObject({ targetFramework: 'Skills', targetCode: 'S2' })
  })

  it('adds tags by Enter, comma and pasting, each once', async () => {
    const { page, client, id } = await openBadge({ tags: [] })
    const field = page.getByRole('textbox', { name: /^Tags/ })
    await field.fill('Health')
    await page.keyboard.press('Enter')
    await field.fill('health, first aid,')
    await page.getByRole('button', { name: 'Remove first aid' }).waitFor()
    const saved = await stored(
      () => client.badges.read({ id }),
      (it) => it.details.tags.length === 2,
    )
    expect(saved.details.tags).toEqual(['Health', 'first aid'])
  })

  it('inserts a placeholder into the mail where the cursor is', async () => {
    const { page, client, id } = await openBadge()
    const message = page.getByRole('textbox', { name: 'Message' })
    await message.fill('Dear , well done')
    await message.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 5))
    await page.getByRole('button', { name: 'Name of the person' }).click()
    await stored(
      () => client.badges.read({ id }),
      (it) => it.mailBody === 'Dear {name}, well done',
    )
  })

  it('row 111: flags a placeholder that would stay as it is written', async () => {
    const { page } = await openBadge()
    await page.getByRole('textbox', { name: 'Message' }).fill('Dear {name}, {{recipient.secret}}')
    await page.getByText('Blazon does not know {{recipient.secret}}').waitFor()
  })

  it('row 46: makes no link of an address that is neither web nor mail', async () => {
    const { page } = await openBadge({ criteria: '[a](javascript:alert(1)) [b](https://example.org)' })
    const card = page.getByRole('complementary', { name: 'As people see it' })
    await card.getByRole('link', { name: 'b' }).waitFor()
    expect(await card.getByRole('link').count()).toBe(1)
  })

  it.each(['light', 'dark'] as const)('has nothing that axe objects to in %s', async (theme) => {
    const { page, accessibility } = await openBadge({}, withIssuer, theme)
    await page.getByRole('button', { name: 'Technical' }).click()
    expect(await accessibility()).toEqual([])
  })
})
