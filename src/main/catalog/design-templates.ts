import type { z } from 'zod'
import type { templatesContract } from '../../core/contract/designs'
import { ownTemplate, readOwnTemplate, type OwnTemplate } from '../../core/designs/templates'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { readDesign } from './designs'
import { prepared } from './sqlite'

type NewTemplate = z.output<NonNullable<(typeof templatesContract)['add']['~orpc']['inputSchema']>>
type Words = NonNullable<OwnTemplate['details']>

/** The templates made in this library, newest first; one that cannot be read is left out and stays where it is. */
export const listTemplates = (catalog: Catalog): OwnTemplate[] =>
  prepared<[], { template: string }>(catalog.db, 'SELECT template FROM template ORDER BY id DESC')
    .all()
    .flatMap(({ template }) => readOwnTemplate(jsonOf(template)) ?? [])

/** Makes a template of a design, with the words of the badge that uses it where they are complete, or of a document. Throws `not_found`, `unreadable_design`. */
export function addTemplate(catalog: Catalog, { name, purpose, of }: NewTemplate): OwnTemplate {
  const { document, details } =
    'designId' in of
      ? { document: readDesign(catalog, of.designId).document, details: wordsOf(catalog, of.designId) }
      : of
  const made: OwnTemplate = { id: catalog.newId(), name, purpose, document, details }
  catalog.write(() =>
    prepared<[string, string, string, string]>(
      catalog.db,
      'INSERT INTO template (id, name, template, created_at) VALUES (?, ?, ?, ?)',
    ).run(made.id, name, JSON.stringify(made), catalog.now()),
  )
  return made
}

/** Deletes a template. Throws `not_found`. */
export function removeTemplate(catalog: Catalog, id: string): void {
  catalog.write(() => {
    if (prepared<[string]>(catalog.db, 'DELETE FROM template WHERE id = ?').run(id).changes === 0)
      throw new BlazonError('not_found', 'no such template', { field: 'id' })
  })
}

function wordsOf(catalog: Catalog, designId: string): Words | null {
  const row = prepared<[string], Omit<Words, 'tags'> & { tags: string }>(
    catalog.db,
    `SELECT version.name, version.description, version.criteria, version.alt_text AS altText, version.tags
     FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id
     WHERE badge.design_id = ? ORDER BY badge.created_at, badge.id LIMIT 1`,
  ).get(designId)
  if (!row) return null
  const read = ownTemplate.shape.details.safeParse({ ...row, tags: (JSON.parse(row.tags) as string[]).slice(0, 20) })
  return read.success ? read.data : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
