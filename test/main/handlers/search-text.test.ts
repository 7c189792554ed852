import { expect, it } from 'vitest'
import { describeCalls } from '../../../src/main/shells/cli/calls'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'

/** What SQLite's search, its LIKE or its SQL would take for more than text. */
const hostile = [
  '" * : NEAR',
  'zyx*',
  'name:zyx',
  'NEAR(zyx, qvist)',
  'zyx OR qvist',
  '{name email}:zyx',
  "'; DROP TABLE person; --",
  "zyx' OR '1'='1",
  '^zyx',
  '-zyx',
  '%',
  '_',
  '\\',
  '"',
  "'",
  '\0',
  '\ud800',
]

it('F46: whatever is looked for, in every search that there is, is text and never an error', async () => {
  const { client } = await temporaryApp()
  const searches = describeCalls().filter(({ input }) => Object.hasOwn(input?.['properties'] ?? {}, 'query'))
  expect(searches.length).toBeGreaterThanOrEqual(7)
  for (const { call } of searches) {
    const [group = '', verb = ''] = call.split('.')
    const verbs = (client as unknown as Record<string, Record<string, (input: object) => Promise<unknown>>>)[group]
    for (const query of hostile) {
      const found = await verbs?.[verb]?.({ query })
      expect(found, `${call} ${query}`).toBeDefined()
    }
  }
})

it('F46: only what bears the very words is found, not what their signs would mean', async () => {
  const app = await temporaryApp()
  const { client } = app
  for (const name of ['Zyx OR Qvist', 'Zyxwina', 'Qvist']) {
    const badge = await readyBadge(app, { name })
    const person = await client.people.save({ name })
    await resultOf(client.awards.create({ badgeId: badge.id, people: [{ personId: person.id }] }))
    await client.applications.create({ badgeId: badge.id, person: { personId: person.id } })
    await client.frameworks.import({ framework: name, source: { text: `name,url\n${name},https://example.org/` } })
  }
  const counts = async (query: string) => [
    (await client.badges.list({ query })).total,
    (await client.people.list({ query })).total,
    (await client.people.search({ query })).length,
    (await client.awards.list({ query })).total,
    (await client.applications.list({ query, state: 'all' })).total,
    (await client.frameworks.search({ query })).length,
  ]
  expect(await counts('zyx OR qvist')).toEqual([1, 1, 1, 1, 1, 1])
  expect(await counts('zyx%')).toEqual([2, 2, 2, 2, 2, 2])
  expect(await counts('z_x')).toEqual([0, 0, 0, 0, 0, 0])
})
