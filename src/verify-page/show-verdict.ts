import type { FileVerdict } from '../core/openbadges/check/check-payloads'
import type { CheckName } from '../core/openbadges/check/outcomes'
import { checkSentence, decidingCheck } from '../core/openbadges/check/sentences'
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
        verdict.verdict === 'not_a_badge' && element('p', {}, words.noBadgeHint),
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
    [words.forWhat, summary.description || null],
    [words.earned, summary.criteria ? linked(summary.criteria) : null],
    [words.format, format && words.formats[format]],
  ]
  const evidence = summary.evidence.slice(0, 50)
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
        ...(evidence.length > 0
          ? [
              element('dt', {}, words.evidence),
              element('dd', {}, element('ul', {}, ...evidence.map((one) => element('li', {}, linked(one))))),
            ]
          : []),
      ),
    ),
  )
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
