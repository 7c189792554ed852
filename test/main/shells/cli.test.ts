import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, implement } from '@orpc/server'
import { Ajv2020 } from 'ajv/dist/2020'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settings as settingsShape } from '../../../src/core/contract/settings'
import { contract } from '../../../src/core/contract'
import { verdict } from '../../../src/core/contract/verification'
import { BlazonError, errorCodes, type ErrorCode } from '../../../src/core/errors'
import type { App, AppOptions } from '../../../src/main/app'
import { translateErrors } from '../../../src/main/handlers/translate-errors'
import { errorSentence } from '../../../src/main/platform/error-sentences'
import { callNamed } from '../../../src/main/shells/cli/call'
import { describeCalls } from '../../../src/main/shells/cli/calls'
import { commands, type CommandName } from '../../../src/main/shells/cli/commands'
import { exitCodes } from '../../../src/main/shells/cli/exit-codes'
import { parseCommandLine } from '../../../src/main/shells/cli/parse'
import { worstExit } from '../../../src/main/shells/cli/verify'
import { blazon } from '../../support/command-line'

const commandNames = Object.keys(commands) as CommandName[]
const everyCall = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.keys(verbs).map((verb) => `${group}.${verb}`),
)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blazon-cli-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** An app whose few calls are as the test wants them; it notes how it was opened and whether it was closed. */
function standIn(handlers: Record<string, Record<string, unknown>> = {}) {
  const opened: AppOptions[] = []
  let closed = 0
  const createApp = (options: AppOptions): Promise<App> => {
    opened.push(options)
    const router = implement(contract)
      .use(translateErrors)
      .router(handlers as never) as unknown as App['router']
    const client = createRouterClient(router, { context: {} })
    return Promise.resolve({
      router,
      client,
      close: () => {
        closed++
        return Promise.resolve()
      },
    })
  }
  return { createApp, opened, closed: () => closed }
}

const failing = (code: ErrorCode) => () => Promise.reject(new BlazonError(code, 'for developers only'))

describe('help', () => {
  it('names every command, and explains each with all its options', async () => {
    const overview = (await blazon(['help'])).results.join('\n')
    for (const name of commandNames) {
      expect(overview).toContain(name)
      const explained = await blazon(name === 'help' ? ['help'] : [name, '--help'])
      expect(explained.exit).toBe(exitCodes.done)
      for (const option of Object.keys(commands[name].options))
        expect(explained.results.join('\n')).toContain(`--${option}`)
      if (name !== 'help') expect((await blazon(['help', name])).results).toEqual(explained.results)
    }
  })

  it('comes with nothing, with --help and with -h', async () => {
    const { results } = await blazon(['help'])
    for (const words of [[], ['--help'], ['-h']]) expect((await blazon(words)).results).toEqual(results)
  })
})

describe('a command line that makes no sense', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['fly'], /no command "fly"/],
    ['a name that every object has', ['constructor'], /no command "constructor"/],
    ['an unknown option', ['verify', 'a.png', '--fast'], /--fast/],
    ['a missing option', ['issue', '--out', 'x'], /Missing: --data/],
    ['no file to verify', ['verify'], /file/],
    ['two files to unbake', ['unbake', 'a', 'b'], /one file/],
    ['an unknown format', ['unbake', 'a.png', '--format', '4.0'], /2\.0 or 3\.0/],
    ['an unknown call', ['call', 'badges.fly'], /no call "badges\.fly"/],
    ['a call by a name that every object has', ['call', 'badges.toString'], /no call/],
    ['a group that every object has', ['call', 'constructor.name'], /no call/],
    ['an input that is not JSON', ['call', 'badges.list', '{limit:1}'], /not JSON/],
    ['a folder without an address', ['verify', 'a.png', '--hosted', './site'], /URL=DIR/],
    ['an address that is none', ['verify', 'a.png', '--hosted', 'ftp://a=./site'], /URL=DIR/],
    ['a text that lost its quotes', ['check', 'my', 'library'], /quotes/],
    ['an unknown group', ['calls', 'birds'], /"birds"/],
  ])('ends with 64 and one sentence: %s', async (_what, words, sentence) => {
    const { exit, results, said } = await blazon(words)
    expect(exit).toBe(exitCodes.badUsage)
    expect(results).toEqual([])
    expect(said[0]).toMatch(sentence)
    expect(said.join('\n')).not.toMatch(/\n\s+at /)
  })
})

