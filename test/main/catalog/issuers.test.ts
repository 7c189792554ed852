import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Catalog } from '../../../src/main/catalog/catalog'
import { issuerRow, listIssuers, readIssuer, saveIssuer, setHosting } from '../../../src/main/catalog/issuers'
import { siteOf } from '../../../src/main/catalog/sites'
import { anIssuer } from '../../support/badges'
import { temporaryLibrary, testTime, type TemporaryLibrary } from '../../support/library'

let library: TemporaryLibrary
let catalog: Catalog
let now: number
beforeEach(() => {
  now = testTime
  library = temporaryLibrary({ now: () => now })
  catalog = library.catalog
})
afterEach(() => library.remove())

const sites = () => catalog.db.prepare('SELECT id, base_url FROM site ORDER BY base_url').all()

describe('issuers', () => {
  it('are made with what the standard needs and safe defaults', () => {
    expect(anIssuer(catalog)).toMatchObject({
      name: 'Riverside Library',
      description: '',
      baseUrl: null,
      hostingDecided: false,
      formats: 'both',
      showNames: false,
      publicKey: null,
    })
  })

  it('are changed in what is named, and keep their token', () => {
    const issuer = saveIssuer(catalog, {
      ...{ name: 'Library', email: 'a@library.example', url: 'https://library.example' },
      ...{ description: 'Books', formats: '3.0', showNames: true },
    })
    now += 1000
    const changed = saveIssuer(catalog, {
      ...issuer,
      name: 'New',
      description: undefined,
      formats: undefined,
      showNames: undefined,
    })
    expect(changed).toEqual({ ...issuer, name: 'New' })
    expect(issuerRow(catalog, issuer.id).rev).toBeGreaterThan(0)
  })

  it('list the oldest first', () => {
    const ids = [anIssuer(catalog), anIssuer(catalog)].map(({ id }) => id)
    expect(listIssuers(catalog).map(({ id }) => id)).toEqual(ids)
  })

  it('show the key they sign with now', () => {
    const { id } = anIssuer(catalog)
    const key = catalog.db.prepare(
      "INSERT INTO signing_key (id, issuer_id, kind, public_multibase, secret_ref, created_at, retired_at) VALUES (?, ?, 'ed25519', ?, 'x', ?, ?)",
    )
    key.run(catalog.newId(), id, 'zOld', catalog.now(), null)
    key.run(catalog.newId(), id, 'zNow', catalog.now(), null)
    key.run(catalog.newId(), id, 'zRetired', catalog.now(), catalog.now())
    expect(readIssuer(catalog, id).publicKey).toBe('zNow')
  })

  it('that are unknown are not found', () => {
    const id = catalog.newId()
    const notFound = expect.objectContaining({ code: 'not_found' }) as Error
    expect(() => setHosting(catalog, id, null)).toThrow(notFound)
    expect(() => saveIssuer(catalog, { id, name: 'A', email: 'a@b.example', url: 'https://b.example' })).toThrow(
      notFound,
    )
  })
})

describe('the hosting address', () => {
  it('row 104: is one site however it is typed', () => {
    const [one, two] = [
      anIssuer(catalog, 'https://Library.example:443/b/'),
      anIssuer(catalog, 'https://library.example/b'),
    ]
    expect([one.baseUrl, two.baseUrl]).toEqual(['https://library.example/b', 'https://library.example/b'])
    expect(sites()).toHaveLength(1)
    expect(siteOf(catalog, issuerRow(catalog, one.id))).toEqual(siteOf(catalog, issuerRow(catalog, two.id)))
  })

  it('may be decided as "not yet"', () => {
    const issuer = anIssuer(catalog, null)
    expect(issuer).toMatchObject({ baseUrl: null, hostingDecided: true })
    expect(siteOf(catalog, issuerRow(catalog, issuer.id))).toBeNull()
  })

  it('row 104: moves to another site and back without changing the old one', () => {
    const { id } = anIssuer(catalog, 'https://old.example')
    const before = sites()
    setHosting(catalog, id, 'https://new.example')
    expect(sites()).toHaveLength(2)
    expect(sites()).toEqual(expect.arrayContaining(before))
    expect(setHosting(catalog, id, 'https://old.example/').baseUrl).toBe('https://old.example')
    expect(sites()).toHaveLength(2)
  })

  it('row 104: is refused with a query or fragment, and nothing changes', () => {
    const { id } = anIssuer(catalog, 'https://old.example')
    for (const typed of ['https://new.example/?a=1', 'https://new.example/#a', 'http://new.example'])
      expect(() => setHosting(catalog, id, typed)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
    expect(readIssuer(catalog, id).baseUrl).toBe('https://old.example')
    expect(sites()).toHaveLength(1)
  })

  it('is journalled with its issuer, and deciding the same again changes nothing', () => {
    const issuer = anIssuer(catalog, 'https://old.example')
    const lines = catalog.db.prepare("SELECT body FROM journal WHERE kind = 'row'").pluck().all() as string[]
    expect(lines.map((line) => (JSON.parse(line) as { table: string }).table)).toEqual(['issuer', 'site', 'issuer'])
    const { rev } = issuerRow(catalog, issuer.id)
    setHosting(catalog, issuer.id, 'https://old.example')
    expect(issuerRow(catalog, issuer.id).rev).toBe(rev)
  })
})
