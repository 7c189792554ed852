import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import { noteAct } from '../catalog/audit'
import { backUp, backupFailed, checkBackup, listBackups } from '../catalog/backup'
import type { Catalog } from '../catalog/catalog'
import { checkLibrary } from '../catalog/check'
import { keysInUse, listKeys } from '../catalog/keys'
import { libraryCounts } from '../catalog/library-counts'
import { journalAsBackup, restoreLibrary } from '../catalog/restore'
import type { Platform } from '../platform/platform'
import { keyState, passphraseProbe, protectKey } from '../signing/key-files'

type LibraryDeps = {
  catalog: Catalog
  platform: Pick<Platform, 'secrets' | 'shell' | 'version'>
  announce: (change: Change) => void
  subscribe: (signal: AbortSignal | undefined) => AsyncGenerator<Change, void>
  /** Whether a stored document carries a good signature of one of the library's own keys. */
  verifyDocument: (document: string) => Promise<boolean>
}

/** `library.*`: the state of the user's data, its backups, and its check. */
export function libraryHandlers({ catalog, platform, announce, subscribe, verifyDocument }: LibraryDeps) {
  const library = implement(contract.library)
  const { secrets } = platform
  return {
    describe: library.describe.handler(async () => {
      const { isMissing, ...kept } = await keyState(catalog.folder, secrets, keysInUse(catalog))
      return {
        folder: catalog.folder,
        version: platform.version,
        shell: platform.shell,
        ...kept,
        counts: libraryCounts(catalog),
        lastBackupAt: listBackups(catalog.folder)[0]?.at ?? null,
        notices: [
          ...catalog.notices,
          ...(backupFailed(catalog) ? ['backup_failed'] : []),
          ...(isMissing ? ['key_missing'] : []),
        ],
      }
    }),

    changes: library.changes.handler(async function* ({ signal }) {
      yield* subscribe(signal)
    }),

    unlock: library.unlock.handler(async ({ input }) => {
      // Not those put away: who forgot a passphrase puts its keys away as lost, and chooses another.
      await secrets.unlock(input.passphrase, await passphraseProbe(catalog.folder, keysInUse(catalog)))
      for (const key of listKeys(catalog)) await protectKey(catalog.folder, secrets, key)
      return { unlocked: true as const }
    }),

    backUp: library.backUp.handler(async () => {
      // Before: what is written after a backup would make the next one due.
      noteAct(catalog, 'library.backup_asked', {})
      const made = await backUp(catalog)
      announce({ name: 'library.backed_up', ids: [] })
      return made
    }),

    backups: library.backups.handler(() => listBackups(catalog.folder)),

    restore: library.restore.handler(async ({ input }) => {
      // Only a backup that holds is worth closing the library for.
      checkBackup(catalog.folder, input.name)
      catalog.close()
      return restoreLibrary(catalog.folder, input.name, { operator: catalog.operator })
    }),

    check: library.check.handler(async function* ({ signal }) {
      return yield* checkLibrary(catalog, { verifyDocument, signal })
    }),
  }
}

/**
 * `library.*` where the database cannot be read: the backups can be listed and one put back, everything else answers with
 * what is wrong. `refused` is what `openCatalog` threw.
 */
export function damagedLibraryHandlers(folder: string, refused: BlazonError) {
  const library = implement(contract.library)
  const refuse = () => {
    throw new BlazonError(refused.code, refused.message, refused.details)
  }
  return {
    describe: library.describe.handler(refuse),
    changes: library.changes.handler(refuse),
    unlock: library.unlock.handler(refuse),
    backUp: library.backUp.handler(refuse),
    backups: library.backups.handler(() => {
      const backups = listBackups(folder)
      const journal = backups.length === 0 ? journalAsBackup(folder) : null
      return journal === null ? backups : [journal]
    }),
    restore: library.restore.handler(({ input }) => restoreLibrary(folder, input.name)),
    check: library.check.handler(refuse),
  }
}
