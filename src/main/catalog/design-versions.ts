import type { DesignVersion } from '../../core/contract/designs'
import type { DesignDocument } from '../../core/designs/document'
import { closeMark, edit, readHistory } from '../../core/designs/history'
import { replaceDocument } from '../../core/designs/operations'
import { sameValue } from '../../core/designs/patch'
import { BlazonError } from '../../core/errors'
import type { Catalog } from './catalog'
import { readSteps, saveSteps } from './design-history'
import { followMaster } from './follow-master'
import { parsedDocument, readDesign, type StoredDesign } from './designs'
import { prepared } from './sqlite'

/** As many versions of a design are kept; of more, the oldest go. */
export const mostVersions = 30

type Reason = DesignVersion['reason']
const columns = 'id, reason, picture_sha256 AS pictureSha256, created_at AS createdAt'
// Ids are made in the order of time, also within one second.
const newestFirst = 'ORDER BY id DESC'

/** The kept versions of a design, newest first. Throws `not_found`. */
export function listVersions(catalog: Catalog, designId: string): DesignVersion[] {
  designRow(catalog, designId)
  return prepared<[string], DesignVersion>(
    catalog.db,
    `SELECT ${columns} FROM design_version WHERE design_id = ? ${newestFirst}`,
  ).all(designId)
}

/** A kept version with its document, brought to the present version of documents. Throws `not_found`, `unreadable_design`. */
export function readVersion(
  catalog: Catalog,
  designId: string,
  versionId: string,
): DesignVersion & { document: DesignDocument } {
  const row = prepared<[string, string], DesignVersion & { document: string }>(
    catalog.db,
    `SELECT ${columns}, document FROM design_version WHERE design_id = ? AND id = ?`,
  ).get(designId, versionId)
  if (!row) throw new BlazonError('not_found', 'no such version', { field: 'versionId' })
  return { ...row, document: parsedDocument(row.document) }
}

/** Keeps a design as it is. `opened` keeps nothing where it was never changed, or not since the last version: then null. Throws `not_found`. */
export const keepVersion = (catalog: Catalog, designId: string, reason: Reason): DesignVersion | null =>
  catalog.write(() => insertVersion(catalog, designId, reason))

/** `keepVersion` inside a transaction. One that is the same as the newest only takes over a weightier reason. */
export function insertVersion(catalog: Catalog, designId: string, reason: Reason): DesignVersion | null {
  const { db } = catalog
  const design = designRow(catalog, designId)
  const newest = prepared<[string], DesignVersion & { document: string }>(
    db,
    `SELECT ${columns}, document FROM design_version WHERE design_id = ? ${newestFirst} LIMIT 1`,
  ).get(designId)
  if (newest?.document === design.document) {
    if (reason === 'opened') return null
    // What was kept in passing is now one that somebody used or asked for.
    const kept = newest.reason === 'opened' || newest.reason === 'restored' ? reason : newest.reason
    prepared<[Reason, string | null, string]>(
      db,
      'UPDATE design_version SET reason = ?, picture_sha256 = ? WHERE id = ?',
    ).run(kept, design.picture, newest.id)
    return { id: newest.id, reason: kept, pictureSha256: design.picture, createdAt: newest.createdAt }
  }
  if (reason === 'opened' && design.changed === 0) return null
  const version: DesignVersion = {
    id: catalog.newId(),
    reason,
    pictureSha256: design.picture,
    createdAt: catalog.now(),
  }
  prepared<[string, string, string, string | null, string, string]>(
    db,
    'INSERT INTO design_version (id, design_id, document, picture_sha256, reason, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(version.id, designId, design.document, version.pictureSha256, reason, version.createdAt)
  prepared<[string, string, number]>(
    db,
    `DELETE FROM design_version WHERE design_id = ? AND id NOT IN
     (SELECT id FROM design_version WHERE design_id = ? ${newestFirst} LIMIT ?)`,
  ).run(designId, designId, mostVersions)
  return version
}

/**
 * Brings a version back as a step of the design's history, after the design as it was has been kept. One that is the same as the design
 * changes nothing. Throws `not_found`, `unreadable_design`.
 */
export function restoreVersion(catalog: Catalog, designId: string, versionId: string): StoredDesign {
  catalog.write(() => {
    const { document } = readDesign(catalog, designId)
    const wanted = readVersion(catalog, designId, versionId).document
    if (sameValue(document, wanted)) return
    insertVersion(catalog, designId, 'restored')
    const kept = readSteps(catalog, designId)
    const before = readHistory(document, kept)
    const after = closeMark(edit(before, { ...replaceDocument(wanted), verb: 'restore' }))
    const from = after.dropped + after.past.length - 1
    prepared<[string, string, string]>(
      catalog.db,
      'UPDATE design SET document = ?, updated_at = ?, revision = revision + 1 WHERE id = ?',
    ).run(JSON.stringify(wanted), catalog.now(), designId)
    saveSteps(catalog, designId, { from, steps: after.past.slice(-1), at: from + 1 })
    followMaster(catalog, designId, wanted)
  })
  return readDesign(catalog, designId)
}

function designRow(catalog: Catalog, id: string): { document: string; picture: string | null; changed: number } {
  const row = prepared<[string], { document: string; picture: string | null; changed: number }>(
    catalog.db,
    `SELECT document, picture_sha256 AS picture, history_at > 0 AS changed FROM design WHERE id = ?`,
  ).get(id)
  if (!row) throw new BlazonError('not_found', 'no such design', { field: 'designId' })
  return row
}
