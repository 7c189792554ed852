import { MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CannedResponse } from '../../../core/contract/applications'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { EntryDialog } from '../../ui/entry-dialog'
import { type MenuEntry, MenuButton } from '../../ui/menu'
import { TextArea, TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toast'
import { useErrors } from '../../ui/use-errors'

/** Answers that are kept: picked into the comment, and the comment kept as one. */
export function CannedResponses({ text, onPick }: { text: string; onPick: (text: string) => void }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const [editing, setEditing] = useState<(Omit<CannedResponse, 'id'> & { id?: string }) | null>(null)
  const responses = useCall(['responses'], (signal) => client.applications.responses(undefined, { signal }), [
    'applications.saved',
  ])
  const kept = responses.data ?? []
  if (kept.length === 0 && text.trim() === '' && !editing) return null
  const remove = ({ id, title, text: words }: CannedResponse) =>
    void run(async () => {
      await client.applications.removeResponse({ id })
      showToast({
        text: t('responses.removed', { title }),
        action: {
          label: t('responses.undo'),
          onPress: () => void run(() => client.applications.saveResponse({ title, text: words })),
        },
      })
    })
  const entries: MenuEntry[] = [
    ...kept.map((response) => ({
      id: response.id,
      label: response.title,
      onAction: () => onPick([text.trim(), response.text].filter(Boolean).join('\n\n')),
    })),
    ...(kept.length > 0 ? (['separator'] as const) : []),
    {
      id: 'keep',
      label: t('responses.keep'),
      isDisabled: text.trim() === '',
      onAction: () => setEditing({ title: '', text }),
    },
    ...(kept.length > 0
      ? [
          {
            id: 'change',
            label: t('responses.change'),
            entries: kept.map((response) => ({
              id: response.id,
              label: response.title,
              onAction: () => setEditing(response),
            })),
          },
          {
            id: 'remove',
            label: t('responses.remove'),
            entries: kept.map((response) => ({
              id: response.id,
              label: response.title,
              onAction: () => remove(response),
            })),
          },
        ]
      : []),
  ]
  const save = async () => {
    if (!editing || editing.title.trim() === '' || editing.text.trim() === '') return
    const saved = await run(() => client.applications.saveResponse(editing))
    if (saved) setEditing(null)
  }
  return (
    <>
      <MenuButton label={t('responses.title')} icon={MessageSquareText} size="small" entries={entries} />
      {editing ? (
        <EntryDialog title={t('responses.edit')} onClose={() => setEditing(null)} onSave={() => void save()}>
          <TextField
            label={t('responses.name')}
            maxLength={255}
            value={editing.title}
            onChange={(title) => setEditing({ ...editing, title })}
          />
          <TextArea
            label={t('responses.text')}
            rows={5}
            maxLength={5000}
            value={editing.text}
            onChange={(words) => setEditing({ ...editing, text: words })}
          />
        </EntryDialog>
      ) : null}
    </>
  )
}
