import { BadgeCheck } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDroppedFiles } from '../app/dropped-files'
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
import { type Checked, checkFile, worstFirst } from './check-files'
import { tones } from './sentences'
import { signs, VerdictCard } from './verdict-card'
import css from './verify-page.module.css'

/** Whether badges are genuine: dropped, chosen or pasted, many at once, without the network. */
export function VerifyPage() {
  const { t } = useTranslation('verification')
  const { run } = useErrors()
  const [checked, setChecked] = useState<Checked[]>([])
  const [shown, setShown] = useState<string | null>(null)
  const [job, setJob] = useState<{ done: number; total: number } | null>(null)
  const [address, setAddress] = useState('')
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const check = (files: readonly File[], identity: string) => {
    abort.current?.abort()
    const stop = new AbortController()
    abort.current = stop
    return run(async () => {
      const found: Checked[] = []
      setJob({ done: 0, total: files.length })
      try {
        for (const file of files) {
          const result = await checkFile(file, identity, stop.signal)
          if (stop.signal.aborted) break
          found.push({ key: `${String(found.length)}:${file.name}`, file, result })
          setJob({ done: found.length, total: files.length })
        }
      } finally {
        // A later drop shows its own.
        if (abort.current === stop) {
          setJob(null)
          const sorted = worstFirst(found)
          setChecked(sorted)
          setShown((before) => (sorted.some((it) => it.key === before) ? before : (sorted[0]?.key ?? null)))
          const [first] = sorted
          if (first)
            announce(t('announced', { name: first.file.name, verdict: t(`verdict.${first.result.verdict}.title`) }))
        }
      }
    })
  }
  const take = (files: readonly File[]) => {
    setShown(null)
    void check(files, address)
  }
  useDroppedFiles('verify', take)

  const zone = useRef<HTMLDivElement>(null)
  usePageShortcut('o', () => zone.current?.querySelector<HTMLInputElement>('input[type=file]')?.click())

  const current = checked.find((it) => it.key === shown) ?? checked[0]
  const hasBadge = checked.some((it) => it.result.summary !== null)
  return (
    <Page title={t('title')} width="medium">
      <div ref={zone} className={[css.zone, checked.length > 0 ? css.again : ''].join(' ')}>
        <DropZone
          label={t('drop.label')}
          pick={t('drop.pick')}
          accept={['.png', '.svg', '.json', '.jwt', '.txt', 'image/jpeg']}
          multiple
          onFiles={take}
          onText={(text) => take([new File([text], t('pasted'), { type: 'text/plain' })])}
        >
          <strong>{t('drop.title')}</strong>
          {checked.length > 0 ? null : <span>{t('drop.words', { keys: shortcutText('Mod+O') })}</span>}
        </DropZone>
      </div>
      {job ? (
        <Progress label={t('checking')} done={job.done} total={job.total} onCancel={() => abort.current?.abort()} />
      ) : null}
      {checked.length > 0 && hasBadge ? (
        <Compare
          address={address}
          onChange={setAddress}
          onCompare={() =>
            void check(
              checked.map((it) => it.file),
              address,
            )
          }
        />
      ) : null}
      {checked.length > 1 ? <Files checked={checked} shown={current?.key ?? ''} onShow={setShown} /> : null}
      {current ? <VerdictCard key={current.key} checked={current} /> : job ? null : <Explanation />}
    </Page>
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
