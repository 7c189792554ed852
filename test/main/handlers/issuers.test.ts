import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogCalls, failureOf } from '../../support/catalog-calls'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let calls: ReturnType<typeof catalogCalls>['calls']
let changes: ReturnType<typeof catalogCalls>['changes']
beforeEach(() => {
  library = temporaryLibrary()
  ;({ calls, changes } = catalogCalls(library.catalog))
})
afterEach(() => library.remove())

const profile = { name: 'Library', email: 'desk@library.example', url: 'https://library.example' }

describe('issuers.*', () => {
  it('makes a profile, decides its hosting address and announces both', async () => {
    const { id } = await calls.issuers.save(profile)
    const decided = await calls.issuers.setHosting({ id, baseUrl: 'https://Library.example/badges/' })
    expect(decided).toMatchObject({ ...profile, baseUrl: 'https://library.example/badges', hostingDecided: true })
    expect(await calls.issuers.list()).toEqual([decided])
    expect(changes).toEqual([
      { name: 'issuers.saved', ids: [id] },
      { name: 'issuers.saved', ids: [id] },
    ])
  })

  it('row 104: names the field of an address that will not do', async () => {
    const { id } = await calls.issuers.save(profile)
    const set = (baseUrl: string) => failureOf(calls.issuers.setHosting({ id, baseUrl }))
    expect(await set('https://library.example/?a=1')).toEqual({
      code: 'invalid_input',
      data: { field: 'baseUrl', reason: 'query_or_fragment' },
    })
    expect(await set('http://library.example')).toMatchObject({ code: 'invalid_input', data: { field: 'baseUrl' } })
  })
})
