import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import css from './segments.module.css'

/** A filter of a few words, always one chosen: All | Drafts | Live. */
export function Segments<Value extends string>(props: {
  label: string
  options: readonly { value: Value; label: string; count?: number }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        const picked = props.options.find((option) => keys.has(option.value))
        if (picked) props.onChange(picked.value)
      }}
      className={css.segments ?? ''}
    >
      {props.options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={css.segment ?? ''}>
          {option.label}
          {option.count === undefined ? null : <span className={css.count}>{option.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
