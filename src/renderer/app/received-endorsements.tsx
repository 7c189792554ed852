import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endorsementIn, formatOfEndorsement, isOfBadge } from '../../core/badges/endorsement-reading'
import type { ReceivedEndorsement } from '../../core/contract/achievement'
import { isBlazonError } from '../../core/errors'
import { Button } from '../ui/button'
import { DropZone } from '../ui/drop-zone'
import { Notice } from '../ui/notice'
import { TextArea } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { EntryDialog } from './entry-dialog'
import { EntryList } from './entry-list'

type ThisBadge = { token: string; version: number }
const mostLetters = 200_000
/** Why an endorsement cannot be stated (`core/openbadges/check-details.ts`), as far as there are words of its own for it. */
const reasons = ['endorsement_as_jwt', 'not_an_endorsement', 'undefined_term', 'unknown_context']

/** What others said of the badge, as they handed it over. */
export function EndorsementPart(props: {
  badge: ThisBadge
  endorsements: ReceivedEndorsement[]
  onChange: (endorsements: ReceivedEndorsement[]) => void
}) {
  const { t } = useTranslation('more')
  const { badge, endorsements, onChange } = props
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <EntryList
        entries={endorsements}
        lineOf={(received) => {
          const reading = endorsementIn(received)
          if (!reading) return { title: t('endorsement.unreadable') }
          return {
            title: reading.issuerName,
            detail: reading.comment && t('endorsement.says', { says: reading.comment }),
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
    <EntryDialog title={t('endorsement.title')} onClose={props.onClose} onSave={() => void save()}>
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
        onChange={change}
        error={isTooLong ? t('endorsement.tooLong') : refusal && t(`endorsement.refused.${refusal}`)}
      />
      {reading ? (
        <Notice
          tone={isOfBadge(reading, props.badge) ? 'info' : 'warning'}
          title={t('endorsement.by', { by: reading.issuerName, format: received.format })}
        >
          {reading.comment ? t('endorsement.says', { says: reading.comment }) : t('endorsement.silent')}
          {isOfBadge(reading, props.badge) ? null : ` ${t('endorsement.other')}`}
        </Notice>
      ) : null}
    </EntryDialog>
  )
}
