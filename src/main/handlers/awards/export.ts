import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { creatorNotice } from '../../../core/awards/creator-notice'
import { fileNameFor, fileNameOf } from '../../../core/awards/file-name'
import { joinMailTexts, type MailText } from '../../../core/awards/message'
import type { awardsContract } from '../../../core/contract/awards'
import type { Change } from '../../../core/contract/library'
import type { Settings } from '../../../core/contract/settings'
import { BlazonError } from '../../../core/errors'
import { addressOf, sitePaths } from '../../../core/openbadges/addresses'
import { bakeSvg } from '../../baking/bake-svg'
import { bakeInto, prepareTemplate, type Template } from '../../baking/bake'
import { noteHandedOut } from '../../catalog/award-facts'
import { readBakedDocuments, readBakeSources, readMailTexts, type BakeSource } from '../../catalog/awards'
import type { Catalog } from '../../catalog/catalog'
import { readPicture } from '../../catalog/pictures'
import { readMailOptions, type MailOptions } from '../../catalog/mail-options'
import { numberedName, type DeliveredFile } from '../../delivery/file-names'
import { writeFiles } from '../../delivery/folder'
import { groupByAddress } from '../../delivery/group-by-address'
import { mailDraft } from '../../delivery/mail-draft'
import { zipFiles, type ZipTarget } from '../../delivery/zip'
import { ensureFolderSync, openFileAtomicallySync, writeFileAtomicallySync } from '../../platform/atomic-write'
import type { Platform } from '../../platform/platform'
import { mailTextOf } from './hand-out'

type Request = z.infer<NonNullable<(typeof awardsContract.export)['~orpc']['inputSchema']>>
type Skipped = { awardId: string; reason: 'no_address' | 'withdrawn' }
type Result = { folderId: string; folder: string; files: string[]; skipped: Skipped[] }

export type ExportDeps = {
  catalog: Catalog
  announce: (change: Change) => void
  chooseFolder: Platform['chooseFolder']
  /** Remembers a folder so that the page can ask to see it; answers with its handle. */
  rememberFolder: (id: string, path: string) => string
  settings: () => Settings
}

/** Room for a baked badge of almost any size, for files that are written before the next is baked. */
const roomBytes = 1024 * 1024

