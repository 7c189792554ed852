import { BadgeCheck } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDroppedFiles } from '../app/dropped-files'
import { navigate, useRoute } from '../app/navigation'
import { Button } from '../ui/button'
import { DropZone } from '../ui/drop-zone'
import { Icon } from '../ui/icon'
import { shortcutText } from '../ui/keys'
import { announce } from '../ui/live-region'
import { Page } from '../ui/page'
import { Progress } from '../ui/progress'
import { TextField } from '../ui/text-field'
import { useErrors } from '../ui/use-errors'
import { usePageShortcut } from '../ui/use-page-shortcut'
import { AddressForm } from './address-form'
import { AskedAddresses } from './asked-addresses'
import { AskOnline } from './ask-online'
import { type Checked, checkOne, worstFirst } from './check-files'
import { Endorse } from './endorse'
import { KeepBadge } from './keep-badge'
import { KeptBadge } from './kept-badge'
import { KeptBadges } from './kept-badges'
import { readWebAddress } from './read-web-address'
import { RepairCopy } from './repair-copy'
import { tones } from './sentences'
import { signs, VerdictCard } from './verdict-card'
import css from './verify-page.module.css'

/** Whether badges are genuine: dropped, chosen or pasted, many at once, without the network unless somebody asks for it; and the badges that were kept. */
export function VerifyPage() {
  const receivedId = useRoute('verify')?.receivedId
  const { t } = useTranslation('received')
  const { t: say } = useTranslation('verification')
  // It stays the same page: what was checked is still there when one comes back.
  const show = (id: string | undefined) =>
    navigate({ page: 'verify', ...(id === undefined ? {} : { receivedId: id }) }, { replace: true })
  return (
    <Page
      title={receivedId === undefined ? say('title') : t('list.title')}
      width="medium"
      {...(receivedId === undefined ? {} : { onBack: () => show(undefined) })}
    >
      {receivedId === undefined ? null : <KeptBadge key={receivedId} id={receivedId} onGone={() => show(undefined)} />}
      <div hidden={receivedId !== undefined} className={css.parts}>
        <Checking isShown={receivedId === undefined} onShowKept={show} />
        <KeptBadges onOpen={show} />
      </div>
    </Page>
  )
}

