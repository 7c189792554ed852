import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Font } from '../../core/contract/fonts'
import type { FontFacts } from '../../core/designs/font-file'
import { BlazonError } from '../../core/errors'
import { ensureFolder, writeFileAtomically } from '../platform/atomic-write'
import type { Catalog } from './catalog'
import { journalGone, journalRow } from './journal-lines'
import { prepared } from './sqlite'

const columns = 'sha256, family, weight, style, format, bytes, embedding, created_at AS createdAt'

/** Where a font's bytes lie: `fonts/<hh>/<sha256>`, beside the pictures. */
const fontPath = ({ folder }: Catalog, sha256: string): string => join(folder, 'fonts', sha256.slice(0, 2), sha256)

/** The fonts of the library, by family and weight. */
export const listFonts = (catalog: Catalog): Font[] =>
  prepared<[], Font>(catalog.db, `SELECT ${columns} FROM font ORDER BY family, weight, style, sha256`).all()

/**
 * Keeps a font by its hash: the file first, whole and flushed, then the row. The same bytes again change nothing, and heal a file that
 * was damaged. Throws `unreadable_file` with reason `font_restricted` (family, licence) where its licence forbids embedding,
 * `disk_full` or `read_only`.
 */
export async function keepFont(catalog: Catalog, bytes: Uint8Array, facts: FontFacts): Promise<Font> {
  const { family, weight, style, format, embedding } = facts
  if (embedding === 'restricted') {
    const details = { reason: 'font_restricted', family, licence: facts.licence ?? '' }
    throw new BlazonError('unreadable_file', 'the licence of the font forbids embedding', details)
  }
  const sha256 = hashOf(bytes)
  const there = contentOf(catalog, sha256)
  if (there === null || hashOf(there) !== sha256) {
    await ensureFolder(join(catalog.folder, 'fonts', sha256.slice(0, 2)))
    await writeFileAtomically(fontPath(catalog, sha256), bytes, { sync: true })
  }
  const row = { sha256, family, weight, style, format, bytes: bytes.byteLength, embedding, created_at: catalog.now() }
  catalog.write((tx) => {
    const { changes } = prepared<typeof row>(
      catalog.db,
      `INSERT INTO font (sha256, family, weight, style, format, bytes, embedding, created_at)
       VALUES (@sha256, @family, @weight, @style, @format, @bytes, @embedding, @created_at) ON CONFLICT DO NOTHING`,
    ).run(row)
    if (changes > 0) journalRow(tx, 'font', row)
  })
  return fontRow(catalog, sha256)
}

/** A kept font with its bytes, checked against its hash. Throws `not_found`, or `unreadable_file` with reason `font_missing` or `font_damaged`. */
export function readFont(catalog: Catalog, sha256: string): Font & { content: Buffer } {
  const row = fontRow(catalog, sha256)
  const content = contentOf(catalog, sha256)
  if (content === null) throw new BlazonError('unreadable_file', 'kept font is gone', { reason: 'font_missing' })
  if (hashOf(content) !== sha256)
    throw new BlazonError('unreadable_file', 'kept font is damaged', { reason: 'font_damaged' })
  return { ...row, content }
}

/** Forgets a font: the row first, so that none points to nothing, then the file. Throws `not_found`. */
export function removeFont(catalog: Catalog, sha256: string): void {
  fontRow(catalog, sha256)
  catalog.write((tx) => {
    prepared<[string]>(catalog.db, 'DELETE FROM font WHERE sha256 = ?').run(sha256)
    journalGone(tx, 'font', [sha256])
  })
  rmSync(fontPath(catalog, sha256), { force: true })
}

function fontRow(catalog: Catalog, sha256: string): Font {
  const row = prepared<[string], Font>(catalog.db, `SELECT ${columns} FROM font WHERE sha256 = ?`).get(sha256)
  if (!row) throw new BlazonError('not_found', 'no such font', { field: 'sha256' })
  return row
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function contentOf(catalog: Catalog, sha256: string): Buffer | null {
  try {
    return readFileSync(fontPath(catalog, sha256))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
