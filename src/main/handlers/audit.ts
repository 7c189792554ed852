import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import { listActions, listActs } from '../catalog/audit-acts'
import { checkAudit } from '../catalog/audit-check'
import { auditLines } from '../catalog/audit-lines'
import type { Catalog } from '../catalog/catalog'
import { numberedName } from '../delivery/file-names'
import { openFileAtomicallySync } from '../platform/atomic-write'
import type { Platform } from '../platform/platform'

type Deps = {
  catalog: Catalog
  chooseFolder: Platform['chooseFolder']
  /** Remembers a folder so that the page can ask to see it; answers with its handle. */
  rememberFolder: (id: string, path: string) => string
}

/** `audit.*`: what was done in the library, and whether the log of it still holds. */
export function auditHandlers({ catalog, chooseFolder, rememberFolder }: Deps) {
  const os = implement(contract.audit)
  return {
    list: os.list.handler(({ input }) => listActs(catalog, input)),
    actions: os.actions.handler(() => listActions(catalog)),
    check: os.check.handler(async function* ({ signal }) {
      return yield* checkAudit(catalog, signal)
    }),
    export: os.export.handler(async function* ({ input, signal }) {
      const folder = await chooseFolder('export', '')
      const name = freeName(folder, `What was done ${catalog.now().slice(0, 10)}.${input.as}`)
      // It appears whole or not at all.
      const file = openFileAtomicallySync(join(folder, name))
      try {
        let done = 0
        for (const { text, rows } of auditLines(catalog, input.as)) {
          signal?.throwIfAborted()
          file.write(Buffer.from(text))
          yield { done: (done += rows), total: null }
          await nextTurn()
        }
        file.commit()
      } finally {
        file.abort()
      }
      return { folderId: rememberFolder(`export-${catalog.newId()}`, folder), folder, files: [name] }
    }),
  }
}

function freeName(folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const numbered = numberedName(name, number)
    if (!existsSync(join(folder, numbered))) return numbered
  }
}
