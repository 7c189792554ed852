import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { readAchievement } from '../../src/core/contract/achievement'
import type { DesignDocument } from '../../src/core/designs/document'
import { readTemplate } from '../../src/core/designs/templates'
import { type Client, expect, goTo, test } from './support/blazon'
import { layerRows } from './support/designer'
import { smallPng } from './support/small-png'
import { hostedAt, layAwards, layPeople, resultOf, riverside } from './support/ground'
import { serveFolder } from './support/serve-folder'

const folder = 'docs/pictures'
const most = 200_000
/** One pair is enough to show the dark colours. */
const alsoDark = ['library', 'designer']
/** What lists look like: a person who is there already, a family, a slip of the pen. */
const roster = `Name,E-mail,Group
Ada Lovelace,ada@example.org,Summer readers
Kofi Mensah,kofi@example.org,Summer readers
Lena Vogel,family.vogel@example.org,Summer readers
Max Vogel,family.vogel@example.org,Summer readers
Nia Roberts,nia@example,Summer readers
Kofi Mensah,kofi@example.org,Summer readers
Olga Ivanova,,Summer readers
`

/** What a badge says besides. */
const alsoSaid = {
  achievementType: 'Course',
  language: 'en',
  fieldOfStudy: 'Computing',
  creditsAvailable: 2,
  alignments: [{ targetName: 'Programs a small device', targetUrl: 'https://skills.example.org/program-a-device' }],
  resultDescriptions: [
    {
      key: 'level',
      name: 'Level reached',
      resultType: 'RubricCriterionLevel',
      levels: [
        { key: 'first', name: 'First steps' },
        { key: 'alone', name: 'On their own' },
        { key: 'teaches', name: 'Teaches others' },
      ],
    },
  ],
}

/**
 * The pictures of the README and the user guide, taken from the app as it is:
 * `BLAZON_PICTURES=1 npx playwright test flows/pictures`. Not a test, so it runs only when asked for.
 */
