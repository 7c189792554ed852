import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import css from './button.module.css'
import { Icon } from './icon'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  /** primary: the one thing to do here; quiet: everything else; plain: without an edge; danger: cannot be undone; link: within a sentence. */
  variant?: 'primary' | 'quiet' | 'plain' | 'danger' | 'link'
  size?: 'small' | 'medium' | 'large'
  icon?: LucideIcon
  children?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. Use `onPress`. */
export function Button({ variant = 'quiet', size = 'medium', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={[css.button, css[variant], css[size]].join(' ')}>
      {icon ? <Icon icon={icon} size={size === 'small' ? 16 : 18} /> : null}
      {children}
    </AriaButton>
  )
}
