import { createHash } from 'node:crypto'
import { fileNameOf } from '../../../core/awards/file-name'
import { checkExpiry } from '../../../core/badges/expiry'
import { badgeDetails, type BadgeDetails } from '../../../core/contract/badges'
import { isKnownLayer, type DesignDocument } from '../../../core/designs/document'
import { addedFamily } from '../../../core/designs/faces'
import { readFontFile } from '../../../core/designs/font-file'
import { readPictureFile } from '../../../core/designs/picture-files/picture-file'
import { joined } from '../../../core/designs/picture-files/picture-parts'
import {
  familiesOf,
  lostLayers,
  packProject,
  picturesOf,
  unpackProject,
  type LostPart,
} from '../../../core/designs/project'
import { readDesign as readDocument } from '../../../core/designs/versions'
import { BlazonError, isBlazonError } from '../../../core/errors'
import { reencodePng } from '../../baking/picture'
import { readPictureHeader } from '../../baking/picture-header'
import { addBadge, readBadge } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { insertDesign, readDesign, type StoredDesign } from '../../catalog/designs'
import { keepFont, listFonts, readFont } from '../../catalog/fonts'
import { keepPicture, pictureRow, readPicture } from '../../catalog/pictures'
import { fontUnpackers } from '../../platform/font-unpackers'

/** The bound of the contract, in bytes. */
const mostBytes = 48 * 1024 * 1024

/**
 * Packs a design into a project file. A picture or a font that is gone from the library is left out: the file opens with its place kept.
 * Throws `not_found`, `unreadable_design`, and `conflict` with reason `project_too_large`.
 */
export function exportProject(catalog: Catalog, id: string): { fileName: string; bytes: string } {
  const design = readDesign(catalog, id)
  const files = new Map<string, Uint8Array>()
  const take = (sha256: string, read: () => Uint8Array) => {
    try {
      files.set(sha256, read())
    } catch (error) {
      if (!isBlazonError(error)) throw error
    }
  }
  for (const sha256 of picturesOf(design.document).keys()) take(sha256, () => readPicture(catalog, sha256).content)
  const picture = design.pictureSha256
  if (picture !== null) take(picture, () => readPicture(catalog, picture).content)
  const families = familiesOf(design.document)
  // A font that may only be shown and printed must not be handed on for others to write with.
  const fonts = listFonts(catalog).filter(
    (font) => families.has(addedFamily(font)) && (font.embedding === 'installable' || font.embedding === 'editable'),
  )
  for (const { sha256 } of fonts) take(sha256, () => readFont(catalog, sha256).content)
  const bytes = packProject({
    name: design.name,
    document: design.document,
    details: design.badgeId === null ? null : readBadge(catalog, design.badgeId).details,
    picture,
    fonts: fonts.map((font) => ({ sha256: font.sha256, family: addedFamily(font) })),
    files,
  })
  if (bytes.byteLength > mostBytes)
    throw new BlazonError('conflict', 'the project file would be too large', { reason: 'project_too_large' })
  return { fileName: fileNameOf(design.name, 'blazon'), bytes: Buffer.from(bytes).toString('base64') }
}

/**
 * Stores the design of a project file as a new one, with its pictures, its fonts, and a draft of its badge where it had one. What the file
 * no longer holds whole is named. Nothing is stored where the file is refused as a whole. `fontKept` is told of each font that is kept.
 * Throws `unreadable_file` (reason `not_a_project`, `project_damaged`, `project_too_large`), `unreadable_design` (reason `newer`), `disk_full`.
 */
