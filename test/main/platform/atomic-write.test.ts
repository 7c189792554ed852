import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isBlazonError } from '../../../src/core/errors'
import {
  ensureFolder,
  ensureFolderSync,
  writeFileAtomically,
  writeFileAtomicallySync,
} from '../../../src/main/platform/atomic-write'
import { canMount, mountDisk, unmountDisk } from '../../support/small-disk'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blazon-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ways = [
  ['asynchronous', writeFileAtomically],
  ['synchronous', async (...args: Parameters<typeof writeFileAtomicallySync>) => writeFileAtomicallySync(...args)],
] as const

const failureOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  return undefined
}

describe.each(ways)('a whole file or nothing, %s', (_, write) => {
  it('writes and replaces, and leaves nothing else behind', async () => {
    const path = join(folder, 'a')
    await write(path, Buffer.from('one'))
    await write(path, Buffer.from('two'), { sync: true })
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(readdirSync(folder)).toEqual(['a'])
  })

  it('writes an empty file, and one of several megabytes, whole', async () => {
    await write(join(folder, 'empty'), new Uint8Array())
    const big = Buffer.alloc(5_000_000, 'blazon')
    await write(join(folder, 'big'), big)
    expect(statSync(join(folder, 'empty')).size).toBe(0)
    expect(readFileSync(join(folder, 'big')).equals(big)).toBe(true)
  })

  it.skipIf(process.platform === 'win32')('gives a secret its permissions from the first byte', async () => {
    await write(join(folder, 'secret'), Buffer.from('s'), { mode: 0o600 })
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  })

  it('row 14: the old file is intact and no half one remains when writing fails', async () => {
    const path = join(folder, 'taken')
    mkdirSync(path)
    writeFileSync(join(path, 'inside'), 'old')
    expect(await failureOf(() => write(path, Buffer.from('new')))).toBeInstanceOf(Error)
    expect(readdirSync(folder)).toEqual(['taken'])
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('old')
  })

  it.skipIf(!canMount())('row 14, F4: a full disk is told with folder and size, and leaves no empty file', async () => {
    mountDisk(folder, 'size=256k')
    try {
      const path = join(folder, 'a')
      await write(path, Buffer.alloc(100_000, 1))
      const failure = await failureOf(() => write(path, Buffer.alloc(400_000, 2)))
      expect(isBlazonError(failure, 'disk_full') && failure.details).toEqual({ folder, bytesNeeded: 400_000 })
      expect(readdirSync(folder)).toEqual(['a'])
      expect(readFileSync(path).equals(Buffer.alloc(100_000, 1))).toBe(true)
    } finally {
      unmountDisk(folder)
    }
  })

  it.skipIf(!canMount())('row 14: a disk that cannot be written is told as such', async () => {
    mountDisk(folder, 'ro')
    try {
      const failure = await failureOf(() => write(join(folder, 'a'), Buffer.from('x')))
      expect(isBlazonError(failure, 'read_only') && failure.details).toEqual({ folder })
    } finally {
      unmountDisk(folder)
    }
  })

  it.skipIf(process.getuid === undefined || process.getuid() === 0)(
    'row 14: a closed folder is told as such',
    async () => {
      chmodSync(folder, 0o500)
      const failure = await failureOf(() => write(join(folder, 'a'), Buffer.from('x')))
      chmodSync(folder, 0o700)
      expect(isBlazonError(failure, 'read_only')).toBe(true)
    },
  )
})

describe('folders', () => {
  it('are made with those above them, as often as one likes', async () => {
    const deep = join(folder, 'a', 'b')
    await ensureFolder(deep)
    ensureFolderSync(deep)
    expect(statSync(deep).isDirectory()).toBe(true)
  })

  it('are refused where a file stands', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await failureOf(() => ensureFolder(join(folder, 'file', 'x')))).toBeInstanceOf(Error)
  })
})
