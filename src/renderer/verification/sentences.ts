import type { TFunction } from 'i18next'
import type { CheckResult, VerificationResult, Verdict } from '../../core/contract/verification'
import { adviseOn } from '../../core/openbadges/check/advice'
import { decidingCheck } from '../../core/openbadges/check/sentences'

type Formats = { day: (iso: string) => string }

/** How a verdict looks; the words say the same. */
export const tones: Record<Verdict, 'good' | 'open' | 'bad'> = {
  valid: 'good',
  genuine_unchecked: 'open',
  unreachable: 'open',
  not_a_badge: 'open',
  revoked: 'bad',
  suspended: 'bad',
  expired: 'bad',
  not_yet_valid: 'bad',
  altered: 'bad',
  invalid: 'bad',
}

/** What a check found, in a sentence; '' where its outcome says it all. Times in its details are said as days. */
export function checkSentence(t: TFunction<'verification'>, check: CheckResult, { day }: Formats): string {
  const details = Object.fromEntries(
    Object.entries(check.details).map(([key, value]) => [
      key,
      ['at', 'from'].includes(key) && !Number.isNaN(Date.parse(value)) ? day(value) : value,
    ]),
  )
  return t(`code.${check.code}`, { defaultValue: '', reason: '', ...details }).trim()
}

/** Verdicts whose own words say everything that the deciding check could add. */
const saidAlready: readonly Verdict[] = ['valid', 'altered', 'revoked', 'suspended']

/** Why the verdict is what it is: the facts (when, for what reason), what kind of file it is, or the deciding check's sentence. */
export function whySentence(t: TFunction<'verification'>, result: VerificationResult, formats: Formats): string {
  const { verdict, summary } = result
  if (verdict === 'revoked') {
    const reason = summary?.reason ? t('why.reason', { reason: summary.reason }) : ''
    return `${summary?.revokedAt ? t('why.revokedOn', { day: formats.day(summary.revokedAt) }) : ''} ${reason}`.trim()
  }
  const deciding = decidingCheck(result)
  if (deciding?.code === 'not_a_badge') return t(`file.${deciding.details['reason'] ?? ''}`, { defaultValue: '' })
  if (saidAlready.includes(verdict) || !deciding) return ''
  return checkSentence(t, deciding, formats)
}

/** What to do about it; '' where there is nothing to do. Results that were stored before there was advice get it here. */
export function nextSentence(t: TFunction<'verification'>, result: VerificationResult): string {
  const advice = result.advice ?? adviseOn(result.verdict, decidingCheck(result) ?? null)
  return advice === null ? '' : t(`advice.${advice}`, { defaultValue: '' })
}
