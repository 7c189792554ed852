import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import type { Change } from '../../core/contract/library'
import { BlazonError } from '../../core/errors'
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

/** `transfer.*`: moving in from another system, and out again. */
export function transferHandlers(deps: TransferDeps) {
  const { catalog, announce, chooseFolder, rememberFolder } = deps
  const os = implement(contract.transfer)
  const sources = transferSources(catalog.folder, {
    newId: catalog.newId,
    now: () => Date.parse(catalog.now()),
    isReadOnly: catalog.isReadOnly,
  })
  const written = (folder: string, files: string[]) => ({
    folderId: rememberFolder(catalog.newId(), folder),
    folder: basename(folder),
    files,
  })

  return {
    take: os.take.handler(({ input }) => sources.take({ ...input, bytes: Buffer.from(input.bytes, 'base64') })),

    forget: os.forget.handler(({ input: { sourceId } }) => {
      sources.forget(sourceId)
      return { sourceId }
    }),

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

    restoreLibrary: os.restoreLibrary.handler(async function* ({ input, signal }) {
      const { files } = sources.read(input.sourceId)
      const [file, another] = files
      if (file === undefined || another !== undefined)
        throw new BlazonError('unreadable_file', 'not one file', { reason: 'not_a_library' })
      return yield* restoreWholeLibrary(catalog, file, input.passphrase, signal)
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
