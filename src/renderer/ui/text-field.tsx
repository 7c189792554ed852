import type { Ref } from 'react'
import {
  Input,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field-parts'

/** A key pressed in a field. What the page does not use goes on with `continuePropagation`, else Escape closes no dialog. */
export type FieldKey = { key: string; continuePropagation: () => void }

export type TextFieldProps = FieldProps &
  Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid' | 'aria-label'> & {
    placeholder?: string
    mono?: boolean
    inputRef?: Ref<HTMLInputElement>
  }

/** One line of text. `id` is the input's id, so that an ErrorSummary can lead to it. */
export function TextField(props: TextFieldProps) {
  const { label, description, error, hideLabel, optional, placeholder, mono, inputRef, id, ...rest } = props
  return (
    <AriaTextField {...rest} {...fieldState(props)} className={css.field ?? ''}>
      <FieldLabel {...{ label, hideLabel: hideLabel ?? false, optional: optional ?? false }} />
      <Input
        {...(id ? { id } : {})}
        {...(placeholder ? { placeholder } : {})}
        {...(inputRef ? { ref: inputRef } : {})}
        className={[css.input, mono ? css.mono : ''].join(' ')}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}

export type TextAreaProps = Omit<TextFieldProps, 'inputRef' | 'type'> & {
  rows?: number
  areaRef?: Ref<HTMLTextAreaElement>
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { label, description, error, hideLabel, optional, placeholder, mono, areaRef, id, rows = 4, ...rest } = props
  return (
    <AriaTextField {...rest} {...fieldState(props)} className={css.field ?? ''}>
      <FieldLabel {...{ label, hideLabel: hideLabel ?? false, optional: optional ?? false }} />
      <AriaTextArea
        {...(id ? { id } : {})}
        {...(placeholder ? { placeholder } : {})}
        {...(areaRef ? { ref: areaRef } : {})}
        rows={rows}
        className={[css.input, css.area, mono ? css.mono : ''].join(' ')}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}

/** A calendar day, as `YYYY-MM-DD`; empty text for none. The browser's own picker: it knows the person's locale. */
export function DateField(props: Omit<TextFieldProps, 'type' | 'placeholder'>) {
  return <TextField {...props} type="date" />
}
