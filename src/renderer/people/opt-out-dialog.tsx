import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'

/** Notes that a person wants to be neither seen nor awarded. */
export function OptOutDialog({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const [reason, setReason] = useState('')
  const optOut = async () => {
    const done = await run(() => client.people.optOut({ ids: [person.id], reason }))
    if (!done) return
    showToast({
      text: t('optOut.done', { name: person.name }),
      action: { label: t('optOut.undo'), onPress: () => void run(() => client.people.optIn({ ids: [person.id] })) },
    })
    onClose()
  }
  return (
    <Dialog
      title={t('optOut.title', { name: person.name })}
      isOpen
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void optOut()}>
            {t('optOut.act')}
          </Button>
        </>
      }
    >
      <p>{t('optOut.text')}</p>
      <TextField
        label={t('reason')}
        optional
        value={reason}
        onChange={setReason}
        maxLength={500}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void optOut()
          else event.continuePropagation()
        }}
      />
    </Dialog>
  )
}
