import type { Page } from '@playwright/test'
import { expect, test } from './support/blazon'
import { canvasOf, inkIn, layerRows, storedBadge } from './support/designer'

/** A point of the artboard in the window, as the canvas shows it fitted. */
async function pointOf(app: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const shown = await app.evaluate(() => {
    const board = document.querySelector('[data-designer-canvas]')?.getBoundingClientRect()
    return board && { left: board.left, top: board.top, width: board.width, height: board.height }
  })
  const label = await app.getByRole('button', { name: /^Zoom \d+ %/ }).textContent()
  const zoom = Number(/\d+/.exec(label ?? '')?.[0]) / 100
  if (!shown) throw new Error('no canvas')
  return { x: shown.left + shown.width / 2 + (x - 300) * zoom, y: shown.top + shown.height / 2 + (y - 300) * zoom }
}
async function drag(app: Page, from: [number, number], to: [number, number]): Promise<void> {
  const [start, end] = [await pointOf(app, ...from), await pointOf(app, ...to)]
  await app.mouse.move(start.x, start.y)
  await app.mouse.down()
  await app.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
  await app.mouse.move(end.x, end.y, { steps: 4 })
  await app.mouse.up()
}

test('a badge is made by mouse, from the empty canvas to its page', async ({ app, blazon }) => {
  const tab = (name: string) => app.getByRole('tab', { name, exact: true }).click()
  const click = (name: string) => app.getByRole('button', { name, exact: true }).click()
  const type = async (text: string) => {
    await expect(app.getByRole('textbox', { name: /^Text of/ })).toBeFocused()
    await app.keyboard.type(text)
    await canvasOf(app).click({ position: { x: 6, y: 6 } })
  }
  await app
    .getByText('Start from a template')
    .or(app.getByRole('button', { name: 'New badge' }))
    .first()
    .click()
  await app.getByText('Empty canvas').click()
  await expect(canvasOf(app)).toBeFocused()
  await expect(app.getByText('Pick a shape, or press T to type')).toBeVisible()

  await click('Scallop')
  await app.getByRole('button', { name: /Fill$/ }).first().click()
  await app.getByRole('option', { name: 'Round gradient' }).click()
  await tab('Rings')
  await click('Plain')
  await tab('Text')
  await click('Round the top')
  await type('READING STAR')
  await tab('Ribbon')
  await app.getByRole('button', { name: 'Folded tails' }).click()
  await type('WELL DONE')
  await tab('Symbols')
  await app.getByRole('searchbox', { name: 'Search symbols' }).fill('star')
  await app.getByRole('option').first().click()
  await drag(app, [300, 271], [300, 250])
  await tab('Pictures')
  await click('QR code')
  // It came into the free place at the upper left.
  await expect(layerRows(app).first()).toHaveAccessibleName(/^QR code/)
  await drag(app, [150, 150], [300, 510])
  await expect(layerRows(app)).toHaveCount(6)

  await app.getByRole('button', { name: /^Next: details/ }).click()
  await expect(app.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('New badge')
  const { document, picture } = await storedBadge(blazon)
  expect(document.layers).toMatchObject([
    { kind: 'shape', shape: 'scallop', fill: { kind: 'radial' } },
    { kind: 'ring' },
    { kind: 'arcText', text: 'READING STAR' },
    { kind: 'ribbon', text: 'WELL DONE' },
    { kind: 'glyph' },
    { kind: 'qr' },
  ])
  const at = (index: number) => document.layers[index] as { x: number; y: number }
  expect(at(4).y).toBeLessThan(270)
  expect(at(5).y).toBeGreaterThan(480)
  // Smart guides bring what is dragged near the middle into it.
  expect([at(4).x, at(5).x]).toEqual([300, 300])
  const { share, colors } = inkIn(picture)
  expect(share).toBeGreaterThan(0.6)
  expect(colors).toBeGreaterThan(200)
})
