import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/app'
import { smallPng, someDetails } from '../../support/badges'
import { resultOf } from '../../support/app'
import { findBrowser, noBrowser } from '../../support/browser'
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

type Client = App['client']
const anIssuer = async (client: Client, name: string) => {
  const issuer = await client.issuers.save({ name, email: 'desk@library.example', url: 'https://library.example' })
  await client.issuers.setHosting({ id: issuer.id, baseUrl: 'https://badges.library.example' })
  return issuer
}
const aBadge = (client: Client, issuerId: string, name: string) =>
  client.badges.create({ details: { ...someDetails, name }, picture: smallPng().toString('base64'), issuerId })
const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }

describe.skipIf(!can)(can ? 'awarding by a badge’s rules' : noBrowser, () => {
  it('asks under which issuer and why somebody lacks a badge, and shows both beside the award', async () => {
    let [badgeId, personId] = ['', '']
    blazon = await openBlazon({
      before: async (client) => {
        const [library, town] = [await anIssuer(client, 'Riverside Library'), await anIssuer(client, 'The Town')]
        const first = await aBadge(client, library.id, 'First aid')
        const badge = await aBadge(client, library.id, 'Life saver')
        badgeId = badge.id
        await client.badges.save({ id: badgeId, prerequisiteIds: [first.id] })
        const program = await client.programs.save({ name: 'Safe water' })
        await client.programs.link({ kind: 'program_badge', parentId: program.id, childId: badgeId })
        await client.programs.link({ kind: 'issuer_program', parentId: town.id, childId: program.id })
        personId = (await client.people.save(ada)).id
      },
    })
    const { page, client, accessibility } = blazon
    await page.evaluate(
      ([badge, person]) => location.replace(`#/award?badgeId=${badge}&personIds=${person}`),
      [badgeId, personId],
    )
    await page.reload()
    const findings = page.getByRole('region', { name: 'Before you award' })
    await findings.getByText('1 person lacks a badge that is needed first and is passed over: First aid (1).').waitFor()
    await page.getByRole('button', { name: /Awarded by/ }).click()
    await page.getByRole('option', { name: 'The Town' }).click()
    await findings.getByRole('button', { name: 'Award all the same' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Certificate of the Red Cross')
    expect(await accessibility()).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Award all the same' }).click()
    await findings.getByText('1 person is awarded without a badge that is needed first: First aid (1).').waitFor()
    await page.getByRole('button', { name: 'Award to 1 person' }).click()
    await page.getByRole('heading', { name: '1 person was awarded' }).waitFor()
    const [row] = (await client.awards.list({ badgeId, state: 'all' })).rows
    expect(await client.awards.read({ id: row!.id })).toMatchObject({
      issuerName: 'The Town',
      overrideReason: 'Certificate of the Red Cross',
    })
  })

  it('replaces an award from the ledger, links the two, and saves what was known on a day', async () => {
    let awardId = ''
    blazon = await openBlazon({
      before: async (client) => {
        const badge = await aBadge(client, (await anIssuer(client, 'Riverside Library')).id, 'First aid')
        const { awarded } = await resultOf(client.awards.create({ badgeId: badge.id, people: [ada] }))
        awardId = awarded[0]!.awardId
        await client.awards.markHandedOut({ ids: [awardId], how: 'handed_over' })
      },
    })
    const { page, client, accessibility } = blazon
    await page.evaluate((id) => location.replace(`#/ledger?awardId=${id}`), awardId)
    await page.reload()
    const sheet = page.getByRole('complementary', { name: 'The award' })
    await sheet.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Replace with a new award' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('The name was misspelt')
    expect(await accessibility()).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click()
    await sheet.getByText('Replaced by').waitFor()
    expect(await client.awards.read({ id: awardId })).toMatchObject({ revokedReason: 'The name was misspelt' })
    await sheet.getByRole('button', { name: /^the award of/ }).click()
    await sheet.getByText('Replaces').waitFor()

    await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).first().click()
    await page.getByRole('menuitem', { name: 'As we knew it on a day' }).click()
    await page.getByText('2 awards were known then.').waitFor()
    expect(await accessibility()).toEqual([])
    await page.getByRole('textbox', { name: 'Day' }).fill('2020-01-01')
    await page.getByText('No award was known then.').waitFor()
    await page.getByRole('button', { name: 'Save the list' }).click()
    await page.getByText(/^A list without awards is in/).waitFor()
  })
})
