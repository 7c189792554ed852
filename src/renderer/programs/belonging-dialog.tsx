import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Belonging } from '../../core/contract/programs'
import { email as emailShape, webUrl } from '../../core/contract/shapes'
import { client } from '../api/client'
import { BadgePicture } from '../app/badge-picture'
import { keepPicture, pictureFiles } from '../app/take-files'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { FileButton } from '../ui/drop-zone'
import { Row } from '../ui/page'
import { TextArea, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** Makes a system or a program, or changes one. */
export function BelongingDialog(props: {
  kind: 'system' | 'program'
  known: Belonging | null
  onClose: () => void
  onSaved: (id: string) => void
}) {
  const { t } = useTranslation('programs')
  const { run } = useErrors()
  const { kind, known } = props
  const [draft, setDraft] = useState({
    name: known?.name ?? '',
    url: known?.url ?? '',
    email: known?.email ?? '',
    description: known?.description ?? '',
    pictureSha256: known?.pictureSha256 ?? null,
  })
  const [isAsked, setAsked] = useState(false)
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const wrong = {
    name: draft.name.trim() === '',
    url: draft.url.trim() !== '' && !webUrl.safeParse(draft.url.trim()).success,
    email: draft.email.trim() !== '' && !emailShape.safeParse(draft.email).success,
  }
  const save = async () => {
    setAsked(true)
    if (wrong.name || wrong.url || wrong.email) return
    const input = { ...draft, url: draft.url.trim(), email: draft.email.trim(), ...(known ? { id: known.id } : {}) }
    const saved = await run(() => (kind === 'system' ? client.programs.saveSystem(input) : client.programs.save(input)))
    if (saved) props.onSaved(saved.id)
  }
  return (
    <Dialog
      title={t(`dialog.${known ? 'edit' : 'new'}.${kind}`)}
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
      <TextField
        label={t('dialog.name')}
        description={t(`dialog.what.${kind}`)}
        autoFocus
        maxLength={255}
        value={draft.name}
        onChange={(name) => set({ name })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
          else event.continuePropagation()
        }}
        error={isAsked && wrong.name ? t('dialog.nameMissing') : null}
      />
      <TextArea
        label={t('dialog.description')}
        optional
        rows={3}
        maxLength={5000}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <TextField
        label={t('dialog.url')}
        optional
        type="url"
        maxLength={2048}
        value={draft.url}
        onChange={(url) => set({ url })}
        error={isAsked && wrong.url ? t('dialog.urlWrong') : null}
      />
      <TextField
        label={t('dialog.email')}
        optional
        type="email"
        maxLength={254}
        value={draft.email}
        onChange={(email) => set({ email })}
        error={isAsked && wrong.email ? t('dialog.emailWrong') : null}
      />
      <Row>
        {draft.pictureSha256 ? <BadgePicture sha256={draft.pictureSha256} size={48} /> : null}
        <FileButton
          accept={pictureFiles}
          onFiles={([file]) => {
            if (file)
              void run(async () => {
                const picture = await keepPicture(file, file.name)
                if (picture) set({ pictureSha256: picture.sha256 })
              })
          }}
        >
          {t(draft.pictureSha256 ? 'dialog.otherPicture' : 'dialog.picture')}
        </FileButton>
        {draft.pictureSha256 ? (
          <Button variant="plain" onPress={() => set({ pictureSha256: null })}>
            {t('dialog.noPicture')}
          </Button>
        ) : null}
      </Row>
    </Dialog>
  )
}
