import { useTranslation } from 'react-i18next'
import { evidenceTypes, timeUnits, type AchievementDetails } from '../../core/contract/achievement'
import { NumberField } from '../ui/number-field'
import { Select } from '../ui/select'
import { TextArea, TextField } from '../ui/text-field'
import css from './badge-page.module.css'
import { wrongParts } from './details-check'

const none = 'none'

/** What the badge tells people on its page: in a line, to whoever earns it and to whoever is shown it. */
export function SaysPart(props: {
  achievement: AchievementDetails
  onChange: (change: Partial<AchievementDetails>) => void
}) {
  const { t } = useTranslation('more')
  const { achievement, onChange } = props
  const { timeToEarn, evidenceType } = achievement
  return (
    <>
      <TextField
        label={t('says.strapline')}
        description={t('says.straplineNote')}
        maxLength={140}
        value={achievement.strapline}
        onChange={(strapline) => onChange({ strapline })}
      />
      <TextArea
        label={t('says.earner')}
        rows={3}
        maxLength={5000}
        value={achievement.earnerDescription}
        onChange={(earnerDescription) => onChange({ earnerDescription })}
      />
      <TextArea
        label={t('says.consumer')}
        description={t('says.consumerNote')}
        rows={3}
        maxLength={5000}
        value={achievement.consumerDescription}
        onChange={(consumerDescription) => onChange({ consumerDescription })}
      />
      <div className={css.pair}>
        <NumberField
          label={t('says.time')}
          minValue={1}
          maxValue={1000}
          value={timeToEarn?.amount ?? Number.NaN}
          onChange={(amount) =>
            onChange({
              timeToEarn: Number.isFinite(amount)
                ? { amount: Math.round(amount), unit: timeToEarn?.unit ?? 'hours' }
                : null,
            })
          }
        />
        <Select
          label={t('says.unit')}
          options={timeUnits.map((value) => ({ value, label: t(`says.units.${value}`) }))}
          value={timeToEarn?.unit ?? 'hours'}
          isDisabled={timeToEarn === null}
          onChange={(unit) => {
            if (timeToEarn) onChange({ timeToEarn: { ...timeToEarn, unit } })
          }}
        />
      </div>
      <Select
        label={t('says.evidence')}
        options={[none, ...evidenceTypes].map((value) => ({ value, label: t(`says.evidenceTypes.${value}`) }))}
        value={evidenceType || none}
        onChange={(type) => onChange({ evidenceType: evidenceTypes.find((it) => it === type) ?? '' })}
      />
      <TextField
        label={t('says.model')}
        type="url"
        value={achievement.modelUrl}
        onChange={(modelUrl) => onChange({ modelUrl })}
        error={wrongParts(achievement).includes('modelUrl') ? t('addressWrong') : null}
      />
    </>
  )
}
