import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { DesignDocument, KnownLayer, Paint } from '../../../src/core/designs/document'
import { isKnownLayer, layerOf } from '../../../src/core/designs/document'
import { emptyDesign } from '../../../src/core/designs/versions'
import { palettes } from '../../../src/core/designs/colors'
import { findBrowser, noBrowser } from '../../support/browser'
import { fontFile, madeFont, renamed } from '../../support/fonts'
import { closeBrowser, openBlazon, type OpenBlazon } from '../../support/page'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
let designId = ''
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints ?? []).toEqual([])
})
afterAll(closeBrowser)

const lettering = { family: 'Montserrat', weight: 800, size: 44, tracking: 0 }
const cream = { kind: 'solid', color: { role: 'cream' } } as const
const at = (id: string) => ({ id, name: id, x: 300, y: 300 })
const layers = {
  shape: layerOf({
    ...at('Shield'),
    ...{ kind: 'shape', shape: 'shield', width: 480, height: 540, params: {}, stroke: null },
    fill: { kind: 'solid', color: { role: 'field' } },
  }),
  ribbon: layerOf({
    ...at('Ribbon'),
    ...{ kind: 'ribbon', width: 500, height: 90, sagitta: 0.08, text: 'WELL DONE', lettering, textPaint: cream },
    ...{ face: { kind: 'solid', color: { role: 'accent' } }, tail: { kind: 'solid', color: { role: 'frame' } } },
  }),
  text: layerOf({ ...at('Motto'), kind: 'text', text: 'the best day', lettering, paint: cream, boxWidth: 400 }),
  arcText: layerOf({ ...at('Arc'), kind: 'arcText', text: 'ROUND', lettering, paint: cream, radius: 210, side: 'top' }),
  glyph: layerOf({ ...at('Star'), kind: 'glyph', glyph: 'phosphor/star', size: 200, paint: cream }),
  picture: layerOf({ ...at('Photo'), kind: 'picture', sha256: 'a'.repeat(64), width: 200, height: 200 }),
  qr: layerOf({ ...at('Code'), kind: 'qr', content: '{link}', size: 200, dark: { role: 'frame' }, light: null }),
} satisfies Record<string, KnownLayer>

async function openDesign(
  shown: readonly KnownLayer[],
  options: Parameters<typeof openBlazon>[0] = {},
): Promise<OpenBlazon> {
  const document: DesignDocument = { ...emptyDesign({ ...palettes[0]?.colors }), layers: [...shown] }
  const opened = await openBlazon({
    ...options,
    before: async (client) => {
      await options.before?.(client)
      designId = (await client.designs.create({ name: 'Panels', document })).id
    },
  })
  blazon = opened
  await opened.page.evaluate((id) => {
    location.hash = `#/designer?designId=${id}`
  }, designId)
  await opened.page.getByRole('tab', { name: 'Shapes' }).waitFor()
  return opened
}
const select = async ({ page }: OpenBlazon, name: string) => {
  await page
    .getByRole('complementary', { name: 'Properties and layers' })
    .getByText(name, { exact: true })
    .last()
    .click()
  await page.getByRole('heading', { name, level: 2 }).waitFor()
}
const stored = async <Kind extends KnownLayer['kind']>({ client }: OpenBlazon, kind: Kind) => {
  const { document } = await client.designs.read({ id: designId })
  return document.layers.filter(isKnownLayer).find((it) => it.kind === kind) as Extract<KnownLayer, { kind: Kind }>
}

