import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import css from './button.module.css'
import { Icon } from './icon'

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  /** Its name, read aloud and shown as the tooltip. */
  label: string
  icon: LucideIcon
  /** Keys that do the same, shown in the tooltip, such as `Ctrl+Z`. */
  shortcut?: string
  variant?: 'plain' | 'quiet' | 'primary' | 'danger'
  size?: 'small' | 'medium' | 'large'
  ref?: Ref<HTMLButtonElement>
}

/** A button with an icon only; its label is its accessible name and its tooltip. */
export function IconButton({ label, icon, shortcut, variant = 'plain', size = 'medium', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...rest} aria-label={label} className={[css.button, css[variant], css[size], css.icon].join(' ')}>
        <Icon icon={icon} size={size === 'small' ? 16 : 18} />
      </AriaButton>
      <Tooltip offset={6} className={css.tooltip ?? ''}>
        {label}
        {shortcut ? <kbd>{shortcut}</kbd> : null}
      </Tooltip>
    </TooltipTrigger>
  )
}
