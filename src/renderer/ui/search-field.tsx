import { Search, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button, Group, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { isTyping } from './keys'
import css from './field.module.css'
import { Icon } from './icon'

/** A search field. With `shortcut`, that key (outside of text fields) brings the cursor here: `/` in lists. */
export function SearchField(props: {
  label: string
  placeholder?: string
  value: string
  onChange: (text: string) => void
  onSubmit?: (text: string) => void
  shortcut?: string
  autoFocus?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  const { shortcut } = props
  useEffect(() => {
    if (!shortcut) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== shortcut || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [shortcut])
  return (
    <AriaSearchField
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      {...(props.onSubmit ? { onSubmit: props.onSubmit } : {})}
      {...(props.autoFocus ? { autoFocus: true } : {})}
      className={css.field ?? ''}
    >
      {({ isEmpty }) => (
        <Group className={css.group ?? ''}>
          <Icon icon={Search} size={16} />
          <Input ref={input} className={css.bare ?? ''} placeholder={props.placeholder ?? props.label} />
          <Button className={css.step ?? ''} {...(isEmpty ? { 'data-empty': true } : {})}>
            <Icon icon={X} size={14} />
          </Button>
        </Group>
      )}
    </AriaSearchField>
  )
}
