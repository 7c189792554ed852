import type { FrameworkItem } from '../../core/contract/frameworks'
import { foldText } from '../../core/people/fold'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

/** What became of entries of a framework. */
export type StoredItems = { added: number; changed: number; unchanged: number }

/** The frameworks by name, with the number of their entries. */
export const listFrameworks = (catalog: Catalog): { framework: string; count: number }[] =>
  prepared<[], { framework: string; count: number }>(
    catalog.db,
    'SELECT framework, count(*) AS count FROM framework_item GROUP BY framework ORDER BY framework COLLATE NOCASE',
  ).all()

/** Stores entries, or only counts what would be stored. One transaction: at most some hundreds at a time, the caller slices. */
export function storeFrameworkItems(
  catalog: Catalog,
  items: readonly Omit<FrameworkItem, 'id'>[],
  { dryRun }: { dryRun: boolean },
): StoredItems {
  const result: StoredItems = { added: 0, changed: 0, unchanged: 0 }
  const find = prepared<[string, string], { id: string; code: string; name: string; description: string }>(
    catalog.db,
    'SELECT id, code, name, description FROM framework_item WHERE framework = ? AND url = ?',
  )
  const write = prepared<[FrameworkItem & { folded: string }]>(
    catalog.db,
    `INSERT INTO framework_item (id, framework, code, name, url, description, folded) VALUES (@id, @framework, @code, @name, @url, @description, @folded)
     ON CONFLICT (framework, url) DO UPDATE SET code = @code, name = @name, description = @description, folded = @folded`,
  )
  const store = () => {
    for (const item of items) {
      const known = find.get(item.framework, item.url)
      const isSame = known?.code === item.code && known.name === item.name && known.description === item.description
      result[known === undefined ? 'added' : isSame ? 'unchanged' : 'changed'] += 1
      if (!isSame && !dryRun)
        // Every word begins after a space: a search is for beginnings of words.
        write.run({
          ...item,
          id: known?.id ?? catalog.newId(),
          folded: ` ${foldText([item.name, item.code, item.framework].join(' '))}`,
        })
    }
  }
  if (dryRun) store()
  else catalog.write(store)
  return result
}

/** The entries that hold the beginnings of all words of the query, by framework, code and name. */
export const searchFrameworkItems = (
  catalog: Catalog,
  { query, framework, limit }: { query: string; framework?: string | undefined; limit: number },
): FrameworkItem[] =>
  prepared<[{ words: string; framework: string | null; limit: number }], FrameworkItem>(
    catalog.db,
    `SELECT id, framework, code, name, url, description FROM framework_item
     WHERE (@framework IS NULL OR framework = @framework)
       AND NOT EXISTS (SELECT 1 FROM json_each(@words) AS word WHERE instr(folded, ' ' || word.value) = 0)
     ORDER BY framework COLLATE NOCASE, code, name COLLATE NOCASE LIMIT @limit`,
  ).all({
    words: JSON.stringify(foldText(query).split(' ').filter(Boolean)),
    framework: framework ?? null,
    limit,
  })

/** Forgets a framework; answers how many entries it had. */
export function removeFramework(catalog: Catalog, framework: string): number {
  return catalog.write((tx) => {
    const { changes } = prepared<[string]>(catalog.db, 'DELETE FROM framework_item WHERE framework = ?').run(framework)
    if (changes > 0) tx.audit('frameworks.removed', { items: changes })
    return changes
  })
}

/** Notes in the audit log that a framework was imported. */
export const noteFrameworkImport = (catalog: Catalog, { added, changed }: StoredItems): void =>
  catalog.write((tx) => tx.audit('frameworks.imported', { added, changed }))
