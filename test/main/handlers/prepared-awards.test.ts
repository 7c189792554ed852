import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { unbake } from '../../../src/main/baking/unbake'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { aDocument, smallPng } from '../../support/badges'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }
const cy = { name: 'Cy Young', email: 'cy@example.org' }

const drawn = (shade: number) => smallPng(shade, 600).toString('base64')
const shadeIn = (png: Buffer) => PNG.sync.read(png).data[0]

/** A badge whose design has merge fields, ready to be awarded. */
async function personalBadge(
  app: TestApp,
  text = '{name} · {serial} · {link}',
  baseUrl: string | null = 'https://badges.example.org',
) {
  const plain = await readyBadge(app, { baseUrl })
  const document = aDocument()
  const [layer] = document.layers
  const design = await app.client.designs.create({
    name: 'With a name',
    document: { ...document, layers: [{ ...layer!, text }] },
  })
  await app.client.designs.setPicture({ id: design.id, png: drawn(200) })
  const badge = await app.client.badges.create({
    details: { ...plain.details, name: 'With a name' },
    designId: design.id,
  })
  const saved = await app.client.badges.save({ id: badge.id, issuerId: plain.issuerId! })
  return { ...saved, designId: design.id }
}
const draw = async ({ client }: TestApp, preparedId: string, rows: readonly { row: number }[]) => {
  for (const { row } of rows) await client.awards.keepPicture({ preparedId, row, png: drawn(row) })
}
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((it) => (it.isFile() ? [it.name] : []))
    : []

