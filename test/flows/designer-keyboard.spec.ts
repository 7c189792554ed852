import type { Page } from '@playwright/test'
import { expect, goTo, test } from './support/blazon'
import {
  byKeyboard,
  canvasOf,
  clean,
  inkIn,
  layerNames,
  layerRows,
  newDesign,
  spoken,
  storedBadge,
  storedDesign,
} from './support/designer'

test('row 34, trap 22: a badge is made by keyboard alone, from the empty canvas to its page', async ({
  app,
  blazon,
}) => {
  const keys = byKeyboard(app)
  await keys.command('New badge')
  await expect(app.getByRole('dialog', { name: 'New badge' })).toBeVisible()
  await keys.tabTo(
    app.getByRole('option', { name: /^Empty canvas/ }).or(app.getByRole('row', { name: /^Empty canvas/ })),
  )
  await keys.press('Enter')
  await keys.canvas()

  await test.step('a silhouette out of the gallery', async () => {
    await keys.command('Shapes …')
    await expect(app.getByRole('searchbox', { name: 'Search silhouettes' })).toBeFocused()
    await keys.type('scallop')
    await keys.press('Enter')
    await expect(layerRows(app)).toHaveCount(1)
    await expect(spoken(app)).toHaveText(/^Scallop, 560 by 560, added, centre/)
    // Escape empties the search, then goes back to the canvas.
    await keys.press('Escape', 'Escape')
    await keys.canvas()
  })
  await test.step('its colours as a round gradient', async () => {
    await keys.press('Enter')
    const kind = app.getByRole('button', { name: /Fill$/ }).first()
    await keys.tabTo(kind)
    await keys.press('Enter')
    await keys.choose('Round gradient')
    await expect(kind).toBeFocused()
    await keys.press('Escape')
    await keys.canvas()
  })
  await test.step('a ring, words round the top, a ribbon, a symbol', async () => {
    await keys.command('Add a ring')
    await keys.canvas()
    await keys.press('Shift+T')
    await keys.typeText('READING STAR')
    await keys.command('Add a ribbon')
    await keys.typeText('WELL DONE')
    await keys.command('Symbols …')
    await keys.type('book')
    await keys.press('Enter')
    await keys.press('Escape', 'Escape')
    await keys.canvas()
    await keys.press('Shift+ArrowUp', 'Alt+ArrowUp')
    // A book is heavier above its middle: it is put a little lower than its box would be.
    await expect(spoken(app)).toHaveText(/^Book, .* moved to .*at 300, 264.2, centred from side to side/)
  })
  await test.step('a QR code, made smaller and put into its place', async () => {
    await keys.command('Add a QR code')
    await keys.canvas()
    for (let turn = 0; turn < 6; turn++) await keys.press('Control+Alt+Shift+ArrowLeft')
    // It came into a free place; to the middle of the canvas, and down from there.
    await keys.press('Alt+q')
    for (let turn = 0; turn < 20; turn++) await keys.press('Shift+ArrowDown')
    await expect(spoken(app)).toHaveText(/^QR code, .* moved to lower middle, at 300, 500, centred from side to side/)
  })

  await expect(layerRows(app)).toHaveCount(6)
  await keys.press('Control+Enter')
  await expect(app.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('New badge')

  const { document, picture } = await storedBadge(blazon)
  expect(document.layers).toMatchObject([
    { kind: 'shape', shape: 'scallop', fill: { kind: 'radial' } },
    { kind: 'ring' },
    { kind: 'arcText', text: 'READING STAR' },
    { kind: 'ribbon', text: 'WELL DONE' },
    { kind: 'glyph', x: 300 },
    { kind: 'qr', x: 300, y: 500 },
  ])
  const { share, colors } = inkIn(picture)
  expect(share).toBeGreaterThan(0.6)
  expect(colors).toBeGreaterThan(200)
})

test('row 14: the tree of layers groups, names, orders, locks and hides by keys', async ({ app, blazon }) => {
  const keys = byKeyboard(app)
  await newDesign(app, blazon)
  await keys.press('o', 'r', 'y')
  await keys.press('Control+a', 'Control+g')
  await expect
    .poll(() => layerNames(app))
    .toEqual([
      'Group, 1 of 1',
      'Polygon, Shape, in group Group, 1 of 3',
      'Rectangle, Shape, in group Group, 2 of 3',
      'Circle, Shape, in group Group, 3 of 3',
    ])
  await expect(spoken(app)).toHaveText(/grouped/)

  await test.step('Enter goes into the group, Escape out of it', async () => {
    await keys.press('Enter')
    await expect(spoken(app)).toHaveText(/^Circle, 560 by 560/)
    await keys.press('Tab')
    await expect(spoken(app)).toHaveText(/^Rectangle/)
    await keys.press('Escape')
    await expect(spoken(app)).toHaveText(/^Group/)
  })
  await test.step('F2 names it', async () => {
    await keys.press('F2')
    await expect(app.getByRole('textbox', { name: 'Name of the layer' })).toBeFocused()
    await keys.type('Seal')
    await keys.press('Enter')
    await expect(layerRows(app).first()).toHaveAccessibleName(/^Seal, Group/)
  })
  await test.step('in the list, Alt and arrows move a layer about, also out of its group', async () => {
    await layerRows(app).nth(1).focus()
    await keys.press('Space')
    await keys.press('Alt+ArrowDown')
    await expect(layerRows(app).nth(2)).toHaveAccessibleName(/^Polygon/)
    await keys.press('Alt+ArrowLeft')
    await expect(layerRows(app).first()).toHaveAccessibleName('Polygon, Shape, 1 of 2')
    await keys.press('Alt+ArrowRight')
    await expect(layerRows(app).nth(1)).toHaveAccessibleName('Polygon, Shape, in group Seal, 1 of 3')
  })
  await test.step('its menu opens by Shift+F10, with the order in a menu of its own', async () => {
    await keys.press('Shift+F10')
    await expect(app.getByRole('menu', { name: 'What can be done with it' })).toBeVisible()
    await keys.choose('Order', 'menuitem')
    await keys.press('ArrowRight')
    await keys.choose('Send to back', 'menuitem')
    await keys.press('Enter')
    await expect(layerRows(app).nth(3)).toHaveAccessibleName(/^Polygon.* 3 of 3/)
  })
  await test.step('locked and hidden are said', async () => {
    // The menu gives the focus back to the row that it was opened on.
    await expect(layerRows(app).nth(3)).toBeFocused()
    await keys.press('Shift+L', 'Shift+H')
    await expect(layerRows(app).nth(3)).toHaveAccessibleName('Polygon, Shape, locked, hidden, in group Seal, 3 of 3')
  })
  await keys.press('Control+z', 'Control+z')
  await expect(layerRows(app).nth(3)).toHaveAccessibleName('Polygon, Shape, in group Seal, 3 of 3')
})

test('row 22: the clipboard carries layers between designs, styles, pictures and words', async ({ app, blazon }) => {
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const keys = byKeyboard(app)
  const first = await newDesign(app, blazon)
  await keys.press('o', 'y')
  await keys.press('Control+a', 'Control+g', 'Control+c')
  await expect(spoken(app)).toHaveText('1 layer copied')

  const second = await newDesign(app, blazon)
  await keys.press('Control+v')
  await expect(layerRows(app)).toHaveCount(3)
  const { document: one } = await storedDesign(blazon, first)
  await expect.poll(async () => (await storedDesign(blazon, second)).document.layers.length).toBe(3)
  const { document: two } = await storedDesign(blazon, second)
  expect(two.layers.map(({ id: _, parent: __, ...it }) => it)).toEqual(
    one.layers.map(({ id: _, parent: __, ...it }) => it),
  )
  expect(two.layers[0]).toMatchObject({ parent: two.layers[2]?.id })

  await test.step('a paste goes into the group that is selected; in place keeps its place', async () => {
    await keys.press('Enter', 'Control+c')
    await keys.press('Control+Shift+v')
    await expect(layerRows(app)).toHaveCount(4)
    await expect(layerRows(app).nth(1)).toHaveAccessibleName(/in group Group, 1 of 3/)
  })
  await test.step('what is cut is gone, and can be pasted again', async () => {
    await keys.press('Control+x')
    await expect(layerRows(app)).toHaveCount(3)
    await keys.press('Control+v')
    await expect(layerRows(app)).toHaveCount(4)
  })
  await test.step('a style is copied from one layer to another', async () => {
    await keys.press('Control+Alt+c')
    await keys.press('t')
    await keys.typeText('PAST')
    await keys.press('Control+Alt+v')
    await expect
      .poll(async () => (await storedDesign(blazon, second)).document.layers.at(-1))
      .toMatchObject({ kind: 'text', paint: { kind: 'linear' } })
  })
  await test.step('a picture of what is selected', async () => {
    await keys.press('Alt+Shift+c')
    await expect(app.getByText('Copied as a picture.')).toBeVisible()
    const size = await app.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const bitmap = await createImageBitmap(await item!.getType('image/png'))
      return [bitmap.width, bitmap.height]
    })
    expect(size[0]).toBeGreaterThan(200)
    expect(size[1]).toBeLessThan(size[0]!)
  })
  await test.step('words become a text; what pretends to be layers does no harm', async () => {
    const rows = await layerRows(app).count()
    await paste(app, '{"blazon":1,"layers":[{"id":"x","kind":"shape","fill":"javascript:alert(1)"}]}')
    await expect(layerRows(app)).toHaveCount(rows + 1)
    await expect(layerRows(app).first()).toHaveAccessibleName(/blazon/)
  })
})
/** Pastes text that somebody else put on the clipboard. */
const paste = async (app: Page, text: string) => {
  await app.evaluate((it) => navigator.clipboard.writeText(it), text)
  await canvasOf(app).focus()
  await app.keyboard.press('Control+v')
}

