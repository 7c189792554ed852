import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import css from './chip.module.css'
import { Icon } from './icon'

/** A small thing in a row of its like: a tag, a person, a filter. With `onRemove` it can be taken away. */
export function Chip({ children, onRemove }: { children: string; onRemove?: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <span className={[css.chip, onRemove ? css.removable : ''].join(' ')}>
      <span className={css.text}>{children}</span>
      {onRemove ? (
        <Button aria-label={t('removeNamed', { name: children })} onPress={onRemove} className={css.remove ?? ''}>
          <Icon icon={X} size={14} />
        </Button>
      ) : null}
    </span>
  )
}

/** A state in one word. Never colour alone: the word says it. */
export function StateLabel(props: { tone: 'neutral' | 'live' | 'award' | 'warning' | 'danger'; children: ReactNode }) {
  return <span className={[css.state, css[props.tone]].join(' ')}>{props.children}</span>
}

/** A person's initials in a circle: an ornament beside the written name, hidden from screen readers. */
export function PersonMark({ name }: { name: string }) {
  const parts = name.trim().split(/\s+/u)
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? '')][0] ?? '')
  return (
    <span className={css.person} aria-hidden>
      {letters.join('').toLocaleUpperCase()}
    </span>
  )
}