describe('parsing', () => {
  it('keeps the order of files and every --hosted', () => {
    const parsed = parseCommandLine([
      'verify',
      'b.png',
      '--hosted',
      'https://a.example=/x',
      'a.png',
      '--hosted',
      'https://b.example=/y',
      '--json',
    ])
    if (parsed.kind !== 'command') throw new Error('not a command')
    expect(parsed.given.positionals).toEqual(['b.png', 'a.png'])
    expect(parsed.given.many('hosted')).toEqual(['https://a.example=/x', 'https://b.example=/y'])
    expect(parsed.given.flag('json')).toBe(true)
    expect(parsed.given.optional('data')).toBeUndefined()
  })
})

describe('verdicts as exit codes', () => {
  it('count the worst: 1 before 2 before 3 before 0', () => {
    expect(worstExit([])).toBe(0)
    expect(worstExit(['valid', 'valid'])).toBe(0)
    expect(worstExit(['valid', 'genuine_unchecked'])).toBe(3)
    expect(worstExit(['unreachable', 'not_a_badge', 'valid'])).toBe(2)
    expect(worstExit(['not_a_badge', 'unreachable', 'revoked', 'valid'])).toBe(1)
    for (const word of verdict.options) expect([0, 1, 2, 3]).toContain(worstExit([word]))
    expect(verdict.options.filter((word) => worstExit([word]) === 1)).toEqual([
      'revoked',
      'suspended',
      'expired',
      'not_yet_valid',
      'altered',
      'invalid',
    ])
  })
})

describe('calls', () => {
  it('describes every call of the contract with its purpose and schemas', () => {
    const described = describeCalls()
    expect(described.map(({ call }) => call)).toEqual(everyCall)
    for (const { call, purpose, output, progress } of described) {
      expect(purpose, call).not.toBe('')
      expect(output ?? progress, call).not.toBeNull()
    }
    expect(described.find(({ call }) => call === 'awards.create')).toMatchObject({
      input: { properties: { badgeId: { type: 'string' } } },
      progress: { properties: { done: { type: 'integer' } } },
      output: { properties: { awarded: { type: 'array' } } },
    })
    expect(described.find(({ call }) => call === 'settings.read')).toMatchObject({ input: null, progress: null })
  })

  it('gives schemas that a validator of its own understands', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const { call, input, output, progress } of describeCalls())
      for (const schema of [input, output, progress]) if (schema) expect(() => ajv.compile(schema), call).not.toThrow()
    const list = describeCalls().find(({ call }) => call === 'badges.list')?.input
    const validate = ajv.compile(list ?? false)
    expect(validate({})).toBe(true)
    expect(validate({ filter: 'wild' })).toBe(false)
  })

  it('lists a group or one call, and answers without a library', async () => {
    const one = await blazon(['calls', 'badges.read', '--json'])
    expect((JSON.parse(one.results[0] ?? '') as { call: string }[]).map(({ call }) => call)).toEqual(['badges.read'])
    const group = await blazon(['calls', 'events'])
    expect(group.results.filter((line) => /^\S/.test(line)).map((line) => line.split(/\s{2,}/)[0])).toEqual([
      'events.list',
      'events.save',
      'events.read',
    ])
  })

  it('tells people the purpose and the names of the fields, and keeps the schemas for machines', async () => {
    const { results } = await blazon(['calls', 'badges.list'])
    const purpose = describeCalls().find(({ call }) => call === 'badges.list')?.purpose ?? ''
    expect(results[0]).toBe(`badges.list  ${purpose}`)
    expect(results[1]).toMatch(/^ {2}input {2}.*query\?/)
    expect(results[2]).toMatch(/^ {2}output {2}rows\[\]/)
    const lines = (await blazon(['calls'])).results
    expect(lines.filter((line) => /^\S/.test(line))).toHaveLength(everyCall.length)
    expect(lines.join('\n')).not.toMatch(/[{}$]/)
    // An award has forty fields: five rows of a terminal hold their names, no schema would fit.
    expect(lines.filter((line) => line.length > 500)).toEqual([])
  })

  it('knows each call by its name and nothing else', () => {
    for (const name of everyCall) expect(callNamed(name).join('.')).toBe(name)
    for (const name of ['', '.', 'badges', 'badges.', '.list', 'badges.list.x', '__proto__.x', 'badges.__proto__'])
      expect(() => callNamed(name), name).toThrow(/no call/)
  })
})