test.describe('pictures for the guide', () => {
  test.skip(!process.env['BLAZON_PICTURES'], 'only with BLAZON_PICTURES=1')
  test.use({ viewport: { width: 1280, height: 800 } })
  test.beforeAll(() => mkdirSync(folder, { recursive: true }))

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(colorScheme, () => {
      test.use({ colorScheme })

      test('every screen of the guide', async ({ app, blazon: { client } }) => {
        test.setTimeout(240_000)
        const take = async (name: string, page = app) => {
          if (colorScheme === 'dark' && !alsoDark.includes(name)) return
          // Nothing is marked only because the mouse or the focus happens to be there.
          await page.mouse.move(0, 0)
          await page.evaluate(async () => {
            ;(document.activeElement as HTMLElement | null)?.blur()
            await document.fonts.ready
          })
          const png = smallPng(await page.screenshot({ animations: 'disabled' }), most)
          expect(png.length, `${name} is too large for the guide`).toBeLessThanOrEqual(most)
          writeFileSync(join(folder, `${name}-${colorScheme}.png`), png)
        }

        await expect(app.locator('main img')).toHaveCount(24)
        await loaded(app)
        await take('first-run')
        const issuer = await client.issuers.save(riverside)
        await client.issuers.setHosting({ id: issuer.id, baseUrl: hostedAt })
        for (const template of [
          'Code Club',
          'First Aider',
          'Helping Hand',
          'Nature Watch',
          '100 Hours',
          'Certified',
          'Reading Star',
        ])
          await fromTemplate(app, template)
        const { rows } = await client.badges.list({})
        const idOf = (name: string) => rows.find((it) => it.name === name)!.id
        const { personIds } = await layPeople(client)
        await layAwards(client, idOf('Helping Hand'), personIds.slice(4, 9))
        await layAwards(client, idOf('Nature Watch'), personIds.slice(1, 4))
        const star = await layAwards(client, idOf('Reading Star'), personIds.slice(0, 6))
        await client.awards.markHandedOut({ ids: star.slice(0, 3), how: 'mailed' })

        await goTo(app, '#/library')
        await expect(app.getByText('Reading Star')).toBeVisible()
        await loaded(app)
        await take('library')
        const design = (await client.badges.read({ id: idOf('Reading Star') })).designId!
        await goTo(app, `#/designer?designId=${design}`)
        await expect(app.getByRole('button', { name: /Next: details/ })).toBeEnabled()
        await app.getByRole('tab', { name: 'Shapes' }).click()
        await layerRows(app).filter({ hasText: 'Title' }).click()
        await loaded(app)
        await take('designer')
        await designerParts(app, client, take)
        await goTo(app, `#/badge?badgeId=${idOf('Code Club')}`)
        await expect(app.getByRole('textbox', { name: 'Criteria' })).toBeVisible()
        await loaded(app)
        await take('details')
        await client.badges.save({
          id: idOf('Code Club'),
          details: { achievement: readAchievement(JSON.stringify(alsoSaid)) },
        })
        await goTo(app, '#/library')
        await goTo(app, `#/badge?badgeId=${idOf('Code Club')}`)
        await app.getByRole('heading', { name: 'More that the badge can say' }).scrollIntoViewIfNeeded()
        await app.getByRole('button', { name: /^Results that can be stated/ }).click()
        await app
          .getByRole('button', { name: /^Results that can be stated/ })
          .evaluate((it) => it.scrollIntoView({ block: 'center' }))
        await loaded(app)
        await take('details-more')
        await goTo(app, '#/people')
        await expect(app.getByText('Ada Lovelace')).toBeVisible()
        await take('people')
        await app.getByRole('button', { name: 'Import a list' }).click()
        await app.getByRole('textbox', { name: 'Paste names and e-mail addresses' }).fill(roster)
        await app.getByRole('button', { name: 'Look at the list' }).click()
        await expect(app.getByText('Stands in the list twice')).toBeVisible()
        await take('import')
        await app.keyboard.press('Escape')
        await catalogParts(app, client, take, { idOf, personIds })
        await goTo(app, `#/award?badgeId=${idOf('First Aider')}&personIds=${personIds.slice(0, 7).join(',')}`)
        await expect(app.getByRole('button', { name: 'Award to 7 people' })).toBeEnabled()
        await expect(app.getByText('The hosting address will be sealed in every file.')).toBeVisible()
        await loaded(app)
        await take('award')
        await goTo(app, `#/award?badgeId=${idOf('Certified')}&personIds=${personIds.join(',')}`)
        await expect(app.getByRole('region', { name: 'Everybody’s picture' }).getByRole('listitem')).not.toHaveCount(0)
        await drawn(app)
        await take('contact-sheet')
        await goTo(app, `#/handOut?awardIds=${star.join(',')}`)
        await expect(app.getByText('Ada Lovelace')).toBeVisible()
        await loaded(app)
        await take('hand-out')
        await desk(app, client, [idOf('Code Club'), idOf('First Aider'), idOf('100 Hours')])
        await take('event-desk')
        await app.getByRole('button', { name: 'Leave event mode' }).click()
        await app.getByRole('dialog').getByRole('button', { name: 'Leave event mode' }).click()
        await goTo(app, `#/ledger?awardId=${star[0]!}`)
        await expect(app.getByRole('complementary').getByText('Reading Star')).toBeVisible()
        await loaded(app)
        await take('ledger')
        await goTo(app, '#/settings?section=keys')
        await expect(app.getByText('Not backed up')).toBeVisible()
        await take('keys')
        await goTo(app, '#/publish')
        await expect(app.getByRole('button', { name: /^Publish \d+ files/ })).toBeEnabled()
        await take('publish')
        const { fileName, png } = await client.awards.bake({ id: star[0]! })
        await goTo(app, '#/verify')
        await app
          .locator('main input[type=file]')
          .setInputFiles({ name: fileName, mimeType: 'image/png', buffer: Buffer.from(png, 'base64') })
        await expect(app.getByRole('heading', { level: 2, name: 'Valid' })).toBeVisible()
        await loaded(app)
        await take('verify')

        const [site] = await client.publishing.sites()
        await resultOf(client.publishing.run({ siteId: site!.id }))
        const { folder: published } = (await client.publishing.sites())[0]!
        const host = await serveFolder(published!)
        const visitor = await app.context().newPage()
        await visitor.setViewportSize({ width: 1280, height: 800 })
        await visitor.goto(
          `${host.address}${new URL((await client.awards.read({ id: star[0]! })).publicPage!).pathname}`,
        )
        await loaded(visitor)
        await take('public-page', visitor)
        await visitor.close()
        await host.close()
      })
    })
})

/** Every picture on the screen is there. */
const loaded = (app: Page) => app.waitForFunction(() => [...document.images].every((it) => it.complete))

/** Every drawing on the screen is there. */
const drawn = (app: Page) =>
  app.waitForFunction(() =>
    [...document.querySelectorAll('main canvas[role=img]')].every((it) => it.matches('[data-drawn]')),
  )

const saved = (app: Page) => expect(app.locator('header').getByRole('status')).toHaveText('Saved')

/** A design that begins as one of the templates, changed as asked, open in the designer. */
async function openDesign(
  app: Page,
  client: Client,
  template: string,
  change: (document: DesignDocument) => DesignDocument = (it) => it,
): Promise<void> {
  const file: unknown = JSON.parse(readFileSync(join('resources/templates', `${template}.json`), 'utf8'))
  const { name, document } = readTemplate(file)
  const { id } = await client.designs.create({ name, document: change(document) })
  await goTo(app, `#/designer?designId=${id}`)
  await expect(app.getByRole('button', { name: /Next: details/ })).toBeEnabled()
  await loaded(app)
}