describe('awarding a badge with merge fields', () => {
  it('gives everybody the place that was prepared and the picture that was drawn for it', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const request = { badgeId: badge.id, people: [ada, bo] }
    const { preparedId, rows, document } = await app.client.awards.prepare(request)
    expect(document.layers).toHaveLength(1)
    expect(rows.map(({ values }) => [values.name, values.serial, values.date])).toEqual([
      ['Ada Lovelace', '1', '2026-06-20'],
      ['Bo Ek', '2', '2026-06-20'],
    ])
    const [first] = rows
    const { token } = first!
    expect(first?.values.link).toBe(`https://badges.example.org/assertions/${token.slice(0, 2)}/${token}.html`)
    await draw(app, preparedId, rows)
    const { awarded } = await resultOf(app.client.awards.create({ ...request, preparedId }))
    for (const [index, { awardId }] of awarded.entries()) {
      const award = await app.client.awards.read({ id: awardId })
      expect(award.token).toBe(rows[index]!.token)
      expect(award.publicPage).toBe(rows[index]!.values.link)
      const { png } = await app.client.awards.bake({ id: awardId })
      const bytes = Buffer.from(png, 'base64')
      expect(shadeIn(bytes)).toBe(index + 1)
      expect(unbake(bytes).payloads.length).toBe(2)
      const [checked] = await app.client.verification.check({ files: [{ name: 'a.png', bytes: png }] })
      expect(checked?.verdict).toBe('valid')
    }
    expect(filesIn(join(app.library, 'prepared'))).toEqual([])
  })

  it('stores nobody and awards nothing while it is prepared', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const { rows } = await app.client.awards.prepare({ badgeId: badge.id, people: [ada] })
    expect(rows[0]).toMatchObject({ personId: null, name: 'Ada Lovelace' })
    expect(await app.client.people.search({ query: 'Ada' })).toEqual([])
    expect((await app.client.awards.list({})).rows).toEqual([])
  })

  it('takes the name that the library knows, and passes over who cannot be awarded', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const person = await app.client.people.save(bo)
    const { rows, skipped } = await app.client.awards.prepare({
      badgeId: badge.id,
      people: [{ name: 'bo ek', email: bo.email }, ada, { personId: person.id }],
    })
    expect(rows.map(({ name, personId }) => [name, personId])).toEqual([
      ['Bo Ek', person.id],
      ['Ada Lovelace', null],
    ])
    expect(skipped).toEqual([{ row: 3, reason: 'repeated' }])
  })

  it('keeps the places of those who stay in the list, and never gives a number twice', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const first = await app.client.awards.prepare({ badgeId: badge.id, people: [ada, bo] })
    const again = await app.client.awards.prepare({
      badgeId: badge.id,
      people: [bo, cy],
      preparedId: first.preparedId,
    })
    expect(again.preparedId).toBe(first.preparedId)
    expect(again.rows.map(({ values }) => values.serial)).toEqual(['2', '3'])
    expect(again.rows[0]!.token).toBe(first.rows[1]!.token)
    await app.client.awards.abandon({ preparedId: again.preparedId })
    await app.reopen()
    const later = await app.client.awards.prepare({ badgeId: badge.id, people: [ada] })
    expect(later.rows[0]!.values.serial).toBe('4')
    expect(later.rows[0]!.token).not.toBe(first.rows[0]!.token)
  })

  it('is refused without pictures, with one missing, and with other people than were drawn', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const create = (input: Parameters<typeof app.client.awards.create>[0]) => resultOf(app.client.awards.create(input))
    const people = [ada, bo]
    await expect(create({ badgeId: badge.id, people })).rejects.toMatchObject({ data: { reason: 'needs_pictures' } })
    const { preparedId, rows } = await app.client.awards.prepare({ badgeId: badge.id, people })
    await draw(app, preparedId, rows.slice(0, 1))
    await expect(create({ badgeId: badge.id, people, preparedId })).rejects.toMatchObject({
      data: { reason: 'pictures_missing' },
    })
    await draw(app, preparedId, rows.slice(1))
    await expect(create({ badgeId: badge.id, people: [ada, cy], preparedId })).rejects.toMatchObject({
      data: { reason: 'prepared_changed' },
    })
    await expect(
      create({ badgeId: badge.id, people, preparedId: '01890000-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({ data: { reason: 'prepared_gone' } })
    expect((await app.client.awards.list({})).total).toBe(0)
    expect(await app.client.people.search({ query: 'Ada' })).toEqual([])
  })

  it('passes over somebody whose name changed after the picture was drawn', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const person = await app.client.people.save(ada)
    const request = { badgeId: badge.id, people: [{ personId: person.id }] }
    const { preparedId, rows } = await app.client.awards.prepare(request)
    await draw(app, preparedId, rows)
    await app.client.people.save({ id: person.id, name: 'Ada King' })
    const { awarded, skipped } = await resultOf(app.client.awards.create({ ...request, preparedId }))
    expect(awarded).toEqual([])
    expect(skipped).toEqual([{ row: 1, reason: 'changed_meanwhile' }])
  })

  it('leaves no picture behind when it is given up, or when the app ends before it is awarded', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const pictures = () => filesIn(join(app.library, 'pictures')).length
    const before = pictures()
    const one = await app.client.awards.prepare({ badgeId: badge.id, people: [ada] })
    await draw(app, one.preparedId, one.rows)
    expect(pictures()).toBe(before + 1)
    await app.client.awards.abandon({ preparedId: one.preparedId })
    expect(pictures()).toBe(before)
    const two = await app.client.awards.prepare({ badgeId: badge.id, people: [bo] })
    await draw(app, two.preparedId, two.rows)
    await app.reopen()
    expect(pictures()).toBe(before)
    expect((await resultOf(app.client.library.check(undefined))).damaged).toEqual([])
  })

  it('fills a mail with the number and the words that stand in the picture', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app, '{serial} {custom}')
    await app.client.badges.save({ id: badge.id, mailSubject: 'No {serial}: {custom}' })
    const request = { badgeId: badge.id, people: [ada], customs: ['for the fastest lap'] }
    const { preparedId, rows } = await app.client.awards.prepare(request)
    expect(rows[0]!.values.custom).toBe('for the fastest lap')
    await draw(app, preparedId, rows)
    await resultOf(app.client.awards.create({ ...request, preparedId }))
    const { rows: list } = await app.client.awards.handOutList({})
    expect(list[0]!.subject).toBe('No 1: for the fastest lap')
  })

  it('has no address to show without a hosting address, and says so before', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app, '{name} {link}', null)
    const { rows } = await app.client.awards.prepare({ badgeId: badge.id, people: [ada] })
    expect(rows[0]!.values.link).toBeUndefined()
    const findings = await app.client.awards.preflight({ badgeId: badge.id, people: [ada] })
    expect(findings).toContainEqual(expect.objectContaining({ level: 'warn', code: 'link_impossible' }))
  })

  it('publishes the badge’s own picture and nobody’s', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app)
    const request = { badgeId: badge.id, people: [ada] }
    const { preparedId, rows } = await app.client.awards.prepare(request)
    await draw(app, preparedId, rows)
    await resultOf(app.client.awards.create({ ...request, preparedId }))
    const [site] = await app.client.publishing.sites()
    await app.client.publishing.chooseFolder({ siteId: site!.id })
    await resultOf(app.client.publishing.run({ siteId: site!.id }))
    const folder = join(app.folder, 'site')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'))
    const { readFileSync } = await import('node:fs')
    expect(files.map((name) => shadeIn(readFileSync(join(folder, name))))).toEqual([200])
  })

  it('keeps the art of an awarded version when the design goes on', async () => {
    const app = await temporaryApp()
    const badge = await personalBadge(app, '{name}')
    const request = { badgeId: badge.id, people: [ada] }
    const { preparedId, rows } = await app.client.awards.prepare(request)
    await draw(app, preparedId, rows)
    await resultOf(app.client.awards.create({ ...request, preparedId }))
    const { document } = await app.client.designs.read({ id: badge.designId })
    const [layer] = document.layers
    await app.client.designs.save({
      id: badge.designId,
      document: { ...document, layers: [{ ...layer!, text: 'For {name}' }] },
    })
    const next = await app.client.awards.prepare({ badgeId: badge.id, people: [bo] })
    expect(next.document.layers[0]).toMatchObject({ text: '{name}' })
    await expect(app.client.badges.save({ id: badge.id, usePictureOfDesign: true })).rejects.toMatchObject({
      code: 'locked',
    })
  })

  it('a badge without merge fields has nothing to prepare', async () => {
    const app = await temporaryApp()
    const badge = await readyBadge(app)
    await expect(app.client.awards.prepare({ badgeId: badge.id, people: [ada] })).rejects.toMatchObject({
      data: { reason: 'no_fields' },
    })
  })
})
