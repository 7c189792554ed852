import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFolder, writeFileAtomically } from '../platform/atomic-write'
import type { Catalog, Transaction } from './catalog'
import { picturePath, pictureRow, storePicture, writePicture, type Picture, type PictureFacts } from './pictures'

/**
 * Pictures that were drawn for people and wait for their awards. Each has a mark in `prepared/<batch>/<sha256>`, written before its bytes;
 * only the award's own transaction makes it a picture of the library. What is marked and is none goes when the batch is dropped, and at
 * the next start: a picture with a name in it must not outlive an award that never was.
 */
const folderOf = (catalog: Catalog) => join(catalog.folder, 'prepared')

/** Keeps a picture for an award to come. Throws `disk_full` or `read_only`. */
export async function keepPreparedPicture(
  catalog: Catalog,
  preparedId: string,
  bytes: Uint8Array,
  facts: PictureFacts,
): Promise<Picture> {
  const picture = await writePicture(catalog, bytes, facts, async (sha256) => {
    const folder = join(folderOf(catalog), preparedId)
    await ensureFolder(folder)
    await writeFileAtomically(join(folder, sha256), new Uint8Array(), { sync: true })
  })
  return picture
}

/** Makes prepared pictures pictures of the library, inside the transaction that stores their awards. */
export function adoptPictures(
  catalog: Catalog,
  tx: Transaction,
  pictures: readonly (Picture & { pixelDigest: string })[],
): void {
  for (const picture of pictures) storePicture(catalog, tx, picture, picture)
}

/** Ends a batch: its marks go, and with them the bytes that no award took. */
export function dropPrepared(catalog: Catalog, preparedId: string): void {
  const all = folderOf(catalog)
  const folder = join(all, preparedId)
  if (!existsSync(folder)) return
  const others = readdirSync(all).filter((name) => name !== preparedId)
  for (const sha256 of readdirSync(folder)) {
    const isWanted =
      pictureRow(catalog, sha256) !== null || others.some((other) => existsSync(join(all, other, sha256)))
    if (!isWanted && /^[0-9a-f]{64}$/.test(sha256)) rmSync(picturePath(catalog, sha256), { force: true })
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Drops the batches of a run before this one: what was prepared does not survive it. */
export function dropAllPrepared(catalog: Catalog): void {
  const all = folderOf(catalog)
  if (catalog.isReadOnly || !existsSync(all)) return
  for (const preparedId of readdirSync(all)) dropPrepared(catalog, preparedId)
}
