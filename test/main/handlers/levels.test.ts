import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { aDocument, smallPng } from '../../support/badges'

const picture = (shade: number) => smallPng(shade, 600).toString('base64')
const master = () => {
  const document = aDocument()
  const [layer] = document.layers
  return {
    ...document,
    layers: [{ ...layer!, text: '{level}' } as (typeof document.layers)[number]],
    levels: [
      { id: 'b', name: 'Bronze', palette: { field: '#a5673f' } },
      { id: 'g', name: 'Gold', palette: { field: '#a97a12' } },
    ],
  }
}
async function aMaster({ client }: TestApp) {
  const design = await client.designs.create({ name: 'Reading', document: master() })
  await client.levels.make({ designId: design.id })
  return design
}
const textOf = async ({ client }: TestApp, id: string) => (await client.designs.read({ id })).document.layers[0]

describe('the levels of a master', () => {
  it('become designs that follow it and badges named after badge and level', async () => {
    const app = await temporaryApp()
    const plain = await readyBadge(app)
    const design = await app.client.designs.create({ name: 'Reading', document: master() })
    await app.client.badges.create({
      details: { ...plain.details, name: 'Reading Star' },
      designId: design.id,
      issuerId: plain.issuerId!,
    })
    const { made, linked } = await app.client.levels.make({ designId: design.id })
    expect(made).toBe(2)
    expect(linked.map(({ name, badge }) => [name, badge?.name])).toEqual([
      ['Reading – Bronze', 'Reading Star – Bronze'],
      ['Reading – Gold', 'Reading Star – Gold'],
    ])
    const badge = await app.client.badges.read({ id: linked[0]!.badge!.id })
    expect(badge.details).toMatchObject({ criteria: plain.details.criteria, altText: plain.details.altText })
    expect(badge.missing).toEqual(['picture_missing'])
    expect(await textOf(app, linked[1]!.designId)).toMatchObject({ text: 'Gold' })
    expect((await app.client.levels.read({ designId: linked[1]!.designId })).follows).toEqual({
      designId: design.id,
      name: 'Reading',
      levelId: 'g',
    })
  })

  it('are made once: a second time brings only what is new', async () => {
    const app = await temporaryApp()
    const design = await aMaster(app)
    const document = master()
    await app.client.designs.save({
      id: design.id,
      document: { ...document, levels: [...document.levels, { id: 'p', name: 'Platinum', palette: {} }] },
    })
    const { made, linked } = await app.client.levels.make({ designId: design.id })
    expect(made).toBe(1)
    expect(linked.map(({ levelId }) => levelId)).toEqual(['b', 'g', 'p'])
  })

  it('all change with the master, in the transaction that stores it', async () => {
    const app = await temporaryApp()
    const design = await aMaster(app)
    const { linked } = await app.client.levels.read({ designId: design.id })
    const before = await app.client.designs.read({ id: linked[1]!.designId })
    const document = master()
    const [layer] = document.layers
    await app.client.designs.save({
      id: design.id,
      document: {
        ...document,
        layers: [{ ...layer!, text: '{level} reader', x: 200 }] as typeof document.layers,
      },
    })
    expect(await textOf(app, linked[0]!.designId)).toMatchObject({ text: 'Bronze reader', x: 200 })
    expect(await textOf(app, linked[1]!.designId)).toMatchObject({ text: 'Gold reader', x: 200 })
    const gold = await app.client.designs.read({ id: before.id })
    expect(gold.document.palette).toMatchObject({ field: '#a97a12' })
    // What was in hand of one of them before the master was stored must not overwrite it.
    const late = app.client.designs.save({ id: gold.id, document: gold.document, basedOn: before.revision })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
  })

  it('that were awarded keep their art until a new version is asked for', async () => {
    const app = await temporaryApp()
    const plain = await readyBadge(app)
    const design = await aMaster(app)
    const { linked } = await app.client.levels.read({ designId: design.id })
    const { designId, badge } = linked[0]!
    await app.client.designs.setPicture({ id: designId, png: picture(10) })
    await app.client.badges.save({
      id: badge!.id,
      usePictureOfDesign: true,
      issuerId: plain.issuerId!,
      details: plain.details,
    })
    await resultOf(
      app.client.awards.create({ badgeId: badge!.id, people: [{ name: 'Ada', email: 'ada@example.org' }] }),
    )
    await app.client.designs.setPicture({ id: designId, png: picture(20) })
    expect((await app.client.levels.read({ designId: design.id })).linked[0]?.badge).toMatchObject({ frozen: true })
    await expect(app.client.badges.save({ id: badge!.id, usePictureOfDesign: true })).rejects.toMatchObject({
      code: 'locked',
    })
    const next = await app.client.badges.save({ id: badge!.id, usePictureOfDesign: true, asNewVersion: true })
    expect(next.version).toBe(2)
  })

  it('no longer follow once the link is cut, nor where their level is gone', async () => {
    const app = await temporaryApp()
    const design = await aMaster(app)
    const { linked } = await app.client.levels.read({ designId: design.id })
    await app.client.levels.cut({ designId: linked[0]!.designId })
    expect((await app.client.levels.read({ designId: linked[0]!.designId })).follows).toBeNull()
    const document = master()
    const [layer] = document.layers
    await app.client.designs.save({
      id: design.id,
      document: {
        ...document,
        levels: [document.levels[0]!],
        layers: [{ ...layer!, text: 'New {level}' }] as typeof document.layers,
      },
    })
    expect(await textOf(app, linked[0]!.designId)).toMatchObject({ text: 'Bronze' })
    expect(await textOf(app, linked[1]!.designId)).toMatchObject({ text: 'Gold' })
  })

  it('cannot be made of a design without any, nor of one that follows another', async () => {
    const app = await temporaryApp()
    const plain = await app.client.designs.create({ name: 'Plain', document: aDocument() })
    await expect(app.client.levels.make({ designId: plain.id })).rejects.toMatchObject({
      data: { reason: 'no_levels' },
    })
    const design = await aMaster(app)
    const { linked } = await app.client.levels.read({ designId: design.id })
    await expect(app.client.levels.make({ designId: linked[0]!.designId })).rejects.toMatchObject({
      data: { reason: 'follows_master' },
    })
  })

  it('outlive their master as designs of their own', async () => {
    const app = await temporaryApp()
    const design = await aMaster(app)
    const { linked } = await app.client.levels.read({ designId: design.id })
    await app.client.designs.remove({ id: design.id })
    expect((await app.client.levels.read({ designId: linked[0]!.designId })).follows).toBeNull()
    expect(await textOf(app, linked[0]!.designId)).toMatchObject({ text: 'Bronze' })
  })

  it('name themselves in the mail of their awards', async () => {
    const app = await temporaryApp()
    const plain = await readyBadge(app)
    const design = await aMaster(app)
    const { linked } = await app.client.levels.read({ designId: design.id })
    const { designId, badge } = linked[1]!
    await app.client.designs.setPicture({ id: designId, png: picture(10) })
    await app.client.badges.save({
      id: badge!.id,
      usePictureOfDesign: true,
      issuerId: plain.issuerId!,
      details: plain.details,
      mailSubject: 'Level {level}',
    })
    await resultOf(
      app.client.awards.create({ badgeId: badge!.id, people: [{ name: 'Ada', email: 'ada@example.org' }] }),
    )
    expect((await app.client.awards.handOutList({})).rows[0]?.subject).toBe('Level Gold')
  })
})
