import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../../scripts/steps/fingerprint.mjs'
import { findBrowser } from '../../scripts/steps/find-browser.mjs'
import { findElectron } from '../../scripts/steps/find-electron.mjs'
import { add, emptyTally, lastLine, tallyPlaywright, tallyVitest } from '../../scripts/steps/test-reports.mjs'

let folder
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'blazon-scripts-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const put = (name, text = '') => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  fs.writeFileSync(path.join(folder, name), text)
}

describe('finding Electron', () => {
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'

  it('takes the binary that ELECTRON_EXEC_PATH names, and no other instead of it', () => {
    put('mine')
    put(`dist/${name}`)
    put('path.txt', name)
    expect(findElectron({ ELECTRON_EXEC_PATH: path.join(folder, 'mine') }, folder)).toBe(path.join(folder, 'mine'))
    expect(findElectron({ ELECTRON_EXEC_PATH: path.join(folder, 'gone') }, folder)).toBeNull()
  })

  it('finds the fetched binary by path.txt, and not one that is half unpacked', () => {
    expect(findElectron({}, folder)).toBeNull()
    put(`dist/${name}`)
    expect(findElectron({}, folder)).toBeNull()
    put('path.txt', name)
    expect(findElectron({}, folder)).toBe(path.join(folder, 'dist', name))
  })

  it('looks into ELECTRON_OVERRIDE_DIST_PATH and checks that the binary is there', () => {
    const dist = path.join(folder, 'elsewhere')
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist }, folder)).toBeNull()
    put(`elsewhere/${name}`)
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist }, folder)).toBe(path.join(dist, name))
  })
})

describe('finding a browser', () => {
  it('takes the one that CHROMIUM names, and none where it is not there', () => {
    put('chromium')
    expect(findBrowser({ CHROMIUM: path.join(folder, 'chromium') })).toBe(path.join(folder, 'chromium'))
    expect(findBrowser({ CHROMIUM: path.join(folder, 'gone') })).toBeNull()
  })

  it.runIf(process.platform === 'linux')('finds one on the PATH', () => {
    put('bin/google-chrome')
    expect(findBrowser({ PATH: path.join(folder, 'bin') })).toBe(path.join(folder, 'bin', 'google-chrome'))
  })
})

describe('the fingerprint of the sources', () => {
  const print = (skip) => fingerprint(folder, ['a', 'b.txt'], skip)

  it('changes with a byte, a name or a new file, and not with a time', () => {
    put('a/one.ts', '1')
    put('b.txt', 'b')
    const before = print()
    fs.utimesSync(path.join(folder, 'b.txt'), 1, 1)
    expect(print()).toBe(before)
    put('a/two.ts', '')
    expect(print()).not.toBe(before)
    fs.rmSync(path.join(folder, 'a/two.ts'))
    put('a/one.ts', '2')
    expect(print()).not.toBe(before)
    put('a/one.ts', '1')
    expect(print()).toBe(before)
    fs.renameSync(path.join(folder, 'a/one.ts'), path.join(folder, 'a/uno.ts'))
    expect(print()).not.toBe(before)
  })

  it('leaves out what the build makes itself, and what is not there', () => {
    put('a/one.ts', '1')
    const before = print()
    put('a/made/x.js', 'x')
    expect(print((name) => name === 'a/made')).toBe(before)
  })
})

describe('counting tests', () => {
  it('reads vitest: passed, failed, skipped, and a file that does not load as one failure', () => {
    const tally = tallyVitest({
      testResults: [
        {
          name: '/x/test/core/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'a passes' },
            { status: 'failed', fullName: 'a fails', failureMessages: ['\u001b[31mexpected\u001b[0m 1'] },
            { status: 'skipped', fullName: 'a waits' },
          ],
        },
        { name: '/x/test/core/b.test.ts', status: 'failed', message: 'cannot load', assertionResults: [] },
      ],
    })
    expect([tally.passed, tally.failed, tally.skipped]).toEqual([1, 2, 1])
    expect(tally.failedTests).toEqual([
      'test/core/a.test.ts: a fails\n    expected 1',
      'test/core/b.test.ts\n    cannot load',
    ])
    expect(tally.skippedTests).toEqual(['test/core/a.test.ts: a waits'])
  })

  it('reads Playwright: nested suites, reasons of skipping, errors before any test', () => {
    const spec = (title, status, annotations = []) => ({
      file: 'story.spec.ts',
      title,
      tests: [{ status, annotations, results: [{ error: { message: 'seen' } }] }],
    })
    const tally = tallyPlaywright({
      errors: [{ message: 'no config' }],
      suites: [
        {
          specs: [spec('one', 'expected')],
          suites: [
            { specs: [spec('two', 'unexpected'), spec('three', 'skipped', [{ type: 'skip', description: 'why' }])] },
          ],
        },
        { specs: [spec('four', 'flaky')] },
      ],
    })
    expect([tally.passed, tally.failed, tally.skipped]).toEqual([2, 2, 1])
    expect(tally.skippedTests).toEqual(['story.spec.ts: three (why)'])
    expect(tally.failedTests[1]).toBe('story.spec.ts: two\n    seen')
  })

  it('adds up and says it in one line', () => {
    const total = emptyTally()
    add(total, { ...emptyTally(), passed: 3 })
    expect(lastLine(total)).toBe('3 passed, 0 failed')
    add(total, { ...emptyTally(), failed: 1, skipped: 2, skippedTests: ['x', 'y'] })
    expect(lastLine(total)).toBe('3 passed, 1 failed, 2 skipped')
    expect(total.skippedTests).toEqual(['x', 'y'])
  })
})
