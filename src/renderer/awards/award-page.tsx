import { Award as AwardIcon, Inbox, ScanLine, Send, Sparkles, Undo2 } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostPrepared } from '../../core/contract/awards'
import type { Issuance } from '../../core/contract/issuers'
import type { Finding } from '../../core/openbadges/conformance/findings'
import { client } from '../api/client'
import { useRun } from '../api/run-stream'
import { useCall } from '../api/use-call'
import { BadgePicture } from '../app/badge-picture'
import { useLibrary } from '../app/library-facts'
import { useMay, useMayEach } from '../app/may'
import { navigate, useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { shortcutText } from '../ui/keys'
import { Notice } from '../ui/notice'
import { Page, Row, Section } from '../ui/page'
import { Progress, Waiting } from '../ui/progress'
import { Segments } from '../ui/segments'
import { Select } from '../ui/select'
import { DateField, TextArea, TextField } from '../ui/text-field'
import { showToast } from '../ui/toast'
import { ProblemNotice, useErrors } from '../ui/use-errors'
import { usePageShortcut } from '../ui/use-page-shortcut'
import { AwardMore } from './award-more'
import css from './award-page.module.css'
import { awardPersonally } from './award-personally'
import { ConfirmDialog, type Confirmation } from '../app/confirm-dialog'
import { OverrideDialog } from './override-dialog'
import { endsBeforeItBegins, noWords, toRequest, wrongEvidence } from './award-words'
import { ChoosePeople } from './choose-people'
import { ContactSheet, SheetWaiting } from './contact-sheet'
import { HowIssued } from './how-issued'
import { QrFinding } from './qr-finding'
import { Preflight } from './preflight'
import { inSmallLetters, known, toRecipients, withoutRows, type Chosen } from './recipients'
import { usePrepared } from './use-prepared'

type Awarded = {
  batchId: string
  awarded: { row: number; awardId: string; personId: string }[]
  skipped: { row: number; reason: string }[]
}

/** What stops an award stands first. */
const gravest = ['block', 'warn', 'ok']

/** Awards one badge to one person, a group or a pasted list. */
export function AwardPage() {
  const { t } = useTranslation('award')
  const { t: personal } = useTranslation('personal')
  const { run } = useErrors()
  const { issuers, library } = useLibrary()
  const route = useRoute('award')
  const badges = useCall(
    ['awardable'],
    (signal) => client.badges.list({ filter: 'all', sort: 'name', limit: 500 }, { signal }),
    ['badges.saved'],
  )
  const rows = badges.data?.rows ?? []
  const mayAward = useMayEach(rows.map(({ id }) => ({ call: 'awards.create', input: { badgeId: id } })))
  const theirs = rows.filter((_, at) => mayAward[at])
  const mayReadApplications = useMay('applications.list', {})
  const mayMake = useMay('badges.create')
  const [badgeId, setBadgeId] = useState<string | null>(route?.badgeId ?? null)
  const [people, setPeople] = useState<Chosen[]>([])
  const [date, setDate] = useState('')
  const [words, setWords] = useState(noWords)
  const [issuance, setIssuance] = useState<Partial<Issuance>>({})
  const [issuerId, setIssuerId] = useState<string | null>(null)
  /** Why people are awarded who lack a badge that is needed first. */
  const [override, setOverride] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'override' | 'confirm' | null>(null)
  const [isAsked, setAsked] = useState(false)
  const [shown, setShown] = useState<'pictures' | 'list'>('pictures')
  const job = useRun<Awarded>()

  const personIds = route?.personIds
  useEffect(() => {
    if (!personIds) return
    void run(async () => {
      const read = await Promise.all(personIds.map((id) => client.people.read({ id })))
      setPeople(read.map(known))
    })
    // Only when the page is opened with people.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [personIds?.join()])

  const wrong = wrongEvidence(words.evidence)
  // Noon of today may be still to come.
  const awardedAt = date && date !== new Date().toISOString().slice(0, 10) ? `${date}T12:00:00Z` : undefined
  const facts = useCall(
    ['awarded badge', badgeId],
    (signal) => (badgeId === null ? Promise.resolve(null) : client.badges.read({ id: badgeId }, { signal })),
    ['badges.saved'],
  )
  const under = useCall(
    ['issuers of', badgeId],
    (signal) => (badgeId === null ? Promise.resolve([]) : client.programs.issuersOf({ badgeId }, { signal })),
    ['programs.saved', 'issuers.saved', 'badges.saved'],
  )
  /** Only where there is a choice. */
  const choices = under.data && under.data.length > 1 ? under.data : []
  const mayUnder = useMayEach(
    choices.map((it) => ({ call: 'awards.create', input: { badgeId, issuerId: it.issuerId } })),
  )
  const underIssuers = choices.filter((_, at) => mayUnder[at])
  const onlyIssuer = underIssuers.length === 1 ? underIssuers[0] : undefined
  const chosenIssuer = (underIssuers.find((it) => it.issuerId === issuerId) ?? onlyIssuer)?.issuerId
  const isPersonal = facts.data?.id === badgeId && facts.data.personal
  const asWhom = {
    ...(chosenIssuer ? { issuerId: chosenIssuer } : {}),
    ...(override === null ? {} : { override: { reason: override } }),
  }
  const { prepared, problem: unprepared, forget } = usePrepared(isPersonal ? badgeId : null, people, awardedAt, asWhom)
  const hasCustom = isPersonal && facts.data?.customWords === true
  const said = { ...toRequest(words), ...(Object.keys(issuance).length > 0 ? { issuance } : {}), ...asWhom }
  const asked = useDeferredValue(JSON.stringify(said))
  const preflight = useCall(
    ['preflight', badgeId, people.map((it) => it.key), awardedAt, wrong.length === 0 ? asked : null],
    (signal) =>
      badgeId === null
        ? Promise.resolve<Finding[]>([])
        : client.awards.preflight(
            {
              badgeId,
              people: toRecipients(people),
              ...(awardedAt ? { awardedAt } : {}),
              ...(wrong.length === 0 ? said : {}),
            },
            { signal },
          ),
    ['badges.saved', 'issuers.saved', 'people.saved'],
  )
  const findings = (preflight.data ?? []).toSorted((a, b) => gravest.indexOf(a.level) - gravest.indexOf(b.level))
  const isBlocked = findings.some((finding) => finding.level === 'block')

  const tooMany = isPersonal && people.length > mostPrepared
  const canAward =
    badgeId !== null &&
    people.length > 0 &&
    !isBlocked &&
    facts.data?.id === badgeId &&
    (!isPersonal || prepared !== null)
  const asksForTwo = findings.some(({ code }) => code === 'confirmation_needed')
  const award = (confirmation?: Confirmation) => {
    setAsked(true)
    if (!canAward || wrong.length > 0 || endsBeforeItBegins(words)) return
    if (asksForTwo && !confirmation) return setDialog('confirm')
    setDialog(null)
    const confirmed = { ...said, ...(confirmation ? { confirmation } : {}) }
    if (!isPersonal)
      return void job.start((signal) =>
        client.awards.create(
          { badgeId, people: toRecipients(people), ...(awardedAt ? { awardedAt } : {}), ...confirmed },
          { signal },
        ),
      )
    if (!prepared) return
    void job
      .start((signal) => Promise.resolve(awardPersonally(prepared, confirmed, signal)))
      .then((done) => {
        // After a failure the places are set aside anew; after success they are used up.
        if (!done) forget()
      })
  }

  usePageShortcut('Enter', () => {
    if (job.state !== 'running' && job.state !== 'done') award()
  })

  if (!badges.data)
    return (
      <Page title={t('title')}>
        {badges.problem ? <ProblemNotice problem={badges.problem} onRetry={badges.reload} /> : <Waiting />}
      </Page>
    )
  if (badges.data.rows.length === 0)
    return (
      <Page title={t('title')}>
        <EmptyState
          icon={AwardIcon}
          sentence={t('noBadges')}
          action={
            mayMake ? (
              <Button variant="primary" onPress={() => navigate({ page: 'library', dialog: 'new' })}>
                {t('makeBadge')}
              </Button>
            ) : null
          }
        />
      </Page>
    )
  if (job.state === 'done' && job.result)
    return (
      <Outcome
        result={job.result}
        people={people}
        onAgain={() => {
          job.reset()
          forget()
          setPeople([])
          setWords(noWords)
          setIssuance({})
          setOverride(null)
          setAsked(false)
        }}
      />
    )

  const badge = theirs.find((it) => it.id === badgeId)
  const issuer = issuers.find((it) => it.id === (chosenIssuer ?? facts.data?.issuerId))
  /** Those of the library are changed there; those typed in, here. */
  const lowerCase = async (rows: readonly number[]) => {
    const small = inSmallLetters(people, rows)
    const changed = small.filter((it, index) => it.personId !== null && it !== people[index])
    const done = await run(async () => {
      for (const { personId, name, email } of changed)
        if (personId !== null) await client.people.save({ id: personId, name, email })
      return true
    })
    if (done) setPeople(small)
  }
  return (
    <Page
      title={t('title')}
      fill
      actions={
        <>
          <Button variant="link" onPress={() => navigate({ page: 'rosters' })}>
            {t('fromList')}
          </Button>
          {library.counts.applications > 0 && mayReadApplications ? (
            <Button icon={Inbox} onPress={() => navigate({ page: 'applications' })}>
              {t('applications', { count: library.counts.applications })}
            </Button>
          ) : null}
          {library.counts.codes > 0 ? (
            <Button icon={ScanLine} onPress={() => navigate({ page: 'redeem' })}>
              {t('redeem')}
            </Button>
          ) : null}
          <Button icon={Sparkles} onPress={() => navigate({ page: 'event' })}>
            {t('eventMode')}
          </Button>
          <Button
            variant="primary"
            icon={AwardIcon}
            isDisabled={job.state === 'running' || !canAward}
            aria-keyshortcuts={shortcutText('Mod+Enter').replace('Ctrl', 'Control')}
            onPress={() => award()}
          >
            {t('award', { count: people.length })}
          </Button>
        </>
      }
    >
      {job.state === 'running' ? (
        <Progress
          label={isPersonal ? personal('drawing') : t('awarding')}
          done={job.step.done}
          total={job.step.total}
          onCancel={job.cancel}
        />
      ) : null}
      {job.problem ? <ProblemNotice problem={job.problem} onRetry={() => award()} /> : null}
      <div className={css.columns}>
        <div className={css.what}>
          <div className={css.badge}>
            <BadgePicture sha256={badge?.pictureSha256 ?? null} size={96} alt={badge?.name ?? ''} />
          </div>
          <Select
            label={t('badge')}
            placeholder={t('badgePlaceholder')}
            value={badgeId}
            onChange={(id) => {
              setBadgeId(id)
              // The results of another badge are other results.
              setWords({ ...words, results: [] })
              setIssuerId(null)
              setOverride(null)
            }}
            options={theirs.map((it) => ({
              value: it.id,
              label: it.name,
              picture: <BadgePicture sha256={it.pictureSha256} size={24} />,
            }))}
          />
          {underIssuers.length > 1 ? (
            <Select
              label={t('under')}
              value={chosenIssuer ?? underIssuers[0]!.issuerId}
              onChange={setIssuerId}
              options={underIssuers.map((it) => ({ value: it.issuerId, label: it.name }))}
            />
          ) : null}
          <DateField
            id="award-date"
            label={t('date')}
            description={t('dateHint')}
            optional
            value={date}
            onChange={setDate}
          />
          <TextArea
            label={t('note')}
            description={t('noteHint')}
            optional
            rows={2}
            maxLength={5000}
            value={words.narrative}
            onChange={(narrative) => setWords({ ...words, narrative })}
          />
          <TextField
            label={t('evidence')}
            description={t('evidenceHint')}
            optional
            type="url"
            value={words.evidence[0]?.url ?? ''}
            onChange={(url) => setWords({ ...words, evidence: words.evidence.with(0, { ...words.evidence[0], url }) })}
            error={isAsked && wrong.includes(0) ? t('evidenceWrong') : null}
          />
          {facts.data ? (
            <Preflight
              key={facts.data.id}
              badge={facts.data}
              issuerId={chosenIssuer ?? facts.data.issuerId}
              findings={findings}
              onLeaveOut={(rows) => setPeople(withoutRows(people, rows))}
              onLowerCase={(rows) => void lowerCase(rows)}
              onSayWhy={() => setDialog('override')}
              onUseNow={() => setDate('')}
              onChooseDate={() => document.getElementById('award-date')?.focus()}
              onIssuance={(change) => setIssuance({ ...issuance, ...change })}
            />
          ) : null}
          {prepared ? <QrFinding prepared={prepared} /> : null}
          {tooMany ? <Notice tone="warning">{personal('tooMany', { most: mostPrepared })}</Notice> : null}
          {unprepared ? <ProblemNotice problem={unprepared} onRetry={forget} /> : null}
          {preflight.problem ? <ProblemNotice problem={preflight.problem} onRetry={preflight.reload} /> : null}
          {facts.data ? (
            <div>
              <AwardMore
                words={words}
                onChange={setWords}
                results={facts.data.details.achievement.resultDescriptions}
                wrong={isAsked ? wrong : []}
              />
              {issuer ? <HowIssued issuer={issuer} chosen={issuance} onChange={setIssuance} /> : null}
            </div>
          ) : null}
        </div>
        <ChoosePeople
          people={people}
          onChange={setPeople}
          hasCustom={hasCustom}
          tools={
            isPersonal && people.length > 0 ? (
              <Segments
                label={personal('view.label')}
                value={shown}
                onChange={setShown}
                options={[
                  { value: 'pictures', label: personal('view.pictures') },
                  { value: 'list', label: personal('view.list') },
                ]}
              />
            ) : null
          }
          instead={
            !isPersonal || people.length === 0 || shown === 'list' || tooMany ? null : prepared ? (
              <ContactSheet prepared={prepared} />
            ) : (
              <SheetWaiting />
            )
          }
        />
      </div>
      {dialog === 'override' ? (
        <OverrideDialog
          onClose={() => setDialog(null)}
          onGiven={(reason) => {
            setOverride(reason)
            setDialog(null)
          }}
        />
      ) : null}
      {dialog === 'confirm' ? (
        <ConfirmDialog count={people.length} onClose={() => setDialog(null)} onGiven={award} />
      ) : null}
    </Page>
  )
}

/** What came of it: how many, who not and why, and the next step. */
function Outcome(props: { result: Awarded; people: readonly Chosen[]; onAgain: () => void }) {
  const { t } = useTranslation('award')
  const { run } = useErrors()
  const { result, people } = props
  const mayTakeBack = useMay('awards.withdraw', { ids: result.awarded.map(({ awardId }) => awardId) })
  const [isTakenBack, setTakenBack] = useState(false)
  const takeBack = async () => {
    const done = await run(() => client.awards.withdraw({ ids: result.awarded.map((row) => row.awardId) }))
    if (!done) return
    setTakenBack(true)
    showToast({ text: t('outcome.takenBack', { count: done.withdrawn.length }) })
  }
  return (
    <Page
      title={t('outcome.title', { count: result.awarded.length })}
      width="narrow"
      actions={
        result.awarded.length > 0 && !isTakenBack && mayTakeBack ? (
          <Button variant="primary" icon={Send} onPress={() => navigate({ page: 'handOut', batchId: result.batchId })}>
            {t('outcome.handOut')}
          </Button>
        ) : null
      }
    >
      {isTakenBack ? <Notice tone="info">{t('outcome.gone')}</Notice> : null}
      {result.awarded.length > 0 && !isTakenBack ? (
        <Notice tone="success" title={t('outcome.done', { count: result.awarded.length })}>
          {t('outcome.next')}
        </Notice>
      ) : null}
      {result.skipped.length > 0 ? (
        <Section title={t('outcome.skipped', { count: result.skipped.length })}>
          <ul className={css.skipped}>
            {result.skipped.slice(0, 200).map((row) => (
              <li key={row.row}>
                <strong>{people[row.row - 1]?.name}</strong> {t(`refusal.${row.reason}`)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Row>
        <Button onPress={props.onAgain}>{t('outcome.again')}</Button>
        {result.awarded.length > 0 && !isTakenBack ? (
          <Button icon={Undo2} onPress={() => void takeBack()}>
            {t('outcome.takeBack')}
          </Button>
        ) : null}
      </Row>
    </Page>
  )
}
