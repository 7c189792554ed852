import { LockKeyhole } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallName } from '../../core/operators/call-needs'
import { capabilitiesFor } from '../../core/operators/may'
import { EmptyState } from '../ui/empty-state'
import { useFormats } from '../ui/format'
import { Page } from '../ui/page'

/** In place of a page that is not for who is signed in: says for whom it is. */
export function NotYours({ call, input }: { call: CallName; input?: object | undefined }) {
  const { t } = useTranslation('operators')
  const format = useFormats()
  const rights = capabilitiesFor(call, input).flatMap((it) =>
    it === 'earnbadge' || it === 'manageownbadges' || it === 'viewotherbadges'
      ? []
      : [t('notYours.right', { right: t(`capabilities.${it}`) })],
  )
  return (
    <Page title={t('notYours.title')} width="narrow">
      <EmptyState
        icon={LockKeyhole}
        sentence={
          rights.length === 0 ? t('notYours.administrators') : t('notYours.sentence', { rights: format.either(rights) })
        }
      />
    </Page>
  )
}
