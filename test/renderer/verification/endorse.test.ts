import { readFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { badgeSummary, type VerificationResult } from '../../../src/core/contract/verification'
import { endorsablesOf } from '../../../src/renderer/verification/endorse'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'
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

const us = { name: 'Readers’ Council', email: 'hello@council.example', url: 'https://council.example' }
const [achievementId, issuerId] = ['https://a.example/badges/1.json', 'did:web:a.example']

function result(summary: object = {}, more: Partial<VerificationResult> = {}): VerificationResult {
  const nothing = Object.fromEntries(
    ['issuerUrl', 'recipient', 'recipientMatches', 'awardedAt', 'expiresAt', 'revokedAt', 'reason', 'credentialId'].map(
      (key) => [key, null],
    ),
  )
  return {
    ...{ name: 'a.png', verdict: 'valid', format: '3.0', because: null, advice: null, checks: [], fetched: [] },
    ...{ ownAwardId: null, payloads: [], checkedAt: '2026-06-20T12:00:00Z' },
    summary: badgeSummary.parse({
      ...nothing,
      ...{ badgeName: 'Reading\nStar', description: '', criteria: '', issuerName: 'Library', evidence: [] },
      ...{ imageUrl: null, achievementId, issuerId, ...summary },
    }),
    ...more,
  }
}

describe('what a checked badge gives to endorse', () => {
  const kinds = (...given: Parameters<typeof result>) => endorsablesOf(result(...given), []).map(({ kind }) => kind)

  it('is the badge and who awards it, by the ids that their documents give', () => {
    expect(endorsablesOf(result(), [])).toEqual([
      { kind: 'badge', id: achievementId, name: 'Reading Star' },
      { kind: 'issuer', id: issuerId, name: 'Library' },
    ])
    expect(kinds({}, { verdict: 'genuine_unchecked' })).toEqual(['badge', 'issuer'])
    expect(kinds({ achievementId: null })).toEqual(['issuer'])
    expect(kinds({ achievementId: '_:b0', issuerId: '' })).toEqual([])
  })

  it('is nothing of what is one’s own, of doubtful origin, or an endorsement itself', () => {
    expect(kinds({}, { ownAwardId: '0197a8c0-9f3e-7a5b-9c1d-2e4f6a8b0c1d' })).toEqual([])
    for (const verdict of ['unreachable', 'revoked', 'expired', 'altered', 'invalid'] as const)
      expect(kinds({}, { verdict })).toEqual([])
    expect(kinds({ achievementType: 'Endorsement' })).toEqual([])
    const own = [{ token: 'm5n2c7xq4wz3hj6ktb2rvydlfa', publicKey: 'z6MkOwn' }]
    expect(endorsablesOf(result({ issuerId: 'did:key:z6MkOwn' }), own)).toEqual([])
  })
})

/** A badge that another library awarded, without a hosting address: it can be checked without the network. */
async function another() {
  const theirs = await temporaryApp()
  const badge = await readyBadge(theirs, { baseUrl: null })
  const people = [{ name: 'Ada', email: 'ada@example.org' }]
  const { awarded } = await resultOf(theirs.client.awards.create({ badgeId: badge.id, people }))
  const { png } = await theirs.client.awards.bake({ id: awarded[0]!.awardId })
  return { name: 'star.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') }
}

describe.skipIf(!can)(can ? 'endorsing from Verify' : noBrowser, () => {
  it.each(['light', 'dark'] as const)('signs a file to send, by keyboard, in %s', async (theme) => {
    const star = await another()
    const { page, client, accessibility } = (blazon = await openBlazon({
      at: '#/verify',
      theme,
      before: async ({ issuers }) => {
        await issuers.save({ ...us, name: 'Elsewhere' })
        await issuers.save(us)
      },
    }))
    await page.locator('main input[type=file]').setInputFiles([star])
    const card = page.getByRole('article')
    await card.getByRole('button', { name: 'Endorse …' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Endorse' })
    await dialog.getByRole('button', { name: 'Sign and save the file' }).press('Enter')
    await dialog.getByText('Write why you endorse it.').waitFor()
    const comment = dialog.getByRole('textbox', { name: 'What you say' })
    expect(await comment.evaluate((it) => it.matches(':focus'))).toBe(true)
    await page.keyboard.type('We know it.')
    await dialog.getByRole('button', { name: 'Elsewhere' }).press('Enter')
    await page.getByRole('option', { name: us.name }).press('Enter')
    await dialog.getByRole('radio', { name: 'The badge “Reading Star”' }).press('ArrowDown')
    expect(await dialog.getByRole('radio', { name: 'The organisation “Ødegård Library”' }).isChecked()).toBe(true)
    expect(await accessibility()).toEqual([])
    const saving = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Sign and save the file' }).press('Enter')
    const file = await saving
    await dialog.getByText(`Signed and saved as “${file.suggestedFilename()}”`).waitFor()
    await dialog.getByText('Send this file to Ødegård Library.').waitFor()
    expect(await accessibility()).toEqual([])
    const [made] = await client.endorsements.list({})
    expect(made).toMatchObject({ issuerName: us.name, subjectName: 'Ødegård Library', comment: 'We know it.' })
    expect(made?.subjectId).toMatch(/^did:key:z6Mk/)
    const { document } = await client.endorsements.read({ id: made!.id })
    expect(readFileSync(await file.path(), 'utf8')).toBe(document)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  })

  it('asks who speaks where nobody is entered, then goes on', async () => {
    const star = await another()
    const { page, client } = (blazon = await openBlazon({ at: '#/verify' }))
    await page.locator('main input[type=file]').setInputFiles([star])
    await page.getByRole('button', { name: 'Endorse …' }).click()
    await page.locator('#issuer-name').fill(us.name)
    await page.locator('#issuer-email').fill(us.email)
    await page.locator('#issuer-url').fill(us.url)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Endorse' })
    await dialog.getByRole('textbox', { name: 'What you say' }).fill('We know it.')
    // One name only: there is nothing to choose.
    expect(await dialog.getByText('In the name of').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Sign and save the file' }).click()
    await dialog.getByText('They add it to the details of their badge').waitFor()
    expect(await client.endorsements.list({})).toMatchObject([{ subjectName: 'Reading Star', issuerName: us.name }])
  })
})
