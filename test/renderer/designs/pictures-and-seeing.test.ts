import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { palettes } from '../../../src/core/designs/colors'
import { isKnownLayer, layerOf, type DesignDocument, type KnownLayer } from '../../../src/core/designs/document'
import { emptyDesign } from '../../../src/core/designs/versions'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, openBlazon, type OpenBlazon } from '../../support/page'
import { gifOf, phoneJpeg, realJpeg } from '../../support/picture-files'
import { makePng } from '../../support/png'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
let designId = ''
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'blazon-pictures-'))
})
afterEach(async () => {
  const ended = blazon
  blazon = undefined
  await ended?.close()
  expect(ended?.complaints.filter((it) => !it.includes('404')) ?? []).toEqual([])
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await closeBrowser()
})

const cream = { kind: 'solid', color: { role: 'cream' } } as const
const field = { kind: 'solid', color: { role: 'field' } } as const
const shape = (fields: object = {}) =>
  layerOf({
    ...{ id: 'shape', name: 'Shield', kind: 'shape', shape: 'circle', x: 300, y: 300, width: 540, height: 540 },
    ...{ fill: field, stroke: null, ...fields },
  })
const picture = (fields: object = {}) =>
  layerOf({
    id: 'photo',
    name: 'Photo',
    kind: 'picture',
    x: 300,
    y: 300,
    sha256: 'a'.repeat(64),
    width: 300,
    height: 200,
    ...fields,
  })
const lettering = { family: 'Montserrat', weight: 800, size: 100, tracking: 0 }
const text = (fields: object = {}) =>
  layerOf({
    id: 'title',
    name: 'Title',
    kind: 'text',
    x: 300,
    y: 300,
    text: 'HELLO',
    lettering,
    paint: cream,
    ...fields,
  })

async function openDesign(layers: readonly KnownLayer[]): Promise<OpenBlazon> {
  const document: DesignDocument = { ...emptyDesign({ ...palettes[0]?.colors }), layers: [...layers] }
  const opened = await openBlazon({
    before: async (client) => {
      designId = (await client.designs.create({ name: 'Pictures', document })).id
    },
  })
  blazon = opened
  await opened.page.evaluate((id) => {
    location.hash = `#/designer?designId=${id}`
  }, designId)
  await opened.page.locator('[data-designer-canvas] canvas').first().waitFor()
  return opened
}
const eventually = <T>(look: () => Promise<T>) => expect.poll(look)
const layersOf = async ({ client }: OpenBlazon): Promise<KnownLayer[]> =>
  (await client.designs.read({ id: designId })).document.layers.filter(isKnownLayer)