function Checking({ isShown, onShowKept }: { isShown: boolean; onShowKept: (id: string) => void }) {
  const { t } = useTranslation('verification')
  const { run } = useErrors()
  const [checked, setChecked] = useState<Checked[]>([])
  const [shown, setShown] = useState<string | null>(null)
  const [job, setJob] = useState<{ done: number; total: number } | null>(null)
  const [identity, setIdentity] = useState('')
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  /** Checks things and shows what was found, in place of what was shown or, with `among`, put among it. */
  const check = (
    wanted: readonly (Omit<Checked, 'result'> & { online: boolean })[],
    { among = [] }: { among?: readonly Checked[] } = {},
  ) => {
    abort.current?.abort()
    const stop = new AbortController()
    abort.current = stop
    return run(async () => {
      const found: Checked[] = []
      setJob({ done: 0, total: wanted.length })
      try {
        for (const { online, ...one } of wanted) {
          const result = await checkOne(one, { identity, online, signal: stop.signal })
          if (stop.signal.aborted) break
          found.push({ ...one, result })
          setJob({ done: found.length, total: wanted.length })
        }
      } finally {
        // A later drop shows its own.
        if (abort.current === stop) {
          setJob(null)
          const keys = new Set(found.map((it) => it.key))
          const sorted = worstFirst([...among.filter((it) => !keys.has(it.key)), ...found])
          setChecked(sorted)
          setShown((before) => (sorted.some((it) => it.key === before) ? before : (sorted[0]?.key ?? null)))
          const [first] = worstFirst(found)
          if (first)
            announce(t('announced', { name: first.file.name, verdict: t(`verdict.${first.result.verdict}.title`) }))
        }
      }
    })
  }
  const take = (files: readonly File[]) => {
    setShown(null)
    void check(files.map((file, index) => ({ key: `${String(index)}:${file.name}`, file, online: false })))
  }
  const takeAddress = (address: string) => {
    setShown(null)
    void check([{ key: address, file: new File([], address), address, online: true }])
  }
  const takeText = (text: string) => {
    const address = /^https?:/i.test(text.trim()) ? readWebAddress(text) : null
    // A pasted address is only put where it can be read first: pasting asks nobody.
    if (address === null) take([new File([text], t('pasted'), { type: 'text/plain' })])
    else void check([{ key: address, file: new File([], address), address, online: false }])
  }
  useDroppedFiles('verify', take)

  const zone = useRef<HTMLDivElement>(null)
  usePageShortcut('o', () => zone.current?.querySelector<HTMLInputElement>('input[type=file]')?.click())

  const current = checked.find((it) => it.key === shown) ?? checked[0]
  const hasBadge = checked.some((it) => it.result.summary !== null)
  return (
    <>
      <div ref={zone} className={[css.zone, checked.length > 0 ? css.again : ''].join(' ')}>
        {isShown ? (
          <DropZone
            label={t('drop.label')}
            pick={t('drop.pick')}
            accept={['.png', '.svg', '.json', '.jwt', '.txt', 'image/jpeg']}
            multiple
            onFiles={take}
            onText={takeText}
          >
            <strong>{t('drop.title')}</strong>
            {checked.length > 0 ? null : <span>{t('drop.words', { keys: shortcutText('Mod+O') })}</span>}
          </DropZone>
        ) : null}
      </div>
      <AddressForm onCheck={takeAddress} />
      {job ? (
        <Progress label={t('checking')} done={job.done} total={job.total} onCancel={() => abort.current?.abort()} />
      ) : null}
      {checked.length > 0 && hasBadge ? (
        <Compare
          address={identity}
          onChange={setIdentity}
          // Whoever was asked before is asked again, nobody else.
          onCompare={() => void check(checked.map((it) => ({ ...it, online: it.result.fetched.length > 0 })))}
        />
      ) : null}
      {checked.length > 1 ? <Files checked={checked} shown={current?.key ?? ''} onShow={setShown} /> : null}
      {current ? (
        <VerdictCard
          key={current.key}
          checked={current}
          more={<AskedAddresses fetched={current.result.fetched} />}
          actions={
            <>
              <AskOnline
                result={current.result}
                isBusy={job !== null}
                onAsk={() => void check([{ ...current, online: true }], { among: checked })}
              />
              <div className={css.own}>
                <KeepBadge checked={current} onShow={onShowKept} />
                <Endorse result={current.result} />
                <RepairCopy checked={current} onRepaired={(copy) => take([copy])} />
              </div>
            </>
          }
        />
      ) : job ? null : (
        <Explanation />
      )}
    </>
  )
}

/** Whose is it? Most badges hold an address only as a fingerprint, which a typed address can be compared with. */
function Compare(props: { address: string; onChange: (address: string) => void; onCompare: () => void }) {
  const { t } = useTranslation('verification')
  return (
    <form
      className={css.compare}
      onSubmit={(event) => {
        event.preventDefault()
        props.onCompare()
      }}
    >
      <TextField
        label={t('compare.label')}
        description={t('compare.hint')}
        optional
        type="email"
        autoComplete="off"
        maxLength={320}
        value={props.address}
        onChange={props.onChange}
      />
      <Button type="submit">{t('compare.do')}</Button>
    </form>
  )
}

/** Several files, the worst first; choosing one shows its card. */
function Files(props: { checked: readonly Checked[]; shown: string; onShow: (key: string) => void }) {
  const { t } = useTranslation('verification')
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={css.filesTitle}>
        {t('files', { count: props.checked.length })}
      </h2>
      <ul className={css.files}>
        {props.checked.map(({ key, file, result }) => {
          const tone = tones[result.verdict]
          return (
            <li key={key}>
              <button type="button" aria-pressed={key === props.shown} onClick={() => props.onShow(key)}>
                <span className={css[tone]}>
                  <Icon icon={signs[tone]} />
                </span>
                <span className={css.name}>{file.name}</span>
                <span className={css.short}>{t(`verdict.${result.verdict}.short`)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What this page can tell, before anything was dropped. */
function Explanation() {
  const { t } = useTranslation('verification')
  return (
    <section className={css.explanation} aria-label={t('explain.title')}>
      <Icon icon={BadgeCheck} size={28} />
      <div>
        <h2>{t('explain.title')}</h2>
        <p>{t('explain.what')}</p>
        <p>{t('explain.offline')}</p>
        <p>{t('explain.pictures')}</p>
      </div>
    </section>
  )
}
