import { readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { findBrowser, noBrowser } from '../../support/browser'
import { endorsementOf } from '../../support/every-field'
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
const open = async (before: Parameters<typeof openBlazon>[0] = {}) => {
  blazon = await openBlazon({ at: '#/settings?section=issuer', ...before })
  return { ...blazon, part: blazon.page.getByRole('region', { name: 'Who awards' }) }
}

describe.skipIf(!can)(can ? 'the endorsements of an organisation' : noBrowser, () => {
  it.each(['light', 'dark'] as const)('are added, taken out and brought back by keyboard, in %s', async (theme) => {
    const { page, part, client, accessibility } = await open({
      theme,
      before: async ({ issuers }) => void (await issuers.save(profile)),
    })
    const [issuer] = await client.issuers.list()
    const texts = async () => (await client.issuers.list())[0]?.endorsements.map(({ text }) => text)
    const own = await endorsementOf(`did:web:badges.example.org:issuers:${issuer!.token}`, 'They keep their word.')

    await part.getByRole('button', { name: /^Endorsements\b.*Nothing yet$/ }).press('Enter')
    await part.getByRole('button', { name: 'Add an endorsement' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'An endorsement that you were sent' })
    const paste = dialog.getByRole('textbox', { name: 'Or paste it' })
    await paste.fill('{}')
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await dialog.getByText('This is no endorsement').waitFor()
    await paste.fill(await endorsementOf('did:web:elsewhere.example', 'Good work.'))
    await dialog.getByText('It speaks of somebody else').waitFor()
    await paste.fill(own)
    await dialog.getByText('“They keep their word.”').waitFor()
    expect(await dialog.getByText('It speaks of somebody else').count()).toBe(0)
    expect(await accessibility()).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).press('Enter')
    await part.getByText('“They keep their word.”').waitFor()
    expect(await texts()).toEqual([own.trim()])
    expect(await accessibility()).toEqual([])

    await part.getByRole('button', { name: 'Take out Readers’ Council' }).press('Enter')
    await expect.poll(texts).toEqual([])
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
    await expect.poll(texts).toEqual([own.trim()])
    expect((await client.issuers.list())[0]).toMatchObject(profile)
  })

  it('that it made are listed, and saved as files again letter for letter', async () => {
    const made = { subjectName: 'River Ranger', comment: 'We know it and stand by it.' }
    const { page, part, client, accessibility } = await open({
      before: async ({ issuers, endorsements }) => {
        const { id: issuerId } = await issuers.save(profile)
        await endorsements.make({ issuerId, subjectId: 'did:web:river.example', ...made })
      },
    })
    await part.getByRole('button', { name: /^Endorsements that you made/ }).press('Enter')
    const list = part.getByRole('list', { name: 'Endorsements that Riverside Library made' })
    await list.getByText(/: “We know it and stand by it.”$/).waitFor()
    expect(await accessibility()).toEqual([])
    const saving = page.waitForEvent('download')
    await list.getByRole('button', { name: 'Save the file of “River Ranger”' }).press('Enter')
    const file = await saving
    expect(file.suggestedFilename()).toBe('Endorsement - River Ranger.json')
    const [row] = await client.endorsements.list({})
    const { document } = await client.endorsements.read({ id: row!.id })
    expect(readFileSync(await file.path(), 'utf8')).toBe(document)
  })
})
