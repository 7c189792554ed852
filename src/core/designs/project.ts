import { Unzip, UnzipInflate, strFromU8, strToU8, zipSync, type Zippable } from 'fflate/browser'
import { z } from 'zod'
import { BlazonError } from '../errors'
import { isKnownLayer, type DesignDocument } from './document'
import { brokenKind } from './versions'

/**
 * The project file (`.blazon`): a ZIP with `mimetype`, `design.json`, and the pictures and fonts that the design uses by their
 * hashes. It is only ever read: nothing in it is run, no name in it becomes a path.
 */

/** The version of the file that this program writes. */
const projectVersion = 1
const mimeType = 'application/vnd.blazon.design+zip'
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const format = 'blazon-project'

/** Bounds of what is read: far above any real design, far below what could fill a memory. */
const limits = { entries: 2_000, bytes: 96 * 1024 * 1024, designBytes: 16 * 1024 * 1024 }

/** What a damaged project file no longer holds; `name` is what the design calls it. */
export const lostPart = z.object({ what: z.enum(['picture', 'font', 'layer', 'details']), name: z.string() })
export type LostPart = z.infer<typeof lostPart>

const manifest = z.object({
  name: z.string().min(1).max(255),
  /** Read by `readDesign`: it may be of an older version. */
  document: z.unknown(),
  /** The words of the design's badge, as `contract/badges.ts` has them; null where it was no badge. */
  details: z.unknown(),
  /** The picture drawn from the design. */
  picture: sha256.nullable().catch(null),
  fonts: z
    .array(z.object({ sha256, family: z.string().min(1).max(100) }))
    .max(200)
    .catch([]),
})

/** What a project file holds: the design with its name, the words of its badge, and files by their hashes. */
export interface Project {
  readonly name: string
  readonly document: unknown
  readonly details: unknown
  readonly picture: string | null
  readonly fonts: readonly { readonly sha256: string; readonly family: string }[]
  /** Bytes of pictures and fonts as the file has them, by the hash that they claim. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** The pictures that a design places, each hash once, with the name of a layer that shows it. */
export function picturesOf({ layers }: DesignDocument): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const layer of layers)
    if (isKnownLayer(layer) && layer.kind === 'picture' && !found.has(layer.sha256)) found.set(layer.sha256, layer.name)
  return found
}

/** The families that a design writes in. */
export const familiesOf = ({ layers }: DesignDocument): ReadonlySet<string> =>
  new Set(layers.flatMap((layer) => (isKnownLayer(layer) && 'lettering' in layer ? [layer.lettering.family] : [])))

/** The layers that could not be read and stand as placeholders: what a damaged design has lost for now. */
export const lostLayers = ({ layers }: DesignDocument): LostPart[] =>
  layers.flatMap((layer) => {
    if (layer.kind !== brokenKind) return []
    const was: unknown = Reflect.get(layer, 'was')
    const name: unknown = typeof was === 'object' && was !== null ? Reflect.get(was, 'name') : null
    return [{ what: 'layer', name: typeof name === 'string' ? name.slice(0, 120) : layer.id }]
  })

/** Packs a project file. The same project gives the same bytes. */
export function packProject({ files, ...rest }: Project): Uint8Array {
  // ZIP knows local time only; a fixed moment gives the same bytes everywhere.
  const mtime = new Date(1980, 0, 1)
  const fonts = new Set(rest.fonts.map((font) => font.sha256))
  const entries: Zippable = {
    mimetype: [strToU8(mimeType), { level: 0, mtime }],
    'design.json': [strToU8(JSON.stringify({ format, version: projectVersion, ...rest })), { level: 9, mtime }],
  }
  for (const [hash, bytes] of files)
    entries[`${fonts.has(hash) ? 'fonts' : 'pictures'}/${hash}`] = [bytes, { level: 0, mtime }]
  return zipSync(entries)
}

/**
 * Reads a project file, as much of it as is whole. Hashes are not checked here: whoever keeps the files does.
 * @throws BlazonError `unreadable_file` with the reason `not_a_project`, `project_damaged` (its design is gone) or
 * `project_too_large`, and `unreadable_design` with the reason `newer` for a file of a later version.
 */
export function unpackProject(bytes: Uint8Array): Project {
  const entries = unpacked(bytes)
  const text = entries.get('design.json')
  if (!text) throw unreadable(entries.size > 0 || isZip(bytes) ? 'project_damaged' : 'not_a_project')
  let raw: unknown
  try {
    raw = JSON.parse(strFromU8(text))
  } catch (cause) {
    throw unreadable('project_damaged', cause)
  }
  if (typeof raw !== 'object' || raw === null || Reflect.get(raw, 'format') !== format)
    throw unreadable('not_a_project')
  const version: unknown = Reflect.get(raw, 'version')
  if (typeof version === 'number' && version > projectVersion)
    throw new BlazonError('unreadable_design', `a project file of version ${String(version)}`, { reason: 'newer' })
  const read = manifest.safeParse(raw)
  if (!read.success) throw unreadable('project_damaged', read.error)
  const files = new Map<string, Uint8Array>()
  for (const [name, content] of entries) {
    const hash = fileName.exec(name)?.[1]
    if (hash !== undefined && !files.has(hash)) files.set(hash, content)
  }
  return { ...read.data, files }
}

/** The only names that are looked at; what else is in the file stays packed. */
const fileName = /^(?:pictures|fonts)\/([0-9a-f]{64})$/
const isWanted = (name: string): boolean => name === 'design.json' || fileName.test(name)
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
const unreadable = (reason: string, cause?: unknown): BlazonError =>
  new BlazonError('unreadable_file', `project file: ${reason}`, { reason }, { cause })

/** So much is unpacked between two looks at the limits: at most about 4 MB of output, whatever the input. */
const sliceBytes = 4096

/** The wanted entries of a ZIP that are whole. It is read from the front, so that a file which was cut short still gives what it has. */
function unpacked(bytes: Uint8Array): Map<string, Uint8Array> {
  const whole = new Map<string, Uint8Array>()
  let count = 0
  let total = 0
  let refused: BlazonError | null = null
  const unzip = new Unzip((file) => {
    if (++count > limits.entries) refused ??= unreadable('project_too_large')
    if (refused || !isWanted(file.name) || whole.has(file.name)) return
    const most = file.name === 'design.json' ? limits.designBytes : limits.bytes
    const pieces: Uint8Array[] = []
    let size = 0
    file.ondata = (error, piece, isLast) => {
      // An entry that cannot be unpacked is lost; the ones after it may be whole.
      if (error || refused) return
      size += piece.length
      total += piece.length
      if (size > most || total > limits.bytes) {
        refused = unreadable('project_too_large')
        return
      }
      pieces.push(piece)
      if (isLast) whole.set(file.name, joined(pieces, size))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length && !refused; at += sliceBytes)
      unzip.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length)
  } catch {
    // Cut short or not a ZIP: what is whole by now is what there is.
  }
  if (refused) throw refused as BlazonError
  return whole
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