const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const choose = async ({ page }: OpenBlazon, ...paths: string[]) => {
  await page.getByRole('tab', { name: 'Pictures' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose pictures' }).click()
  await (await chooser).setFiles(paths)
}

describe.skipIf(!can)(can ? 'pictures in the designer' : noBrowser, () => {
  it('row 8: takes several files as one step, and says in one message which could not be taken', async () => {
    const opened = await openDesign([])
    const { page } = opened
    await choose(
      opened,
      file('holiday.png', phoneJpeg(6)),
      file(
        'moving.gif',
        gifOf([
          [200, 0, 0],
          [0, 0, 200],
        ]),
      ),
      file('broken.png', makePng({ width: 90, height: 90 }).subarray(0, 200)),
      file('notes.jpg', Buffer.from('no picture')),
    )
    await page.getByText('2 of 4 pictures could not be added.', { exact: false }).waitFor()
    const said = await page.getByText('2 of 4 pictures', { exact: false }).innerText()
    expect(said).toContain('“broken”: This picture is damaged or was cut short.')
    expect(said).toContain('“notes”: This is no picture that Blazon reads.')
    await page.getByText('“moving” moves.', { exact: false }).waitFor()
    await eventually(async () => (await layersOf(opened)).map(({ name }) => name)).toEqual(['holiday', 'moving'])
    const [photo] = (await layersOf(opened)) as { width: number; height: number; sha256: string }[]
    expect(photo!.height).toBeGreaterThan(photo!.width)
    expect((await opened.client.pictures.read({ sha256: photo!.sha256 })).mime).toBe('image/jpeg')
    await page.keyboard.press('Control+z')
    await eventually(() => layersOf(opened)).toEqual([])
  })

  it('trap 14: asks before it places a drawing whose parts are left out, and runs nothing of it', async () => {
    const opened = await openDesign([])
    const { page } = opened
    const path = file('logo.svg', readFileSync('test/fixtures/hostile-svg/script.svg'))
    await choose(opened, path)
    const dialog = page.getByRole('dialog', { name: 'Place “logo” as a picture?' })
    await dialog.getByText('It holds instructions for a program.', { exact: false }).waitFor()
    expect(await opened.accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await choose(opened, path)
    await dialog.getByRole('button', { name: 'Place as a picture' }).click()
    await eventually(async () => (await layersOf(opened)).length).toBe(1)
    expect(await page.evaluate(() => 'canary' in window)).toBe(false)
  })

  it('asks about one drawing after the other where two come at once', async () => {
    const opened = await openDesign([])
    const { page } = opened
    await page.evaluate(
      (svg) => {
        const board = document.querySelector('[data-designer-canvas]')!
        for (const name of ['one', 'two']) {
          const dataTransfer = new DataTransfer()
          dataTransfer.items.add(new File([svg], `${name}.svg`, { type: 'image/svg+xml' }))
          board.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
        }
      },
      readFileSync('test/fixtures/hostile-svg/script.svg', 'utf8'),
    )
    for (let count = 0; count < 2; count++) {
      const dialog = page.getByRole('dialog', { name: /^Place “(one|two)” as a picture\?$/ })
      await dialog.getByRole('button', { name: 'Place as a picture' }).click()
      await eventually(async () => (await layersOf(opened)).length).toBe(count + 1)
    }
    expect((await layersOf(opened)).map(({ name }) => name).toSorted()).toEqual(['one', 'two'])
  })

  it('shows names still, and not their fields, once a picture that was gone is back', async () => {
    const sha256 = createHash('sha256').update(realJpeg).digest('hex')
    const { page } = await openDesign([text({ text: '{name}', y: 120 }), picture({ sha256, y: 440 })])
    const box = (await page.locator('[data-designer-canvas]').boundingBox())!
    const middle = box.height / 2
    const upper = () =>
      page.screenshot({ clip: { x: box.x + box.width / 4, y: box.y + 60, width: box.width / 2, height: middle - 60 } })
    await page.locator('[data-designer-layers]').getByText('Photo', { exact: true }).click()
    const notice = page.getByText('This picture is not in the library any more.', { exact: false })
    await notice.waitFor()
    const before = await upper()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Locate…' }).click()
    await (await chooser).setFiles(file('photo.jpg', realJpeg))
    await page.getByText('The picture is back.').waitFor()
    await notice.waitFor({ state: 'detached' })
    await eventually(async () => (await upper()).equals(before)).toBe(true)
  })

  it('trap 8: a picture that is gone keeps its place, is healed by its file, or gives way to another when asked', async () => {
    const kept = '4'.repeat(64)
    const opened = await openDesign([picture({ sha256: kept }), picture({ id: 'again', name: 'Again', sha256: kept })])
    const { page } = opened
    await page.locator('[data-designer-layers]').getByText('Photo', { exact: true }).click()
    const notice = page.getByText('This picture is not in the library any more.', { exact: false })
    await notice.waitFor()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Locate…' }).click()
    await (await chooser).setFiles(file('other.jpg', realJpeg))
    const dialog = page.getByRole('alertdialog', { name: 'This is another picture' })
    await dialog.getByRole('button', { name: 'Use it instead' }).click()
    await notice.waitFor({ state: 'detached' })
    await eventually(async () =>
      (await layersOf(opened)).some((it) => it.kind === 'picture' && it.sha256 === kept),
    ).toBe(false)
    const [one, two] = await layersOf(opened)
    expect(one).toMatchObject({ width: 300, height: 200, fit: 'cover', x: 300 })
    expect(one).toMatchObject({ sha256: (two as { sha256: string }).sha256 })
    expect((one as { sha256: string }).sha256).not.toBe(kept)
  })

  it('row 9: clips a picture into the silhouette beneath by one press', async () => {
    const opened = await openDesign([shape(), picture({ x: 200, y: 250 })])
    const { page } = opened
    await page.locator('[data-designer-layers]').getByText('Photo', { exact: true }).click()
    await page.getByRole('button', { name: 'Clip into “Shield”' }).click()
    await eventually(async () => (await layersOf(opened))[1]).toMatchObject({
      x: 300,
      y: 300,
      width: 540,
      height: 540,
      fit: 'cover',
      clip: { shape: 'circle' },
    })
  })
})

describe.skipIf(!can)(can ? 'seeing it as others will' : noBrowser, () => {
  it('row 30: lists what is worth a look, selects the layer, and mends it by one press', async () => {
    const faint = { kind: 'solid', color: { role: 'field', shade: 5 } }
    const opened = await openDesign([shape(), text({ paint: faint }), text({ id: 'void', name: 'Nothing', text: ' ' })])
    const { page } = opened
    const button = page.getByRole('button', { name: /^Checks: \d+ things? worth a look$/ })
    await button.click()
    const panel = page.getByRole('tabpanel', { name: 'Checks' })
    await panel.getByRole('button', { name: /^“Title” is hard to read/ }).click()
    await page.getByRole('heading', { name: 'Title', level: 2 }).waitFor()
    expect(await opened.accessibility()).toEqual([])
    await panel.getByRole('button', { name: /^Fix it: “Title” is hard to read/ }).click()
    await panel.getByRole('button', { name: /^“Title” is hard to read/ }).waitFor({ state: 'detached' })
    await panel.getByRole('button', { name: /^Fix it: “Nothing” has no text/ }).click()
    await eventually(async () => (await layersOf(opened)).map(({ id }) => id)).toEqual(['shape', 'title'])
    await eventually(async () => (await layersOf(opened))[1]).not.toMatchObject({ paint: faint })
    await panel.getByText('From which size it is read').waitFor()
    await panel.getByRole('button', { name: /^Title Reads (at every size|from 64 px|from \d+ px) contrast/ }).waitFor()
  })

  it('row 30: offers the fixes anew after a look at the same design, whose badge has come', async () => {
    const faint = { kind: 'solid', color: { role: 'field', shade: 5 } }
    const { page, client } = await openDesign([shape(), text({ paint: faint })])
    await page.getByRole('tab', { name: 'Checks' }).click()
    const panel = page.getByRole('tabpanel', { name: 'Checks' })
    await panel.getByRole('button', { name: /^Fix it: “Title” is hard to read/ }).waitFor()
    const [design] = await client.designs.list()
    await client.badges.create({ details: { name: 'Star' }, ...(design && { designId: design.id }) })
    await panel.getByRole('listitem').filter({ hasText: 'The badge has no text for people' }).waitFor()
    await panel.getByRole('button', { name: /^Fix it: “Title” is hard to read/ }).waitFor()
  })

  it('reads a code back from the picture, without a merge field in the design too, and says how large it must be', async () => {
    const says = { content: 'https://example.org', size: 260, dark: { hex: '#000000' }, light: { hex: '#ffffff' } }
    const code = layerOf({ id: 'q', kind: 'qr', name: 'Code', x: 300, y: 300, ...says })
    const { page } = await openDesign([shape(), code])
    await page.getByRole('tab', { name: 'Checks' }).click()
    const line = page.getByRole('tabpanel', { name: 'Checks' }).getByRole('button', { name: /^The QR code is read/ })
    expect(await line.textContent()).toMatch(/down to \d+ px\. Print the badge at least \d+ mm wide\. .* internet\.$/)
    await line.click()
    await page.getByRole('heading', { name: 'Code', level: 2 }).waitFor()
  })

  it('row 29: shows canvas and sizes as other eyes see them, and never the picture itself', async () => {
    const opened = await openDesign([shape(), text()])
    const { page, client } = opened
    const filterOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((it) => getComputedStyle(it).filter)
    await page.getByRole('button', { name: 'Seen by: everybody' }).click()
    await page.getByRole('menuitem', { name: 'Green and red look alike (deuteranopia)' }).click()
    await page.getByRole('button', { name: /^Seen by: green-blind/ }).waitFor()
    expect(await filterOf('[data-designer-canvas] canvas')).toContain('#vision-deutan')
    expect(await filterOf('[aria-label="How it looks small"] canvas, section canvas')).toContain('#vision-deutan')
    await page.getByRole('button', { name: /^Next/ }).click()
    await page.getByRole('textbox', { name: 'Name' }).first().waitFor()
    const [design] = await client.designs.list()
    expect(design?.pictureSha256).not.toBeNull()
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--vision'))).toBe('')
  })

  it('row 28: shows every size on white, grey and black, and draws them anew after a change', async () => {
    const opened = await openDesign([shape(), text()])
    const { page } = opened
    const more = page.getByRole('button', { name: 'Show 256 px' })
    if ((await page.getByRole('img', { name: '256 px' }).count()) === 0) await more.click()
    for (const ground of ['On white', 'On grey', 'On black'])
      for (const size of [64, 50, 32])
        expect(
          await page
            .getByRole('group', { name: ground })
            .getByRole('img', { name: `${size} px` })
            .count(),
        ).toBe(1)
    expect(await page.getByRole('img', { name: '256 px' }).count()).toBe(1)
    const pixels = () =>
      page
        .getByRole('img', { name: '64 px' })
        .first()
        .evaluate((it: HTMLCanvasElement) => it.toDataURL())
    const before = await pixels()
    await page.locator('[data-designer-layers]').getByText('Title', { exact: true }).click()
    await page.keyboard.press('Delete')
    await eventually(pixels).not.toBe(before)
  })
})