export async function importProject(
  catalog: Catalog,
  bytes: Uint8Array,
  fontKept: (sha256: string) => void,
): Promise<StoredDesign & { lost: LostPart[] }> {
  const project = unpackProject(bytes)
  const read = readDocument(project.document)
  const lost: LostPart[] = lostLayers(read)
  const keep = (sha256: string) => keptPicture(catalog, sha256, project.files.get(sha256))
  const kept = new Map<string, string>()
  for (const [sha256, name] of picturesOf(read)) {
    const now = await keep(sha256)
    if (now === null) lost.push({ what: 'picture', name })
    else kept.set(sha256, now)
  }
  const missing = new Set<string>()
  for (const { sha256, family } of project.fonts)
    if (await keptFont(catalog, sha256, project.files.get(sha256))) fontKept(sha256)
    else missing.add(family)
  for (const name of missing) lost.push({ what: 'font', name })
  const details = badgeDetails.safeParse(project.details)
  const words = details.success ? withExpiryToCome(details.data, catalog.now()) : null
  if (project.details !== null && project.details !== undefined && words !== details.data)
    lost.push({ what: 'details', name: project.name })
  const picture = project.picture === null ? null : await keptDrawing(catalog, project.files.get(project.picture))
  const id = catalog.newId()
  const document = JSON.stringify(withPictures(read, kept))
  catalog.write((tx) => {
    insertDesign(catalog, id, { name: project.name, document, picture })
    if (words !== null) addBadge(catalog, tx, { details: words, designId: id })
  })
  return { ...readDesign(catalog, id), lost }
}

/** A file may have lain about until its date of expiry was past: that alone is left out. */
function withExpiryToCome(details: BadgeDetails, now: string): BadgeDetails {
  try {
    checkExpiry(details.expiry, now)
    return details
  } catch (error) {
    if (!isBlazonError(error, 'invalid_input')) throw error
    return { ...details, expiry: { kind: 'none' } }
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Keeps a picture of a project file as `pictures.add` would, and answers with the hash that it has now; null where it is not what it claims. */
async function keptPicture(catalog: Catalog, sha256: string, bytes: Uint8Array | undefined): Promise<string | null> {
  if (!bytes || hashOf(bytes) !== sha256) return pictureRow(catalog, sha256) === null ? null : sha256
  try {
    const header = readPictureHeader(bytes)
    return (await keepPicture(catalog, joined(readPictureFile(bytes).essence), header)).sha256
  } catch (error) {
    if (isBlazonError(error, 'disk_full') || isBlazonError(error, 'read_only') || !isBlazonError(error)) throw error
    return null
  }
}

/** Keeps the picture drawn from the design as `designs.setPicture` would; null for anything but one: it is drawn again. */
async function keptDrawing(catalog: Catalog, bytes: Uint8Array | undefined): Promise<string | null> {
  if (!bytes) return null
  try {
    const png = await reencodePng(bytes)
    if (png.width !== 600 || png.height !== 600) return null
    return (await keepPicture(catalog, png.bytes, { ...png, mime: 'image/png' })).sha256
  } catch (error) {
    if (isBlazonError(error, 'disk_full') || isBlazonError(error, 'read_only') || !isBlazonError(error)) throw error
    return null
  }
}

/** Keeps a font of a project file as `fonts.add` would; false where it is not what it claims, or may not be embedded. */
async function keptFont(catalog: Catalog, sha256: string, bytes: Uint8Array | undefined): Promise<boolean> {
  if (!bytes || hashOf(bytes) !== sha256) return listFonts(catalog).some((font) => font.sha256 === sha256)
  try {
    await keepFont(catalog, bytes, await readFontFile(bytes, fontUnpackers))
    return true
  } catch (error) {
    if (isBlazonError(error, 'disk_full') || isBlazonError(error, 'read_only') || !isBlazonError(error)) throw error
    return false
  }
}

const withPictures = (document: DesignDocument, kept: ReadonlyMap<string, string>): DesignDocument => ({
  ...document,
  layers: document.layers.map((layer) =>
    isKnownLayer(layer) && layer.kind === 'picture'
      ? { ...layer, sha256: kept.get(layer.sha256) ?? layer.sha256 }
      : layer,
  ),
})
