import { Check, CloudUpload, LoaderCircle, TriangleAlert, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { useErrors } from '../ui/use-errors'
import { signOut, useOperator } from './desk'
import { useLibrary } from './library-facts'
import { useMay } from './may'
import { navigate } from './navigation'
import { useSaving } from './saving'
import css from './shell.module.css'

/** Who awards, what waits to be published, and that everything is saved. */
export function StatusBar() {
  const { t } = useTranslation(['app', 'operators'])
  const { run } = useErrors()
  const { library, issuers } = useLibrary()
  const saving = useSaving()
  const [issuer] = issuers
  const { unpublished } = library.counts
  const operator = useOperator()
  const mayNameIssuer = useMay('issuers.save')
  const mayPublish = useMay('publishing.run')
  return (
    <footer className={css.status} data-pane aria-label={t('status.label')}>
      <span>
        {mayNameIssuer ? (
          <Button variant="link" onPress={() => navigate({ page: 'settings', section: 'issuer' })}>
            {issuer ? issuer.name : t('status.noIssuer')}
          </Button>
        ) : (
          (issuer?.name ?? t('status.noIssuer'))
        )}
      </span>
      <span>
        {unpublished > 0 && issuer?.baseUrl ? (
          <>
            <Icon icon={CloudUpload} size={16} />
            {mayPublish ? (
              <Button variant="link" onPress={() => navigate({ page: 'publish' })}>
                {t('status.unpublished', { count: unpublished })}
              </Button>
            ) : (
              t('status.unpublished', { count: unpublished })
            )}
          </>
        ) : (
          t('status.nothingToPublish')
        )}
      </span>
      {operator ? (
        <span>
          <Icon icon={UserRound} size={16} />
          {operator.displayName}
          <Button variant="link" onPress={() => void run(signOut)}>
            {t('operators:status.signOut')}
          </Button>
        </span>
      ) : null}
      <span role="status" className={saving.failed ? css.failed : ''}>
        <Icon icon={saving.pending > 0 ? LoaderCircle : saving.failed ? TriangleAlert : Check} size={16} />
        {saving.pending > 0 ? t('status.saving') : saving.failed ? t('status.notSaved') : t('status.saved')}
      </span>
    </footer>
  )
}
