import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBit, decodeStatusList } from '../../../src/core/openbadges/status-list'
import { restoreLibrary } from '../../../src/main/catalog/restore'
import { publish } from '../../../src/main/publishing/publish'
import { folderTarget } from '../../../src/main/publishing/targets/folder'
import { gzip } from '../../../src/main/signing/ports'
import { readyBadge, resultOf, temporaryApp, type TestApp } from '../../support/app'

const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }
const bo = { name: 'Bo Ek', email: 'bo@example.org' }

/** An app with one award, its site and the folder that publishing goes to. */
async function publishedApp(people = [ada]) {
  const app = await temporaryApp()
  const badge = await readyBadge(app, { suspendable: true })
  const award = async (more: { name: string; email: string }[]) =>
    (await resultOf(app.client.awards.create({ badgeId: badge.id, people: more }))).awarded.map((row) => row.awardId)
  const ids = await award(people)
  const [site] = await app.client.publishing.sites()
  return { app, badge, award, ids, siteId: site!.id, folder: join(app.folder, 'site') }
}
const run = (app: TestApp, siteId: string) => resultOf(app.client.publishing.run({ siteId }))

const filesIn = (folder: string, under = ''): string[] =>
  readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry) => {
      const path = under ? `${under}/${entry.name}` : entry.name
      return entry.isDirectory() ? filesIn(folder, path) : [path]
    })
    .sort()
const stateOf = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((path) => [path, statSync(join(folder, path), { bigint: true }).mtimeNs]))