/** What the chapter on the designer shows beside its first picture. */
async function designerParts(app: Page, client: Client, take: (name: string) => Promise<void>): Promise<void> {
  const [issuer] = await client.issuers.list()
  await client.issuers.setBrand({
    id: issuer!.id,
    brand: {
      colors: { field: '#1f6f5c', frame: '#123a31', accent: '#f4b942', cream: '#fdf6e3', river: '#4aa3c7' },
      headingFamily: 'Fraunces',
      bodyFamily: 'Atkinson Hyperlegible',
      logoSha256: null,
    },
  })
  await openDesign(app, client, 'music-maker')
  await app.getByRole('tab', { name: 'Brand' }).click()
  await app.getByRole('button', { name: 'Put the design in these' }).click()
  await saved(app)
  await take('designer-brand')

  await openDesign(app, client, 'nature-watch', (document) => ({
    ...document,
    layers: document.layers.map((layer) =>
      layer.kind === 'arcText' ? { ...layer, paint: { kind: 'solid', color: { role: 'field', shade: 12 } } } : layer,
    ),
  }))
  await app.getByRole('tab', { name: 'Checks' }).click()
  await expect(app.getByRole('button', { name: /^Fix it/ }).first()).toBeVisible()
  await take('designer-checks')
  await app.getByRole('button', { name: 'Export' }).click()
  await app.getByText('Buttons (PDF)').click()
  await expect(app.getByRole('dialog').getByText(/^1 page with/)).toBeVisible()
  await take('designer-print')
  await app.keyboard.press('Escape')

  await openDesign(app, client, 'team-player')
  await app.getByRole('tab', { name: 'Levels' }).click()
  await app.getByRole('button', { name: 'Bronze, silver, gold' }).click()
  await expect(app.getByRole('textbox', { name: /^Name of level \d$/ })).toHaveCount(3)
  await saved(app)
  await take('designer-levels')
}

/** Makes a badge as a person does: the template, then on to its details. */
/** What there is where a badge is more than a list of names: how it is earned, a list row by row, a series, somebody's own page. */
async function catalogParts(
  app: Page,
  client: Client,
  take: (name: string) => Promise<void>,
  { idOf, personIds }: { idOf: (name: string) => string; personIds: readonly string[] },
): Promise<void> {
  const badgeId = idOf('Certified')
  await client.badges.deactivate({ id: badgeId })
  await client.criteria.save({
    badgeId,
    criterion: {
      type: 'badge',
      method: 'all',
      params: [{ badgeId: idOf('Reading Star') }, { badgeId: idOf('Nature Watch') }],
    },
  })
  await client.criteria.save({ badgeId, criterion: { type: 'manual', method: 'any', params: [{ role: 'Trainer' }] } })
  await goTo(app, `#/earning?badgeId=${badgeId}`)
  await expect(app.getByText(/is confirmed by/).first()).toBeVisible()
  await loaded(app)
  await take('earning')
  // The pictures after this one are of a badge that is simply awarded.
  for (const { id } of (await client.criteria.read({ badgeId })).criteria) await client.criteria.remove({ badgeId, id })
  await client.badges.activate({ id: badgeId })

  const list =
    'Name,E-mail\nAda Lovelace,ada@example.org\nKofi Mensah,kofi@example\nLena Vogel,lena@example.org\nOlga Ivanova,'
  const mapping = { name: 0, givenName: null, familyName: null, email: 1, group: null }
  const roster = await resultOf(
    client.rosters.create({
      name: 'Summer readers',
      badgeId: idOf('Reading Star'),
      source: { text: list },
      mapping,
      hasHeadings: true,
    }),
  )
  await goTo(app, `#/rosters?rosterId=${roster.id}`)
  await app.getByText('All rows').click()
  await expect(app.getByText(/Has it already, since/)).toBeVisible()
  await take('roster')

  const series = await client.series.save({ name: 'Friends of the library' })
  for (const name of ['Reading Star', 'Nature Watch', 'Helping Hand'])
    await client.series.addBadge({ seriesId: series.id, badgeId: idOf(name) })
  await goTo(app, `#/series?seriesId=${series.id}&personId=${personIds[1]!}`)
  await app.getByText('Friends of the library: 2 of 3').first().scrollIntoViewIfNeeded()
  await loaded(app)
  await take('series')
  await goTo(app, `#/person?personId=${personIds[1]!}`)
  await expect(app.getByText('2 badges')).toBeVisible()
  await loaded(app)
  await take('person')
}

async function fromTemplate(app: Page, name: string): Promise<void> {
  await goTo(app, '#/library')
  await goTo(app, '#/library?dialog=new')
  await app.getByText(name, { exact: true }).last().click()
  await app.getByRole('button', { name: /Next: details/ }).click()
  // The designer's heading is the name too.
  await expect(app.getByRole('button', { name: 'Edit design' })).toBeVisible()
}

async function desk(app: Page, client: Client, badgeIds: string[]): Promise<void> {
  const event = await client.events.save({ name: 'Summer fair', heldOn: '2026-06-20', badgeIds })
  await goTo(app, `#/event?eventId=${event.id}`)
  const who = app.getByRole('combobox', { name: 'Who?' })
  for (const letters of ['jun', 'grace', 'dil']) {
    await who.fill(letters)
    await expect(app.getByRole('option')).toHaveCount(1)
    await who.press('Enter')
    await expect(app.getByText(/has earned/).first()).toBeVisible()
    await expect(who).toHaveValue('')
  }
  await who.fill('ba')
  await expect(app.getByRole('option')).toHaveCount(2)
  await loaded(app)
}
