import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ReceivedBadge, receivedContract } from '../../core/contract/received'
import { verificationResult, type VerificationResult } from '../../core/contract/verification'
import { BlazonError } from '../../core/errors'
import { foldText } from '../../core/people/fold'
import { ensureFolder, writeFileAtomically } from '../platform/atomic-write'
import type { Catalog, Transaction } from './catalog'
import { readCursor, writeCursor } from './cursor'
import { journalGone, journalRow } from './journal-lines'
import { oneRow, prepared } from './sqlite'

type ListRequest = z.infer<NonNullable<(typeof receivedContract.list)['~orpc']['inputSchema']>>
type StoredBadge = Omit<ReceivedBadge, 'rescued'> & { rescued: number; sha256: string }

/** What an address of a badge answered. */
export type ReceivedDocument = { url: string; type: string; bytes: Uint8Array }

/** What a check of a badge gave, as it is stored. */
export type ReceivedCheck = {
  result: VerificationResult
  rescued: boolean
  documents: readonly ReceivedDocument[]
  /** Whether newer answers replace older copies; where not, only copies that are lacking are added. */
  replaceCopies: boolean
}

const columns = `id, sha256, file_name AS fileName, badge_name AS badgeName, issuer_name AS issuerName, verdict, rescued,
  received_at AS receivedAt, checked_at AS checkedAt`

/** Where a badge's bytes lie, as they were received: `received/<hh>/<sha256>`, beside the pictures. */
const pathOf = ({ folder }: Catalog, sha256: string) => join(folder, 'received', sha256.slice(0, 2), sha256)

const toBadge = ({ sha256: _sha256, rescued, ...row }: StoredBadge): ReceivedBadge => ({
  ...row,
  rescued: rescued === 1,
})

/**
 * Keeps a badge of another issuer by its hash: the file first, whole and flushed, then the row. The same bytes again keep
 * their row and get the new result. The journal learns the names of badge and issuer, never the file's name nor what was
 * found: those may tell of people. Throws `disk_full` or `read_only`.
 */
export async function keepReceived(
  catalog: Catalog,
  file: { name: string; bytes: Uint8Array },
  check: ReceivedCheck,
): Promise<string> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  await ensureFolder(join(catalog.folder, 'received', sha256.slice(0, 2)))
  await writeFileAtomically(pathOf(catalog, sha256), file.bytes, { sync: true })
  return catalog.write((tx) => {
    const known = prepared<[string], { id: string }>(catalog.db, 'SELECT id FROM received_badge WHERE sha256 = ?').get(
      sha256,
    )
    const id = known?.id ?? insert(catalog, tx, sha256, check)
    storeCheck(catalog, id, check)
    prepared(catalog.db, 'UPDATE received_badge SET file_name = ? WHERE id = ?').run(file.name.slice(0, 1000), id)
    return id
  })
}

function insert(catalog: Catalog, tx: Transaction, sha256: string, { result, rescued }: ReceivedCheck): string {
  const id = catalog.newId()
  const row = {
    id,
    sha256,
    file_name: '',
    badge_name: shortened(result.summary?.badgeName),
    issuer_name: shortened(result.summary?.issuerName),
    verdict: result.verdict,
    result: '',
    rescued: rescued ? 1 : 0,
    received_at: catalog.now(),
    checked_at: result.checkedAt,
  }
  prepared<typeof row>(
    catalog.db,
    `INSERT INTO received_badge (id, sha256, file_name, badge_name, issuer_name, verdict, result, rescued, received_at, checked_at)
     VALUES (@id, @sha256, @file_name, @badge_name, @issuer_name, @verdict, @result, @rescued, @received_at, @checked_at)`,
  ).run(row)
  journalRow(tx, 'received_badge', row)
  return id
}

const shortened = (text: string | undefined) => (text ?? '').slice(0, 500)

/** Keeps what a later check of a kept badge gave. Throws `not_found`. */
export function storeReceivedCheck(catalog: Catalog, id: string, check: ReceivedCheck): void {
  badgeRow(catalog, id)
  catalog.write(() => storeCheck(catalog, id, check))
}

function storeCheck(catalog: Catalog, id: string, { result, rescued, documents, replaceCopies }: ReceivedCheck) {
  const { db } = catalog
  // What could be read once is not forgotten because a later look saw less.
  prepared(
    db,
    `UPDATE received_badge SET badge_name = coalesce(nullif(?, ''), badge_name), issuer_name = coalesce(nullif(?, ''), issuer_name),
       verdict = ?, result = ?, rescued = ?, checked_at = ? WHERE id = ?`,
  ).run(
    shortened(result.summary?.badgeName),
    shortened(result.summary?.issuerName),
    result.verdict,
    JSON.stringify(result),
    rescued ? 1 : 0,
    result.checkedAt,
    id,
  )
  const keep = prepared<[string, string, string, Uint8Array, string]>(
    db,
    `INSERT INTO received_document (received_id, url, media_type, body, fetched_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO ${
      replaceCopies
        ? 'UPDATE SET media_type = excluded.media_type, body = excluded.body, fetched_at = excluded.fetched_at'
        : 'NOTHING'
    }`,
  )
  for (const { url, type, bytes } of documents) keep.run(id, url, type, bytes, catalog.now())
}

