import { describe, expect, it } from 'vitest'
import { alignmentOf } from '../../../src/core/contract/frameworks'
import { temporaryApp } from '../../support/app'
import { failureOf } from '../../support/catalog-calls'

const table = [
  'Concept URI,Preferred label,Notation,Definition',
  'https://skills.example/1,Gives first aid,S1.2,"Helps, until help comes"',
  'https://skills.example/2,Hält Vorträge,S3,',
  'skills.example/3,No address,S4,',
  'https://skills.example/5,,S5,',
].join('\n')

describe('frameworks.*', () => {
  it('imports a table by its headings, with an error for each row that cannot come in', async () => {
    const { client } = await temporaryApp()
    const source = { text: table }
    const looked = await client.frameworks.import({ source, framework: 'Skills', dryRun: true })
    expect(looked).toMatchObject({
      ...{ columns: { url: 0, name: 1, code: 2, description: 3 }, frameworks: ['Skills'], added: 2, failed: 2 },
      errors: [
        { row: 3, reason: 'url' },
        { row: 4, reason: 'name' },
      ],
    })
    expect(await client.frameworks.list()).toEqual([])
    expect(await client.frameworks.import({ source, framework: 'Skills' })).toMatchObject({ added: 2, changed: 0 })
    expect(await client.frameworks.list()).toEqual([{ framework: 'Skills', count: 2 }])
    expect(await client.frameworks.search({ query: 'halt vortr' })).toMatchObject([{ code: 'S3' }])
    expect(await client.frameworks.search({ query: 'alt' })).toEqual([])
    const [item] = await client.frameworks.search({ query: 's1 skills' })
    expect(item && alignmentOf(item)).toEqual({
      ...{ targetName: 'Gives first aid', targetUrl: 'https://skills.example/1', targetCode: 'S1.2' },
      ...{ targetFramework: 'Skills', targetDescription: 'Helps, until help comes' },
    })
  })

  it('brings entries up to date when it is imported again, and forgets a framework', async () => {
    const { client } = await temporaryApp()
    await client.frameworks.import({ source: { text: table }, framework: 'Skills' })
    const source = {
      text: 'framework;code;name;url\nSkills;S1;First aid;https://skills.example/1\nOther;;A;https://a.example/',
    }
    expect(await client.frameworks.import({ source })).toMatchObject({ added: 1, changed: 1, unchanged: 0, failed: 0 })
    expect(await client.frameworks.import({ source })).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect((await client.frameworks.search({ framework: 'Skills' })).map(({ name }) => name)).toEqual([
      'First aid',
      'Hält Vorträge',
    ])
    expect(await client.frameworks.remove({ framework: 'Skills' })).toEqual({ removed: 2 })
    expect(await client.frameworks.list()).toEqual([{ framework: 'Other', count: 1 }])
  })

  it('refuses a table without headings for names and addresses, and rows of no framework', async () => {
    const { client } = await temporaryApp()
    const text = 'Gives first aid,https://skills.example/1'
    expect(await failureOf(client.frameworks.import({ source: { text } }))).toMatchObject({
      code: 'unreadable_roster',
      data: { reason: 'no_headings' },
    })
    expect(await client.frameworks.import({ source: { text: `name,url\n${text}` } })).toMatchObject({
      added: 0,
      errors: [{ row: 1, reason: 'framework' }],
    })
  })

  it('row 73: takes a cell that looks like a formula as text', async () => {
    const { client } = await temporaryApp()
    const source = { text: "name,url,framework\n'=1+1,https://a.example/,F" }
    await client.frameworks.import({ source })
    expect((await client.frameworks.search({})).map(({ name }) => name)).toEqual(['=1+1'])
  })
})
