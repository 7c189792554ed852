import { Award, Ellipsis, Palette } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../core/badges/status'
import type { Badge } from '../../core/contract/badges'
import { client } from '../api/client'
import { useCall } from '../api/use-call'
import { PictureChange } from '../app/picture-change'
import { HostingDialog } from '../app/hosting-dialog'
import { IssuerDialog } from '../app/issuer-dialog'
import { libraryAssets } from '../app/library-assets'
import { useLibrary } from '../app/library-facts'
import { MailFields } from '../app/mail-fields'
import { useMay, useTheirs } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { BadgeState } from '../app/state-labels'
import { badgeVector } from '../drawing'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/dialog'
import { ErrorSummary, type FieldProblem } from '../ui/error-summary'
import { shortcutText } from '../ui/keys'
import { type MenuEntry, MenuButton } from '../ui/menu'
import { Notice } from '../ui/notice'
import { Page, Section } from '../ui/page'
import { Waiting } from '../ui/progress'
import { Select } from '../ui/select'
import { TextArea, TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { usePageShortcut } from '../ui/use-page-shortcut'
import css from './badge-page.module.css'
import { designForBadge } from './design-for-badge'
import { incomplete, unsavable, type Wrong } from './details-check'
import { ExpiryField } from './expiry-field'
import { KeepingPart, MailExtras } from './keeping-part'
import { MoreParts } from './more-parts'
import { RecipientCard } from './recipient-card'
import { useShelfActs } from './shelf-acts'
import { TagsField } from './tags-field'
import { TechnicalPart } from './technical-part'
import { useBadgeDraft } from './use-badge-draft'
import { VersionsPart } from './versions-part'

/** Screen 3: what a badge says, beside the card that people will see. */
export function BadgePage() {
  const { t } = useTranslation('badges')
  const badgeId = useRoute('badge')?.badgeId ?? ''
  const badge = useCall(['badge', badgeId], (signal) => client.badges.read({ id: badgeId }, { signal }), [
    'badges.saved',
    'awards.created',
    'awards.changed',
  ])
  if (badge.data) return <Details key={badgeId} read={badge.data} />
  return (
    <Page title={t('page.details')} onBack={() => navigate({ page: 'library' })}>
      {badge.problem ? <ProblemNotice problem={badge.problem} onRetry={badge.reload} /> : <Waiting />}
    </Page>
  )
}

/** What is done to the badge that is open. */
const calls = {
  duplicate: 'badges.duplicate',
  archive: 'badges.archive',
  unarchive: 'badges.unarchive',
  activate: 'badges.activate',
  pause: 'badges.deactivate',
  remove: 'badges.remove',
} as const

type Asking = 'issuer' | 'hosting' | 'version' | 'remove'

function Details({ read }: { read: Badge }) {
  const { t } = useTranslation(['badges', 'keeping'])
  const { issuers, settings } = useLibrary()
  const acts = useShelfActs()
  const { run } = useErrors()
  const { id } = read
  const theirs = useTheirs(calls, { id })
  const mayChange = useMay('badges.save', { id, details: {} })
  const mayMail = useMay('badges.save', { id, mailBody: '' })
  const mayAward = useMay('awards.create', { badgeId: id })
  const mayNameIssuer = useMay('issuers.save')
  const maySeeAwards = useMay('awards.list', { badgeId: id })
  const {
    badge,
    draft,
    accept,
    setDetails,
    setAchievement,
    setMail,
    flush,
    isWaiting,
    discard,
    saveAsNewVersion,
    save,
    trySave,
  } = useBadgeDraft(read)
  useEffect(() => accept(read), [accept, read])
  const [asking, setAsking] = useState<Asking | null>(null)
  const [wantsAward, setWantsAward] = useState(false)
  const [tried, setTried] = useState(false)
  const { details } = draft
  const field = useRoute('badge')?.field
  useEffect(() => {
    if (field) document.getElementById(`badge-${field}`)?.focus()
  }, [field])
  const issuer = issuers.find((it) => it.id === badge.issuerId)
  const current = badge.versions.at(-1)
  const isArchived = badge.status === 'archived'
  const next = badge.version + 1

  const designs = useCall(['designs'], (signal) => client.designs.list(undefined, { signal }), ['designs.saved'])
  const drawn = designs.data?.find((it) => it.id === badge.designId)?.pictureSha256
  const isPictureOld = Boolean(drawn) && drawn !== badge.pictureSha256

  // The only profile there is awards the badge, until somebody says otherwise.
  const onlyIssuer = issuers.length === 1 ? issuers[0]?.id : undefined
  const adoptIssuer = useEffectEvent((issuerId: string) => void save({ issuerId }))
  const lacksIssuer = badge.issuerId === null && !badge.frozen && mayChange
  useEffect(() => {
    if (lacksIssuer && onlyIssuer) adoptIssuer(onlyIssuer)
  }, [lacksIssuer, onlyIssuer])

  const cannotSave = unsavable(details, new Date().toISOString().slice(0, 10))
  // One profile is entered here, and adopted; of several somebody chooses.
  const lacksChoice = !issuer && issuers.length > 1
  const isIncomplete =
    Object.keys({ ...incomplete(details), ...cannotSave }).length > 0 || !badge.pictureSha256 || lacksChoice
  const wrong: Wrong = { ...(tried ? incomplete(details) : {}), ...cannotSave }
  // A day that was not chosen yet is no mistake yet.
  if (!tried && details.expiry.kind === 'date' && details.expiry.date === '') delete wrong.expiry
  const sentence = (key: keyof Wrong): string | null => (wrong[key] ? t(`wrong.${wrong[key]}`) : null)
  const problems: FieldProblem[] = []
  if (tried) {
    for (const field of ['name', 'description', 'criteria', 'altText', 'expiry', 'achievement'] as const) {
      const text = sentence(field)
      if (text) problems.push({ field: `badge-${field}`, label: t(`fields.${field}`), sentence: text })
    }
    if (!badge.pictureSha256)
      problems.push({ field: 'badge-picture', label: t('missing.picture'), sentence: t('wrong.picture') })
    if (lacksChoice) problems.push({ field: 'badge-issuer', label: t('missing.issuer'), sentence: t('wrong.issuer') })
  }

  // A badge that lacks nothing waits for a word; a paused draft says first what it lacks.
  const activate = async () => {
    await flush()
    setTried(isIncomplete)
    if (isIncomplete) return
    if (!issuer) return setAsking('issuer')
    await acts.activate(badge.id, badge.name)
  }
  const goAward = () => navigate({ page: 'award', badgeId: badge.id })
  const goEarning = () => navigate({ page: 'earning', badgeId: badge.id })
  const award = async () => {
    await flush()
    if (isWaiting && badge.frozen) return setAsking('version')
    setTried(isIncomplete)
    if (isIncomplete) return
    if (!issuer) {
      setWantsAward(true)
      return setAsking('issuer')
    }
    if (!issuer.hostingDecided) {
      setWantsAward(true)
      return setAsking('hosting')
    }
    goAward()
  }
  usePageShortcut('Enter', () => (mayAward ? void award() : undefined))
  const close = () => {
    setAsking(null)
    setWantsAward(false)
  }
  const takeNewPicture = async () => {
    const { designId } = badge
    if (designId === null) return
    const vector = await client.designs
      .read({ id: designId })
      .then(({ document }) => badgeVector(document, libraryAssets))
      .catch(() => undefined)
    const saved = await save({ usePictureOfDesign: true, vector, ...(badge.frozen ? { asNewVersion: true } : {}) })
    if (saved && badge.frozen) showToast({ text: t('frozen.saved', { number: saved.version }) })
  }
  // A badge that came from elsewhere has no design yet.
  const draw = async () => {
    await flush()
    const designId = badge.designId ?? (await run(() => designForBadge(badge)))
    if (designId && (badge.designId || (await save({ designId })))) navigate({ page: 'designer', designId })
  }
  const item = { kind: 'badge' as const, id: badge.id, badge }
  const all: MenuEntry[] = [
    { id: 'earning', label: t('menu.earning'), onAction: () => void flush().then(goEarning) },
    ...(badge.awardedCount > 0 && maySeeAwards
      ? [
          {
            id: 'ledger',
            label: t('menu.ledger'),
            onAction: () => void flush().then(() => navigate({ page: 'ledger', badgeId: badge.id })),
          },
        ]
      : []),
    { id: 'duplicate', label: t('menu.duplicate'), onAction: () => void acts.duplicate(item) },
    isArchived
      ? { id: 'unarchive', label: t('menu.unarchive'), onAction: () => void acts.unarchive(item) }
      : { id: 'archive', label: t('menu.archive'), onAction: () => void acts.archive(item) },
  ]
  if (badge.paused && !isArchived)
    all.unshift({ id: 'activate', label: t('keeping:state.activate'), onAction: () => void activate() })
  else if (isActive(badge.status))
    all.unshift({
      id: 'pause',
      label: t('keeping:state.pause'),
      onAction: () => void acts.pause(badge.id, badge.name),
    })
  if (badge.awardedCount === 0)
    all.push('separator', {
      id: 'remove',
      label: t('menu.remove'),
      danger: true,
      onAction: () => setAsking('remove'),
    })
  const entries = theirs.only(all)

  return (
    <Page
      title={badge.name}
      beside={<BadgeState status={badge.status} paused={badge.paused} />}
      onBack={() => navigate({ page: 'library' })}
      width="medium"
      actions={
        <>
          <MenuButton label={t('page.more')} icon={Ellipsis} iconOnly variant="quiet" entries={entries} />
          {mayChange ? (
            <Button id="badge-picture" icon={Palette} onPress={() => void draw()}>
              {t(badge.designId ? 'page.editDesign' : badge.pictureSha256 ? 'page.changePicture' : 'page.drawPicture')}
            </Button>
          ) : null}
          {isArchived || badge.paused || !mayAward ? null : (
            <Button
              variant="primary"
              icon={Award}
              onPress={() => void award()}
              aria-keyshortcuts={shortcutText('Mod+Enter').replace('Ctrl', 'Control')}
            >
              {t('page.award')}
            </Button>
          )}
        </>
      }
    >
      {isArchived ? (
        <Notice
          actions={
            theirs.may('unarchive') ? (
              <Button size="small" onPress={() => void acts.unarchive(item)}>
                {t('menu.unarchive')}
              </Button>
            ) : null
          }
        >
          {t('archivedNotice')}
        </Notice>
      ) : null}
      {badge.paused && !isArchived ? (
        <Notice
          title={t('keeping:state.pausedTitle')}
          actions={
            theirs.may('activate') ? (
              <Button size="small" variant="primary" onPress={() => void activate()}>
                {t('keeping:state.activate')}
              </Button>
            ) : null
          }
        >
          {t('keeping:state.pausedSentence')}
        </Notice>
      ) : null}
      <ErrorSummary problems={problems} />
      {badge.beingEarned && !badge.frozen && mayChange ? (
        <Notice
          tone={isWaiting ? 'warning' : 'info'}
          title={t('keeping:state.earnedTitle')}
          actions={
            <>
              {isWaiting ? (
                <Button size="small" onPress={discard}>
                  {t('keeping:state.discard')}
                </Button>
              ) : null}
              {theirs.may('pause') ? (
                <Button
                  size="small"
                  variant={isWaiting ? 'primary' : 'quiet'}
                  onPress={() => void acts.pause(badge.id, badge.name)}
                >
                  {t('keeping:state.pauseToChange')}
                </Button>
              ) : null}
            </>
          }
        >
          {t('keeping:state.earnedSentence')}
        </Notice>
      ) : null}
      {badge.frozen && mayChange ? (
        <Notice
          tone={isWaiting ? 'warning' : 'info'}
          title={t('frozen.title', { number: badge.version, count: current?.awardedCount ?? badge.awardedCount })}
          actions={
            isWaiting ? (
              <>
                <Button size="small" onPress={discard}>
                  {t('frozen.discard')}
                </Button>
                <Button size="small" variant="primary" onPress={() => setAsking('version')}>
                  {t('frozen.save', { next })}
                </Button>
              </>
            ) : null
          }
        >
          {t('frozen.sentence', { next })}
        </Notice>
      ) : null}
      {isPictureOld && mayChange ? (
        <Notice
          title={t('pictureChanged.title')}
          actions={
            <Button size="small" onPress={() => void takeNewPicture()}>
              {t(badge.frozen ? 'frozen.save' : 'pictureChanged.use', { next })}
            </Button>
          }
        >
          {t('pictureChanged.sentence')}
          <PictureChange before={badge.pictureSha256} after={drawn ?? null} size={120} />
        </Notice>
      ) : null}
      <div className={css.columns}>
        <aside className={css.side} aria-label={t('page.preview')}>
          <div className={css.sideTitle}>{t('page.preview')}</div>
          <RecipientCard details={details} pictureSha256={badge.pictureSha256} issuerName={issuer?.name ?? null} />
        </aside>
        <div className={css.form}>
          {mayChange ? (
            <Section title={t('page.details')}>
              <div className={css.fields}>
                <TextField
                  id="badge-name"
                  label={t('fields.name')}
                  description={t('fields.nameNote')}
                  value={details.name}
                  onChange={(name) => setDetails({ name })}
                  error={sentence('name')}
                />
                <TextArea
                  id="badge-description"
                  label={t('fields.description')}
                  description={t('fields.descriptionNote')}
                  rows={3}
                  value={details.description}
                  onChange={(description) => setDetails({ description })}
                  error={sentence('description')}
                />
                <TextArea
                  id="badge-criteria"
                  label={t('fields.criteria')}
                  description={t('fields.criteriaNote')}
                  rows={6}
                  value={details.criteria}
                  onChange={(criteria) => setDetails({ criteria })}
                  error={sentence('criteria')}
                />
                <TextArea
                  id="badge-altText"
                  label={t('fields.altText')}
                  description={t('fields.altTextNote')}
                  rows={2}
                  value={details.altText}
                  onChange={(altText) => setDetails({ altText })}
                  error={sentence('altText')}
                />
                <TagsField tags={details.tags} onChange={(tags) => setDetails({ tags })} />
                <ExpiryField
                  expiry={details.expiry}
                  onChange={(expiry) => setDetails({ expiry })}
                  error={sentence('expiry')}
                />
                <div>
                  {issuers.length > 1 ? (
                    <Select
                      id="badge-issuer"
                      label={t('fields.issuer')}
                      options={issuers.map((it) => ({ value: it.id, label: it.name, description: it.url }))}
                      value={badge.issuerId}
                      onChange={(issuerId) => void save({ issuerId, ...(badge.frozen ? { asNewVersion: true } : {}) })}
                    />
                  ) : (
                    <div className={css.fact}>
                      <span>
                        <small>{t('fields.issuer')}</small>
                        {issuer ? `${issuer.name} · ${issuer.url}` : t('card.noIssuer')}
                      </span>
                      {mayNameIssuer ? (
                        <Button id="badge-issuer" size="small" onPress={() => setAsking('issuer')}>
                          {t(issuer ? 'fields.changeIssuer' : 'fields.enterIssuer')}
                        </Button>
                      ) : null}
                    </div>
                  )}
                  {issuer ? (
                    <div className={css.fact}>
                      <span>
                        <small>{t('fields.hosting')}</small>
                        {issuer.baseUrl ??
                          t(issuer.hostingDecided ? 'fields.hostingNotYet' : 'fields.hostingUndecided')}
                      </span>
                      {mayNameIssuer ? (
                        <Button size="small" onPress={() => setAsking('hosting')}>
                          {t(issuer.hostingDecided ? 'fields.changeIssuer' : 'fields.decideHosting')}
                        </Button>
                      ) : null}
                    </div>
                  ) : null}
                </div>
              </div>
            </Section>
          ) : null}
          {mayMail ? (
            <Section title={t('mail.title')} description={t('mail.sentence')}>
              <div className={css.fields}>
                <MailFields
                  subject={draft.mailSubject}
                  body={draft.mailBody}
                  defaults={{ subject: settings.mailSubject, body: settings.mailBody }}
                  onChange={({ subject, body }) =>
                    setMail({
                      ...(subject === undefined ? {} : { mailSubject: subject }),
                      ...(body === undefined ? {} : { mailBody: body }),
                    })
                  }
                />
              </div>
              {mayChange ? <MailExtras keeping={badge.keeping} onChange={(keeping) => void save({ keeping })} /> : null}
            </Section>
          ) : null}
          {mayChange ? (
            <>
              <KeepingPart
                badge={badge}
                save={save}
                trySave={trySave}
                open={field}
                onEarning={() => void flush().then(goEarning)}
              />
              <MoreParts badge={badge} achievement={details.achievement} onChange={setAchievement} open={field} />
            </>
          ) : null}
          <VersionsPart versions={badge.versions} />
          <TechnicalPart badge={badge} />
        </div>
      </div>
      {asking === 'issuer' ? (
        <IssuerDialog
          isOpen
          issuer={issuer}
          onClose={close}
          onSaved={(saved) => {
            setAsking(null)
            const adopt = badge.issuerId === saved.id ? Promise.resolve(badge) : save({ issuerId: saved.id })
            void adopt.then((adopted) => {
              if (!wantsAward || !adopted) return
              if (saved.hostingDecided) goAward()
              else setAsking('hosting')
            })
          }}
        />
      ) : null}
      {asking === 'hosting' && issuer ? (
        <HostingDialog
          isOpen
          issuer={issuer}
          onClose={close}
          onSaved={() => {
            setAsking(null)
            if (wantsAward) goAward()
          }}
        />
      ) : null}
      <ConfirmDialog
        title={t('frozen.dialogTitle', { next })}
        isOpen={asking === 'version'}
        onClose={close}
        confirm={t('frozen.save', { next })}
        onConfirm={async () => {
          const saved = await saveAsNewVersion()
          if (saved) showToast({ text: t('frozen.saved', { number: saved.version }) })
        }}
      >
        <p>{t('frozen.dialogSentence', { next, number: badge.version })}</p>
      </ConfirmDialog>
      <ConfirmDialog
        title={t('removeTitle', { name: badge.name })}
        isOpen={asking === 'remove'}
        onClose={close}
        confirm={t('removeConfirm')}
        danger
        onConfirm={async () => {
          if (await acts.removeBadge(badge.id, badge.name)) navigate({ page: 'library' })
        }}
      >
        <p>{t('removeSentence')}</p>
      </ConfirmDialog>
    </Page>
  )
}