describe('call', () => {
  const settings = implement(contract).settings
  const library = implement(contract).library

  it('answers with one line of JSON and closes the library', async () => {
    const app = standIn({
      settings: { write: settings.write.handler(({ input }) => ({ ...defaults, ...input })) },
    })
    const { exit, results } = await blazon(['call', 'settings.write', '{"theme":"dark"}', '--data', 'lib'], {
      ...app,
      cwd: folder,
    })
    expect(exit).toBe(exitCodes.done)
    expect(results.map((line) => JSON.parse(line) as unknown)).toEqual([{ ...defaults, theme: 'dark' }])
    expect(app.opened.map((options) => options.folder)).toEqual([join(folder, 'lib')])
    expect(app.closed()).toBe(1)
  })

  it('prints a stream as JSON lines, the result last', async () => {
    const app = standIn({
      library: {
        check: library.check.handler(async function* () {
          yield { done: 1, total: 2 }
          yield await Promise.resolve({ done: 2, total: 2 })
          return { awards: 2, pictures: 0, damaged: [] }
        }),
      },
    })
    const { results } = await blazon(['call', 'library.check', '--data', folder], app)
    expect(results).toEqual(['{"done":1,"total":2}', '{"done":2,"total":2}', '{"awards":2,"pictures":0,"damaged":[]}'])
  })

  it('gives an empty input to a call that takes one where none is written', async () => {
    const app = standIn({ settings: { write: settings.write.handler(({ input }) => ({ ...defaults, ...input })) } })
    const { results } = await blazon(['call', 'settings.write', '--data', folder], app)
    expect(results.map((line) => JSON.parse(line) as unknown)).toEqual([defaults])
  })

  it('names the field that does not fit', async () => {
    const app = standIn({ settings: { write: settings.write.handler(() => defaults) } })
    const { exit, said } = await blazon(['call', 'settings.write', '{"theme":"pink"}', '--data', folder], app)
    expect(exit).toBe(exitCodes.failed)
    expect(said[0]).toMatch(/"theme"/)
    expect(app.closed()).toBe(1)
  })

  it('tells a fault of its own without any message that may hold a name', async () => {
    const app = standIn({
      settings: {
        read: settings.read.handler(() => {
          throw new TypeError('Kim Example <kim@example.org> is undefined')
        }),
      },
    })
    const { exit, said, results } = await blazon(['call', 'settings.read', '--data', folder], app)
    expect(exit).toBe(exitCodes.fault)
    expect([...said, ...results].join('\n')).not.toMatch(/\bkim\b/i)
  })

  it('lets files go where --out says, and nowhere without it', async () => {
    const app = standIn({ settings: { read: settings.read.handler(() => defaults) } })
    await blazon(['call', 'settings.read', '--data', folder, '--out', 'files'], { ...app, cwd: folder })
    await blazon(['call', 'settings.read', '--data', folder], app)
    const [withOut, without] = app.opened
    expect(await withOut?.platform.chooseFolder('export', '')).toBe(join(folder, 'files'))
    await expect(without?.platform.chooseFolder('export', '')).rejects.toMatchObject({ code: 'not_supported_here' })
    expect(await without?.platform.openFolder('/')).toBe(false)
  })

  it('stops a long call on Ctrl+C and says that what was done is safe', async () => {
    const stop = new AbortController()
    const app = standIn({
      library: {
        changes: library.changes.handler(async function* ({ signal }) {
          yield { name: 'designs.saved', ids: [] }
          stop.abort()
          await new Promise((resolve) => (signal?.aborted ? resolve(null) : signal?.addEventListener('abort', resolve)))
          throw new Error('aborted')
        }),
      },
    })
    const { exit, said } = await blazon(['call', 'library.changes', '--data', folder], { ...app, signal: stop.signal })
    expect(exit).toBe(exitCodes.interrupted)
    expect(said).toEqual(['Stopped; what was finished before is safe.'])
    expect(app.closed()).toBe(1)
  })
})