describe('publishing to a folder', () => {
  it('lays the site out as sealed: documents, pages, verifier, headers', async () => {
    const { app, siteId, folder, ids } = await publishedApp()
    const counts = await run(app, siteId)
    const { token } = await app.client.awards.read({ id: ids[0]! })
    const files = filesIn(folder)
    expect(files).toHaveLength(counts.written)
    expect(files).toEqual(
      expect.arrayContaining([
        '.htaccess',
        '.nojekyll',
        '_headers',
        'assets/site.css',
        'index.html',
        'verify.html',
        `assertions/${token.slice(0, 2)}/${token}.html`,
        `assertions/${token.slice(0, 2)}/${token}.json`,
        `credentials/${token.slice(0, 2)}/${token}.json`,
      ]),
    )
    expect(files.filter((path) => /^issuers\/[a-z2-7]{26}\/(did|issuer)\.json$/.test(path))).toHaveLength(2)
    expect(
      files.filter((path) => /^badges\/[a-z2-7]{26}\/v1\.(json|achievement\.json|png|html)$/.test(path)),
    ).toHaveLength(4)
    // One list for each purpose.
    expect(files.filter((path) => /^status\/[a-z2-7]{26}\.json$/.test(path))).toHaveLength(2)
    for (const path of files.filter((it) => /\.(html|json)$/.test(it)))
      expect(readFileSync(join(folder, path), 'utf8')).not.toMatch(/\bada\b|lovelace/i)
    expect(await app.client.awards.read({ id: ids[0]! })).toMatchObject({ state: 'published', unpublished: false })
  })

  it('F15: a second publish writes nothing, and the preview says so before', async () => {
    const { app, siteId, folder } = await publishedApp()
    await run(app, siteId)
    const before = stateOf(folder)
    const plan = await app.client.publishing.preview({ siteId })
    expect(plan.changes).toEqual([])
    expect(await run(app, siteId)).toMatchObject({ written: 0, awards: 0 })
    expect(stateOf(folder)).toEqual(before)
  })

  it.each([10, 1000])('F15: one more award among %i touches at most six files', async (size) => {
    const people = Array.from({ length: size }, (_, n) => ({ name: `Person ${n}`, email: `p${n}@example.org` }))
    const { app, siteId, award } = await publishedApp(people)
    await run(app, siteId)
    await award([bo])
    const plan = await app.client.publishing.preview({ siteId })
    expect(plan.changes.map((change) => change.kind).sort()).toEqual(['assertion', 'credential', 'page'])
    expect((await run(app, siteId)).written).toBe(3)
  })

  it('says in the preview what the run then does', async () => {
    const { app, siteId, folder } = await publishedApp([ada, bo])
    const plan = await app.client.publishing.preview({ siteId })
    expect(existsSync(folder)).toBe(false)
    expect(plan.notices).toContain('folder_missing')
    const counts = await run(app, siteId)
    expect(counts.written).toBe(plan.counts.new)
    expect(filesIn(folder)).toEqual(plan.changes.map((change) => change.path).sort())
  })

  it('row 79: a revocation changes the 2.0 body, the page and the status list together', async () => {
    const { app, siteId, folder, ids } = await publishedApp([ada, bo])
    await run(app, siteId)
    const { token, credential } = await app.client.awards.read({ id: ids[0]! })
    const [entry] = (
      JSON.parse(credential!) as { credentialStatus: { [key in 'statusListIndex' | 'statusListCredential']: string }[] }
    ).credentialStatus
    const listFile = entry!.statusListCredential.replace('https://badges.example.org/', '')
    const readList = () =>
      JSON.parse(readFileSync(join(folder, listFile), 'utf8')) as {
        validFrom: string
        credentialSubject: { encodedList: string }
      }
    const before = readList()
    app.time.set('2026-07-01T08:00:00Z')
    await app.client.awards.revoke({ ids: [ids[0]!], reason: 'Wrong person' })
    await run(app, siteId)
    const assertion = JSON.parse(
      readFileSync(join(folder, `assertions/${token.slice(0, 2)}/${token}.json`), 'utf8'),
    ) as object
    expect(assertion).toMatchObject({ revoked: true, revocationReason: 'Wrong person' })
    expect(readFileSync(join(folder, `assertions/${token.slice(0, 2)}/${token}.html`), 'utf8')).toContain(
      'Wrong person',
    )
    const after = readList()
    expect(after.validFrom > before.validFrom).toBe(true)
    const bits = (await decodeStatusList(after.credentialSubject.encodedList, gzip))!
    expect(readBit(bits, Number(entry!.statusListIndex))).toBe(true)
    expect(bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(1)
    expect(readFileSync(join(folder, `credentials/${token.slice(0, 2)}/${token}.json`), 'utf8')).toBe(credential)
  })

  it('row 102: a cut in the middle leaves a site that can be gone on with, and nothing referred to before it is live', async () => {
    const people = Array.from({ length: 450 }, (_, n) => ({ name: `Person ${n}`, email: `p${n}@example.org` }))
    const { app, siteId, folder } = await publishedApp(people)
    const abort = new AbortController()
    const stream = await app.client.publishing.run({ siteId }, { signal: abort.signal })
    for (let step = 0; step < 3; step++) await stream.next()
    abort.abort()
    await stream.next().catch(() => undefined)
    const half = filesIn(folder)
    expect(half).not.toContain('index.html')
    const awarded = half.filter((path) => path.startsWith('credentials/')).length
    expect(awarded).toBeLessThan(450)
    for (const path of half.filter((it) => it.startsWith('credentials/'))) {
      const { credentialStatus } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as {
        credentialStatus: { statusListCredential: string }[]
      }
      for (const { statusListCredential } of credentialStatus)
        expect(half).toContain(statusListCredential.replace('https://badges.example.org/', ''))
    }
    const rest = await run(app, siteId)
    expect(rest.awards).toBe(450 - awarded)
    expect(filesIn(folder).filter((path) => path.startsWith('credentials/'))).toHaveLength(450)
  })

  it('rows 51, 103: an archived badge stays published, and nothing live is ever removed', async () => {
    const { app, siteId, folder, badge, award, ids } = await publishedApp()
    await run(app, siteId)
    const before = filesIn(folder)
    await app.client.badges.archive({ id: badge.id })
    await expect(app.client.badges.remove({ id: badge.id })).rejects.toMatchObject({ code: 'conflict' })
    await run(app, siteId)
    expect(filesIn(folder)).toEqual(before)
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain(badge.name)
    // What becomes of its awards is still told in public.
    await app.client.awards.revoke({ ids, reason: 'Wrong person' })
    await run(app, siteId)
    const { token } = await app.client.awards.read({ id: ids[0]! })
    const page = readFileSync(join(folder, `assertions/${token.slice(0, 2)}/${token}.html`), 'utf8')
    expect(page).toContain('Wrong person')
    await expect(award([bo])).rejects.toMatchObject({ code: 'conflict', data: { reason: 'archived' } })
  })

  it('row 43, F17: keeps files of others, says which, and refuses links and paths that lead out', async () => {
    const { app, siteId, folder } = await publishedApp()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'index.html'), '<h1>Our club</h1>')
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    await app.client.publishing.chooseFolder({ siteId })
    const plan = await app.client.publishing.preview({ siteId })
    expect(plan.notices).toContain('foreign_file:index.html')
    await run(app, siteId)
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('<h1>Our club</h1>')
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine')

    const outside = join(app.folder, 'outside')
    mkdirSync(outside)
    const linked = join(app.folder, 'linked')
    mkdirSync(linked)
    symlinkSync(outside, join(linked, 'assertions'))
    const target = folderTarget(linked)
    expect(() => target.put('assertions/ab/x.json', Buffer.from('{}'))).toThrow(
      expect.objectContaining({ code: 'target_refused' }),
    )
    const escapes = [
      '../outside/x.json',
      '/outside/x.json',
      'a/../../outside/x.json',
      '..\\outside\\x.json',
      'a/%2e%2e/x.json',
    ]
    for (const path of [...escapes, 'badges./x.json', ''])
      expect(() => target.put(path, Buffer.from('{}')), path).toThrow(
        expect.objectContaining({ code: 'target_refused' }),
      )
    expect(readdirSync(outside)).toEqual([])
    const file = join(app.folder, 'a-file')
    writeFileSync(file, '')
    expect(() => folderTarget(file)).toThrow(expect.objectContaining({ code: 'target_refused' }))
  })

  it('F8: an award of which bytes were flipped on the disk is not published, the others are; a backup heals it', async () => {
    const { app, siteId, folder, ids } = await publishedApp([ada, bo])
    await run(app, siteId)
    const { name } = await app.client.library.backUp()
    const assertionOf = async (id: string) => {
      const { token } = await app.client.awards.read({ id })
      return readFileSync(join(folder, `assertions/${token.slice(0, 2)}/${token}.json`), 'utf8')
    }
    const [before] = await Promise.all(ids.map(assertionOf))
    await app.close()
    const library = join(app.library, 'library.db')
    const bytes = readFileSync(library)
    const at = bytes.indexOf(Buffer.from(before!).subarray(0, 200))
    for (let place = at + 100; place < at + 116; place++) bytes[place]! ^= 1
    writeFileSync(library, bytes)
    await app.reopen()

    await app.client.awards.revoke({ ids, reason: 'Wrong person' })
    expect((await app.client.publishing.preview({ siteId })).notices).toContain('damaged_awards')
    expect((await run(app, siteId)).awards).toBe(1)
    expect(await assertionOf(ids[0]!)).toBe(before)
    expect(JSON.parse(await assertionOf(ids[1]!))).toMatchObject({ revoked: true })
    expect((await app.client.publishing.sites())[0]!.pending).toBe(1)

    await app.close()
    restoreLibrary(app.library, name)
    await app.reopen()
    expect((await app.client.publishing.preview({ siteId })).notices).not.toContain('damaged_awards')
    await run(app, siteId)
    expect(JSON.parse(await assertionOf(ids[0]!))).toMatchObject({ revoked: true })
    expect((await resultOf(app.client.library.check())).damaged).toEqual([])
  })

  it('F16: a reader never meets half a document or a dead link while the site is published again and again', async () => {
    const { app, siteId, folder, award } = await publishedApp()
    await run(app, siteId)
    for (let round = 0; round < 20; round++) {
      await award([{ name: `Reader ${round}`, email: `r${round}@example.org` }])
      const stream = await app.client.publishing.run({ siteId })
      for (;;) {
        const step = await stream.next()
        for (const path of filesIn(folder)) {
          expect(path).not.toMatch(/\.tmp$/)
          const text = readFileSync(join(folder, path), 'utf8')
          if (path.endsWith('.json')) expect(() => JSON.parse(text) as unknown).not.toThrow()
          if (!path.startsWith('assertions/') || !path.endsWith('.html')) continue
          for (const [, link] of text.matchAll(/(?:src|href)="(\.\.\/[^"#]+)/g))
            expect(existsSync(join(folder, path, '..', link!)), `${path} → ${link}`).toBe(true)
        }
        if (step.done) break
      }
    }
  })

  it('publishes anew where the folder lost what was in it, and a look makes no folder', async () => {
    const { app, siteId, folder } = await publishedApp()
    const first = await run(app, siteId)
    rmSync(folder, { recursive: true })
    expect((await app.client.publishing.preview({ siteId })).notices).toContain('folder_gone')
    expect(existsSync(folder)).toBe(false)
    expect((await run(app, siteId)).written).toBe(first.written)
  })

  it('replaces its own files of before, whatever they hold, and not those that somebody changed', async () => {
    const put = new Map<string, Uint8Array>([
      ['verify.html', Buffer.from('old')],
      ['index.html', Buffer.from('theirs')],
    ])
    const target = {
      read: (path: string) => put.get(path) ?? null,
      put: (path: string, bytes: Uint8Array) => void put.set(path, bytes),
    }
    const live: Record<string, string> = { 'verify.html': 'old', 'index.html': 'ours' }
    const manifest = {
      live: (path: string) => ({ sha256: hash('sha256', live[path]!, 'hex'), bytes: 3 }),
      note: () => {},
      picture: () => Buffer.alloc(0),
    }
    const files = ['verify.html', 'index.html'].map((path) => ({
      path,
      kind: 'page' as const,
      body: Buffer.from('new'),
    }))
    const groups = async function* () {
      yield { files, awards: [] }
    }
    for await (const _ of publish(groups(), manifest, target)) void _
    expect([...put.values()].map(String)).toEqual(['new', 'theirs'])
  })

  it('keeps a name from the public page until the issuer turns names on', async () => {
    const { app, siteId, folder, ids } = await publishedApp()
    const [issuer] = await app.client.issuers.list()
    await app.client.issuers.save({ ...issuer!, showNames: true })
    await run(app, siteId)
    const { token } = await app.client.awards.read({ id: ids[0]! })
    expect(readFileSync(join(folder, `assertions/${token.slice(0, 2)}/${token}.html`), 'utf8')).toContain(
      'Ada Lovelace',
    )
  })

  it.each(['192.168.1.4', 'localhost', 'intranet', 'badges.example.org:8443', '[2001:db8::1]', 'printer.local'])(
    'row 98: warns of %s, which verifiers on the web refuse',
    async (host) => {
      const app = await temporaryApp()
      await readyBadge(app, { baseUrl: `https://${host}` })
      const [site] = await app.client.publishing.sites()
      expect((await app.client.publishing.preview({ siteId: site!.id })).notices).toContain('local_address')
    },
  )

  it('row 99: an award stays on one host with its badge and its issuer when the issuer moves to another', async () => {
    const { app, siteId, folder, badge, ids } = await publishedApp()
    await run(app, siteId)
    const [issuer] = await app.client.issuers.list()
    await app.client.issuers.setHosting({ id: issuer!.id, baseUrl: 'https://new.example.org' })
    await app.client.awards.revoke({ ids, reason: 'Wrong person' })
    await resultOf(app.client.awards.create({ badgeId: badge.id, people: [bo] }))
    const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, string>
    const hosts = new Set<string>()
    for (const site of await app.client.publishing.sites()) {
      rmSync(folder, { recursive: true })
      await run(app, site.id)
      expect((await app.client.publishing.preview({ siteId: site.id })).notices).toEqual([])
      for (const path of filesIn(folder).filter((it) => it.startsWith('assertions/') && it.endsWith('.json'))) {
        const { id, badge: badgeUrl } = read(path)
        const { issuer: issuerUrl } = read(badgeUrl!.replace(`${site.baseUrl}/`, ''))
        expect(read(issuerUrl!.replace(`${site.baseUrl}/`, ''))['id']).toBe(issuerUrl)
        for (const url of [id, badgeUrl, issuerUrl]) expect(url).toContain(`${site.baseUrl}/`)
        hosts.add(site.baseUrl)
      }
    }
    expect(hosts.size).toBe(2)
  })
})

describe('row 122: folders are opened by handle', () => {
  it('refuses anything that Blazon did not hand out', async () => {
    const app = await temporaryApp()
    for (const folderId of ['/etc', '../..', 'site-x', ''])
      await expect(app.client.folders.open({ folderId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
