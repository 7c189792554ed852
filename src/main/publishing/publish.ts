import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { z } from 'zod'
import type { fileChange, publishingPlan } from '../../core/contract/publishing'
import { BlazonError } from '../../core/errors'
import { changeOf, type LiveFile, type SiteFile } from '../../core/publishing/diff'
import type { Target } from './targets/folder'

/**
 * Files that go live together, and the awards whose documents are complete once they are; how many awards were passed over, because their
 * documents are not those that were issued. Groups come in publishing order.
 */
export type PublishGroup = { files: readonly SiteFile[]; awards: readonly PublishedAward[]; damaged?: number }
export type PublishedAward = { id: string; rev: number; revoked: boolean; suspended: boolean }

/** What publishing needs of the catalog. */
export type Manifest = {
  live: (path: string) => LiveFile | undefined
  note: (files: readonly ({ path: string } & LiveFile)[], awards: readonly PublishedAward[]) => void
  /** The bytes of a kept picture. */
  picture: (sha256: string) => Uint8Array
}

type Plan = z.infer<typeof publishingPlan>
type Counts = { written: number; unchanged: number; awards: number; revoked: number }

const listedChanges = 1000

/** What publishing would write, without writing: the same groups, each file's hash against the manifest. */
export async function previewPublishing(
  groups: AsyncIterable<PublishGroup>,
  manifest: Manifest,
  target: Target | null,
): Promise<Pick<Plan, 'changes' | 'counts'> & { foreign: string[]; damaged: number }> {
  const changes: z.infer<typeof fileChange>[] = []
  const counts: Plan['counts'] = { new: 0, changed: 0, unchanged: 0, revoked: 0, suspended: 0, bytes: 0 }
  const foreign: string[] = []
  let damaged = 0
  for await (const group of groups) {
    for (const file of group.files) {
      const wanted = bodyOf(file, manifest)
      const live = manifest.live(file.path)
      const change = changeOf(wanted.sha256, live)
      if (change !== 'unchanged' && target && isForeign(target, file.path, wanted.sha256, live)) {
        foreign.push(file.path)
        continue
      }
      counts[change] += 1
      if (change === 'unchanged') continue
      const bytes = wanted.bytes().length
      counts.bytes += bytes
      if (changes.length < listedChanges) changes.push({ path: file.path, change, kind: file.kind, bytes })
    }
    counts.revoked += group.awards.filter((award) => award.revoked).length
    counts.suspended += group.awards.filter((award) => award.suspended).length
    damaged += group.damaged ?? 0
  }
  return { changes, counts, foreign, damaged }
}

/**
 * Publishes: puts what the manifest does not have, reads each file back, and notes a group as live only when all of it is. A cut
 * anywhere leaves the groups before it noted and the rest to do; nothing that is live is ever removed. Yields after every group.
 * Throws what the target throws, and `target_refused` (reason `read_back`) where it answers with other bytes than it was given.
 */
export async function* publish(
  groups: AsyncIterable<PublishGroup>,
  manifest: Manifest,
  target: Target,
  signal?: AbortSignal,
): AsyncGenerator<Counts, Counts> {
  const counts: Counts = { written: 0, unchanged: 0, awards: 0, revoked: 0 }
  for await (const group of groups) {
    if (signal?.aborted) break
    const put: ({ path: string } & LiveFile)[] = []
    for (const file of group.files) {
      const wanted = bodyOf(file, manifest)
      const live = manifest.live(file.path)
      if (changeOf(wanted.sha256, live) === 'unchanged') {
        counts.unchanged += 1
        continue
      }
      if (isForeign(target, file.path, wanted.sha256, live)) continue
      const bytes = wanted.bytes()
      target.put(file.path, bytes)
      const readBack = target.read(file.path)
      if (!readBack || sha256Of(readBack) !== wanted.sha256)
        throw new BlazonError('target_refused', 'a file did not come back as it was put', { reason: 'read_back' })
      put.push({ path: file.path, sha256: wanted.sha256, bytes: bytes.length })
    }
    if (put.length > 0 || group.awards.length > 0) manifest.note(put, group.awards)
    counts.written += put.length
    counts.awards += group.awards.length
    counts.revoked += group.awards.filter((award) => award.revoked).length
    yield { ...counts }
    // Long jobs leave room for other calls between their slices.
    await turn()
  }
  return counts
}

/** A kept picture is known by its hash: it is read only when it has to be written. */
function bodyOf(file: SiteFile, manifest: Manifest): { sha256: string; bytes: () => Uint8Array } {
  const { body } = file
  if (body instanceof Uint8Array) return { sha256: sha256Of(body), bytes: () => body }
  return { sha256: body.pictureSha256, bytes: () => manifest.picture(body.pictureSha256) }
}

/**
 * Only files in the top folder and in `assets` can meet a stranger's (all others stand under a random token). A file there that is
 * neither what was last put nor says near its beginning that Blazon made it is left alone.
 */
function isForeign(target: Target, path: string, wantedSha256: string, live: LiveFile | undefined): boolean {
  if (path.includes('/') && !path.startsWith('assets/')) return false
  const found = target.read(path)
  if (!found) return false
  const sha256 = sha256Of(found)
  if (sha256 === wantedSha256 || sha256 === live?.sha256) return false
  return !Buffer.from(found.subarray(0, 2000)).includes('Blazon')
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
