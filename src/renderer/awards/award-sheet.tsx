import {
  CirclePause,
  CirclePlay,
  CircleSlash,
  Download,
  Ellipsis,
  Replace,
  Send,
  ShieldCheck,
  Undo2,
  X,
} from 'lucide-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toBase64 } from '../../core/base64'
import type { Award } from '../../core/contract/awards'
import { looksLikeJws } from '../../core/openbadges/check/jws'
import { client } from '../api/client'
import { runStream } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { useLibrary } from '../app/library-facts'
import { useTheirs } from '../app/may'
import { navigate } from '../app/navigation'
import { AwardState } from '../app/state-labels'
import { Button } from '../ui/button'
import { useFormats } from '../ui/format'
import { IconButton } from '../ui/icon-button'
import { MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Row } from '../ui/page'
import { Waiting } from '../ui/progress'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { AwardSaid } from './award-said'
import css from './award-sheet.module.css'
import { DocumentView } from './document-view'
import { isReplaceable } from './replaceable'
import { useReinstate } from './use-reinstate'

type Acts = {
  onRevoke: (award: Award) => void
  onSuspend: (award: Award) => void
  onReissue: (award: Award) => void
  /** Shows another award in the place of this one. */
  onOpen: (awardId: string) => void
}

/** One award beside the ledger: the art as issued, its facts and history, what one can do with it, its documents. */
export function AwardSheet(props: Acts & { awardId: string; onClose: () => void }) {
  const { t } = useTranslation('ledger')
  const { t: word } = useTranslation('states')
  const read = useCall(['award', props.awardId], (signal) => client.awards.read({ id: props.awardId }, { signal }), [
    'awards.changed',
    'publishing.published',
  ])
  const award = read.data
  return (
    <aside
      className={css.sheet}
      aria-label={t('sheet.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose()
      }}
    >
      <div className={css.head}>
        <h2>{award?.personName === '' ? word('erasedPerson') : award?.personName}</h2>
        <IconButton label={t('sheet.close')} icon={X} onPress={props.onClose} />
      </div>
      {read.problem ? <ProblemNotice problem={read.problem} onRetry={read.reload} /> : null}
      {award ? (
        <Facts
          award={award}
          onRevoke={props.onRevoke}
          onSuspend={props.onSuspend}
          onReissue={props.onReissue}
          onOpen={props.onOpen}
        />
      ) : read.isLoading ? (
        <Waiting />
      ) : null}
    </aside>
  )
}

/** What is done to the award that is open; each call names it by `ids`. */
const calls = {
  handOut: 'awards.export',
  withdraw: 'awards.withdraw',
  suspend: 'awards.suspend',
  revoke: 'awards.revoke',
  reissue: 'awards.reissue',
} as const
const fileTypes = ['png', 'svg', 'document'] as const

