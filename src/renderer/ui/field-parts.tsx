import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError as AriaFieldError, Label, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import css from './field.module.css'
import { Icon } from './icon'

/** What every field takes: a label always, an explanation where it helps, the sentence of what is wrong with it. */
export type FieldProps = {
  label: string
  description?: ReactNode
  /** The sentence under the field; its presence marks the field as wrong. */
  error?: string | null | undefined
  /** The label stays for screen readers only. */
  hideLabel?: boolean
  /** Says "(optional)" behind the label. */
  optional?: boolean
}

/** The label, unless it is hidden (then the field carries aria-label). */
export function FieldLabel({ label, hideLabel, optional }: FieldProps) {
  const { t } = useTranslation('ui')
  if (hideLabel) return null
  return (
    <Label className={css.label ?? ''}>
      {label} {optional ? <span className={css.optional}>{t('optional')}</span> : null}
    </Label>
  )
}

/** The explanation and the error under a field. */
export function FieldNotes({ description, error }: Pick<FieldProps, 'description' | 'error'>) {
  return (
    <>
      {description ? (
        <Text slot="description" className={css.description ?? ''}>
          {description}
        </Text>
      ) : null}
      <FieldError>{error}</FieldError>
    </>
  )
}

/** The sentence of what is wrong, announced with its field. Shows nothing without children. */
export function FieldError({ children }: { children?: ReactNode }) {
  return (
    <AriaFieldError className={css.error ?? ''}>
      {children ? (
        <>
          <Icon icon={CircleAlert} size={14} />
          <span>{children}</span>
        </>
      ) : null}
    </AriaFieldError>
  )
}

/** The props that hand label and validity to a react-aria field. */
export function fieldState({ label, hideLabel, error }: FieldProps) {
  return {
    isInvalid: Boolean(error),
    validationBehavior: 'aria' as const,
    ...(hideLabel ? { 'aria-label': label } : {}),
  }
}
