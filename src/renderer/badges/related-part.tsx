import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { achievementDetails, type AchievementDetails } from '../../core/contract/achievement'
import { Button } from '../ui/button'
import { TextField } from '../ui/text-field'
import css from './badge-page.module.css'
import { EntryDialog } from '../ui/entry-dialog'
import { EntryList } from '../ui/entry-list'
import { useEntryDraft } from './use-entry-draft'

type Related = AchievementDetails['related'][number]
const shape = achievementDetails.shape.related.unwrap().element

/** Badges near this one: other versions, other languages. */
export function RelatedPart(props: { related: Related[]; onChange: (related: Related[]) => void }) {
  const { t } = useTranslation('more')
  const { related, onChange } = props
  const [editing, setEditing] = useState<number | null>(null)
  return (
    <>
      <EntryList
        entries={related}
        lineOf={({ id, language, version }) => ({ title: id, detail: [language, version].filter(Boolean).join(' · ') })}
        onChange={onChange}
        onEdit={setEditing}
      >
        {related.length < 50 ? (
          <Button size="small" icon={Plus} onPress={() => setEditing(related.length)}>
            {t('related.add')}
          </Button>
        ) : null}
      </EntryList>
      {editing === null ? null : (
        <RelatedDialog
          related={related[editing] ?? { id: '', language: '', version: '' }}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            onChange(related.toSpliced(editing, 1, saved))
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

function RelatedDialog(props: { related: Related; onClose: () => void; onSave: (related: Related) => void }) {
  const { t } = useTranslation('more')
  const { draft, set, wrong, save } = useEntryDraft(shape, props.related, props.onSave)
  return (
    <EntryDialog title={t('related.title')} onClose={props.onClose} onSave={save}>
      <TextField
        label={t('related.address')}
        description={t('related.addressNote')}
        type="url"
        autoFocus
        value={draft.id}
        onChange={(id) => set({ id })}
        error={wrong.has('id') ? t('addressWrong') : null}
      />
      <div className={css.pair}>
        <TextField
          label={t('related.language')}
          description={t('related.languageNote')}
          optional
          maxLength={35}
          value={draft.language}
          onChange={(language) => set({ language })}
        />
        <TextField
          label={t('related.version')}
          optional
          maxLength={60}
          value={draft.version}
          onChange={(version) => set({ version })}
        />
      </div>
    </EntryDialog>
  )
}
