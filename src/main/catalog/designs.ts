import type { z } from 'zod'
import type { designCard, storedDesign } from '../../core/contract/designs'
import type { DesignDocument } from '../../core/designs/document'
import type { HistoryStep } from '../../core/designs/history'
import { readDesign as readDocument } from '../../core/designs/versions'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { saveSteps } from './design-history'
import { followMaster } from './follow-master'
import { prepared } from './sqlite'

export type DesignCard = z.infer<typeof designCard>
export type StoredDesign = z.infer<typeof storedDesign>

/** One design has one badge as a rule; where several use it, the oldest counts. */
const card = `design.id, design.name, design.revision, design.picture_sha256 AS pictureSha256, design.updated_at AS updatedAt,
  (SELECT id FROM badge WHERE design_id = design.id ORDER BY created_at, id LIMIT 1) AS badgeId`

/** Every design, last changed first. Their documents are not looked at. */
export const listDesigns = (catalog: Catalog): DesignCard[] =>
  prepared<[], DesignCard>(
    catalog.db,
    `SELECT ${card} FROM design ORDER BY design.updated_at DESC, design.id DESC`,
  ).all()

/** One design, its document brought to the present version. Throws `not_found`, or `unreadable_design` for a document of a newer version or a damaged one. */
export function readDesign(catalog: Catalog, id: string): StoredDesign {
  const row = prepared<[string], DesignCard & { document: string }>(
    catalog.db,
    `SELECT ${card}, design.document FROM design WHERE design.id = ?`,
  ).get(id)
  if (!row) throw missing()
  return { ...row, document: parsedDocument(row.document) }
}

/** The card of one design. Throws `not_found`. */
export function readDesignCard(catalog: Catalog, id: string): DesignCard {
  const row = prepared<[string], DesignCard>(catalog.db, `SELECT ${card} FROM design WHERE design.id = ?`).get(id)
  if (!row) throw missing()
  return row
}

/** Stores a new design. */
export function createDesign(catalog: Catalog, design: { name: string; document: DesignDocument }): StoredDesign {
  const id = catalog.newId()
  catalog.write(() =>
    insertDesign(catalog, id, { ...design, document: JSON.stringify(design.document), picture: null }),
  )
  return readDesign(catalog, id)
}

/**
 * Replaces the document of a design, its name where one is given, and with `history` its steps from a position on. Throws `not_found`, or
 * `conflict` (reason `changed_elsewhere`) where the design is not at the revision `basedOn` any more.
 */
export function saveDesign(
  catalog: Catalog,
  {
    id,
    name,
    document,
    history,
    basedOn,
  }: {
    id: string
    name?: string | undefined
    document: DesignDocument
    history?: { from: number; steps: readonly HistoryStep[]; at: number } | undefined
    basedOn?: number | undefined
  },
): DesignCard {
  catalog.write(() => {
    if (basedOn !== undefined && readDesignCard(catalog, id).revision !== basedOn)
      throw new BlazonError('conflict', 'the design was changed elsewhere', { reason: 'changed_elsewhere' })
    const { changes } = prepared<[string | null, string, string, string]>(
      catalog.db,
      'UPDATE design SET name = coalesce(?, name), document = ?, updated_at = ?, revision = revision + 1 WHERE id = ?',
    ).run(name ?? null, JSON.stringify(document), catalog.now(), id)
    if (changes === 0) throw missing()
    if (history) saveSteps(catalog, id, history)
    followMaster(catalog, id, document)
  })
  return readDesignCard(catalog, id)
}

/** Notes which kept picture was drawn from a design. Throws `not_found`. */
export function setPictureOfDesign(catalog: Catalog, id: string, sha256: string): void {
  catalog.write(() => {
    const { changes } = prepared<[string, string, string]>(
      catalog.db,
      'UPDATE design SET picture_sha256 = ?, updated_at = ? WHERE id = ?',
    ).run(sha256, catalog.now(), id)
    if (changes === 0) throw missing()
  })
}

/** Copies a design with its picture. Throws `not_found`. */
export function duplicateDesign(catalog: Catalog, id: string, name: string): StoredDesign {
  const copy = catalog.write(() => copyDesign(catalog, id, name))
  return readDesign(catalog, copy)
}

/** Deletes a design that no badge uses. Throws `not_found`, or `conflict` (reason `used_by_badge`, badges). */
export function removeDesign(catalog: Catalog, id: string): void {
  catalog.write(() => {
    const used = prepared<[string], { badges: number }>(
      catalog.db,
      'SELECT count(*) AS badges FROM badge WHERE design_id = ?',
    ).get(id)
    const badges = used?.badges ?? 0
    if (badges > 0) throw new BlazonError('conflict', 'a badge uses the design', { reason: 'used_by_badge', badges })
    if (prepared<[string]>(catalog.db, 'DELETE FROM design WHERE id = ?').run(id).changes === 0) throw missing()
  })
}

/** Copies a design inside a transaction, its document letter for letter, and answers with the copy's id. Throws `not_found`. */
export function copyDesign(catalog: Catalog, id: string, name: string): string {
  const source = prepared<[string], { document: string; picture: string | null }>(
    catalog.db,
    'SELECT document, picture_sha256 AS picture FROM design WHERE id = ?',
  ).get(id)
  if (!source) throw missing()
  const copy = catalog.newId()
  insertDesign(catalog, copy, { ...source, name })
  return copy
}

/** Stores a design inside a transaction; its document as text. */
export function insertDesign(
  catalog: Catalog,
  id: string,
  { name, document, picture }: { name: string; document: string; picture: string | null },
): void {
  const at = catalog.now()
  prepared<[string, string, string, string | null, string, string]>(
    catalog.db,
    'INSERT INTO design (id, name, document, picture_sha256, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(id, name, document, picture, at, at)
}

const missing = () => new BlazonError('not_found', 'no such design', { field: 'designId' })

/** A stored document, brought to the present version. Throws `unreadable_design`. */
export function parsedDocument(text: string): DesignDocument {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new BlazonError('unreadable_design', 'the document is not JSON', { reason: 'damaged' }, { cause })
  }
  return readDocument(value)
}
