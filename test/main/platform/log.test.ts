import { mkdtemp, readdir, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { BlazonError } from '../../../src/core/errors'
import { errorFacts, fileLog, logTo } from '../../../src/main/platform/log'
import { logFaults } from '../../../src/main/platform/log-faults'
import { startFailure } from '../../../src/main/platform/start-failure'

const lines: string[] = []
const log = logTo({ write: (line: string) => void lines.push(line) })
const last = () => lines.at(-1) ?? ''

describe('F54: the log', () => {
  it('tells an error by its kind, code and place, never by its message or cause’s message', () => {
    const cause = new TypeError('kim@example.org')
    log.error(
      'call.failed',
      new BlazonError('read_only', 'Kim Example, kim@example.org', { folder: '/home/kim' }, { cause }),
    )
    expect(JSON.parse(last())).toMatchObject({
      msg: 'call.failed',
      kind: 'BlazonError',
      code: 'read_only',
      cause: 'TypeError',
    })
    expect(last()).toContain('log.test.ts')
    expect(last()).not.toMatch(/kim/i)
  })

  it('takes addresses, tokens and keys out of the facts', () => {
    log.info('x', {
      who: 'Kim <kim@example.org>',
      which: 'assertions/ibz272r676pw7fxvrhuk2c5qqw.json',
      key: 'did:key:z6MkuoEpNpxwUdD8EXtJWunFANP2VpeWGw2XeJxScGpQ7W3k',
      jwt: 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln',
      count: 3,
    })
    expect(last()).not.toMatch(/kim@|ibz272r6|z6Mkuo|eyJ/)
    expect(JSON.parse(last())).toMatchObject({ which: 'assertions/[token].json', count: 3 })
  })

  it('survives whatever is thrown', () => {
    expect(errorFacts('a text with kim@example.org')).toEqual({ kind: 'string' })
    expect(errorFacts(null)).toEqual({ kind: 'object' })
  })

  it('keeps expected failures out: they are answers', () => {
    const before = lines.length
    logFaults(log)(new BlazonError('not_found', 'x'))
    logFaults(log)(new ORPCError('conflict', { message: 'x' }))
    expect(lines).toHaveLength(before)
    logFaults(log)(new RangeError('x'))
    expect(lines).toHaveLength(before + 1)
  })

  it('is one file that only its owner may read, with one older file beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'blazon-log-'))
    await mkdir(join(folder, 'logs'))
    await writeFile(join(folder, 'logs', 'blazon.log'), 'x'.repeat(1_000_001), { mode: 0o600 })
    fileLog(folder).info('app.started')
    expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['blazon.log', 'blazon.old.log'])
    expect(await readFile(join(folder, 'logs', 'blazon.log'), 'utf8')).toContain('app.started')
    if (process.platform !== 'win32') expect((await stat(join(folder, 'logs', 'blazon.log'))).mode & 0o077).toBe(0)
    await rm(folder, { recursive: true, force: true })
  })
})

describe('a start that fails', () => {
  it('ends with 4 where the library is in use, 5 where it cannot be opened, 1 otherwise; always in words', () => {
    expect(startFailure(new BlazonError('library_in_use', 'x')).exitCode).toBe(4)
    expect(startFailure(new BlazonError('library_newer', 'x')).exitCode).toBe(5)
    expect(startFailure(new BlazonError('library_damaged', 'x')).exitCode).toBe(5)
    expect(startFailure(new BlazonError('read_only', 'x')).exitCode).toBe(1)
    const fault = startFailure(new Error('kim@example.org'))
    expect(fault.exitCode).toBe(1)
    expect(fault.sentence).not.toContain('kim')
  })
})
