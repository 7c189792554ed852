import type { Transaction } from './catalog'
import type { Documents } from './documents'

/**
 * What the journal may hold, column by column. Names, addresses and free text about a person are not here and so
 * cannot get in; a restored library rebuilds search rows, counts and histories from these.
 */
export const journalColumns = {
  site: ['id', 'base_url', 'target_kind', 'folder', 'created_at'],
  issuer: [
    'id',
    'token',
    'name',
    'email',
    'url',
    'description',
    'site_id',
    'hosting_decided',
    'formats',
    'assertion_proof',
    'credential_proof',
    'suspendable',
    'endorsements',
    'show_names',
    'brand',
    'created_at',
    'updated_at',
    'rev',
  ],
  signing_key: [
    'id',
    'issuer_id',
    'kind',
    'public_multibase',
    'secret_ref',
    'created_at',
    'retired_at',
    'retired_reason',
    'backed_up_at',
    'rehearsed_at',
  ],
  font: ['sha256', 'family', 'weight', 'style', 'format', 'bytes', 'embedding', 'created_at'],
  picture: ['sha256', 'mime', 'width', 'height', 'bytes', 'pixel_digest', 'created_at'],
  badge: [
    'id',
    'token',
    'slug',
    'issuer_id',
    'design_id',
    'status',
    'status_before_archive',
    'current_version_id',
    'mail_subject',
    'mail_body',
    'paused',
    'issue_limit',
    'one_per_person',
    'duplicate_policy',
    'double_entry',
    'notify_creator',
    'attach_baked',
    'is_visible',
    'context',
    'context_activity_id',
    'created_by',
    'created_at',
    'updated_at',
  ],
  badge_version: [
    'id',
    'badge_id',
    'number',
    'name',
    'description',
    'criteria',
    'alt_text',
    'tags',
    'expiry',
    'achievement',
    'picture_sha256',
    'vector_sha256',
    'art',
    'frozen_at',
    'created_at',
    'rev',
  ],
  event: ['id', 'name', 'held_on', 'created_at'],
  status_list: ['id', 'token', 'issuer_id', 'purpose', 'size', 'created_at', 'rev'],
  batch: ['id', 'badge_version_id', 'event_id', 'state', 'total', 'source', 'created_at'],
  award: [
    'id',
    'token',
    'badge_id',
    'badge_version_id',
    'person_id',
    'batch_id',
    'event_id',
    'site_id',
    'key_id',
    'assertion_key_id',
    'identity_type',
    'identity_hash',
    'salt',
    'awarded_at',
    'expires_at',
    'status_list_id',
    'status_index',
    'suspension_list_id',
    'suspension_index',
    'documents_sha256',
    'picture_sha256',
    'serial',
    'issuer_id',
    'badge_token',
    'once',
    'replaces_id',
    'rev',
  ],
  /** Its file lies in the folder; the file's name and what was found in it may tell of people and stay out, as ''. */
  received_badge: [
    'id',
    'sha256',
    'file_name',
    'badge_name',
    'issuer_name',
    'verdict',
    'result',
    'rescued',
    'received_at',
    'checked_at',
  ],
  /** Later facts of an award that is stored already. */
  award_facts: [
    'id',
    'handed_out_at',
    'published_at',
    'revoked_at',
    'revoked_reason',
    // Without its reason, which may tell of the person and is public nowhere.
    'suspended_at',
    // Ends the suspension before it; no column of the table.
    'reinstated_at',
    'superseded_at',
    // Ends that: what stood in its place was taken back; no column of the table.
    'restored_at',
    'withdrawn_at',
    'rev',
  ],
} as const satisfies Record<string, readonly string[]>

export type JournalTable = keyof typeof journalColumns
export type JournalBody = { table: JournalTable; row: Record<string, string | number | null>; documents?: true }

/** Tables whose rows may be named as deleted; a person's name is never written, only the id. */
export const erasableTables = ['person', 'badge', 'issuer', 'event', 'site', 'font', 'received_badge'] as const
export type ErasableTable = (typeof erasableTables)[number]

/**
 * Writes the journal line for a row that was stored in the same transaction. Only the columns of `journalColumns` go in,
 * whatever else the row holds. An award's documents go into the file too, unless it has a narrative or evidence (free text about
 * a person) or `options.personal` says that they name the person; then only their hash does. `options.documents` hands them over.
 */
export function journalRow(
  tx: Transaction,
  table: JournalTable,
  row: Readonly<Record<string, unknown>>,
  options: { personal?: boolean; documents?: Documents } = {},
): void {
  const kept: JournalBody['row'] = {}
  for (const column of journalColumns[table]) {
    // A version's art is a whole document: it is written once, as the version becomes final, and not with every edit before.
    if (column === 'art' && (row['frozen_at'] ?? null) === null) continue
    const value = row[column]
    if (value === null || typeof value === 'string' || typeof value === 'number') kept[column] = value
    else if (typeof value === 'boolean') kept[column] = value ? 1 : 0
  }
  // Journal-file.ts knows the mark by its place: it must stay the last property.
  if (table === 'award' && options.personal !== true && hasNoFreeText(row))
    tx.journal('row', { table, row: kept, documents: true }, options.documents)
  else tx.journal('row', { table, row: kept })
}

/** Writes that the same facts arrived for several awards: one line, however many. */
export function journalFacts(
  tx: Transaction,
  awardIds: readonly string[],
  facts: Readonly<Partial<Record<Exclude<(typeof journalColumns)['award_facts'][number], 'id'>, string | number>>>,
): void {
  if (awardIds.length > 0) tx.journal('row', { table: 'award_facts', row: facts, ids: awardIds })
}

/** Writes that rows were deleted, so that a restored library deletes them again. Erasing people outranks recovery (sealed.md, Journal). */
export function journalGone(tx: Transaction, table: ErasableTable, ids: readonly string[]): void {
  tx.journal('gone', { table, ids })
}

/** What happened to people that a restored library does again; never what they are called or why. */
export type PeopleFact =
  | { opted_out_at: string | null }
  /** Erased: `rev` is that of the awards whose public files are replaced. */
  | { erased_at: string; anonymised: boolean; rev: number }
  /** Only the hashes of their addresses are left. */
  | { forgotten_at: string }
  /** The one person of the line became part of another. */
  | { merge_id: string; kept_id: string }
  /** A merge was taken back. */
  | { split_id: string }

/** Writes what happened to people (ids), so that it is done again after a restore: an older backup knows nothing of it. */
export function journalPeople(tx: Transaction, ids: readonly string[], fact: PeopleFact): void {
  tx.journal('people', { ids, ...fact })
}

const hasNoFreeText = (row: Readonly<Record<string, unknown>>) =>
  (row['narrative'] ?? '') === '' && (row['evidence'] ?? '[]') === '[]' && (row['subject'] ?? '{}') === '{}'
