import { useTranslation } from 'react-i18next'
import type { Expiry } from '../../core/contract/badges'
import { RadioGroup } from '../ui/choices'
import { NumberField } from '../ui/number-field'
import { Select } from '../ui/select'
import { DateField } from '../ui/text-field'
import css from './badge-page.module.css'

const kinds = ['none', 'date', 'period'] as const
const units = ['days', 'weeks', 'months', 'years'] as const

/** When awards of the badge end: never, on a day, or some time after awarding. */
export function ExpiryField(props: { expiry: Expiry; onChange: (expiry: Expiry) => void; error: string | null }) {
  const { t } = useTranslation('badges')
  const { expiry, onChange, error } = props
  return (
    <>
      <RadioGroup
        label={t('fields.expiry')}
        rowwise
        options={kinds.map((value) => ({ value, label: t(`fields.expiryKinds.${value}`) }))}
        value={expiry.kind}
        onChange={(kind) =>
          onChange(
            kind === 'none' ? { kind } : kind === 'date' ? { kind, date: '' } : { kind, amount: 1, unit: 'years' },
          )
        }
      />
      {expiry.kind === 'date' ? (
        <div className={css.pair}>
          <DateField
            id="badge-expiry"
            label={t('fields.expiryDate')}
            value={expiry.date}
            onChange={(date) => onChange({ kind: 'date', date })}
            error={error}
          />
        </div>
      ) : null}
      {expiry.kind === 'period' ? (
        <div className={css.pair}>
          <NumberField
            id="badge-expiry"
            label={t('fields.expiryAmount')}
            minValue={1}
            maxValue={1000}
            value={expiry.amount}
            onChange={(amount) => onChange({ ...expiry, amount })}
            error={error}
          />
          <Select
            label={t('fields.expiryUnit')}
            options={units.map((value) => ({ value, label: t(`fields.units.${value}`) }))}
            value={expiry.unit}
            onChange={(unit) => onChange({ ...expiry, unit })}
          />
        </div>
      ) : null}
    </>
  )
}
