import { LoaderCircle } from 'lucide-react'
import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { useFormats } from './format'
import { Icon } from './icon'
import css from './progress.module.css'

/** A long job: what runs, how far it is, and a way to stop it. `total` null while it is not known; `bytes` where that is what is counted. */
export function Progress(props: {
  label: string
  done: number
  total: number | null
  unit?: 'bytes'
  onCancel?: () => void
}) {
  const { t } = useTranslation('ui')
  const format = useFormats()
  const { label, done, total, onCancel } = props
  const say = (count: number) => (props.unit === 'bytes' ? format.bytes(count) : format.count(count))
  const said = total === null ? say(done) : t('ofTotal', { done: say(done), total: say(total) })
  const share = total ? Math.min(1, done / total) * 100 : undefined
  return (
    <div className={css.progress}>
      <ProgressBar
        aria-label={label}
        {...(share === undefined ? { isIndeterminate: true } : { value: share })}
        valueLabel={said}
      >
        <div className={css.words}>
          <span>{label}</span>
          <span className={css.count}>{said}</span>
        </div>
        <div className={css.track}>
          <div
            className={[css.fill, share === undefined ? css.unknown : ''].join(' ')}
            {...(share === undefined ? {} : { style: { width: `${String(share)}%` } })}
          />
        </div>
      </ProgressBar>
      {onCancel ? (
        <Button size="small" onPress={onCancel}>
          {t('cancel')}
        </Button>
      ) : null}
    </div>
  )
}

/** Shown while something is read for the first time; appears only after 300 ms, so that quick reads do not flicker. */
export function Waiting({ label }: { label?: string }) {
  const { t } = useTranslation('ui')
  return (
    <div className={css.waiting} role="status">
      <Icon icon={LoaderCircle} />
      {label ?? t('loading')}
    </div>
  )
}
