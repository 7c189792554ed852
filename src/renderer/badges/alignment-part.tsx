import { ListTree, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { alignment as shape, type Alignment } from '../../core/contract/achievement'
import { Button } from '../ui/button'
import { Row } from '../ui/page'
import { TextArea, TextField } from '../ui/text-field'
import css from './badge-page.module.css'
import { EntryDialog } from '../ui/entry-dialog'
import { EntryList } from '../ui/entry-list'
import { FrameworkDialog } from './framework-dialog'
import { useEntryDraft } from './use-entry-draft'

const blank: Alignment = { targetName: '', targetUrl: '', targetDescription: '', targetFramework: '', targetCode: '' }

/** The standards, skills or job profiles that the badge fits. */
export function AlignmentPart(props: { alignments: Alignment[]; onChange: (alignments: Alignment[]) => void }) {
  const { t } = useTranslation('more')
  const { alignments, onChange } = props
  const [editing, setEditing] = useState<number | null>(null)
  const [isPicking, setPicking] = useState(false)
  return (
    <>
      <EntryList
        entries={alignments}
        lineOf={({ targetName, targetUrl, targetFramework, targetCode }) => ({
          title: targetName,
          detail: [targetFramework, targetCode, targetUrl].filter(Boolean).join(' · '),
        })}
        onChange={onChange}
        onEdit={setEditing}
      >
        {alignments.length < 50 ? (
          <Row>
            <Button size="small" icon={Plus} onPress={() => setEditing(alignments.length)}>
              {t('alignment.add')}
            </Button>
            <Button size="small" icon={ListTree} onPress={() => setPicking(true)}>
              {t('framework.pick')}
            </Button>
          </Row>
        ) : null}
      </EntryList>
      {isPicking ? (
        <FrameworkDialog
          alignments={alignments}
          onPick={(alignment) => onChange([...alignments, alignment].slice(0, 50))}
          onClose={() => setPicking(false)}
        />
      ) : null}
      {editing === null ? null : (
        <AlignmentDialog
          alignment={alignments[editing] ?? blank}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            onChange(alignments.toSpliced(editing, 1, saved))
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

function AlignmentDialog(props: { alignment: Alignment; onClose: () => void; onSave: (alignment: Alignment) => void }) {
  const { t } = useTranslation('more')
  const { draft, set, wrong, save } = useEntryDraft(shape, props.alignment, props.onSave)
  return (
    <EntryDialog title={t('alignment.title')} onClose={props.onClose} onSave={save}>
      <TextField
        label={t('alignment.name')}
        description={t('alignment.nameNote')}
        maxLength={255}
        autoFocus
        value={draft.targetName}
        onChange={(targetName) => set({ targetName })}
        error={wrong.has('targetName') ? t('needed') : null}
      />
      <TextField
        label={t('alignment.address')}
        type="url"
        value={draft.targetUrl}
        onChange={(targetUrl) => set({ targetUrl })}
        error={wrong.has('targetUrl') ? t('addressWrong') : null}
      />
      <div className={css.pair}>
        <TextField
          label={t('alignment.framework')}
          optional
          maxLength={255}
          value={draft.targetFramework}
          onChange={(targetFramework) => set({ targetFramework })}
        />
        <TextField
          label={t('alignment.code')}
          optional
          maxLength={100}
          value={draft.targetCode}
          onChange={(targetCode) => set({ targetCode })}
        />
      </div>
      <TextArea
        label={t('alignment.description')}
        optional
        rows={3}
        maxLength={2000}
        value={draft.targetDescription}
        onChange={(targetDescription) => set({ targetDescription })}
      />
    </EntryDialog>
  )
}
