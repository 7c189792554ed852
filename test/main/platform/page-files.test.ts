import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageFilePath, readPageFile } from '../../../src/main/platform/page-files'
import { contentSecurityPolicy, pageHeaders } from '../../../src/main/platform/page-headers'

let base: string
let folder: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'blazon-page-'))
  folder = join(base, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<p>page</p>')
  await writeFile(join(folder, 'assets', 'main.js'), 'export {}')
  await writeFile(join(folder, 'assets', 'main.js.map'), '{}')
  await writeFile(join(base, 'secret.js'), 'secret')
  await symlink(join(base, 'secret.js'), join(folder, 'assets', 'link.js'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

describe('the files of the page', () => {
  it('are read with their content type; "/" is index.html', async () => {
    const index = await readPageFile(folder, '/')
    expect(index && Buffer.from(index.bytes).toString()).toBe('<p>page</p>')
    expect(index?.contentType).toBe('text/html; charset=utf-8')
    expect((await readPageFile(folder, '/assets/main.js'))?.contentType).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '/%252e%252e/secret.js',
    '//etc/hosts.txt',
    '/C:/windows/win.txt',
    '/assets/main.js%00.png',
    '/%',
    '/%c0%ae%c0%ae/secret.js',
    '/.hidden.js',
    '/assets/',
    '/assets',
    'index.html',
    '',
    'http://127.0.0.1/index.html',
  ])('answers nothing to %s', async (path) => {
    expect(await readPageFile(folder, path)).toBeNull()
  })

  it('names no file above its folder, whatever the path', () => {
    for (const path of ['/../secret.js', '/a/../../secret.js', '/%2e%2e/secret.js'])
      expect(pageFilePath(folder, path)).toBeNull()
  })

  it('does not follow a link out of the folder', async () => {
    expect(await readPageFile(folder, '/assets/link.js')).toBeNull()
  })

  it('serves only the kinds of files that a page has', async () => {
    expect(await readPageFile(folder, '/assets/main.js.map')).toBeNull()
  })
})

describe('the headers of the page', () => {
  const policy = new Map(
    contentSecurityPolicy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values]
    }),
  )

  it('allow its own scripts and nothing inline, remote or evaluated', () => {
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(policy.get('connect-src')).toEqual(["'self'"])
    expect(policy.get('object-src')).toEqual(["'none'"])
    expect(policy.get('base-uri')).toEqual(["'none'"])
    expect(policy.get('form-action')).toEqual(["'none'"])
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/)
    for (const [name, values] of policy) expect(values.includes("'unsafe-inline'")).toBe(name === 'style-src')
  })

  it('tell nobody where the reader came from and let no other page embed or sniff it', () => {
    expect(pageHeaders('text/html')).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
  })
})
