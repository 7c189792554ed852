import type { z } from 'zod'
import type { fileChange } from '../contract/publishing'

/** One file that the site wants: its path below BASE, its kind and its whole body, or the kept picture that is its body. */
export type SiteFile = {
  path: string
  kind: z.infer<typeof fileChange>['kind']
  body: Uint8Array | { pictureSha256: string }
}

/** What the manifest knows of a live file. */
export type LiveFile = { sha256: string; bytes: number }

/** Leaf files first, pointers last: nothing is ever referred to before it is live (row 102). */
const order: Record<SiteFile['kind'], number> = {
  asset: 0,
  picture: 1,
  issuer: 2,
  badge: 3,
  status: 4,
  credential: 5,
  assertion: 6,
  page: 7,
}

/** Sorts files into the order in which they may go live; the front page is the last of the pages. */
export const inPublishingOrder = (files: readonly SiteFile[]): SiteFile[] =>
  [...files].sort(
    (one, other) =>
      order[one.kind] - order[other.kind] || Number(one.path === 'index.html') - Number(other.path === 'index.html'),
  )

/** What is to be done with a wanted file: nothing live is ever removed, so there is no fourth answer. */
export const changeOf = (wantedSha256: string, live: LiveFile | undefined): 'new' | 'changed' | 'unchanged' =>
  live === undefined ? 'new' : live.sha256 === wantedSha256 ? 'unchanged' : 'changed'

const pathPattern = /^(?:[a-z0-9_.-]+\/)*[a-z0-9_.-]+$/i

/** True for a path that stays below the folder on every file system (row 43). */
export const isSafePath = (path: string): boolean =>
  path.length <= 200 &&
  pathPattern.test(path) &&
  !path.split('/').some((part) => part === '.' || part === '..' || part.endsWith('.'))
