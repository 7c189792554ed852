import { useTranslation } from 'react-i18next'
import type { UnsignedEndorsement } from '../../core/contract/achievement'
import { EntryList } from '../ui/entry-list'
import { useFormats } from '../ui/format'
import { Quiet } from '../ui/page'

/** What others are reported to have said of a badge: nobody signed it, and never does it look as if somebody had. */
export function UnsignedEndorsements(props: {
  endorsements: UnsignedEndorsement[]
  onChange: (endorsements: UnsignedEndorsement[]) => void
}) {
  const { t } = useTranslation('endorsement')
  const format = useFormats()
  return (
    <>
      <Quiet>{t('received.unsignedNote')}</Quiet>
      <EntryList
        entries={props.endorsements}
        lineOf={({ issuerName, comment, claimUrl, saidOn }) => ({
          title: issuerName,
          detail: [comment && t('received.says', { says: comment }), saidOn && format.day(saidOn), claimUrl]
            .filter(Boolean)
            .join(' '),
          wrong: t('received.unsigned'),
        })}
        onChange={props.onChange}
      >
        {/* They come in with another program's badges, never by hand. */}
        {null}
      </EntryList>
    </>
  )
}
