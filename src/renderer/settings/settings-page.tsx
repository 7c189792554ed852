import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperator } from '../app/desk'
import { useLibrary } from '../app/library-facts'
import { navigate, useRoute } from '../app/navigation'
import { toHash } from '../app/routes'
import { Page } from '../ui/page'
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
  'issuer',
  'brand',
  'fonts',
  'hosting',
  'formats',
  'keys',
  'mail',
  'events',
  'operators',
  'appearance',
  'shortcuts',
  'backups',
  'check',
  'audit',
  'transfer',
  'about',
] as const

/** Screen 9: everything that is chosen once. One page, its parts reached from the side. */
export function SettingsPage() {
  const { t } = useTranslation(['settings', 'transfer'])
  const { issuers } = useLibrary()
  const operator = useOperator()
  const seesLog = operator === null || operator.isAdmin
  const section = useRoute('settings')?.section
  useEffect(() => {
    if (section) document.getElementById(section)?.scrollIntoView({ block: 'start' })
  }, [section])
  return (
    <Page title={t('title')} width="medium">
      <div className={css.columns}>
        <nav className={css.nav} aria-label={t('sections')}>
          {sections
            .filter(
              (it) => (it !== 'formats' || issuers.length > 0) && ((it !== 'audit' && it !== 'transfer') || seesLog),
            )
            .map((it) => (
              <a
                key={it}
                href={toHash({ page: 'settings', section: it })}
                {...(it === section ? { 'aria-current': 'true' as const } : {})}
                onClick={(event) => {
                  event.preventDefault()
                  navigate({ page: 'settings', section: it }, { replace: true })
                  document.getElementById(it)?.scrollIntoView({ block: 'start', behavior: 'smooth' })
                }}
              >
                {it === 'transfer' ? t('transfer:title') : t(`${it}.title`)}
              </a>
            ))}
        </nav>
        <div className={css.parts}>
          <IssuerPart />
          <BrandPart />
          <FontsPart />
          <HostingPart />
          <FormatsPart />
          <KeysPart />
          <MailPart />
          <EventsPart />
          <OperatorsPart />
          <AppearancePart />
          <ShortcutsPart />
          <BackupsPart />
          <CheckPart />
          {seesLog ? <AuditPart /> : null}
          {seesLog ? <TransferPart /> : null}
          <AboutPart />
        </div>
      </div>
    </Page>
  )
}
