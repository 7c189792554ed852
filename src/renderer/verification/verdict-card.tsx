import { BookOpen, CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckResult } from '../../core/contract/verification'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { useFormats } from '../ui/format'
import { Icon } from '../ui/icon'
import { BadgeDetails } from './badge-details'
import type { Checked } from './check-files'
import { Linked } from './linked'
import { OwnDesign } from './own-design'
import { checkSentence, nextSentence, tones, whySentence } from './sentences'
import css from './verify-page.module.css'

/** The sign of each tone; the words beside it say the same. */
export const signs = { good: CircleCheck, open: CircleHelp, bad: CircleX } as const

/** The whole answer about one file: the verdict and what to do, then who, what, when and by whom, then every check. */
export function VerdictCard(props: {
  checked: Checked
  /** What can be done with it, below the words of the verdict. */
  actions?: ReactNode
  /** More parts that unfold, above the checks. */
  more?: ReactNode
}) {
  const { checked, actions, more } = props
  const { t } = useTranslation('verification')
  const formats = useFormats()
  const { file, result } = checked
  const tone = tones[result.verdict]
  const why = whySentence(t, result, formats)
  // What is no badge needs advice, not findings.
  const isBadge = result.payloads.length > 0
  return (
    <article className={css.card} aria-label={file.name}>
      <header className={[css.verdict, css[tone]].join(' ')}>
        <Icon icon={signs[tone]} size={40} />
        <div className={css.words}>
          <p className={css.fileName}>{file.name}</p>
          <h2>{t(`verdict.${result.verdict}.title`)}</h2>
          <p>
            {t(`verdict.${result.verdict}.sentence`)}
            {why ? ` ${why}` : ''}
          </p>
          <p>{nextSentence(t, result)}</p>
          {result.ownAwardId ? (
            <div className={css.own}>
              <span>{t('own')}</span>
              <Button
                size="small"
                icon={BookOpen}
                onPress={() => navigate({ page: 'ledger', awardId: result.ownAwardId ?? '' })}
              >
                {t('showInLedger')}
              </Button>
              <OwnDesign awardId={result.ownAwardId} />
            </div>
          ) : null}
          {actions}
        </div>
      </header>
      {result.summary ? <Summary checked={checked} /> : null}
      {isBadge || more ? (
        <div className={css.more}>
          {more}
          <details>
            <summary>{t('checks', { count: result.checks.length })}</summary>
            <ul className={css.checks}>
              {result.checks.map((check, index) => (
                <Finding key={index} check={check} />
              ))}
            </ul>
          </details>
          {result.payloads.map((payload, index) => (
            <details key={index}>
              <summary>{t('payload', { format: t(`formats.${payload.format.replace('.', '_')}`) })}</summary>
              <pre className={css.payload} tabIndex={0} aria-label={t('payloadText')}>
                {pretty(payload.text)}
              </pre>
            </details>
          ))}
        </div>
      ) : null}
    </article>
  )
}

function Summary({ checked: { file, result } }: { checked: Checked }) {
  const { t } = useTranslation('verification')
  const { day } = useFormats()
  const { summary } = result
  const picture = usePictureOf(file)
  if (!summary) return null
  const rows: [key: string, ReactNode][] = [
    [
      'to',
      summary.recipientMatches === null
        ? (summary.recipient ?? t('to.hidden'))
        : summary.recipientMatches
          ? t('to.matches')
          : t('to.differs'),
    ],
    ['by', <Linked key="by" text={summary.issuerName || summary.issuerId} url={summary.issuerUrl} />],
    ['on', summary.awardedAt ? sayDay(summary.awardedAt, day) : t('notSaid')],
    ['until', summary.expiresAt ? sayDay(summary.expiresAt, day) : t('forEver')],
    ['revoked', summary.revokedAt ? sayDay(summary.revokedAt, day) : null],
    ['reason', summary.reason],
    ['type', sayType(summary.achievementType)],
    ['language', summary.language],
    ['for', summary.description || null],
    ['earned', summary.criteria ? <Linked key="earned" text={summary.criteria} url={summary.criteria} /> : null],
    ['format', result.format ? t(`formats.${result.format.replace('.', '_')}`) : null],
  ]
  return (
    <section className={css.summary} aria-label={t('summary')}>
      {picture ? <img className={css.picture} src={picture} alt={t('pictureAlt')} width={160} height={160} /> : null}
      <div>
        <h3>{summary.badgeName || t('noName')}</h3>
        <dl>
          {rows.map(([key, value]) =>
            value === null ? null : (
              <div key={key}>
                <dt>{t(`row.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
          <BadgeDetails summary={summary} />
        </dl>
      </div>
    </section>
  )
}

function Finding({ check }: { check: CheckResult }) {
  const { t } = useTranslation('verification')
  const formats = useFormats()
  const sentence = checkSentence(t, check, formats)
  return (
    <li className={css[check.outcome]}>
      <strong>{t(`check.${check.name}`, { defaultValue: check.name })}</strong>
      <span>
        {t(`outcome.${check.outcome}`)}
        {sentence ? ` – ${sentence}` : ''}
      </span>
    </li>
  )
}

/** The picture that was dropped, as an address for `img` (where an SVG runs no scripts and loads nothing). */
function usePictureOf(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (file.size === 0) return
    if (!/\.(png|svg)$/i.test(file.name) && !/^image\/(png|svg\+xml)$/.test(file.type)) return
    const address = URL.createObjectURL(file)
    setUrl(address)
    return () => {
      URL.revokeObjectURL(address)
      setUrl(null)
    }
  }, [file])
  return url
}

/** The kinds of the standard are words put together: `CertificateOfCompletion`. */
const sayType = (type: string | null) => type?.replace(/^ext:/, '').replace(/([a-z])([A-Z])/g, '$1 $2') ?? null

const sayDay = (text: string, day: (iso: string) => string) => (Number.isNaN(Date.parse(text)) ? text : day(text))

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
