import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Event } from '../../core/contract/events'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { useMayEach } from '../app/may'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choices'
import { Dialog } from '../ui/dialog'
import { FieldError } from '../ui/field-parts'
import { Notice } from '../ui/notice'
import { Waiting } from '../ui/progress'
import { DateField, TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import css from './event-page.module.css'

const mostBadges = 6

/** Today where the desk stands, as `YYYY-MM-DD`. */
const today = () => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

/** Names the gathering, its day and its one to six badges. */
export function NewEvent(props: { onClose: () => void; onSaved: (event: Event) => void }) {
  const { t } = useTranslation('event')
  const { run } = useErrors()
  const [name, setName] = useState('')
  const [heldOn, setHeldOn] = useState(today)
  const [badgeIds, setBadgeIds] = useState<readonly string[]>([])
  const [isAsked, setAsked] = useState(false)
  const badges = useCall(['eventBadges'], (signal) =>
    client.badges.list({ filter: 'live', sort: 'name', limit: 200 }, { signal }),
  )
  const rows = badges.data?.rows ?? []
  const mayAward = useMayEach(rows.map(({ id }) => ({ call: 'awards.create', input: { badgeId: id } })))
  const theirs = rows.filter((_, at) => mayAward[at])
  const save = async () => {
    setAsked(true)
    if (name.trim() === '' || heldOn === '' || badgeIds.length === 0) return
    const event = await run(() => client.events.save({ name, heldOn, badgeIds: [...badgeIds] }))
    if (event) props.onSaved(event)
  }
  return (
    <Dialog
      title={t('new')}
      isOpen
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button variant="primary" onPress={() => void save()}>
            {t('begin')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={255}
        error={isAsked && name.trim() === '' ? t('nameMissing') : null}
      />
      <DateField
        label={t('day')}
        value={heldOn}
        onChange={setHeldOn}
        error={isAsked && heldOn === '' ? t('dayMissing') : null}
      />
      <fieldset className={css.badges}>
        <legend>{t('badges', { most: mostBadges })}</legend>
        {badges.data ? null : <Waiting />}
        {badges.data?.rows.length === 0 ? <Notice tone="info">{t('noBadges')}</Notice> : null}
        {theirs.map((badge) => {
          const isIn = badgeIds.includes(badge.id)
          return (
            <Checkbox
              key={badge.id}
              isSelected={isIn}
              isDisabled={!isIn && badgeIds.length >= mostBadges}
              onChange={(now) => setBadgeIds(now ? [...badgeIds, badge.id] : badgeIds.filter((id) => id !== badge.id))}
            >
              <span className={css.badge}>
                <BadgePicture sha256={badge.pictureSha256} size={28} />
                {badge.name}
              </span>
            </Checkbox>
          )
        })}
        <FieldError>{isAsked && badgeIds.length === 0 ? t('badgeMissing') : null}</FieldError>
      </fieldset>
    </Dialog>
  )
}
