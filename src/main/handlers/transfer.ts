import { existsSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
import type { Clock } from '../../core/ports'
import { stagedFolder } from '../catalog/replace-library'
import { numberedName } from '../delivery/file-names'
import { writeFiles } from '../delivery/folder'
import { zipFiles } from '../delivery/zip'
import { ensureFolderSync, openFileAtomicallySync, writeFileAtomicallySync } from '../platform/atomic-write'
import type { Platform } from '../platform/platform'
import { bringIn, type BringInDeps } from './transfer/bring-in'
import { csvFiles, jsonFiles } from './transfer/open-formats'
import { transferSources } from './transfer/sources'
import { exportLibrary, restoreWholeLibrary } from './transfer/whole-library'

export type TransferDeps = BringInDeps & {
  announce: (change: Change) => void
  chooseFolder: Platform['chooseFolder']
  rememberFolder: (id: string, path: string) => string
}

type Library = { folder: string; now: Clock; newId: () => string; isReadOnly: boolean; close: () => void }

/** What needs no library that can be opened: files are handed over, and one that is sealed takes its place. */
function restoring({ folder, now, newId, isReadOnly, close }: Library) {
  const { take, forget, restoreLibrary } = implement(contract.transfer)
  const sources = transferSources(folder, { newId, now, isReadOnly })
  return {
    sources,
    calls: {
      take: take.handler(({ input }) => sources.take({ ...input, bytes: Buffer.from(input.bytes, 'base64') })),

      forget: forget.handler(({ input: { sourceId } }) => {
        sources.forget(sourceId)
        return { sourceId }
      }),

      restoreLibrary: restoreLibrary.handler(async function* ({ input, signal }) {
        const [file, another] = sources.read(input.sourceId).files
        if (file === undefined || another !== undefined)
          throw new BlazonError('unreadable_file', 'not one file', { reason: 'not_a_library' })
        const restored = yield* restoreWholeLibrary({ folder, now, close }, file, input.passphrase, signal)
        sources.forget(input.sourceId)
        return restored
      }),
    },
  }
}

/** `transfer.*` where the database cannot be read: a sealed library can take its place, everything else answers with what is wrong (`refused`). */
export function damagedTransferHandlers(library: Pick<Library, 'folder' | 'now' | 'newId'>, refused: BlazonError) {
  const os = implement(contract.transfer)
  const refuse = () => {
    throw refused
  }
  return {
    ...restoring({ ...library, isReadOnly: false, close: () => {} }).calls,
    preview: os.preview.handler(refuse),
    run: os.run.handler(refuse),
    exportLibrary: os.exportLibrary.handler(refuse),
    exportOpen: os.exportOpen.handler(refuse),
  }
}

/** `transfer.*`: moving in from another system, and out again. */
export function transferHandlers(deps: TransferDeps) {
  const { catalog, announce, chooseFolder, rememberFolder } = deps
  const os = implement(contract.transfer)
  const { folder: library, newId, isReadOnly } = catalog
  const now = () => Date.parse(catalog.now())
  // A restore that was cut off while it unpacked: nothing of it is in use.
  if (!isReadOnly) rmSync(stagedFolder(library), { recursive: true, force: true })
  const { sources, calls } = restoring({ folder: library, now, newId, isReadOnly, close: () => catalog.close() })
  const written = (folder: string, files: string[]) => ({
    folderId: rememberFolder(catalog.newId(), folder),
    folder: basename(folder),
    files,
  })

  return {
    ...calls,

    preview: os.preview.handler(async function* ({ input, signal }) {
      return yield* bringIn(deps, sources.read(input.sourceId), input, true, signal)
    }),

    run: os.run.handler(async function* ({ input, signal }) {
      try {
        return yield* bringIn(deps, sources.read(input.sourceId), input, false, signal)
      } finally {
        for (const name of ['issuers.saved', 'badges.saved', 'people.saved', 'received.saved'] as const)
          announce({ name, ids: [] })
      }
    }),

    exportLibrary: os.exportLibrary.handler(async function* ({ input, signal }) {
      const folder = await chooseFolder('export', 'Blazon library')
      ensureFolderSync(folder)
      const path = freePath(folder, `Blazon library ${catalog.now().slice(0, 10)}.blazon-library`)
      yield* exportLibrary(catalog, path, input.passphrase, signal)
      catalog.write((tx) => tx.audit('transfer.exported', { form: 'whole' }))
      return written(folder, [basename(path)])
    }),

    exportOpen: os.exportOpen.handler(async function* ({ input, signal }) {
      const folder = await chooseFolder('export', 'Blazon in open formats')
      ensureFolderSync(folder)
      const files = input.format === 'json' ? jsonFiles(catalog) : csvFiles(catalog)
      const stem = `Blazon ${input.format.toUpperCase()} ${catalog.now().slice(0, 10)}`
      let names: string[] = []
      if (input.as === 'folder') {
        const inside = freePath(folder, stem)
        ensureFolderSync(inside)
        const steps = writeFiles(inside, files, writeFileAtomicallySync, { signal })
        for (;;) {
          const step = await steps.next()
          if (step.done) {
            names = step.value.map((name) => join(basename(inside), name))
            break
          }
          yield { done: step.value, total: null }
        }
      } else {
        const steps = zipFiles(
          files,
          (part) => {
            const path = freePath(folder, `${stem}${part === 1 ? '' : ` part ${part}`}.zip`)
            names.push(basename(path))
            return openFileAtomicallySync(path)
          },
          { modifiedAt: new Date(catalog.now()), signal },
        )
        for (;;) {
          const step = await steps.next()
          if (step.done) break
          yield { done: step.value, total: null }
        }
      }
      catalog.write((tx) => tx.audit('transfer.exported', { form: input.format }))
      return written(folder, names)
    }),
  }
}

/** A name that nothing in a folder has: the name, `name (2)`, …. */
function freePath(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, numberedName(name, number))
    if (!existsSync(path)) return path
  }
}
