import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock, Random } from '../../src/core/ports'
import type { Catalog, Transaction } from '../../src/main/catalog/catalog'
import { documentsHash, storeDocuments } from '../../src/main/catalog/documents'
import { journalRow } from '../../src/main/catalog/journal-lines'
import { openCatalog, type CatalogOptions } from '../../src/main/catalog/open'
import { prepared } from '../../src/main/catalog/sqlite'

/** The moment at which a test library stands unless a test says otherwise. */
export const testTime = Date.UTC(2026, 4, 17, 10, 0, 0)

/** Random bytes that a seed decides: the same seed gives the same ids, tokens and salts. */
export function seededRandom(seed: string): Random {
  let held = Buffer.alloc(0)
  let counter = 0
  return (length) => {
    while (held.length < length)
      held = Buffer.concat([held, createHash('sha256').update(`${seed} ${counter++}`).digest()])
    const bytes = new Uint8Array(held.subarray(0, length))
    held = held.subarray(length)
    return bytes
  }
}

export type TemporaryLibrary = {
  catalog: Catalog
  folder: string
  /** Closes the library and opens it again, with the same clock and randomness. */
  reopen: () => Catalog
  /** Closes the library and deletes its folder. */
  remove: () => void
}

/** A real library in a fresh folder. The clock stands still unless `now` says otherwise; ids and tokens follow `seed`. */
export function temporaryLibrary(options: { now?: Clock; seed?: string } = {}): TemporaryLibrary {
  const folder = temporaryFolder()
  const opening: CatalogOptions = {
    folder,
    now: options.now ?? (() => testTime),
    random: seededRandom(options.seed ?? 'library'),
  }
  const library = {
    catalog: openCatalog(opening),
    folder,
    reopen: () => {
      library.catalog.close()
      library.catalog = openCatalog(opening)
      return library.catalog
    },
    remove: () => {
      library.catalog.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return library
}

/** A fresh empty folder; the caller deletes it. */
export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'blazon-'))

export type AwardWorld = { issuerId: string; badgeId: string; versionId: string; batchId: string; picture: string }

/** The least that an award can stand on: an issuer, a badge with a version and a picture, a batch; all journalled. */
export function awardWorld(catalog: Catalog): AwardWorld {
  const at = catalog.now()
  const picture = createHash('sha256').update('picture').digest('hex')
  const [issuerId, badgeId, versionId, batchId] = [catalog.newId(), catalog.newId(), catalog.newId(), catalog.newId()]
  mkdirSync(join(catalog.folder, 'pictures', picture.slice(0, 2)), { recursive: true })
  writeFileSync(join(catalog.folder, 'pictures', picture.slice(0, 2), picture), 'picture')
  catalog.write((tx) => {
    const store = (table: 'issuer' | 'picture' | 'badge' | 'badge_version' | 'batch', row: Record<string, unknown>) => {
      insertRow(catalog, table, row)
      journalRow(tx, table, row)
    }
    store('issuer', {
      id: issuerId,
      token: catalog.newToken(),
      name: 'Library',
      email: 'l@example.org',
      url: 'https://l.example',
      created_at: at,
      updated_at: at,
      rev: tx.nextRev(),
    })
    store('picture', { sha256: picture, mime: 'image/png', width: 600, height: 600, bytes: 7, created_at: at })
    store('badge', {
      id: badgeId,
      token: catalog.newToken(),
      slug: 'reader',
      issuer_id: issuerId,
      status: 'active',
      current_version_id: versionId,
      created_at: at,
      updated_at: at,
    })
    store('badge_version', {
      id: versionId,
      badge_id: badgeId,
      number: 1,
      name: 'Reader',
      picture_sha256: picture,
      created_at: at,
      rev: tx.nextRev(),
    })
    store('batch', { id: batchId, badge_version_id: versionId, state: 'done', total: 0, created_at: at })
  })
  return { issuerId, badgeId, versionId, batchId, picture }
}

/** Stores one award with its journal line, inside a transaction; the id. Free text keeps its documents out of the journal; an older one does not say under which issuer. */
export function storeAward(
  catalog: Catalog,
  tx: Transaction,
  world: AwardWorld,
  personId: string,
  more: { narrative?: string; assertion?: string; credential?: string; olderJournal?: boolean } = {},
): string {
  const id = catalog.newId()
  const documents = {
    assertion: more.assertion ?? `{"assertion":"${id}"}`,
    credential: more.credential ?? `{"credential":"${id}"}`,
  }
  const row = {
    id,
    token: catalog.newToken(),
    badge_id: world.badgeId,
    badge_version_id: world.versionId,
    person_id: personId,
    batch_id: world.batchId,
    identity_hash: 'sha256$00',
    salt: '00',
    awarded_at: catalog.now(),
    narrative: more.narrative ?? '',
    evidence: '[]',
    documents_sha256: documentsHash(documents),
    picture_sha256: world.picture,
    issuer_id: world.issuerId,
    rev: tx.nextRev(),
  }
  insertRow(catalog, 'award', row)
  storeDocuments(catalog.db, id, documents)
  const { issuer_id: _issuerId, ...asBefore } = row
  journalRow(tx, 'award', more.olderJournal ? asBefore : row)
  return id
}

function insertRow(catalog: Catalog, table: string, row: Record<string, unknown>) {
  const columns = Object.keys(row)
  prepared<[Record<string, unknown>]>(
    catalog.db,
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  ).run(row)
}