function Facts({ award, onRevoke, onSuspend, onReissue, onOpen }: Acts & { award: Award }) {
  const { t } = useTranslation('ledger')
  const { issuers } = useLibrary()
  const { may } = useTheirs(calls, { ids: [award.id] })
  const { run } = useErrors()
  const { day, time } = useFormats()
  const [verdict, setVerdict] = useState<string | null>(null)
  const [shown, setShown] = useState<'credential' | 'assertion' | null>(null)

  const verify = async () => {
    const text = award.credential ?? award.assertion
    if (text === null) return
    const bytes = await toBase64(new Blob([text]))
    const results = await run(() =>
      client.verification.check({ files: [{ name: looksLikeJws(text) ? 'award.jwt' : 'award.json', bytes }] }),
    )
    if (results?.[0]) setVerdict(results[0].verdict)
  }
  const withdraw = async () => {
    const done = await run(() => client.awards.withdraw({ ids: [award.id] }))
    if (done) showToast({ text: t('withdrawn', { count: done.withdrawn.length }) })
  }
  const reinstate = useReinstate()
  const saveAs = (fileType: (typeof fileTypes)[number]) =>
    void run(async () => {
      const saved = await runStream(
        (signal) => client.awards.export({ ids: [award.id], as: 'folder', fileType }, { signal }),
        () => {},
        new AbortController().signal,
      )
      showToast({
        text: t('sheet.saved', { folder: saved.folder }),
        action: {
          label: t('sheet.openFolder'),
          onPress: () => void run(() => client.folders.open({ folderId: saved.folderId })),
        },
      })
    })
  /** Reasons that are among the facts; of a hold that ended only the history tells. */
  const standsAbove = ['', award.revokedReason, award.suspendedReason]
  const isOnHold = award.suspendedAt !== null
  const document = shown === null ? null : award[shown]

  return (
    <>
      <span className={css.picture}>
        <BadgePicture sha256={award.pictureSha256} size={160} alt={award.badgeName} />
      </span>
      <dl className={css.facts}>
        <dt>{t('columns.badge')}</dt>
        <dd>{award.badgeName}</dd>
        <dt>{t('columns.state')}</dt>
        <dd>
          <AwardState state={award.state} />
        </dd>
        <dt>{t('columns.date')}</dt>
        <dd>{day(award.awardedAt)}</dd>
        <dt>{t('columns.expires')}</dt>
        <dd>{award.expiresAt ? day(award.expiresAt) : t('neverExpires')}</dd>
        <dt>{t('sheet.address')}</dt>
        <dd>{award.email ?? t('sheet.noAddress')}</dd>
        {issuers.length > 1 ? (
          <>
            <dt>{t('sheet.under')}</dt>
            <dd>{award.issuerName}</dd>
          </>
        ) : null}
        {award.awardedBy ? (
          <>
            <dt>{t('sheet.awardedBy')}</dt>
            <dd>{award.awardedBy}</dd>
          </>
        ) : null}
        {award.confirmedBy ? (
          <>
            <dt>{t('sheet.confirmedBy')}</dt>
            <dd>{award.confirmedBy}</dd>
          </>
        ) : null}
        {award.overrideReason ? (
          <>
            <dt>{t('sheet.override')}</dt>
            <dd>{award.overrideReason}</dd>
          </>
        ) : null}
        {award.supersededAt ? (
          <>
            <dt>{t('sheet.replacedOn')}</dt>
            <dd>
              {day(award.supersededAt)}
              {award.revokedAt || award.withdrawnAt ? null : <> {t('sheet.runsOn')}</>}
            </dd>
          </>
        ) : null}
        {(['replaces', 'replacedBy'] as const).map((way) => {
          const other = award[way]
          return other ? (
            <Fragment key={way}>
              <dt>{t(`sheet.${way}`)}</dt>
              <dd>
                <Button variant="link" onPress={() => onOpen(other.id)}>
                  {t('sheet.otherAward', { date: day(other.awardedAt) })}
                </Button>
              </dd>
            </Fragment>
          ) : null
        })}
        {award.revokedReason ? (
          <>
            <dt>{t('sheet.reason')}</dt>
            <dd>{award.revokedReason}</dd>
          </>
        ) : null}
        {award.suspendedAt ? (
          <>
            <dt>{t('sheet.onHold')}</dt>
            <dd>{day(award.suspendedAt)}</dd>
            <dt>{t('sheet.holdReason')}</dt>
            <dd>{award.suspendedReason}</dd>
          </>
        ) : null}
        {award.narrative ? (
          <>
            <dt>{t('sheet.note')}</dt>
            <dd>{award.narrative}</dd>
          </>
        ) : null}
        <AwardSaid award={award} />
        {award.publicPage ? (
          <>
            <dt>{t('sheet.page')}</dt>
            <dd>{award.publicPage}</dd>
          </>
        ) : null}
      </dl>
      {award.unpublished && award.publishedAt ? <Notice tone="warning">{t('sheet.notPublic')}</Notice> : null}
      {verdict ? <Notice tone={verdict === 'valid' ? 'success' : 'warning'}>{t(`verdict.${verdict}`)}</Notice> : null}
      <Row>
        {award.withdrawnAt || award.revokedAt || !may('handOut') ? null : (
          <Button size="small" icon={Send} onPress={() => navigate({ page: 'handOut', awardIds: [award.id] })}>
            {t('handOut')}
          </Button>
        )}
        <Button size="small" icon={ShieldCheck} onPress={() => void verify()}>
          {t('sheet.verify')}
        </Button>
        {award.withdrawnAt || !may('handOut') ? null : (
          <MenuButton
            label={t('sheet.save')}
            size="small"
            icon={Download}
            entries={fileTypes.map((id) => ({ id, label: t(`saveAs.${id}`), onAction: () => saveAs(id) }))}
          />
        )}
        {!may('suspend') ? null : award.suspendable && isOnHold ? (
          <Button size="small" icon={CirclePlay} onPress={() => void reinstate([award])}>
            {t('reinstate', { count: 1 })}
          </Button>
        ) : award.suspendable ? (
          <Button size="small" icon={CirclePause} onPress={() => onSuspend(award)}>
            {t('suspend', { count: 1 })}
          </Button>
        ) : null}
        {!may('revoke') ? null : award.withdrawable ? (
          <Button size="small" icon={Undo2} onPress={() => void withdraw()}>
            {t('sheet.withdraw')}
          </Button>
        ) : award.revokedAt || award.withdrawnAt ? null : (
          <Button size="small" variant="danger" icon={CircleSlash} onPress={() => onRevoke(award)}>
            {t('sheet.revoke')}
          </Button>
        )}
        {isReplaceable(award) && may('reissue') ? (
          <MenuButton
            label={t('sheet.more')}
            size="small"
            icon={Ellipsis}
            iconOnly
            entries={[{ id: 'reissue', label: t('sheet.reissue'), icon: Replace, onAction: () => onReissue(award) }]}
          />
        ) : null}
      </Row>
      <section>
        <h3>{t('sheet.history')}</h3>
        <ul className={css.history}>
          {award.history.map((entry, index) => (
            <li key={index}>
              <span>
                {t(`fact.${entry.fact}`)}
                {standsAbove.includes(entry.detail) ? null : <span className={css.detail}>{entry.detail}</span>}
              </span>
              <time dateTime={entry.at}>{time(entry.at)}</time>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('sheet.documents')}</h3>
        <Row>
          {award.credential ? (
            <Button size="small" onPress={() => setShown(shown === 'credential' ? null : 'credential')}>
              {t('sheet.credential')}
            </Button>
          ) : null}
          {award.assertion ? (
            <Button size="small" onPress={() => setShown(shown === 'assertion' ? null : 'assertion')}>
              {t('sheet.assertion')}
            </Button>
          ) : null}
        </Row>
        {document ? <DocumentView text={document} label={t('sheet.documents')} /> : null}
      </section>
    </>
  )
}
