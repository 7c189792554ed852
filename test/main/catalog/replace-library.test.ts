import type * as fs from 'node:fs'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { backUp } from '../../../src/main/catalog/backup'
import { savePerson } from '../../../src/main/catalog/people'
import { replaceLibrary, stagedFolder } from '../../../src/main/catalog/replace-library'
import { temporaryLibrary, testTime } from '../../support/library'

/** The power goes after so many renames of parts of a library. */
const power = vi.hoisted(() => ({ renames: Infinity }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  return {
    ...real,
    renameSync: (from: string, to: string) => {
      if (/restoring|set-aside|replacing/.test(`${from} ${to}`) && (power.renames -= 1) < 0) throw new Error('cut')
      real.renameSync(from, to)
    },
  }
})

/** A library of one person, and another one that waits to take its place. Answers whether the power went. */
async function replaced(renames: number) {
  const [old, other] = [temporaryLibrary(), temporaryLibrary({ seed: 'other' })]
  onTestFinished(() => other.remove())
  savePerson(old.catalog, { name: 'Old' })
  await backUp(old.catalog)
  savePerson(other.catalog, { name: 'New' })
  other.catalog.close()
  cpSync(other.folder, stagedFolder(old.folder), { recursive: true })
  old.catalog.close()
  power.renames = renames
  let isCut = false
  try {
    replaceLibrary(old.folder, testTime)
  } catch {
    isCut = true
  }
  power.renames = Infinity
  old.reopen()
  return { old, isCut }
}
const names = (file: string) => {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare('SELECT name FROM person').pluck().all()
  } finally {
    db.close()
  }
}

describe('a library in the place of another', () => {
  it('F1: cut off anywhere it is finished when it is opened, and the old one lies aside whole, its backups with it', async () => {
    for (let renames = 0; ; renames += 1) {
      const { old, isCut } = await replaced(renames)
      const [name] = names(join(old.folder, 'library.db'))
      if (name === 'New') {
        const aside = join(old.folder, 'set-aside', readdirSync(join(old.folder, 'set-aside'))[0] ?? '')
        expect(readdirSync(aside).sort()).toEqual(['backups', 'journal.jsonl', 'library.db', 'pictures'])
        expect(names(join(aside, 'library.db'))).toEqual(['Old'])
        expect(readdirSync(join(aside, 'backups'))).toHaveLength(1)
        expect(readdirSync(join(old.folder, 'backups'))).toEqual([])
        expect(existsSync(stagedFolder(old.folder))).toBe(false)
      } else {
        // Cut off before it was written down that it shall be replaced.
        expect([name, renames]).toEqual(['Old', 0])
      }
      old.remove()
      if (!isCut) {
        expect(renames).toBeGreaterThan(6)
        return
      }
    }
  })
})
