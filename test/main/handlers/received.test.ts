import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentText } from '../../../src/core/openbadges/document-text'
import { bake } from '../../../src/main/baking/bake'
import { unbake } from '../../../src/main/baking/unbake'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import {
  assertionUrl,
  badgeUrl,
  hostedAssertion,
  hostedBadge,
  issuerUrl,
  listUrl,
  person,
  signedCredential,
  webOf,
  type Web,
} from '../../support/badges-in'
import { smallPng } from '../../support/badges'
import { failureOf } from '../../support/catalog-calls'
import { networkOf } from '../../support/network'

const textOf = (document: object) => documentText(document)
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')
const hostedPng = async () => bake(smallPng(), { openbadges: textOf(await hostedAssertion()) })
const fileOf = (bytes: Uint8Array | string, name = 'ann-star.png') => ({ name, bytes: base64(bytes) })

/** An app in July 2026 whose network is `web`; emptying `web` is the day on which the issuer vanished. */
async function appIn(web: Web, types?: Record<string, string>) {
  const { network, asked } = networkOf(web, types)
  const app = await temporaryApp({ network })
  app.time.set('2026-07-01T12:00:00Z')
  return { app, asked }
}

/** The files that stand in `received/`. */
const keptFiles = ({ library }: TestApp) =>
  existsSync(join(library, 'received'))
    ? readdirSync(join(library, 'received'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : []

describe('keeping a badge of somebody else', () => {
  it('keeps the file byte for byte, with the verdict of that day', async () => {
    const { app, asked } = await appIn(await webOf())
    const png = await hostedPng()
    const kept = await app.client.received.keep({ file: fileOf(png) })
    expect(kept).toMatchObject({
      fileName: 'ann-star.png',
      // A hosted badge links to what it is called; a later look online learns it.
      badgeName: '',
      issuerName: '',
      verdict: 'unreachable',
      rescued: false,
      receivedAt: '2026-07-01T12:00:00Z',
      copies: [],
    })
    expect(asked).toEqual([])
    expect(await app.client.received.file({ id: kept.id })).toEqual(fileOf(png))
    expect(await app.client.received.read({ id: kept.id })).toEqual(kept)
    await app.client.received.recheck({ id: kept.id, online: true })
    const { rows } = await app.client.received.list({})
    expect(rows).toMatchObject([{ id: kept.id, badgeName: 'Reading Star', issuerName: 'Ødegård Library' }])
  })

  it('the same file again is checked anew and not kept twice', async () => {
    const { app } = await appIn(await webOf())
    const png = await hostedPng()
    const first = await app.client.received.keep({ file: fileOf(png) })
    app.time.set('2026-07-02T12:00:00Z')
    const again = await app.client.received.keep({ file: fileOf(png, 'copy.png'), online: true })
    expect(again).toMatchObject({ id: first.id, fileName: 'copy.png', verdict: 'valid', receivedAt: first.receivedAt })
    expect((await app.client.received.list({})).total).toBe(1)
    expect(keptFiles(app)).toHaveLength(1)
  })

  it('keeps what stands at an address', async () => {
    const { app } = await appIn(await webOf())
    const kept = await app.client.received.keep({ address: assertionUrl, online: true })
    expect(kept).toMatchObject({ verdict: 'valid', fileName: assertionUrl.split('/').at(-1) })
    const { bytes } = await app.client.received.file({ id: kept.id })
    expect(JSON.parse(Buffer.from(bytes, 'base64').toString())).toEqual(await hostedAssertion())
  })

  it('keeps no picture without a badge, nothing from a silent address, and no badge that this library awarded', async () => {
    const { app } = await appIn(new Map())
    const keep = (input: Parameters<typeof app.client.received.keep>[0]) => failureOf(app.client.received.keep(input))
    expect(await keep({ file: fileOf(smallPng()) })).toMatchObject({ code: 'no_badge_data' })
    expect(await keep({ address: assertionUrl, online: true })).toMatchObject({ code: 'offline' })
    const badge = await readyBadge(app)
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann', email: person }] }))
    const [award] = (await app.client.awards.list({})).rows
    const { png } = await app.client.awards.bake({ id: award?.id ?? '' })
    expect(await keep({ file: { name: 'own.png', bytes: png } })).toEqual({
      code: 'conflict',
      data: { reason: 'own_award' },
    })
    expect(keptFiles(app)).toEqual([])
  })

  it('finds kept badges by badge, issuer and file, whatever the accents, a page at a time', async () => {
    const { app } = await appIn(new Map())
    for (let day = 1; day <= 3; day++) {
      app.time.set(`2026-07-0${String(day)}T12:00:00Z`)
      const credential = await signedCredential({ hosted: false, badgeName: ['Reader', 'Writer', 'Élan'][day - 1]! })
      await app.client.received.keep({ file: fileOf(textOf(credential), `${String(day)}.json`) })
    }
    const names = async (query: string) =>
      (await app.client.received.list({ query })).rows.map(({ badgeName }) => badgeName)
    expect(await names('')).toEqual(['Élan', 'Writer', 'Reader'])
    expect(await names('elan odegard')).toEqual(['Élan'])
    expect(await names('2.json')).toEqual(['Writer'])
    expect(await names('nothing')).toEqual([])
    const first = await app.client.received.list({ limit: 2 })
    expect([first.rows.length, first.total]).toEqual([2, 3])
    const second = await app.client.received.list({ limit: 2, cursor: first.next })
    expect(second.rows.map(({ badgeName }) => badgeName)).toEqual(['Reader'])
    expect(second.next).toBeNull()
  })
})

describe('rescue: an issuer that is gone', () => {
  it('what its addresses answered is kept, and stands in for them when they no longer do, but never as valid', async () => {
    const web = await webOf()
    const { app } = await appIn(web)
    const { id, copies, verdict, rescued } = await app.client.received.keep({
      file: fileOf(await hostedPng()),
      online: true,
    })
    expect([verdict, rescued]).toEqual(['valid', false])
    expect(copies.map(({ url }) => url).sort()).toEqual([assertionUrl, badgeUrl, issuerUrl].sort())

    web.clear()
    app.time.set('2026-09-01T12:00:00Z')
    const gone = await app.client.received.recheck({ id, online: true })
    expect(gone).toMatchObject({ verdict: 'genuine_unchecked', rescued: true, checkedAt: '2026-09-01T12:00:00.000Z' })
    expect(gone.result).toMatchObject({ because: 'copies_used' })
    expect(gone.result.checks).toContainEqual({
      name: 'revocation',
      outcome: 'unknown',
      code: 'copies_used',
      details: { at: '2026-07-01T12:00:00Z' },
    })
    expect(gone.result.fetched.map(({ note }) => note)).toEqual(['no_answer', 'no_answer', 'no_answer'])
    // Offline it is the same, and an issuer that was found gone stays so.
    expect(await app.client.received.recheck({ id })).toMatchObject({ verdict: 'genuine_unchecked', rescued: true })
  })

  it('a badge whose issuer was gone already is kept with what can still be proved', async () => {
    const { app } = await appIn(await webOf({ [assertionUrl]: null, [issuerUrl]: null }))
    const kept = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    expect(kept).toMatchObject({ verdict: 'unreachable', rescued: true, badgeName: 'Reading Star' })
    expect(kept.copies.map(({ url }) => url)).toEqual([badgeUrl])
  })

  it('a parked site that greets people, or says that there is nothing, does not replace the copies', async () => {
    const types: Record<string, string> = {}
    const web = await webOf()
    const { app } = await appIn(web, types)
    const { id } = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    web.set(assertionUrl, { status: 200, text: '<!doctype html>This domain is for sale' })
    types[assertionUrl] = 'text/html'
    web.set(badgeUrl, { status: 404, text: '' })
    const parked = await app.client.received.recheck({ id, online: true })
    expect(parked).toMatchObject({ verdict: 'genuine_unchecked', rescued: true })
  })

  it('what the issuer says today outranks the copies: revoked stays revoked, and a changed site does not overwrite them', async () => {
    const web = await webOf()
    const { app } = await appIn(web)
    const { id } = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    web.set(assertionUrl, { status: 410, text: '' })
    expect((await app.client.received.recheck({ id, online: true })).verdict).toBe('revoked')
    const other = { ...(await hostedAssertion()), issuedOn: '2020-01-01T00:00:00Z' }
    web.set(assertionUrl, { status: 200, text: textOf(other) })
    expect((await app.client.received.recheck({ id, online: true })).verdict).toBe('altered')
    web.clear()
    expect((await app.client.received.recheck({ id, online: true })).verdict).toBe('genuine_unchecked')
  })

  it('copies of a signed badge prove the key; its status list of that day clears nobody', async () => {
    const web = await webOf()
    const { app } = await appIn(web)
    const file = fileOf(textOf(await signedCredential()), 'star.json')
    const { id, copies } = await app.client.received.keep({ file, online: true })
    expect(copies.map(({ url }) => url)).toContain(listUrl)
    web.clear()
    expect((await app.client.received.recheck({ id, online: true })).result).toMatchObject({
      verdict: 'genuine_unchecked',
      because: 'copies_used',
    })
  })

  it('whether it is a certain person’s is answered and not kept', async () => {
    const { app } = await appIn(await webOf())
    const { id } = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    const eves = await app.client.received.recheck({ id, online: true, identity: 'eve@example.org' })
    expect(eves.result).toMatchObject({ verdict: 'invalid', because: 'other_person' })
    expect((await app.client.received.read({ id })).verdict).toBe('valid')
  })
})

describe('forgetting and losing', () => {
  it('removing a kept badge leaves neither file nor copies nor names behind', async () => {
    const { app } = await appIn(await webOf())
    const { id } = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    expect(keptFiles(app)).toHaveLength(1)
    await app.client.received.remove({ id })
    expect(keptFiles(app)).toEqual([])
    expect((await app.client.received.list({})).total).toBe(0)
    expect(await failureOf(app.client.received.read({ id }))).toMatchObject({ code: 'not_found' })
    expect(await failureOf(app.client.received.remove({ id }))).toMatchObject({ code: 'not_found' })
  })

  it('a file that was lost or changed on the disk is told, not shown', async () => {
    const { app } = await appIn(await webOf())
    const { id } = await app.client.received.keep({ file: fileOf(await hostedPng()) })
    const [entry] = keptFiles(app)
    const path = join(entry?.parentPath ?? '', entry?.name ?? '')
    writeFileSync(path, 'spoilt')
    const found = await resultOf(app.client.library.check())
    expect(found.damaged).toEqual([{ kind: 'received', id: entry?.name, reason: 'altered' }])
    const damaged = { code: 'unreadable_file', data: { reason: 'received_damaged' } }
    expect(await failureOf(app.client.received.file({ id }))).toEqual(damaged)
    rmSync(path)
    expect(await failureOf(app.client.received.recheck({ id }))).toMatchObject({ data: { reason: 'received_missing' } })
    await app.client.received.remove({ id })
  })

  it('a badge kept after the last backup comes back from journal and folder; a removed one stays removed', async () => {
    const { network } = networkOf(await webOf())
    const app = await temporaryApp({ network })
    app.time.set('2026-07-01T12:00:00Z')
    const removed = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    const { name } = await app.client.library.backUp()
    const text = textOf(await signedCredential({ hosted: false }))
    const kept = await app.client.received.keep({ file: fileOf(text, 'ann-smith.json') })
    await app.client.received.remove({ id: removed.id })
    expect(readFileSync(join(app.library, 'journal.jsonl'), 'utf8')).not.toMatch(/ann-smith|ann-star/)
    await app.client.library.restore({ name })
    await app.reopen()
    const { rows } = await app.client.received.list({})
    expect(rows).toMatchObject([{ id: kept.id, badgeName: 'Reading Star', verdict: 'valid', fileName: '' }])
    const back = await app.client.received.read({ id: kept.id })
    expect(back.result).toMatchObject({ verdict: 'valid', format: '3.0' })
    const { bytes } = await app.client.received.file({ id: kept.id })
    expect(Buffer.from(bytes, 'base64').toString()).toBe(text)
  })
})

describe('a badge of one’s own, modelled on a kept one', () => {
  it('takes picture, name, description and criteria over, and no issuer; it names whose idea it was', async () => {
    const { app } = await appIn(await webOf())
    const { id } = await app.client.received.keep({ file: fileOf(await hostedPng()), online: true })
    const made = await app.client.received.toBadge({ id })
    expect(made).toMatchObject({ badgeName: 'Reading Star', issuerName: 'Ødegård Library', hasPicture: true })
    const badge = await app.client.badges.read({ id: made.badgeId })
    expect(badge).toMatchObject({
      name: 'Reading Star',
      status: 'inactive',
      issuerId: null,
      details: {
        description: hostedBadge().description,
        criteria: (hostedBadge().criteria as { narrative: string }).narrative,
        achievement: { extensions: [{ name: 'OriginalCreator', value: { url: expect.any(String) as string } }] },
      },
    })
    const picture = await app.client.pictures.read({ sha256: badge.pictureSha256 ?? '' })
    expect(() => unbake(Buffer.from(picture.base64, 'base64'))).toThrow(
      expect.objectContaining({ code: 'no_badge_data' }) as Error,
    )
  })

  it('takes the picture from its address where the file is a text, and is a draft without one where there is none', async () => {
    const { app } = await appIn(await webOf())
    const { id } = await app.client.received.keep({ file: fileOf(textOf(await hostedAssertion()), 'a.json') })
    const bare = await app.client.received.toBadge({ id })
    expect(bare.hasPicture).toBe(false)
    const drawn = await app.client.received.toBadge({ id, picture: base64(smallPng()) })
    expect(drawn.hasPicture).toBe(true)
    expect((await app.client.badges.read({ id: bare.badgeId })).missing).toContain('picture_missing')
  })
})
