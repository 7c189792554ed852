import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveredFile } from '../../../src/main/delivery/file-names'
import { zipFiles, type ZipTarget } from '../../../src/main/delivery/zip'
import { openFileAtomicallySync } from '../../../src/main/platform/atomic-write'
import { makePng } from '../../support/png'

const modifiedAt = new Date('2026-02-28T23:59:00Z')
const file = (fileName: string, bytes: Uint8Array = Buffer.from(fileName)): DeliveredFile => ({ fileName, bytes })

type Archive = { bytes: Buffer; ended: 'open' | 'committed' | 'aborted' }

/** Packs in memory and keeps every part with what became of it. */
async function pack(
  files: Iterable<DeliveredFile> | AsyncIterable<DeliveredFile>,
  options: Partial<Parameters<typeof zipFiles>[2]> = {},
) {
  const archives: Archive[] = []
  const open = (part: number): ZipTarget => {
    const archive: Archive = { bytes: Buffer.alloc(0), ended: 'open' }
    expect(archives.push(archive)).toBe(part)
    return {
      write: (piece) => void (archive.bytes = Buffer.concat([archive.bytes, piece])),
      commit: () => void (archive.ended = 'committed'),
      abort: () => void (archive.ended = 'aborted'),
    }
  }
  const job = zipFiles(files, open, { modifiedAt, ...options })
  const yielded: number[] = []
  const finish = async () => {
    for (;;) {
      const step = await job.next()
      if (step.done) return step.value
      yielded.push(step.value)
    }
  }
  return { archives, yielded, finish }
}

async function packed(...request: Parameters<typeof pack>) {
  const { archives, yielded, finish } = await pack(...request)
  const result = await finish()
  return { ...result, archives, yielded }
}

/** What an unpacker finds, by name. */
const contents = (archive: Archive | undefined) =>
  Object.fromEntries(Object.entries(unzipSync(archive!.bytes)).map(([name, bytes]) => [name, Buffer.from(bytes)]))

describe('zipFiles', () => {
  it('packs pictures that come out byte for byte, under names of every script', async () => {
    const large = makePng({ width: 400, height: 300 })
    const files = [
      file('Ana Núñez - First aid.png', makePng()),
      file('漢字 - عربي 🏅.png', large),
      file('empty.png', Buffer.alloc(0)),
    ]
    const { names, parts, archives, yielded } = await packed(files)
    expect(large.length).toBeGreaterThan(65_536 * 2)
    expect(names).toEqual(files.map((one) => one.fileName))
    expect(parts).toBe(1)
    expect(yielded.at(-1)).toBe(3)
    expect(archives.map((one) => one.ended)).toEqual(['committed'])
    const found = contents(archives[0])
    expect(Object.keys(found)).toEqual(files.map((one) => one.fileName))
    expect(files.every((one) => found[one.fileName]?.equals(one.bytes))).toBe(true)
  })

  it('says that names are UTF-8, gives each entry its checksum and the day, and frames contents for streaming readers', async () => {
    const { archives } = await packed([file('é.png', makePng())])
    const bytes = archives[0]!.bytes
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    expect(bytes.readUInt16LE(directory + 8) & 0x0800).toBe(0x0800)
    // Method 8: a reader that streams can find the end of it, though the size follows only after the contents.
    expect(bytes.readUInt16LE(directory + 10)).toBe(8)
    expect(bytes.readUInt16LE(directory + 12)).toBe(12 << 11)
    expect(bytes.readUInt16LE(directory + 14)).toBe(((2026 - 1980) << 9) | (2 << 5) | 28)
    expect(bytes.readUInt32LE(directory + 24)).toBe(makePng().length)
  })

  it('gives the same bytes for the same files of the same day', async () => {
    const files = [file('a.png', makePng()), file('b.png')]
    const [first, second] = [await packed(files), await packed(files, { modifiedAt: new Date('2026-02-28T00:00:00Z') })]
    expect(second.archives[0]!.bytes.equals(first.archives[0]!.bytes)).toBe(true)
  })

  it('F29: numbers names that are one on some file system, and refuses names that leave the folder', async () => {
    const { names, archives } = await packed([file('Ana.png'), file('ana.png'), file('ana.png')])
    expect(names).toEqual(['Ana.png', 'ana (2).png', 'ana (3).png'])
    expect(Object.keys(contents(archives[0]))).toEqual(names)
    for (const name of ['../a.png', 'a/b.png', '..', '', 'a\\b', 'C:a'])
      await expect(packed([file(name)]), name).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('goes on in another part where the format or a bound ends', async () => {
    const files = Array.from({ length: 7 }, (_, index) => file(`${index}.png`, makePng({ seed: index })))
    const byCount = await packed(files, { maxFiles: 3 })
    expect(byCount.parts).toBe(3)
    expect(byCount.archives.map((one) => Object.keys(contents(one)).length)).toEqual([3, 3, 1])
    const bySize = await packed(files, { maxBytes: makePng().length * 2.5 })
    expect(bySize.archives.every((one) => one.ended === 'committed')).toBe(true)
    expect(Object.assign({}, ...bySize.archives.map(contents))).toEqual(contents((await packed(files)).archives[0]))
    expect(bySize.parts).toBeGreaterThan(2)
  })

  it('is an archive also when it is empty', async () => {
    const { archives, names } = await packed([])
    expect(names).toEqual([])
    expect(contents(archives[0])).toEqual({})
  })

  it('leaves nothing behind when it is stopped or a file cannot be had', async () => {
    const controller = new AbortController()
    function* stopping() {
      yield file('1.png')
      controller.abort()
      yield file('2.png')
    }
    const stopped = await packed(stopping(), { signal: controller.signal })
    expect(stopped).toMatchObject({ names: [], parts: 0 })
    expect(stopped.archives.map((one) => one.ended)).toEqual(['aborted'])

    function* failing() {
      yield file('1.png')
      throw new Error('the picture is gone')
    }
    const failed = await pack(failing())
    await expect(failed.finish()).rejects.toThrow('the picture is gone')
    expect(failed.archives.map((one) => one.ended)).toEqual(['aborted'])
  })
})

describe('zipFiles on disk', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'blazon-zip-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('asks for a picture only when the one before is on disk, and shows the archive only when it is whole', async () => {
    const png = makePng({ width: 100, height: 80 })
    const count = 300
    const path = join(folder, 'badges.zip')
    function* making() {
      for (let index = 0; index < count; index++) {
        expect(existsSync(path)).toBe(false)
        const onDisk = readdirSync(folder).map((name) => statSync(join(folder, name)).size)
        expect(onDisk.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(index * png.length)
        yield file(`${index}.png`, png)
      }
    }
    const job = zipFiles(making(), () => openFileAtomicallySync(path), { modifiedAt })
    while (!(await job.next()).done);
    const entries = Object.entries(unzipSync(readFileSync(path)))
    expect(entries).toHaveLength(count)
    expect(entries.every(([, bytes]) => Buffer.compare(bytes, png) === 0)).toBe(true)
    expect(readdirSync(folder)).toEqual(['badges.zip'])
  })

  it('row 14: shows no archive and leaves no other file when it is stopped', async () => {
    const job = zipFiles(
      (function* () {
        yield file('1.png')
        throw new Error('gone')
      })(),
      () => openFileAtomicallySync(join(folder, 'badges.zip'), { sync: true }),
      { modifiedAt },
    )
    await expect(job.next()).rejects.toThrow('gone')
    expect(readdirSync(folder)).toEqual([])
  })
})
