import { FilePlus2, Inbox, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RubricItem } from '../../../core/contract/applications'
import type { Badge } from '../../../core/contract/badges'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { useMay } from '../../app/may'
import { navigate } from '../../app/navigation'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/choices'
import { EntryDialog } from '../../ui/entry-dialog'
import { EntryList } from '../../ui/entry-list'
import { Row, Section } from '../../ui/page'
import { TextArea, TextField } from '../../ui/text-field'
import { useErrors } from '../../ui/use-errors'
import { NewApplicationDialog } from './new-application-dialog'

type Item = Omit<RubricItem, 'id'> & { id?: string }
const noItem: Item = { description: '', note: '', required: true }

/** Applications for a badge: what reviewers look at, and the way to those that came in. */
export function ApplicationsPart({ badge }: { badge: Badge }) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const [editing, setEditing] = useState<{ at: number; item: Item } | null>(null)
  const [isAdding, setAdding] = useState(false)
  const rubric = useCall(
    ['rubric', badge.id],
    (signal) => client.applications.rubric({ badgeId: badge.id }, { signal }),
    ['applications.saved'],
  )
  const counts = useCall(
    ['applications', badge.id],
    (signal) => client.applications.counts({ badgeId: badge.id }, { signal }),
    ['applications.saved', 'awards.created', 'awards.changed'],
  )
  const mayEnter = useMay('applications.create', { badgeId: badge.id })
  const mayRead = useMay('applications.list', { badgeId: badge.id })
  const maySay = useMay('applications.saveRubric', { badgeId: badge.id })
  const items: Item[] = rubric.data ?? []
  const save = (next: Item[]) => void run(() => client.applications.saveRubric({ badgeId: badge.id, items: next }))
  const { submitted = 0, assigned = 0, reviewed = 0 } = counts.data ?? {}
  const waiting = submitted + assigned + reviewed
  const any = Object.values(counts.data ?? {}).some((count) => count > 0)
  return (
    <>
      <Section title={t('part.title')} description={t('part.hint')}>
        <Row>
          {mayEnter ? (
            <Button icon={FilePlus2} isDisabled={badge.status === 'archived'} onPress={() => setAdding(true)}>
              {t('new.open')}
            </Button>
          ) : null}
          {any && mayRead ? (
            <Button icon={Inbox} onPress={() => navigate({ page: 'applications', badgeId: badge.id })}>
              {t('part.inbox', { count: waiting })}
            </Button>
          ) : null}
        </Row>
      </Section>
      {maySay ? (
        <Section title={t('rubric.title')} description={t('rubric.hint')}>
          <EntryList<Item>
            entries={items}
            lineOf={({ description, note, required }) => ({
              title: description,
              detail: [required ? t('rubric.required') : t('rubric.optional'), note].filter(Boolean).join(' · '),
            })}
            onChange={save}
            onEdit={(at) => setEditing({ at, item: items[at] ?? noItem })}
          >
            <Button icon={Plus} onPress={() => setEditing({ at: items.length, item: noItem })}>
              {t('rubric.add')}
            </Button>
          </EntryList>
        </Section>
      ) : null}
      {editing ? (
        <RubricDialog
          item={editing.item}
          onClose={() => setEditing(null)}
          onSave={(item) => {
            save(items.toSpliced(editing.at, 1, item))
            setEditing(null)
          }}
        />
      ) : null}
      {isAdding ? (
        <NewApplicationDialog
          badgeId={badge.id}
          onClose={() => setAdding(false)}
          onMade={(applicationId) => navigate({ page: 'applications', badgeId: badge.id, applicationId })}
        />
      ) : null}
    </>
  )
}

function RubricDialog(props: { item: Item; onClose: () => void; onSave: (item: Item) => void }) {
  const { t } = useTranslation('applications')
  const [item, setItem] = useState(props.item)
  const [isAsked, setAsked] = useState(false)
  const isMissing = item.description.trim() === ''
  return (
    <EntryDialog
      title={t('rubric.item')}
      onClose={props.onClose}
      onSave={() => (isMissing ? setAsked(true) : props.onSave(item))}
    >
      <TextField
        label={t('rubric.description')}
        description={t('rubric.descriptionHint')}
        maxLength={1000}
        value={item.description}
        onChange={(description) => setItem({ ...item, description })}
        error={isAsked && isMissing ? t('rubric.missing') : null}
      />
      <TextArea
        label={t('rubric.note')}
        optional
        rows={2}
        maxLength={5000}
        value={item.note}
        onChange={(note) => setItem({ ...item, note })}
      />
      <Switch isSelected={item.required} onChange={(required) => setItem({ ...item, required })}>
        {t('rubric.isRequired')}
      </Switch>
    </EntryDialog>
  )
}
