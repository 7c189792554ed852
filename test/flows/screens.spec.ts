import { PNG } from 'pngjs'
import type { Page } from '@playwright/test'
import { alter } from './support/alter'
import { type Blazon, expect, goTo, test } from './support/blazon'
import { layAwards, layBadges, layPeople } from './support/ground'
import { look } from './support/screens'

const schemes = ['light', 'dark'] as const

/** What each place says once it has read that there is nothing; its heading stands there before. */
const whenEmpty = {
  people: 'Paste names and e-mail addresses here',
  award: 'There is no badge to award yet.',
  ledger: 'No awards yet.',
  publish: 'A published badge can be checked by anybody',
  verify: 'Is it genuine, and does it still count?',
  event: 'An event is a day with one to six badges',
}
/** What each place shows of what `lay` laid. */
const whenFull = {
  library: 'Code Club',
  people: 'Ada Lovelace',
  award: 'Choose a badge',
  ledger: 'Grace O’Neill',
  publish: /^Publish \d+ files/,
  verify: 'Is it genuine, and does it still count?',
}

for (const colorScheme of schemes)
  test.describe(`every screen, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 800 } })

    test('an empty library, and the questions it asks first', async ({ app, blazon }) => {
      await expect(app.getByRole('heading', { level: 1 })).toHaveText('Make your first badge')
      await look(app, 'library-empty')
      for (const [place, words] of Object.entries(whenEmpty)) {
        await goTo(app, `#/${place}`)
        await expect(app.getByText(words)).toBeVisible()
        await look(app, `${place}-empty`)
      }
      await goTo(app, '#/publish')
      await app.getByRole('button', { name: 'Set the web address' }).click()
      await look(app, 'issuer-dialog')
      await app.keyboard.press('Escape')
      const { id } = await blazon.client.issuers.save({
        name: 'Riverside Library',
        email: 'b@example.org',
        url: 'https://example.org',
      })
      await expect(app.getByText('Riverside Library')).toBeVisible()
      await app.getByRole('button', { name: 'Set the web address' }).click()
      await look(app, 'hosting-dialog')
      await app.keyboard.press('Escape')
      await blazon.client.issuers.setHosting({ id, baseUrl: null })
      await goTo(app, '#/people')
      await app.getByRole('button', { name: 'Import a list' }).click()
      await look(app, 'import-dialog-empty')
    })

    test('the library and its badges', async ({ app, blazon }) => {
      const ground = await lay(app, blazon)
      await goTo(app, '#/library')
      await expect(app.getByText('Code Club')).toBeVisible()
      await look(app, 'library')
      await app.keyboard.press('Control+k')
      await app.getByRole('dialog').waitFor()
      await look(app, 'palette')
      await app.keyboard.press('Escape')
      await goTo(app, '#/library?dialog=new')
      await app.getByRole('dialog').waitFor()
      await look(app, 'gallery')
      await app.keyboard.press('Escape')
      await goTo(app, `#/badge?badgeId=${ground.star}`)
      await expect(app.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible()
      await look(app, 'badge')
    })

    test('the settings', async ({ app, blazon }) => {
      await lay(app, blazon)
      for (const section of [
        'issuer',
        'hosting',
        'formats',
        'keys',
        'mail',
        'events',
        'operators',
        'appearance',
        'backups',
        'check',
        'audit',
        'transfer',
        'about',
      ]) {
        await goTo(app, `#/settings?section=${section}`)
        await expect(app.getByRole('heading', { level: 1 })).toHaveText('Settings')
        // They all stand on one page: axe reads the whole of it the first time.
        await look(app, `settings-${section}`, { axe: section === 'issuer' })
      }
    })

    test('the designer', async ({ app }) => {
      await app.getByText('Reading Star').click()
      await expect(app.getByRole('button', { name: /Next: details/ })).toBeEnabled()
      await expect(app.getByText('Right ornament')).toBeVisible()
      await look(app, 'designer')
    })

    test('people', async ({ app, blazon }) => {
      await lay(app, blazon)
      await people(app)
    })

    test('awarding and handing out', async ({ app, blazon }) => {
      const ground = await lay(app, blazon)
      await award(app, ground)
      await handOut(app, ground)
    })

    test('event mode', async ({ app, blazon }) => {
      await events(app, blazon, await lay(app, blazon))
    })

    test('the ledger, publishing and verifying', async ({ app, blazon }) => {
      const ground = await lay(app, blazon)
      await ledger(app, ground)
      await publish(app)
      await verify(app, blazon, ground)
    })

    test('a large window', async ({ app, blazon }) => {
      await lay(app, blazon)
      await app.setViewportSize({ width: 1920, height: 1200 })
      for (const [place, words] of Object.entries(whenFull)) {
        await goTo(app, `#/${place}`)
        await expect(app.getByText(words).first()).toBeVisible()
        // What axe goes by was looked at in the usual window.
        await look(app, place, { axe: false })
      }
    })
  })

