import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { Button } from '../ui/button'
import { RadioGroup } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Waiting } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import css from './person-page.module.css'

/** Makes two people one, after a look at what that moves. */
export function MergeDialog(props: {
  people: readonly [string, string]
  onClose: () => void
  /** The person who is left. */
  onMerged: (keptId: string) => void
}) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const [first, second] = props.people
  const [keepId, setKeepId] = useState(first)
  const [isBusy, setBusy] = useState(false)
  const mergeId = keepId === first ? second : first
  const preview = useCall(['merge', keepId, mergeId], (signal) =>
    client.people.previewMerge({ keepId, mergeId }, { signal }),
  )
  const plan = preview.data
  const head = ({ name, email }: { name: string; email: string | null }) =>
    email === null ? name : `${name}, ${email}`

  const merge = async () => {
    setBusy(true)
    const merged = await run(() => client.people.merge({ keepId, mergeId }))
    setBusy(false)
    if (!merged) return
    showToast({
      text: t('merge.done', { name: merged.person.name }),
      action: {
        label: t('merge.undo'),
        onPress: () => void run(() => client.people.split({ mergeId: merged.mergeId })),
      },
    })
    props.onMerged(keepId)
  }
  return (
    <Dialog
      title={t('merge.title')}
      isOpen
      isBusy={isBusy}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={!plan || isBusy} onPress={() => void merge()}>
            {t('merge.act')}
          </Button>
        </>
      }
    >
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {plan ? (
        <>
          <RadioGroup
            label={t('merge.keep')}
            value={keepId}
            onChange={setKeepId}
            options={[plan.keep, plan.merge]
              .toSorted((a, b) => Number(a.id === second) - Number(b.id === second))
              .map((person) => ({ value: person.id, label: head(person) }))}
          />
          <ul className={css.lines}>
            <li>{t('merge.awards', { count: plan.awards })}</li>
            {plan.identifiers.length > 0 ? (
              <li>{t('merge.identifiers', { list: plan.identifiers.map(({ value }) => value).join(', ') })}</li>
            ) : null}
            {plan.groups.length > 0 ? <li>{t('merge.groups', { list: plan.groups.join(', ') })}</li> : null}
            {plan.otherwise > 0 ? <li>{t('merge.otherwise', { count: plan.otherwise })}</li> : null}
            {plan.filled.includes('optedOut') ? <li>{t('merge.optedOut')}</li> : null}
          </ul>
          {plan.bothHold.length > 0 ? (
            <Notice title={t('merge.bothHold', { count: plan.bothHold.length })}>
              {t('merge.bothHoldText', { list: plan.bothHold.map(({ badgeName }) => badgeName).join(', ') })}
            </Notice>
          ) : null}
          <p>{t('merge.text')}</p>
        </>
      ) : preview.isLoading ? (
        <Waiting />
      ) : null}
    </Dialog>
  )
}
