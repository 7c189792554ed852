import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Issuance, Issuer } from '../../core/contract/issuers'
import { countsIn, toProblem } from '../../core/problem'
import { client } from '../api/client'
import { HostingDialog } from '../app/hosting-dialog'
import { IssuanceFields } from '../app/issuance-fields'
import { IssuerDialog } from '../app/issuer-dialog'
import { useLibrary } from '../app/library-facts'
import { useMay } from '../app/may'
import { whileSaving } from '../app/saving'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Switch } from '../ui/choices'
import { ConfirmDialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { Row, Section, Stack } from '../ui/page'
import { showToast } from '../ui/toast'
import { useErrors } from '../ui/use-errors'
import { IssuerEndorsements } from './issuer-endorsements'
import css from './settings-page.module.css'

/** Who awards: the profile that every badge carries. */
export function IssuerPart() {
  const { t } = useTranslation('settings')
  const { issuers } = useLibrary()
  const mayAdd = useMay('issuers.save')
  const [editing, setEditing] = useState<Issuer | 'new' | null>(null)
  return (
    <Section id="issuer" title={t('issuer.title')} description={t('issuer.sentence')}>
      {issuers.map((issuer) => (
        <Card key={issuer.id}>
          <div className={css.fact}>
            <div>
              <div className={css.strong}>{issuer.name}</div>
              <div className={css.quiet}>
                {issuer.email} · {issuer.url}
              </div>
            </div>
            <Row>
              <Button onPress={() => setEditing(issuer)}>{t('issuer.edit')}</Button>
              {issuers.length > 1 ? <RemoveIssuer issuer={issuer} /> : null}
            </Row>
          </div>
          <IssuerEndorsements issuer={issuer} />
        </Card>
      ))}
      {issuers.length === 0 ? (
        <Card>
          <div className={css.fact}>
            <span className={css.quiet}>{t('issuer.none')}</span>
            <Button variant="primary" onPress={() => setEditing('new')}>
              {t('issuer.enter')}
            </Button>
          </div>
        </Card>
      ) : mayAdd ? (
        <div>
          <Button variant="quiet" icon={Plus} onPress={() => setEditing('new')}>
            {t('issuer.another')}
          </Button>
        </div>
      ) : null}
      {editing ? (
        <IssuerDialog
          isOpen
          issuer={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
          onSaved={() => setEditing(null)}
        />
      ) : null}
    </Section>
  )
}

/** Deletes a profile that nothing stands under, and says what does where something does. */
function RemoveIssuer({ issuer: { id, name } }: { issuer: Issuer }) {
  const { t } = useTranslation('settings')
  const { report } = useErrors()
  const may = useMay('issuers.remove', { id })
  const [isAsking, setAsking] = useState(false)
  const remove = async () => {
    try {
      await client.issuers.remove({ id })
      showToast({ text: t('issuer.removed', { name }) })
    } catch (error) {
      const problem = toProblem(error)
      if (problem?.details.reason !== 'issuer_in_use') return void report(error)
      const things = countsIn(problem).map(([what, count]) => t(`issuer.inUse.${what}`, { count }))
      showToast({ text: t('issuer.inUse.sentence', { name, things: things.join(', ') }), tone: 'danger' })
    }
  }
  if (!may) return null
  return (
    <>
      <IconButton icon={Trash2} label={t('issuer.remove', { name })} onPress={() => setAsking(true)} />
      <ConfirmDialog
        title={t('issuer.removeTitle', { name })}
        isOpen={isAsking}
        danger
        confirm={t('issuer.removeConfirm')}
        onClose={() => setAsking(false)}
        onConfirm={remove}
      >
        <p>{t('issuer.removeSentence')}</p>
      </ConfirmDialog>
    </>
  )
}

/** Where badges live on the web; changing a chosen address says first what that means. */
export function HostingPart() {
  const { t } = useTranslation('settings')
  const { issuers } = useLibrary()
  const [asking, setAsking] = useState<{ issuer: Issuer; step: 'warn' | 'ask' } | null>(null)
  return (
    <Section id="hosting" title={t('hosting.title')} description={t('hosting.sentence')}>
      {issuers.length === 0 ? (
        <Card>
          <span className={css.quiet}>{t('hosting.needsIssuer')}</span>
        </Card>
      ) : null}
      {issuers.map((issuer) => (
        <Card key={issuer.id}>
          <div className={css.fact}>
            <div>
              {issuers.length > 1 ? <div className={css.quiet}>{issuer.name}</div> : null}
              {issuer.baseUrl ? (
                <div className={css.strong}>{issuer.baseUrl}</div>
              ) : (
                <div className={css.quiet}>{t(issuer.hostingDecided ? 'hosting.notYet' : 'hosting.undecided')}</div>
              )}
            </div>
            <Button onPress={() => setAsking({ issuer, step: issuer.baseUrl ? 'warn' : 'ask' })}>
              {t(issuer.hostingDecided ? 'hosting.change' : 'hosting.decide')}
            </Button>
          </div>
        </Card>
      ))}
      <ConfirmDialog
        title={t('hosting.changeTitle')}
        isOpen={asking?.step === 'warn'}
        // The confirmed warning gives way to the question itself.
        onClose={() => setAsking((it) => (it?.step === 'warn' ? null : it))}
        confirm={t('hosting.changeConfirm')}
        onConfirm={() => setAsking((it) => (it ? { ...it, step: 'ask' } : null))}
      >
        <p>{t('hosting.changeSentence', { url: asking?.issuer.baseUrl ?? '' })}</p>
      </ConfirmDialog>
      {asking?.step === 'ask' ? (
        <HostingDialog isOpen issuer={asking.issuer} onClose={() => setAsking(null)} onSaved={() => setAsking(null)} />
      ) : null}
    </Section>
  )
}

/** How badges are issued unless said otherwise for an award, and whether public pages may name people. */
export function FormatsPart() {
  const { t } = useTranslation('settings')
  const { issuers } = useLibrary()
  const { run } = useErrors()
  const change = (
    { id, name, email, url }: Issuer,
    patch: Partial<Issuance & Pick<Issuer, 'showNames' | 'suspendable'>>,
  ) => void run(() => whileSaving(() => client.issuers.save({ id, name, email, url, ...patch })))
  if (issuers.length === 0) return null
  return (
    <Section id="formats" title={t('formats.title')}>
      {issuers.map((issuer) => (
        <Card key={issuer.id}>
          <Stack>
            {issuers.length > 1 ? <div className={css.strong}>{issuer.name}</div> : null}
            <IssuanceFields
              value={issuer}
              isHosted={issuer.baseUrl !== null}
              onChange={(patch) => change(issuer, patch)}
            />
            <Switch
              isSelected={issuer.suspendable}
              onChange={(suspendable) => change(issuer, { suspendable })}
              description={t('formats.suspendableNote')}
            >
              {t('formats.suspendable')}
            </Switch>
            <Switch
              isSelected={issuer.showNames}
              onChange={(showNames) => change(issuer, { showNames })}
              description={t('formats.showNamesNote')}
            >
              {t('formats.showNames')}
            </Switch>
          </Stack>
        </Card>
      ))}
    </Section>
  )
}
