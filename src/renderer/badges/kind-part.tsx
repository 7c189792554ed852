import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { achievementTypes, type AchievementDetails } from '../../core/contract/achievement'
import { NumberField } from '../ui/number-field'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import css from './badge-page.module.css'
import { wrongParts } from './details-check'

/** Languages that people write badges in, by their BCP 47 tags; one that is set already is offered too. */
export const languages =
  'ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mk ms mt nb nl nn pl pt pt-BR ro ru sk sl sq sr sv sw ta th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  )

/** The name of a language in the words of the page. */
export function useLanguageName(): (tag: string) => string {
  const { i18n } = useTranslation()
  return (tag) => new Intl.DisplayNames(i18n.language, { type: 'language' }).of(tag) ?? tag
}

const none = 'none'
const own = 'ext:'

/** What kind of achievement it is, in which language, and where a catalog keeps it. */
export function KindPart(props: {
  achievement: AchievementDetails
  onChange: (change: Partial<AchievementDetails>) => void
}) {
  const { t } = useTranslation('more')
  const nameOf = useLanguageName()
  const { achievement, onChange } = props
  const { achievementType, language } = achievement
  const isOwn = achievementType.startsWith(own)
  const [isLeft, setLeft] = useState(false)
  const isWrong = wrongParts(achievement).includes('achievementType')
  const offered = language === '' || languages.includes(language) ? languages : [language, ...languages]
  const sorted = offered
    .map((tag) => ({ value: tag, label: nameOf(tag) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <>
      <div className={css.pair}>
        <Select
          label={t('kind.type')}
          options={[
            ...achievementTypes.map((value) => ({ value: value, label: t(`kind.types.${value}`) })),
            { value: own, label: t('kind.own') },
          ]}
          value={isOwn ? own : achievementType}
          onChange={(type) => onChange({ achievementType: type })}
        />
        <Select
          label={t('kind.language')}
          options={[{ value: none, label: t('kind.noLanguage') }, ...sorted]}
          value={language || none}
          onChange={(tag) => onChange({ language: tag === none ? '' : tag })}
        />
      </div>
      {isOwn ? (
        <TextField
          id="badge-achievement"
          label={t('kind.ownName')}
          description={t('kind.ownNote')}
          maxLength={60}
          value={achievementType.slice(own.length)}
          onChange={(name) => onChange({ achievementType: own + name.trim().replace(/\s+/g, '_') })}
          onBlur={() => setLeft(true)}
          error={isWrong && (isLeft || achievementType !== own) ? t('kind.ownWrong') : null}
        />
      ) : null}
      <div className={css.pair}>
        <TextField
          label={t('kind.fieldOfStudy')}
          description={t('kind.fieldOfStudyNote')}
          maxLength={255}
          value={achievement.fieldOfStudy}
          onChange={(fieldOfStudy) => onChange({ fieldOfStudy })}
        />
        <TextField
          label={t('kind.specialization')}
          maxLength={255}
          value={achievement.specialization}
          onChange={(specialization) => onChange({ specialization })}
        />
      </div>
      <div className={css.pair}>
        <TextField
          label={t('kind.humanCode')}
          description={t('kind.humanCodeNote')}
          maxLength={100}
          value={achievement.humanCode}
          onChange={(humanCode) => onChange({ humanCode })}
        />
        <NumberField
          label={t('kind.credits')}
          minValue={0}
          maxValue={1_000_000}
          value={achievement.creditsAvailable ?? Number.NaN}
          onChange={(credits) => onChange({ creditsAvailable: Number.isFinite(credits) ? credits : null })}
        />
      </div>
    </>
  )
}
