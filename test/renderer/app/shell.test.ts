import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { findBrowser, noBrowser } from '../../support/browser'
import { closeBrowser, type OpenBlazon, openBlazon } from '../../support/page'
import { smallPng, someDetails } from '../../support/badges'
import { designOf, shapeLayer } from '../../support/designs'

const can = findBrowser() !== null
let blazon: OpenBlazon | undefined
afterEach(async () => {
  await blazon?.close()
  blazon = undefined
})
afterAll(closeBrowser)

const oneBadge: NonNullable<Parameters<typeof openBlazon>[0]>['before'] = async (client) => {
  await client.badges.create({ details: someDetails, picture: smallPng().toString('base64') })
}
const drop = (page: OpenBlazon['page'], files: { name: string; type: string; base64: string }[]) =>
  page.evaluate((given) => {
    const transfer = new DataTransfer()
    for (const { name, type, base64 } of given)
      transfer.items.add(new File([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], name, { type }))
    const event = { bubbles: true, cancelable: true, dataTransfer: transfer }
    document.body.dispatchEvent(new DragEvent('dragover', event))
    document.body.dispatchEvent(new DragEvent('drop', event))
  }, files)

describe.skipIf(!can)(can ? 'the shell' : noBrowser, () => {
  it('goes to its seven places by Ctrl+1 to 7, and a reload keeps the place', async () => {
    blazon = await openBlazon({ before: oneBadge })
    const { page } = blazon
    const places = ['library', 'people', 'award', 'ledger', 'publish', 'verify', 'settings']
    for (const [index, place] of places.entries()) {
      await page.keyboard.press(`Control+${String(index + 1)}`)
      await page.waitForURL(new RegExp(`#/${place}$`))
      expect(await page.locator('nav [aria-current="page"]').count(), place).toBe(1)
    }
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(blazon.complaints).toEqual([])
  })

  it('finds a badge in the palette and goes there by Enter', async () => {
    blazon = await openBlazon({ before: oneBadge })
    const { page } = blazon
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox', { name: 'Go anywhere' }).fill('first')
    await page.getByRole('menuitem', { name: 'First aid' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'First aid' }).waitFor()
  })

  it('moves from pane to pane by F6', async () => {
    blazon = await openBlazon({ before: oneBadge })
    const { page } = blazon
    const seen: (string | undefined)[] = []
    for (let turn = 0; turn < 3; turn++) {
      await page.keyboard.press('F6')
      seen.push(await page.evaluate(() => document.activeElement?.closest('[data-pane]')?.tagName))
    }
    expect(new Set(seen)).toEqual(new Set(['NAV', 'MAIN', 'FOOTER']))
  })

  it('makes a design of a plain picture dropped anywhere, and takes a list of people to People', async () => {
    blazon = await openBlazon({ before: oneBadge })
    const { page, client } = blazon
    await drop(page, [{ name: 'logo.png', type: 'image/png', base64: smallPng().toString('base64') }])
    await page.waitForURL(/#\/designer\?designId=/)
    expect((await client.designs.list()).map((it) => it.name)).toEqual(['logo'])
    await page.keyboard.press('Control+1')
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
    await drop(page, [{ name: 'class.csv', type: 'text/csv', base64: btoa('name,email\nAnn,ann@example.org\n') }])
    await page.waitForURL(/#\/people$/)
  })

  it('takes a baked badge dropped anywhere to Verify', async () => {
    blazon = await openBlazon({
      before: async (client) => {
        await oneBadge?.(client)
      },
    })
    const { page, client } = blazon
    const issuer = await client.issuers.save({ name: 'Lib', email: 'a@example.org', url: 'https://example.org' })
    await client.issuers.setHosting({ id: issuer.id, baseUrl: null })
    const [badge] = (await client.badges.list({})).rows
    const badgeId = badge?.id ?? ''
    await client.badges.save({ id: badgeId, issuerId: issuer.id })
    for await (const step of await client.awards.create({
      badgeId,
      people: [{ name: 'Ann', email: 'ann@example.org' }],
    }))
      void step
    const [award] = (await client.awards.list({})).rows
    const { fileName, png } = await client.awards.bake({ id: award?.id ?? '' })
    await drop(page, [{ name: fileName, type: 'image/png', base64: png }])
    await page.waitForURL(/#\/verify$/)
  })

  it('trap 13: shows no picture from elsewhere, whoever asks for it', async () => {
    blazon = await openBlazon({ before: oneBadge })
    const { page, complaints } = blazon
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (it) =>
            resolve(`${it.effectiveDirective} ${it.blockedURI}`),
          )
          const image = new Image()
          image.src = 'https://elsewhere.example/logo.png'
          document.body.append(image)
        }),
    )
    expect(refused).toBe('img-src https://elsewhere.example/logo.png')
    expect(complaints).toEqual([expect.stringContaining('Content Security Policy')])
  })

  it('says of a project file of a newer Blazon what it is, and stores nothing', async () => {
    let file = ''
    blazon = await openBlazon({
      before: async (client) => {
        const { id } = await client.designs.create({ name: 'Star', document: designOf(shapeLayer('a')) })
        const entries = unzipSync(Buffer.from((await client.designs.exportProject({ id })).bytes, 'base64'))
        const design = JSON.parse(strFromU8(entries['design.json']!)) as object
        const newer = { ...entries, 'design.json': strToU8(JSON.stringify({ ...design, version: 9 })) }
        file = Buffer.from(zipSync(newer)).toString('base64')
      },
    })
    const { page, client, complaints } = blazon
    const before = await client.designs.list()
    await drop(page, [{ name: 'From the future.blazon', type: 'application/zip', base64: file }])
    await page.getByText('This design was made by a version that Blazon does not know.').first().waitFor()
    await page.getByText('Update Blazon and open it again.').first().waitFor()
    expect(new URL(page.url()).hash).not.toContain('designer')
    expect(await client.designs.list()).toEqual(before)
    expect((await client.badges.list({})).rows).toEqual([])
    expect(complaints).toEqual([])
  })

  it('says when Blazon is gone, and goes on by itself when it is back', async () => {
    blazon = await openBlazon({ before: oneBadge })
    const { page, client, stopServing, serve } = blazon
    await page.getByRole('row', { name: 'First aid' }).waitFor()
    await stopServing()
    await page.getByText(/Connecting again|no longer running/).waitFor()
    await client.badges.create({ details: { ...someDetails, name: 'Made meanwhile' } })
    await serve()
    await page.getByRole('row', { name: 'Made meanwhile' }).waitFor()
    expect(await page.getByText(/Connecting again|no longer running/).count()).toBe(0)
  })

  it('row 117: says politely that another window has the library, and that nothing was changed', async () => {
    blazon = await openBlazon({ failing: new BlazonError('library_in_use', 'held') })
    const { page } = blazon
    await page.getByRole('heading', { level: 1, name: 'Another window of Blazon has this library open.' }).waitFor()
    await page.getByText('Nothing was changed.').waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await blazon.accessibility()).toEqual([])
  })

  it('row 116: refuses a newer library politely and leaves it alone', async () => {
    blazon = await openBlazon({ failing: new BlazonError('library_newer', 'newer') })
    const { page } = blazon
    await page.getByText('This library was written by a newer version of Blazon.').waitFor()
    await page.getByText('It was not touched.').waitFor()
  })

  it('offers the backups where the library is damaged, and to put a sealed one in its place', async () => {
    blazon = await openBlazon({
      failing: new BlazonError('library_damaged', 'broken'),
      before: async (client) => void (await client.library.backUp()),
    })
    const { page } = blazon
    await page.getByRole('heading', { level: 1, name: 'The library cannot be read.' }).waitFor()
    await page.getByRole('button', { name: 'Restore' }).first().click()
    await page.getByRole('alertdialog').getByText('is set aside, not deleted').waitFor()
    expect(await blazon.accessibility()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Choose the file…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Bring a whole library back' })
    const sealed = { name: 'all.blazon-library', mimeType: '', buffer: Buffer.from('{"format":"something else"}\n') }
    await dialog.locator('input[type=file]').setInputFiles(sealed)
    await dialog.getByLabel('Its passphrase').fill('three wet otters')
    expect(await blazon.accessibility()).toEqual([])
    await page.keyboard.press('Enter')
    await dialog.getByText('This is not the file of a Blazon library').waitFor()
  })
})