describe('the library', () => {
  it.each<[ErrorCode, number]>([
    ['library_in_use', 4],
    ['library_newer', 5],
    ['library_damaged', 5],
    ['read_only', 1],
  ])('that is %s ends with %i and one sentence', async (code, exit) => {
    const ended = await blazon(['call', 'settings.read', '--data', folder], { createApp: failing(code) })
    expect(ended).toEqual({ exit, results: [], said: [errorSentence(code)] })
  })

  it('is found relative to INIT_CWD, where the person stands, not where npm runs the script', async () => {
    const app = standIn({ settings: { read: implement(contract).settings.read.handler(() => defaults) } })
    const env = { INIT_CWD: join(folder, 'home') }
    await blazon(['call', 'settings.read', '--data', 'mine'], { ...app, env, cwd: '/somewhere' })
    await blazon(['call', 'settings.read'], { ...app, env: { ...env, BLAZON_DATA: 'theirs' }, cwd: '/somewhere' })
    expect(app.opened.map((options) => options.folder)).toEqual([
      join(folder, 'home', 'mine'),
      join(folder, 'home', 'theirs'),
    ])
  })

  it('is not made by check', async () => {
    const { exit, said } = await blazon(['check', '--data', 'absent'], { cwd: folder, createApp: failing('not_found') })
    expect(exit).toBe(exitCodes.noInput)
    expect(said[0]).toContain('no library')
    expect(await readdir(folder)).toEqual([])
  })

  it('that is damaged is named thing by thing, and ends with 1', async () => {
    await writeFile(join(folder, 'library.db'), '')
    const damaged = [{ kind: 'picture' as const, id: 'ab', reason: 'hash' }]
    const found = { awards: 3, pictures: 1, damaged }
    const app = standIn({
      library: {
        check: implement(contract).library.check.handler(async function* () {
          return await Promise.resolve(found)
        }),
      },
    })
    const told = await blazon(['check', '--data', folder], app)
    expect(told.exit).toBe(exitCodes.failed)
    expect(told.results).toEqual(['damaged picture ab: hash', '3 awards and 1 picture checked, 1 damaged'])
    const machine = await blazon(['check', '--data', folder, '--json'], app)
    expect(machine.results).toEqual([JSON.stringify(found)])
  })
})

