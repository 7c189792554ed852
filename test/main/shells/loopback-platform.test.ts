import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownerOnlyFileSecrets } from '../../../src/main/platform/secrets'
import { leaveWithLastWindow } from '../../../src/main/shells/loopback/last-window'
import { documentsFolder, folderName, loopbackPlatform } from '../../../src/main/shells/loopback/platform'

let documents: string
beforeEach(async () => {
  documents = await realpath(await mkdtemp(join(tmpdir(), 'blazon-documents-')))
})
afterEach(() => rm(documents, { recursive: true, force: true }))

const platform = (opened: string[] = []) =>
  loopbackPlatform({
    secrets: ownerOnlyFileSecrets(),
    version: '0.0.0',
    documents,
    now: () => new Date(2026, 8, 5, 23, 59),
    open: (folder) => {
      opened.push(folder)
      return Promise.resolve(true)
    },
  })

describe('the folders of the browser shell', () => {
  it('puts what is handed out into a folder of the day and makes it', async () => {
    const folder = await platform().chooseFolder('export', 'Chess club')
    expect(folder).toBe(join(documents, 'Blazon', '2026-09-05', 'Chess club'))
    expect((await stat(folder)).isDirectory()).toBe(true)
    expect(await platform().chooseFolder('export', '')).toBe(join(documents, 'Blazon', '2026-09-05'))
  })

  it('keeps a site in one folder, whatever the day', async () => {
    expect(await platform().chooseFolder('site', 'badges.example.org')).toBe(
      join(documents, 'Blazon', 'Websites', 'badges.example.org'),
    )
  })

  it('cannot be led out of the documents by a name', async () => {
    for (const name of ['../../etc', '..', '/etc', 'a/../../b', '..\\..\\x', '\0', 'C:\\x', ' . ', '\u202e..'])
      expect((await platform().chooseFolder('export', name)).startsWith(join(documents, 'Blazon', '2026-09-05'))).toBe(
        true,
      )
  })

  it('makes a name that every file system takes', () => {
    expect(folderName('CON')).toBe('_CON')
    expect(folderName('a<b>:"c"|?*.')).toBe('a b c')
    expect(folderName('...hidden')).toBe('hidden')
    expect(Array.from(folderName('é'.repeat(300)))).toHaveLength(80)
    expect(folderName('Řeka · 川')).toBe('Řeka · 川')
  })

  it('says so when the documents cannot be written', async () => {
    const nowhere = loopbackPlatform({ secrets: ownerOnlyFileSecrets(), version: '0', documents: '/dev/null/x' })
    await expect(nowhere.chooseFolder('export', '')).rejects.toMatchObject({ code: 'read_only' })
  })

  it('finds the documents folder as user-dirs say it', () => {
    const dirs = (text: string | null) => documentsFolder({}, () => text, '/home/kim')
    expect(dirs('# comment\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\n')).toBe('/home/kim/Dokumente')
    expect(dirs('XDG_DOCUMENTS_DIR="/srv/kim"')).toBe('/srv/kim')
    expect(dirs('XDG_DOCUMENTS_DIR="relative"')).toBe('/home/kim/Documents')
    expect(dirs(null)).toBe('/home/kim/Documents')
    expect(documentsFolder({ BLAZON_DOCUMENTS: '/tmp/d' }, () => null, '/home/kim')).toBe('/tmp/d')
  })
})

describe('leaving with the last window', () => {
  it('waits for the first window, forgives a reload, and leaves when the last one is gone', () => {
    const pending = new Set<() => void>()
    let left = 0
    const windows = leaveWithLastWindow(30_000, () => left++, {
      set: (work, afterMs) => {
        expect(afterMs).toBe(30_000)
        pending.add(work)
        return work
      },
      clear: (timer) => void pending.delete(timer as () => void),
    })
    expect(pending.size).toBe(0)
    windows(1)
    windows(0)
    expect(pending.size).toBe(1)
    windows(1)
    expect(pending.size).toBe(0)
    windows(2)
    windows(1)
    expect(pending.size).toBe(0)
    windows(0)
    for (const work of pending) work()
    expect(left).toBe(1)
  })
})
