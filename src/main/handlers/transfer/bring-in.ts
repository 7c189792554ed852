import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { checkZone } from '../../../core/transfer/times'
import {
  mostReported,
  transferKind,
  type ImportRequest,
  type TransferKind,
  type TransferOrigin,
  type TransferReport,
  type TransferRow,
} from '../../../core/contract/transfer'
import { BlazonError } from '../../../core/errors'
import type { Incoming } from '../../../core/transfer/incoming'
import { reencodePng } from '../../baking/picture'
import type { AwardPeople } from '../../catalog/award-people'
import { readBadgeForAward } from '../../catalog/badges'
import type { Catalog } from '../../catalog/catalog'
import { issuerRow } from '../../catalog/issuers'
import { writePicture } from '../../catalog/pictures'
import { isHolder, linkConfirmations } from '../../catalog/transfer-awards'
import { transfer, type PictureForBadge } from '../../catalog/transfer'
import type { PastAward } from '../../catalog/transfer-options'
import type { CheckBadge } from '../../verification/check-badge'
import { keepBadges } from './keep-badges'
import { openSource } from './open-source'
import type { Source } from './sources'

export type BringInDeps = { catalog: Catalog; awardPeople: AwardPeople; checkBadge: CheckBadge }
type Step = { done: number; total: number | null }

/** As whose confirmation a past award is kept. */
const originNames: Record<TransferOrigin, string> = {
  tahrir: 'Fedora Badges',
  moodle: 'Moodle',
  moodle_spec: 'Moodle',
  badgekit: 'BadgeKit',
  badgr: 'Badgr',
  backpack: 'Backpack',
  awards_csv: 'Earlier awards',
}

/** A slice aims at this much work before other calls get their turn (architecture, decision 9), and has at most so many rows. */
const sliceMs = 20
const largestSlice = 1000

/** Counts what comes in and keeps the rows that somebody has to look at. */
function reporter() {
  const counts = new Map<TransferKind, { new: number; there: number; leftOut: number }>()
  const kept = { left_out: [] as TransferRow[], changed: [] as TransferRow[] }
  let total = 0
  let timesWithoutZone = 0
  return {
    tell: (row: TransferRow) => {
      total += 1
      if (row.reason === 'no_zone') timesWithoutZone += 1
      if (kept[row.outcome].length < mostReported) kept[row.outcome].push({ ...row, name: row.name.slice(0, 300) })
    },
    count: (kind: TransferKind, what: 'new' | 'there' | 'leftOut', much = 1) => {
      const known = counts.get(kind) ?? { new: 0, there: 0, leftOut: 0 }
      known[what] += much
      counts.set(kind, known)
    },
    report: (headings: string[] = [], sample: string[][] = []): TransferReport => {
      const rows = [...kept.left_out, ...kept.changed].slice(0, mostReported)
      return {
        counts: transferKind.options.flatMap((kind) => {
          const count = counts.get(kind)
          return count === undefined ? [] : [{ kind, ...count }]
        }),
        rows,
        moreRows: total - rows.length,
        timesWithoutZone,
        headings,
        sample,
      }
    },
  }
}

/**
 * Brings a source in, or says what would come in (`dry`). Slices of at most 1,000 rows and some 15 ms each in a transaction of its own;
 * what came in before a cancel stays. Throws what `openSource` throws, `invalid_input` (field zone) and `not_found` (field issuerId).
 */
