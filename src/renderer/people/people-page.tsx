import { Award as AwardIcon, Ellipsis, Trash2, UserPlus, Users } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { usePages } from '../api/use-pages'
import { useDroppedFiles } from '../app/dropped-files'
import { useLibrary } from '../app/library-facts'
import { useTheirs } from '../app/may'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { PersonMark, StateLabel } from '../ui/chip'
import { ConfirmDialog } from '../ui/dialog'
import { DropZone } from '../ui/drop-zone'
import { useFormats } from '../ui/format'
import { hasCommandKey } from '../ui/keys'
import { MenuButton } from '../ui/menu'
import { Named } from '../ui/named'
import { Page, Quiet, Row, Toolbar } from '../ui/page'
import { SearchField } from '../ui/search-field'
import { Select } from '../ui/select'
import { nothingSelected } from '../ui/selection'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { VirtualTable } from '../ui/virtual-table'
import { ForgetDialog } from './forget-dialog'
import { GroupDialog } from './group-dialog'
import { ImportDialog } from './import-dialog'
import css from './people-page.module.css'
import { PersonDialog } from './person-dialog'
import { TwinsDialog } from './twins-dialog'
import { type Roster, rosterOfFile } from '../app/roster-file'

const everybody = 'all'
const newPerson = 'new'
/** What is done here. */
const calls = {
  add: 'people.save',
  import: 'people.import',
  award: 'awards.create',
  delete: 'people.remove',
  put: 'people.setMembership',
  new: 'people.saveGroup',
  rename: 'people.saveGroup',
  remove: 'people.removeGroup',
  twins: 'people.twins',
  forget: 'people.forget',
  statistics: 'statistics.leaderboard',
} as const

