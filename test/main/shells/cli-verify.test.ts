import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { documentText } from '../../../src/core/openbadges/document-text'
import { createApp, type AppOptions } from '../../../src/main/app'
import { assertionUrl, badgeUrl, base, hostedAssertion, now, webOf, type Web } from '../../support/badges-in'
import { blazon } from '../../support/command-line'
import { networkOf } from '../../support/network'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blazon-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** The command line of July 2026 in a world whose network is `web`. */
function commandLine(web: Web, types?: Record<string, string>) {
  const { network, asked } = networkOf(web, types)
  const open = (options: AppOptions) => createApp({ ...options, network, now: () => Date.parse(now) })
  return { asked, run: (...words: string[]) => blazon(words, { cwd: folder, createApp: open }) }
}

describe('blazon verify', () => {
  it('asks the network only with --online', async () => {
    write('a.json', documentText(await hostedAssertion()))
    const { run, asked } = commandLine(await webOf())
    const offline = await run('verify', 'a.json')
    expect(offline.exit).toBe(3)
    expect(offline.results[0]).toMatch(/^a\.json: Cannot be checked without the network/)
    expect(asked).toEqual([])
    const online = await run('verify', 'a.json', '--online')
    expect(online).toMatchObject({ exit: 0, results: ['a.json: Valid', expect.stringContaining('Reading Star')] })
    expect(asked).toHaveLength(3)
  })

  it('takes an address, which needs --online or a folder that stands in for it', async () => {
    const { run, asked } = commandLine(await webOf())
    const bare = await run('verify', assertionUrl)
    expect(bare.exit).toBe(64)
    expect(bare.said.join(' ')).toContain('--online')
    expect(await run('verify', assertionUrl, '--online')).toMatchObject({ exit: 0 })
    expect(asked).not.toEqual([])
    asked.length = 0
    for (const [url, { text }] of await webOf()) write(`site${url.slice(base.length)}`, text)
    expect(await run('verify', assertionUrl, '--hosted', `${base}=site`)).toMatchObject({ exit: 0 })
    expect(await run('verify', assertionUrl, '--online', '--hosted', `${base}=site`)).toMatchObject({ exit: 0 })
    expect(asked).toEqual([])
  })

  it('row 100: tells what was unusual about an answer, and which address was silent', async () => {
    const odd = commandLine(await webOf(), { [badgeUrl]: 'text/html' })
    const { results } = await odd.run('verify', assertionUrl, '--online')
    expect(results).toContain(`  ${badgeUrl}: It says that it is a web page (text/html).`)
    const silent = await commandLine(new Map()).run('verify', assertionUrl, '--online')
    expect(silent.exit).toBe(3)
    expect(silent.results).toContain(`  ${assertionUrl}: Nobody answers there.`)
    const told = await commandLine(new Map()).run('verify', assertionUrl, '--online', '--json')
    expect(JSON.parse(told.results[0] ?? '')).toMatchObject([
      { file: assertionUrl, verdict: 'unreachable', fetched: [{ url: assertionUrl, status: null, note: 'no_answer' }] },
    ])
  })
})
