import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { resultStatuses, type AwardResult, type ResultDescription } from '../../core/contract/achievement'
import type { Evidence } from '../../core/contract/awards'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { IconButton } from '../ui/icon-button'
import { NumberField } from '../ui/number-field'
import { Select } from '../ui/select'
import { DateField, TextArea, TextField } from '../ui/text-field'
import css from './award-more.module.css'
import { countSaid, endsBeforeItBegins, type AwardWords } from './award-words'

/** All else that an award can say: closed unless somebody wants it. */
export function AwardMore(props: {
  words: AwardWords
  onChange: (words: AwardWords) => void
  results: readonly ResultDescription[]
  /** Pieces of evidence whose address is none, by their place. */
  wrong: readonly number[]
}) {
  const { t } = useTranslation('award')
  const { words, results, wrong } = props
  const said = countSaid(words)
  const set = (change: Partial<AwardWords>) => props.onChange({ ...words, ...change })
  const setPiece = (at: number, change: Evidence) =>
    set({ evidence: words.evidence.map((piece, index) => (index === at ? { ...piece, ...change } : piece)) })
  const resultOf = (key: string): AwardResult =>
    words.results.find((it) => it.result === key) ?? { result: key, value: '', level: '', status: '' }
  const setResult = (key: string, change: Partial<AwardResult>) =>
    set({ results: [...words.results.filter((it) => it.result !== key), { ...resultOf(key), ...change }] })

  return (
    <Disclosure
      level={2}
      title={t('more.title')}
      summary={said > 0 ? t('more.said', { count: said }) : t('more.nothing')}
    >
      {results.map((described) => (
        <ResultField
          key={described.key}
          described={described}
          result={resultOf(described.key)}
          onChange={(change) => setResult(described.key, change)}
        />
      ))}
      <TextField
        label={t('more.role')}
        description={t('more.roleHint')}
        maxLength={255}
        value={words.role}
        onChange={(role) => set({ role })}
      />
      <div className={css.pair}>
        <DateField label={t('more.firstDay')} value={words.firstDay} onChange={(firstDay) => set({ firstDay })} />
        <DateField
          label={t('more.lastDay')}
          value={words.lastDay}
          onChange={(lastDay) => set({ lastDay })}
          error={endsBeforeItBegins(words) ? t('more.daysWrong') : null}
        />
      </div>
      <div className={css.pair}>
        <TextField label={t('more.term')} maxLength={100} value={words.term} onChange={(term) => set({ term })} />
        <NumberField
          label={t('more.credits')}
          minValue={0}
          maxValue={1_000_000}
          value={words.creditsEarned ?? Number.NaN}
          onChange={(credits) => set({ creditsEarned: Number.isFinite(credits) ? credits : null })}
        />
      </div>
      <TextField
        label={t('more.licence')}
        description={t('more.licenceHint')}
        maxLength={100}
        value={words.licenseNumber}
        onChange={(licenseNumber) => set({ licenseNumber })}
      />
      {words.evidence.map((piece, at) => (
        <fieldset key={at} className={css.piece}>
          <legend>
            {at === 0 ? t('more.evidence') : t('more.evidenceNumber', { number: at + 1 })}
            {at === 0 ? null : (
              <IconButton
                label={t('more.removeEvidence', { number: at + 1 })}
                icon={X}
                size="small"
                onPress={() => set({ evidence: words.evidence.filter((_, index) => index !== at) })}
              />
            )}
          </legend>
          {at === 0 ? null : (
            <TextField
              label={t('more.address')}
              type="url"
              value={piece.url ?? ''}
              onChange={(url) => setPiece(at, { url })}
              error={wrong.includes(at) ? t('evidenceWrong') : null}
            />
          )}
          <TextField
            label={t('more.evidenceName')}
            maxLength={255}
            value={piece.name ?? ''}
            onChange={(name) => setPiece(at, { name })}
          />
          <TextArea
            label={t('more.evidenceDescription')}
            rows={2}
            maxLength={5000}
            value={piece.description ?? ''}
            onChange={(description) => setPiece(at, { description })}
          />
          <TextArea
            label={t('more.evidenceNarrative')}
            rows={2}
            maxLength={5000}
            value={piece.narrative ?? ''}
            onChange={(narrative) => setPiece(at, { narrative })}
          />
          <div className={css.pair}>
            <TextField
              label={t('more.genre')}
              placeholder={t('more.genreExample')}
              maxLength={100}
              value={piece.genre ?? ''}
              onChange={(genre) => setPiece(at, { genre })}
            />
            <TextField
              label={t('more.audience')}
              maxLength={255}
              value={piece.audience ?? ''}
              onChange={(audience) => setPiece(at, { audience })}
            />
          </div>
        </fieldset>
      ))}
      {words.evidence.length < 20 ? (
        <Button size="small" icon={Plus} onPress={() => set({ evidence: [...words.evidence, {}] })}>
          {t('more.addEvidence')}
        </Button>
      ) : null}
    </Disclosure>
  )
}

const none = 'none'

/** One result that the badge has a place for: a state, a level, one of what is allowed, or a value. */
function ResultField(props: {
  described: ResultDescription
  result: AwardResult
  onChange: (change: Partial<AwardResult>) => void
}) {
  const { t } = useTranslation('award')
  const { described, result, onChange } = props
  const pick = (options: { value: string; label: string }[], value: string, take: (value: string) => void) => (
    <Select
      label={described.name}
      optional
      options={[{ value: none, label: t('more.noResult') }, ...options]}
      value={value || none}
      onChange={(picked) => take(picked === none ? '' : picked)}
    />
  )
  if (described.resultType === 'Status')
    return pick(
      resultStatuses.map((value) => ({ value, label: t(`more.status.${value}`) })),
      result.status,
      (status) => onChange({ status: resultStatuses.find((it) => it === status) ?? '' }),
    )
  if (described.levels.length > 0)
    return pick(
      described.levels.map(({ key, name }) => ({ value: key, label: name })),
      result.level,
      (level) => onChange({ level }),
    )
  if (described.allowedValues.length > 0)
    return pick(
      described.allowedValues.map((value) => ({ value, label: value })),
      result.value,
      (value) => onChange({ value }),
    )
  const { valueMin, valueMax } = described
  return (
    <TextField
      label={described.name}
      optional
      maxLength={100}
      description={valueMin || valueMax ? t('more.range', { least: valueMin || '–', most: valueMax || '–' }) : null}
      value={result.value}
      onChange={(value) => onChange({ value })}
    />
  )
}
