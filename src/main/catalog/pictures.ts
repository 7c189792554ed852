import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { picture } from '../../core/contract/designs'
import { BlazonError } from '../../core/errors'
import { ensureFolder, writeFileAtomically } from '../platform/atomic-write'
import type { Catalog, Transaction } from './catalog'
import { journalRow } from './journal-lines'
import { prepared } from './sqlite'

export type Picture = z.infer<typeof picture>

/** What a caller knows of a picture's bytes; `pixelDigest` is the hex SHA-256 of its RGBA pixels, where it was decoded. */
export type PictureFacts = Pick<Picture, 'mime' | 'width' | 'height'> & { pixelDigest?: string }

/** A row of the table `picture`. */
export type PictureRow = Picture & { pixelDigest: string | null; createdAt: string }

const columns = 'sha256, mime, width, height, bytes, pixel_digest AS pixelDigest, created_at AS createdAt'

/** Where a picture's bytes lie: `pictures/<hh>/<sha256>`, so that no folder grows without bound. */
export const picturePath = (catalog: Catalog, sha256: string) =>
  join(catalog.folder, 'pictures', sha256.slice(0, 2), sha256)

/**
 * Keeps a picture by its hash: the file first, whole and flushed, then the row, so that a row never points to nothing. The same bytes again
 * change nothing; a file that was damaged since is healed. Throws `disk_full` or `read_only`.
 */
export async function keepPicture(catalog: Catalog, bytes: Uint8Array, facts: PictureFacts): Promise<Picture> {
  const picture = await writePicture(catalog, bytes, facts)
  if (pictureRow(catalog, picture.sha256) === null) catalog.write((tx) => storePicture(catalog, tx, picture, facts))
  return picture
}

/** Writes a picture's bytes where they belong, without its row; `first` is done before it. */
export async function writePicture(
  catalog: Catalog,
  bytes: Uint8Array,
  { mime, width, height }: PictureFacts,
  first?: (sha256: string) => Promise<void>,
): Promise<Picture> {
  const sha256 = hashOf(bytes)
  await first?.(sha256)
  if (!isIntact(catalog, sha256)) {
    await ensureFolder(join(catalog.folder, 'pictures', sha256.slice(0, 2)))
    await writeFileAtomically(picturePath(catalog, sha256), bytes, { sync: true })
  }
  return { sha256, mime, width, height, bytes: bytes.byteLength }
}

/** Stores the row of a picture whose bytes are written, inside a transaction; one that is there stays as it is. */
export function storePicture(catalog: Catalog, tx: Transaction, picture: Picture, facts: PictureFacts): void {
  const { sha256, mime, width, height, bytes } = picture
  const stored = {
    sha256,
    mime,
    width,
    height,
    bytes,
    pixel_digest: facts.pixelDigest ?? null,
    created_at: catalog.now(),
  }
  const { changes } = prepared<typeof stored>(
    catalog.db,
    `INSERT INTO picture (sha256, mime, width, height, bytes, pixel_digest, created_at)
     VALUES (@sha256, @mime, @width, @height, @bytes, @pixel_digest, @created_at) ON CONFLICT DO NOTHING`,
  ).run(stored)
  if (changes > 0) journalRow(tx, 'picture', stored)
}

/** The row of a picture, or null. */
export const pictureRow = (catalog: Catalog, sha256: string): PictureRow | null =>
  prepared<[string], PictureRow>(catalog.db, `SELECT ${columns} FROM picture WHERE sha256 = ?`).get(sha256) ?? null

/** True where a picture is known and its file is there; whether that is damaged is only seen when it is read. */
export const isKept = (catalog: Catalog, sha256: string): boolean =>
  pictureRow(catalog, sha256) !== null && existsSync(picturePath(catalog, sha256))

/**
 * A kept picture with its bytes, checked against its hash: a damaged picture must not leave the house inside a badge.
 * Throws `not_found`, or `unreadable_file` with reason `picture_missing` or `picture_damaged`.
 */
export function readPicture(catalog: Catalog, sha256: string): PictureRow & { content: Buffer } {
  const row = pictureRow(catalog, sha256)
  if (row === null) throw new BlazonError('not_found', 'no such picture', { field: 'sha256' })
  const content = contentOf(catalog, sha256)
  if (content === null) throw unreadable('picture_missing')
  if (hashOf(content) !== sha256) throw unreadable('picture_damaged')
  return { ...row, content }
}

const unreadable = (reason: string) => new BlazonError('unreadable_file', `kept picture: ${reason}`, { reason })
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function isIntact(catalog: Catalog, sha256: string): boolean {
  const content = contentOf(catalog, sha256)
  return content !== null && hashOf(content) === sha256
}

function contentOf(catalog: Catalog, sha256: string): Buffer | null {
  try {
    return readFileSync(picturePath(catalog, sha256))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
