import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { eraseApplications } from './applications'
import { indexBadge } from './badge-rows'
import type { Catalog } from './catalog'
import { documentsHash, storeDocuments, type Documents } from './documents'
import { emptyPerson, forgetAddresses } from './erase-person'
import { erasableTables, journalColumns, journalPeople, type JournalTable } from './journal-lines'
import { applyMerge, applySplit } from './merge-people'
import { indexPerson, sortNameOf } from './people'
import { picturePath } from './pictures'
import { oneRow, prepared } from './sqlite'

const cell = z.union([z.string(), z.number(), z.null()])
const documentsShape = z.object({ assertion: z.string().nullable(), credential: z.string().nullable() }).nullable()
const rowBody = z.object({
  table: z.enum(Object.keys(journalColumns) as [JournalTable, ...JournalTable[]]),
  row: z.record(z.string(), cell),
  documents: documentsShape.optional(),
  /** The awards that facts arrived for together. */
  ids: z.array(z.string()).optional(),
})
const goneBody = z.object({
  table: z.enum(erasableTables),
  ids: z.array(z.string()),
})
/** What happened to people (`journalPeople`). */
const peopleBody = z.intersection(
  z.object({ ids: z.array(z.string()).min(1) }),
  z.union([
    z.object({ erased_at: z.string(), anonymised: z.boolean(), rev: z.int() }),
    z.object({ opted_out_at: z.string().nullable() }),
    z.object({ forgotten_at: z.string() }),
    z.object({ merge_id: z.string(), kept_id: z.string() }),
    z.object({ split_id: z.string() }),
  ]),
)
const line = z.object({
  seq: z.int().positive(),
  at: z.string(),
  kind: z.string(),
  body: z.record(z.string(), z.unknown()),
})

/** What a person is called whose name only the lost database knew; the journal holds no names. */
export const recoveredName = 'Recovered person'

/**
 * Brings a database up to its journal file: every line that the table lacks is stored and what it says is done again, some
 * hundreds to a transaction. Used when a backup is younger than the journal, and when the database lost its last
 * transactions. Answers how many lines were brought in and how many could not be.
 */
export function replayJournal(catalog: Catalog): { replayed: number; failed: number } {
  const { db } = catalog
  const { last } = oneRow<{ last: number }>(db, 'SELECT coalesce(max(seq), 0) AS last FROM journal')
  let replayed = 0
  let failed = 0
  const apply = db.transaction((lines: readonly string[]) => {
    for (const text of lines) {
      const read = parseLine(text)
      if (read === null) failed += 1
      else if (read.seq > last) {
        const known = prepared(
          db,
          'INSERT INTO journal (seq, at, kind, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ).run(read.seq, read.at, read.kind, JSON.stringify(withoutDocuments(read.body)))
        if (known.changes === 0) continue
        if (applyLine(catalog, read)) replayed += 1
        else failed += 1
      }
    }
  })
  for (const lines of linesAfter(catalog.folder, last)) apply.immediate(lines)
  if (replayed > 0) db.transaction(() => recount(catalog)).immediate()
  return { replayed, failed }
}

/** The lines of the file from a sequence number on, some hundreds at a time; a line that cannot be read counts as one that is wanted. */
function* linesAfter(folder: string, seq: number): Generator<string[]> {
  const path = join(folder, 'journal.jsonl')
  if (!existsSync(path)) return
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(4 * 1024 * 1024)
    let rest = Buffer.alloc(0)
    let at = 0
    for (;;) {
      const length = readSync(file, chunk, 0, chunk.length, at)
      if (length === 0) return
      at += length
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)])
      const end = bytes.lastIndexOf(0x0a) + 1
      rest = Buffer.from(bytes.subarray(end))
      const lines = bytes.toString('utf8', 0, end).split('\n')
      lines.pop()
      yield lines.filter((text) => (sequenceOf(text) ?? Infinity) > seq)
    }
  } finally {
    closeSync(file)
  }
}

