import { LoaderCircle } from 'lucide-react'
import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Icon } from './icon'
import css from './progress.module.css'

/** A long job: what runs, how far it is, and a way to stop it. `total` null while it is not known. */
export function Progress(props: { label: string; done: number; total: number | null; onCancel?: () => void }) {
  const { t } = useTranslation('ui')
  const { label, done, total, onCancel } = props
  const share = total ? Math.min(1, done / total) * 100 : undefined
  return (
    <div className={css.progress}>
      <ProgressBar
        aria-label={label}
        {...(share === undefined ? { isIndeterminate: true } : { value: share })}
        valueLabel={total === null ? String(done) : t('ofTotal', { done, total })}
      >
        {({ valueText }) => (
          <>
            <div className={css.words}>
              <span>{label}</span>
              <span className={css.count}>{valueText ?? t('ofTotal', { done, total })}</span>
            </div>
            <div className={css.track}>
              <div
                className={[css.fill, share === undefined ? css.unknown : ''].join(' ')}
                {...(share === undefined ? {} : { style: { width: `${String(share)}%` } })}
              />
            </div>
          </>
        )}
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
