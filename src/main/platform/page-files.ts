import { readFile, realpath } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** What the built page consists of; anything else in its folder is not served. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * The file that a request path of the page names, or null where it names none: a path that leaves the folder in any
 * spelling (`..`, `%2e%2e`, `%5c`, a drive letter, NUL), one that cannot be decoded, or a kind of file the page has not.
 */
export function pageFilePath(folder: string, requestPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(requestPath)
  } catch {
    return null
  }
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return null
  const segments = decoded.slice(1).split('/')
  if (decoded === '/') segments[0] = 'index.html'
  if (segments.some((segment) => segment === '' || segment.startsWith('.'))) return null
  const file = join(folder, ...segments)
  if (!file.startsWith(resolve(folder) + sep)) return null
  return Object.hasOwn(contentTypes, extname(file).toLowerCase()) ? file : null
}

/** Reads a file of the page; null where there is none. A link that leads out of the folder counts as none. */
export async function readPageFile(
  folder: string,
  requestPath: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string } | null> {
  const file = pageFilePath(resolve(folder), requestPath)
  const contentType = file && contentTypes[extname(file).toLowerCase()]
  if (!file || !contentType) return null
  try {
    const [realFile, realFolder] = await Promise.all([realpath(file), realpath(folder)])
    if (!realFile.startsWith(realFolder + sep)) return null
    return { bytes: new Uint8Array(await readFile(realFile)), contentType }
  } catch {
    return null
  }
}
