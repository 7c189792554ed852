import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { useLibrary } from '../app/library-facts'
import { UnlockDialog } from '../app/unlock-dialog'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { StateLabel } from '../ui/chip'
import { Section, Stack } from '../ui/page'
import { ProblemNotice } from '../ui/use-errors'
import { IssuerKeysCard } from './keys/issuer-keys-card'
import { type KeyQuestion, KeyDialogs } from './keys/key-dialogs'
import css from './settings-page.module.css'

/** The signing keys of every issuer: what each is for, its backups, and what to do when one is lost. */
export function KeysPart() {
  const { t } = useTranslation(['keys', 'settings'])
  const issuers = useCall(['keys'], (signal) => client.keys.list(undefined, { signal }), [
    'issuers.saved',
    'awards.created',
  ])
  const [question, setQuestion] = useState<KeyQuestion | null>(null)
  const known = issuers.data ?? []
  return (
    <Section id="keys" title={t('settings:keys.title')} description={t('settings:keys.sentence')}>
      <StoreCard onUnlocked={issuers.reload} />
      {issuers.problem ? <ProblemNotice problem={issuers.problem} onRetry={issuers.reload} /> : null}
      {issuers.data?.length === 0 ? (
        <Card>
          <span className={css.quiet}>{t('noIssuer')}</span>
        </Card>
      ) : null}
      {known.map((issuer) => (
        <IssuerKeysCard key={issuer.issuerId} issuer={issuer} isNamed={known.length > 1} onAsk={setQuestion} />
      ))}
      {known.some(({ keys }) => keys.length > 0) ? <Meaning /> : null}
      {question ? (
        <KeyDialogs
          question={question}
          onAsk={setQuestion}
          onClose={() => {
            setQuestion(null)
            issuers.reload()
          }}
        />
      ) : null}
    </Section>
  )
}

/** How the keys are kept, and the way to unlock them. */
function StoreCard({ onUnlocked }: { onUnlocked: () => void }) {
  const { t } = useTranslation('settings')
  const { secretStore, unlocked } = useLibrary().library
  const [isAsking, setAsking] = useState(false)
  const wantsPassphrase = !unlocked || secretStore === 'owner_only_file'
  return (
    <Card>
      <Stack>
        <div className={css.fact}>
          <span>{t(`keys.${secretStore}`)}</span>
          <StateLabel tone={unlocked ? 'live' : 'warning'}>{t(unlocked ? 'keys.unlocked' : 'keys.locked')}</StateLabel>
        </div>
        {wantsPassphrase ? (
          <div>
            <Button variant="primary" onPress={() => setAsking(true)}>
              {t(unlocked ? 'keys.setPassphrase' : 'keys.unlock')}
            </Button>
          </div>
        ) : null}
      </Stack>
      {isAsking ? <UnlockDialog isOpen onClose={() => setAsking(false)} onUnlocked={onUnlocked} /> : null}
    </Card>
  )
}

/** What losing a key means, before it happens. */
function Meaning() {
  const { t } = useTranslation('keys')
  return (
    <details className={css.details}>
      <summary>{t('meaning.title')}</summary>
      <Stack>
        <p>{t('meaning.valid')}</p>
        <p>{t('meaning.new')}</p>
        <p>{t('meaning.file')}</p>
      </Stack>
    </details>
  )
}
