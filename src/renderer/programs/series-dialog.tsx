import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Series, Team } from '../../core/contract/series'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Select } from '../ui/select'
import { TextArea, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** Choices beside the teams there are. */
const noTeam = 'none'
const newTeam = 'new'

/** Makes a series, or changes what one says; a team that nobody has named yet is made with it. */
export function SeriesDialog(props: {
  known: Series | null
  teams: readonly Team[]
  onClose: () => void
  onSaved: (series: Series) => void
}) {
  const { t } = useTranslation('series')
  const { run } = useErrors()
  const { known, teams } = props
  const [name, setName] = useState(known?.name ?? '')
  const [description, setDescription] = useState(known?.description ?? '')
  const [team, setTeam] = useState(known?.team?.id ?? noTeam)
  const [teamName, setTeamName] = useState('')
  const [tags, setTags] = useState(known?.tags.join(', ') ?? '')
  const [isAsked, setAsked] = useState(false)
  const save = async () => {
    setAsked(true)
    if (name.trim() === '') return
    const saved = await run(async () => {
      const fresh = teamName.trim()
      const isFresh = fresh !== '' && (team === newTeam || teams.length === 0)
      const teamId = isFresh
        ? (teams.find((it) => it.name === fresh) ?? (await client.series.saveTeam({ name: fresh }))).id
        : team === noTeam || team === newTeam
          ? null
          : team
      return client.series.save({
        ...(known ? { id: known.id } : {}),
        name,
        description,
        teamId,
        tags: tags
          .split(',')
          .map((tag) => tag.trim().slice(0, 60))
          .filter((tag) => tag !== '')
          .slice(0, 50),
      })
    })
    if (saved) props.onSaved(saved)
  }
  return (
    <Dialog
      title={t(known ? 'dialog.edit' : 'new')}
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
        autoFocus
        maxLength={255}
        value={name}
        onChange={setName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
          else event.continuePropagation()
        }}
        error={isAsked && name.trim() === '' ? t('dialog.nameMissing') : null}
      />
      <TextArea
        label={t('dialog.description')}
        optional
        rows={3}
        maxLength={5000}
        value={description}
        onChange={setDescription}
      />
      {teams.length > 0 ? (
        <Select
          label={t('dialog.team')}
          options={[
            { value: noTeam, label: t('dialog.noTeam') },
            ...teams.map(({ id, name: label }) => ({ value: id, label })),
            { value: newTeam, label: t('dialog.newTeam') },
          ]}
          value={team}
          onChange={setTeam}
        />
      ) : null}
      {team === newTeam || teams.length === 0 ? (
        <TextField
          label={t(teams.length > 0 ? 'dialog.teamName' : 'dialog.team')}
          description={t('dialog.teamNote')}
          optional
          maxLength={255}
          value={teamName}
          onChange={setTeamName}
        />
      ) : null}
      <TextField label={t('dialog.tags')} description={t('dialog.tagsNote')} optional value={tags} onChange={setTags} />
    </Dialog>
  )
}
