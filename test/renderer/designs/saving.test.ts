import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { findBrowser, noBrowser } from '../../support/browser'
import { designOf, shapeLayer } from '../../support/designs'
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

describe.skipIf(!can)(can ? 'an edit that cannot be stored' : noBrowser, () => {
  it('is said not to be saved for as long as it is not, stays on the canvas, and is stored by "Try again"', async () => {
    let id = ''
    let isFull = true
    blazon = await openBlazon({
      before: async (client) => {
        const document = designOf(shapeLayer('a', { name: 'Shield', x: 300, y: 300 }))
        id = (await client.designs.create({ name: 'Star', document })).id
      },
      beforeSaving: () => {
        if (isFull) throw new BlazonError('disk_full', 'no room', { folder: '/library' })
      },
    })
    const { page, client } = blazon
    const stored = async () => (await client.designs.read({ id })).document.layers[0]
    await page.evaluate((designId) => location.replace(`#/designer?designId=${designId}`), id)
    const bar = page.locator('header').filter({ has: page.getByRole('heading', { level: 1, name: 'Star' }) })
    await bar.getByText('Saved', { exact: true }).waitFor()
    await page.getByRole('row', { name: 'Shield' }).click()
    await page.locator('[data-designer-canvas]').focus()
    await page.keyboard.press('ArrowRight')

    const failed = bar.getByRole('status').filter({ hasText: 'Not saved.' })
    await failed.waitFor()
    expect(await stored()).toMatchObject({ x: 300 })
    await failed.getByRole('button', { name: 'Try again' }).click()
    await failed.waitFor()
    expect(await page.getByRole('textbox', { name: 'X', exact: true }).inputValue()).toBe('301')

    isFull = false
    await failed.getByRole('button', { name: 'Try again' }).click()
    await bar.getByText('Saved', { exact: true }).waitFor()
    expect(await stored()).toMatchObject({ x: 301 })
  })
})
