import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOfBadge, readEndorsement } from '../../core/badges/endorsement-reading'
import type { ReceivedEndorsement } from '../../core/contract/achievement'
import { Button } from '../ui/button'
import { DropZone } from '../ui/drop-zone'
import { useFormats } from '../ui/format'
import { Notice } from '../ui/notice'
import { TextArea } from '../ui/text-field'
import { EntryDialog } from './entry-dialog'
import { EntryList } from './entry-list'

type ThisBadge = { token: string; version: number }
const mostLetters = 200_000

/** What others said of the badge, as they handed it over. */
export function EndorsementPart(props: {
  badge: ThisBadge
  endorsements: ReceivedEndorsement[]
  onChange: (endorsements: ReceivedEndorsement[]) => void
}) {
  const { t } = useTranslation('more')
  const format = useFormats()
  const { badge, endorsements, onChange } = props
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <EntryList
        entries={endorsements}
        lineOf={({ text }) => {
          const reading = readEndorsement(text)
          if (!reading) return { title: t('endorsement.unreadable') }
          const { by, says, at } = reading
          const day = at !== null && !Number.isNaN(Date.parse(at)) ? format.day(at) : ''
          return {
            title: by,
            detail: [says && t('endorsement.says', { says }), day].filter(Boolean).join(' · '),
            wrong: isOfBadge(reading, badge) ? null : t('endorsement.other'),
          }
        }}
        onChange={onChange}
      >
        {endorsements.length < 20 ? (
          <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
            {t('endorsement.add')}
          </Button>
        ) : null}
      </EntryList>
      {isAdding ? (
        <EndorsementDialog
          badge={badge}
          onClose={() => setAdding(false)}
          onSave={(added) => {
            onChange([...endorsements, added])
            setAdding(false)
          }}
        />
      ) : null}
    </>
  )
}

function EndorsementDialog(props: {
  badge: ThisBadge
  onClose: () => void
  onSave: (endorsement: ReceivedEndorsement) => void
}) {
  const { t } = useTranslation('more')
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const reading = readEndorsement(text)
  const isTooLong = text.trim().length > mostLetters
  const take = ([file]: File[]) => void file?.text().then(setText)
  return (
    <EntryDialog
      title={t('endorsement.title')}
      onClose={props.onClose}
      onSave={() => {
        setTried(true)
        if (reading && !isTooLong) props.onSave({ format: reading.format, text: text.trim() })
      }}
    >
      <DropZone
        label={t('endorsement.drop')}
        pick={t('endorsement.pick')}
        accept={['.json', '.jwt', '.jws', '.txt', 'application/json']}
        onFiles={take}
      >
        {t('endorsement.drop')}
      </DropZone>
      <TextArea
        label={t('endorsement.text')}
        description={t('endorsement.textNote')}
        rows={5}
        mono
        value={text}
        onChange={setText}
        error={
          isTooLong
            ? t('endorsement.tooLong')
            : !reading && (isTried || text.trim() !== '')
              ? t('endorsement.none')
              : null
        }
      />
      {reading ? (
        <Notice
          tone={isOfBadge(reading, props.badge) ? 'info' : 'warning'}
          title={t('endorsement.by', { by: reading.by, format: reading.format })}
        >
          {reading.says ? t('endorsement.says', { says: reading.says }) : t('endorsement.silent')}
          {isOfBadge(reading, props.badge) ? null : ` ${t('endorsement.other')}`}
        </Notice>
      ) : null}
    </EntryDialog>
  )
}
