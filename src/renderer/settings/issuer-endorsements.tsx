import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isOfIssuer } from '../../core/badges/endorsement-reading'
import type { ReceivedEndorsement } from '../../core/contract/achievement'
import type { Issuer } from '../../core/contract/issuers'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { ReceivedEndorsements } from '../app/received-endorsements'
import { saveFile } from '../app/save-file'
import { whileSaving } from '../app/saving'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { useFormats } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import css from './settings-page.module.css'

/** What others said of an issuer, and what it said of others. */
export function IssuerEndorsements({ issuer }: { issuer: Issuer }) {
  const { t } = useTranslation('endorsement')
  const { run } = useErrors()
  const { id, name, email, url, endorsements } = issuer
  const change = (changed: ReceivedEndorsement[]) =>
    void run(() => whileSaving(() => client.issuers.save({ id, name, email, url, endorsements: changed })))
  return (
    <div className={css.unfolding}>
      <Disclosure
        title={t('received.part')}
        summary={
          endorsements.length === 0 ? t('received.nothing') : t('received.count', { count: endorsements.length })
        }
      >
        <p>{t('received.ofIssuer')}</p>
        <ReceivedEndorsements
          subject={{ isSpokenOf: (it) => isOfIssuer(it, issuer), other: t('received.otherIssuer') }}
          endorsements={endorsements}
          onChange={change}
        />
      </Disclosure>
      <MadeEndorsements issuer={issuer} />
    </div>
  )
}

/** The endorsements that an issuer made, each to be saved as a file again; nothing where it made none. */
function MadeEndorsements({ issuer }: { issuer: Issuer }) {
  const { t } = useTranslation('endorsement')
  const { run } = useErrors()
  const { day } = useFormats()
  const made = useCall(
    ['endorsements', issuer.id],
    (signal) => client.endorsements.list({ issuerId: issuer.id }, { signal }),
    ['endorsements.made'],
  )
  if (!made.data || made.data.length === 0) return null
  const save = (id: string) =>
    void run(async () => {
      const { document, fileName } = await client.endorsements.read({ id })
      saveFile(new Blob([document], { type: 'application/json' }), fileName)
    })
  return (
    <Disclosure title={t('made.part')} summary={t('received.count', { count: made.data.length })}>
      <p>{t('made.note')}</p>
      <ul className={css.list} aria-label={t('made.list', { by: issuer.name })}>
        {made.data.map(({ id, subjectName, comment, madeAt }) => (
          <li key={id}>
            <div className={css.said}>
              <span>{subjectName}</span>
              <small className={css.quiet}>{t('made.line', { day: day(madeAt), comment })}</small>
            </div>
            <Button
              size="small"
              icon={Download}
              aria-label={t('made.saveNamed', { name: subjectName })}
              onPress={() => save(id)}
            >
              {t('made.save')}
            </Button>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