describe('verify and unbake', () => {
  const verification = implement(contract).verification

  it('hand each file over under its own name and leave no library behind', async () => {
    await writeFile(join(folder, 'a.png'), 'A')
    await writeFile(join(folder, 'b.json'), 'B')
    await mkdir(join(folder, 'site'))
    const seen: unknown[] = []
    const app = standIn({
      verification: {
        check: verification.check.handler(({ input }) =>
          input.files.map((file) => {
            seen.push(file)
            return {
              name: file.name,
              verdict: file.name === 'a.png' ? ('valid' as const) : ('revoked' as const),
              format: '3.0' as const,
              because: null,
              checks: [],
              summary: null,
              ownAwardId: null,
              payloads: [{ format: '3.0' as const, text: '{}' }],
              checkedAt: '2026-09-05T00:00:00Z',
            }
          }),
        ),
      },
    })
    const { exit, results } = await blazon(
      ['verify', 'a.png', './b.json', '--hosted', 'https://badges.example.org=site', '--json'],
      { ...app, cwd: folder },
    )
    expect(exit).toBe(1)
    expect(seen).toEqual([
      { name: 'a.png', bytes: 'QQ==' },
      { name: 'b.json', bytes: 'Qg==' },
    ])
    expect(JSON.parse(results[0] ?? '')).toMatchObject([
      { file: 'a.png', verdict: 'valid', format: '3.0', checks: [] },
      { file: './b.json', verdict: 'revoked', format: '3.0', checks: [] },
    ])
    const [options] = app.opened
    expect(options?.hosted).toEqual([{ url: 'https://badges.example.org', folder: join(folder, 'site') }])
    await expect(readdir(options?.folder ?? '')).rejects.toMatchObject({ code: 'ENOENT' })
    const plain = await blazon(['verify', 'a.png'], { ...app, cwd: folder })
    expect(plain).toMatchObject({ exit: 0, results: ['a.png: Valid'] })
  })

  it('tell about a file or a hosted folder that is not there, before opening anything', async () => {
    const missing = await blazon(['verify', 'absent.png'], { cwd: folder, createApp: failing('not_found') })
    expect(missing).toMatchObject({ exit: 66, said: ['The file "absent.png" is not there.'] })
    await writeFile(join(folder, 'a.png'), 'A')
    const hosted = await blazon(['verify', 'a.png', '--hosted', 'https://b.example=absent'], { cwd: folder })
    expect(hosted).toMatchObject({ exit: 66, said: ['The folder "absent" is not there.'] })
  })

  it('print the payload as stored; a file without one ends with 2', async () => {
    await writeFile(join(folder, 'a.png'), 'A')
    const stored = '{"a" : 1 }'
    const app = standIn({
      verification: {
        unbake: verification.unbake.handler(({ input }) => ({ format: input.format ?? '3.0', text: stored })),
      },
    })
    expect(await blazon(['unbake', 'a.png'], { ...app, cwd: folder })).toEqual({ exit: 0, results: [stored], said: [] })
    const bare = standIn({ verification: { unbake: verification.unbake.handler(failing('no_badge_data')) } })
    expect(await blazon(['unbake', 'a.png'], { ...bare, cwd: folder })).toMatchObject({ exit: 2, results: [] })
  })
})

describe('secrets on the command line', () => {
  const open = async (words: string[], env: NodeJS.ProcessEnv = {}) => {
    const app = standIn({ settings: { read: implement(contract).settings.read.handler(() => defaults) } })
    const ended = await blazon(['call', 'settings.read', '--data', folder, ...words], { ...app, env, cwd: folder })
    return { ended, secrets: app.opened[0]?.platform.secrets }
  }

  it('are kept by the passphrase of BLAZON_PASSPHRASE or of the file’s first line', async () => {
    expect(await (await open([], { BLAZON_PASSPHRASE: 'one two three' })).secrets?.store()).toBe('passphrase')
    await writeFile(join(folder, 'phrase'), '\uFEFFone two three\r\nnot this\n')
    const { secrets } = await open(['--passphrase-file', 'phrase'])
    expect(await secrets?.store()).toBe('passphrase')
    expect(await secrets?.unlocked()).toBe(true)
  })

  it('are kept in an owner-only file without one, said plainly when the first is kept', async () => {
    const { ended, secrets } = await open([])
    expect(ended.said).toEqual([])
    expect(await secrets?.store()).toBe('owner_only_file')
    await secrets?.seal(new Uint8Array([1]))
    await secrets?.seal(new Uint8Array([2]))
    expect(ended.said).toHaveLength(1)
    expect(ended.said[0]).toContain('in clear')
  })

  it('are not guessed where the passphrase file cannot be read', async () => {
    expect((await open(['--passphrase-file', 'absent'])).ended.exit).toBe(exitCodes.noInput)
  })
})

describe('error sentences', () => {
  it('say each code in one plain sentence without code words', () => {
    for (const code of errorCodes) {
      const sentence = errorSentence(code)
      expect(sentence, code).toMatch(/^[A-Z].*\.$/)
      expect(sentence, code).not.toMatch(/undefined|null|[a-z]_[a-z]|exception/)
    }
  })
})

const defaults = { ...settingsShape.parse({}), mailSubject: '', mailBody: '' }
