import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import type { damage } from '../../core/contract/library'
import { checkAudit } from './audit-check'
import { checkCopy, listBackups } from './backup'
import type { Catalog } from './catalog'
import { documentsHash, type Documents } from './documents'
import { oneRow, prepared } from './sqlite'

export type Damage = z.infer<typeof damage>
type Progress = { done: number; total: number }
type Checked = { awards: number; pictures: number; damaged: Damage[] }

/**
 * Checks a whole library: the database's structure, every award's documents against their hash and their signature, every
 * picture's, kept badge's and evidence's bytes against its name, the journal against its table, the newest backup. SQLite itself does not notice changed
 * content (limits.md §0.2). Yields how far it is; stops early, with what was found, when the caller stops listening.
 */
export async function* checkLibrary(
  catalog: Catalog,
  options: { verifyDocument: (document: string) => Promise<boolean>; signal?: AbortSignal | undefined },
): AsyncGenerator<Progress, Checked> {
  const { db } = catalog
  const damaged: Damage[] = []
  const tables = prepared<[], { name: string }>(
    db,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
  ).all()
  const counted = { awards: countOf(catalog, 'award'), pictures: countOf(catalog, 'picture') }
  const total =
    tables.length +
    counted.awards +
    counted.pictures +
    countOf(catalog, 'received_badge') +
    countOf(catalog, 'application_evidence') +
    3
  let done = 0
  const stopped = () => options.signal?.aborted === true

  for (const { name } of tables) {
    if (stopped()) return { awards: 0, pictures: 0, damaged }
    damaged.push(...checkTable(catalog, name))
    yield { done: (done += 1), total }
    await turn()
  }

  let awards = 0
  for (let after = ''; !stopped();) {
    const rows = readable(damaged, 'award', () =>
      prepared<[string], StoredDocuments>(
        db,
        // What is left of an erased person's documents proves nothing any more.
        `SELECT id, assertion, credential, documents_sha256 AS sha256,
           EXISTS (SELECT 1 FROM person WHERE person.id = award.person_id AND erased_at IS NOT NULL) AS isErased
         FROM award LEFT JOIN award_document ON award_id = award.id WHERE id > ? ORDER BY id LIMIT 100`,
      ).all(after),
    )
    if (rows.length === 0) break
    for (const row of rows) {
      const found = row.isErased === 1 ? null : await checkDocuments(row, options.verifyDocument)
      if (found !== null) damaged.push(found)
    }
    after = rows.at(-1)?.id ?? ''
    awards += rows.length
    yield { done: (done += rows.length), total }
    await turn()
  }

  let pictures = 0
  for (const { table, kind, folder } of keptByHash)
    for (let after = ''; !stopped();) {
      const rows = readable(damaged, table, () =>
        prepared<[string], { sha256: string }>(
          db,
          `SELECT DISTINCT sha256 FROM ${table} WHERE sha256 > ? ORDER BY sha256 LIMIT 20`,
        ).all(after),
      )
      if (rows.length === 0) break
      for (const { sha256 } of rows) {
        const reason = await checkFile(join(catalog.folder, folder), sha256)
        if (reason !== null) damaged.push({ kind, id: sha256, reason })
      }
      after = rows.at(-1)?.sha256 ?? ''
      if (kind === 'picture') pictures += rows.length
      yield { done: (done += rows.length), total }
    }

  if (!stopped()) {
    damaged.push(...(await checkJournal(catalog)))
    yield { done: (done += 1), total }
    damaged.push(...checkNewestBackup(catalog.folder))
    yield { done: (done += 1), total }
    damaged.push(...(await checkLog(catalog, options.signal)))
    yield { done: done + 1, total }
  }
  return { awards, pictures, damaged }
}

const countOf = (catalog: Catalog, table: 'award' | (typeof keptByHash)[number]['table']) =>
  oneRow<{ rows: number }>(
    catalog.db,
    `SELECT count(${table === 'application_evidence' ? 'DISTINCT sha256' : '*'}) AS rows FROM ${table}`,
  ).rows

function checkTable(catalog: Catalog, table: string): Damage[] {
  const found: Damage[] = []
  readable(found, table, () => {
    const problems = catalog.db.pragma(`integrity_check('${table}')`) as { integrity_check: string }[]
    for (const { integrity_check } of problems)
      if (integrity_check !== 'ok') found.push({ kind: 'database', id: table, reason: integrity_check.slice(0, 200) })
    const dangling = catalog.db.pragma(`foreign_key_check('${table}')`) as unknown[]
    if (dangling.length > 0)
      found.push({ kind: 'database', id: table, reason: `${dangling.length} rows refer to nothing` })
    return []
  })
  return found
}

