import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { erasurePreview } from '../../core/contract/people'
import { foldText } from '../../core/people/fold'
import { foldAddress } from '../../core/people/identity'
import { anonymousDocuments } from '../../core/publishing/anonymous-documents'
import { eraseApplications } from './applications'
import type { Catalog, Transaction } from './catalog'
import { documentsHash, readDocuments } from './documents'
import { dropStrayEvidence } from './evidence-files'
import { journalPeople } from './journal-lines'
import { checkPerson, sortNameOf } from './people'
import { identifiersOf } from './people-identifiers'
import { picturePath } from './pictures'
import { oneRow, prepared } from './sqlite'

/** Awards that say something of the person besides the hash: in free text, or in a picture of their own. */
const saysMore = `(narrative <> '' OR evidence <> '[]' OR subject <> '{}' OR custom <> '' OR override_reason <> ''
  OR award.picture_sha256 IS NOT badge_version.picture_sha256)`
const awardsOf = 'award JOIN badge_version ON badge_version.id = award.badge_version_id WHERE award.person_id = @id'

/** What erasing a person would empty. Throws `not_found`, also for one who was erased before. */
export function previewErase(catalog: Catalog, id: string): z.infer<typeof erasurePreview> {
  checkPerson(catalog, id)
  const counts = oneRow<{ awards: number; published: number; emptied: number }>(
    catalog.db,
    `SELECT count(*) FILTER (WHERE withdrawn_at IS NULL) AS awards, count(published_at) AS published,
       count(*) FILTER (WHERE ${saysMore}) AS emptied FROM ${awardsOf}`,
    { id },
  )
  const { name, applications } = oneRow<{ name: string; applications: number }>(
    catalog.db,
    'SELECT name, (SELECT count(*) FROM application WHERE person_id = person.id) AS applications FROM person WHERE id = ?',
    [id],
  )
  return { name, ...counts, applications, receivedIds: receivedAbout(catalog, id, name) }
}

/** Kept badges of other issuers that name the person or an address: kept as they were received, they can only stay or go whole. */
export function receivedAbout(catalog: Catalog, id: string, name: string): { id: string; badgeName: string }[] {
  const signs = [foldText(name), ...identifiersOf(catalog, id).map(({ value }) => foldText(value))].filter(
    (sign) => sign.length > 3,
  )
  const about: { id: string; badgeName: string }[] = []
  const rows = prepared<[], { id: string; badgeName: string; text: string }>(
    catalog.db,
    "SELECT id, badge_name AS badgeName, file_name || ' ' || result AS text FROM received_badge",
  )
  for (const { text, ...badge } of rows.iterate()) {
    const folded = ` ${foldText(text)} `
    if (signs.some((sign) => folded.includes(` ${sign} `))) about.push(badge)
  }
  return about
}

/** What is done to a person: `rev` is that of the awards whose public files give way to anonymous ones. */
type Erasure = { id: string; at: string; anonymise: boolean; rev: number }

/**
 * Erases a person: what is left is a number in the counts, with the awards' facts and revocations. With `anonymise` the public files
 * are replaced at the next publish; where they are kept, only what the library itself holds is emptied. One transaction, one journal
 * line, so that it is done again after any restore. Throws `not_found`.
 */
export function erasePerson(
  catalog: Catalog,
  id: string,
  { anonymise }: { anonymise: boolean },
): { awards: number; toPublish: number } {
  checkPerson(catalog, id)
  const { db } = catalog
  const counted = catalog.write((tx) => {
    const erasure = { id, at: catalog.now(), anonymise, rev: tx.nextRev() }
    const pictures = emptyPerson(catalog, tx, erasure)
    const counts = oneRow<{ awards: number; toPublish: number }>(
      db,
      `SELECT count(*) AS awards, count(*) FILTER (WHERE rev = ?) AS toPublish FROM award WHERE person_id = ?`,
      [erasure.rev, id],
    )
    journalPeople(tx, [id], { erased_at: erasure.at, anonymised: anonymise, rev: erasure.rev })
    tx.audit('people.erased', { personId: id, awards: counts.awards, publicFiles: anonymise ? 'anonymise' : 'keep' })
    // Files go first: should the transaction fail, they are missed less than they would be found.
    for (const sha256 of pictures) rmSync(picturePath(catalog, sha256), { force: true })
    return counts
  })
  dropStrayEvidence(catalog)
  // What stood on a page before must not lie on in the log of the last transactions.
  db.pragma('wal_checkpoint(TRUNCATE)')
  return counted
}

/**
 * Empties everything that tells of a person, inside a transaction; `tx` is null when the journal is read again. A person who is not there, or
 * was erased before, is passed over. Answers with pictures of which no row is left: their files are to go.
 */