/** What becomes true once the page has stored it: within a second on an idle machine, later on a busy one. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read)

describe.skipIf(!can)(can ? 'the panels of the designer' : noBrowser, () => {
  it('row 25: recolours the level that is shown, says which it is, and leads back to the master', async () => {
    const opened = await openDesign([layers.shape])
    const { page, client } = opened
    await page.getByRole('tab', { name: 'Levels' }).click()
    await page.getByRole('button', { name: 'Bronze, silver, gold' }).click()
    await page.getByRole('status').filter({ hasText: 'You are looking at Bronze.' }).waitFor()
    for (const number of [1, 2, 3])
      expect(await page.getByRole('textbox', { name: `Name of level ${number}` }).count()).toBe(1)
    // One name whether it is pressed or not: said is which it is.
    const shown = page.getByRole('button', { name: 'Show Bronze on the canvas' })
    for (const pressed of ['false', 'true']) {
      await shown.click()
      await expect.poll(() => shown.getAttribute('aria-pressed')).toBe(pressed)
    }
    const side = page.getByRole('complementary', { name: 'Properties and layers' })
    const night = side.getByRole('button', { name: 'Night' })
    await night.click()
    await expect.poll(() => night.getAttribute('aria-pressed')).toBe('true')
    const dark = palettes.find(({ name }) => name === 'night')!.colors.field
    const read = async () => (await client.designs.read({ id: designId })).document
    await soon(async () => (await read()).levels.map(({ palette }) => palette['field'])).toEqual([
      dark,
      expect.stringMatching(/^#/),
      expect.stringMatching(/^#/),
    ])
    expect((await read()).palette['field']).toBe(palettes[0]?.colors.field)
    // Swatches of a layer show what the canvas does.
    await page.getByRole('tab', { name: 'Layers' }).click()
    await select(opened, 'Shield')
    const swatch = side
      .getByRole('button', { name: /^Fill: / })
      .locator('span')
      .first()
    const colorOf = () => swatch.evaluate((it) => getComputedStyle(it).backgroundColor)
    const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
    expect(await colorOf()).toBe(rgb(dark))
    await page.getByRole('status').getByRole('button', { name: 'Show the master' }).click()
    await expect.poll(colorOf).toBe(rgb(palettes[0]!.colors.field))
    expect(await page.getByText('You are looking at Bronze.').count()).toBe(0)
  })

  it('row 1: swaps the silhouette of a shape and keeps everything else', async () => {
    const opened = await openDesign([{ ...layers.shape, effects: [{ kind: 'gloss', height: 0.5, opacity: 0.2 }] }])
    const { page } = opened
    await select(opened, 'Shield')
    await page.getByRole('button', { name: 'Silhouette Shield' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose a silhouette' })
    await dialog.getByRole('searchbox').fill('heart')
    await dialog.getByRole('button', { name: 'Heart', exact: true }).click()
    await soon(async () => (await stored(opened, 'shape')).shape).toBe('heart')
    const { shape: _shape, ...kept } = await stored(opened, 'shape')
    const { shape: _was, ...before } = layers.shape
    expect(kept).toEqual({ ...before, name: 'Heart', effects: [{ kind: 'gloss', height: 0.5, opacity: 0.2 }] })
  })

  it('row 2: builds rings by keyboard alone: adds, sets numbers, moves, removes, six at most', async () => {
    const opened = await openDesign([layers.shape])
    const { page } = opened
    await select(opened, 'Shield')
    const part = page.getByRole('region', { name: 'Rings' })
    await part.getByRole('button', { name: 'Rings' }).focus()
    await page.keyboard.press('Enter')
    const add = part.getByRole('button', { name: 'Add a ring' })
    for (let ring = 0; ring < 6; ring += 1) {
      await add.focus()
      await page.keyboard.press('Enter')
    }
    await soon(() => add.isDisabled()).toBe(true)
    await part.getByRole('button', { name: /^Move outwards: 6/ }).focus()
    await page.keyboard.press('Enter')
    await part.getByRole('button', { name: /^Remove: 1 / }).focus()
    await page.keyboard.press('Enter')
    await part.getByRole('button', { name: /^1 · / }).focus()
    await page.keyboard.press('Enter')
    await part.getByRole('textbox', { name: 'Width' }).fill('14')
    await page.keyboard.press('Tab')
    await soon(async () => (await stored(opened, 'shape')).rings[0]?.width).toBe(14)
    expect((await stored(opened, 'shape')).rings).toHaveLength(5)
  })

  it('row 12: gives a look as a stack whose numbers stay open to change', async () => {
    const opened = await openDesign([layers.glyph])
    const { page } = opened
    await select(opened, 'Star')
    const part = page.getByRole('region', { name: 'Effects' })
    await part.getByRole('button', { name: 'Effects' }).click()
    await part.getByRole('button', { name: 'Stitched' }).click()
    await soon(async () => (await stored(opened, 'glyph')).effects.map(({ kind }) => kind)).toEqual([
      'shadow',
      'stitch',
    ])
    await part.getByRole('button', { name: 'Stitches', exact: true }).click()
    await part.getByRole('textbox', { name: 'Thread' }).fill('5')
    await page.keyboard.press('Tab')
    await soon(async () => (await stored(opened, 'glyph')).effects.find(({ kind }) => kind === 'stitch')).toMatchObject(
      { width: 5 },
    )
    await part.getByRole('button', { name: 'Remove: Shadow' }).click()
    await soon(async () => (await stored(opened, 'glyph')).effects).toHaveLength(1)
  })

  it('row 5: gives selected letters of box text a weight of their own, which typing before them moves', async () => {
    const opened = await openDesign([layers.text])
    const { page } = opened
    await select(opened, 'Motto')
    const part = page.getByRole('region', { name: 'Single letters' })
    await part.getByRole('button', { name: 'Single letters' }).click()
    const field = page.getByRole('textbox', { name: 'Text', exact: true })
    await field.focus()
    await page.keyboard.press('Control+Home')
    for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('ArrowRight')
    for (let letter = 0; letter < 4; letter += 1) await page.keyboard.press('Shift+ArrowRight')
    await part.getByText('Selected: best').waitFor()
    await part.getByRole('button', { name: /Weight/ }).click()
    await page.getByRole('option', { name: 'Semi-bold' }).click()
    await soon(async () => (await stored(opened, 'text')).spans).toEqual([{ start: 4, end: 8, weight: 600 }])
    await field.fill('On the best day')
    await soon(async () => (await stored(opened, 'text')).spans).toEqual([{ start: 7, end: 11, weight: 600 }])
  })

  it('row 15: copies a symbol round the silhouette into one group', async () => {
    const opened = await openDesign([layers.shape, { ...layers.glyph, y: 120, size: 40 }])
    const { page, client } = opened
    await select(opened, 'Star')
    await page.getByRole('button', { name: 'Align with the canvas' }).click()
    await page.getByRole('button', { name: 'Copy round a circle …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Copies round a circle' })
    await dialog.getByRole('textbox', { name: 'How many in all' }).fill('6')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Make 6' }).click()
    await soon(async () =>
      (await client.designs.read({ id: designId })).document.layers.map(({ kind }) => kind),
    ).toEqual(['shape', ...Array.from({ length: 6 }, () => 'glyph'), 'group'])
  })

  it('row 15: copies what stands in the middle at a distance from it, which is asked for', async () => {
    const opened = await openDesign([layers.shape, { ...layers.glyph, size: 40 }])
    const { page, client } = opened
    await select(opened, 'Star')
    await page.getByRole('button', { name: 'Align with the canvas' }).click()
    await page.getByRole('button', { name: 'Copy round a circle …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Copies round a circle' })
    expect(await dialog.getByRole('textbox', { name: 'Radius' }).inputValue()).toBe('173')
    await dialog.getByRole('textbox', { name: 'Radius' }).fill('150')
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Make 8' }).click()
    const spots = async () => {
      const { document } = await client.designs.read({ id: designId })
      return document.layers.flatMap((it) => (isKnownLayer(it) && it.kind === 'glyph' ? [{ x: it.x, y: it.y }] : []))
    }
    await soon(async () => (await spots()).length).toBe(8)
    const [first, , third] = await spots()
    expect([first, third]).toEqual([
      { x: 300, y: 150 },
      { x: 450, y: 300 },
    ])
  })

  it('row 27: moves, sizes and turns several layers, and a group, by numbers: one step for each field', async () => {
    const two = [
      { ...layers.glyph, x: 200, size: 100 },
      { ...layers.qr, x: 400, size: 100 },
    ]
    const opened = await openDesign(two)
    const { page, client } = opened
    const all = async () => (await client.designs.read({ id: designId })).document.layers as KnownLayer[]
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Control+a')
    const part = page.getByRole('region', { name: 'Place and size' })
    const type = async (name: string, value: string) => {
      await part.getByRole('textbox', { name, exact: true }).fill(value)
      await page.keyboard.press('Tab')
    }
    const before = Number(await part.getByRole('textbox', { name: 'X', exact: true }).inputValue())
    await type('X', String(before + 10))
    await soon(async () => (await all()).map(({ x }) => Math.round(x))).toEqual([210, 410])
    const width = Number(await part.getByRole('textbox', { name: 'Width' }).inputValue())
    await type('Width', String(width / 2))
    await soon(async () => (await all()).map((it) => ('size' in it ? it.size : 0))).toEqual([50, 50])
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Control+g')
    await page.getByRole('heading', { name: 'Group', level: 2 }).waitFor()
    await type('Turn °', '90')
    await soon(async () => (await all()).slice(0, 2).map(({ rotation }) => rotation)).toEqual([90, 90])
    expect(Number(await part.getByRole('textbox', { name: 'Height' }).inputValue())).toBeCloseTo(width / 2, 0)
    // The turn, the group, the size.
    await page.locator('[data-designer-canvas]').focus()
    for (const key of Array.from({ length: 3 }, () => 'Control+z')) await page.keyboard.press(key)
    await soon(async () => (await all()).map((it) => ('size' in it ? it.size : 0))).toEqual([100, 100])
    expect((await all()).map(({ x }) => Math.round(x))).toEqual([210, 410])
  })

  it('gives the properties more room by keys and by dragging, and a double click puts it back', async () => {
    const opened = await openDesign([layers.shape])
    const { page } = opened
    const divider = page.getByRole('separator', { name: 'Divider between properties and layers' })
    const top = async () => Math.round((await divider.boundingBox())?.y ?? 0)
    const usual = await top()
    await divider.focus()
    await page.keyboard.press('ArrowDown')
    await soon(top).toBeGreaterThan(usual + 15)
    await page.keyboard.press('End')
    const folded = await top()
    expect(folded).toBeGreaterThan(usual + 200)
    // As it was left, when the designer is come back to.
    await page.evaluate(() => (location.hash = '#/library'))
    await divider.waitFor({ state: 'detached' })
    await page.evaluate((id) => (location.hash = `#/designer?designId=${id}`), designId)
    await divider.waitFor()
    await soon(top).toBe(folded)
    const box = await divider.boundingBox()
    if (!box) throw new Error('no divider')
    await page.mouse.move(box.x + 90, box.y + 6)
    await page.mouse.down()
    await page.mouse.move(box.x + 90, usual - 100, { steps: 4 })
    await page.mouse.up()
    await soon(top).toBeLessThan(usual - 80)
    await divider.dblclick()
    await soon(top).toBe(usual)
    expect(await opened.accessibility()).toEqual([])
  })

  it('makes a template of the design in hand and shows it first among the templates', async () => {
    const opened = await openDesign([layers.shape])
    const { page, client } = opened
    await page.getByRole('tab', { name: 'Templates' }).click()
    await page.getByRole('button', { name: 'Make a template …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a template' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Our shield')
    await dialog.getByRole('button', { name: 'Make the template' }).click()
    await dialog.waitFor({ state: 'detached' })
    await select(opened, 'Shield')
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('Delete')
    const yours = page.getByRole('region', { name: 'Yours' })
    await yours.getByRole('button', { name: 'Our shield' }).click()
    await soon(async () => (await client.designs.read({ id: designId })).document.layers.length).toBe(1)
    expect(await opened.accessibility()).toEqual([])
  })

  it('row 24: puts the whole design into the brand of the issuer with one click, gradients and duotone glyphs too', async () => {
    const brand = {
      colors: { field: '#112233', frame: '#223344', accent: '#ddaa33', cream: '#ffffee' },
      ...{ headingFamily: 'Oswald', bodyFamily: 'Lora', logoSha256: null },
    }
    const two = { glyph: 'phosphor-duotone/star', paint2: { kind: 'solid', color: { hex: '#f2c94c' } } } as const
    const lit: Paint = {
      ...{ kind: 'linear', angle: 0 },
      stops: [
        { offset: 0, color: { role: 'field', shade: 8 } },
        { offset: 1, color: { hex: '#0e3247' } },
      ],
    }
    const opened = await openDesign([{ ...layers.shape, fill: lit }, { ...layers.glyph, ...two }, layers.arcText], {
      before: async (client) => {
        const profile = { name: 'Riverside', email: 'a@library.example', url: 'https://library.example' }
        const { id } = await client.issuers.save(profile)
        await client.issuers.setBrand({ id, brand })
      },
    })
    const { page, client } = opened
    await page.getByRole('tab', { name: 'Brand' }).click()
    await page.getByRole('button', { name: 'Put the design in these' }).click()
    await soon(async () => (await client.designs.read({ id: designId })).document.palette).toMatchObject(brand.colors)
    expect((await stored(opened, 'shape')).fill).toMatchObject({ stops: [{}, { color: { role: 'frame' } }] })
    expect((await stored(opened, 'glyph')).paint2).toEqual({ kind: 'solid', color: { role: 'accent' } })
    expect((await stored(opened, 'arcText')).lettering.family).toBe('Oswald')
  })

  it('row 24: proposes colours that are read well on what lies beneath', async () => {
    const opened = await openDesign([layers.shape, layers.arcText])
    const { page } = opened
    await select(opened, 'Arc')
    await page.getByRole('button', { name: 'Colour: Cream' }).click()
    const chips = page.getByRole('group', { name: 'Read well here' }).getByRole('button')
    const names = await chips.evaluateAll((all) => all.map((it) => it.getAttribute('aria-label') ?? ''))
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) expect(Number(/contrast ([\d.]+) to 1/.exec(name)?.[1])).toBeGreaterThanOrEqual(4.5)
    await chips.first().click()
    await soon(async () => (await stored(opened, 'arcText')).paint.kind).toBe('solid')
  })

  it('row 7: keeps starred symbols and those used last, by keyboard too', async () => {
    const opened = await openDesign([])
    const { page, client } = opened
    await page.getByRole('tab', { name: 'Symbols' }).click()
    await page.getByRole('searchbox', { name: 'Search symbols' }).fill('rocket')
    const list = page.getByRole('listbox', { name: 'Symbols' })
    await list.focus()
    await page.keyboard.press('s')
    await soon(async () => (await client.settings.read()).favouriteGlyphs).toHaveLength(1)
    await page.keyboard.press('Enter')
    await soon(async () => (await client.settings.read()).recentGlyphs).toHaveLength(1)
    await page.getByRole('searchbox', { name: 'Search symbols' }).fill('')
    await page.getByText('Starred', { exact: true }).click()
    await page.getByRole('option', { name: /rocket.*, starred/ }).waitFor()
    expect(await page.getByRole('option').count()).toBe(1)
  })

  it('row 6: names each typeface that is not here and swaps none by itself', async () => {
    const strange = { ...lettering, family: 'Village Hall' }
    const opened = await openDesign([
      { ...layers.ribbon, lettering: strange },
      { ...layers.arcText, lettering: strange },
    ])
    const { page } = opened
    const dialog = page.getByRole('dialog', { name: 'Fonts that are not here' })
    await dialog.getByText('“Village Hall” is not here; Montserrat stands in for it.').waitFor()
    await dialog.getByText('Used by 2 layers: Ribbon, Arc').waitFor()
    expect(await opened.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Keep for now' }).click()
    expect((await stored(opened, 'ribbon')).lettering.family).toBe('Village Hall')
    // A file with that name brings it back: nothing in the design changes.
    await page.getByRole('button', { name: '1 typeface of this design is not here' }).click()
    const chooser = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Add the font file …' }).click()
    await (
      await chooser
    ).setFiles({
      name: 'hall.woff',
      mimeType: 'font/woff',
      buffer: renamed('Village Hall'),
    })
    await dialog.getByText('Every font is here now.').waitFor()
    expect((await stored(opened, 'ribbon')).lettering.family).toBe('Village Hall')
  })

  it('row 6: refuses what is no usable font in words, and keeps nothing', async () => {
    const opened = await openDesign([layers.arcText])
    const { page, client } = opened
    await select(opened, 'Arc')
    const offer = async (buffer: Buffer, name = 'font.ttf') => {
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Add a font file' }).click()
      await (await chooser).setFiles({ name, mimeType: 'font/ttf', buffer })
    }
    await offer(Buffer.from('Dear library, this is a letter.'))
    await page.getByText('This is not a font file.').waitFor()
    await offer(fontFile('lora', 700).subarray(0, 5000))
    await page.getByText('This font is damaged or was cut short.').first().waitFor()
    await offer(madeFont({ family: 'Closed', type: 2, licence: 'One desk only.' }))
    await page.getByText('“Closed” may not be put into pictures').waitFor()
    // Right by its tables, but the browser draws nothing with it.
    await offer(madeFont({ family: 'Hollow' }))
    await soon(async () => (await client.fonts.list()).length).toBe(0)
    await offer(renamed('Own Hand'), 'hand.woff')
    await soon(async () => (await stored(opened, 'arcText')).lettering.family).toBe('Own Hand')
    expect((await client.fonts.list()).map(({ family }) => family)).toEqual(['Own Hand'])
  })

  it.each(['light', 'dark'] as const)(
    'have nothing that axe objects to, whatever is selected, in %s',
    async (theme) => {
      const opened = await openDesign(Object.values(layers), { theme })
      // The dark page has the same parts: one of each is enough for its colours.
      const all = theme === 'light'
      for (const { name } of all ? Object.values(layers) : [layers.shape, layers.text]) {
        await select(opened, name)
        expect(await opened.accessibility(), name).toEqual([])
      }
      const places = ['Shapes', 'Symbols', 'Brand', ...(all ? ['Rings', 'Ribbon', 'Text', 'Pictures'] : [])]
      for (const place of places) {
        await opened.page.getByRole('tab', { name: place }).click()
        expect(await opened.accessibility(), place).toEqual([])
      }
    },
  )
})
