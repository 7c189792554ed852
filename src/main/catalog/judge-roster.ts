import { rowProblem } from '../../core/awards/roster-row'
import type { AwardVerdict } from '../../core/contract/rosters'
import { isBlazonError } from '../../core/errors'
import { foldText } from '../../core/people/fold'
import { foldAddress, addressOf } from '../../core/people/identity'
import { heldAwards } from './award-facts'
import { readBadgeRules, refusalsFor } from './award-rules'
import { readBadgeForAward } from './badges'
import type { Catalog } from './catalog'
import { lookUpPeople } from './people'
import { readRosterHolders, type RosterRowRecord } from './rosters'
import { prepared } from './sqlite'

/** Judges the rows of one roster, slice after slice in their order: what a row before took counts for those after. */
export type RosterJudge = (rows: readonly RosterRowRecord[]) => RosterRowRecord[]

/**
 * Starts to judge a roster against the library as it is now: who and which badge each row means, and whether it can be awarded.
 * `id` is the roster's; `badgeId` is the badge of every row, null where each names its own; `overridden`: badges that are needed first do not matter. Nothing
 * is stored.
 */
export function rosterJudge(
  catalog: Catalog,
  { id, badgeId, overridden = false }: { id: string; badgeId: string | null; overridden?: boolean },
): RosterJudge {
  const namedBadge = badgeNames(catalog)
  const isReady = readiness(catalog)
  // Whom this roster awarded is not awarded again by a row that says the same.
  const seen = new Set(readRosterHolders(catalog, id).map((it) => `${it.badgeId} ${it.personId}`))
  const placesTaken = new Map<string, number>()

  return (rows) => {
    const now = catalog.now()
    const judged = rows.map((row): RosterRowRecord => {
      const problem =
        row.verdict === 'broken' && row.name === ''
          ? 'broken'
          : rowProblem(
              {
                name: row.name,
                email: row.email,
                awardedOn: row.awarded_on,
                narrative: row.narrative,
                isAccepted: row.is_accepted === 1,
              },
              now,
            )
      const meant = badgeId ?? row.badge_id ?? namedBadge(row.badge)
      return { ...row, badge_id: meant, verdict: problem ?? badgeProblem(meant) ?? 'ready' }
    })

    const lookedFor = judged.filter(({ verdict, person_id }) => verdict === 'ready' && person_id === null)
    const found = lookUpPeople(
      catalog,
      lookedFor.map(({ row, name, email }) => ({ row, name, email: addressOf(email) })),
    )
    const fits = new Map(found.map(({ row, personIds }) => [row, personIds]))
    for (const row of judged) {
      const [known, another] = fits.get(row.row) ?? []
      if (row.verdict !== 'ready') continue
      if (another !== undefined) row.verdict = 'ambiguous'
      else row.person_id ??= known ?? null
      const key = `${String(row.badge_id)} ${row.person_id ?? newcomerKey(row)}`
      if (row.verdict === 'ready' && seen.has(key)) row.verdict = 'repeated'
      if (row.verdict === 'ready') seen.add(key)
    }

    for (const [badge, of] of Map.groupBy(
      judged.filter(({ verdict }) => verdict === 'ready'),
      ({ badge_id }) => badge_id!,
    )) {
      const standsFor = (row: RosterRowRecord) => row.person_id ?? newcomerKey(row)
      const rules = readBadgeRules(catalog, badge)
      const taken = placesTaken.get(badge) ?? 0
      const refusals = refusalsFor(catalog, { id: badge }, of.map(standsFor), {
        overridden,
        rules: { ...rules, placesLeft: rules.placesLeft === null ? null : rules.placesLeft - taken },
      })
      for (const row of of) {
        const refusal = refusals.get(standsFor(row))
        if (refusal !== undefined) row.verdict = refusal === 'unknown_person' ? 'broken' : refusal
      }
      // Only a limit makes those before matter; what stands in the place of another takes none of its own.
      if (rules.placesLeft === null) continue
      const given = of.filter(({ verdict }) => verdict === 'ready').map(standsFor)
      const holders = new Set(heldAwards(catalog, badge, given).map(({ personId }) => personId))
      placesTaken.set(badge, taken + given.length - (rules.duplicates === 'allow' ? 0 : holders.size))
    }
    return judged
  }

  function badgeProblem(id: string | null): AwardVerdict | null {
    if (id === null) return 'unknown_badge'
    return isReady(id)
  }
}

const newcomerKey = (row: { name: string; email: string }) =>
  `${foldAddress(row.email)} ${foldText(row.name) || row.name}`

/** Finds the one badge that a cell names: by its name (accents and capitals aside), its slug or its token; null for none or several. */
function badgeNames(catalog: Catalog): (written: string) => string | null {
  const names = new Map<string, string | null>()
  const put = (key: string, id: string) => names.set(key, names.has(key) && names.get(key) !== id ? null : id)
  const badges = prepared<[], { id: string; name: string; slug: string; token: string }>(
    catalog.db,
    'SELECT badge.id, version.name, badge.slug, badge.token FROM badge JOIN badge_version AS version ON version.id = badge.current_version_id',
  ).all()
  for (const { id, name } of badges) put(name.normalize('NFC').toLowerCase().trim(), id)
  for (const { id, slug, token } of badges) {
    if (!names.has(slug)) put(slug, id)
    put(token, id)
  }
  return (written) => names.get(written.normalize('NFC').toLowerCase().trim()) ?? null
}

/** Whether a badge can be awarded from a list, asked once for each. */
function readiness(catalog: Catalog): (badgeId: string) => AwardVerdict | null {
  const known = new Map<string, AwardVerdict | null>()
  return (badgeId) => {
    let verdict = known.get(badgeId)
    if (verdict === undefined) known.set(badgeId, (verdict = badgeVerdict(catalog, badgeId)))
    return verdict
  }
}

function badgeVerdict(catalog: Catalog, badgeId: string): AwardVerdict | null {
  try {
    const badge = readBadgeForAward(catalog, badgeId)
    // A picture for each person is drawn on the award page.
    const awardable = badge.ready && badge.art === null && ['active', 'active_locked'].includes(badge.status)
    return awardable ? null : 'badge_not_ready'
  } catch (error) {
    if (isBlazonError(error, 'not_found')) return 'unknown_badge'
    throw error
  }
}
