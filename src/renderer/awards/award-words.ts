import type { z } from 'zod'
import type { AwardResult, SubjectDetails } from '../../core/contract/achievement'
import { evidence, type awardsContract, type Evidence } from '../../core/contract/awards'

type Create = z.input<NonNullable<(typeof awardsContract.create)['~orpc']['inputSchema']>>

/** What is typed about the awards of one list. Days are `YYYY-MM-DD`, empty for none. */
export type AwardWords = {
  narrative: string
  evidence: Evidence[]
  role: string
  term: string
  licenseNumber: string
  creditsEarned: number | null
  firstDay: string
  lastDay: string
  results: AwardResult[]
}
export const noWords: AwardWords = {
  narrative: '',
  evidence: [{}],
  role: '',
  term: '',
  licenseNumber: '',
  creditsEarned: null,
  firstDay: '',
  lastDay: '',
  results: [],
}

/** A piece of evidence without what was left blank; addresses as people type them get their scheme. */
function saidEvidence(piece: Evidence): Evidence {
  const said = Object.entries(piece).flatMap(([key, text]) => (text?.trim() ? [[key, text.trim()] as const] : []))
  return Object.fromEntries(said)
}

/** The pieces whose address is none, by their place. */
export const wrongEvidence = (pieces: readonly Evidence[]): number[] =>
  pieces.flatMap((piece, index) => (evidence.safeParse(saidEvidence(piece)).success ? [] : [index]))

const isSaid = ({ value, level, status }: AwardResult) => value.trim() !== '' || level !== '' || status !== ''

/** True where the activity ends before it begins. */
export const endsBeforeItBegins = ({ firstDay, lastDay }: AwardWords) =>
  firstDay !== '' && lastDay !== '' && lastDay < firstDay

/** What `awards.create` and `awards.preflight` take of it; nothing of what was left blank. */
export function toRequest(words: AwardWords): Pick<Create, 'narrative' | 'evidence' | 'subject'> {
  const pieces = words.evidence.map(saidEvidence).filter((piece) => Object.keys(piece).length > 0)
  const subject: SubjectDetails = {
    role: words.role.trim(),
    term: words.term.trim(),
    licenseNumber: words.licenseNumber.trim(),
    creditsEarned: words.creditsEarned,
    activityStart: words.firstDay ? `${words.firstDay}T00:00:00Z` : '',
    activityEnd: words.lastDay ? `${words.lastDay}T23:59:59Z` : '',
    results: words.results.filter(isSaid),
  }
  const isBlank = Object.values(subject).every(
    (it) => it === '' || it === null || (Array.isArray(it) && it.length === 0),
  )
  return {
    ...(words.narrative.trim() ? { narrative: words.narrative } : {}),
    ...(pieces.length > 0 ? { evidence: pieces } : {}),
    ...(isBlank ? {} : { subject }),
  }
}

/** How many of the things below "More" are said. */
export function countSaid(words: AwardWords): number {
  const { subject, evidence: pieces = [] } = toRequest(words)
  const others = pieces.filter((piece, index) => index > 0 || Object.keys(piece).some((key) => key !== 'url')).length
  if (!subject) return others
  const { results = [], ...lines } = subject
  return others + results.length + Object.values(lines).filter((it) => it !== '' && it !== null).length
}
