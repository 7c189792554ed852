import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import type { TransferKind, TransferRow } from '../../../core/contract/transfer'
import { BlazonError } from '../../../core/errors'
import type { Catalog } from '../../catalog/catalog'
import { isReceived, keepReceived } from '../../catalog/received'
import type { CheckBadge } from '../../verification/check-badge'
import { archiveEntries, isArchive } from './archive'
import { startOf } from './open-source'
import type { Source } from './sources'

type Deps = {
  catalog: Catalog
  checkBadge: CheckBadge
  dry: boolean
  tell: (row: TransferRow) => void
  count: (kind: TransferKind, what: 'new' | 'there' | 'leftOut') => void
  signal: AbortSignal | undefined
}

/** A Backpack's collections (`{"groups": [{"name": …}]}`): they come with the recipients' own side. */
const collections = z.object({ groups: z.array(z.looseObject({ name: z.string() })) })
/** The largest file that is taken for a badge. */
const largestBadge = 16 * 1024 * 1024

/**
 * Keeps the badges of a Backpack as they are: baked pictures and assertions, each checked without the network. They are other issuers'
 * and stay so. The same file again is the same badge.
 */
export async function* keepBadges(
  { catalog, checkBadge, dry, tell, count, signal }: Deps,
  source: Source,
): AsyncGenerator<{ done: number; total: number | null }> {
  let done = 0
  for await (const { at, name, bytes } of filesOf(source)) {
    if (signal?.aborted) return
    const leave = (reason: TransferRow['reason'], kind: TransferKind = 'received', text = name) => {
      count(kind, 'leftOut')
      tell({ kind, at, name: text, reason, outcome: 'left_out' })
    }
    if (bytes === null) {
      leave('too_long')
      continue
    }
    const groups = groupsIn(name, bytes)
    if (groups !== null) for (const group of groups) leave('not_carried', 'group', group)
    else {
      const checked = await checkBadge({ name, bytes }, { online: false, signal, withPicture: true })
      const { verdict, payloads, ownAwardId } = checked.result
      if (ownAwardId !== null) leave('own_award')
      else if (checked.file === null || verdict === 'not_a_badge' || payloads.length === 0) leave('no_badge_data')
      else {
        if (verdict === 'altered' || verdict === 'invalid')
          tell({ kind: 'received', at, name, reason: 'not_genuine', outcome: 'changed' })
        count('received', isReceived(catalog, bytes) ? 'there' : 'new')
        if (!dry)
          await keepReceived(catalog, checked.file, {
            result: checked.result,
            rescued: false,
            documents: [],
            replaceCopies: false,
          })
      }
    }
    done += 1
    yield { done, total: null }
    await turn()
  }
}

/** The files of a source, and of archives in it; `bytes` is null for one that is too large for a badge. */
async function* filesOf(
  source: Source,
): AsyncGenerator<{ at: string; name: string; bytes: Uint8Array<ArrayBufferLike> | null }> {
  const taken = (bytes: Uint8Array) => (bytes.length > largestBadge ? null : bytes)
  if (source.files.length === 0) throw new BlazonError('unreadable_file', 'no files', { reason: 'nothing_found' })
  for (const file of source.files) {
    const start = startOf(file.path)
    if (isArchive(start)) {
      for await (const { name, bytes } of archiveEntries(file, start, (entry) => !/(^|\/)[._]/.test(entry)))
        yield { at: `${file.name}/${name}`, name: name.split('/').at(-1) ?? name, bytes: taken(bytes) }
    } else yield { at: file.name, name: file.name, bytes: file.bytes > largestBadge ? null : readFileSync(file.path) }
  }
}

function groupsIn(name: string, bytes: Uint8Array): string[] | null {
  if (extname(name).toLowerCase() !== '.json') return null
  try {
    const read = collections.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return read.success ? read.data.groups.map((group) => group.name) : null
  } catch {
    return null
  }
}
