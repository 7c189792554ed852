import type { Locator, Page } from '@playwright/test'
import { layerOf } from '../../src/core/designs/document'
import { type Blazon, expect, goTo, test } from './support/blazon'
import { byKeyboard, canvasOf, clean, layerRows, newDesign, storedDesign } from './support/designer'

/** Windows that people have; at 200 % the first has half the pixels. */
const windows = [
  { width: 640, height: 400 },
  { width: 1000, height: 700 },
  { width: 1100, height: 800 },
  { width: 1280, height: 800 },
  { width: 1600, height: 1000 },
  { width: 1920, height: 1080 },
] as const
const boxOf = async (it: Locator) => {
  const box = await it.boundingBox()
  if (!box) throw new Error(`${String(it)} is not shown`)
  return box
}
type Box = Awaited<ReturnType<typeof boxOf>>
const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5
/** The part of an element that is really seen is all of it: nothing cuts it off and nothing lies on it. */
const isWhole = (it: Locator): Promise<boolean> =>
  it.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const corners = [left + 2, right - 2].flatMap((x) => [top + 2, bottom - 2].map((y) => [x, y] as const))
    return corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
  })

/** What becomes true once the window has its new size and everything in it its place. */
const laidOut = (look: () => Promise<void>): Promise<void> => expect(look).toPass({ timeout: 60_000 })

/** A design with a merge field, a code, a typeface that is not here and a name that is too long for any bar. */
async function crowdedDesign(app: Page, blazon: Blazon): Promise<void> {
  const id = await newDesign(app, blazon)
  const { document } = await storedDesign(blazon, id)
  const lettering = { family: 'Nowhere Grotesk', weight: 700, size: 44, tracking: 0 }
  const at = (name: string) => ({ id: name, name, x: 300, y: 300 })
  await goTo(app, '#/library')
  await blazon.client.designs.save({
    id,
    name: 'Friends of the riverside library and its summer of reading',
    document: {
      ...document,
      layers: [
        layerOf({
          ...at('Ground'),
          ...{ kind: 'shape', shape: 'circle', width: 500, height: 500, params: {}, stroke: null },
          fill: { kind: 'solid', color: { role: 'field' } },
        }),
        layerOf({
          ...{ ...at('Words'), kind: 'text', text: '{name} {nonsense}', lettering, boxWidth: 400 },
          paint: { kind: 'solid', color: { role: 'cream' } },
        }),
        layerOf({
          ...{ ...at('Code'), kind: 'qr', content: '{link}', size: 200, light: null, y: 450 },
          dark: { role: 'frame' },
        }),
      ],
    },
  })
  await goTo(app, `#/designer?designId=${id}`)
  await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(canvasOf(app)).toHaveAccessibleName('Canvas with 3 layers')
}

test('a dialog is closed by Escape after a button of it was busy, and its keys never reach the page behind', async ({
  app,
  blazon,
}) => {
  await newDesign(app, blazon)
  await app.keyboard.press('o')
  await app.keyboard.press('Escape')
  await app.getByRole('tab', { name: 'History', exact: true }).click()
  await app.getByRole('button', { name: 'Versions …' }).click()
  const dialog = app.getByRole('dialog', { name: /^Versions of/ })
  const keep = dialog.getByRole('button', { name: 'Keep the design as it is now' })
  await keep.click()
  await expect(dialog.getByText('This version is the same as the design now.')).toBeVisible()
  await expect(keep).toBeFocused()
  // What differs in nothing cannot be brought back, and says why.
  const restore = dialog.getByRole('button', { name: 'Bring this version back' })
  await expect(restore).toBeDisabled()
  await expect(restore).toHaveAccessibleDescription('This version is the same as the design now.')

  for (const key of ['Control+a', 'Delete', 'r', 'Control+d']) await app.keyboard.press(key)
  await expect(dialog).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await app.getByRole('tab', { name: 'Layers', exact: true }).click()
  await expect(layerRows(app)).toHaveCount(1)
  await expect(layerRows(app).first()).toHaveAttribute('aria-selected', 'false')
})

test('row 28: the three grounds are seen whole in every window, also with 256 px', async ({ app, blazon }) => {
  await crowdedDesign(app, blazon)
  for (const size of windows.filter(({ width }) => width >= 1000)) {
    await app.setViewportSize(size)
    for (const largest of ['Show 256 px', 'Hide 256 px']) {
      const what = `${String(size.width)} px, ${largest}`
      await laidOut(async () => {
        for (const name of ['On white', 'On grey', 'On black']) {
          const ground = app.getByRole('group', { name })
          for (const picture of await ground.getByRole('img').all())
            if (await picture.isVisible()) expect(await isWhole(picture), `${what}: ${name}`).toBe(true)
          expect(await ground.getByRole('img', { name: '32 px' }).isVisible(), `${what}: ${name}`).toBe(true)
        }
        if (largest === 'Hide 256 px') {
          const tile = app.getByRole('img', { name: '256 px' })
          expect(await tile.count(), what).toBe(1)
          expect(await isWhole(tile), what).toBe(true)
        }
      })
      await app.getByRole('button', { name: largest }).click()
    }
  }
})