type Ground = { star: string; badgeIds: string[]; personIds: string[]; groupId: string; starAwards: string[] }

async function lay(page: Page, { client }: Blazon): Promise<Ground> {
  const badges = await layBadges(client, page)
  const { groupId, personIds } = await layPeople(client)
  const [star, hand] = badges
  const starAwards = await layAwards(client, star!.id, personIds.slice(0, 7))
  const handAwards = await layAwards(client, hand!.id, personIds.slice(2, 5))
  await client.awards.markHandedOut({ ids: starAwards.slice(0, 2), how: 'mailed' })
  await client.awards.withdraw({ ids: handAwards.slice(0, 1) })
  return { star: star!.id, badgeIds: badges.map((it) => it.id), personIds, groupId, starAwards }
}

async function people(app: Page): Promise<void> {
  await goTo(app, '#/people')
  await expect(app.getByText('Ada Lovelace')).toBeVisible()
  await app
    .getByRole('row', { name: /Bo Nygård/ })
    .locator('label')
    .click()
  await look(app, 'people')
  await app.getByRole('button', { name: 'Add a person' }).click()
  await look(app, 'person-dialog')
  await app.getByRole('dialog').getByRole('button', { name: 'Add a person' }).click()
  await look(app, 'person-dialog-wrong')
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'Import a list' }).click()
  const dialog = app.getByRole('dialog')
  await dialog
    .getByRole('textbox')
    .fill(
      'Name;E-mail;Class\nNew Person;new@example.org;5B\nAda Lovelace;ada@example.org;5B\nNo Address;;5B\nWrong;wrong at example;5B\nNew Person;new@example.org;5B\n',
    )
  await dialog.getByRole('button', { name: 'Look at the list' }).click()
  await expect(dialog.getByText('Stands in the list twice')).toBeVisible()
  await look(app, 'import-dialog')
  await dialog.getByRole('button', { name: /^Import/ }).click()
  await expect(dialog.getByText('row', { exact: false }).first()).toBeVisible()
  await look(app, 'import-done')
  await app.getByRole('button', { name: 'Done' }).click()
}

async function award(app: Page, ground: Ground): Promise<void> {
  await goTo(app, `#/award?badgeId=${ground.star}&personIds=${ground.personIds.slice(5, 10).join(',')}`)
  await expect(app.getByRole('button', { name: 'Award to 5 people' })).toBeEnabled()
  await look(app, 'award')
  await app.getByRole('button', { name: 'Paste a list' }).click()
  await look(app, 'award-paste')
  await app.keyboard.press('Escape')
  await app.getByRole('combobox', { name: 'To' }).fill('gr')
  await expect(app.getByRole('option', { name: /Grace/ })).toBeVisible()
  // What a combobox opens stands at the end of the document and belongs to the field, not to a landmark.
  await look(app, 'award-search', { besides: ['region'] })
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'Award to 5 people' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toContainText('3 people were awarded')
  await look(app, 'award-outcome')
}

async function handOut(app: Page, ground: Ground): Promise<void> {
  await goTo(app, `#/handOut?awardIds=${ground.starAwards.join(',')}`)
  await expect(app.getByText('Ada Lovelace')).toBeVisible()
  await look(app, 'hand-out')
  await app.getByRole('button', { name: 'Save all to a folder' }).click()
  await expect(app.getByText('7 files were written.')).toBeVisible()
  await look(app, 'hand-out-done')
}