test('row 20: keys are changed in the settings, and single ones switched off', async ({ app, blazon }) => {
  const keys = byKeyboard(app)
  await goTo(app, '#/settings?section=shortcuts')
  await keys.tabTo(app.getByRole('button', { name: 'Change the keys of “Add a circle”' }))
  await keys.press('Enter')
  await keys.press('r')
  await expect(app.getByRole('status').filter({ hasText: '“Add a circle” is now R.' })).toHaveText(
    /R belonged to “Add a rectangle”, which has no keys now\./,
  )
  const settings = () => blazon.client.settings.read()
  await expect.poll(async () => (await settings()).designerKeys).toEqual({ addEllipse: ['R'], addRectangle: [] })

  await newDesign(app, blazon)
  await keys.press('r')
  await expect(layerRows(app)).toHaveCount(1)
  await expect(layerRows(app).first()).toHaveAccessibleName(/^Circle/)

  await goTo(app, '#/settings?section=shortcuts')
  await keys.tabTo(app.getByRole('switch', { name: /^Keys of one letter or sign/ }))
  await keys.press('Space')
  await expect.poll(async () => (await settings()).singleKeys).toBe(false)
  await newDesign(app, blazon)
  await keys.press('r', 't', 'y', '?', 'Control+a')
  await expect(spoken(app)).toHaveText('0 layers selected')
  await keys.command('Add a circle')
  await expect(layerRows(app)).toHaveCount(1)
})

