import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertionUuid, uuidOfToken } from '../../../src/core/openbadges/addresses'
import { storeDocuments } from '../../../src/main/catalog/documents'
import { ownAwards, tokensOfUuid } from '../../../src/main/handlers/verification/own-awards'
import { temporaryLibrary, type TemporaryLibrary } from '../../support/library'

const token = 'q7w2n5kx3vz6tmh4cjb2ryldse'
const credentialId = `https://badges.example.org/credentials/q7/${token}.json`
const issuer = { id: 'did:web:badges.example.org' }
const ids = Array.from({ length: 9 }, (_, at) => `01980000-0000-7000-8000-00000000000${at}`)

let library: TemporaryLibrary
beforeEach(() => {
  library = temporaryLibrary()
})
afterEach(() => library.remove())

/** Puts one award into the library, as bare rows. */
function addAward(row: { token?: string; credential: string; revokedAt?: string; withdrawnAt?: string }) {
  const { db } = library.catalog
  const [badge, version, person, batch, award] = ids
  const at = '2026-06-20T13:05:09Z'
  const sha = 'a'.repeat(64)
  db.pragma('foreign_keys = OFF')
  db.prepare(
    "INSERT INTO picture (sha256, mime, width, height, bytes, pixel_digest, created_at) VALUES (?, 'image/png', 8, 8, 100, 'pixels', ?)",
  ).run(sha, at)
  db.prepare(
    `INSERT INTO award (id, token, badge_id, badge_version_id, person_id, batch_id, identity_hash, salt, awarded_at,
       documents_sha256, picture_sha256, revoked_at, revoked_reason, withdrawn_at, rev) VALUES (?, ?, ?, ?, ?, ?, 'sha256$', 'salt', ?, '', ?, ?, ?, ?, 1)`,
  ).run(
    award,
    row.token ?? token,
    badge,
    version,
    person,
    batch,
    at,
    sha,
    row.revokedAt ?? null,
    row.revokedAt ? 'by mistake' : null,
    row.withdrawnAt ?? null,
  )
  storeDocuments(db, award ?? '', { assertion: null, credential: row.credential })
}

describe('finding an own award by the id in its document', () => {
  it('finds it with its facts and its picture', async () => {
    addAward({ credential: JSON.stringify({ id: credentialId, issuer }), revokedAt: '2026-06-21T00:00:00Z' })
    expect(await ownAwards(library.catalog)(credentialId, issuer.id)).toEqual({
      awardId: ids[4],
      revokedAt: '2026-06-21T00:00:00Z',
      suspendedAt: null,
      reason: 'by mistake',
      pixelDigest: 'pixels',
    })
  })

  it('finds one that is on hold, and one that is a VC-JWT, with why it is', async () => {
    const id = credentialId.replace('.json', '.jwt')
    const jwt = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.${Buffer.from(JSON.stringify({ id, issuer })).toString('base64url')}.c2ln`
    addAward({ credential: jwt })
    library.catalog.db.exec("UPDATE award SET suspended_at = '2026-06-22T00:00:00Z', suspended_reason = 'fees are due'")
    expect(await ownAwards(library.catalog)(id, issuer.id)).toMatchObject({
      revokedAt: null,
      suspendedAt: '2026-06-22T00:00:00Z',
      reason: 'fees are due',
    })
  })

  it('finds one without a hosting address by its urn', async () => {
    const id = `urn:uuid:${uuidOfToken(token)}`
    addAward({ credential: JSON.stringify({ id, issuer }) })
    expect((await ownAwards(library.catalog)(id, issuer.id))?.awardId).toBe(ids[4])
  })

  it('does not take the same token at another address for its own', async () => {
    addAward({ credential: JSON.stringify({ id: credentialId, issuer }) })
    expect(await ownAwards(library.catalog)(credentialId.replace('example.org', 'example.com'), issuer.id)).toBeNull()
  })

  it('does not take the same id under another issuer’s name for its own', async () => {
    addAward({ credential: JSON.stringify({ id: credentialId, issuer }) })
    expect(await ownAwards(library.catalog)(credentialId, 'did:web:other.example')).toBeNull()
  })

  it('does not know an award that was withdrawn, nor ids of other kinds', async () => {
    addAward({ credential: JSON.stringify({ id: credentialId, issuer }), withdrawnAt: '2026-06-21T00:00:00Z' })
    for (const id of [credentialId, 'urn:uuid:nothing', 'did:web:x', ''])
      expect(await ownAwards(library.catalog)(id, issuer.id)).toBeNull()
  })

  it('every token is among those that its UUID may come from', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567')
    fc.assert(
      fc.property(fc.array(letter, { minLength: 26, maxLength: 26 }), (letters) => {
        const one = letters.join('')
        expect(tokensOfUuid(uuidOfToken(one))).toContain(one)
        expect(tokensOfUuid(assertionUuid(one))).toContain(one)
      }),
      { numRuns: 50 },
    )
  })
})