async function events(app: Page, { client }: Blazon, ground: Ground): Promise<void> {
  const event = await client.events.save({
    name: 'Summer fair',
    heldOn: '2026-06-20',
    badgeIds: ground.badgeIds.slice(0, 3),
  })
  await client.events.save({ name: 'Story night', heldOn: '2026-03-02', badgeIds: ground.badgeIds.slice(0, 1) })
  await goTo(app, '#/event')
  await expect(app.getByText('Summer fair')).toBeVisible()
  await look(app, 'events')
  await app.getByRole('button', { name: 'New event' }).click()
  await expect(app.getByRole('checkbox').first()).toBeVisible()
  await look(app, 'event-new')
  await app.keyboard.press('Escape')
  await goTo(app, `#/event?eventId=${event.id}`)
  const who = app.getByRole('combobox', { name: 'Who?' })
  await app
    .getByRole('radio', { name: /Nature|Helping/ })
    .first()
    .click()
  for (const letters of ['jun', 'ada']) {
    await who.fill(letters)
    await expect(app.getByRole('option')).toHaveCount(1)
    await who.press('Enter')
    await expect(who).toHaveValue('')
  }
  await who.fill('ba')
  await expect(app.getByRole('option')).toHaveCount(2)
  await look(app, 'event-desk')
  await who.fill('zzz')
  await expect(app.getByText('Nobody begins with')).toBeVisible()
  await look(app, 'event-desk-nobody')
  await who.press('Enter')
  await look(app, 'event-walk-in')
  await app.keyboard.press('Escape')
  await app.getByRole('button', { name: 'Leave event mode' }).click()
  await look(app, 'event-leave')
  await app.getByRole('dialog').getByRole('button', { name: 'Leave event mode' }).click()
}

async function ledger(app: Page, ground: Ground): Promise<void> {
  await goTo(app, '#/ledger')
  await expect(app.getByText('Grace O’Neill').first()).toBeVisible()
  await look(app, 'ledger')
  await goTo(app, `#/ledger?awardId=${ground.starAwards[0]!}`)
  const sheet = app.getByRole('complementary', { name: 'The award' })
  await expect(sheet.getByText('Reading Star')).toBeVisible()
  await look(app, 'ledger-sheet')
  await sheet.getByRole('button', { name: 'Revoke' }).click()
  await app.getByRole('alertdialog').getByRole('textbox').fill('Awarded to the wrong person.')
  await look(app, 'ledger-revoke')
  await app.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(app.getByRole('alertdialog')).toBeHidden()
  await expect(sheet.getByText('Awarded to the wrong person.')).toBeVisible()
  await look(app, 'ledger-revoked')
}

async function publish(app: Page): Promise<void> {
  await goTo(app, '#/publish')
  await expect(app.getByRole('button', { name: /^Publish \d+ files/ })).toBeEnabled()
  await look(app, 'publish')
  await app.getByRole('button', { name: /^Publish \d+ files/ }).click()
  await expect(app.getByText('were written and read back')).toBeVisible()
  await look(app, 'publish-done')
}

async function verify(app: Page, { client }: Blazon, ground: Ground): Promise<void> {
  const bake = async (id: string) => Buffer.from((await client.awards.bake({ id })).png, 'base64')
  const good = await bake(ground.starAwards[1]!)
  const revoked = await bake(ground.starAwards[0]!)
  const altered = alter(good, 'told us about them', 'told us about it! ')
  await goTo(app, '#/verify')
  const input = app.locator('main input[type=file]')
  await input.setInputFiles({ name: 'Bo Nygård - Reading Star.png', mimeType: 'image/png', buffer: good })
  await expect(app.getByRole('heading', { level: 2, name: 'Valid' })).toBeVisible()
  await look(app, 'verify-valid')
  await input.setInputFiles([
    { name: 'Bo Nygård - Reading Star.png', mimeType: 'image/png', buffer: good },
    { name: 'Ada Lovelace - Reading Star.png', mimeType: 'image/png', buffer: revoked },
    { name: 'repainted.png', mimeType: 'image/png', buffer: altered },
    { name: 'plain.png', mimeType: 'image/png', buffer: PNG.sync.write(new PNG({ width: 8, height: 8 })) },
    { name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]) },
  ])
  await expect(app.getByRole('button', { name: /plain\.png/ })).toBeVisible()
  await look(app, 'verify-several')
  await app.getByRole('button', { name: /Ada Lovelace/ }).click()
  await app.getByText(/All \d+ checks/).click()
  await look(app, 'verify-revoked')
  await app.getByRole('button', { name: /IMG_2041/ }).click()
  await look(app, 'verify-jpeg')
}
