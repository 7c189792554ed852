import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Series, Team } from '../../core/contract/series'
import { client } from '../api/client'
import { Button } from '../ui/button'
import { ComboBox } from '../ui/combo-box'
import { Dialog } from '../ui/dialog'
import { TextArea, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

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
  const [team, setTeam] = useState(known?.team?.name ?? '')
  const [tags, setTags] = useState(known?.tags.join(', ') ?? '')
  const [isAsked, setAsked] = useState(false)
  const save = async () => {
    setAsked(true)
    if (name.trim() === '') return
    const saved = await run(async () => {
      const wanted = team.trim()
      const teamId =
        wanted === ''
          ? null
          : (teams.find((it) => it.name === wanted)?.id ?? (await client.series.saveTeam({ name: wanted })).id)
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
      <ComboBox
        label={t('dialog.team')}
        description={t('dialog.teamNote')}
        optional
        text={team}
        onTextChange={setTeam}
        options={teams
          .filter((it) => it.name.toLocaleLowerCase().includes(team.trim().toLocaleLowerCase()))
          .map((it) => ({ value: it.id, label: it.name }))}
        onPick={(id) => setTeam(teams.find((it) => it.id === id)?.name ?? '')}
      />
      <TextField label={t('dialog.tags')} description={t('dialog.tagsNote')} optional value={tags} onChange={setTags} />
    </Dialog>
  )
}