/** Reads rows; a page that SQLite cannot read is damage of its table, not the end of the check. */
function readable<Row>(damaged: Damage[], table: string, read: () => Row[]): Row[] {
  try {
    return read()
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error
    damaged.push({ kind: 'database', id: table, reason: code })
    return []
  }
}

type StoredDocuments = Documents & { id: string; sha256: string; isErased: 0 | 1 }

async function checkDocuments(
  row: StoredDocuments,
  verifyDocument: (document: string) => Promise<boolean>,
): Promise<Damage | null> {
  if (row.assertion === null && row.credential === null)
    return { kind: 'document', id: row.id, reason: 'recovered_without_documents' }
  if (documentsHash(row) !== row.sha256) return { kind: 'document', id: row.id, reason: 'altered' }
  for (const document of [row.assertion, row.credential]) {
    // An assertion in JSON is hosted: what makes it genuine is its address.
    if (document === null || (document === row.assertion && document.startsWith('{'))) continue
    const genuine = await verifyDocument(document).catch(() => false)
    if (!genuine) return { kind: 'signature', id: row.id, reason: 'signature_invalid' }
  }
  return null
}

/** Files that lie beside the database under their hash: pictures, badges of other issuers, evidence of applications (one file may serve several). */
const keptByHash = [
  { table: 'picture', kind: 'picture', folder: 'pictures' },
  { table: 'received_badge', kind: 'received', folder: 'received' },
  { table: 'application_evidence', kind: 'evidence', folder: 'evidence' },
] as const

async function checkFile(folder: string, sha256: string): Promise<'missing' | 'altered' | null> {
  try {
    const bytes = await readFile(join(folder, sha256.slice(0, 2), sha256))
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? null : 'altered'
  } catch {
    return 'missing'
  }
}

/** Every row of the journal's table must stand in the file, letter for letter save for the documents. */
async function checkJournal(catalog: Catalog): Promise<Damage[]> {
  const path = join(catalog.folder, 'journal.jsonl')
  if (!existsSync(path)) return [{ kind: 'journal', id: 'journal', reason: 'missing' }]
  const row = prepared<[number], { seq: number; at: string; kind: string; body: string }>(
    catalog.db,
    'SELECT seq, at, kind, body FROM journal WHERE seq = ?',
  )
  const damaged: Damage[] = []
  let expected = 1
  let number = 0
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    number += 1
    if (number % 500 === 0) await turn()
    const stored = row.get(expected)
    if (stored === undefined) break
    if (!isLineOf(text, stored)) damaged.push({ kind: 'journal', id: 'journal', reason: `line ${number} was altered` })
    expected += 1
    if (damaged.length >= 20) return damaged
  }
  if (row.get(expected) !== undefined)
    damaged.push({ kind: 'journal', id: 'journal', reason: `lines are missing from ${expected} on` })
  return damaged
}

function isLineOf(text: string, row: { seq: number; at: string; kind: string; body: string }): boolean {
  const head = `{"seq":${row.seq},"at":${JSON.stringify(row.at)},"kind":${JSON.stringify(row.kind)},"body":`
  const mark = '"documents":true}'
  if (!row.body.endsWith(mark)) return text === `${head}${row.body}}`
  if (!text.startsWith(`${head}${row.body.slice(0, -mark.length)}"documents":`)) return false
  try {
    const { body } = JSON.parse(text) as { body: { row: { documents_sha256: string }; documents: Documents | null } }
    return body.documents === null || documentsHash(body.documents) === body.row.documents_sha256
  } catch {
    return false
  }
}

/** The audit log: the first row that does not follow from the one before it. */
async function checkLog(catalog: Catalog, signal: AbortSignal | undefined): Promise<Damage[]> {
  const steps = checkAudit(catalog, signal)
  for (;;) {
    const step = await steps.next()
    if (!step.done) continue
    return step.value.problems.flatMap(({ kind, seq }) =>
      kind === 'clock_back' ? [] : [{ kind: 'audit', id: String(seq), reason: kind }],
    )
  }
}

function checkNewestBackup(folder: string): Damage[] {
  const [newest] = listBackups(folder)
  if (newest === undefined) return []
  try {
    const awards = checkCopy(join(folder, 'backups', newest.name))
    return awards === newest.awards ? [] : [{ kind: 'backup', id: newest.name, reason: 'awards_missing' }]
  } catch {
    return [{ kind: 'backup', id: newest.name, reason: 'unreadable' }]
  }
}
