import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  Radio,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
} from 'react-aria-components'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field-parts'
import { Icon } from './icon'
import type { Option } from './select'

type ChoiceProps = {
  children?: ReactNode
  description?: ReactNode
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
}

function Words({ children, description }: { children?: ReactNode; description?: ReactNode }) {
  if (!children) return null
  return (
    <span className={css.checkText}>
      <span>{children}</span>
      {description ? <span className={css.description}>{description}</span> : null}
    </span>
  )
}

/** A box to tick. Without words beside it, `label` names it for screen readers. */
export function Checkbox({
  children,
  description,
  isIndeterminate,
  label,
  isOutOfTabOrder,
  ...rest
}: ChoiceProps & { isIndeterminate?: boolean; label?: string; isOutOfTabOrder?: boolean }) {
  return (
    <AriaCheckbox
      {...rest}
      {...(isIndeterminate ? { isIndeterminate } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(isOutOfTabOrder ? { excludeFromTabOrder: true } : {})}
      className={css.check ?? ''}
    >
      {({ isSelected, isIndeterminate: half }) => (
        <>
          <span className={css.box}>
            {half ? <Icon icon={Minus} size={14} /> : isSelected ? <Icon icon={Check} size={14} /> : null}
          </span>
          <Words description={description}>{children}</Words>
        </>
      )}
    </AriaCheckbox>
  )
}

/** Something that is on or off from now on. */
export function Switch({ children, description, ...rest }: ChoiceProps) {
  return (
    <AriaSwitch {...rest} className={css.check ?? ''}>
      <span className={css.track} />
      <Words description={description}>{children}</Words>
    </AriaSwitch>
  )
}

/** One of a few that deserve to be seen all at once. */
export function RadioGroup<Value extends string>(
  props: FieldProps & {
    options: readonly Option<Value>[]
    value: Value | null
    onChange: (value: Value) => void
    rowwise?: boolean
    isDisabled?: boolean
  },
) {
  const { label, description, error, hideLabel, optional, options, value, onChange, rowwise } = props
  return (
    <AriaRadioGroup
      {...fieldState(props)}
      value={value}
      onChange={(picked) => {
        const option = options.find((it) => it.value === picked)
        if (option) onChange(option.value)
      }}
      {...(props.isDisabled ? { isDisabled: true } : {})}
      className={css.field ?? ''}
    >
      <FieldLabel {...{ label, hideLabel: hideLabel ?? false, optional: optional ?? false }} />
      <div className={[css.radios, rowwise ? css.rowwise : ''].join(' ')}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={css.check ?? ''}>
            <span className={css.dot} />
            <Words description={option.description}>{option.label}</Words>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaRadioGroup>
  )
}
