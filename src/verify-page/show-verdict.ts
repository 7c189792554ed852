import type { FileVerdict } from '../core/openbadges/check/check-payloads'
import type { CheckName } from '../core/openbadges/check/outcomes'
import { adviceSentence } from '../core/openbadges/check/advice'
import { checkSentence, decidingCheck, fillSentence } from '../core/openbadges/check/sentences'
import type { CheckResult, Verdict } from '../core/contract/verification'
import { element, linked } from './elements'
import { checkWords, outcomeWords, verdictWords, words } from './words'

/** How a verdict looks: its colour and its sign; the words say the same. */
const tones: Record<Verdict, readonly ['good' | 'open' | 'bad', sign: string]> = {
  valid: ['good', '✓'],
  genuine_unchecked: ['open', '?'],
  unreachable: ['open', '?'],
  not_a_badge: ['open', '–'],
  revoked: ['bad', '✕'],
  suspended: ['bad', '✕'],
  expired: ['bad', '✕'],
  not_yet_valid: ['bad', '✕'],
  altered: ['bad', '✕'],
  invalid: ['bad', '✕'],
}

/** The whole answer: the verdict, then who, what, when and by whom, then every check. */
export function verdictView(verdict: FileVerdict, picture: string | null, texts: readonly string[]): HTMLElement {
  const [tone, sign] = tones[verdict.verdict]
  const [title, sentence] = verdictWords[verdict.verdict]
  // What is no badge needs advice, not findings.
  const empty = verdict.because === 'not_a_badge'
  const deciding = decidingCheck(verdict)
  const because = deciding ? checkSentence(deciding, day) : ''
  return element(
    'article',
    { class: `answer ${tone}` },
    element(
      'div',
      { class: 'verdict' },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      element(
        'div',
        {},
        element('h2', { tabindex: '-1' }, title),
        element('p', {}, sentence),
        because !== '' && !empty && element('p', { class: 'because' }, because),
        verdict.advice !== null && element('p', {}, adviceSentence(verdict.advice)),
      ),
    ),
    verdict.summary && summaryView(verdict, picture),
    !empty && element('details', {}, element('summary', {}, words.technical), checksView(verdict.checks)),
    !empty &&
      texts.length > 0 &&
      element(
        'details',
        {},
        element('summary', {}, words.documents),
        ...texts.map((text) => element('pre', { tabindex: '0' }, pretty(text))),
      ),
  )
}

function summaryView({ summary, format }: FileVerdict, picture: string | null): HTMLElement | null {
  if (!summary) return null
  const to =
    summary.recipientMatches === null
      ? (summary.recipient ?? words.toHidden)
      : summary.recipientMatches
        ? words.toYou
        : words.toOther
  const rows: [string, Node | string | null][] = [
    [words.to, to],
    [
      words.by,
      summary.issuerUrl
        ? linked(summary.issuerUrl, summary.issuerName || summary.issuerId)
        : summary.issuerName || summary.issuerId || words.unknown,
    ],
    [words.on, day(summary.awardedAt)],
    [words.until, summary.expiresAt ? day(summary.expiresAt) : words.forEver],
    [words.withdrawnOn, summary.revokedAt && day(summary.revokedAt)],
    [words.reason, summary.reason],
    [words.kind, summary.achievementType?.replace(/([a-z])([A-Z])/g, '$1 $2') ?? null],
    [words.forWhat, summary.description || null],
    [words.earned, summary.criteria ? linked(summary.criteria) : null],
    [words.format, format && words.formats[format]],
  ]
  return element(
    'section',
    { class: 'summary' },
    picture !== null && element('img', { src: picture, alt: words.pictureAlt, width: '160', height: '160' }),
    element(
      'div',
      {},
      element('h3', {}, summary.badgeName || words.badge),
      element(
        'dl',
        {},
        ...rows.flatMap(([name, value]) => (value ? [element('dt', {}, name), element('dd', {}, value)] : [])),
        ...detailRows(summary),
      ),
    ),
  )
}

type Summary = NonNullable<FileVerdict['summary']>

/** What the badge says beyond who, what and when; each only where there is something. */
function detailRows({ evidenceDetails, results, alignments, endorsements, extensions }: Summary): HTMLElement[] {
  const evidence = evidenceDetails.map(({ url, name, narrative }) => [
    url === null ? name : linked(url, name ?? url),
    narrative !== null && element('p', {}, narrative),
  ])
  const reached = results.map(({ name, value, achievedLevel, status }) => [
    [name, value, achievedLevel, status].filter(Boolean).join(', '),
  ])
  const fits = alignments.map(({ name, url, code }) => [
    url === null ? name : linked(url, name || url),
    code !== null && ` – ${code}`,
  ])
  const said = endorsements.map(({ issuerName, comment, verdict }) => {
    const isProved = verdict === 'valid' || verdict === 'genuine_unchecked'
    const values = { name: issuerName || words.somebody, comment }
    return [fillSentence(isProved ? words.says : words.saysUnproved, values)]
  })
  const more = extensions.map(({ type, text }) => [`${type}: ${text.replaceAll('\n', '; ')}`])
  const rows = [
    [words.evidence, evidence],
    [words.results, reached],
    [words.alignments, fits],
    [words.endorsements, said],
    [words.more, more],
  ] as const
  return rows.flatMap(([name, pieces]) => {
    const items = pieces.slice(0, 50).map((piece) => element('li', {}, ...piece))
    return items.length === 0 ? [] : [element('dt', {}, name), element('dd', {}, element('ul', {}, ...items))]
  })
}

function checksView(checks: readonly CheckResult[]): HTMLElement {
  return element(
    'ul',
    { class: 'checks' },
    ...checks.map((check) => {
      const sentence = checkSentence(check, day)
      return element(
        'li',
        { class: check.outcome },
        element('strong', {}, checkWords[check.name as CheckName]),
        ` – ${outcomeWords[check.outcome]}${sentence ? `: ${sentence}` : ''}`,
      )
    }),
  )
}

function day(time: string | null): string {
  if (time === null) return words.unknown
  const at = new Date(time)
  if (Number.isNaN(at.getTime())) return time
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    at,
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