const sequenceOf = (text: string) => {
  const [, seq] = /^\{"seq":(\d+),/.exec(text) ?? []
  return seq === undefined ? null : Number(seq)
}

function parseLine(text: string): z.infer<typeof line> | null {
  try {
    return line.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The table keeps a mark where the file keeps an award's documents (journal-lines.ts); the mark stays the last property. */
function withoutDocuments(body: Record<string, unknown>): Record<string, unknown> {
  if (!('documents' in body)) return body
  const { documents: _documents, ...rest } = body
  return { ...rest, documents: true }
}

/** Does again what a line says; false where it makes no sense or does not fit what is there. */
function applyLine(catalog: Catalog, { kind, at, body }: z.infer<typeof line>): boolean {
  const undo = catalog.db.transaction(() => {
    if (kind === 'row') applyRow(catalog, rowBody.parse(body), at)
    else if (kind === 'gone') applyGone(catalog, goneBody.parse(body))
    else if (kind === 'people') applyToPeople(catalog, peopleBody.parse(body), at)
    else if (kind === 'library' && typeof body['device'] === 'string')
      prepared(catalog.db, "INSERT OR IGNORE INTO setting (key, value) VALUES ('device.id', ?)").run(body['device'])
  })
  try {
    undo()
    return true
  } catch {
    return false
  }
}

function applyRow(catalog: Catalog, { table, row, documents, ids }: z.infer<typeof rowBody>, at: string) {
  const kept: Record<string, string | number | null> = {}
  for (const column of journalColumns[table]) if (row[column] !== undefined) kept[column] = row[column]
  if (table === 'award_facts') {
    for (const id of ids ?? [kept['id'] ?? null]) applyFacts(catalog, { ...kept, id }, at)
    return
  }
  if (table === 'award') completeAward(catalog, kept)
  dropDanglingLinks(catalog, table, kept)
  upsert(catalog, table, kept)
  if (table === 'award') {
    recoverDocuments(catalog, kept, documents ?? null)
    prepared(catalog.db, "INSERT INTO award_history (award_id, at, fact) VALUES (?, ?, 'awarded')").run(
      kept['id'],
      kept['awarded_at'],
    )
  }
}

/** Documents with free text are never in the journal: the award is there, its file cannot be made again from it. */
function recoverDocuments(catalog: Catalog, row: Record<string, string | number | null>, documents: Documents | null) {
  const whole = documents !== null && documentsHash(documents) === row['documents_sha256']
  storeDocuments(catalog.db, String(row['id']), whole ? documents : { assertion: null, credential: null })
}

function upsert(catalog: Catalog, table: Exclude<JournalTable, 'award_facts'>, row: Record<string, unknown>) {
  const key = table === 'picture' || table === 'font' ? 'sha256' : 'id'
  const columns = Object.keys(row).filter((column) => row[column] !== undefined)
  const others = columns.filter((column) => column !== key)
  const changed =
    others.length === 0
      ? 0
      : prepared<[Record<string, unknown>]>(
          catalog.db,
          `UPDATE ${table} SET ${others.map((column) => `${column} = @${column}`).join(', ')} WHERE ${key} = @${key}`,
        ).run(row).changes
  if (changed === 0)
    prepared<[Record<string, unknown>]>(
      catalog.db,
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    ).run(row)
}

/** Gives a journalled award what its row refers to: its person, its picture, its batch. */
function completeAward(catalog: Catalog, row: Record<string, string | number | null>) {
  const { db } = catalog
  const person = String(row['person_id'])
  const { changes } = prepared(
    db,
    'INSERT OR IGNORE INTO person (id, name, sort_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  ).run(person, recoveredName, sortNameOf(recoveredName), row['awarded_at'], catalog.now())
  if (changes > 0) indexPerson(catalog, person)
  if (typeof row['picture_sha256'] === 'string') recoverPicture(catalog, row['picture_sha256'])
  prepared(
    db,
    "INSERT OR IGNORE INTO batch (id, badge_version_id, state, total, created_at) VALUES (?, ?, 'done', 0, ?)",
  ).run(row['batch_id'], row['badge_version_id'], row['awarded_at'])
  // Journals of older versions do not say under whom: the key that signed knows, or else the badge.
  if (row['issuer_id'] === undefined)
    row['issuer_id'] = prepared(
      db,
      'SELECT coalesce((SELECT issuer_id FROM signing_key WHERE id = ?), (SELECT issuer_id FROM badge WHERE id = ?))',
    )
      .pluck()
      .get(row['key_id'] ?? row['assertion_key_id'] ?? null, row['badge_id']) as string | null
}

/** Links that may be empty, by table: where the other end was not journalled or is gone, the row comes back without it. */
const looseLinks: Partial<Record<JournalTable, Record<string, string>>> = {
  issuer: { site_id: 'site' },
  badge: { issuer_id: 'issuer', design_id: 'design', context_activity_id: 'activity', created_by: 'operator' },
  badge_version: { picture_sha256: 'picture', vector_sha256: 'picture' },
  batch: { event_id: 'event' },
  award: {
    event_id: 'event',
    site_id: 'site',
    key_id: 'signing_key',
    assertion_key_id: 'signing_key',
    status_list_id: 'status_list',
    suspension_list_id: 'status_list',
    issuer_id: 'issuer',
    replaces_id: 'award',
  },
}

function dropDanglingLinks(catalog: Catalog, table: JournalTable, row: Record<string, string | number | null>) {
  for (const [column, target] of Object.entries(looseLinks[table] ?? {})) {
    const id = row[column]
    if (typeof id !== 'string') continue
    if (target === 'picture') recoverPicture(catalog, id)
    const key = target === 'picture' ? 'sha256' : 'id'
    if (prepared<[string]>(catalog.db, `SELECT 1 FROM ${target} WHERE ${key} = ?`).get(id) === undefined)
      row[column] = null
  }
}

/** Facts only ever arrive: what is handed out or published keeps its first time, and that a suspension or a replacement ended is a fact too. */
function applyFacts(catalog: Catalog, facts: Record<string, string | number | null>, at: string) {
  const { db } = catalog
  const known = prepared<[unknown], Record<string, string | null>>(
    db,
    'SELECT handed_out_at, published_at, revoked_at, suspended_at, withdrawn_at, superseded_at, NULL AS reinstated_at, NULL AS restored_at FROM award WHERE id = ?',
  ).get(facts['id'])
  if (known === undefined) throw new Error('No such award')
  const arriving = Object.entries(facts).filter(([column, value]) => column !== 'id' && value !== null)
  for (const [column, value] of arriving) {
    const keepsFirst = column === 'handed_out_at' || column === 'published_at'
    if (column === 'reinstated_at')
      prepared(db, 'UPDATE award SET suspended_at = NULL, suspended_reason = NULL WHERE id = ?').run(facts['id'])
    else if (column === 'restored_at')
      prepared(db, 'UPDATE award SET superseded_at = NULL WHERE id = ?').run(facts['id'])
    else
      prepared(db, `UPDATE award SET ${column} = ${keepsFirst ? `coalesce(${column}, ?)` : '?'} WHERE id = ?`).run(
        value,
        facts['id'],
      )
    const fact = historyOf[column]
    if (fact !== undefined && known[column] === null)
      prepared(db, 'INSERT INTO award_history (award_id, at, fact) VALUES (?, ?, ?)').run(
        facts['id'],
        value ?? at,
        fact,
      )
  }
}

const historyOf: Record<string, string> = {
  handed_out_at: 'handed_over',
  published_at: 'published',
  revoked_at: 'revoked',
  suspended_at: 'suspended',
  reinstated_at: 'reinstated',
  superseded_at: 'superseded',
  restored_at: 'restored',
  withdrawn_at: 'withdrawn',
}

/** The row of a picture whose file lies in the folder still; its size is read from the file's first bytes. */
function recoverPicture(catalog: Catalog, sha256: string) {
  const { db, folder } = catalog
  if (prepared<[string]>(db, 'SELECT 1 FROM picture WHERE sha256 = ?').get(sha256) !== undefined) return
  const path = join(folder, 'pictures', sha256.slice(0, 2), sha256)
  const bytes = /^[0-9a-f]{64}$/.test(sha256) && existsSync(path) ? statSync(path).size : 0
  const header = bytes > 0 ? firstBytes(path, 24) : Buffer.alloc(24)
  const isPng = header.readUInt32BE(0) === 0x89504e47
  prepared(db, 'INSERT INTO picture (sha256, mime, width, height, bytes, created_at) VALUES (?, ?, ?, ?, ?, ?)').run(
    sha256,
    'image/png',
    isPng ? header.readUInt32BE(16) : 0,
    isPng ? header.readUInt32BE(20) : 0,
    bytes,
    catalog.now(),
  )
}

function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(count)
    readSync(file, bytes, 0, count, 0)
    return bytes
  } finally {
    closeSync(file)
  }
}

/** People whom the database does not know need nothing done to them. */
function applyToPeople(catalog: Catalog, body: z.infer<typeof peopleBody>, at: string) {
  const { db } = catalog
  const isThere = (id: string) => prepared<[string]>(db, 'SELECT 1 FROM person WHERE id = ?').get(id) !== undefined
  const ids = body.ids.filter(isThere)
  if ('erased_at' in body)
    for (const id of ids) {
      const erasure = { id, at: body.erased_at, anonymise: body.anonymised, rev: body.rev }
      for (const sha256 of emptyPerson(catalog, null, erasure)) rmSync(picturePath(catalog, sha256), { force: true })
    }
  else if ('opted_out_at' in body)
    for (const id of ids)
      prepared(
        db,
        "UPDATE person SET opted_out_at = ?1, opted_out_reason = iif(?1 IS NULL, '', opted_out_reason) WHERE id = ?2 AND erased_at IS NULL",
      ).run(body.opted_out_at, id)
  else if ('forgotten_at' in body) {
    forgetAddresses(db, ids)
    for (const id of ids) indexPerson(catalog, id)
  } else if ('merge_id' in body) {
    const [mergeId] = ids
    if (mergeId === undefined) return
    // Whoever was kept may have come after the backup; what happened to them later happens to both.
    prepared(
      db,
      'INSERT OR IGNORE INTO person (id, name, sort_name, created_at, updated_at) SELECT ?, name, sort_name, created_at, ? FROM person WHERE id = ?',
    ).run(body.kept_id, at, mergeId)
    applyMerge(catalog, { id: body.merge_id, keepId: body.kept_id, mergeId, at })
  } else if (
    prepared<[string]>(db, 'SELECT 1 FROM person_merge WHERE id = ? AND split_at IS NULL').get(body.split_id) !==
    undefined
  )
    applySplit(catalog, body.split_id, at)
}

/**
 * Does again to `catalog` what was done for people of it in the library of another folder, by that one's journal: whoever was erased there
 * stays erased, and addresses that were forgotten stay forgotten, however old the library is that takes its place (sealed.md, Journal).
 * Whoever was part of an erased person is erased too. Answers how many people it concerned.
 */
export function eraseAgain(catalog: Catalog, folder: string): number {
  const { db } = catalog
  const isThere = (id: string) =>
    prepared<[string]>(db, 'SELECT 1 FROM person WHERE id = ? AND erased_at IS NULL').get(id) !== undefined
  /** By merge: who became part of whom. */
  const merged = new Map<string, { id: string; keptId: string }>()
  const withParts = (ids: readonly string[]): string[] => {
    const all = new Set(ids)
    // Whoever is added while it goes on is looked at too.
    for (const id of all) for (const merge of merged.values()) if (merge.keptId === id) all.add(merge.id)
    return [...all]
  }
  let concerned = 0
  for (const lines of linesAfter(folder, 0))
    for (const text of lines) {
      const read = parseLine(text)
      const { data: body } = read?.kind === 'people' ? peopleBody.safeParse(read.body) : {}
      if (body === undefined) continue
      if ('merge_id' in body) merged.set(body.merge_id, { id: body.ids[0] ?? '', keptId: body.kept_id })
      else if ('split_id' in body) merged.delete(body.split_id)
      else if ('erased_at' in body || 'forgotten_at' in body) {
        const ids = withParts(body.ids).filter(isThere)
        if (ids.length === 0) continue
        catalog.write((tx) => {
          if ('forgotten_at' in body) {
            forgetAddresses(db, ids)
            for (const id of ids) indexPerson(catalog, id)
            journalPeople(tx, ids, { forgotten_at: body.forgotten_at })
            return
          }
          const fact = { erased_at: body.erased_at, anonymised: body.anonymised, rev: tx.nextRev() }
          for (const id of ids) {
            const erasure = { id, at: fact.erased_at, anonymise: fact.anonymised, rev: fact.rev }
            for (const sha256 of emptyPerson(catalog, tx, erasure))
              rmSync(picturePath(catalog, sha256), { force: true })
          }
          journalPeople(tx, ids, fact)
        })
        concerned += ids.length
      }
    }
  if (concerned > 0) db.pragma('wal_checkpoint(TRUNCATE)')
  return concerned
}

function applyGone(catalog: Catalog, { table, ids }: z.infer<typeof goneBody>) {
  const { db } = catalog
  for (const id of ids) {
    if (table === 'font') {
      prepared(db, 'DELETE FROM font WHERE sha256 = ?').run(id)
      continue
    }
    const row = prepared<[string], { rowid: number }>(db, `SELECT rowid FROM ${table} WHERE id = ?`).get(id)
    if (row === undefined) continue
    if (table === 'person') eraseApplications(catalog, null, id)
    if (table === 'person' || table === 'badge')
      prepared(db, `DELETE FROM ${table}_search WHERE rowid = ?`).run(row.rowid)
    if (table === 'badge')
      prepared(db, 'DELETE FROM batch WHERE badge_version_id IN (SELECT id FROM badge_version WHERE badge_id = ?)').run(
        id,
      )
    prepared(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
  }
}

/** What is derived from rows and not in the journal: counts, the newest revision, the search rows of badges. */
function recount(catalog: Catalog) {
  const { db } = catalog
  db.exec(`
    UPDATE badge SET awarded_count = (SELECT count(*) FROM award WHERE badge_id = badge.id AND withdrawn_at IS NULL);
    UPDATE person SET awarded_count = mine.awarded, last_awarded_at = mine.last
      FROM (SELECT person_id, count(*) FILTER (WHERE withdrawn_at IS NULL) AS awarded, max(awarded_at) AS last FROM award GROUP BY person_id) AS mine
      WHERE mine.person_id = person.id;
    INSERT OR IGNORE INTO badge_under_issuer (badge_id, issuer_id, token)
      SELECT DISTINCT badge_id, issuer_id, badge_token FROM award WHERE badge_token IS NOT NULL AND issuer_id IS NOT NULL;
    UPDATE counter SET value = max(value,
      (SELECT coalesce(max(rev), 0) FROM award), (SELECT coalesce(max(rev), 0) FROM issuer),
      (SELECT coalesce(max(rev), 0) FROM badge_version), (SELECT coalesce(max(rev), 0) FROM status_list)) WHERE name = 'rev';
  `)
  const badges = prepared<[], { id: string }>(db, 'SELECT id FROM badge').all()
  for (const { id } of badges) indexBadge(catalog, id)
}
