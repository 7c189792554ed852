import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { syncFolder, writeFileAtomicallySync } from '../platform/atomic-write'
import { isoSeconds } from './ids'
import { lockLibrary } from './lock'
import { translateStorageError } from './sqlite'

/** What belongs to a library besides database and journal; logs and what is under way do not. */
export const libraryFolders = ['keys', 'pictures', 'fonts', 'received', 'evidence'] as const
/** All that one library leaves to another; backups are of the library that they were made of, and go with it. */
const parts = [
  ...['library.db', 'library.db-wal', 'library.db-shm', 'journal.jsonl'],
  ...libraryFolders,
  'backups',
] as const

/** Says that one library is on its way to the place of another. Whatever it names lies in the library's folder. */
const markName = 'replacing.json'
const mark = z.object({ setAside: z.string().regex(/^[\dTZ:-]{1,40}$/), parts: z.array(z.enum(parts)) })

/** Where a library lies until it takes the place of the one in `folder`. */
export const stagedFolder = (folder: string) => join(folder, '.restoring')

/** Whether a replacement was cut off and is still to be finished. */
export const isReplacing = (folder: string) => existsSync(join(folder, markName))

/**
 * Puts the library in `stagedFolder(folder)`, whole and on the disk, in the place of the one in `folder`, which must not be open. What was
 * there is moved to `set-aside/<time>/`, nothing is deleted. What is to be done is written down first and only renaming is left then: cut off
 * anywhere, `finishReplacing` goes on. Answers where the old one lies. Throws `library_in_use`, `disk_full`, `read_only`.
 */
export function replaceLibrary(folder: string, nowMs: number): string {
  const staged = stagedFolder(folder)
  const lock = lockLibrary(folder)
  try {
    const setAside = basename(freePath(join(folder, 'set-aside'), isoSeconds(nowMs).replaceAll(':', '-')))
    mkdirSync(join(folder, 'set-aside', setAside), { recursive: true, mode: 0o700 })
    syncFolder(join(folder, 'set-aside'))
    const coming = parts.filter((part) => existsSync(join(staged, part)))
    const body = Buffer.from(JSON.stringify({ setAside, parts: coming } satisfies z.infer<typeof mark>))
    writeFileAtomicallySync(join(folder, markName), body, { sync: true })
    finishReplacing(folder)
    return join(folder, 'set-aside', setAside)
  } catch (error) {
    throw translateStorageError(error, folder)
  } finally {
    lock.release()
  }
}

/** Does what is left of a replacement that was cut off; nothing where there was none. The library must be held and not open. */
export function finishReplacing(folder: string): void {
  if (!isReplacing(folder)) return
  const { setAside, parts: coming } = mark.parse(JSON.parse(readFileSync(join(folder, markName), 'utf8')))
  const staged = stagedFolder(folder)
  const aside = join(folder, 'set-aside', setAside)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const part of parts) {
    const isWaiting = existsSync(join(staged, part))
    // A part that was to come and waits no longer has taken its place already.
    const isOld = isWaiting || !coming.includes(part)
    if (isOld && existsSync(join(folder, part))) renameSync(join(folder, part), freePath(aside, part))
    if (isWaiting) renameSync(join(staged, part), join(folder, part))
  }
  syncFolder(aside)
  syncFolder(folder)
  rmSync(join(folder, markName))
  rmSync(staged, { recursive: true, force: true })
}

/** Where something of this name can be moved to without touching what is there. */
function freePath(folder: string, name: string): string {
  for (let twin = 1; ; twin += 1) {
    const path = join(folder, twin === 1 ? name : `${name}-${twin}`)
    if (!existsSync(path)) return path
  }
}
