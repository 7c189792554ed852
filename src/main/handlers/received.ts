import { implement } from '@orpc/server'
import { contract } from '../../core/contract'
import { achievementDetails } from '../../core/contract/achievement'
import type { Change } from '../../core/contract/library'
import type { ReadReceivedBadge } from '../../core/contract/received'
import { webUrl } from '../../core/contract/shapes'
import type { VerificationResult } from '../../core/contract/verification'
import { BlazonError } from '../../core/errors'
import { reencodePng } from '../baking/picture'
import { createBadge } from '../catalog/badges'
import type { Catalog } from '../catalog/catalog'
import { keepPicture } from '../catalog/pictures'
import {
  keepReceived,
  listReceived,
  readReceived,
  receivedDocument,
  receivedFile,
  removeReceived,
  storeReceivedCheck,
  type ReceivedCheck,
} from '../catalog/received'
import type { CheckBadge, CheckedBadge } from '../verification/check-badge'

export type ReceivedDeps = { catalog: Catalog; announce: (change: Change) => void; checkBadge: CheckBadge }

/** `received.*`: badges of other issuers, kept as they were received, with copies for the day on which their issuer is gone. */
export function receivedHandlers({ catalog, announce, checkBadge }: ReceivedDeps) {
  const os = implement(contract.received)

  type Look = { online: boolean; identity?: string | undefined; signal?: AbortSignal | undefined }
  const lookAgain = async (id: string, { online, identity, signal }: Look): Promise<CheckedBadge> => {
    const copies = (url: string) => receivedDocument(catalog, id, url)
    return checkBadge(receivedFile(catalog, id), { online, identity, signal, copies, withPicture: true })
  }
  const read = async (id: string): Promise<ReadReceivedBadge> => {
    const { result, ...badge } = readReceived(catalog, id)
    if (result) return { ...badge, result }
    const checked = await lookAgain(id, { online: false })
    storeReceivedCheck(catalog, id, toStore(checked, { online: false, rescued: badge.rescued }))
    return { ...readReceived(catalog, id), result: checked.result }
  }

  return {
    keep: os.keep.handler(async ({ input: { file, address, online }, signal }) => {
      const badge = file ? { name: file.name, bytes: fromBase64(file.bytes) } : { address: address ?? '' }
      const checked = await checkBadge(badge, { online, signal, withPicture: true })
      signal?.throwIfAborted()
      const { result } = checked
      if (result.ownAwardId !== null)
        throw new BlazonError('conflict', 'awarded by this library', { reason: 'own_award' })
      if (checked.file === null && result.verdict !== 'not_a_badge')
        throw new BlazonError('offline', 'nothing came from that address', { reason: result.because ?? '' })
      if (checked.file === null || result.payloads.length === 0)
        throw new BlazonError('no_badge_data', 'no badge to keep', { reason: result.because ?? '' })
      const id = await keepReceived(catalog, checked.file, toStore(checked, { online, rescued: false }))
      announce({ name: 'received.saved', ids: [id] })
      return read(id)
    }),

    list: os.list.handler(({ input }) => listReceived(catalog, input)),
    read: os.read.handler(({ input }) => read(input.id)),

    recheck: os.recheck.handler(async ({ input: { id, online, identity }, signal }) => {
      const { rescued } = readReceived(catalog, id)
      const checked = await lookAgain(id, { online, identity, signal })
      signal?.throwIfAborted()
      // Whether it is a certain person's is an answer for whoever asked; it is no property of the badge.
      if (identity !== undefined) return { ...readReceived(catalog, id), result: checked.result }
      storeReceivedCheck(catalog, id, toStore(checked, { online, rescued }))
      announce({ name: 'received.saved', ids: [id] })
      return read(id)
    }),

    file: os.file.handler(({ input }) => {
      const { name, bytes } = receivedFile(catalog, input.id)
      return { name, bytes: Buffer.from(bytes).toString('base64') }
    }),

    remove: os.remove.handler(({ input: { id } }) => {
      removeReceived(catalog, id)
      announce({ name: 'received.removed', ids: [id] })
      return { id }
    }),

    toBadge: os.toBadge.handler(async ({ input: { id, picture } }) => {
      const { result, badgeName, issuerName } = await read(id)
      const png = picture === undefined ? pictureOf(id, result) : fromBase64(picture)
      const stored = png && (await reencodePng(png))
      const kept = stored && (await keepPicture(catalog, stored.bytes, { ...stored, mime: 'image/png' }))
      const badge = createBadge(catalog, {
        details: draftOf(result, badgeName || receivedFile(catalog, id).name),
        pictureSha256: kept?.sha256,
      })
      announce({ name: 'badges.saved', ids: [badge.id] })
      return { badgeId: badge.id, badgeName, issuerName, hasPicture: kept !== undefined }
    }),
  }

  /** A kept badge's picture as PNG: the file itself, or the copy of what stood at its address. */
  function pictureOf(id: string, { summary }: VerificationResult): Uint8Array | undefined {
    const { bytes } = receivedFile(catalog, id)
    if (isPng(bytes)) return bytes
    const copy = summary?.imageUrl ? receivedDocument(catalog, id, summary.imageUrl) : null
    return copy && isPng(copy.bytes) ? copy.bytes : undefined
  }
}

/** What of a check is stored. `rescued` is what was known before: only a look online can tell whether an issuer is gone. */
function toStore(
  { result, answers }: CheckedBadge,
  { online, rescued }: { online: boolean; rescued: boolean },
): ReceivedCheck {
  return {
    result,
    rescued: online ? isIssuerGone(result) : rescued,
    documents: [...answers].map(([url, { bytes, type = '' }]) => ({ url, type, bytes })),
    // A site that changed hands may say anything: copies only give way to answers that prove the badge.
    replaceCopies: result.verdict === 'valid' || result.verdict === 'expired',
  }
}

const isIssuerGone = ({ verdict, checks, fetched }: VerificationResult) =>
  checks.some(({ code }) => code === 'copies_used') ||
  ((verdict === 'unreachable' || verdict === 'genuine_unchecked') && fetched.some(({ status }) => status !== 200))

/** What a badge of one's own may take over from another's: the words, and in OB 2.0 documents whose idea it was. */
function draftOf({ summary }: VerificationResult, name: string) {
  const line = (text: string, most: number) =>
    text
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, most)
  const creator = webUrl.safeParse(summary?.issuerUrl ?? summary?.issuerId)
  return {
    name: line(summary?.badgeName ?? '', 255) || line(name, 255),
    description: (summary?.description ?? '').trim().slice(0, 5000),
    criteria: (summary?.criteria ?? '').trim().slice(0, 20_000),
    ...(creator.success && {
      achievement: achievementDetails.parse({
        extensions: [{ name: 'OriginalCreator', value: { url: creator.data } }],
      }),
    }),
  }
}

const isPng = (bytes: Uint8Array) => bytes[0] === 0x89 && bytes[1] === 0x50
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
