import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

async function draftsOf(app: TestApp, badgeId: string): Promise<{ name: string; text: string }[]> {
  const people = [
    { name: 'Ann Bell', email: 'ann@example.org' },
    { name: 'Bo Ek', email: 'bo@example.org' },
  ]
  const { awarded } = await resultOf(app.client.awards.create({ badgeId, people }))
  const ids = awarded.map(({ awardId }) => awardId)
  const { files } = await resultOf(app.client.awards.export({ ids, as: 'drafts' }))
  return files.map((name) => ({ name, text: readFileSync(join(app.folder, 'export', name), 'utf8') }))
}

it('a mail draft carries the link and no picture where the badge says so', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app)
  await app.client.badges.save({ id, mailBody: 'Well done.', keeping: { attachBaked: false } })
  const drafts = await draftsOf(app, id)
  expect(drafts).toHaveLength(2)
  for (const { text } of drafts) {
    expect(text).not.toContain('image/png')
    expect(text).toContain('https://badges.example.org/assertions/')
  }
})

it('a mail draft carries the picture whatever the badge says where it has no address on the web', async () => {
  const app = await temporaryApp()
  const { id } = await readyBadge(app, { baseUrl: null })
  await app.client.badges.save({ id, keeping: { attachBaked: false } })
  for (const { text } of await draftsOf(app, id)) expect(text).toContain('image/png')
})

it('whoever made a badge and wants to know gets a draft that lists what was handed out', async () => {
  const app = await temporaryApp()
  const { operators, badges } = app.client
  await operators.save({ username: 'mo', displayName: 'Mo', email: 'mo@example.org', isAdmin: true, pin: '482913' })
  await operators.signIn({ username: 'mo', pin: '482913' })
  const { id } = await readyBadge(app)
  await badges.save({ id, keeping: { notifyCreator: true } })
  const drafts = await draftsOf(app, id)
  expect(drafts).toHaveLength(3)
  const notice = drafts.find(({ text }) => text.includes('To: Mo <mo@example.org>'))
  expect(notice?.name).toBe('Awarded- Reading Star.eml')
  expect(notice?.text).toContain('2026-06-20  Ann Bell: Reading Star\r\n2026-06-20  Bo Ek: Reading Star')
})
