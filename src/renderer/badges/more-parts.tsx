import { useTranslation } from 'react-i18next'
import { isOfBadge } from '../../core/badges/endorsement-reading'
import type { AchievementDetails } from '../../core/contract/achievement'
import { ReceivedEndorsements } from '../app/received-endorsements'
import { Disclosure } from '../ui/disclosure'
import { Section } from '../ui/page'
import { AlignmentPart } from './alignment-part'
import { ExtensionPart } from './extension-part'
import { KindPart, useLanguageName } from './kind-part'
import { RelatedPart } from './related-part'
import { ResultPart } from './result-part'
import { SaysPart } from './says-part'
import { TranslationPart } from './translation-part'
import { UnsignedEndorsements } from './unsigned-endorsements'

/** All else that a badge can say, each kind of it closed until somebody wants it. */
export function MoreParts(props: {
  badge: { token: string; version: number }
  achievement: AchievementDetails
  onChange: (change: Partial<AchievementDetails>) => void
  /** The part that is open at first. */
  open: string | undefined
}) {
  const { t } = useTranslation('more')
  const { t: say } = useTranslation('endorsement')
  const { achievement, onChange, open } = props
  const nameOf = useLanguageName()
  const kind = achievement.achievementType
  const kindWords = kind.startsWith('ext:') ? kind.slice(4) : t(`kind.types.${kind}`)
  const summary = [
    kindWords,
    achievement.language && nameOf(achievement.language),
    achievement.fieldOfStudy,
    achievement.specialization,
    achievement.humanCode,
    achievement.creditsAvailable === null ? '' : t('kind.creditCount', { count: achievement.creditsAvailable }),
  ]
    .filter(Boolean)
    .join(' · ')
  const listed = (names: readonly string[]) => (names.length === 0 ? t('nothing') : names.join(' · '))
  const part = (field: string) => ({ id: `badge-${field}`, isOpenAtFirst: open === field })
  return (
    <Section title={t('title')} description={t('sentence')}>
      <div>
        <Disclosure title={t('kind.title')} summary={summary} {...part('kind')}>
          <KindPart achievement={achievement} onChange={onChange} />
        </Disclosure>
        <Disclosure
          title={t('says.part')}
          summary={
            [
              achievement.strapline,
              achievement.timeToEarn &&
                t(`says.takes.${achievement.timeToEarn.unit}`, { count: achievement.timeToEarn.amount }),
              achievement.evidenceType && t(`says.evidenceTypes.${achievement.evidenceType}`),
            ]
              .filter(Boolean)
              .join(' · ') || t('nothing')
          }
          {...part('says')}
        >
          <p>{t('says.note')}</p>
          <SaysPart achievement={achievement} onChange={onChange} />
        </Disclosure>
        <Disclosure
          title={t('translation.part')}
          summary={listed(achievement.translations.map(({ language }) => nameOf(language)))}
          {...part('translations')}
        >
          <p>{t('translation.note')}</p>
          <TranslationPart
            translations={achievement.translations}
            onChange={(translations) => onChange({ translations })}
          />
        </Disclosure>
        <Disclosure
          title={t('alignment.part')}
          summary={listed(achievement.alignments.map((it) => it.targetName))}
          {...part('alignments')}
        >
          <p>{t('alignment.note')}</p>
          <AlignmentPart alignments={achievement.alignments} onChange={(alignments) => onChange({ alignments })} />
        </Disclosure>
        <Disclosure
          title={t('result.part')}
          summary={listed(achievement.resultDescriptions.map((it) => it.name))}
          {...part('results')}
        >
          <p>{t('result.note')}</p>
          <ResultPart
            results={achievement.resultDescriptions}
            onChange={(resultDescriptions) => onChange({ resultDescriptions })}
          />
        </Disclosure>
        <Disclosure
          title={t('related.part')}
          summary={
            achievement.related.length === 0 ? t('nothing') : t('related.count', { count: achievement.related.length })
          }
          {...part('related')}
        >
          <p>{t('related.note')}</p>
          <RelatedPart related={achievement.related} onChange={(related) => onChange({ related })} />
        </Disclosure>
        <Disclosure
          title={say('received.part')}
          summary={
            achievement.endorsements.length + achievement.unsignedEndorsements.length === 0
              ? t('nothing')
              : say('received.count', {
                  count: achievement.endorsements.length + achievement.unsignedEndorsements.length,
                })
          }
          {...part('endorsements')}
        >
          <p>{say('received.ofBadge')}</p>
          <ReceivedEndorsements
            subject={{ isSpokenOf: (it) => isOfBadge(it, props.badge), other: say('received.otherBadge') }}
            endorsements={achievement.endorsements}
            onChange={(endorsements) => onChange({ endorsements })}
          />
          {achievement.unsignedEndorsements.length > 0 ? (
            <UnsignedEndorsements
              endorsements={achievement.unsignedEndorsements}
              onChange={(unsignedEndorsements) => onChange({ unsignedEndorsements })}
            />
          ) : null}
        </Disclosure>
        <Disclosure
          title={t('extension.part')}
          summary={listed(achievement.extensions.map(({ name }) => t(`extension.${name}.title`)))}
          {...part('extensions')}
        >
          <p>{t('extension.note')}</p>
          <ExtensionPart extensions={achievement.extensions} onChange={(extensions) => onChange({ extensions })} />
        </Disclosure>
      </div>
    </Section>
  )
}
