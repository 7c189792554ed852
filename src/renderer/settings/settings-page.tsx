import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperator } from '../app/desk'
import { useLibrary } from '../app/library-facts'
import { navigate, useRoute } from '../app/navigation'
import { isPlaceOf } from '../app/page-needs'
import { toHash } from '../app/routes'
import { Page, Quiet } from '../ui/page'
import { AuditPart } from './audit-part'
import { BrandPart } from './brand-part'
import { FontsPart } from './fonts-part'
import { FormatsPart, HostingPart, IssuerPart } from './issuer-parts'
import { KeysPart } from './keys-part'
import { BackupsPart, CheckPart } from './library-parts'
import { OperatorsPart } from './operators-part'
import css from './settings-page.module.css'
import { ShortcutsPart } from './shortcuts-part'
import { TransferPart } from './transfer-part'
import { AboutPart, AppearancePart, EventsPart, MailPart } from './small-parts'

const sections = [
  { id: 'issuer', Part: IssuerPart },
  { id: 'brand', Part: BrandPart },
  { id: 'fonts', Part: FontsPart },
  { id: 'hosting', Part: HostingPart },
  { id: 'formats', Part: FormatsPart },
  { id: 'keys', Part: KeysPart },
  { id: 'mail', Part: MailPart },
  { id: 'events', Part: EventsPart },
  { id: 'operators', Part: OperatorsPart },
  { id: 'appearance', Part: AppearancePart },
  { id: 'shortcuts', Part: ShortcutsPart },
  { id: 'backups', Part: BackupsPart },
  { id: 'check', Part: CheckPart },
  { id: 'audit', Part: AuditPart },
  { id: 'transfer', Part: TransferPart },
  { id: 'about', Part: AboutPart },
] as const

/** Screen 9: everything that is chosen once. One page, its parts reached from the side. */
export function SettingsPage() {
  const { t } = useTranslation(['settings', 'transfer', 'operators'])
  const { issuers } = useLibrary()
  const operator = useOperator()
  const theirs = sections.filter(({ id }) => isPlaceOf(operator, { page: 'settings', section: id }))
  const section = useRoute('settings')?.section
  useEffect(() => {
    if (section) document.getElementById(section)?.scrollIntoView({ block: 'start' })
  }, [section])
  return (
    <Page title={t('title')} width="medium">
      <div className={css.columns}>
        <nav className={css.nav} aria-label={t('sections')}>
          {theirs
            .filter(({ id }) => id !== 'formats' || issuers.length > 0)
            .map(({ id }) => (
              <a
                key={id}
                href={toHash({ page: 'settings', section: id })}
                {...(id === section ? { 'aria-current': 'true' as const } : {})}
                onClick={(event) => {
                  event.preventDefault()
                  navigate({ page: 'settings', section: id }, { replace: true })
                  document.getElementById(id)?.scrollIntoView({ block: 'start', behavior: 'smooth' })
                }}
              >
                {id === 'transfer' ? t('transfer:title') : t(`${id}.title`)}
              </a>
            ))}
        </nav>
        <div className={css.parts}>
          {theirs.length < sections.length ? <Quiet>{t('operators:notYours.settings')}</Quiet> : null}
          {theirs.map(({ id, Part }) => (
            <Part key={id} />
          ))}
        </div>
      </div>
    </Page>
  )
}
