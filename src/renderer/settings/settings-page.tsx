import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../app/library-facts'
import { navigate, useRoute } from '../app/navigation'
import { toHash } from '../app/routes'
import { Page } from '../ui/page'
import { BrandPart } from './brand-part'
import { FontsPart } from './fonts-part'
import { FormatsPart, HostingPart, IssuerPart } from './issuer-parts'
import { KeysPart } from './keys-part'
import { BackupsPart, CheckPart } from './library-parts'
import css from './settings-page.module.css'
import { ShortcutsPart } from './shortcuts-part'
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
  'appearance',
  'shortcuts',
  'backups',
  'check',
  'about',
] as const

/** Screen 9: everything that is chosen once. One page, its parts reached from the side. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { issuers } = useLibrary()
  const section = useRoute('settings')?.section
  useEffect(() => {
    if (section) document.getElementById(section)?.scrollIntoView({ block: 'start' })
  }, [section])
  return (
    <Page title={t('title')} width="medium">
      <div className={css.columns}>
        <nav className={css.nav} aria-label={t('sections')}>
          {sections
            .filter((it) => it !== 'formats' || issuers.length > 0)
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
                {t(`${it}.title`)}
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
          <AppearancePart />
          <ShortcutsPart />
          <BackupsPart />
          <CheckPart />
          <AboutPart />
        </div>
      </div>
    </Page>
  )
}
