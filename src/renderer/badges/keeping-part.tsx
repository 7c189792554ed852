import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge, BadgeKeeping } from '../../core/contract/badges'
import { toProblem } from '../../core/problem'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { useMay } from '../app/may'
import { Button } from '../ui/button'
import { Checkbox, RadioGroup } from '../ui/choices'
import { Disclosure } from '../ui/disclosure'
import { NumberField } from '../ui/number-field'
import { Section } from '../ui/page'
import { Select } from '../ui/select'
import { BadgeChoice } from './badge-choice'
import css from './badge-page.module.css'
import { CategoryField } from './category-field'
import type { Save } from './use-badge-draft'

const policies = ['deny', 'allow', 'replace', 'renew'] as const
const noCourse = 'none'

/** Whether anybody works here by name: what needs two people, or knows who made what, is offered only then. */
const useHasOperators = (): boolean =>
  useCall(['operators'], (signal) => client.operators.current(undefined, { signal })).data?.isOn ?? false

/** How a badge is awarded and kept, each kind of it closed until somebody wants it. */
export function KeepingPart(props: {
  badge: Badge
  save: (input: Save) => Promise<unknown>
  /** The same, with what went wrong left to the caller. */
  trySave: (input: Save) => Promise<unknown>
  open: string | undefined
  /** Goes to the ways in which it is earned. */
  onEarning: () => void
}) {
  const { t } = useTranslation('keeping')
  const { badge, save } = props
  const { keeping, prerequisites, relatedBadges, categories } = badge
  const [cycle, setCycle] = useState<string | null>(null)
  const hasOperators = useHasOperators()
  const mayRule = useMay('badges.save', { id: badge.id, prerequisiteIds: [] })
  const mayNameCourse = useMay('progress.activities')
  const courses = useCall(
    ['courses'],
    async (signal) => (mayNameCourse ? client.progress.activities({ kind: 'course' }, { signal }) : []),
    ['progress.saved'],
  )
  const keep = (change: Partial<BadgeKeeping>) => void save({ keeping: change })
  const part = (field: string) => ({ id: `badge-${field}`, isOpenAtFirst: props.open === field })
  const joined = (words: (string | false)[]) => words.filter(Boolean).join(' · ')
  const course = courses.data?.find(({ id }) => id === keeping.courseId)
  const requirePrerequisites = async (prerequisiteIds: string[]) => {
    setCycle(null)
    try {
      await props.trySave({ prerequisiteIds })
    } catch (error) {
      const path = toProblem(error)?.details['path']
      if (Array.isArray(path)) setCycle(t('links.cycle', { path: path.join(' → ') }))
      else throw error
    }
  }
  return (
    <Section title={t('title')} description={t('sentence')}>
      <div>
        <div className={css.fact}>
          <span>
            <small>{t('earning.title')}</small>
            {t('earning.sentence')}
          </span>
          <Button size="small" onPress={props.onEarning}>
            {t('earning.open')}
          </Button>
        </div>
        {mayRule ? (
          <Disclosure
            title={t('repeats.title')}
            summary={joined([
              t(`repeats.${keeping.duplicatePolicy === 'deny' ? 'denyShort' : keeping.duplicatePolicy}`),
              keeping.issueLimit !== null && t('repeats.limitCount', { count: keeping.issueLimit }),
              keeping.doubleEntry && t('repeats.doubleShort'),
            ])}
            {...part('repeats')}
          >
            <RadioGroup
              label={t('repeats.policy')}
              options={policies.map((value) => ({
                value,
                label: t(`repeats.${value}`),
                description: t(`repeats.${value}Note`),
              }))}
              value={keeping.duplicatePolicy}
              onChange={(duplicatePolicy) => keep({ duplicatePolicy })}
            />
            <div className={css.pair}>
              <NumberField
                label={t('repeats.limit')}
                description={t('repeats.limitNote')}
                optional
                minValue={1}
                maxValue={10_000_000}
                value={keeping.issueLimit ?? Number.NaN}
                onChange={(limit) => keep({ issueLimit: Number.isFinite(limit) ? limit : null })}
              />
            </div>
            {hasOperators || keeping.doubleEntry ? (
              <Checkbox
                isSelected={keeping.doubleEntry}
                onChange={(doubleEntry) => keep({ doubleEntry })}
                description={t('repeats.doubleNote')}
              >
                {t('repeats.double')}
              </Checkbox>
            ) : null}
          </Disclosure>
        ) : null}
        <Disclosure
          title={t('links.title')}
          summary={
            joined([
              prerequisites.length > 0 && t('links.neededCount', { count: prerequisites.length }),
              relatedBadges.length > 0 && t('links.nearCount', { count: relatedBadges.length }),
            ]) || t('links.nothing')
          }
          {...part('links')}
        >
          {mayRule ? (
            <BadgeChoice
              label={t('links.needed')}
              placeholder={t('links.addNeeded')}
              badges={prerequisites}
              except={badge.id}
              onChange={(ids) => void requirePrerequisites(ids)}
              error={cycle}
            />
          ) : null}
          <BadgeChoice
            label={t('links.near')}
            placeholder={t('links.addNear')}
            badges={relatedBadges}
            except={badge.id}
            onChange={(relatedIds) => void save({ relatedIds })}
          />
        </Disclosure>
        <Disclosure
          title={t('place.title')}
          summary={
            joined([
              ...categories.map(({ name }) => name),
              course?.name ?? false,
              !keeping.visible && t('place.hidden'),
            ]) || t('place.nothing')
          }
          {...part('place')}
        >
          <CategoryField categories={categories} onChange={(categoryIds) => void save({ categoryIds })} />
          {courses.data && courses.data.length > 0 ? (
            <Select
              label={t('place.course')}
              options={[
                { value: noCourse, label: t('place.noCourse') },
                ...courses.data.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={keeping.courseId ?? noCourse}
              onChange={(courseId) => keep({ courseId: courseId === noCourse ? null : courseId })}
            />
          ) : null}
          <Checkbox
            isSelected={keeping.visible}
            onChange={(visible) => keep({ visible })}
            description={t('place.visibleNote')}
          >
            {t('place.visible')}
          </Checkbox>
        </Disclosure>
      </div>
    </Section>
  )
}

/** What goes along with the mails about a badge. */
export function MailExtras(props: { keeping: BadgeKeeping; onChange: (change: Partial<BadgeKeeping>) => void }) {
  const { t } = useTranslation('keeping')
  const { keeping, onChange } = props
  const hasOperators = useHasOperators()
  const summary = [
    t(keeping.attachBaked ? 'mail.withPicture' : 'mail.linkOnly'),
    keeping.notifyCreator && t('mail.notified'),
  ]
  return (
    <Disclosure title={t('mail.title')} summary={summary.filter(Boolean).join(' · ')}>
      <Checkbox
        isSelected={keeping.attachBaked}
        onChange={(attachBaked) => onChange({ attachBaked })}
        description={t('mail.attachNote')}
      >
        {t('mail.attach')}
      </Checkbox>
      {hasOperators || keeping.notifyCreator ? (
        <Checkbox
          isSelected={keeping.notifyCreator}
          onChange={(notifyCreator) => onChange({ notifyCreator })}
          description={t('mail.notifyNote')}
        >
          {t('mail.notify')}
        </Checkbox>
      ) : null}
    </Disclosure>
  )
}
