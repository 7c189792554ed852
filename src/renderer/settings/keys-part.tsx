import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../app/library-facts'
import { UnlockDialog } from '../app/unlock-dialog'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { StateLabel } from '../ui/chip'
import { Section, Stack } from '../ui/page'
import css from './settings-page.module.css'

/** How the signing key is kept, and the way to unlock it. */
export function KeysPart() {
  const { t } = useTranslation('settings')
  const { library, issuers } = useLibrary()
  const [isAsking, setAsking] = useState(false)
  const { secretStore, unlocked } = library
  const isPlain = secretStore === 'owner_only_file'
  return (
    <Section id="keys" title={t('keys.title')} description={t('keys.sentence')}>
      <Card>
        <Stack>
          <div className={css.fact}>
            <span>{t(`keys.${secretStore}`)}</span>
            <StateLabel tone={unlocked ? 'live' : 'warning'}>
              {t(unlocked ? 'keys.unlocked' : 'keys.locked')}
            </StateLabel>
          </div>
          {issuers.map((issuer) => (
            <div key={issuer.id}>
              <div className={css.quiet}>
                {t('keys.publicKey')}
                {issuers.length > 1 ? ` · ${issuer.name}` : ''}
              </div>
              {issuer.publicKey ? <div className={css.mono}>{issuer.publicKey}</div> : t('keys.notMade')}
            </div>
          ))}
          {!unlocked || isPlain ? (
            <div>
              <Button variant="primary" onPress={() => setAsking(true)}>
                {t(unlocked ? 'keys.setPassphrase' : 'keys.unlock')}
              </Button>
            </div>
          ) : null}
        </Stack>
      </Card>
      {isAsking ? <UnlockDialog isOpen onClose={() => setAsking(false)} /> : null}
    </Section>
  )
}
