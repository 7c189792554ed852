import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { name as nameShape } from '../../core/contract/shapes'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/text-field'

/** Asks for another name. */
export function RenameDialog(props: { name: string; onClose: () => void; onRename: (name: string) => void }) {
  const { t } = useTranslation('badges')
  const [text, setText] = useState(props.name)
  const name = nameShape.safeParse(text)
  const rename = () => {
    if (!name.success) return
    props.onClose()
    if (name.data !== props.name) props.onRename(name.data)
  }
  return (
    <Dialog
      title={t('rename.title')}
      isOpen
      onClose={props.onClose}
      size="small"
      footer={
        <Button variant="primary" onPress={rename} isDisabled={!name.success}>
          {t('rename.save')}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          rename()
        }}
      >
        <TextField
          label={t('rename.name')}
          value={text}
          onChange={setText}
          autoFocus
          error={name.success ? null : t('rename.empty')}
          onFocus={(event) => {
            if (event.target instanceof HTMLInputElement) event.target.select()
          }}
        />
      </form>
    </Dialog>
  )
}