export function emptyPerson(catalog: Catalog, tx: Transaction | null, erasure: Erasure): string[] {
  const { db } = catalog
  const { id, at } = erasure
  if (prepared<[string]>(db, 'SELECT 1 FROM person WHERE id = ? AND erased_at IS NULL').get(id) === undefined) return []
  closeReservedCodes(db, id, at)
  eraseApplications(catalog, tx, id)
  emptyRosterRows(db, id)
  const pictures = [...emptyAwards(db, erasure), ...ownPictures(db, id)]
  for (const sql of emptied) prepared<[{ id: string }]>(db, sql).run({ id })
  prepared(db, 'DELETE FROM person_search WHERE rowid = (SELECT rowid FROM person WHERE id = ?)').run(id)
  prepared<[{ id: string; at: string }]>(
    db,
    `UPDATE person SET name = '', sort_name = '', given_name = '', family_name = '', nickname = '', website = '', bio = '',
       picture_sha256 = NULL, opted_out_at = coalesce(opted_out_at, @at), opted_out_reason = '', erased_at = @at, updated_at = @at
     WHERE id = @id`,
  ).run({ id, at })
  return [...new Set(pictures)].filter((sha256) => dropPicture(db, sha256))
}

/** Statements that take what belongs to a person, or empty what has to stay for the counts. */
const emptied = [
  'DELETE FROM person_identifier WHERE person_id = @id',
  'DELETE FROM group_member WHERE person_id = @id',
  'DELETE FROM do_not_award WHERE person_id = @id',
  'DELETE FROM person_merge WHERE kept_id = @id',
  'DELETE FROM invitation WHERE person_id = @id AND used_at IS NULL',
  "UPDATE criterion_met SET note = '' WHERE person_id = @id",
  "UPDATE roster_row SET name = '', email = '', narrative = '' WHERE person_id = @id",
  'UPDATE award SET suspended_reason = NULL WHERE person_id = @id AND suspended_reason IS NOT NULL',
  // Why an award was put on hold stands in the library only; why it was revoked is public.
  `UPDATE award_history SET detail = '' WHERE fact <> 'revoked' AND detail <> ''
     AND award_id IN (SELECT id FROM award WHERE person_id = @id)`,
]

/** A code that waits for somebody who is gone is no code for everybody; one that they used names an address that may be theirs no more. */
function closeReservedCodes(db: Database, id: string, at: string) {
  prepared<[{ id: string; at: string }]>(
    db,
    `UPDATE claim_code SET reserved_for = '', cancelled_at = coalesce(cancelled_at, @at)
     WHERE reserved_for <> '' AND (id IN (SELECT code_id FROM code_claim WHERE person_id = @id)
       OR reserved_for IN (SELECT value_folded FROM person_identifier AS mine WHERE person_id = @id AND ${isOnlyTheirs}))`,
  ).run({ id, at })
}

/** Empties the free text of a person's awards and what their documents say of it; the pictures that were made for them alone. */
function emptyAwards(db: Database, { id, anonymise, rev }: Erasure): string[] {
  const awards = prepared<
    [{ id: string }],
    { id: string; saysMore: 0 | 1; published: 0 | 1; picture: string; plainPicture: string | null }
  >(
    db,
    `SELECT award.id, ${saysMore} AS saysMore, published_at IS NOT NULL AS published, award.picture_sha256 AS picture,
       badge_version.picture_sha256 AS plainPicture FROM ${awardsOf}`,
  ).all({ id })
  const pictures: string[] = []
  for (const award of awards) {
    if (award.saysMore === 1) {
      const plain = award.plainPicture ?? award.picture
      prepared(
        db,
        `UPDATE award SET narrative = '', evidence = '[]', subject = '{}', custom = '', override_reason = '', picture_sha256 = ?
         WHERE id = ?`,
      ).run(plain, award.id)
      if (plain !== award.picture) pictures.push(award.picture)
    }
    if (!anonymise && award.saysMore === 0) continue
    const documents = readDocuments(db, award.id)
    if (documents !== null) {
      const left = anonymousDocuments(documents)
      prepared(db, 'UPDATE award_document SET assertion = ?, credential = ? WHERE award_id = ?').run(
        left.assertion,
        left.credential,
        award.id,
      )
      prepared(db, 'UPDATE award SET documents_sha256 = ? WHERE id = ?').run(documentsHash(left), award.id)
    }
    // What is live is replaced only where that was asked for.
    if (anonymise && award.published === 1) prepared(db, 'UPDATE award SET rev = ? WHERE id = ?').run(rev, award.id)
  }
  return pictures
}

/** The person's portrait, and those of whoever was merged into the person. */
const ownPictures = (db: Database, id: string) =>
  prepared<[{ id: string }]>(
    db,
    `SELECT sha256 FROM (SELECT picture_sha256 AS sha256 FROM person WHERE id = @id
       UNION SELECT merged ->> '$.person.picture_sha256' FROM person_merge WHERE kept_id = @id) WHERE sha256 IS NOT NULL`,
  )
    .pluck()
    .all({ id }) as string[]

/**
 * Rows of lists that were never looked up belong to nobody of the library; an address says all the same whom they mean, and so does a name
 * where nobody else has it, or where the address is theirs too.
 */
