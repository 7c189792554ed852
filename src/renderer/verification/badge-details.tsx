import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerificationResult } from '../../core/contract/verification'
import { Linked } from './linked'
import { tones } from './sentences'
import css from './verify-page.module.css'

type Summary = NonNullable<VerificationResult['summary']>
type Endorsement = Summary['endorsements'][number]

/** What a badge says beyond who, what and when: evidence, results, what it fits to, what others say of it, extensions. Each row only where there is something. */
export function BadgeDetails({ summary }: { summary: Summary }) {
  const { t } = useTranslation('verification')
  const { evidenceDetails, results, alignments, endorsements, extensions } = summary
  // Results that were stored before evidence was read in full have its one line each.
  const evidence =
    evidenceDetails.length > 0
      ? evidenceDetails.map((one) => (
          <>
            {one.name || one.url ? <Linked text={one.name ?? one.url ?? ''} url={one.url} /> : null}
            {one.genre ? ` (${one.genre})` : null}
            {one.narrative ? <p>{one.narrative}</p> : null}
          </>
        ))
      : summary.evidence.map((one) => <Linked key={one} text={one} url={one} />)
  return (
    <>
      <List name={t('row.evidence')} of={evidence} />
      <List name={t('details.results')} of={results.map((one) => sayResult(t, one))} />
      <List
        name={t('details.alignments')}
        of={alignments.map((one) => (
          <>
            <Linked text={one.name || (one.url ?? '')} url={one.url} />
            {[one.framework, one.code].some(Boolean)
              ? ` – ${[one.framework, one.code].filter(Boolean).join(', ')}`
              : null}
          </>
        ))}
      />
      <List
        name={t('details.endorsements')}
        of={endorsements.map((one) => (
          <span className={css[tones[one.verdict]]}>{sayEndorsement(t, one)}</span>
        ))}
      />
      <List
        name={t('details.extensions')}
        of={extensions.map((one) => (
          <>
            <strong>{one.type}</strong>
            <p className={css.lines}>{one.text}</p>
          </>
        ))}
      />
    </>
  )
}

function List({ name, of }: { name: string; of: readonly ReactNode[] }) {
  if (of.length === 0) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <ul className={css.evidence}>
          {of.slice(0, 50).map((one, index) => (
            <li key={index}>{one}</li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

function sayResult(t: TFunction<'verification'>, { name, value, status, achievedLevel }: Summary['results'][number]) {
  const parts = [
    value,
    achievedLevel && t('details.level', { level: achievedLevel }),
    status && t('details.status', { status }),
  ].filter(Boolean)
  return t('details.result', { name: name || t('details.someResult'), value: parts.join(', ') })
}

/** Words are put into somebody's mouth only where it is proved that they said them. */
function sayEndorsement(t: TFunction<'verification'>, { issuerName, comment, verdict }: Endorsement) {
  const name = issuerName || t('details.somebody')
  if (verdict !== 'valid' && verdict !== 'genuine_unchecked')
    return t('details.saysUnproved', { name, verdict: t(`verdict.${verdict}.short`) })
  return comment ? t('details.says', { name, comment }) : t('details.saysNothing', { name })
}
