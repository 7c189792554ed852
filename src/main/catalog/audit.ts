import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AuditTarget, Catalog, Transaction } from './catalog'
import { prepared } from './sqlite'

/** Who acts, and on which computer. */
export type Actor = { operatorId: string | null; deviceId: string }

/** A row of the audit log, as its hash covers it. */
export type AuditRow = {
  seq: number
  at: string
  operator_id: string | null
  device_id: string
  action: string
  target: string
}

/** The first row follows this. */
export const firstPrevHash = '0'.repeat(64)

/** Lower-case hex SHA-256 of a row after the hash of the row before it: whoever changes one row has to change all after it. */
export const auditHash = (prevHash: string, row: AuditRow): string =>
  createHash('sha256')
    .update(JSON.stringify([prevHash, row.seq, row.at, row.operator_id, row.device_id, row.action, row.target]))
    .digest('hex')

/** Adds rows to the audit log, inside the transaction of what they tell of. */
export function auditLog(db: Database, now: () => string) {
  const readLast = prepared<[], { seq: number; hash: string }>(
    db,
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  )
  const insert = prepared<[AuditRow & { prev_hash: string; hash: string }]>(
    db,
    `INSERT INTO audit (seq, at, operator_id, device_id, action, target, prev_hash, hash)
     VALUES (@seq, @at, @operator_id, @device_id, @action, @target, @prev_hash, @hash)`,
  )
  return ({ operatorId, deviceId }: Actor, action: string, target: AuditTarget): void => {
    const last = readLast.get()
    const prevHash = last?.hash ?? firstPrevHash
    const row: AuditRow = {
      seq: (last?.seq ?? 0) + 1,
      at: now(),
      operator_id: operatorId,
      device_id: deviceId,
      action,
      target: JSON.stringify(target),
    }
    insert.run({ ...row, prev_hash: prevHash, hash: auditHash(prevHash, row) })
  }
}

/**
 * A row of the audit log on its own, for what changes nothing else in the library: a refusal, a sign-out, a publishing. Where nothing
 * can be written, nothing is noted, and nothing was done.
 */
export function noteAct(catalog: Catalog, ...row: Parameters<Transaction['audit']>): void {
  if (!catalog.isReadOnly) catalog.write((tx) => tx.audit(...row))
}
