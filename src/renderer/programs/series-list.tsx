import { Plus, Route as RouteIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MilestoneRule, Series, Team } from '../../core/contract/series'
import { client } from '../api/client'
import { BadgePicture } from '../app/badge-picture'
import { useMay } from '../app/may'
import { navigate } from '../app/navigation'
import { Button } from '../ui/button'
import { CardGrid } from '../ui/card'
import { ConfirmDialog, Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { MenuButton } from '../ui/menu'
import { Page } from '../ui/page'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { RulesPart } from './rules-part'
import { SeriesDialog } from './series-dialog'
import css from './series-page.module.css'

const mostPictures = 5

/** Every series, and what reaching milestones leads to. */
export function SeriesList(props: {
  series: readonly Series[]
  teams: readonly Team[]
  rules: readonly MilestoneRule[]
}) {
  const { t } = useTranslation('series')
  const { run } = useErrors()
  const { series, teams, rules } = props
  const [isNew, setNew] = useState(false)
  const [renaming, setRenaming] = useState<Team | null>(null)
  const [removing, setRemoving] = useState<Team | null>(null)
  const mayArrange = useMay('series.save')
  const isEmpty = series.length === 0 && rules.length === 0
  const create = mayArrange ? (
    <Button variant="primary" icon={Plus} onPress={() => setNew(true)}>
      {t('new')}
    </Button>
  ) : null
  return (
    <Page
      title={t('title')}
      onBack={() => navigate({ page: 'library' })}
      actions={
        isEmpty ? null : (
          <>
            {mayArrange && teams.length > 0 ? (
              <MenuButton
                label={t('teams.menu')}
                entries={teams.map((team) => ({
                  id: team.id,
                  label: team.name,
                  entries: [
                    { id: 'rename', label: t('teams.rename'), onAction: () => setRenaming(team) },
                    { id: 'remove', label: t('teams.remove'), danger: true, onAction: () => setRemoving(team) },
                  ],
                }))}
              />
            ) : null}
            {create}
          </>
        )
      }
    >
      {isEmpty ? (
        <EmptyState icon={RouteIcon} sentence={t('empty')} action={create} />
      ) : (
        <>
          <CardGrid<Series>
            label={t('title')}
            items={series}
            idOf={({ id }) => id}
            textOf={({ name }) => name}
            cardWidth={300}
            onOpen={({ id }) => navigate({ page: 'series', seriesId: id })}
          >
            {(it) => (
              <div className={css.card}>
                <strong>{it.name}</strong>
                <span className={css.pictures}>
                  {it.steps.slice(0, mostPictures).map((step) => (
                    <BadgePicture key={step.badgeId} sha256={step.pictureSha256} size={40} />
                  ))}
                </span>
                <span className={css.quiet}>
                  {[t('steps', { count: it.steps.length }), ...(it.team ? [it.team.name] : [])].join(' · ')}
                </span>
              </div>
            )}
          </CardGrid>
          <RulesPart rules={rules} />
        </>
      )}
      {isNew ? (
        <SeriesDialog
          known={null}
          teams={teams}
          onClose={() => setNew(false)}
          onSaved={({ id }) => navigate({ page: 'series', seriesId: id })}
        />
      ) : null}
      {renaming ? <RenameTeam team={renaming} onClose={() => setRenaming(null)} /> : null}
      <ConfirmDialog
        title={t('teams.removeTitle', { name: removing?.name ?? '' })}
        isOpen={removing !== null}
        danger
        confirm={t('teams.remove')}
        onClose={() => setRemoving(null)}
        onConfirm={async () => {
          if (removing) await run(() => client.series.removeTeam({ id: removing.id }))
        }}
      >
        <p>{t('teams.removeStays', { count: removing?.series ?? 0 })}</p>
      </ConfirmDialog>
    </Page>
  )
}

function RenameTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useTranslation('series')
  const { run } = useErrors()
  const [name, setName] = useState(team.name)
  const save = async () => {
    if (name.trim() === '') return
    if (await run(() => client.series.saveTeam({ id: team.id, name }))) onClose()
  }
  return (
    <Dialog
      title={t('teams.rename')}
      isOpen
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('dialog.team')}
        autoFocus
        maxLength={255}
        value={name}
        onChange={setName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
          else event.continuePropagation()
        }}
      />
    </Dialog>
  )
}