test('trap 6: every change is a step of the history, a run of nudges and a paste one each', async ({ app, blazon }) => {
  await app.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const keys = byKeyboard(app)
  await newDesign(app, blazon)
  const undo = app.getByRole('button', { name: /^Undo/ })
  await keys.press('o')
  // A key that is held down comes again and again.
  for (let turn = 0; turn < 3; turn++) await app.keyboard.down('ArrowLeft')
  await app.keyboard.up('ArrowLeft')
  await expect(undo).toHaveAccessibleName('Undo: Move Circle')
  await keys.press('Control+c', 'Control+v')
  await expect(undo).toHaveAccessibleName('Undo: Add Circle')
  await keys.press('Control+z')
  await expect(undo).toHaveAccessibleName('Undo: Move Circle')
  await keys.press('Control+z')
  await expect(undo).toHaveAccessibleName('Undo: Add Circle')
  await expect(layerRows(app)).toHaveCount(1)
  await keys.press('Control+z')
  await expect(layerRows(app)).toHaveCount(0)
  await keys.press('Control+Shift+z')
  await expect(layerRows(app)).toHaveCount(1)
})

const placesOfAdd = ['Templates', 'Shapes', 'Rings', 'Ribbon', 'Text', 'Symbols', 'Pictures', 'Brand'] as const
for (const [name, options] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { colorScheme: 'dark', forcedColors: 'active' }],
] as const)
  test(`axe finds nothing with any panel open, ${name}`, async ({ app, blazon }) => {
    // Twelve panels, each looked at whole.
    test.slow()
    await app.emulateMedia(options)
    // There the colours are the system's own; axe goes by those of the page, which nobody sees.
    const besides = 'forcedColors' in options ? ['color-contrast'] : []
    const keys = byKeyboard(app)
    await newDesign(app, blazon)
    await keys.press('o', 'y', 'Control+a', 'Control+g')
    for (const place of placesOfAdd) {
      await app.getByRole('tab', { name: place, exact: true }).click()
      await clean(app, place, besides)
    }
    for (const tab of ['Levels', 'Checks', 'History', 'Layers']) {
      await app.getByRole('tab', { name: tab, exact: true }).click()
      await clean(app, tab, besides)
    }
  })

test('at 200 % in a window of 1280 by 800 every control is still there', async ({ app, blazon }) => {
  await newDesign(app, blazon)
  await app.setViewportSize({ width: 640, height: 400 })
  await app.keyboard.press('o')
  await app.getByRole('button', { name: 'Show or hide properties and layers' }).click()
  await expect(layerRows(app)).toHaveCount(1)
  await layerRows(app).first().click()
  await expect(app.getByRole('textbox', { name: 'X', exact: true })).toHaveValue('300')
  await app.getByRole('button', { name: 'Show or hide what can be added' }).click()
  await expect(layerRows(app)).toHaveCount(0)
  await app.getByRole('button', { name: 'Oval', exact: true }).click()
  for (const name of [/^Undo/, /^Next: details/, 'More tools', 'Nearer'])
    await expect(app.getByRole('button', { name }).first()).toBeInViewport()
  await expect(canvasOf(app)).toBeVisible()
})
