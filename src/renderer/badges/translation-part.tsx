import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { translation as shape, type Translation } from '../../core/contract/achievement'
import { Button } from '../ui/button'
import { EntryDialog } from '../ui/entry-dialog'
import { EntryList } from '../ui/entry-list'
import { Select } from '../ui/select'
import { TextArea, TextField } from '../ui/text-field'
import { languages, useLanguageName } from './kind-part'
import { useEntryDraft } from './use-entry-draft'

const blank: Translation = { language: '', name: '', description: '', criteria: '' }

/** What the badge says in other languages, on its page. */
export function TranslationPart(props: {
  translations: Translation[]
  onChange: (translations: Translation[]) => void
}) {
  const { t } = useTranslation('more')
  const nameOf = useLanguageName()
  const { translations, onChange } = props
  const [editing, setEditing] = useState<number | null>(null)
  return (
    <>
      <EntryList
        entries={translations}
        lineOf={({ language, name }) => ({ title: nameOf(language), detail: name })}
        onChange={onChange}
        onEdit={setEditing}
      >
        {translations.length < 30 ? (
          <Button size="small" icon={Plus} onPress={() => setEditing(translations.length)}>
            {t('translation.add')}
          </Button>
        ) : null}
      </EntryList>
      {editing === null ? null : (
        <TranslationDialog
          translation={translations[editing] ?? blank}
          taken={translations.filter((_, at) => at !== editing).map(({ language }) => language)}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            onChange(translations.toSpliced(editing, 1, saved))
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

function TranslationDialog(props: {
  translation: Translation
  taken: readonly string[]
  onClose: () => void
  onSave: (translation: Translation) => void
}) {
  const { t } = useTranslation('more')
  const nameOf = useLanguageName()
  const { draft, set, wrong, save } = useEntryDraft(shape, props.translation, props.onSave)
  const offered = [...new Set([...languages, draft.language])].filter((tag) => tag !== '' && !props.taken.includes(tag))
  const options = offered
    .map((tag) => ({ value: tag, label: nameOf(tag) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <EntryDialog title={t('translation.title')} onClose={props.onClose} onSave={save}>
      <Select
        label={t('translation.language')}
        options={options}
        placeholder={t('choose')}
        value={draft.language || null}
        onChange={(language) => set({ language })}
        error={wrong.has('language') ? t('needed') : null}
      />
      <TextField
        label={t('translation.name')}
        maxLength={255}
        value={draft.name}
        onChange={(name) => set({ name })}
        error={wrong.has('name') ? t('needed') : null}
      />
      <TextArea
        label={t('translation.description')}
        optional
        rows={3}
        maxLength={5000}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <TextArea
        label={t('translation.criteria')}
        optional
        rows={5}
        maxLength={20_000}
        value={draft.criteria}
        onChange={(criteria) => set({ criteria })}
      />
    </EntryDialog>
  )
}