/** Bakes awards as they were issued into PNGs; each picture is read and checked once. With `room`, a badge is good until the next is baked. */
export function baker(catalog: Catalog, room?: Buffer): (source: BakeSource) => Buffer {
  const templates = new Map<string, Template>()
  return ({ id, pictureSha256 }) => {
    const { assertion, credential } = readBakedDocuments(catalog, id)
    const template = templates.get(pictureSha256) ?? prepareTemplate(readPicture(catalog, pictureSha256).content)
    templates.set(pictureSha256, template)
    const payloads = {
      ...(assertion === null ? {} : { openbadges: assertion }),
      ...(credential === null ? {} : { openbadgecredential: credential }),
    }
    return bakeInto(template, payloads, room ? { into: room } : {})
  }
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** The same into the SVG of the badge. */
function svgBaker(catalog: Catalog): (source: BakeSource) => Buffer {
  const drawings = new Map<string, string>()
  return ({ id, vectorSha256 }) => {
    if (vectorSha256 === null) throw new BlazonError('conflict', 'no SVG of the picture', { reason: 'no_vector' })
    const drawing = drawings.get(vectorSha256) ?? textOf(readPicture(catalog, vectorSha256).content)
    drawings.set(vectorSha256, drawing)
    const { assertion, credential } = readBakedDocuments(catalog, id)
    return Buffer.from(
      bakeSvg(drawing, {
        ...(assertion === null ? {} : { openbadges: textOf(assertion) }),
        ...(credential === null ? {} : { openbadgecredential: textOf(credential) }),
      }),
    )
  }
}

/** The documents themselves (ob_v3p0/docformat: `.json`, or `.jwt` and `.jws` for compact texts); of two in JSON the older is told by its name. */
function* documentFiles(catalog: Catalog, source: BakeSource): Generator<DeliveredFile> {
  const { assertion, credential } = readBakedDocuments(catalog, source.id)
  const isJson = (bytes: Uint8Array | null) => bytes?.[0] === 0x7b
  if (credential !== null)
    yield { fileName: fileNameFor(source, isJson(credential) ? 'json' : 'jwt'), bytes: credential }
  if (assertion === null) return
  const ending = !isJson(assertion) ? 'jws' : isJson(credential) ? 'ob2.json' : 'json'
  yield { fileName: fileNameFor(source, ending), bytes: assertion }
}

/** How the files of one award are made. Throws `conflict` (reason `no_vector`) where an SVG is asked for and an award has none, before anything is written. */
function fileMaker(
  catalog: Catalog,
  fileType: Request['fileType'],
  sources: readonly BakeSource[],
): (source: BakeSource) => Iterable<DeliveredFile> {
  if (fileType === 'document') return (source) => documentFiles(catalog, source)
  if (fileType === 'svg' && sources.some(({ vectorSha256 }) => vectorSha256 === null))
    throw new BlazonError('conflict', 'no SVG of the picture', { reason: 'no_vector' })
  // A folder and a ZIP take one badge after the other.
  const bake = fileType === 'svg' ? svgBaker(catalog) : baker(catalog, Buffer.allocUnsafeSlow(roomBytes))
  return (source) => [{ fileName: fileNameFor(source, fileType), bytes: bake(source) }]
}

/**
 * Bakes awards into a folder of PNGs or SVGs, one ZIP or one mail draft for each address, or writes their documents, and notes them as exported: files have left the app.
 * Cancelling keeps and notes what was written.
 */
export async function* exportAwards(
  deps: ExportDeps,
  request: Request,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number }, Result> {
  const { catalog } = deps
  const sources = readBakeSources(catalog, request.ids)
  const skipped: Skipped[] = sources
    .filter((source) => source.withdrawnAt !== null)
    .map((source) => ({ awardId: source.id, reason: 'withdrawn' }))
  const live = sources.filter((source) => source.withdrawnAt === null)
  const filesOf = request.as === 'drafts' ? null : fileMaker(catalog, request.fileType, live)
  const names = new Set(live.map((source) => source.badgeName))
  const folder = await deps.chooseFolder('export', names.size === 1 ? [...names][0]! : '')

  const written: string[] = []
  const badges = function* (filesOf: (source: BakeSource) => Iterable<DeliveredFile>) {
    for (const source of live) {
      let isOut = false
      for (const file of filesOf(source)) {
        yield file
        // Whoever has one of its files has the award.
        if (!isOut) written.push(source.id)
        isOut = true
      }
    }
  }
  const total = live.length
  let noted = 0
  /** Slice by slice, so that a cut leaves next to nothing that is outside and not known to be. */
  const note = () => {
    if (written.length === noted) return
    noteHandedOut(catalog, written.slice(noted), 'exported')
    noted = written.length
  }
  let files: string[] = []
  try {
    // A draft holds several badges at once.
    const outgoing = filesOf === null ? drafts(deps, live, baker(catalog), written, skipped) : badges(filesOf)
    const job =
      request.as === 'zip'
        ? zipInto(folder, catalog, outgoing, signal)
        : writeFiles(folder, outgoing, writeFileAtomicallySync, { signal })
    for (;;) {
      const step = await job.next()
      if (step.done) {
        files = step.value
        break
      }
      if (request.as !== 'zip') note()
      yield { done: Math.min(step.value, total), total }
    }
  } finally {
    // An aborted ZIP leaves no file behind, so nothing of it has left the app.
    if (request.as !== 'zip' || files.length > 0) note()
    if (noted > 0) deps.announce({ name: 'awards.changed', ids: written.slice(0, 100) })
  }
  return { folderId: deps.rememberFolder(`export-${catalog.newId()}`, folder), folder, files, skipped }
}

/**
 * One draft for each address, with every picture that goes there, save those of badges whose mails carry the link alone; then one for each
 * maker of badges who wants to know.
 */
async function* drafts(
  deps: ExportDeps,
  sources: readonly BakeSource[],
  bake: (source: BakeSource) => Buffer,
  written: string[],
  skipped: Skipped[],
): AsyncGenerator<DeliveredFile> {
  const { catalog } = deps
  const settings = deps.settings()
  const grouped = groupByAddress(sources)
  for (const { item, reason } of grouped.skipped) skipped.push({ awardId: item.id, reason })
  const options = mailOptionsOf(catalog, sources)
  // Without an address on the web there is nothing to link to: the picture is all there is.
  const linkInstead = ({ id, badgeId, token }: BakeSource): string | null => {
    const { baseUrl } = readMailTexts(catalog, id)
    return options.get(badgeId)?.attachBaked === false && baseUrl !== null
      ? addressOf(baseUrl, sitePaths.awardPage(token))
      : null
  }
  const textOf = (item: BakeSource): MailText => {
    const text = mailTextOf(catalog, settings, item)
    const link = linkInstead(item)
    return link === null || text.message.includes(link) ? text : { ...text, message: `${text.message}\n\n${link}` }
  }
  for (const { address, items } of grouped.groups) {
    const [first] = items as [BakeSource, ...BakeSource[]]
    const issuer = readMailTexts(catalog, first.id)
    const { subject, message } = joinMailTexts(items.map(textOf))
    const bytes = await mailDraft({
      from: { name: issuer.issuerName, address: issuer.issuerEmail },
      to: { name: [...new Set(items.map((item) => item.personName))].join(', '), address },
      subject,
      text: message,
      attachments: items
        .filter((item) => linkInstead(item) === null)
        .map((item) => ({ fileName: fileNameFor(item, 'png'), png: bake(item) })),
      date: new Date(catalog.now()),
      messageId: `${first.token}@${issuer.issuerEmail.slice(issuer.issuerEmail.lastIndexOf('@') + 1)}`,
    })
    yield { fileName: fileNameFor(first, 'eml'), bytes }
    written.push(...items.map((item) => item.id))
  }
  yield* creatorNotices(
    deps,
    sources.filter(({ id }) => written.includes(id)),
    options,
  )
}

const mailOptionsOf = (catalog: Catalog, sources: readonly BakeSource[]): Map<string, MailOptions> =>
  new Map([...new Set(sources.map(({ badgeId }) => badgeId))].map((id) => [id, readMailOptions(catalog, id)]))

/** A draft to each maker of badges who wants to know of hand-outs: who got what. */
async function* creatorNotices(
  { catalog }: ExportDeps,
  handedOut: readonly BakeSource[],
  options: ReadonlyMap<string, MailOptions>,
): AsyncGenerator<DeliveredFile> {
  const creatorOf = ({ badgeId }: BakeSource) => options.get(badgeId)?.creator ?? null
  for (const [address, items] of Map.groupBy(handedOut, (item) => creatorOf(item)?.address ?? '')) {
    const [first] = items as [BakeSource, ...BakeSource[]]
    if (address === '') continue
    const issuer = readMailTexts(catalog, first.id)
    const { subject, message } = creatorNotice(items)
    const bytes = await mailDraft({
      from: { name: issuer.issuerName, address: issuer.issuerEmail },
      to: { name: creatorOf(first)?.name, address },
      subject,
      text: message,
      attachments: [],
      date: new Date(catalog.now()),
      messageId: `notice.${first.token}@${issuer.issuerEmail.slice(issuer.issuerEmail.lastIndexOf('@') + 1)}`,
    })
    yield { fileName: fileNameOf(subject, 'eml'), bytes }
  }
}

/** A ZIP that appears whole or not at all, beside others of its name. */
async function* zipInto(
  folder: string,
  catalog: Catalog,
  badges: Iterable<DeliveredFile> | AsyncIterable<DeliveredFile>,
  signal: AbortSignal | undefined,
): AsyncGenerator<number, string[]> {
  ensureFolderSync(folder)
  const made: string[] = []
  const open = (part: number): ZipTarget => {
    const path = freePath(folder, `Badges ${catalog.now().slice(0, 10)}${part === 1 ? '' : ` part ${part}`}`)
    const file = openFileAtomicallySync(path)
    return {
      ...file,
      commit: () => {
        file.commit()
        made.push(basename(path))
      },
    }
  }
  yield* zipFiles(badges, open, { modifiedAt: new Date(catalog.now()), signal })
  return made
}

/** `name.zip`, or `name (2).zip` where that is taken. */
function freePath(folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const path = join(folder, numberedName(`${name}.zip`, number))
    if (!existsSync(path)) return path
  }
}
