import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './empty-state.module.css'
import { Icon } from './icon'

/** Nothing here yet: one picture, one sentence, one button. */
export function EmptyState(props: { icon: LucideIcon; sentence: string; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <span className={css.picture}>
        <Icon icon={props.icon} size={36} />
      </span>
      <p className={css.sentence}>{props.sentence}</p>
      {props.action}
    </div>
  )
}
