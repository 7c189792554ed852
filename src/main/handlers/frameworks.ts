import { implement } from '@orpc/server'
import { readFrameworkTable } from '../../core/badges/framework-table'
import { contract } from '../../core/contract'
import type { Catalog } from '../catalog/catalog'
import {
  listFrameworks,
  noteFrameworkImport,
  removeFramework,
  searchFrameworkItems,
  storeFrameworkItems,
} from '../catalog/frameworks'

const sliceSize = 250
const mostErrors = 100

/** `frameworks.*`: standards and skills that alignments of badges are picked from, without a network. */
export function frameworksHandlers({ catalog }: { catalog: Catalog }) {
  const calls = implement(contract.frameworks)
  return {
    list: calls.list.handler(() => listFrameworks(catalog)),
    import: calls.import.handler(async ({ input: { source, framework, dryRun } }) => {
      const table = readFrameworkTable(
        'bytes' in source ? { bytes: Buffer.from(source.bytes, 'base64') } : source,
        framework,
      )
      const stored = { added: 0, changed: 0, unchanged: 0 }
      for (let at = 0; at < table.items.length; at += sliceSize) {
        const slice = storeFrameworkItems(catalog, table.items.slice(at, at + sliceSize), { dryRun })
        for (const key of ['added', 'changed', 'unchanged'] as const) stored[key] += slice[key]
        // Other calls get their turn.
        await new Promise(setImmediate)
      }
      if (!dryRun && stored.added + stored.changed > 0) noteFrameworkImport(catalog, stored)
      return {
        columns: table.columns,
        frameworks: [...new Set(table.items.map((item) => item.framework))],
        ...stored,
        errors: table.errors.slice(0, mostErrors),
        failed: table.errors.length,
      }
    }),
    search: calls.search.handler(({ input }) => searchFrameworkItems(catalog, input)),
    remove: calls.remove.handler(({ input }) => ({ removed: removeFramework(catalog, input.framework) })),
  }
}
