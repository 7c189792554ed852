import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BlazonError } from '../../core/errors'
import { ensureFolderSync, writeFileAtomicallySync } from '../platform/atomic-write'
import type { Catalog } from './catalog'
import { prepared } from './sqlite'

const folderOf = (catalog: Catalog, sha256: string) => join(catalog.folder, 'evidence', sha256.slice(0, 2))
const pathOf = (catalog: Catalog, sha256: string) => join(folderOf(catalog, sha256), sha256)
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * Keeps a file of evidence by its hash, whole and flushed, before the row that points to it: `evidence/<hh>/<sha256>`. Never
 * asynchronous: between file and row nothing else may find that nobody needs it. Throws `disk_full` or `read_only`.
 */
export function keepEvidenceFile(catalog: Catalog, bytes: Uint8Array): string {
  const sha256 = hashOf(bytes)
  ensureFolderSync(folderOf(catalog, sha256))
  writeFileAtomicallySync(pathOf(catalog, sha256), bytes, { sync: true })
  return sha256
}

/** A file of evidence, checked against its hash. Throws `unreadable_file` (reason `evidence_missing` or `evidence_damaged`). */
export function readEvidenceFile(catalog: Catalog, sha256: string): Buffer {
  const path = pathOf(catalog, sha256)
  const unreadable = (reason: string) => new BlazonError('unreadable_file', `evidence: ${reason}`, { reason })
  if (!existsSync(path)) throw unreadable('evidence_missing')
  const bytes = readFileSync(path)
  if (hashOf(bytes) !== sha256) throw unreadable('evidence_damaged')
  return bytes
}

/** Deletes those of some files that no application needs any more. */
export function dropUnusedEvidence(catalog: Catalog, hashes: readonly (string | null)[]): void {
  for (const sha256 of hashes)
    if (
      sha256 !== null &&
      prepared<[string]>(catalog.db, 'SELECT 1 FROM application_evidence WHERE sha256 = ?').get(sha256) === undefined
    )
      rmSync(pathOf(catalog, sha256), { force: true })
}

/**
 * Deletes the files that no row points to: of applications that were lost with a restore, or cut off before their row was stored. Whoever
 * is erased must not lie on in one of them.
 */
export function dropStrayEvidence(catalog: Catalog): void {
  const folder = join(catalog.folder, 'evidence')
  if (!existsSync(folder)) return
  const known = new Set(
    prepared<[]>(catalog.db, 'SELECT DISTINCT sha256 FROM application_evidence WHERE sha256 IS NOT NULL').pluck().all(),
  )
  for (const within of readdirSync(folder, { withFileTypes: true }))
    if (within.isDirectory())
      for (const name of readdirSync(join(folder, within.name)))
        if (!known.has(name)) rmSync(join(folder, within.name, name), { force: true })
}