/** Everybody whom badges are for: find, add, import, group, remove. */
export function PeoplePage() {
  const { t } = useTranslation('people')
  const { run } = useErrors()
  const { day } = useFormats()
  const [query, setQuery] = useState('')
  const [groupId, setGroupId] = useState(everybody)
  const [selection, setSelection] = useState(nothingSelected)
  const [editing, setEditing] = useState<string | null>(null)
  const [roster, setRoster] = useState<Roster | 'empty' | null>(null)
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const [includeOptedOut, setIncludeOptedOut] = useState(false)
  const [asked, setAsked] = useState<'twins' | 'forget' | null>(null)
  const { library } = useLibrary()
  const { may, only } = useTheirs(calls)

  const groups = useCall(['groups'], (signal) => client.people.groups(undefined, { signal }), [
    'people.saved',
    'people.removed',
  ])
  const filter = { ...(query ? { query } : {}), ...(groupId === everybody ? {} : { groupId }), includeOptedOut }
  const people = usePages(
    ['people', filter],
    (cursor, signal) => client.people.list({ ...filter, cursor }, { signal }),
    ['people.saved', 'people.removed', 'awards.created', 'awards.changed'],
  )
  const takeFile = (files: readonly File[]) =>
    void run(async () => (may('import') ? setRoster(await rosterOfFile(files[0]!)) : undefined))
  useDroppedFiles('people', takeFile)

  const startAdding = useEffectEvent(() => setEditing(may('add') ? newPerson : null))
  const startImporting = useEffectEvent(() => setRoster(may('import') ? 'empty' : null))
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (event.defaultPrevented || !hasCommandKey(event) || event.shiftKey || (key !== 'n' && key !== 'i')) return
      // Not over a dialog that is open: there is one at a time.
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      if (key === 'n') startAdding()
      else startImporting()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  const chosen = [...selection.ids]
  const group = groups.data?.find((it) => it.id === groupId)
  const isEmpty = !people.isLoading && people.total === 0 && query === '' && groupId === everybody

  const setMembership = async (id: string, member: boolean) => {
    const changed = await run(() => client.people.setMembership({ groupId: id, personIds: chosen, member }))
    if (!changed) return
    setSelection(nothingSelected)
    showToast({ text: t(member ? 'group.added' : 'group.taken', { count: chosen.length, group: changed.name }) })
  }
  const remove = async () => {
    const done = await run(() => client.people.remove({ ids: chosen }))
    setRemoving(false)
    if (!done) return
    setSelection(nothingSelected)
    showToast({
      text:
        done.kept.length > 0
          ? t('removedSome', { count: done.kept.length, removed: done.removed.length })
          : t('removed', { count: done.removed.length }),
      tone: done.kept.length > 0 ? 'warning' : 'info',
    })
  }

  return (
    <Page
      title={t('title')}
      fill
      actions={
        <>
          {isEmpty ? null : (
            <MenuButton
              label={t('more')}
              icon={Ellipsis}
              entries={only([
                ...(library.counts.awards > 0
                  ? [{ id: 'statistics', label: t('statistics'), onAction: () => navigate({ page: 'statistics' }) }]
                  : []),
                { id: 'activities', label: t('activities'), onAction: () => navigate({ page: 'activities' }) },
                {
                  id: 'optedOut',
                  label: t(includeOptedOut ? 'optOut.hide' : 'optOut.show'),
                  onAction: () => setIncludeOptedOut(!includeOptedOut),
                },
                { id: 'twins', label: t('twins.open'), onAction: () => setAsked('twins') },
                ...(library.counts.awards > 0
                  ? [{ id: 'forget', label: t('forget.open'), onAction: () => setAsked('forget') }]
                  : []),
              ])}
            />
          )}
          {may('import') ? (
            <Button icon={Users} onPress={() => setRoster('empty')}>
              {t('import.open')}
            </Button>
          ) : null}
          {may('add') ? (
            <Button variant="primary" icon={UserPlus} onPress={() => setEditing(newPerson)}>
              {t('add')}
            </Button>
          ) : null}
        </>
      }
    >
      {isEmpty && may('import') ? (
        <div className={css.empty}>
          <DropZone
            label={t('empty.label')}
            pick={t('empty.pick')}
            accept={['.csv', '.tsv', '.txt', 'text/csv', 'text/plain']}
            onFiles={takeFile}
            onText={(text) => setRoster({ name: t('import.pasted'), source: { text } })}
          >
            {t('empty.sentence')}
          </DropZone>
        </div>
      ) : (
        <>
          <Toolbar>
            <SearchField
              label={t('search')}
              placeholder={t('searchPlaceholder')}
              value={query}
              onChange={setQuery}
              shortcut="/"
            />
            <Select
              label={t('group.label')}
              hideLabel
              value={groupId}
              onChange={setGroupId}
              options={[
                { value: everybody, label: t('group.everybody') },
                ...(groups.data ?? []).map((it) => ({
                  value: it.id,
                  label: t('group.entry', { name: it.name, count: it.members }),
                })),
              ]}
            />
            {may('new') ? (
              <MenuButton
                label={t('group.menu')}
                entries={only([
                  { id: 'new', label: t('group.new'), onAction: () => setNaming('new') },
                  { id: 'rename', label: t('group.rename'), isDisabled: !group, onAction: () => setNaming('rename') },
                  {
                    id: 'remove',
                    label: t('group.remove'),
                    danger: true,
                    isDisabled: !group,
                    onAction: () =>
                      void run(async () => {
                        await client.people.removeGroup({ id: groupId })
                        setGroupId(everybody)
                      }),
                  },
                ])}
              />
            ) : null}
          </Toolbar>
          {people.problem ? <ProblemNotice problem={people.problem} onRetry={people.reload} /> : null}
          <VirtualTable
            label={t('title')}
            rows={people.rows}
            total={people.total}
            idOf={(row) => row.id}
            onEndReached={people.loadMore}
            onOpen={(row) => (may('add') ? setEditing(row.id) : navigate({ page: 'person', personId: row.id }))}
            selection={selection}
            onSelectionChange={setSelection}
            leastWidth={760}
            columns={[
              {
                id: 'name',
                heading: t('columns.name'),
                width: 'minmax(180px, 2fr)',
                cell: (row) =>
                  row.optedOutAt === null ? (
                    <Named mark={<PersonMark name={row.name} />}>{row.name}</Named>
                  ) : (
                    <Row>
                      <Named mark={<PersonMark name={row.name} />}>{row.name}</Named>
                      <StateLabel tone="warning">{t('optOut.state')}</StateLabel>
                    </Row>
                  ),
              },
              {
                id: 'email',
                heading: t('columns.email'),
                width: 'minmax(180px, 2fr)',
                cell: (row) => row.email ?? <Quiet>{t('noAddress')}</Quiet>,
              },
              {
                id: 'groups',
                heading: t('columns.groups'),
                width: 'minmax(120px, 1fr)',
                cell: (row) => row.groups.map((it) => it.name).join(', '),
              },
              {
                id: 'awards',
                heading: t('columns.awards'),
                width: '90px',
                align: 'end',
                cell: (row) => row.awardedCount,
              },
              {
                id: 'last',
                heading: t('columns.last'),
                width: '140px',
                cell: (row) => (row.lastAwardedAt ? day(row.lastAwardedAt) : ''),
              },
            ]}
            nothing={people.isLoading ? null : <Quiet>{t('nothingFound')}</Quiet>}
            footer={
              chosen.length === 0 ? (
                t('total', { count: people.total })
              ) : (
                <Row>
                  <span>{t('chosen', { count: chosen.length })}</span>
                  {may('award') ? (
                    <Button
                      size="small"
                      icon={AwardIcon}
                      onPress={() => navigate({ page: 'award', personIds: chosen })}
                    >
                      {t('award')}
                    </Button>
                  ) : null}
                  {may('put') && groups.data && groups.data.length > 0 ? (
                    <MenuButton
                      size="small"
                      label={t('group.put')}
                      entries={groups.data.map((it) => ({
                        id: it.id,
                        label: it.name,
                        onAction: () => void setMembership(it.id, true),
                      }))}
                    />
                  ) : null}
                  {group && may('put') ? (
                    <Button size="small" onPress={() => void setMembership(group.id, false)}>
                      {t('group.take', { group: group.name })}
                    </Button>
                  ) : null}
                  {may('delete') ? (
                    <Button size="small" variant="danger" icon={Trash2} onPress={() => setRemoving(true)}>
                      {t('remove')}
                    </Button>
                  ) : null}
                </Row>
              )
            }
          />
        </>
      )}
      {editing ? (
        <PersonDialog
          personId={editing === newPerson ? null : editing}
          groups={groups.data ?? []}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {roster ? (
        <ImportDialog
          roster={roster === 'empty' ? null : roster}
          groups={groups.data ?? []}
          onClose={() => setRoster(null)}
          onAward={(personIds) => navigate({ page: 'award', personIds })}
        />
      ) : null}
      {asked === 'twins' ? <TwinsDialog onClose={() => setAsked(null)} /> : null}
      {asked === 'forget' ? <ForgetDialog onClose={() => setAsked(null)} /> : null}
      {naming ? (
        <GroupDialog
          group={naming === 'rename' ? (group ?? null) : null}
          onClose={() => setNaming(null)}
          onSaved={(saved) => {
            setNaming(null)
            if (chosen.length > 0 && naming === 'new') void setMembership(saved.id, true)
          }}
        />
      ) : null}
      <ConfirmDialog
        title={t('removeDialog.title', { count: chosen.length })}
        isOpen={isRemoving}
        danger
        confirm={t('remove')}
        onClose={() => setRemoving(false)}
        onConfirm={remove}
      >
        {t('removeDialog.text')}
      </ConfirmDialog>
    </Page>
  )
}
