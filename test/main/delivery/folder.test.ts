import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileNameFor } from '../../../src/core/awards/file-name'
import type { DeliveredFile } from '../../../src/main/delivery/file-names'
import { writeFiles } from '../../../src/main/delivery/folder'
import { writeFileAtomicallySync } from '../../../src/main/platform/atomic-write'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'blazon-folder-'))
  folder = join(root, 'out')
  mkdirSync(folder)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const file = (fileName: string, text = fileName): DeliveredFile => ({ fileName, bytes: Buffer.from(text) })

/** Runs to the end: what was yielded, what was answered, what was written. */
async function run(files: Iterable<DeliveredFile> | AsyncIterable<DeliveredFile>, signal?: AbortSignal) {
  const written: string[] = []
  const write = (path: string, bytes: Uint8Array) => {
    written.push(path)
    writeFileAtomicallySync(path, bytes)
  }
  const job = writeFiles(folder, files, write, { signal })
  const yielded: number[] = []
  for (;;) {
    const step = await job.next()
    if (step.done) return { names: step.value, yielded, written }
    yielded.push(step.value)
  }
}

describe('writeFiles', () => {
  it('writes each file once and answers with the names in order', async () => {
    const { names, yielded, written } = await run([file('b.png'), file('a.png')])
    expect(names).toEqual(['b.png', 'a.png'])
    expect(yielded.at(-1)).toBe(2)
    expect(written).toEqual([join(folder, 'b.png'), join(folder, 'a.png')])
    expect(readFileSync(join(folder, 'a.png'), 'utf8')).toBe('a.png')
  })

  it('row 113, F30: refuses every name that is not one file of the folder, before writing it', async () => {
    for (const name of [
      '../x.png',
      '..',
      '.',
      '',
      'a/b.png',
      'a\\b.png',
      '/etc/x',
      'C:x.png',
      'a\0.png',
      'a\n.png',
      'a.png.',
      'a.png ',
      `${'x'.repeat(300)}.png`,
    ]) {
      await expect(run([file(name, 'x')]), name).rejects.toMatchObject({
        code: 'invalid_input',
        details: { reason: 'not_a_file_name' },
      })
    }
    expect(readdirSync(root)).toEqual(['out'])
    expect(readdirSync(folder)).toEqual([])
  })

  it('row 113, F30: writes a file for each of the worst names that people have', async () => {
    const worst = [
      '../../x',
      'CON',
      'a/b',
      'n\0l',
      'x'.repeat(300),
      'dot.',
      'a\u202egnp',
      '🏅',
      'ANA',
      'ana',
      '',
      'ana',
    ]
    const files = worst.map((personName, index) =>
      file(
        fileNameFor({ personName, badgeName: 'First aid', token: `${'abcdefgh'[index % 8]}`.repeat(26) }, 'png'),
        personName,
      ),
    )
    const { names } = await run(files)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(worst.length)
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted())
    for (const [index, name] of names.entries()) expect(readFileSync(join(folder, name), 'utf8')).toBe(worst[index])
    expect(readdirSync(root)).toEqual(['out'])
  })

  it('numbers twins, also those that differ in case or in composition', async () => {
    const { names } = await run([
      file('Ana.png', '1'),
      file('ana.png', '2'),
      file('Zoë.png', '3'),
      file('Zoe\u0308.png', '4'),
      file('ANA.png', '5'),
      file('noext', '6'),
      file('noext', '7'),
    ])
    expect(names).toEqual([
      'Ana.png',
      'ana (2).png',
      'Zoë.png',
      'Zoe\u0308 (2).png',
      'ANA (3).png',
      'noext',
      'noext (2)',
    ])
  })

  it('never overwrites another file: the new one is numbered', async () => {
    writeFileSync(join(folder, 'a.png'), 'theirs')
    writeFileSync(join(folder, 'a (2).png'), 'theirs too')
    expect((await run([file('a.png', 'ours')])).names).toEqual(['a (3).png'])
    expect(readFileSync(join(folder, 'a.png'), 'utf8')).toBe('theirs')
    expect(readFileSync(join(folder, 'a (2).png'), 'utf8')).toBe('theirs too')
  })

  it('leaves a file alone that has the same bytes already, and keeps its name', async () => {
    await run([file('a.png', '1'), file('a.png', '2')])
    const again = await run([file('a.png', '1'), file('a.png', '2')])
    expect(again).toMatchObject({ names: ['a.png', 'a (2).png'], written: [] })
    // Two files of the same bytes in one run are still two files.
    expect((await run([file('a.png', '1'), file('a.png', '1')])).names).toEqual(['a.png', 'a (3).png'])
  })

  it('never writes through a link or over a folder of that name', async () => {
    const outside = join(root, 'outside.txt')
    writeFileSync(outside, 'x')
    symlinkSync(outside, join(folder, 'a.png'))
    symlinkSync(join(root, 'nowhere'), join(folder, 'b.png'))
    mkdirSync(join(folder, 'c.png'))
    expect((await run([file('a.png', 'x'), file('b.png', 'y'), file('c.png', 'z')])).names).toEqual([
      'a (2).png',
      'b (2).png',
      'c (2).png',
    ])
    expect(readFileSync(outside, 'utf8')).toBe('x')
    expect(existsSync(join(root, 'nowhere'))).toBe(false)
    expect(lstatSync(join(folder, 'a.png')).isSymbolicLink()).toBe(true)
  })

  it('takes files as they are made, and stops between two when asked', async () => {
    const controller = new AbortController()
    let made = 0
    async function* making() {
      for (;;) {
        made++
        if (made === 3) controller.abort()
        yield await Promise.resolve(file(`${made}.png`))
      }
    }
    const { names } = await run(making(), controller.signal)
    expect(names).toEqual(['1.png', '2.png'])
    expect(readdirSync(folder).toSorted()).toEqual(['1.png', '2.png'])
  })

  it('row 14: passes on what the writer throws and leaves the files before it', async () => {
    const job = writeFiles(folder, [file('1.png'), file('2.png')], (path, bytes) => {
      if (path.endsWith('2.png')) throw new Error('no space')
      writeFileAtomicallySync(path, bytes)
    })
    await expect(
      (async () => {
        while (!(await job.next()).done);
      })(),
    ).rejects.toThrow('no space')
    expect(readdirSync(folder)).toEqual(['1.png'])
  })
})