/** Whether these very bytes are kept. */
export const isReceived = ({ db }: Catalog, bytes: Uint8Array): boolean =>
  prepared<[string], object>(db, 'SELECT 1 FROM received_badge WHERE sha256 = ?').get(
    createHash('sha256').update(bytes).digest('hex'),
  ) !== undefined

/** A page of the kept badges, the last received first. */
export function listReceived(catalog: Catalog, { query, cursor, limit }: ListRequest) {
  const { db } = catalog
  const words = foldText(query ?? '')
    .split(' ')
    .filter((word) => word !== '')
  const after = cursor == null ? ['9', ''] : readCursor(cursor, z.tuple([z.string(), z.string()]))
  const rows: ReceivedBadge[] = []
  let total = 0
  let next: string | null = null
  // Badges of others are handed in one by one: they are hundreds, seldom thousands, and need no index of words.
  for (const row of prepared<[], StoredBadge>(
    db,
    `SELECT ${columns} FROM received_badge ORDER BY received_at DESC, id DESC`,
  ).iterate()) {
    const text = foldText(`${row.badgeName} ${row.issuerName} ${row.fileName}`)
    if (!words.every((word) => text.includes(word))) continue
    total += 1
    const [at = '', id = ''] = after
    if (row.receivedAt > at || (row.receivedAt === at && row.id >= id && cursor != null)) continue
    const last = rows.at(-1)
    if (rows.length < limit) rows.push(toBadge(row))
    else if (last) next ??= writeCursor([last.receivedAt, last.id])
  }
  return { rows, total, next }
}

function badgeRow(catalog: Catalog, id: string): StoredBadge {
  const row = prepared<[string], StoredBadge>(catalog.db, `SELECT ${columns} FROM received_badge WHERE id = ?`).get(id)
  if (row === undefined) throw new BlazonError('not_found', 'No such kept badge', { field: 'id' })
  return row
}

/**
 * One kept badge, and what is kept of its addresses. `result` is null where the badge was brought back from the journal, or
 * where an earlier Blazon found it in words of its own: it is checked anew then. Throws `not_found`.
 */
export function readReceived(catalog: Catalog, id: string) {
  const badge = toBadge(badgeRow(catalog, id))
  const { result } = oneRow<{ result: string }>(catalog.db, 'SELECT result FROM received_badge WHERE id = ?', [id])
  const copies = prepared<[string], { url: string; type: string; bytes: number; fetchedAt: string }>(
    catalog.db,
    `SELECT url, media_type AS type, length(body) AS bytes, fetched_at AS fetchedAt FROM received_document
     WHERE received_id = ? ORDER BY url`,
  ).all(id)
  return { ...badge, result: readResult(result), copies }
}

function readResult(text: string): VerificationResult | null {
  if (text === '') return null
  const reading = verificationResult.safeParse(JSON.parse(text))
  return reading.success ? reading.data : null
}

/** The copy of what stood at an address of a kept badge; null where there is none. */
export function receivedDocument(catalog: Catalog, id: string, url: string) {
  const row = prepared<[string, string], { bytes: Buffer; type: string; fetchedAt: string }>(
    catalog.db,
    'SELECT body AS bytes, media_type AS type, fetched_at AS fetchedAt FROM received_document WHERE received_id = ? AND url = ?',
  ).get(id, url)
  return row ?? null
}

/** A kept badge's file, checked against its hash. Throws `not_found`, or `unreadable_file` with reason `received_missing` or `received_damaged`. */
export function receivedFile(catalog: Catalog, id: string): { name: string; bytes: Uint8Array } {
  const { sha256, fileName, badgeName } = badgeRow(catalog, id)
  const path = pathOf(catalog, sha256)
  const unreadable = (reason: string) => new BlazonError('unreadable_file', `kept badge: ${reason}`, { reason })
  if (!existsSync(path)) throw unreadable('received_missing')
  const bytes = readFileSync(path)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw unreadable('received_damaged')
  return { name: fileName || `${badgeName || 'badge'}${extensionOf(bytes)}`, bytes }
}

/** The ending of a file whose name was not kept. */
function extensionOf(bytes: Uint8Array): string {
  const [first] = bytes
  return first === 0x89 ? '.png' : first === 0x3c ? '.svg' : first === 0x7b ? '.json' : '.txt'
}

/**
 * Forgets a kept badge. The file goes first: should the rest fail, what is left points to nothing and can be removed again,
 * whereas a file that nothing points to would stay for ever. Throws `not_found`.
 */
export function removeReceived(catalog: Catalog, id: string): void {
  const { sha256 } = badgeRow(catalog, id)
  rmSync(pathOf(catalog, sha256), { force: true })
  catalog.write((tx) => {
    prepared(catalog.db, 'DELETE FROM received_badge WHERE id = ?').run(id)
    journalGone(tx, 'received_badge', [id])
  })
}
