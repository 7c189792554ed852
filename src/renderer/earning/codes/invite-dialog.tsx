import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Badge } from '../../../core/contract/badges'
import { type Invitation, mostMinutes, usualMinutes } from '../../../core/contract/invitations'
import { client } from '../../api/client'
import { Button } from '../../ui/button'
import { RadioGroup } from '../../ui/choices'
import { Dialog } from '../../ui/dialog'
import { Disclosure } from '../../ui/disclosure'
import { useFormats } from '../../ui/format'
import { NumberField } from '../../ui/number-field'
import { Stack } from '../../ui/page'
import { useErrors } from '../../ui/use-errors'
import { PersonField, type Somebody } from '../person-field'
import css from './codes.module.css'
import { QrPicture } from './qr-picture'
import { SaveSheet } from './save-sheet'
import { useIssuerName } from './use-issuer-name'

/** Invites somebody to come and get a badge: the code on the screen, to be photographed or printed, and how long it is good for. */
export function InviteDialog({ badge, onClose }: { badge: Badge; onClose: () => void }) {
  const { t } = useTranslation('codes')
  const { run } = useErrors()
  const [whom, setWhom] = useState<'anybody' | 'person'>('anybody')
  const [person, setPerson] = useState<Somebody | null>(null)
  const [minutes, setMinutes] = useState<number>(usualMinutes)
  const [made, setMade] = useState<{ invitation: Invitation; code: string } | null>(null)
  if (made) return <Shown badge={badge} {...made} onClose={onClose} />
  const isReady = !Number.isNaN(minutes) && (whom === 'anybody' || person !== null)
  const invite = () =>
    void run(async () => {
      if (!isReady) return
      const asked = whom === 'person' ? person : null
      const personId =
        asked === null ? null : (asked.id ?? (await client.people.save({ name: asked.name, email: asked.email })).id)
      setMade(await client.invitations.create({ badgeId: badge.id, personId, lifeMinutes: minutes }))
    })
  return (
    <Dialog
      title={t('invite.title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={!isReady} onPress={invite}>
            {t('invite.make')}
          </Button>
        </>
      }
    >
      <Stack>
        <RadioGroup<'anybody' | 'person'>
          label={t('invite.whom')}
          value={whom}
          onChange={setWhom}
          options={[
            { value: 'anybody', label: t('invite.anybody') },
            { value: 'person', label: t('invite.person') },
          ]}
        />
        {whom === 'person' ? <PersonField value={person} onChange={setPerson} /> : null}
        <NumberField
          label={t('invite.minutes')}
          description={t('invite.minutesHint')}
          minValue={1}
          maxValue={mostMinutes}
          value={minutes}
          onChange={setMinutes}
        />
      </Stack>
    </Dialog>
  )
}

function Shown(props: { badge: Badge; invitation: Invitation; code: string; onClose: () => void }) {
  const { t } = useTranslation('codes')
  const { time } = useFormats()
  const { badge, invitation, code } = props
  const issuer = useIssuerName(badge)
  const until = t('card.until', { date: time(invitation.expiresAt) })
  return (
    <Dialog
      title={t('invite.made')}
      isOpen
      onClose={props.onClose}
      footer={
        <Button variant="primary" onPress={props.onClose}>
          {t('invite.done')}
        </Button>
      }
    >
      <div className={css.invitation}>
        <QrPicture code={code} label={t('invite.qr')} size={260} />
        <p className={css.spoken}>{code}</p>
        <p>
          {invitation.person ? t('invite.for', { name: invitation.person.name }) : t('invite.forAnybody')} {until}
        </p>
        <p>{t('invite.bring')}</p>
      </div>
      <Disclosure title={t('invite.print')}>
        <SaveSheet
          cards={[
            {
              code,
              badge: badge.details.name,
              sentence: `${t('card.bring', { issuer })} ${until}`,
              number: '',
              batch: invitation.person?.name ?? '',
            },
          ]}
          title={t('invite.file', { badge: badge.details.name })}
          pictureSha256={badge.pictureSha256}
          onSaved={() => undefined}
        />
      </Disclosure>
    </Dialog>
  )
}
