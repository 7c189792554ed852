import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api/client'
import { useCall } from '../../api/use-call'
import { BadgePicture } from '../../app/badge-picture'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Stack } from '../../ui/page'
import { Select } from '../../ui/select'
import { TextArea } from '../../ui/text-field'
import { useErrors } from '../../ui/use-errors'
import { PersonField, type Somebody } from '../person-field'
import { type EvidenceDraft, EvidenceFields, evidenceOf, isWrongLink, noEvidence } from './evidence-draft'

/** Types an application in that came on paper, by mail or across the desk. */
export function NewApplicationDialog(props: {
  /** For this badge; absent where it is asked. */
  badgeId?: string | undefined
  onClose: () => void
  onMade: (applicationId: string) => void
}) {
  const { t } = useTranslation('applications')
  const { run } = useErrors()
  const [badgeId, setBadgeId] = useState(props.badgeId ?? null)
  const [person, setPerson] = useState<Somebody | null>(null)
  const [statement, setStatement] = useState('')
  const [draft, setDraft] = useState<EvidenceDraft>(noEvidence)
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const badges = useCall(['badges to apply for'], (signal) =>
    client.badges.list({ filter: 'all', sort: 'name', limit: 500 }, { signal }),
  )
  const make = async () => {
    setAsked(true)
    if (badgeId === null || person === null || isWrongLink(draft)) return
    setBusy(true)
    const made = await run(async () =>
      client.applications.create({
        badgeId,
        person: person.id === null ? { name: person.name, email: person.email } : { personId: person.id },
        statement,
        evidence: await evidenceOf(draft),
      }),
    )
    setBusy(false)
    if (!made) return
    props.onClose()
    props.onMade(made.id)
  }
  return (
    <Dialog
      title={t('new.title')}
      isOpen
      isBusy={isBusy}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose} isDisabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            onPress={() => void make()}
            isBusy={isBusy}
            isDisabled={person === null || badgeId === null}
          >
            {t('new.make')}
          </Button>
        </>
      }
    >
      <Stack>
        {props.badgeId === undefined ? (
          <Select
            label={t('new.badge')}
            placeholder={t('new.badgePlaceholder')}
            value={badgeId}
            onChange={setBadgeId}
            options={(badges.data?.rows ?? []).map(({ id, name, pictureSha256 }) => ({
              value: id,
              label: name,
              picture: <BadgePicture sha256={pictureSha256} size={24} />,
            }))}
          />
        ) : null}
        <PersonField value={person} onChange={setPerson} />
        <TextArea
          label={t('new.statement')}
          description={t('new.statementHint')}
          optional
          rows={3}
          maxLength={20_000}
          value={statement}
          onChange={setStatement}
        />
        <EvidenceFields draft={draft} onChange={setDraft} isAsked={isAsked} />
      </Stack>
    </Dialog>
  )
}
