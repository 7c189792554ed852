import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { name as nameShape } from '../../core/contract/shapes'
import { purposes, type Template } from '../../core/designs/templates'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Stack } from '../ui/page'
import { Select } from '../ui/select'
import { TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'

/** Makes a template of a design: asks what it is called and what it is for. */
export function TemplateDialog(props: {
  designId: string
  name: string
  /** What is to be stored of the design first, where it is open; false where that failed. */
  before?: () => Promise<boolean>
  onClose: () => void
}) {
  const { t } = useTranslation(['project', 'designs'])
  const { run } = useErrors()
  const [text, setText] = useState(props.name)
  const [purpose, setPurpose] = useState<Template['purpose']>('achievement')
  const [isBusy, setBusy] = useState(false)
  const name = nameShape.safeParse(text)
  const make = async () => {
    if (!name.success || isBusy) return
    setBusy(true)
    const isStored = (await props.before?.()) ?? true
    // Why not is said by what could not be stored.
    if (!isStored) return setBusy(false)
    const made = await run(() => client.templates.add({ of: { designId: props.designId }, name: name.data, purpose }))
    setBusy(false)
    if (!made) return
    showToast({ text: t('template.made', { name: made.name }) })
    props.onClose()
  }
  return (
    <Dialog
      title={t('template.title')}
      isOpen
      onClose={props.onClose}
      size="small"
      isBusy={isBusy}
      footer={
        <Button variant="primary" onPress={() => void make()} isDisabled={!name.success} isBusy={isBusy}>
          {t('template.make')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <Stack>
          <p>{t('template.sentence')}</p>
          <TextField
            label={t('template.name')}
            value={text}
            onChange={setText}
            autoFocus
            error={name.success ? null : t('template.empty')}
          />
          <Select
            label={t('template.purpose')}
            options={purposes.map((value) => ({ value, label: t(`designs:purposes.${value}`) }))}
            value={purpose}
            onChange={setPurpose}
          />
        </Stack>
      </form>
    </Dialog>
  )
}
