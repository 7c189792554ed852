import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import css from './button.module.css'
import { Icon } from './icon'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> & {
  /** primary: the one thing to do here; quiet: everything else; plain: without an edge; danger: cannot be undone; link: within a sentence. */
  variant?: 'primary' | 'quiet' | 'plain' | 'danger' | 'link'
  size?: 'small' | 'medium' | 'large'
  icon?: LucideIcon
  /**
   * True while what it does goes on: it does nothing more, says that it is busy, and keeps the focus. A button that is
   * disabled under the finger loses it to the page, where Escape and the other keys of a dialog are not heard.
   */
  isBusy?: boolean
  children?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. Use `onPress`. */
export function Button({ variant = 'quiet', size = 'medium', icon, isBusy = false, children, ...rest }: ButtonProps) {
  const pixels = size === 'small' ? 16 : 18
  return (
    <AriaButton {...rest} isPending={isBusy} className={[css.button, css[variant], css[size]].join(' ')}>
      {isBusy ? <Busy size={pixels} /> : icon ? <Icon icon={icon} size={pixels} /> : null}
      {children}
    </AriaButton>
  )
}

function Busy({ size }: { size: number }) {
  const { t } = useTranslation('ui')
  return (
    <ProgressBar aria-label={t('busy')} isIndeterminate className={css.busy ?? ''}>
      <Icon icon={LoaderCircle} size={size} />
    </ProgressBar>
  )
}
