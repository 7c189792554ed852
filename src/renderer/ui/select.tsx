import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import css from './field.module.css'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field-parts'
import { Icon } from './icon'
import list from './list.module.css'

export type Option<Value extends string = string> = {
  value: Value
  label: string
  description?: string
  picture?: ReactNode
}

/** Picks one of a few. */
export function Select<Value extends string>(
  props: FieldProps & {
    options: readonly Option<Value>[]
    value: Value | null
    onChange: (value: Value) => void
    placeholder?: string
    isDisabled?: boolean
    id?: string
  },
) {
  const { t } = useTranslation('ui')
  const { label, description, error, hideLabel, optional, options, value, onChange, placeholder, isDisabled, id } =
    props
  return (
    <AriaSelect
      {...fieldState(props)}
      value={value}
      onChange={(key) => {
        const picked = options.find((option) => option.value === key)
        if (picked) onChange(picked.value)
      }}
      placeholder={placeholder ?? t('choose')}
      {...(isDisabled ? { isDisabled } : {})}
      className={css.field ?? ''}
    >
      <FieldLabel {...{ label, hideLabel: hideLabel ?? false, optional: optional ?? false }} />
      <Button {...(id ? { id } : {})} className={css.pick ?? ''}>
        <SelectValue className={css.picked ?? ''} />
        <Icon icon={ChevronDown} size={16} />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className={list.popover ?? ''} offset={4}>
        <ListBox items={options.map((option) => ({ ...option, id: option.value }))} className={list.list ?? ''}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

/** One row of a list of options. */
export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.value} textValue={option.label} className={list.item ?? ''}>
      {({ isSelected }) => (
        <>
          {option.picture}
          <span className={list.words}>
            {/* Not label and description of react-aria: the entry's name is all that stands in it (WCAG 2.5.3). */}
            <span>{option.label}</span>
            {option.description ? (
              <span className={list.description} data-description>
                {option.description}
              </span>
            ) : null}
          </span>
          {isSelected ? <Icon icon={Check} size={16} /> : null}
        </>
      )}
    </ListBoxItem>
  )
}
