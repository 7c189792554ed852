import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { lookedUp } from '../../../core/contract/publishing'
import { isBlazonError } from '../../../core/errors'
import { addressOf } from '../../../core/openbadges/addresses'
import type { Catalog } from '../../catalog/catalog'
import { readLiveSample, type SiteRow } from '../../catalog/publishing'
import type { GuardedFetch } from '../../verification/guarded-fetch'

type LookedUp = z.infer<typeof lookedUp>

/**
 * Asks a site for one published file of each kind, and compares it with what was put (`domain.md` row 100): whether the host
 * serves it, as what it is, and so that a checker in a browser may read it.
 */
export function lookOnline(
  { catalog, network }: { catalog: Catalog; network: GuardedFetch },
  site: SiteRow,
  signal: AbortSignal | undefined,
): Promise<LookedUp[]> {
  return Promise.all(
    readLiveSample(catalog, site.id).map(async ({ path, sha256 }): Promise<LookedUp> => {
      const url = addressOf(site.baseUrl, path)
      try {
        const { status, bytes, notes } = await network(url, signal ? { signal } : {})
        if (status !== 200) return { url, state: 'missing', note: null }
        const found = createHash('sha256').update(bytes).digest('hex')
        if (found !== sha256) return { url, state: 'other', note: null }
        // A page is a web page.
        const [note = null] = path.endsWith('.html') ? [] : notes
        return { url, state: note === null ? 'right' : 'unusual', note }
      } catch (error) {
        if (!isBlazonError(error, 'offline')) throw error
        return { url, state: 'unreachable', note: error.details.reason ?? null }
      }
    }),
  )
}
