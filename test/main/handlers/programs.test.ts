import { describe, expect, it } from 'vitest'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'
import { failureOf } from '../../support/catalog-calls'

const anIssuer = ({ client }: TestApp, name: string) =>
  client.issuers.save({ name, email: 'desk@example.org', url: 'https://example.org/' })

describe('systems and programs', () => {
  it('a system and a program are found by name, keep their slug and change what is named', async () => {
    const { client } = await temporaryApp()
    const summer = await client.programs.save({ name: 'Summer reading', url: 'https://example.org/summer' })
    expect(summer).toMatchObject({ slug: 'summer-reading', url: 'https://example.org/summer', email: '' })
    expect((await client.programs.save({ name: 'Summer reading' })).slug).toBe('summer-reading-2')
    expect((await client.programs.save({ name: 'Лето' })).slug).toBe('program')
    const renamed = await client.programs.save({ id: summer.id, name: 'Reading', description: 'All year.' })
    expect(renamed).toEqual({ ...summer, name: 'Reading', description: 'All year.' })
    expect((await client.programs.list()).map(({ name }) => name)).toEqual(['Reading', 'Summer reading', 'Лето'])

    const district = await client.programs.saveSystem({ name: 'District', email: 'office@example.org' })
    expect(await client.programs.systems()).toEqual([district])
    const unknown = client.programs.save({ name: 'X', pictureSha256: 'a'.repeat(64) })
    expect(await failureOf(unknown)).toMatchObject({ code: 'not_found', data: { field: 'pictureSha256' } })
  })

  it('row 52: an issuer with badges is not deleted, and says how much it has; one that was made by mistake goes, with its links and rights', async () => {
    const app = await temporaryApp()
    const { client } = app
    const badge = await readyBadge(app)
    const [own, other] = [(await client.issuers.list())[0]!, await anIssuer(app, 'Museum')]
    const program = await client.programs.save({ name: 'Arts' })
    await client.programs.link({ kind: 'issuer_program', parentId: other.id, childId: program.id })
    await client.badges.save({ id: badge.id, issuerId: other.id })
    const held = () => failureOf(client.issuers.remove({ id: other.id }))
    expect(await held()).toEqual({ code: 'conflict', data: { reason: 'issuer_in_use', badges: 1 } })
    await client.badges.save({ id: badge.id, issuerId: own.id })
    await client.operators.save({ displayName: 'Ann', username: 'ann', pin: '739184', isAdmin: true, grants: [] })
    await client.operators.signIn({ username: 'ann', pin: '739184' })
    const bo = await client.operators.save({
      ...{ displayName: 'Bo', username: 'bo', pin: '481957', isAdmin: false },
      grants: [{ capability: 'awardbadge', scope: { type: 'issuer', id: other.id } }],
    })
    expect(await client.issuers.remove({ id: other.id })).toEqual({ id: other.id })
    expect((await client.issuers.list()).map(({ id }) => id)).toEqual([own.id])
    expect((await client.programs.graph()).links).toEqual([])
    expect((await client.operators.list()).find(({ id }) => id === bo.id)).toMatchObject({ grants: [] })

    await resultOf(client.awards.create({ badgeId: badge.id, people: [{ name: 'Ann', email: 'ann@example.org' }] }))
    expect(await failureOf(client.issuers.remove({ id: own.id }))).toEqual({
      code: 'conflict',
      data: { reason: 'issuer_in_use', badges: 1, awards: 1, keys: 1 },
    })
  })

  it('row 55: a badge is in two programs and a program under two issuers; deleting one link keeps the other', async () => {
    const app = await temporaryApp()
    const { client } = app
    const badge = await readyBadge(app)
    const own = (await client.issuers.list())[0]!
    const other = await anIssuer(app, 'Museum')
    const [arts, books] = [await client.programs.save({ name: 'Arts' }), await client.programs.save({ name: 'Books' })]
    for (const program of [arts, books]) {
      await client.programs.link({ kind: 'issuer_program', parentId: other.id, childId: program.id })
      await client.programs.link({ kind: 'program_badge', parentId: program.id, childId: badge.id })
    }
    await client.programs.link({ kind: 'issuer_program', parentId: own.id, childId: arts.id })
    const paths = async () =>
      (await client.programs.issuersOf({ badgeId: badge.id })).map(({ name, isOwn, programs }) => [
        name,
        isOwn,
        programs.map((program) => program.name),
      ])
    expect(await paths()).toEqual([
      [own.name, true, ['Arts']],
      ['Museum', false, ['Arts', 'Books']],
    ])
    await client.programs.unlink({ kind: 'program_badge', parentId: arts.id, childId: badge.id })
    expect(await paths()).toEqual([
      [own.name, true, []],
      ['Museum', false, ['Books']],
    ])
    const again = client.programs.unlink({ kind: 'program_badge', parentId: arts.id, childId: badge.id })
    expect(await failureOf(again)).toMatchObject({ code: 'not_found' })
  })

  it('the graph holds every thing and every link, children in their order', async () => {
    const app = await temporaryApp()
    const { client } = app
    const first = await readyBadge(app, { name: 'First' })
    const second = await readyBadge(app, { name: 'Second' })
    const loose = await readyBadge(app, { name: 'A loose one' })
    const system = await client.programs.saveSystem({ name: 'District' })
    const program = await client.programs.save({ name: 'Summer' })
    const issuer = (await client.issuers.list())[0]!
    const link = (kind: 'system_issuer' | 'issuer_program' | 'program_badge', parentId: string, childId: string) => ({
      kind,
      parentId,
      childId,
    })
    const links = [
      link('system_issuer', system.id, issuer.id),
      link('issuer_program', issuer.id, program.id),
      link('program_badge', program.id, first.id),
      link('program_badge', program.id, second.id),
    ]
    for (const each of links) await client.programs.link(each)
    // Once more changes nothing.
    await client.programs.link(links[2]!)
    const graph = await client.programs.graph()
    expect(graph.links).toEqual(links)
    expect(graph.badges.map(({ id }) => id)).toEqual([first.id, second.id, loose.id])
    expect(graph).toMatchObject({ systems: [{ name: 'District' }], programs: [{ name: 'Summer' }], leftOff: 0 })

    await client.programs.moveLink({ ...links[3]!, direction: 'up' })
    expect((await client.programs.graph()).links.slice(2)).toEqual([links[3], links[2]])
    const unknown = client.programs.link(link('program_badge', program.id, system.id))
    expect(await failureOf(unknown)).toMatchObject({ code: 'not_found', data: { field: 'childId' } })

    await client.programs.remove({ id: program.id })
    await client.programs.removeSystem({ id: system.id })
    const emptied = await client.programs.graph()
    expect(emptied).toMatchObject({ links: [], programs: [], systems: [] })
    expect(emptied.badges).toHaveLength(3)
  })

  it('what was forbidden or granted for a program goes with it', async () => {
    const { client } = await temporaryApp()
    const person = await client.people.save({ name: 'Bo Ek' })
    const program = await client.programs.save({ name: 'Summer' })
    const scope = { scopeType: 'program', scopeId: program.id } as const
    await client.people.forbidAward({ personId: person.id, ...scope, reason: 'Left.' })
    await client.operators.save({ username: 'ada', displayName: 'Ada', isAdmin: true, pin: '482913' })
    const grants = [{ capability: 'awardbadge', scope: { type: 'program', id: program.id } } as const]
    const { id } = await client.operators.save({ username: 'bea', displayName: 'Bea', grants, pin: '739104' })
    await client.programs.remove({ id: program.id })
    expect((await client.people.read({ id: person.id })).doNotAward).toEqual([])
    expect((await client.operators.list()).find((it) => it.id === id)?.grants).toEqual([])
  })

  it('an archived badge is shown only where it is in a program', async () => {
    const app = await temporaryApp()
    const { client } = app
    const badge = await readyBadge(app)
    await client.badges.archive({ id: badge.id })
    expect((await client.programs.graph()).badges).toEqual([])
    const program = await client.programs.save({ name: 'Summer' })
    await client.programs.link({ kind: 'program_badge', parentId: program.id, childId: badge.id })
    expect((await client.programs.graph()).badges).toHaveLength(1)
  })
})
