import { open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { BlazonError } from '../../core/errors'
import type { FetchDocument } from '../../core/ports'

/** An address and the folder whose files are what it serves (`verify --hosted URL=DIR`). */
export type HostedFolder = { url: string; folder: string }

/** The largest hosted document that is read (`limits.md` F36). */
const maxBytes = 1_048_576

/**
 * Answers from folders what their addresses would answer; nothing is ever fetched. A file that is not there is a 404;
 * an address below none of them is `offline`. Nothing outside of a folder is read: no `..`, no link that leads out.
 */
export function hostedFolders(hosted: readonly HostedFolder[]): FetchDocument {
  const places = hosted.map(({ url, folder }) => {
    const { origin, pathname } = new URL(url)
    return { origin, path: pathname.replace(/\/*$/, '/'), folder }
  })
  // The longest address first: one folder may stand in for a part of another's site.
  places.sort((one, other) => other.path.length - one.path.length)
  return async (address) => {
    const { origin, pathname } = new URL(address)
    const place = places.find((one) => one.origin === origin && pathname.startsWith(one.path))
    if (!place) throw new BlazonError('offline', 'no folder stands in for that address', { reason: 'not_hosted' })
    const bytes = await readInside(place.folder, pathname.slice(place.path.length))
    return bytes ? { status: 200, bytes } : { status: 404, bytes: new Uint8Array() }
  }
}

/** A file below a folder; null where there is none, where the path leads out, or where it is larger than any document. */
async function readInside(folder: string, path: string): Promise<Uint8Array | null> {
  const parts = path.split('/').map(decoded)
  if (parts.some((part) => part === null || part === '' || part === '.' || part === '..' || /[\\/\0:]/.test(part)))
    return null
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, ...parts.filter((part) => part !== null)))
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return null
    const handle = await open(file, 'r')
    try {
      const facts = await handle.stat()
      return facts.isFile() && facts.size <= maxBytes ? await handle.readFile() : null
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
