import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MilestoneRule, NamedBadge } from '../../core/contract/series'
import { toProblem } from '../../core/problem'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { RadioGroup } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { NumberField } from '../ui/number-field'
import { Row, Stack } from '../ui/page'
import { useErrors } from '../ui/use-errors'
import { BadgePicker } from './badge-picker'
import { ruleSentence } from './rule-sentence'

export type RuleDraft = Pick<MilestoneRule, 'numberRequired' | 'action' | 'members'> & {
  id?: string
  target: NamedBadge | null
}

/** Makes a milestone rule, or changes one; the rule stands below as a sentence while it is made. */
export function RuleDialog(props: { draft: RuleDraft; onClose: () => void; onSaved: () => void }) {
  const { t, i18n } = useTranslation('series')
  const { report } = useErrors()
  const [draft, setDraft] = useState(props.draft)
  const [isAsked, setAsked] = useState(false)
  const [circle, setCircle] = useState<string[] | null>(null)
  const { target, members, numberRequired, action } = draft
  const set = (part: Partial<RuleDraft>) => {
    setCircle(null)
    setDraft({ ...draft, ...part })
  }
  const setMembers = (next: NamedBadge[]) =>
    // Who asked for all of them goes on asking for all.
    set({
      members: next,
      numberRequired:
        numberRequired >= members.length
          ? Math.max(next.length, 1)
          : Math.max(Math.min(numberRequired, next.length), 1),
    })

  const save = async () => {
    setAsked(true)
    if (target === null || members.length === 0) return
    try {
      await client.series.saveRule({
        ...(draft.id ? { id: draft.id } : {}),
        targetBadgeId: target.badgeId,
        numberRequired,
        action,
        badgeIds: members.map(({ badgeId }) => badgeId),
      })
      props.onSaved()
    } catch (error) {
      const problem = toProblem(error)
      const path = problem?.details['path']
      if (problem?.details.reason === 'cycle' && Array.isArray(path)) setCircle(path)
      else report(error)
    }
  }
  return (
    <Dialog
      title={t(draft.id ? 'rule.edit' : 'rule.new')}
      isOpen
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Stack>
        <BadgePicker
          label={t('rule.members')}
          description={isAsked && members.length === 0 ? t('rule.membersMissing') : t('rule.membersNote')}
          except={[...members.map(({ badgeId }) => badgeId), ...(target ? [target.badgeId] : [])]}
          onPick={(badge) => setMembers([...members, badge])}
        />
        {members.length > 0 ? (
          <Row>
            {members.map((badge) => (
              <Chip
                key={badge.badgeId}
                onRemove={() => setMembers(members.filter(({ badgeId }) => badgeId !== badge.badgeId))}
              >
                {badge.name}
              </Chip>
            ))}
          </Row>
        ) : null}
        {members.length > 1 ? (
          <NumberField
            label={t('rule.number', { count: members.length })}
            value={numberRequired}
            minValue={1}
            maxValue={members.length}
            onChange={(number) => set({ numberRequired: Number.isNaN(number) ? 1 : number })}
          />
        ) : null}
        {target ? (
          <Row>
            <span>{t('rule.target')}</span>
            <Chip onRemove={() => set({ target: null })}>{target.name}</Chip>
          </Row>
        ) : (
          <BadgePicker
            label={t('rule.target')}
            description={isAsked ? t('rule.targetMissing') : ''}
            except={members.map(({ badgeId }) => badgeId)}
            onPick={(badge) => set({ target: badge })}
          />
        )}
        <RadioGroup
          label={t('rule.action')}
          options={(['award', 'queue_application'] as const).map((value) => ({
            value,
            label: t(`rule.actions.${value}`),
          }))}
          value={action}
          onChange={(value) => set({ action: value })}
        />
        {target && members.length > 0 ? (
          <Notice>{ruleSentence({ target, members, numberRequired, action }, t, i18n.language)}</Notice>
        ) : null}
        {circle ? (
          <Notice tone="danger" title={t('rule.circle')}>
            {circle.join(' → ')}
          </Notice>
        ) : null}
      </Stack>
    </Dialog>
  )
}
