import { Minus, Plus } from 'lucide-react'
import {
  Button,
  Group,
  Input,
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field-parts'
import { Icon } from './icon'

export type NumberFieldProps = FieldProps &
  Omit<AriaNumberFieldProps, 'className' | 'style' | 'children' | 'isInvalid' | 'aria-label'> & {
    /** Hides the minus and plus buttons where room is scarce; arrow keys still step. */
    compact?: boolean
  }

/** A number with steps: arrows, wheel and the two buttons. `onChange` gives NaN for an emptied field. */
export function NumberField(props: NumberFieldProps) {
  const { label, description, error, hideLabel, optional, compact, ...rest } = props
  return (
    <AriaNumberField {...rest} {...fieldState(props)} className={css.field ?? ''}>
      <FieldLabel {...{ label, hideLabel: hideLabel ?? false, optional: optional ?? false }} />
      <Group className={css.group ?? ''}>
        <Input className={css.bare ?? ''} />
        {compact ? null : (
          <>
            <Button slot="decrement" className={css.step ?? ''}>
              <Icon icon={Minus} size={14} />
            </Button>
            <Button slot="increment" className={css.step ?? ''}>
              <Icon icon={Plus} size={14} />
            </Button>
          </>
        )}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  )
}
