import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endorsementIn, formatOfEndorsement } from '../../core/badges/endorsement-reading'
import type { ReceivedEndorsement } from '../../core/contract/achievement'
import { isBlazonError } from '../../core/errors'
import type { Endorsement } from '../../core/openbadges/endorsements'
import { Button } from '../ui/button'
import { DropZone } from '../ui/drop-zone'
import { EntryDialog } from '../ui/entry-dialog'
import { EntryList } from '../ui/entry-list'
import { Notice } from '../ui/notice'
import { TextArea } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'

/** Of whom or what the endorsements shall speak: `other` is the sentence about one that does not. */
type Subject = { isSpokenOf: (endorsement: Endorsement) => boolean; other: string }

const mostLetters = 200_000
/** Why an endorsement cannot be stated (`core/openbadges/check-details.ts`), as far as there are words of its own for it. */
const reasons = ['endorsement_as_jwt', 'not_an_endorsement', 'undefined_term', 'unknown_context']

/** What others said of a badge or an issuer, as they handed it over: a list, with a dialog that adds one. */
export function ReceivedEndorsements(props: {
  subject: Subject
  endorsements: ReceivedEndorsement[]
  onChange: (endorsements: ReceivedEndorsement[]) => void
}) {
  const { t } = useTranslation('endorsement')
  const { subject, endorsements, onChange } = props
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <EntryList
        entries={endorsements}
        lineOf={(received) => {
          const reading = endorsementIn(received)
          if (!reading) return { title: t('received.unreadable') }
          return {
            title: reading.issuerName,
            detail: reading.comment && t('received.says', { says: reading.comment }),
            wrong: subject.isSpokenOf(reading) ? null : subject.other,
          }
        }}
        onChange={onChange}
      >
        {endorsements.length < 20 ? (
          <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
            {t('received.add')}
          </Button>
        ) : null}
      </EntryList>
      {isAdding ? (
        <EndorsementDialog
          subject={subject}
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
  subject: Subject
  onClose: () => void
  onSave: (endorsement: ReceivedEndorsement) => void
}) {
  const { t } = useTranslation('endorsement')
  const { report } = useErrors()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const received: ReceivedEndorsement = { format: formatOfEndorsement(text), text: text.trim() }
  const reading = endorsementIn(received)
  const isTooLong = text.trim().length > mostLetters
  const take = ([file]: File[]) => void file?.text().then(change)
  const change = (typed: string) => {
    setText(typed)
    setRefusal(null)
  }
  /** What no context defines could never be signed over: it is refused here, not at the first award. */
  const save = async () => {
    if (isTooLong) return
    const { checkEndorsements } = await import('../../core/openbadges/check-details')
    try {
      await checkEndorsements([received])
      props.onSave(received)
    } catch (error) {
      if (!isBlazonError(error, 'invalid_input')) return report(error)
      setRefusal(reasons.find((reason) => reason === error.details.reason) ?? 'malformed')
    }
  }
  return (
    <EntryDialog title={t('received.title')} onClose={props.onClose} onSave={() => void save()}>
      <DropZone
        label={t('received.drop')}
        pick={t('received.pick')}
        accept={['.json', '.jwt', '.jws', '.txt', 'application/json']}
        onFiles={take}
      >
        {t('received.drop')}
      </DropZone>
      <TextArea
        label={t('received.text')}
        description={t('received.textNote')}
        rows={5}
        mono
        value={text}
        onChange={change}
        error={isTooLong ? t('received.tooLong') : refusal && t(`received.refused.${refusal}`)}
      />
      {reading ? (
        <Notice
          tone={props.subject.isSpokenOf(reading) ? 'info' : 'warning'}
          title={t('received.by', { by: reading.issuerName, format: received.format })}
        >
          {reading.comment ? t('received.says', { says: reading.comment }) : t('received.silent')}
          {props.subject.isSpokenOf(reading) ? null : ` ${props.subject.other}`}
        </Notice>
      ) : null}
    </EntryDialog>
  )
}
