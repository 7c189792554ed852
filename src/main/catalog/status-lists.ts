import type { Random } from '../../core/ports'
import type { Catalog, Transaction } from './catalog'
import { journalRow } from './journal-lines'
import { prepared } from './sqlite'

/** One entry of a status list, given out for good. */
export type StatusEntry = { listId: string; listToken: string; index: number }

/** 131,072 entries: the least that hides one person among others (W3C Bitstring Status List, minimum length). */
const listSize = 131_072

/** Beyond this share of a list, drawing a free entry by chance takes too many draws: the next list is begun. */
const fullShare = 0.75

/**
 * Gives out status list entries at random, never one twice: `draw` marks the entry in memory, `save` stores lists that are new inside
 * the transaction that stores their awards. Which entries are taken is read from the awards themselves, withdrawn ones included, so
 * nothing can disagree; the unique index `award_by_status` guards it.
 */
export type StatusAllocator = { draw: () => StatusEntry; save: (tx: Transaction) => void }

export type StatusPurpose = 'revocation' | 'suspension'

const allocators = new WeakMap<Catalog, Map<string, StatusAllocator>>()

/** The allocator of an issuer's lists of one purpose; one per open library, so that two jobs at once never draw the same entry. */
export function statusAllocator(
  catalog: Catalog,
  issuerId: string,
  random: Random,
  purpose: StatusPurpose = 'revocation',
): StatusAllocator {
  const known = allocators.get(catalog) ?? new Map<string, StatusAllocator>()
  allocators.set(catalog, known)
  const name = `${issuerId} ${purpose}`
  const made = known.get(name) ?? makeAllocator(catalog, issuerId, random, purpose)
  known.set(name, made)
  return made
}

type OpenList = { id: string; token: string; taken: Uint8Array; count: number }

function makeAllocator(catalog: Catalog, issuerId: string, random: Random, purpose: StatusPurpose): StatusAllocator {
  let list = newestList(catalog, issuerId, purpose) ?? emptyList(catalog)
  const used = [list]
  return {
    draw: () => {
      if (list.count >= listSize * fullShare) {
        list = emptyList(catalog)
        used.push(list)
      }
      for (;;) {
        const [low, middle, high] = random(3) as unknown as [number, number, number]
        const index = (low | (middle << 8) | (high << 16)) % listSize
        const bit = 0x80 >> (index & 7)
        if ((list.taken[index >> 3]! & bit) !== 0) continue
        list.taken[index >> 3]! |= bit
        list.count += 1
        return { listId: list.id, listToken: list.token, index }
      }
    },
    // A rolled back transaction takes a list's row away again, so every list used is looked at, not only the new ones.
    save: (tx) => {
      for (const open of used) insertList(catalog, tx, issuerId, purpose, open)
    },
  }
}

/** Where an award keeps its entry of each purpose. */
export const statusColumns = {
  revocation: ['status_list_id', 'status_index'],
  suspension: ['suspension_list_id', 'suspension_index'],
} as const satisfies Record<StatusPurpose, readonly [list: string, index: string]>

const emptyList = (catalog: Catalog): OpenList => ({
  id: catalog.newId(),
  token: catalog.newToken(),
  taken: new Uint8Array(listSize / 8),
  count: 0,
})

function newestList(catalog: Catalog, issuerId: string, purpose: StatusPurpose): OpenList | undefined {
  const row = catalog.db
    .prepare('SELECT id, token FROM status_list WHERE issuer_id = ? AND purpose = ? ORDER BY id DESC LIMIT 1')
    .get(issuerId, purpose) as { id: string; token: string } | undefined
  if (!row) return undefined
  const taken = new Uint8Array(listSize / 8)
  const [listColumn, indexColumn] = statusColumns[purpose]
  const indexes = catalog.db.prepare(`SELECT ${indexColumn} FROM award WHERE ${listColumn} = ?`).pluck().all(row.id)
  for (const index of indexes as number[]) taken[index >> 3]! |= 0x80 >> (index & 7)
  return { ...row, taken, count: indexes.length }
}

function insertList(catalog: Catalog, tx: Transaction, issuerId: string, purpose: StatusPurpose, list: OpenList): void {
  const row = {
    id: list.id,
    token: list.token,
    issuer_id: issuerId,
    purpose,
    size: listSize,
    created_at: catalog.now(),
  }
  const exists = prepared<[string]>(catalog.db, 'SELECT 1 FROM status_list WHERE id = ?').get(row.id)
  if (exists) return
  const stored = { ...row, rev: tx.nextRev() }
  catalog.db
    .prepare(
      'INSERT INTO status_list (id, token, issuer_id, purpose, size, created_at, rev) VALUES (@id, @token, @issuer_id, @purpose, @size, @created_at, @rev)',
    )
    .run(stored)
  journalRow(tx, 'status_list', stored)
}
