import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mostCounted } from '../../../src/core/contract/awards'
import { foldText } from '../../../src/core/people/fold'
import { openDatabase } from '../../../src/main/catalog/sqlite'
import { readyBadge, resultOf, temporaryApp } from '../../support/app'

it('a search of the ledger finds every award whose person or badge has each of the words, each once, page by page', async () => {
  const app = await temporaryApp()
  const names = ['Anqa Velo', 'Anqabel Berg', 'Zed Quix', 'Zed Anqersen', 'Cy Wrenna']
  const people = names.map((name, at) => ({ name, email: `p${at}@quix.example.org` }))
  for (const name of ['Quix Velodrome', 'Wrenna Quix', 'Anqual Vair'])
    await resultOf(app.client.awards.create({ badgeId: (await readyBadge(app, { name })).id, people }))
  const all = (await app.client.awards.list({ limit: 500 })).rows
  expect(all).toHaveLength(15)
  const begins = (text: string, word: string) => ` ${foldText(text)}`.includes(` ${word}`)
  const queries = [
    'anqa',
    'quix',
    'zed quix',
    'anqa vair',
    'velo quix wrenna',
    'berg anqual anqa',
    'zed',
    'p1',
    'nobody',
    'anqa nobody',
  ]
  for (const query of queries) {
    const wanted = all.filter(({ personName, email, badgeName }) =>
      query.split(' ').every((word) => begins(`${personName} ${email}`, word) || begins(badgeName, word)),
    )
    const ids: string[] = []
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page = await app.client.awards.list({ query, limit: 4, cursor })
      expect(page.total, query).toBe(wanted.length)
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    }
    expect(ids, query).toEqual(wanted.map(({ id }) => id))
    const { personId } = all[3]!
    const theirs = await app.client.awards.list({ query, personId })
    expect(
      theirs.rows.map(({ id }) => id),
      query,
    ).toEqual(wanted.filter((row) => row.personId === personId).map(({ id }) => id))
    expect(theirs.total).toBe(theirs.rows.length)
  }
})

it('a search that finds more than ten thousand awards says that there are more, and its pages go on', async () => {
  const app = await temporaryApp()
  const badge = await readyBadge(app)
  await resultOf(
    app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann Lee', email: 'ann@example.org' }] }),
  )
  const db = openDatabase(join(app.library, 'library.db'))
  const columns = (db.pragma('table_info(award)') as { name: string }[]).map(({ name }) => name)
  const copied: Record<string, string> = {
    id: "printf('10000000-0000-7000-8000-%012x', number.value)",
    token: "replace(replace(replace(replace(printf('%026d', number.value), '0', 'a'), '1', 'b'), '8', 'c'), '9', 'd')",
    awarded_at: "strftime('%Y-%m-%dT%H:%M:%SZ', '2020-01-01', '+' || number.value || ' minutes')",
    once: '0',
    status_list_id: 'NULL',
    status_index: 'NULL',
    suspension_list_id: 'NULL',
    suspension_index: 'NULL',
    serial: 'NULL',
  }
  const copies = (from: number, to: number) =>
    db.exec(`WITH RECURSIVE number(value) AS (SELECT ${from} UNION ALL SELECT value + 1 FROM number WHERE value < ${to})
      INSERT INTO award (${columns.join(', ')}) SELECT ${columns.map((name) => copied[name] ?? `award.${name}`).join(', ')}
      FROM award, number WHERE award.id NOT LIKE '1%'`)
  try {
    copies(2, mostCounted)
    expect((await app.client.awards.list({ query: 'ann' })).total).toBe(mostCounted)
    copies(mostCounted + 1, mostCounted + 300)
  } finally {
    db.close()
  }
  const rows: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof app.client.awards.list>> = await app.client.awards.list({
      query: 'ann',
      limit: 500,
      cursor,
    })
    expect(page.total).toBe(mostCounted + 1)
    rows.push(...page.rows.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null)
  expect(new Set(rows).size).toBe(mostCounted + 300)
  expect((await app.client.awards.list({ query: 'ann', state: 'revoked' })).total).toBe(0)
})
