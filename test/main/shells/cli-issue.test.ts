import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../src/main/app'
import { blazon } from '../../support/command-line'

let folder: string
let first: Issued

type Issued = {
  awarded: number
  skipped: { row: number; reason: string }[]
  files: string[]
  site: { files: number }
}
type Checked = { file: string; verdict: string; format: string; checks: unknown[] }[]

const base = 'https://badges.example.org/library'
const words = (roster: string, ...more: string[]) => [
  'issue',
  ...['--data', 'library', '--out', 'out', '--base-url', base, '--roster', roster],
  ...['--issuer-name', 'Town Library', '--issuer-url', 'https://example.org', '--issuer-email', 'desk@example.org'],
  ...['--badge-name', 'Reader', '--description', 'Reads', '--criteria', 'Read *ten* books', '--image', 'badge.png'],
  ...more,
]
const run = (...line: string[]) => blazon(line, { cwd: folder, createApp })
const issue = async (roster: string, ...more: string[]) => {
  const { exit, results, said } = await run(...words(roster, '--json', ...more))
  expect(said.filter((line) => !/in clear|in the library/.test(line))).toEqual([])
  expect(exit).toBe(0)
  return JSON.parse(results[0] ?? '') as Issued
}
const files = async (below: string) =>
  (await readdir(join(folder, below), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blazon-issue-'))
  const picture = new PNG({ width: 64, height: 64 })
  picture.data.fill(200)
  await writeFile(join(folder, 'badge.png'), PNG.sync.write(picture))
  await writeFile(
    join(folder, 'people.csv'),
    [
      '\uFEFFName;E-mail',
      'Ada Lovelace;ada@example.org',
      'No Address;',
      'Émile Zola;emile@example.org',
      'Ada Lovelace;ada@example.org',
      '"=SUM(A1)";sum@example.org',
      'Bad Address;not-an-address',
      'Her Sister;ADA@example.org',
    ].join('\r\n'),
  )
  first = await issue('people.csv')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('issue', () => {
  it('awards the good rows and names every other row with its reason, counting data rows from 1', () => {
    expect(first.awarded).toBe(3)
    expect(first.skipped).toEqual([
      { row: 2, reason: 'no_address' },
      { row: 4, reason: 'repeated' },
      { row: 6, reason: 'invalid_address' },
      { row: 7, reason: 'repeated' },
    ])
  })

  it('writes the pictures and the site where it says', async () => {
    expect(first.files).toHaveLength(3)
    expect((await files('out/badges')).map((name) => `badges/${name}`).sort()).toEqual([...first.files].sort())
    expect(await files('out/site')).toHaveLength(first.site.files)
    const [document] = await readdir(join(folder, 'out/site/issuers'))
    expect(await readFile(join(folder, 'out/site/issuers', document ?? '', 'issuer.json'), 'utf8')).toContain(
      'Town Library',
    )
  })

  it('makes badges that verify as valid against the folder that stands in for the address', async () => {
    const paths = first.files.map((file) => join('out', file))
    const { exit, results } = await run('verify', ...paths, '--hosted', `${base}=out/site`, '--json')
    expect(exit).toBe(0)
    const checked = JSON.parse(results[0] ?? '') as Checked
    expect(checked.map(({ file, verdict, format }) => [file, verdict, format])).toEqual(
      paths.map((path) => [path, 'valid', 'both']),
    )
    for (const { checks } of checked) expect(checks.length).toBeGreaterThan(0)
    expect((await run('verify', ...paths)).exit).toBe(3)
  })

  it('gives the payload as it was published, letter for letter', async () => {
    const [file = ''] = first.files
    const { results } = await run('unbake', join('out', file))
    const credential = JSON.parse(results[0] ?? '') as { id: string; proof: unknown[] }
    expect(credential.proof).toHaveLength(1)
    const published = await readFile(join(folder, 'out/site', credential.id.slice(base.length)), 'utf8')
    expect(results[0]).toBe(published)
    const older = await run('unbake', join('out', file), '--format', '2.0')
    expect(JSON.parse(older.results[0] ?? '')).toMatchObject({ type: 'Assertion' })
  })

  it('is quiet the second time: the badge is reused, nobody is awarded twice, nothing is written', async () => {
    const again = await issue('people.csv')
    expect(again.awarded).toBe(0)
    expect(again.files).toEqual([])
    expect(again.site.files).toBe(0)
    expect(again.skipped.filter(({ reason }) => reason === 'already_has_it').map(({ row }) => row)).toEqual([1, 3, 5])
  })

  it('awards only who is new, and touches a handful of files for it', async () => {
    await writeFile(join(folder, 'more.csv'), 'name,email\nAda Lovelace,ada@example.org\nNew Person,new@example.org\n')
    const more = await issue('more.csv')
    expect(more).toMatchObject({ awarded: 1, skipped: [{ row: 1, reason: 'already_has_it' }] })
    expect(more.files).toHaveLength(1)
    expect(more.site.files).toBeLessThanOrEqual(8)
  })

  it('bakes what a run that was cut short had awarded', async () => {
    await writeFile(join(folder, 'late.csv'), 'name,email\nLate Comer,late@example.org\n')
    const stop = new AbortController()
    const cut = await blazon(words('late.csv', '--json'), {
      cwd: folder,
      signal: stop.signal,
      createApp: async (options) => {
        const app = await createApp({
          ...options,
          platform: {
            ...options.platform,
            // The moment between awarding and baking.
            chooseFolder: () => {
              stop.abort()
              return Promise.reject(new Error('cut short'))
            },
          },
        })
        return app
      },
    })
    expect(cut.exit).toBe(130)
    const repeated = await issue('late.csv')
    expect(repeated.awarded).toBe(0)
    expect(repeated.files).toHaveLength(1)
  })

  it('bakes one format alone where that is wished', async () => {
    await writeFile(join(folder, 'one.csv'), 'name,email\nOne Format,one@example.org\n')
    const { files: written } = await issue('one.csv', '--format', '2.0', '--issuer-name', 'Another Library')
    const { results } = await run('unbake', join('out', written[0] ?? ''))
    expect(JSON.parse(results[0] ?? '')).toMatchObject({ type: 'Assertion' })
    expect((await run('unbake', join('out', written[0] ?? ''), '--format', '3.0')).exit).toBe(2)
  })

  it('proves as it is told, and writes documents or SVGs where these are wished', async () => {
    await writeFile(join(folder, 'two.csv'), 'name,email\nTwo Proofs,two@example.org\n')
    await writeFile(join(folder, 'badge.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"/>')
    const proofs = ['--proof-2', 'signed', '--proof-3', 'jwt', '--issuer-name', 'Signing Library']
    const documents = await issue('two.csv', ...proofs, '--file-type', 'document')
    expect(documents.files.map((file) => file.slice(file.lastIndexOf('.')))).toEqual(['.jwt', '.jws'])
    const drawn = await issue(
      'two.csv',
      ...proofs,
      '--badge-name',
      'Drawn',
      '--vector',
      'badge.svg',
      '--file-type',
      'svg',
    )
    expect(drawn.files).toEqual([expect.stringMatching(/\.svg$/)])
    const paths = [...documents.files, ...drawn.files].map((file) => join('out', file))
    const { exit, results } = await run('verify', ...paths, '--hosted', `${base}=out/site`, '--json')
    const checked = JSON.parse(results[0] ?? '') as Checked
    expect(checked.map(({ verdict, format }) => [verdict, format])).toEqual([
      ['valid', '3.0'],
      ['valid', '2.0'],
      ['valid', 'both'],
    ])
    expect(exit).toBe(0)
  })

  it('leaves a library that is in order', async () => {
    const { exit, results } = await run('check', '--data', 'library')
    expect([exit, results.at(-1)?.endsWith('0 damaged')]).toEqual([0, true])
  })

  it('says what does not fit before anything is made', async () => {
    const fresh = (...change: string[]) => run(...words('people.csv'), '--data', 'fresh', ...change)
    expect((await fresh('--image', 'people.csv')).said.join()).toMatch(/PNG/)
    expect((await fresh('--image', 'absent.png')).exit).toBe(66)
    expect((await fresh('--format', '1.0')).exit).toBe(64)
    expect((await fresh('--proof-3', 'ldp')).said.join()).toContain('--proof-3 is data-integrity or jwt.')
    expect((await fresh('--file-type', 'toString')).exit).toBe(64)
    expect((await fresh('--file-type', 'svg')).said.join()).toContain('no SVG')
    const http = await fresh('--base-url', 'http://badges.example.org')
    expect(http.exit).toBe(1)
    expect(http.said.join()).toContain('baseUrl')
  })

  it('ends with 4 while another Blazon has the library open', async () => {
    const app = await createApp({
      folder: join(folder, 'library'),
      platform: {
        shell: 'cli',
        version: '0',
        secrets: (await import('../../../src/main/platform/secrets')).ownerOnlyFileSecrets(),
        chooseFolder: () => Promise.resolve(folder),
        openFolder: () => Promise.resolve(false),
      },
    })
    expect((await run(...words('people.csv'))).exit).toBe(4)
    await app.close()
  })
})