function emptyRosterRows(db: Database, id: string) {
  const rows = prepared<[{ id: string }], { rosterId: string; row: number; name: string; email: string }>(
    db,
    `SELECT roster_id AS rosterId, row, name, email FROM roster_row WHERE person_id IS NULL AND (email = ''
       OR lower(trim(email)) IN (SELECT value_folded FROM person_identifier WHERE person_id = @id AND type = 'email'))`,
  ).all({ id })
  const mine = oneRow<{ sortName: string; isOnlyName: 0 | 1; addresses: string }>(
    db,
    `SELECT sort_name AS sortName, NOT EXISTS (SELECT 1 FROM person AS theirs WHERE theirs.sort_name = person.sort_name AND theirs.id <> person.id) AS isOnlyName,
       (SELECT json_group_array(value_folded) FROM person_identifier AS mine WHERE person_id = @id AND type = 'email' AND ${isOnlyTheirs}) AS addresses
     FROM person WHERE id = @id`,
    { id },
  )
  const addresses = new Set(JSON.parse(mine.addresses) as string[])
  const empty = prepared<[string, number]>(
    db,
    "UPDATE roster_row SET name = '', email = '', narrative = '' WHERE roster_id = ? AND row = ?",
  )
  for (const { rosterId, row, name, email } of rows) {
    const isTheirName = sortNameOf(name) === mine.sortName
    if (email === '' ? isTheirName && mine.isOnlyName === 1 : isTheirName || addresses.has(foldAddress(email)))
      empty.run(rosterId, row)
  }
}

/** SQL: whether nobody else has this identifier of a person. */
const isOnlyTheirs = `NOT EXISTS (SELECT 1 FROM person_identifier AS theirs
  WHERE theirs.type = mine.type AND theirs.value_folded = mine.value_folded AND theirs.person_id <> @id)`

/** Takes a picture's row, unless a design or anything else shows the same picture. */
function dropPicture(db: Database, sha256: string): boolean {
  const isPlaced = oneRow<{ placed: 0 | 1 }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM design WHERE instr(document, @sha256) > 0)
       OR EXISTS (SELECT 1 FROM badge_version WHERE art IS NOT NULL AND instr(art, @sha256) > 0)
       OR EXISTS (SELECT 1 FROM person_merge WHERE instr(merged, @sha256) > 0) AS placed`,
    { sha256 },
  ).placed
  if (isPlaced === 1) return false
  try {
    return prepared(db, 'DELETE FROM picture WHERE sha256 = ?').run(sha256).changes > 0
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT')) return false
    throw error
  }
}

/**
 * Writes the index of words anew, bit by bit: what was deleted from it is passed over at once, but lies in it until its pages are
 * merged. `turn` lets everything else run between two steps.
 */
export async function forgetWords(catalog: Catalog, turn: () => Promise<void>): Promise<void> {
  const { db } = catalog
  const merge = prepared<[number]>(db, "INSERT INTO person_search (person_search, rank) VALUES ('merge', ?)")
  const changes = () => oneRow<{ changes: number }>(db, 'SELECT total_changes() AS changes').changes
  for (let pages = -64; ; pages = 64) {
    const before = changes()
    catalog.write(() => merge.run(pages))
    // SQLite's own sign that there was nothing left to do (fts5, the merge command).
    if (changes() - before < 2 && pages > 0) break
    await turn()
  }
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/**
 * Deletes the addresses of people, also those that a merge keeps aside, that stand in a list to award or that a code waits for, inside a
 * transaction; also when the journal is read again. The hashes in their awards stay.
 */
export function forgetAddresses(db: Database, ids: readonly string[]): void {
  for (const sql of forgotten) prepared(db, sql).run({ ids: JSON.stringify(ids) })
}

const theseIds = '(SELECT value FROM json_each(@ids))'
const forgotten = [
  // A code for whom nobody knows any more is no code for everybody; one that was used stays used.
  `UPDATE claim_code SET reserved_for = '', cancelled_at = coalesce(cancelled_at, expires_at, created_at)
   WHERE reserved_for <> '' AND (
     id IN (SELECT code_id FROM code_claim WHERE person_id IN ${theseIds})
     OR reserved_for IN (SELECT value_folded FROM person_identifier AS mine WHERE person_id IN ${theseIds}
       AND NOT EXISTS (SELECT 1 FROM person_identifier AS theirs WHERE theirs.type = mine.type
         AND theirs.value_folded = mine.value_folded AND theirs.person_id NOT IN ${theseIds})))`,
  `DELETE FROM person_identifier WHERE type IN ('email', 'telephone') AND person_id IN ${theseIds}`,
  `UPDATE person_merge SET merged = json_set(merged, '$.left', json((SELECT json_group_array(json(value)) FROM json_each(merged, '$.left')
     WHERE NOT (value ->> '$.table' = 'person_identifier' AND value ->> '$.row.type' IN ('email', 'telephone')))))
   WHERE split_at IS NULL AND kept_id IN ${theseIds}`,
  `UPDATE roster_row SET email = '' WHERE email <> '' AND person_id IN ${theseIds}`,
]