export async function* bringIn(
  { catalog, awardPeople, checkBadge }: BringInDeps,
  source: Source,
  request: ImportRequest,
  dry: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, TransferReport> {
  checkZone(request.zone)
  if (request.issuerId !== undefined) issuerRow(catalog, request.issuerId)
  const { tell, count, report } = reporter()
  if (request.origin === 'backpack') {
    yield* keepBadges({ catalog, checkBadge, dry, tell, count, signal }, source)
    if (!dry) catalog.write((tx) => tx.audit('transfer.imported', { origin: request.origin, ...countsOf(report()) }))
    return report()
  }

  const opened = await openSource(source, request.origin, request, signal)
  try {
    const pictures = picturesOf(source)
    const library = transfer(catalog, {
      dry,
      originName: originNames[request.origin],
      issuerId: request.issuerId ?? null,
      tell,
      count,
    })
    const again: PastAward[] = []
    let slice: { it: Exclude<Incoming, { kind: 'issuer' }>; picture: PictureForBadge }[] = []
    let done = 0
    const flush = () => {
      if (slice.length === 0) return
      const now = slice
      slice = []
      const bring = (tx: Parameters<typeof library.bring>[0]) => {
        for (const { it, picture } of now)
          if (it.kind !== 'award') library.bring(tx, it, picture)
          else {
            const award = library.pastAward(it)
            if (award === null) continue
            const isNew = library.keepAward(award)
            if (request.awardAgain) again.push(award)
            else count('award', isNew ? 'new' : 'there')
          }
      }
      if (dry) bring(null)
      else catalog.write(bring)
    }
    let began = performance.now()
    let size = 100
    let taken = 0
    for (const it of opened.incoming()) {
      if (signal?.aborted) break
      if (it.kind === 'issuer') {
        flush()
        library.bringIssuer(it)
        if (it.under.length > 0) {
          if (dry) library.joinIssuer(it)
          else catalog.write(() => library.joinIssuer(it))
        }
      } else
        slice.push({
          it,
          picture:
            it.kind === 'badge' && it.picture !== null ? await pictureFor(catalog, pictures, it.picture, dry) : null,
        })
      done += 1
      if ((taken += 1) < size) continue
      flush()
      yield { done, total: null }
      await turn()
      size = Math.max(
        20,
        Math.min(largestSlice, Math.round((size * sliceMs) / Math.max(performance.now() - began, 0.1))),
      )
      taken = 0
      began = performance.now()
    }
    flush()
    if (again.length > 0 && !signal?.aborted)
      yield* awardAgain({ catalog, awardPeople, dry, tell, count, signal }, again)
    const made = report(opened.headings, opened.sample)
    if (!dry) catalog.write((tx) => tx.audit('transfer.imported', { origin: request.origin, ...countsOf(made) }))
    return made
  } finally {
    opened.close()
  }
}

const countsOf = ({ counts }: TransferReport) => Object.fromEntries(counts.map(({ kind, new: added }) => [kind, added]))

/** Files of the source by the names that badges know their pictures by. */
function picturesOf(source: Source): (name: string) => string | null {
  const byName = new Map(source.files.map(({ name, path }) => [basename(name).toLowerCase(), path]))
  return (name) => {
    const kept = join(source.work, 'pictures', basename(name))
    if (/^[0-9a-f]{40}$/.test(name) && existsSync(kept)) return kept
    const wanted = basename(name).toLowerCase()
    return byName.get(wanted) ?? byName.get(`${wanted.slice(0, wanted.length - extname(wanted).length)}.png`) ?? null
  }
}

async function pictureFor(
  catalog: Catalog,
  pictures: (name: string) => string | null,
  name: string,
  dry: boolean,
): Promise<PictureForBadge> {
  const path = pictures(name)
  if (path === null) return 'picture_missing'
  try {
    const bytes = readFileSync(path)
    if (dry) return bytes[0] === 0x89 && bytes[1] === 0x50 ? null : 'picture_unreadable'
    const stored = await reencodePng(bytes)
    const facts = {
      mime: 'image/png' as const,
      width: stored.width,
      height: stored.height,
      pixelDigest: stored.pixelDigest,
    }
    return { picture: await writePicture(catalog, stored.bytes, facts), facts }
  } catch (error) {
    if (error instanceof BlazonError && error.code !== 'disk_full' && error.code !== 'read_only')
      return 'picture_unreadable'
    throw error
  }
}

type AgainDeps = Pick<BringInDeps, 'catalog' | 'awardPeople'> & {
  dry: boolean
  tell: (row: TransferRow) => void
  count: (kind: TransferKind, what: 'new' | 'there' | 'leftOut', much?: number) => void
  signal: AbortSignal | undefined
}

/**
 * Issues past awards anew: what is signed is signed by an issuer of this library, today, and says the date of then. Those that say the
 * same of many people are one batch. Whoever holds the badge already is passed over, so that doing it again adds nothing.
 */
async function* awardAgain(
  { catalog, awardPeople, dry, tell, count, signal }: AgainDeps,
  awards: readonly PastAward[],
): AsyncGenerator<Step> {
  const groups = new Map<string, PastAward[]>()
  for (const award of awards) {
    if (isHolder(catalog, award.badgeId, award.personId)) {
      count('award', 'there')
      continue
    }
    const key = JSON.stringify([award.badgeId, award.awardedAt, award.expiresAt, award.narrative, award.evidence])
    const group = groups.get(key)
    if (group) group.push(award)
    else groups.set(key, [award])
  }
  const refuse = (award: PastAward, reason: 'not_ready' | 'not_awarded' | 'opted_out' | 'repeated') => {
    count('award', 'leftOut')
    tell({ kind: 'award', at: award.at, name: award.name, reason, outcome: 'left_out' })
  }
  const ready = new Map<string, boolean>()
  const isReady = (badgeId: string) => {
    const known = ready.get(badgeId) ?? mayBeAwarded(catalog, badgeId)
    ready.set(badgeId, known)
    return known
  }
  let done = 0
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined || signal?.aborted) break
    done += group.length
    if (!isReady(first.badgeId)) for (const award of group) refuse(award, 'not_ready')
    else if (dry) count('award', 'new', group.length)
    else {
      const { awarded, skipped } = await awardPeople(
        {
          badgeId: first.badgeId,
          people: group.map(({ personId }) => ({ personId })),
          awardedAt: first.awardedAt,
          expiresAt: first.expiresAt,
          ...(first.narrative === '' ? {} : { narrative: first.narrative.slice(0, 5000) }),
          ...(first.evidence.length === 0 ? {} : { evidence: [...first.evidence] }),
        },
        { source: 'import', inTransaction: (_tx, rows) => linkConfirmations(catalog, first.badgeId, rows) },
        signal,
      )
      count('award', 'new', awarded.length)
      for (const { row, reason } of skipped) {
        const award = group[row - 1]
        if (award === undefined || reason === 'cancelled') continue
        if (reason === 'already_has_it') count('award', 'there')
        else refuse(award, reason === 'opted_out' || reason === 'repeated' ? reason : 'not_awarded')
      }
    }
    yield { done, total: awards.length }
    await turn()
  }
}

/** Whether a badge of the library can be awarded as it is; one that has only been looked at is not here yet. */
function mayBeAwarded(catalog: Catalog, badgeId: string): boolean {
  if (badgeId.startsWith('new ')) return false
  const badge = readBadgeForAward(catalog, badgeId)
  return (
    badge.ready &&
    (badge.status === 'active' || badge.status === 'active_locked') &&
    badge.art === null &&
    badge.issuer.hostingDecided
  )
}
