import { afterAll, describe, expect, it } from 'vitest'
import { type PageName, type Route, toHash } from '../../../src/renderer/app/routes'
import { resultOf } from '../../support/app'
import { aDocument, smallPng, someDetails } from '../../support/badges'
import { findBrowser, noBrowser } from '../../support/browser'
import { mixedDesign } from '../../support/mixed-design'
import { closeBrowser, openBlazon } from '../../support/page'

afterAll(closeBrowser)

const can = findBrowser() !== null

describe.skipIf(!can)(can ? 'the page with React for development' : noBrowser, () => {
  it('no page makes React complain, nor minds being mounted twice', async () => {
    let routes: Record<PageName, Route> | undefined
    const blazon = await openBlazon({
      development: true,
      async before(client) {
        const url = 'https://library.example'
        const issuer = await client.issuers.save({ name: 'Riverside Library', email: 'desk@library.example', url })
        await client.issuers.setHosting({ id: issuer.id, baseUrl: 'https://badges.library.example' })
        const picture = smallPng().toString('base64')
        const badge = await client.badges.create({ details: someDetails, picture, issuerId: issuer.id })
        const ann = await client.people.save({ name: 'Ann Bell', email: 'ann@example.org' })
        const bo = await client.people.save({ name: 'Bo Ek', email: 'bo@example.org' })
        const { awarded } = await resultOf(client.awards.create({ badgeId: badge.id, people: [{ personId: ann.id }] }))
        const awardIds = awarded.map(({ awardId }) => awardId)
        const event = await client.events.save({ name: 'River day', heldOn: '2026-06-20', badgeIds: [badge.id] })
        const series = await client.series.save({ name: 'Swimming' })
        await client.series.addBadge({ seriesId: series.id, badgeId: badge.id })
        const program = await client.programs.save({ name: 'Summer' })
        await client.programs.link({ kind: 'program_badge', parentId: program.id, childId: badge.id })
        const design = await client.designs.create({ name: 'Design', document: aDocument() })
        routes = {
          library: { page: 'library' },
          designer: { page: 'designer', designId: design.id },
          badge: { page: 'badge', badgeId: badge.id },
          earning: { page: 'earning', badgeId: badge.id },
          programs: { page: 'programs', chosen: program.id },
          series: { page: 'series', seriesId: series.id },
          people: { page: 'people' },
          person: { page: 'person', personId: ann.id },
          statistics: { page: 'statistics', personIds: [ann.id, bo.id] },
          activities: { page: 'activities' },
          award: { page: 'award', badgeId: badge.id, personIds: [ann.id, bo.id] },
          handOut: { page: 'handOut', awardIds },
          rosters: { page: 'rosters' },
          applications: { page: 'applications' },
          redeem: { page: 'redeem' },
          event: { page: 'event', eventId: event.id },
          ledger: { page: 'ledger', awardId: awardIds[0]! },
          publish: { page: 'publish' },
          verify: { page: 'verify' },
          settings: { page: 'settings' },
        }
      },
    })
    const { page, complaints } = blazon
    for (const [name, route] of Object.entries(routes ?? {})) {
      await page.evaluate((hash) => location.replace(hash), toHash(route))
      await page.locator('h1').first().waitFor()
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      expect(complaints, name).toEqual([])
    }
    await blazon.close()
  })

  it('trap 16: mounted twice, as StrictMode does where React is built for development, it has one stage', async () => {
    let id = ''
    const blazon = await openBlazon({
      development: true,
      async before(client) {
        id = (await client.designs.create({ name: 'Twice', document: mixedDesign(5) })).id
      },
    })
    const { page } = blazon
    await page.evaluate(() => {
      const made: Element[] = []
      Object.assign(window, { made })
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes)
            if (node instanceof Element)
              made.push(...node.querySelectorAll('.upper-canvas'), ...(node.matches('.upper-canvas') ? [node] : []))
      }).observe(document.body, { childList: true, subtree: true })
    })
    await page.evaluate((designId) => location.replace(`#/designer?designId=${designId}`), id)
    await page.locator('[data-designer-canvas] [data-drawn]').waitFor()
    const made = await page.evaluate(() => new Set(Reflect.get(window, 'made') as Element[]).size)
    expect(made).toBe(2)
    expect(await page.locator('[data-designer-canvas] canvas').count()).toBe(3)
    await page.getByRole('row').first().click()
    await page.getByRole('textbox', { name: 'X', exact: true }).waitFor()
    expect(blazon.complaints).toEqual([])
    await blazon.close()
  })
})
