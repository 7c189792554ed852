import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallPng } from '../../support/badges'
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

  it('row 24: chooses a brand kit, keeps it through other changes, and takes it away again', async () => {
    const { id } = await calls.issuers.save(profile)
    const logo = await calls.pictures.add({ bytes: smallPng().toString('base64') })
    const brand = {
      colors: { field: '#2c6e8f', frame: '#0e3247', accent: '#f2c94c', cream: '#fdf3d3', river: '#1f8a70' },
      headingFamily: 'Oswald',
      bodyFamily: 'Lora',
      logoSha256: logo.sha256,
    }
    expect((await calls.issuers.setBrand({ id, brand })).brand).toEqual(brand)
    expect((await calls.issuers.save({ ...profile, id, name: 'New name' })).brand).toEqual(brand)
    const lost = { ...brand, logoSha256: 'a'.repeat(64) }
    expect(await failureOf(calls.issuers.setBrand({ id, brand: lost }))).toEqual({
      code: 'not_found',
      data: { field: 'logoSha256' },
    })
    const { river, ...four } = brand.colors
    const short = { ...brand, colors: { ...four, field: river.slice(0, 4) } }
    expect(await failureOf(calls.issuers.setBrand({ id, brand: short }))).toMatchObject({ code: 'invalid_input' })
    expect((await calls.issuers.setBrand({ id, brand: null })).brand).toBeNull()
  })

  it('reads an issuer whose stored brand is from another version as one without', async () => {
    const { id } = await calls.issuers.save(profile)
    library.catalog.db.prepare('UPDATE issuer SET brand = ?').run('{"colours":"later"}')
    expect((await calls.issuers.list()).map((it) => [it.id, it.brand])).toEqual([[id, null]])
  })
})
