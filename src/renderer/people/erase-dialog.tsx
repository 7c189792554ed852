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

const choices = ['anonymise', 'keep'] as const

/** Forgets a person for good, after a look at what goes and what stays. */
export function EraseDialog({ id, onClose, onErased }: { id: string; onClose: () => void; onErased: () => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const [publicFiles, setPublicFiles] = useState<(typeof choices)[number]>('anonymise')
  const [isBusy, setBusy] = useState(false)
  const preview = useCall(['erase', id], (signal) => client.people.previewErase({ id }, { signal }))
  const plan = preview.data

  const erase = async () => {
    setBusy(true)
    const erased = await run(() => client.people.erase({ id, publicFiles }))
    setBusy(false)
    if (!erased) return
    showToast({ text: erased.toPublish > 0 ? t('erase.doneToPublish') : t('erase.done') })
    onErased()
  }
  return (
    <Dialog
      title={t('erase.title', { name: plan?.name ?? '' })}
      isOpen
      isBusy={isBusy}
      role="alertdialog"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button variant="danger" isDisabled={!plan || isBusy} onPress={() => void erase()}>
            {t('erase.act')}
          </Button>
        </>
      }
    >
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {plan ? (
        <>
          <p>{t('erase.text')}</p>
          <ul className={css.lines}>
            {plan.awards > 0 ? <li>{t('erase.awards', { count: plan.awards })}</li> : null}
            {plan.emptied > 0 ? <li>{t('erase.emptied', { count: plan.emptied })}</li> : null}
            {plan.applications > 0 ? <li>{t('erase.applications', { count: plan.applications })}</li> : null}
            <li>{t('erase.backups')}</li>
          </ul>
          {plan.published > 0 ? (
            <RadioGroup
              label={t('erase.publicFiles', { count: plan.published })}
              value={publicFiles}
              onChange={setPublicFiles}
              options={choices.map((value) => ({
                value,
                label: t(`erase.${value}`),
                description: t(`erase.${value}Text`),
              }))}
            />
          ) : null}
          {plan.receivedIds.length > 0 ? (
            <Notice tone="warning" title={t('erase.received', { count: plan.receivedIds.length })}>
              {t('erase.receivedText', { list: plan.receivedIds.map(({ badgeName }) => badgeName).join(', ') })}
            </Notice>
          ) : null}
        </>
      ) : preview.isLoading ? (
        <Waiting />
      ) : null}
    </Dialog>
  )
}
