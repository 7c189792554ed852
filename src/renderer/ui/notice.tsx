import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import css from './notice.module.css'

export type Tone = 'info' | 'success' | 'warning' | 'danger'
const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }

/** Something to know that stays on the page until it is no longer true or was put away. */
export function Notice(props: {
  tone?: Tone
  title?: string
  children?: ReactNode
  actions?: ReactNode
  onDismiss?: () => void
}) {
  const { t } = useTranslation('ui')
  const { tone = 'info', title, children, actions, onDismiss } = props
  return (
    <div className={[css.notice, css[tone]].join(' ')} role={tone === 'danger' ? 'alert' : 'note'}>
      <Icon icon={icons[tone]} />
      <div className={css.words}>
        {title ? <div className={css.title}>{title}</div> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </div>
      {onDismiss ? <IconButton label={t('dismiss')} icon={X} size="small" onPress={onDismiss} /> : null}
    </div>
  )
}