test('the top bar shows the name of the design in every window, and nothing in it lies on anything else', async ({
  app,
  blazon,
}) => {
  await crowdedDesign(app, blazon)
  for (const size of windows) {
    await app.setViewportSize(size)
    const what = `${String(size.width)} px`
    const bar = app.locator('header').filter({ has: app.getByRole('toolbar', { name: 'Tools' }) })
    await laidOut(async () => {
      expect((await boxOf(bar.getByRole('heading', { level: 1 }))).width, what).toBeGreaterThan(60)
      const seen = []
      for (const it of await bar.locator('h1, button, [role=status]').all())
        if (await it.isVisible()) seen.push({ name: await it.textContent(), box: await boxOf(it) })
      expect(seen.length, what).toBeGreaterThan(9)
      for (const [index, one] of seen.entries()) {
        expect(one.box.x + one.box.width, what).toBeLessThanOrEqual(size.width)
        for (const other of seen.slice(index + 1))
          expect(meet(one.box, other.box), `${what}: ${one.name} and ${other.name}`).toBe(false)
      }
    })
  }
  await test.step('what is left out where there is no room is in a menu', async () => {
    await app.setViewportSize({ width: 1000, height: 700 })
    await app.getByRole('button', { name: 'More tools' }).click()
    await app.getByRole('menuitem', { name: 'Keys of the designer' }).click()
    const help = app.getByRole('dialog', { name: 'Keys of the designer' })
    await help.getByRole('searchbox', { name: 'Search keys' }).fill('zoom')
    await expect(help.getByRole('term')).not.toHaveCount(0)
    for (const it of await help.getByRole('term').allTextContents()) expect(it.toLowerCase()).toContain('zoom')
  })
})

test('the canvas keeps its size when the first merge field is written', async ({ app, blazon }) => {
  const keys = byKeyboard(app)
  await newDesign(app, blazon)
  const before = await boxOf(canvasOf(app))
  await keys.command('Add a QR code')
  await keys.canvas()
  await keys.press('t')
  await keys.typeText('{name} {nonsense}')
  await expect(app.getByText('{nonsense} is no merge field: it stays as it is written.')).toBeVisible()
  expect(await boxOf(canvasOf(app))).toEqual(before)
})

test('messages stand over the canvas, and never on the way on or the layers', async ({ app, blazon }) => {
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  for (const size of windows.slice(1)) {
    await app.setViewportSize(size)
    await newDesign(app, blazon)
    await app.keyboard.press('o')
    await app.keyboard.press('Alt+Shift+c')
    const message = await boxOf(app.getByText('Copied as a picture.'))
    const canvas = await boxOf(canvasOf(app))
    expect(message.x).toBeGreaterThan(canvas.x)
    expect(message.x + message.width).toBeLessThan(canvas.x + canvas.width)
    expect(message.y + message.height).toBeLessThan(canvas.y + canvas.height)
    await app.getByRole('button', { name: 'Put away' }).click()
  }
})

test('the names of layers are there to be read, and what is selected has its wash', async ({ app, blazon }) => {
  await newDesign(app, blazon)
  await app.keyboard.press('o')
  await app.keyboard.press('y')
  const [selected, other] = [layerRows(app).nth(0), layerRows(app).nth(1)]
  expect((await boxOf(selected.getByText('Polygon', { exact: true }))).width).toBeGreaterThan(40)
  expect((await boxOf(other.getByText('Circle', { exact: true }))).width).toBeGreaterThan(30)
  const wash = (it: Locator) => it.evaluate((row) => getComputedStyle(row).backgroundColor)
  expect(await wash(selected)).not.toBe(await wash(other))
})

for (const width of [1000, 1100, 1280, 1920])
  test(`axe finds nothing in a full designer, nor with the palette open, ${String(width)} px`, async ({
    app,
    blazon,
  }) => {
    test.slow()
    await app.setViewportSize({ width, height: 800 })
    await crowdedDesign(app, blazon)
    await expect(app.getByText('{nonsense} is no merge field: it stays as it is written.')).toBeVisible()
    await clean(app, 'as it opens')
    await app.getByRole('button', { name: 'Show 256 px' }).click()
    await clean(app, 'with 256 px')
    await app.keyboard.press('Control+k')
    await expect(app.getByRole('searchbox', { name: 'Go anywhere' })).toBeFocused()
    await clean(app, 'the palette')
    await app.keyboard.press('ArrowUp')
    await expect(app.getByRole('menuitem').last()).toBeInViewport({ ratio: 0.9 })
  })
