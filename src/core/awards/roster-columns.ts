import type { RosterMapping } from '../contract/people'
import type { AwardMapping } from '../contract/rosters'
import { foldText } from '../people/fold'

/** Headings, folded, of the columns that only a list of people to award has; as badge programs and spreadsheets write them. */
const headingWords = {
  badge: [
    'badge',
    'badge name',
    'badge id',
    'badge slug',
    'badgeclass',
    'badge class',
    'achievement',
    'award',
    'abzeichen',
    'auszeichnung',
    'insignia',
    'distintivo',
  ],
  awardedOn: [
    'awarded on',
    'award date',
    'date awarded',
    'issued on',
    'issue date',
    'date issued',
    'date',
    'issued at',
    'awarded at',
    'datum',
    'fecha',
    'data',
  ],
  narrative: [
    'narrative',
    'words',
    'note',
    'notes',
    'comment',
    'comments',
    'why',
    'reason',
    'citation',
    'bemerkung',
    'remarque',
    'nota',
  ],
} as const

/** The columns that seem to hold a badge, a day and words, beside those of the people; none of them is one of theirs. */
export function guessAwardMapping(headings: readonly string[], people: RosterMapping): AwardMapping {
  const mapping: AwardMapping = { ...people, badge: null, awardedOn: null, narrative: null }
  const taken = new Set<number | null | undefined>(Object.values(people))
  headings.forEach((heading, column) => {
    if (taken.has(column)) return
    const folded = foldText(heading)
    for (const field of ['badge', 'awardedOn', 'narrative'] as const)
      if ((headingWords[field] as readonly string[]).includes(folded)) mapping[field] ??= column
  })
  return mapping
}
