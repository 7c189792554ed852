import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Dialog } from './dialog'
import { Stack } from './page'

/** Asks for one entry of a list. `onSave` keeps it and closes, or shows what is missing. */
export function EntryDialog(props: { title: string; onClose: () => void; onSave: () => void; children: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={props.onSave}>
            {t('entry.keep')}
          </Button>
        </>
      }
    >
      <Stack>{props.children}</Stack>
    </Dialog>
  )
}
