import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IssuerKeys, type KeyFacts, keyKind } from '../../../core/contract/keys'
import { UnlockDialog } from '../../app/unlock-dialog'
import { Button } from '../../ui/button'
import { Card } from '../../ui/card'
import { StateLabel } from '../../ui/chip'
import { useFormats } from '../../ui/format'
import { MenuButton, type MenuEntry } from '../../ui/menu'
import { Notice } from '../../ui/notice'
import { Stack } from '../../ui/page'
import settings from '../settings-page.module.css'
import type { KeyQuestion } from './key-dialogs'
import css from './keys.module.css'

type Ask = (question: KeyQuestion) => void

/** The keys of one issuer: those in use with all that can be done, those put away folded. */
export function IssuerKeysCard(props: { issuer: IssuerKeys; isNamed: boolean; onAsk: Ask }) {
  const { t } = useTranslation('keys')
  const { issuer, onAsk } = props
  const inUse = keyKind.options.flatMap((kind) => issuer.keys.filter((key) => !key.retiredAt && key.kind === kind))
  const earlier = issuer.keys.filter((key) => key.retiredAt !== null)
  const bare = inUse.filter((key) => key.opens !== 'missing' && key.backedUpAt === null)
  const canMake = inUse.length < 3
  return (
    <Card>
      <Stack>
        {props.isNamed ? <h3>{issuer.issuerName}</h3> : null}
        {bare.length > 0 ? (
          <Notice tone="warning" title={t('nag.title', { count: bare.length })}>
            {t('nag.sentence', { count: bare.length })}
          </Notice>
        ) : null}
        {inUse.length === 0 ? <p className={settings.quiet}>{t('none')}</p> : null}
        {inUse.length > 0 ? (
          <ul className={css.keys}>
            {inUse.map((key) => (
              <KeyRow key={key.id} issuer={issuer} facts={key} onAsk={onAsk} />
            ))}
          </ul>
        ) : null}
        <div className={css.acts}>
          {inUse.some((key) => key.opens === 'yes') ? (
            <Button
              variant={bare.length > 0 ? 'primary' : 'quiet'}
              onPress={() => onAsk({ kind: 'backUp', issuer, ids: inUse.map(({ id }) => id) })}
            >
              {t('actions.backUp')}
            </Button>
          ) : null}
          <Button onPress={() => onAsk({ kind: 'restore', issuer })}>{t('actions.restore')}</Button>
          {canMake ? <Button onPress={() => onAsk({ kind: 'make', issuer })}>{t('actions.make')}</Button> : null}
        </div>
        {earlier.length > 0 ? <EarlierKeys keys={earlier} /> : null}
      </Stack>
    </Card>
  )
}

function KeyRow({ issuer, facts, onAsk }: { issuer: IssuerKeys; facts: KeyFacts; onAsk: Ask }) {
  const { t } = useTranslation('keys')
  const { opens } = facts
  const [isUnlocking, setUnlocking] = useState(false)
  const hasWords = facts.kind !== 'rsa'
  const name = t(`kinds.${facts.kind}`)
  const entries: MenuEntry[] = [
    ...(hasWords
      ? [{ id: 'rehearse', label: t('actions.rehearse'), onAction: () => onAsk({ kind: 'rehearse', key: facts }) }]
      : []),
    { id: 'replace', label: t('actions.replace'), onAction: () => onAsk({ kind: 'replace', key: facts }) },
  ]
  return (
    <li>
      <div className={settings.fact}>
        <div>
          <div className={settings.strong}>{name}</div>
          <Facts facts={facts} />
        </div>
        <div className={css.states}>
          {opens === 'yes' && facts.backedUpAt === null ? (
            <StateLabel tone="warning">{t('notBackedUp')}</StateLabel>
          ) : null}
          <StateLabel tone={opens === 'yes' ? 'live' : opens === 'locked' ? 'warning' : 'danger'}>
            {t(`opens.${opens}`)}
          </StateLabel>
          <MenuButton
            iconOnly
            size="small"
            variant="plain"
            icon={Ellipsis}
            label={t('actions.more', { key: name })}
            entries={entries}
          />
        </div>
      </div>
      {opens === 'missing' ? (
        <Notice
          tone="danger"
          title={t('missing.title')}
          actions={
            <>
              <Button size="small" onPress={() => onAsk({ kind: 'restore', issuer })}>
                {t('missing.restore')}
              </Button>
              <Button size="small" onPress={() => onAsk({ kind: 'replace', key: facts, reason: 'lost' })}>
                {t('missing.lost')}
              </Button>
            </>
          }
        >
          {t('missing.sentence')}
        </Notice>
      ) : null}
      {opens === 'locked' ? (
        <Notice
          tone="warning"
          actions={
            <>
              <Button size="small" onPress={() => setUnlocking(true)}>
                {t('locked.unlock')}
              </Button>
              <Button size="small" onPress={() => onAsk({ kind: 'replace', key: facts, reason: 'lost' })}>
                {t('locked.forgotten')}
              </Button>
            </>
          }
        >
          {t('locked.sentence')}
        </Notice>
      ) : null}
      {opens === 'yes' && hasWords ? (
        <div className={css.acts}>
          <Button size="small" onPress={() => onAsk({ kind: 'sheet', key: facts })}>
            {t('actions.sheet')}
          </Button>
        </div>
      ) : null}
      {isUnlocking ? <UnlockDialog isOpen onClose={() => setUnlocking(false)} /> : null}
    </li>
  )
}

/** A key in figures: how to know it again, its age, what it did, its backups. */
function Facts({ facts }: { facts: KeyFacts }) {
  const { t } = useTranslation('keys')
  const { day } = useFormats()
  const told = [
    t('made', { day: day(facts.createdAt) }),
    t('signed', { count: facts.awards }),
    ...(facts.backedUpAt ? [t('backedUp', { day: day(facts.backedUpAt) })] : []),
    ...(facts.rehearsedAt ? [t('rehearsed', { day: day(facts.rehearsedAt) })] : []),
  ]
  return (
    <>
      <div className={settings.quiet}>
        {t('fingerprint')} <span className={css.fingerprint}>{facts.fingerprint}</span>
      </div>
      <div className={settings.quiet}>{told.join(' · ')}</div>
      <details className={settings.details}>
        <summary>{t('publicKey')}</summary>
        <div className={settings.mono}>{facts.publicKey}</div>
      </details>
    </>
  )
}

function EarlierKeys({ keys }: { keys: readonly KeyFacts[] }) {
  const { t } = useTranslation('keys')
  const { day } = useFormats()
  return (
    <details className={settings.details}>
      <summary>{t('earlier', { count: keys.length })}</summary>
      <ul className={css.keys}>
        {keys.map((key) => (
          <li key={key.id}>
            <div>{t(`kinds.${key.kind}`)}</div>
            <div className={settings.quiet}>
              {t(`retired.${key.retiredReason ?? 'rotated'}`, { day: day(key.retiredAt ?? key.createdAt) })}
            </div>
            <Facts facts={key} />
          </li>
        ))}
      </ul>
    </details>
  )
}
